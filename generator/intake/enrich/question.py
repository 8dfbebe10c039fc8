"""Asks a service what the cache cannot answer, batch by batch, until all is asked or there is no use going on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import Client, Reply, Request
from generator.intake.enrich.services import Query, Service
from generator.model import PaperId

GIVE_UP = 3
"""Requests in a row that failed, each with all its attempts, after which a service is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the asking went; the answers are in the cache."""

    failures: Mapping[PaperId, str]
    """Record → why there is no answer for it."""
    requests: int = 0
    stopped: str = ""
    """Why not all was asked."""
    ends: bool = False
    """Whether the other services need not be tried."""


class Desk:
    """Where one service is asked: its address, its key, and what went wrong so far."""

    def __init__(self, service: Service, client: Client, cache: Cache, *, url: str, key: str) -> None:
        self._service, self._client, self._cache, self._url = service, client, cache, url
        self._key = {"api_key": key} if key else {}
        self._failures: dict[PaperId, str] = {}
        self._in_a_row = 0
        self._end: Reply | None = None

    def ask(self, queries: Sequence[Query], say: Callable[[str], None]) -> Asked:
        """Puts the answers into the cache. An interrupt ends it like a service that is gone: what is there counts."""
        before, done, interrupted = self._client.requests, 0, False
        try:
            for batch in self._service.batches(queries):
                say(f"{self._service.title}: {done} of {len(queries)} asked")
                self._batch(batch)
                done += len(batch)
                if self._end:
                    break
        except KeyboardInterrupt:
            interrupted = True
        why = "interrupted" if interrupted else self._end.text if self._end else ""
        return Asked(
            failures=self._failures,
            requests=self._client.requests - before,
            stopped=why,
            ends=interrupted or bool(self._end and self._end.outcome == "offline"),
        )

    def _batch(self, batch: Sequence[Query]) -> None:
        reply = self._client.get(self._request(batch))
        entries = self._service.divide(reply.text, batch) if reply.outcome == "answer" else None
        if reply.outcome in ("offline", "gone"):
            self._end = reply
        elif reply.outcome == "failed":
            self._fail(batch, reply)
        elif reply.outcome == "unknown":
            self._keep(batch, [[] for _ in batch])
        elif entries is not None:
            self._keep(batch, entries)
        elif len(batch) > 1:  # one identifier that the service does not take costs the whole batch
            for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
                if not self._end:
                    self._batch(half)
        else:
            self._failures[batch[0].paper] = f"{self._service.title} does not understand `{batch[0].value}`"

    def _request(self, batch: Sequence[Query]) -> Request:
        service = self._service
        path, params = service.ask(batch)
        return Request(
            url=self._url + path,
            params={**params, **self._key},
            media=service.media,
            check=service.check,
            pause=service.pause,
        )

    def _keep(self, batch: Sequence[Query], entries: Sequence[Sequence[str]]) -> None:
        self._in_a_row = 0
        for query, own in zip(batch, entries, strict=True):
            self._cache.put(self._service.question(query), own)

    def _fail(self, batch: Sequence[Query], reply: Reply) -> None:
        self._failures |= {query.paper: reply.text for query in batch}
        self._in_a_row += 1
        if self._in_a_row == GIVE_UP:
            self._end = Reply(outcome="gone", text=f"gave up after {GIVE_UP} failures in a row, the last: {reply.text}")
