"""Asks what is followed since last time, and writes what is new as records that wait for a person. [I/O]"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import Client
from generator.intake.enrich.run import World, user_agent
from generator.intake.enrich.services import Query, Service, services_named
from generator.intake.follow.ask import OFFLINE, Asker, Pages
from generator.intake.follow.propose import Counts, Found, Proposals, as_ruling, propose
from generator.intake.follow.searches import (
    LAG,
    PAGES,
    PER_PAGE,
    Search,
    arxiv_search,
    days_after,
    openalex_search,
    since,
)  # fmt: skip
from generator.intake.merge import Terms, Unclear
from generator.intake.readers import decode
from generator.intake.rows import read_rows
from generator.model import Paper, PaperId
from generator.problems import CatalogError, Problem, by_place
from generator.records.acts import load_whole
from generator.records.find import find_paper
from generator.records.follow import (
    SEARCHES,
    Follow,
    Following,
    file_of,
    load_follow,
    with_proposed,
    write_followed,
)  # fmt: skip
from generator.records.settings import Decisions
from generator.records.store import write_records
from generator.records.venues import index_venues


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How an update goes about it."""

    today: str
    """The day up to which is asked, and which new records bear."""
    offline: bool = False
    """Whether to go by files, and by what was answered before, alone."""
    abstracts: bool = True
    dry_run: bool = False
    world: World = field(default_factory=World)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAccount:
    """What one entry of follow.yml brought."""

    slug: str
    why: str
    """What was looked for, in words."""
    counts: Counts = field(default_factory=Counts)
    stopped: str = ""
    """Why it was not asked, or not to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did, or with `dry_run` would do."""

    entries: tuple[EntryAccount, ...]
    papers: tuple[Paper, ...]
    """New records, each with `proposed`."""
    unclear: tuple[Unclear, ...]
    """Pairs of a new record and another that may be one paper."""
    problems: tuple[Problem, ...]
    changed: tuple[str, ...]
    """Names of the record files it wrote."""


def update(folder: Path, way: Way) -> Updated:
    """Asks all entries, then reads the records again, since that may take long, and adds what they do not have."""
    following, problems = load_follow(folder)
    if not following.entries:
        return Updated(entries=(), papers=(), unclear=(), problems=tuple(problems), changed=())
    decisions, records = load_whole(folder)
    run = _Update(folder, way, following, decisions, records.papers)
    run.ask()
    decisions, records = load_whole(folder)
    terms = Terms.of(decisions, records.taken, way.today)
    done = propose(records.papers, run.found, terms, following.followed.proposed)
    changed: list[str] = []
    if not way.dry_run:
        after = {**records.papers, **{paper.id: paper for paper in done.papers}}
        changed = write_records(folder / "records", records, dict(sorted(after.items())))
        proposed = [as_ruling(paper) for paper in done.papers]
        write_followed(folder, with_proposed(following.followed, run.asked, proposed))
    return Updated(
        entries=tuple(_counted(run.accounts, done)),
        papers=done.papers,
        unclear=done.unclear,
        problems=tuple(by_place([*problems, *run.problems])),
        changed=tuple(changed),
    )


def _counted(accounts: Mapping[str, EntryAccount], done: Proposals) -> Iterator[EntryAccount]:
    for slug, account in accounts.items():
        yield replace(account, counts=done.counts.get(slug, Counts()))


