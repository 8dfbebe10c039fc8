"""Work that two processes divide: all of it is done, and it gives what one process would have made."""

import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.files import CACHE, MANIFEST
from generator.pipeline import generate
from generator.problems import CatalogError
from generator.publish import child
from generator.publish.child import divided
from tests.nasty import built, written
from tests.pages.toy import toy_catalog

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux divides a process safely"),
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

REALLY = child.can_divide


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes for whatever can be divided at all, though other tests may have left threads."""
    for module in ("generator.publish.child", "generator.publish.fast.build"):
        monkeypatch.setattr(f"{module}.WORTH_IT", 2)
        monkeypatch.setattr(f"{module}.can_divide", lambda: True)
    monkeypatch.setattr(child, "_AT_ONCE", 3)


class _Both:
    """The first process waits until the second one is at work, however busy the machine is."""

    def __init__(self) -> None:
        self._own, self._begun = os.getpid(), multiprocessing.Event()

    def wait(self) -> bool:
        """Whether this is the second one."""
        if os.getpid() != self._own:
            self._begun.set()
            return True
        assert self._begun.wait(60)
        return False


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 50, 1000])
def test_each_item_is_made_once(size: int) -> None:
    """However the two share them."""
    assert sorted(divided(lambda number: number * 2, range(size))) == [number * 2 for number in range(size)]


@pytest.mark.usefixtures("eager")
def test_both_processes_work() -> None:
    """Results that fill the pipe many times over do not stop them."""

    both = _Both()

    def make(number: int) -> tuple[int, int, bytes]:
        both.wait()
        return number, os.getpid(), bytes(100_000)

    made = list(divided(make, range(300)))
    assert sorted(number for number, _, _ in made) == list(range(300))
    assert len({process for _, process, _ in made}) == 2 and {len(data) for _, _, data in made} == {100_000}


@pytest.mark.usefixtures("eager")
def test_few_items_and_other_threads_stay_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview has threads, and a process that has some must not be divided."""
    monkeypatch.setattr(child, "can_divide", REALLY)
    monkeypatch.setattr(child, "WORTH_IT", 100)
    assert set(divided(lambda _: os.getpid(), range(99))) == {os.getpid()}
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert set(divided(lambda _: os.getpid(), range(200))) == {os.getpid()}
    done.set()
    thread.join()


@pytest.mark.usefixtures("eager")
def test_a_fault_in_the_second_process_is_one_of_the_build() -> None:
    """Also where all that is left is its own part."""
    both = _Both()

    def make(number: int) -> int:
        if both.wait():
            raise OSError(28, "No space left on device")
        return number

    with pytest.raises(CatalogError, match=r"second process.*No space left"):
        list(divided(make, range(30)))


@pytest.mark.usefixtures("eager")
def test_whoever_stops_early_ends_the_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no other way to know."""
    ended, wait = [], os.waitpid

    def noting(child: int, options: int) -> tuple[int, int]:
        ended.append(child)
        return wait(child, options)

    monkeypatch.setattr(os, "waitpid", noting)
    made: Iterator[int] = divided(lambda _: os.getpid(), range(100_000))
    assert next(made) == os.getpid()
    made.close()  # type: ignore[attr-defined]
    (second,) = ended
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def _known(folder: Path) -> dict[str, Any]:
    """What is remembered of each unit: its digest, what was read for it, and what its files hold."""
    said = json.loads((folder / CACHE / "pages.json").read_bytes())
    return {
        name: (digest, [tuple(said["reads"][number]) for number in reads], [file[:2] for file in files])
        for name, (digest, reads, files) in said["units"].items()
    }


def test_pages_of_two_processes_are_those_of_one(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """And so is what is remembered of them: the next build keeps them all."""
    catalog = toy_catalog()
    generate(tmp_path / "one", catalog)
    request.getfixturevalue("eager")
    first = generate(tmp_path / "two", catalog)[0]
    one, two = ({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                for folder in (tmp_path / "one/docs", tmp_path / "two/docs"))
    assert one == two and first.written == len(one) - len((MANIFEST, ".gitignore"))
    assert _known(tmp_path / "one") == _known(tmp_path / "two")
    assert generate(tmp_path / "two", catalog)[0].written == 0


@pytest.mark.slow
def test_a_site_of_two_processes_is_that_of_one(tmp_path: Path, request: pytest.FixtureRequest,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    """With links to anchors of pages that the other process built."""
    site = written(tmp_path, 60)
    one = built(site, "one")
    request.getfixturevalue("eager")
    assert built(site, "two") == one
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("eager")
@pytest.mark.slow
def test_what_mkdocs_says_of_a_page_is_said_once_more(tmp_path: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    """A warning in the second process must not be lost: the build is strict."""
    site = written(tmp_path, 30)
    for page in sorted((site / "site_src/docs/papers").glob("nasty-*.md")):
        page.write_text(page.read_text(encoding="utf-8") + "\n[x](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(BaseException, match="strict"):
        built(site, "two")
    said = capsys.readouterr().err
    assert "building again without it" in said
