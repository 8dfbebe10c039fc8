"""The preview builds again on a change, outlives a mistake, and stops when told to."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.files import MANIFEST
from generator.publish.serve import hand_written

SERVER = """
import sys
from pathlib import Path
from generator.problems import CatalogError
from generator.publish.serve import serve
from generator.publish.swap import keep, replacing

def build(site):
    text = Path("records/one.yml").read_text()
    if text == "bad":
        raise CatalogError("a mistake")
    with replacing(site) as fresh:
        (fresh / "index.html").write_text(f"<body>{text}</body>")
        if site.exists():
            keep(site, fresh, "other.html")
        else:
            (fresh / "other.html").write_text("<body>other</body>")

serve(build, [Path("records")], port=int(sys.argv[1]))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "one.yml").write_text("first")
    command = [sys.executable, "-c", SERVER, str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def _shown(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def _wait_for(text: str, port: int) -> None:
    end = time.monotonic() + 20
    while f"<body>{text}" not in _shown(port):
        assert time.monotonic() < end, f"“{text}” was not shown"
        time.sleep(0.1)


def _asked(port: int, page: str, epoch: str, seconds: float) -> str:
    """What an open page is told that asks whether to reload, if it is told anything in that time."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/livereload/{epoch}/1", headers={"Referer": f"http://127.0.0.1:{port}/{page}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return str(answer.read().decode())
    except TimeoutError:
        return ""


def _epoch(port: int, page: str) -> str:
    """The build that a page which is opened is one of."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=5) as answer:
        return re.findall(r"livereload\((\d+), \d+\)", answer.read().decode())[0]  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.usefixtures("server")
def test_only_an_open_page_that_changed_reloads(tmp_path: Path, port: int) -> None:
    _wait_for("first", port)
    shown = {page: _epoch(port, page) for page in ("index.html", "other.html")}
    time.sleep(1)
    (tmp_path / "records" / "one.yml").write_text("second")
    _wait_for("second", port)
    assert int(_asked(port, "", shown["index.html"], 5)) > int(shown["index.html"])
    assert int(_asked(port, "nobody-opened.html", shown["index.html"], 5)) > int(shown["index.html"])
    assert _asked(port, "other.html", shown["other.html"], 2) == ""


@pytest.mark.slow
def test_a_change_is_shown_and_a_mistake_survived(tmp_path: Path, port: int, server: subprocess.Popen[str]) -> None:
    record = tmp_path / "records" / "one.yml"
    _wait_for("first", port)
    time.sleep(1)  # the watcher looks twice a second
    record.write_text("second")
    _wait_for("second", port)
    record.write_text("bad")
    time.sleep(2)
    assert "second" in _shown(port)
    record.write_text("third")
    _wait_for("third", port)
    server.send_signal(signal.SIGINT)
    said, _ = server.communicate(timeout=20)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in said
    assert "not rebuilt: a mistake" in said


def test_generated_pages_are_not_watched(tmp_path: Path) -> None:
    for name in ("catalog.yml", "records/one.yml", "docs/index.md", "docs/papers/one.md", "docs/about/index.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "docs" / MANIFEST).write_text("index.md\npapers/one.md\n")
    watched = [path.relative_to(tmp_path).as_posix() for path in hand_written(tmp_path)]
    assert watched == ["catalog.yml", "docs/about", "records"]
