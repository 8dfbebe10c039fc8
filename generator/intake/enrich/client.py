"""One polite request after another: pauses, `Retry-After`, and no answer but a whole one of the right kind. [I/O]"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import requests

ATTEMPTS = 5
FIRST_WAIT = 3.0
"""Seconds before the second attempt; each further wait is twice as long."""
LONGEST_WAIT = 60.0
PATIENCE = 300.0
"""The longest `Retry-After` that a run sits through."""
TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and without a byte of the answer."""
BUSY = {403, 408, 425, 429}
"""Beside 5xx: the statuses that ask to come again; OpenAlex says 403 to who is too fast."""

Check = Callable[[str], str]
"""What is wrong with a body, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    url: str
    params: Mapping[str, str]
    media: str
    """What the answer's content type must name: `xml`, `json`."""
    check: Check
    pause: float
    """Seconds since the last request that there must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a request after all attempts."""

    outcome: Literal["answer", "unknown", "refused", "failed", "gone", "offline"]
    """`unknown` is a 404; `refused` says that the request itself is wrong; after `gone` this service is not asked
    again, after `offline` none is."""
    text: str = ""
    """The answer, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """Why an attempt failed that may be made again."""

    reason: str
    wait: float = 0.0
    """Seconds that the service asked for."""
    unreachable: bool = False


class Client:
    """A session with its sense of time; tests bring their own `sleep` and `now`."""

    def __init__(
        self,
        agent: str,
        *,
        sleep: Callable[[float], None],
        now: Callable[[], float],
        timeout: tuple[float, float] = TIMEOUT,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.session = _session(agent)
        self.requests = 0
        self._sleep, self._now, self._timeout, self._say = sleep, now, timeout, say
        self._last = -float("inf")

    def get(self, request: Request) -> Reply:
        """The answer, after as many attempts as it is worth. No message holds the address: it may hold a key."""
        for attempt in range(1, ATTEMPTS + 1):
            found = self._attempt(request)
            if isinstance(found, Reply):
                return found
            if found.wait > PATIENCE:
                return Reply(outcome="gone", text=f"{found.reason}, and asks to wait {found.wait:.0f} seconds")
            if found.unreachable and attempt > 1:
                return Reply(outcome="offline", text=found.reason)
            if attempt < ATTEMPTS:
                pause = found.wait or min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
                self._say(f"{found.reason}; again in {pause:.0f} seconds")
                self._sleep(pause)
        assert isinstance(found, _Fault)
        return Reply(outcome="failed", text=f"{found.reason} ({ATTEMPTS} attempts)")

    def _attempt(self, request: Request) -> Reply | _Fault:
        from requests import exceptions

        early = self._last + request.pause - self._now()
        if early > 0:
            self._sleep(min(early, request.pause))  # a clock may be set back
        self.requests += 1
        try:
            response = self.session.get(request.url, params=dict(request.params), timeout=self._timeout)
        except exceptions.ReadTimeout:
            return _Fault(reason=f"no answer within {self._timeout[1]:g} seconds")
        except (exceptions.ConnectionError, exceptions.ChunkedEncodingError) as error:
            return _connection_fault(error)
        except exceptions.RequestException as error:
            return _Fault(reason=f"the answer could not be read ({type(error).__name__})")
        finally:
            self._last = self._now()
        return self._judged(request, response)

    def _judged(self, request: Request, response: "requests.Response") -> Reply | _Fault:
        status = response.status_code
        if status in (404, 410):
            return Reply(outcome="unknown")
        if status in BUSY or status >= 500:
            return _Fault(reason=f"status {status}", wait=self._retry_after(response.headers.get("Retry-After", "")))
        if status != 200:
            return Reply(outcome="refused" if status == 400 else "failed", text=f"status {status}")
        text = response.content.decode("utf-8-sig", "replace")
        media = response.headers.get("Content-Type", "")
        if request.media not in media:
            said = " ".join(text.split())[:60]
            return _Fault(reason=f"found {media or 'no content type'}, expected {request.media}: “{said}”")
        wrong = request.check(text)
        return _Fault(reason=wrong) if wrong else Reply(outcome="answer", text=text)

    def _retry_after(self, text: str) -> float:
        """Seconds, as a number or until a date: `120`, `Fri, 06 Nov 2026 10:00:00 GMT`; 0 where neither is given."""
        if text.strip().isdecimal():
            return float(text)
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - self._now())
        except ValueError:
            return 0.0


def _session(agent: str) -> "requests.Session":
    import requests  # here, since only `enrich` should wait for it

    session = requests.Session()
    session.headers["User-Agent"] = agent
    return session


def _connection_fault(error: Exception) -> _Fault:
    """A host that cannot be reached, or a connection that broke off: urllib3 wraps only the first."""
    from urllib3.exceptions import MaxRetryError

    if error.args and isinstance(error.args[0], MaxRetryError):
        return _Fault(reason="cannot be reached", unreachable=True)
    return _Fault(reason="the connection broke off")
