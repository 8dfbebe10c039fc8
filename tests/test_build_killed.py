"""A real build that is told to end, or killed: the old site stays whole, MkDocs ends too, the next build is as ever."""

import hashlib
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.publish.child import beside

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


PARENT = """
import sys, time
from generator.publish.child import beside
from generator.problems import CatalogError
def work():
    %s
try:
    with beside(work):
        print("up", flush=True)
        %s
except CatalogError as error:
    print(error)
"""
"""What the child does, and what the parent does meanwhile."""


def _parent(tmp_path: Path, work: str, meanwhile: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", PARENT % (work, meanwhile), f"parent_{tmp_path.name}"]
    return subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE)


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    with _parent(tmp_path, "time.sleep(60)", "time.sleep(60)") as parent:
        assert parent.stdout and parent.stdout.readline() == b"up\n"
        assert len(_alive(f"parent_{tmp_path.name}")) == 2
        parent.kill()
    assert _gone(f"parent_{tmp_path.name}")


def test_a_parent_that_fails_ends_its_child(tmp_path: Path) -> None:
    with _parent(tmp_path, "time.sleep(60)", "raise SystemExit(3)") as parent:
        assert parent.wait(10) == 3
    assert _gone(f"parent_{tmp_path.name}")


@pytest.mark.parametrize(("work", "said"), [
    ("open('a.txt', 'x').write('done')", ""),
    ("raise CatalogError('the owls are out')", "the owls are out"),
    ("raise OSError(28, 'No space left on device')", "No space left"),
    ("[][0]", "IndexError"),
    ("import os; os.kill(os.getpid(), 9)", "ended from outside"),
])  # fmt: skip
def test_what_a_child_does_and_says(tmp_path: Path, work: str, said: str) -> None:
    """Its faults are those of the build."""
    with _parent(tmp_path, work, "pass") as parent:
        shown = parent.communicate(timeout=10)[0].decode()
    assert said in shown and shown.startswith("up\n")
    assert bool(said) != (tmp_path / "a.txt").exists()


def test_beside_other_threads_the_work_comes_after_the_block() -> None:
    """A process that is divided takes only one of its threads along."""
    done: list[str] = []
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with beside(lambda: done.append("work")):
        done.append("block")
    stop.set()
    thread.join()
    assert done == ["block", "work"]
