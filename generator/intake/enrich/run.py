"""One service after the other: what to ask, the answers, and what each record makes of its own."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from generator import __version__
from generator.ids import SCHEMES
from generator.intake.enrich.attach import Attached, attach
from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import TIMEOUT, Client
from generator.intake.enrich.question import Asked, Desk
from generator.intake.enrich.services import SERVICES, Query, Service, gaps
from generator.intake.merge.fold import Kept
from generator.intake.normalize import fingerprint
from generator.intake.readers import reader_named
from generator.intake.rows import read_rows
from generator.model import Capture, Paper, PaperId, Row
from generator.problems import Problem, by_place
from generator.records.find import find_paper
from generator.records.load import load
from generator.records.rulings import excluded_papers
from generator.records.settings import Decisions, Settings
from generator.records.store import Records, restamped, write_records
from generator.records.venues import index_venues
from generator.records.yamlfile import as_flow

Level = Literal["error", "warning"]
AGAIN = "run it again; what was answered is not asked twice"
COUNTS = ("asked", "answered", "completed", "unchanged", "not found", "problems", "requests")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    abstracts: bool = True
    """Whether records take abstracts from the network; whether pages show them is another question."""
    refresh: bool = False
    """Whether to ask again what the cache has."""
    dry_run: bool = False
    offline: bool = False
    """Whether to take what the cache has, and ask nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What lies outside the program; tests bring their own."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    """`OPENALEX_API_KEY`, `PAPER_CATALOG_CONTACT`, and `PAPER_CATALOG_ARXIV_URL` and so on for another address."""
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    timeout: tuple[float, float] = TIMEOUT
    say: Callable[[str], None] = lambda text: None
    """Takes a line of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccount:
    """What one service was asked, and what became of it."""

    title: str
    counts: Mapping[str, int]
    """By the names of `COUNTS`."""
    skipped: str = ""
    """Why it was not asked at all."""
    stopped: str = ""
    """Why it was not asked to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What a run did, or with `dry_run` would do."""

    services: tuple[ServiceAccount, ...]
    problems: tuple[Problem, ...]
    kept: tuple[Kept, ...]
    """What a person decided otherwise than a service says."""
    changed: tuple[str, ...]
    """Names of the record files it wrote."""
    whole: bool
    """Whether every record could be read; else nothing was written."""


def enrich(
    folder: Path,
    names: Sequence[str] = (),
    *,
    services: Sequence[Service] = SERVICES,
    options: Options = Options(),
    world: World = World(),
) -> Enriched:
    """Completes the named records, or all that lack what a service may know; says what became of each question.

    When there is no network the run ends, as it does at an interrupt; what was answered until then is written, and is
    in the cache for the next run.
    """
    decisions, records, problems = load(folder)
    if not records.whole:
        return Enriched(services=(), problems=tuple(problems), kept=(), changed=(), whole=False)
    chosen = frozenset(find_paper(records.papers, name).id for name in names)
    run = _Run(folder, records, decisions, options, world)
    agent = user_agent(decisions.settings, world.environ)
    client = Client(agent, sleep=world.sleep, now=world.now, timeout=world.timeout, say=world.say)
    with client.session:
        for service in services:
            if run.serve(service, client, chosen):
                break
    return Enriched(
        services=tuple(run.accounts),
        problems=tuple(by_place([*problems, *run.problems])),
        kept=tuple(run.kept),
        changed=tuple(sorted(set(run.changed))),
        whole=run.records.whole,
    )


def user_agent(settings: Settings, environ: Mapping[str, str]) -> str:
    """Who asks, and an address to write to if the asking goes wrong: Crossref is quicker with those who give one."""
    contact = environ.get("PAPER_CATALOG_CONTACT") or settings.contact
    about = [f"+{settings.repository}"] * bool(settings.repository) + [f"mailto:{contact}"] * bool(contact)
    return f"paper-catalog/{__version__}" + (f" ({'; '.join(about)})" if about else "")


