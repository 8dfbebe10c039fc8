"""The pages of a search, from the cache or the service, and the rows on them. [I/O]"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import Client, Reply, Request
from generator.intake.enrich.question import Desk
from generator.intake.enrich.services import Query, Service
from generator.intake.follow.searches import PAGES, PER_PAGE, Search
from generator.intake.normalize import fingerprint
from generator.intake.readers import reader_named
from generator.intake.rows import read_rows
from generator.model import Capture, Row
from generator.problems import Problem
from generator.records.venues import VenueIndex

OFFLINE = "nobody was asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a search found."""

    rows: tuple[Row, ...]
    total: int
    """How many papers the service has for it."""
    problems: tuple[Problem, ...] = ()
    """Of entries that could not be read."""
    stopped: str = ""
    """Why not all pages are here; then the search is as good as not asked."""
    ends: bool = False
    """Whether the service need not be asked anything more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whom to ask, and what was answered before."""

    client: Client
    cache: Cache
    venues: VenueIndex
    environ: Mapping[str, str]
    offline: bool = False
    abstracts: bool = True

    def key(self, service: Service) -> str:
        return self.environ.get(service.key, "") if service.key else ""

    def url(self, service: Service) -> str:
        return self.environ.get(f"PAPER_CATALOG_{service.name.upper()}_URL") or service.url

    def search(self, search: Search, since: str, until: str) -> Pages:
        """All pages of a search, as far as `PAGES` go."""
        rows: list[Row] = []
        problems: list[Problem] = []
        total = 0
        for page in range(PAGES):
            reply = self._page(search, since, until, page)
            if reply.outcome != "answer":
                ends = reply.outcome in ("offline", "gone")
                why = reply.text or "the service does not understand the search"
                return Pages(rows=(), total=0, stopped=why, ends=ends)
            account = read_rows(
                Capture(name=search.service.name, text=reply.text), reader_named(search.service.reader), self.venues
            )
            problems += account.problems
            rows += [self._named(search.service, row) for row in account.rows]
            total = max(total, search.total(reply.text))
            if total <= (page + 1) * PER_PAGE:
                break
        return Pages(rows=tuple(rows), total=total, problems=tuple(problems))

    def _page(self, search: Search, since: str, until: str, page: int) -> Reply:
        question = search.question(since, until, page)
        if kept := self.cache.get(question):
            return Reply(outcome="answer", text=kept[0])
        if self.offline:
            return Reply(outcome="failed", text=OFFLINE)
        service, key = search.service, self.key(search.service)
        request = Request(
            url=self.url(service),
            params={**search.params(since, until, page), **({"api_key": key} if key else {})},
            media=service.media,
            check=service.check,
            pause=service.pause,
        )
        reply = self.client.get(request)
        if reply.outcome == "answer" and "/api/errors" in reply.text[:5000]:
            return Reply(outcome="refused")
        if reply.outcome == "answer":
            self.cache.put(question, [reply.text])
        return reply

    def _named(self, service: Service, row: Row) -> Row:
        """The row by the name that `enrich` gives it, too: `arxiv:2309.16039`."""
        own = getattr(row.facts.ids, service.own)
        name = f"{service.name}:{own or row.fingerprint}"
        facts = replace(row.facts, summary="", abstract=row.facts.abstract if self.abstracts else "")
        return replace(row, facts=facts, capture=name, fingerprint=fingerprint(name), key="")

    def works(self, service: Service, queries: Sequence[Query]) -> tuple[list[str], str]:
        """What OpenAlex calls some papers, and why it does not say."""
        known = [query.value for query in queries if query.by == service.own]
        asked = [query for query in queries if query.by != service.own]
        unasked = [query for query in asked if self.cache.get(service.question(query)) is None]
        why = OFFLINE if unasked and self.offline else ""
        if unasked and not self.offline:
            desk = Desk(service, self.client, self.cache, url=self.url(service), key=self.key(service))
            done = desk.ask(unasked, lambda text: None)
            why = done.stopped or next(iter(done.failures.values()), "")
        return [*known, *(one for query in asked for one in self._own(service, query))], why

    def _own(self, service: Service, query: Query) -> Iterator[str]:
        for entry in self.cache.get(service.question(query)) or ():
            work = json.loads(entry)
            found = str(work.get("id", "")).rpartition("/")[2] if isinstance(work, dict) else ""
            if found[:1] == "W" and found[1:].isdecimal():
                yield found
