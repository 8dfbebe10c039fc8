"""A site is the old one or the new one, and whole, whenever the run that replaces it ends."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import CatalogError
from generator.publish import swap
from generator.publish.swap import MARK, keep, own_folder, replacing

OLD = {MARK: "", ".htaccess": "Options -Indexes", "index.html": "old", "papers/a.html": "same", "papers/b.html": "old"}
NEW = {MARK: "", ".htaccess": "Options -Indexes", "index.html": "new", "papers/a.html": "same", "papers/c.html": "new"}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return _written(tmp_path / "public" / "site", OLD)


@pytest.fixture(params=["exchange", "two renames"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way to give the new site the old one's name."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    elif sys.platform not in {"linux", "darwin"}:
        pytest.skip("this system exchanges no names")
    return str(request.param)


def _written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def _read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def _beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def _replace(site: Path) -> None:
    with replacing(site) as fresh:
        keep(site, fresh, "papers/a.html")
        (fresh / "index.html").write_text("new")
        (fresh / "papers" / "c.html").write_text("new")


def _killed_at(step: int, act: Callable[[], None]) -> bool:
    """Whether the act, in a process of its own, was killed when it asked the system for something the n-th time."""
    child = os.fork()
    if not child:
        steps = 0

        def kill(*_: object) -> None:
            nonlocal steps
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        act()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status != 0


@pytest.mark.usefixtures("swapping")
def test_the_new_site_takes_the_place_of_the_old_one(site: Path) -> None:
    """With the hidden files of its keeper, the rights of the old folder, and nothing left beside it."""
    site.chmod(0o750)
    _replace(site)
    assert _read(site) == NEW and _beside(site) == []
    assert site.stat().st_mode & 0o777 == 0o750


def test_a_first_site_is_there_at_once(tmp_path: Path) -> None:
    site = tmp_path / "public" / "site"
    with replacing(site) as fresh:
        (fresh / "index.html").write_text("new")
        assert not site.exists()
    assert _read(site) == {MARK: "", "index.html": "new"} and _beside(site) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_run_that_fails_leaves_the_old_site(site: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), replacing(site) as fresh:
        raise error(_written(fresh, {"index.html": "half"}))
    assert _read(site) == OLD and _beside(site) == []


@needs_fork
def test_at_every_step_a_kill_leaves_a_whole_site(site: Path, swapping: str) -> None:
    """The old or the new one; between two renames none, but the next run puts the old one back before it begins."""
    step, seen = 1, set()
    while _killed_at(step, lambda: _replace(site)):
        if swapping == "two renames" and not site.exists():
            seen.add("gap")
            swap.mend(site)
        found = _read(site)
        assert found in (OLD, NEW), f"step {step}"
        seen.add(found["index.html"])
        _replace(site)
        assert _read(site) == NEW and _beside(site) == [], f"step {step}"
        with replacing(site) as fresh:
            _written(fresh, OLD)
        step += 1
    assert seen == {"old", "new"} | ({"gap"} if swapping == "two renames" else set())
    assert step > 20


@needs_fork
@pytest.mark.usefixtures("swapping")
def test_the_next_run_may_be_killed_as_well(site: Path) -> None:
    """Leavings of leavings go, too."""
    for step in range(1, 60, 3):
        _killed_at(60 - step, lambda: _replace(site))
        _killed_at(step, lambda: _replace(site))
    _replace(site)
    assert _read(site) == NEW and _beside(site) == []


@pytest.mark.usefixtures("swapping")
def test_of_two_runs_at_once_each_is_whole(site: Path) -> None:
    """The second does not touch the folder of the first, and who ends last is seen."""
    with replacing(site) as first:
        (first / "index.html").write_text("first")
        _replace(site)
        assert _read(site) == NEW and _read(first)["index.html"] == "first"
    assert _read(site)["index.html"] == "first" and _beside(site) == []


def test_folders_of_others_stay(site: Path) -> None:
    """Whatever has such a name but was not made by a run, and what another site is built in."""
    strange = _written(site.with_name(".site-0123abcd"), {"thesis.tex": "precious"})
    (site.parent / ".site-89abcdef").symlink_to(strange)
    _written(site.with_name(".site-old-0123abcd"), {MARK: ""})
    _replace(site)
    assert _beside(site) == [".site-0123abcd", ".site-89abcdef", ".site-old-0123abcd"]
    assert (strange / "thesis.tex").read_text() == "precious"


def test_a_full_disk_is_said(site: Path) -> None:
    with pytest.raises(CatalogError, match=r"no space is left.*stays as it was"), replacing(site):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert _read(site) == OLD and _beside(site) == []


def test_a_link_is_a_copy_where_there_are_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    _replace(site)
    assert _read(site) == NEW


def test_what_is_kept_is_not_written_again(site: Path) -> None:
    """A kept file is the old site's own, which is being read: a second one for its path is an error."""
    with replacing(site) as fresh:
        keep(site, fresh, "papers/a.html")
        assert (fresh / "papers" / "a.html").stat().st_ino == (site / "papers" / "a.html").stat().st_ino
        with pytest.raises(FileExistsError):
            keep(site, fresh, "papers/a.html")


def test_a_site_whose_folder_is_closed_is_refused_in_words(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(CatalogError, match=r"cannot write to .*public, where the new site is made.*: Permission"):
        _replace(site)
    assert _read(site) == OLD


def test_a_mount_point_is_refused_in_words() -> None:
    with pytest.raises(CatalogError, match="is a mount point"), replacing(Path("/")):
        pass


def test_a_folder_that_cannot_be_renamed_is_refused_in_words(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a folder that is mounted from the same disk."""

    def busy(*_: object) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(CatalogError, match="stays as it was, and cannot be replaced: Device or resource busy"):
        _replace(site)
    assert _read(site) == OLD and _beside(site) == []


def test_a_folder_of_a_run_goes_with_it(tmp_path: Path) -> None:
    with own_folder(tmp_path, "x-") as folder:
        (folder / "a").mkdir()
    assert list(tmp_path.iterdir()) == []
