"""A server on this machine that plays answers, and a clock that sleeps at once and remembers for how long."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

START = 1_800_000_000.0


@dataclass
class Clock:
    time: float = START
    sleeps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.time += seconds


@dataclass(frozen=True, kw_only=True)
class Played:
    """One answer."""

    body: str = ""
    media: str = "application/atom+xml; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    cut: int = 0
    """How many bytes of the promised length never come."""
    slow: bool = False
    """Whether it comes only when the server is told to stop."""
    drop: bool = False
    """Whether the connection is closed without a word."""


def as_json(value: object, status: int = 200) -> Played:
    return Played(body=json.dumps(value), media="application/json", status=status)


@dataclass(frozen=True)
class Asked:
    """One request, decoded."""

    path: str
    params: dict[str, str]
    agent: str


Answering = Callable[[Asked], Played]


@dataclass
class Service:
    """A running server: what it is asked, and what it will answer."""

    url: str
    answering: Answering
    requests: list[Asked] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that did not wait for a slow answer is no error."""


@contextmanager
def serving(answering: Answering) -> Iterator[Service]:
    stop = threading.Event()
    service = Service("", answering)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = {name: values[0] for name, values in parse_qs(parts.query).items()}
            asked = Asked(unquote(parts.path), params, self.headers.get("User-Agent", ""))
            service.requests.append(asked)
            played = service.answering(asked)
            if played.slow:
                stop.wait(20)
            if not played.drop:
                self._play(played)

        def _play(self, played: Played) -> None:
            body = played.body.encode()
            self.send_response(played.status)
            self.send_header("Content-Type", played.media)
            self.send_header("Content-Length", str(len(body) + played.cut))
            for name, value in played.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the library)
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}/works"
    try:
        yield service
    finally:
        stop.set()
        server.shutdown()
        thread.join()
        server.server_close()


def in_turn(*played: Played) -> Answering:
    """One answer after the other, the last for ever."""
    left = list(played)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]
