"""Where an address leads today: asked politely, host by host, and remembered for a week. [I/O]"""

import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from generator.intake.enrich.cache import Cache
from generator.model import URL

if TYPE_CHECKING:
    import requests

PAUSE = 1.0
"""Seconds between two requests to one host."""
HOPS = 8
"""Redirects that are followed."""
GONE = {404, 410}
PERMANENT = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {429, 503}
"""Where a host says so, it is left alone for the rest of the run."""
_HIDDEN = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What became of one visit."""

    state: Literal["fine", "moved", "dead", "unclear"]
    """`unclear` where the answer says nothing of the address: a robot check, a server that is down."""
    why: str = ""
    to: str = ""
    """Where it has moved for good."""
    nameless: bool = False
    """Whether it counts as dead only because its host has no address: without a network none has."""


class Visitor:
    """Visits addresses one by one; a test brings its own session."""

    def __init__(
        self,
        session: "requests.Session",
        cache: Cache,
        *,
        sleep: Callable[[float], None],
        now: Callable[[], float],
        timeout: tuple[float, float],
    ) -> None:
        self._session, self._cache, self._sleep, self._now, self._timeout = session, cache, sleep, now, timeout
        self._last: dict[str, float] = {}
        self._busy: set[str] = set()
        self.visited = 0
        self.answered = 0
        """How many hosts' answers there were: without any there is no network."""

    def known(self, url: str) -> Visit | None:
        """What an earlier visit of this week found."""
        kept = self._cache.get(f"link:{url}")
        return _read(kept[0]) if kept else None

    def visit(self, url: str) -> Visit:
        if known := self.known(url):
            return known
        found = self._follow(url)
        if found.state != "unclear" and not found.nameless:
            self._cache.put(f"link:{url}", [json.dumps(asdict(found), ensure_ascii=False)])
        return found

    def _follow(self, url: str) -> Visit:
        """The end of the redirects; for good only as far as each step said so."""
        here = settled = url
        permanent = True
        for _ in range(HOPS):
            status, target = self._ask(here)
            if isinstance(status, Visit):
                return status
            if status not in REDIRECTS or not target:
                return _judged(url, here, settled, status)
            here = urljoin(here, target)
            permanent = permanent and status in PERMANENT
            settled = here if permanent else settled
            if not re.match(URL, here):
                return Visit(state="unclear", why="it leads to something that is no address")
        return Visit(state="unclear", why=f"more than {HOPS} redirects")

    def _ask(self, url: str) -> tuple[int | Visit, str]:
        """(status, where it redirects to), or why there is none."""
        from requests import exceptions

        host = (urlsplit(url).hostname or "").lower()
        if not is_public(host):
            return Visit(state="unclear", why=f"{host or 'it'} is no public address"), ""
        if host in self._busy:
            return Visit(state="unclear", why=f"{host} asked not to be asked so often"), ""
        early = self._last.get(host, -PAUSE) + PAUSE - self._now()
        if early > 0:
            self._sleep(min(early, PAUSE))
        self.visited += 1
        try:
            with self._session.get(url, timeout=self._timeout, allow_redirects=False, stream=True) as response:
                status, target = response.status_code, response.headers.get("Location", "")
        except exceptions.ConnectionError as error:
            nameless = "NameResolutionError" in repr(error) or "getaddrinfo" in repr(error)
            return Visit(state="dead", why=f"{host} has no address", nameless=True) if nameless else _down(host), ""
        except (exceptions.RequestException, ValueError):
            return _down(host), ""
        finally:
            self._last[host] = self._now()
        self.answered += 1
        if status in BUSY:
            self._busy.add(host)
        return status, target


def _down(host: str) -> Visit:
    return Visit(state="unclear", why=f"{host} does not answer")


def is_public(host: str) -> bool:
    """Whether a host may be asked: a record is no way into the network that the check runs in."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." in host and host != "localhost" and not host.endswith(_HIDDEN)


def _judged(url: str, here: str, settled: str, status: int) -> Visit:
    if status in GONE:
        return Visit(state="dead", why=f"status {status}")
    if not 200 <= status < 300:
        return Visit(state="unclear", why=f"status {status}")
    if _is_front(here) and not _is_front(url):
        return Visit(state="dead", why=f"it leads to the front page of {urlsplit(here).hostname}")
    if _plain(settled) != _plain(url):
        return Visit(state="moved", to=settled)
    return Visit(state="fine")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in ("", "index.html", "en", "home") and not parts.query


def _plain(url: str) -> str:
    """Without what makes no other place of it: the scheme, `www.`, a slash at the end, a fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _read(text: str) -> Visit | None:
    """A visit as the cache has it; None of what is none."""
    try:
        value = json.loads(text)
        return Visit(**value) if isinstance(value, Mapping) else None
    except (ValueError, TypeError):
        return None
