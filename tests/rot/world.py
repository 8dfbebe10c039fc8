"""A session whose every address is played, and a clock."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectionError as Broken
from urllib3.response import HTTPResponse

from tests.enrich.server import Clock


@dataclass(frozen=True, kw_only=True)
class Page:
    status: int = 200
    to: str = ""
    body: str = ""
    media: str = "text/html"
    error: str = ""


NO_HOST = Page(error="NameResolutionError: nobody is called so")


@dataclass
class World:
    """Address → what is there; what is not named has no host."""

    pages: dict[str, Page | Callable[[str], Page]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    times: list[tuple[str, float]] = field(default_factory=list)

    def session(self, agent: str = "") -> requests.Session:
        session = requests.Session()
        session.headers["User-Agent"] = agent
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Played(self))
        return session

    def page(self, url: str) -> Page:
        self.asked.append(url)
        self.times.append((url.split("/")[2], self.clock.time))
        found = self.pages.get(url) or self.pages.get(url.partition("?")[0]) or NO_HOST
        return found if isinstance(found, Page) else found(url)


class _Played(BaseAdapter):
    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        assert request.url
        page = self._world.page(request.url)
        if page.error:
            raise Broken(page.error)
        response = requests.Response()
        response.status_code, response.url, response.request = page.status, request.url, request
        response.headers["Content-Type"] = page.media
        if page.to:
            response.headers["Location"] = page.to
        response.raw = HTTPResponse(preload_content=False)
        response._content = page.body.encode()
        return response

    def close(self) -> None:
        pass


def as_json(value: object) -> Page:
    return Page(body=json.dumps(value), media="application/json")


def copied(url: str) -> Page:
    """What the archive says of an address that it has."""
    copy = {"available": True, "status": "200", "url": f"http://web.archive.org/web/20240101000000/{url}"}
    return as_json({"url": url, "archived_snapshots": {"closest": copy}})
