"""A real build that is told to end, or killed: the old site stays whole, MkDocs ends too, the next build is as ever."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.publish import child

PAPER_CATALOG = (sys.executable, "-c", "from generator.cli import main; main()")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh catalog with a site."""
    folder = tmp_path_factory.mktemp("killed") / "papers"
    _run("init", str(folder), cwd=folder.parent)
    _run("build", cwd=folder)
    return folder


def _run(*arguments: str, cwd: Path) -> None:
    subprocess.run([*PAPER_CATALOG, *arguments], cwd=cwd, check=True, capture_output=True)


def _digest(site: Path) -> str:
    """Of all its files."""
    found = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _alive(word: str) -> list[str]:
    """The commands of running processes that name the word."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        found += [" ".join(command)] if any(word in part for part in command) else []
    return found


def _gone(word: str) -> bool:
    end = time.monotonic() + 5
    while _alive(word) and time.monotonic() < end:
        time.sleep(0.02)
    return not _alive(word)


def _ended(folder: Path, how: signal.Signals, when: str | float) -> int:
    """A build that gets the signal after so many seconds, or once such a file is there; its exit code."""
    silent = subprocess.DEVNULL
    with subprocess.Popen([*PAPER_CATALOG, "build"], cwd=folder, stdout=silent, stderr=silent) as run:
        begin = time.monotonic()
        while run.poll() is None:
            if any(folder.glob(when)) if isinstance(when, str) else time.monotonic() - begin > when:
                run.send_signal(how)
                break
            time.sleep(0.002)
        run.wait()
    assert _gone(str(folder)), _alive(str(folder))
    return run.returncode


def _corrected(folder: Path, word: str) -> None:
    record = next((folder / "site_src" / "records").glob("*.yml"))
    record.write_text(f"title: A {word}\nauthors: [Ann Owl]\ndate: 2024\n", encoding="utf-8")


@pytest.mark.parametrize(("how", "when"), [
    (signal.SIGTERM, ".site-*/index.html"), (signal.SIGINT, ".site-*/papers"), (signal.SIGKILL, ".site-*/papers"),
])  # fmt: skip
def test_a_build_that_is_ended_leaves_the_old_site(built: Path, how: signal.Signals, when: str) -> None:
    before = _digest(built / "site")
    assert _ended(built, how, when) != 0
    assert _digest(built / "site") == before
    left = list(built.glob(".site-*"))
    assert len(left) == (how == signal.SIGKILL)


@pytest.mark.slow
def test_a_series_of_kills_at_any_time(built: Path) -> None:
    """Each leaves the site of before or of after, and a build that is left alone ends as it would have."""
    choose = random.Random(12)
    for round_ in range(8):
        _corrected(built, f"Owls {round_}")
        before = _digest(built / "site")
        for _ in range(3):
            _ended(built, signal.SIGKILL, choose.uniform(0.2, 3.5))
            assert (built / "site" / "index.html").exists()
        after = _digest(built / "site")
        _run("build", cwd=built)
        assert after in (before, _digest(built / "site"))
        assert not list(built.glob(".site-*")) and not list(built.rglob(".*.part"))
    there = _digest(built / "site")
    for name in ("site", "site_src/docs/papers"):
        subprocess.run(["rm", "-r", name], cwd=built, check=True)
    _run("build", cwd=built)
    assert _digest(built / "site") == there


CHILD = "from generator.publish.child import end_with_parent; end_with_parent(); import time; time.sleep(60)"
PARENT = """
import sys, time
from generator.publish import child
with child.running("%s", env={}):
    print("up", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("system", ["linux", "other"])
def test_a_child_ends_with_its_parent(system: str, tmp_path: Path) -> None:
    """By the system's own word, or by the end of a pipe where it gives none."""
    name = f"child_{os.getpid()}_{system}"
    pretend = "import sys; sys.platform = 'other'; " if system == "other" else ""
    (tmp_path / f"{name}.py").write_text(f"{pretend}{CHILD}")
    with subprocess.Popen([sys.executable, "-c", PARENT % name], cwd=tmp_path, stdout=subprocess.PIPE) as parent:
        assert parent.stdout and parent.stdout.readline() == b"up\n"
        time.sleep(0.5)
        assert len(_alive(name)) == 2
        parent.kill()
    assert _gone(name)


def test_a_process_without_such_a_parent_lives_its_own_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m generator.publish.fast.build` by hand ends with Ctrl-C."""
    monkeypatch.delenv("PAPER_CATALOG_PARENT", raising=False)
    before = signal.getsignal(signal.SIGINT)
    child.end_with_parent()
    assert signal.getsignal(signal.SIGINT) == before