class _Update:
    """One asking of all entries, and what it has found so far."""

    def __init__(
        self, folder: Path, way: Way, following: Following, decisions: Decisions, papers: Mapping[PaperId, Paper]
    ) -> None:
        self._folder, self._way, self._following, self._papers = folder, way, following, papers
        self._venues = index_venues(decisions.venues)
        self._agent = user_agent(decisions.settings, way.world.environ)
        self._gone: dict[str, str] = {}
        self.found: list[Found] = []
        self.asked: dict[str, str] = {}
        self.accounts: dict[str, EntryAccount] = {}
        self.problems: list[Problem] = []

    def ask(self) -> None:
        world = self._way.world
        client = Client(self._agent, sleep=world.sleep, now=world.now, timeout=world.timeout, say=world.say)
        asker = Asker(
            client=client,
            cache=Cache(self._folder, world.now),
            venues=self._venues,
            environ=world.environ,
            offline=self._way.offline,
            abstracts=self._way.abstracts,
        )
        with client.session:
            for entry in self._following.entries.values():
                world.say(f"{entry.slug}: asking")
                if entry.file:
                    self._read(entry)
                else:
                    self._search(entry, asker)

    # --- Files -------------------------------------------------------------------------------------------------------

    def _read(self, entry: Follow) -> None:
        path = file_of(self._folder, entry)
        self.accounts[entry.slug] = EntryAccount(slug=entry.slug, why=entry.file)
        try:
            capture, problems = decode(path.name, path.read_bytes())
        except OSError as error:
            self._stop(entry, f"{entry.file} cannot be read: {error.strerror or error}")
            return
        self.problems += problems
        if capture:
            account = read_rows(capture, None, self._venues)
            self.problems += account.problems
            self.found.append(Found(slug=entry.slug, why=entry.file, rows=account.rows, network=False))
            self.asked[entry.slug] = self._way.today

    # --- Searches ----------------------------------------------------------------------------------------------------

    def _search(self, entry: Follow, asker: Asker) -> None:
        (service,) = services_named("arxiv" if entry.arxiv else "openalex")
        search, stopped = self._as_search(entry, service, asker)
        why = search.why if search else service.title
        self.accounts[entry.slug] = EntryAccount(slug=entry.slug, why=why)
        stopped = stopped or self._gone.get(service.name, "")
        if not stopped and service.key and not asker.key(service) and not asker.offline:
            self._stop(entry, f"{service.key} holds no key", level="warning")
            return
        if stopped or search is None:
            self._stop(entry, stopped)
            return
        since_ = since(entry, self._following.followed.asked.get(entry.slug), self._way.today)
        pages = asker.search(search, since_, self._way.today)
        if pages.ends:
            self._gone[service.name] = pages.stopped
        if pages.stopped:
            self._stop(entry, pages.stopped)
            return
        self.problems += pages.problems
        self.found.append(Found(slug=entry.slug, why=search.why, rows=pages.rows, network=True))
        self.asked[entry.slug] = self._asked(entry, service, pages)

    def _as_search(self, entry: Follow, service: Service, asker: Asker) -> tuple[Search | None, str]:
        """The search, or why it cannot be asked."""
        if entry.arxiv:
            return arxiv_search(entry.slug, entry.arxiv, service), ""
        assert entry.openalex
        queries: list[Query] = []
        for name in entry.openalex.cites:
            try:
                query = service.query(find_paper(self._papers, name))
            except CatalogError as error:
                return None, f"`cites`: {error}"
            if query is None or query.by == "title":
                return None, f"`cites`: `{name}` has no identifier that OpenAlex knows"
            queries.append(query)
        works, why = asker.works(service, queries)
        if entry.openalex.cites and not works:
            return None, why or f"`cites`: OpenAlex does not know {', '.join(entry.openalex.cites)}"
        return openalex_search(entry.slug, entry.openalex, works, service), ""

    def _asked(self, entry: Follow, service: Service, pages: Pages) -> str:
        """The day from which the next update asks; of a search with too many papers, that of the last one taken."""
        if pages.total <= PAGES * PER_PAGE:
            return self._way.today
        last = max((row.facts.date for row in pages.rows), default="")
        self._report(
            entry,
            "follow-cut",
            f"`{entry.slug}`: found {pages.total} papers, took the {PAGES * PER_PAGE} oldest; the next update goes on",
            "name fewer categories, or add words",
        )
        return min(self._way.today, days_after(last, LAG[service.name])) if len(last) == 10 else self._way.today

    def _stop(self, entry: Follow, why: str, level: str = "error") -> None:
        level = "warning" if why == OFFLINE else level
        self.accounts[entry.slug] = replace(self.accounts[entry.slug], stopped=why)
        hint = "the next update asks it from where the last one came to"
        self._report(entry, "follow-failed", f"`{entry.slug}`: {why}", hint, level=level)

    def _report(self, entry: Follow, code: str, message: str, hint: str, level: str = "warning") -> None:
        line = self._following.lines.get(entry.slug)
        self.problems.append(
            Problem(path=SEARCHES, line=line, code=code, message=message, hint=hint, level=level)  # type: ignore[arg-type]
        )
