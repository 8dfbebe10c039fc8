"""The preview builds again on a change, outlives a mistake, and stops when told to."""

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

def build(site):
    text = Path("records/one.yml").read_text()
    if text == "bad":
        raise CatalogError("a mistake")
    (site / "index.html").write_text(f"<body>{text}</body>")

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
