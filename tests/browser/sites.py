"""Builds a site as a curator does, and serves it as GitHub Pages does: under a sub-path."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("paper-catalog")
PREFIX = "/papers-site/"
SITE_URL = f"https://papers.example{PREFIX}"
"""What the pages say of themselves; the tests read them elsewhere, so that a link that uses it is found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    folder: Path
    url: str
    """Ends with a slash."""

    @property
    def pages(self) -> list[str]:
        """The addresses of all its pages, below `url`."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))


def build(catalog: Path, site: Path) -> None:
    """`paper-catalog build`, as its own process."""
    command = [str(COMMAND), "build", "--catalog", str(catalog), "--site", str(site)]
    environment = os.environ | {"SITE_URL": SITE_URL, "REPO_URL": "https://github.com/OWNER/papers-site"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(folder=folder, url=f"http://127.0.0.1:{server.server_port}{PREFIX}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        """Serves the folder below the prefix, and nothing above it."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, directory=str(folder), **options)

        def translate_path(self, path: str) -> str:
            inside = path.startswith(PREFIX)
            return super().translate_path("/" + path.removeprefix(PREFIX) if inside else "/there/is/nothing")

        def send_error(self, code: int, *arguments: Any) -> None:
            """What is not there is answered with the page 404.html, wherever it was looked for."""
            if code != HTTPStatus.NOT_FOUND or not (folder / "404.html").exists():
                return super().send_error(code, *arguments)
            body = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

        def end_headers(self) -> None:
            """Any site may read what is here, as on GitHub Pages."""
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base class names it so
            pass

    return Handler
