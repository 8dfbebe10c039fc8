"""Visits every link of the catalog, asks what became of its papers, and says what a person should mend. [I/O]"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import Client
from generator.intake.enrich.question import Desk
from generator.intake.enrich.run import World, user_agent
from generator.intake.enrich.services import SERVICES
from generator.intake.rot.archive import AVAILABLE, archived
from generator.intake.rot.standing import standings, worth_asking
from generator.intake.rot.visit import Visit, Visitor
from generator.model import Paper, PaperId, Url
from generator.problems import Problem, by_place
from generator.records.load import load
from generator.records.rulings import excluded_papers
from generator.records.settings import Decisions
from generator.records.store import Records
from generator.records.venues import index_venues

WEEK = 6 * 24 * 3600
"""Seconds for which a visit counts: a weekly run visits every link again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotten:
    """What has rotted, and how much was looked at."""

    problems: tuple[Problem, ...]
    links: int
    visited: int
    """Requests that were made."""
    unclear: int
    """Links of which the answer says nothing."""
    stopped: str = ""
    """Why not all was looked at."""


def find_rot(folder: Path, world: World, *, offline: bool = False) -> Rotten:
    """Dead and moved links, retractions and published preprints; `offline` by what was answered before."""
    decisions, records, _ = load(folder)
    out = excluded_papers(records.papers, decisions.rulings)
    papers = [paper for id_, paper in records.papers.items() if id_ not in out and not paper.proposed]
    run = _Rot(folder, decisions, records, world, offline=offline)
    with run.client.session:
        problems = [*run.links(papers), *run.standings(papers)]
    return Rotten(
        problems=tuple(by_place(problems)),
        links=len(run.visits),
        visited=run.visitor.visited,
        unclear=sum(visit is None or visit.state == "unclear" for visit in run.visits.values()),
        stopped=run.stopped,
    )


class _Rot:
    """One look at a catalog."""

    def __init__(
        self, folder: Path, decisions: Decisions, records: Records, world: World, *, offline: bool
    ) -> None:
        self._folder, self._decisions, self._records, self._world = folder, decisions, records, world
        self._offline = offline
        agent = user_agent(decisions.settings, world.environ)
        self.client = Client(agent, sleep=world.sleep, now=world.now, timeout=world.timeout, say=world.say)
        self._answers = Cache(folder, world.now)
        self.visitor = Visitor(
            self.client.session, Cache(folder, world.now, WEEK),
            sleep=world.sleep, now=world.now, timeout=world.timeout,
        )  # fmt: skip
        self.visits: dict[str, Visit | None] = {}
        self.stopped = ""

    # --- Links -------------------------------------------------------------------------------------------------------

    def links(self, papers: Sequence[Paper]) -> Iterator[Problem]:
        holders: dict[Url, list[Paper]] = defaultdict(list)
        for paper in papers:
            for url in dict.fromkeys(link.url for link in paper.links):
                holders[url].append(paper)
        self._visit_all(_by_turns(holders))
        for url, holding in holders.items():
            visit = self.visits.get(url)
            copy = self._archived(url) if visit and visit.state == "dead" else ""
            for paper in holding if visit else ():
                assert visit
                if problem := self._told(paper, url, visit, copy):
                    yield problem

    def _visit_all(self, urls: Sequence[str]) -> None:
        """Until an interrupt; what was found before it counts. Where no host has an address there is no network."""
        try:
            for number, url in enumerate(urls):
                if number % 20 == 0:
                    self._world.say(f"links: {number} of {len(urls)} visited")
                self.visits[url] = self.visitor.known(url) if self._offline else self.visitor.visit(url)
        except KeyboardInterrupt:
            self.stopped = "interrupted"
        nameless = [url for url, visit in self.visits.items() if visit and visit.nameless]
        if nameless and not self.visitor.answered:
            self.stopped = self.stopped or "no network: no host has an address"
            self.visits |= dict.fromkeys(nameless, None)

    def _archived(self, url: str) -> str:
        if self._offline:
            return next(iter(self._answers.get(f"wayback:{url}") or ()), "")
        service = self._world.environ.get("PAPER_CATALOG_WAYBACK_URL") or AVAILABLE
        return archived(url, self.client, self._answers, service)

    def _told(self, paper: Paper, url: str, visit: Visit, copy: str) -> Problem | None:
        if visit.state == "moved":
            message = f"found `{url}`, which has moved to `{visit.to}`"
            return self._problem(paper.id, "moved-link", message, "write the new address", url)
        if visit.state == "dead":
            hint = f"a copy is at {copy}" if copy else "the Internet Archive has no copy; take the link out"
            return self._problem(paper.id, "dead-link", f"found `{url}`, which is dead: {visit.why}", hint, url)
        return None

    # --- Papers ------------------------------------------------------------------------------------------------------

    def standings(self, papers: Sequence[Paper]) -> Iterator[Problem]:
        self._ask(papers)
        venues = index_venues(self._decisions.venues)
        for paper in papers:
            said: dict[str, str] = {}
            for service, one in standings(paper, self._answers, venues, self._decisions.rulings):
                said.setdefault(one.code, f"{service} says that {one.says}")
            for code, message in said.items():
                hint = f"`paper-catalog enrich {paper.id}` takes it; `state` and `venue` under `kept` leave it"
                yield self._problem(paper.id, code, message, hint)

    def _ask(self, papers: Sequence[Paper]) -> None:
        for service in SERVICES:
            key = self._world.environ.get(service.key, "") if service.key else ""
            if self._offline or self.stopped or (service.key and not key):
                continue
            queries = [query for paper in papers if (query := worth_asking(paper, service))]
            unasked = [query for query in queries if self._answers.get(service.question(query)) is None]
            url = self._world.environ.get(f"PAPER_CATALOG_{service.name.upper()}_URL") or service.url
            if unasked:
                asked = Desk(service, self.client, self._answers, url=url, key=key).ask(unasked, self._world.say)
                self.stopped = f"{service.title}: {asked.stopped}" if asked.stopped else ""

    def _problem(self, paper: PaperId, code: str, message: str, hint: str, text: str = "") -> Problem:
        name = self._records.files[paper]
        line = self._line(name, text) if text else None
        return Problem(path=f"records/{name}", line=line, code=code, message=message, hint=hint, level="warning")

    def _line(self, name: str, text: str) -> int | None:
        """Where a record's file has the text."""
        lines = (self._folder / "records" / name).read_text(encoding="utf-8", errors="replace").split("\n")
        return next((number for number, line in enumerate(lines, 1) if text in line), None)


def _by_turns(holders: Mapping[Url, object]) -> list[Url]:
    """The addresses in an order in which the hosts take turns, so that no pause is waited for in vain."""
    turns: dict[str, int] = defaultdict(int)
    ranked: list[tuple[int, Url]] = []
    for url in sorted(holders):
        host = url.split("/")[2].lower()
        ranked.append((turns[host], url))
        turns[host] += 1
    return [url for _, url in sorted(ranked)]