class _Run:
    """The records as they stand between two services, and the account so far."""

    def __init__(self, folder: Path, records: Records, decisions: Decisions, options: Options, world: World) -> None:
        self.folder, self.records, self.options, self.world = folder, records, options, world
        self.rulings, self.venues = decisions.rulings, index_venues(decisions.venues)
        self.cache = Cache(folder, world.now)
        self.accounts: list[ServiceAccount] = []
        self.problems: list[Problem] = []
        self.kept: list[Kept] = []
        self.changed: list[str] = []
        self.owners: dict[tuple[str, str], PaperId] = {}

    def serve(self, service: Service, client: Client, chosen: frozenset[PaperId]) -> bool:
        """Asks a service all there is to ask and takes its answers; returns whether the run ends here."""
        environ = self.world.environ
        key = environ.get(service.key, "") if service.key else ""
        if service.key and not key and not self.options.offline:
            reason = f"{service.key} holds no key"
            self.accounts.append(ServiceAccount(title=service.title, counts={}, skipped=reason))
            return False
        queries = list(self._queries(service, chosen))
        url = environ.get(f"PAPER_CATALOG_{service.name.upper()}_URL") or service.url
        desk = Desk(service, client, self.cache, url=url, key=key)
        asked = desk.ask([query for query in queries if self._unasked(service, query)], self.world.say)
        counts = self._take_all(service, queries, asked)
        self.accounts.append(ServiceAccount(title=service.title, counts=counts, stopped=asked.stopped))
        return asked.ends

    def _queries(self, service: Service, chosen: frozenset[PaperId]) -> Iterator[Query]:
        out = excluded_papers(self.records.papers, self.rulings)
        for paper in self.records.papers.values():
            lacks = paper.id not in out and gaps(paper, service, abstracts=self.options.abstracts)
            wanted = paper.id in chosen if chosen else lacks
            if wanted and (query := service.query(paper)):
                yield query

    def _unasked(self, service: Service, query: Query) -> bool:
        return not self.options.offline and (self.options.refresh or self.cache.get(service.question(query)) is None)

    def _take_all(self, service: Service, queries: Sequence[Query], asked: Asked) -> Counter[str]:
        """Every answer into its record, and the records to disk.

        They are read again before, if time has passed: somebody may have edited one while the services were asked.
        """
        if asked.requests and not self.options.dry_run:
            _, self.records, problems = load(self.folder)
            self.problems += problems
        counts = Counter({"requests": asked.requests})
        papers = dict(self.records.papers)
        self.owners = {pair: paper.id for paper in papers.values() for pair in paper.ids.items()}
        for query in queries:
            if query.paper in asked.failures:
                counts += Counter(("asked", "problems"))
                reason = f"{service.title} gave no answer: {asked.failures[query.paper]}"
                self._report(query.paper, "enrich-failed", reason, hint=AGAIN, level="error")
            elif query.paper in papers and (entries := self.cache.get(service.question(query))) is not None:
                outcome = self._take(service, query, entries, papers)
                counts += Counter(("asked", outcome) if outcome == "not found" else ("asked", "answered", outcome))
        if self.records.whole and not self.options.dry_run:
            changed = write_records(self.folder / "records", self.records, papers)
            self.records = restamped(self.folder / "records", self.records, changed)
            self.changed += changed
        self.records = replace(self.records, papers=papers)
        return counts

    def _take(self, service: Service, query: Query, entries: Sequence[str], papers: dict[PaperId, Paper]) -> str:
        """One record's answer into it; returns the count that this goes under."""
        paper = papers[query.paper]
        rows = [row for entry in entries for row in self._rows(service, query, entry)]
        tried = [self._tried(paper, row, service) for row in rows]
        fitting = [(row, one) for row, one in zip(rows, tried, strict=True) if not one.other]
        sure = [one for _, one in fitting if not one.doubt]
        if not fitting:
            return "not found"
        if len(sure) != 1:
            row, first = fitting[0]
            doubt = first.doubt or f"{len(sure)} papers there have this title and agree with it"
            pair = f"- [{paper.id}, {as_flow(row.capture)}]"
            hint = f"in rulings.yml, `{pair}` under `same` takes it, under `different` leaves it"
            self._report(paper.id, "enrich-doubt", f"{row.capture} may be it: {doubt}", hint=hint, level="warning")
            return "problems"
        papers[paper.id] = sure[0].paper
        self.owners |= dict.fromkeys(sure[0].paper.ids.items(), paper.id)
        self.kept += sure[0].kept
        return "unchanged" if sure[0].paper == paper else "completed"

    def _rows(self, service: Service, query: Query, entry: str) -> Iterator[Row]:
        """The row of an entry, by a name that no other day or question changes; the summary is the curator's alone."""
        reader = reader_named(service.reader)
        assert reader, service.reader
        account = read_rows(Capture(name=service.question(query), text=entry), reader, self.venues)
        self.problems += account.problems
        for row in account.rows:
            name = f"{service.name}:{getattr(row.facts.ids, service.own) or query.value}"
            abstract = row.facts.abstract if self.options.abstracts else ""
            facts = replace(row.facts, summary="", abstract=abstract)
            yield replace(row, facts=facts, capture=name, fingerprint=fingerprint(name), key="")

    def _tried(self, paper: Paper, row: Row, service: Service) -> Attached:
        """The answer attached, unless another record has one of its identifiers: who knows which of them it is."""
        tried = attach(paper, row, service, self.rulings)
        for scheme, value in row.facts.ids.items():
            owner = self.owners.get((scheme, value), paper.id)
            if owner != paper.id and not (tried.doubt or tried.other):
                return Attached(paper=paper, doubt=f"its {SCHEMES[scheme].name} {value} is that of `{owner}`")
        return tried

    def _report(self, paper: PaperId, code: str, message: str, *, hint: str, level: Level) -> None:
        self.problems.append(
            Problem(
                path=f"records/{self.records.files[paper]}",
                code=code,
                message=message,
                hint=hint,
                level=level,
            )
        )
