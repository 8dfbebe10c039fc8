"""The frozen catalog: all that pages, exports and search are made from, gathered before any of it is written.

Indices hold ids, never objects, and are built once, here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NewType, TypeVar

from generator.clean.dates import cited_dates, descending
from generator.clean.keys import is_citation_key
from generator.clean.text import fold, slug
from generator.clean.venues import series_of
from generator.knowledge.chronicle import tell, told
from generator.knowledge.classify import classify
from generator.knowledge.deferred import Computed, Deferred
from generator.knowledge.first import first_reads
from generator.knowledge.gaps import GAPS, gaps_in, gaps_of
from generator.knowledge.limits import LIMITS, UNLIMITED, Limits, early
from generator.knowledge.mentions import Mentions
from generator.knowledge.people import AuthorEntry, AuthorSlug, People, author_entries, find_alike, find_people
from generator.knowledge.relate import relate
from generator.knowledge.relations import Relation, find_relations
from generator.model import Mention, Paper, PaperId, Related, TopicMatch, TopicSlug
from generator.records.addresses import RESERVED, beside, paper_pages
from generator.records.conflicts import Conflict, conflicts_of
from generator.records.history import Change, History, Version
from generator.records.rulings import excluded_ids, excluded_papers
from generator.records.settings import Decisions, Ruling, Settings, Topic, Venue
from generator.records.venues import find_venue, index_venues

K = TypeVar("K")
V = TypeVar("V")
VenueSlug = NewType("VenueSlug", str)
__all__ = [
    "GAPS", "AuthorEntry", "AuthorSlug", "Catalog", "TopicEntry", "Twins", "VenueEntry", "VenueSlug", "build_catalog",
    "gaps_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """One topic with what the catalog holds of it."""

    topic: Topic
    children: tuple[TopicSlug, ...]
    direct: tuple[PaperId, ...]
    """Papers that have this very topic, newest first."""
    papers: tuple[PaperId, ...]
    """Those and the papers of its sub-topics, newest first."""
    neighbours: tuple[tuple[TopicSlug, int], ...]
    """(topic, shared papers): topics its papers have besides, the most frequent first, without its own family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueEntry:
    venue: Venue
    listed: bool
    """Whether venues.yml has it; else it is made of what records say."""
    papers: tuple[PaperId, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Two records that may be the same paper, as a person is to decide."""

    papers: tuple[PaperId, PaperId]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything known, and every list that some page needs."""

    settings: Settings
    site_url: str = ""
    """Where the site will lie, with a slash at the end; empty where that is not known."""
    shard: int = 0
    """Which of the sites of `settings.shards` is made, from 1; 0 where one site has everything."""
    limits: Limits = LIMITS
    """What the site holds by the number of papers."""
    within: Mapping[str, bool]
    """Limit, by its name → whether the catalog has not outgrown it."""
    early: Mapping[PaperId, tuple[str, ...]]
    """Paper → the limits that the catalog had not outgrown when it came."""
    papers: Mapping[PaperId, Paper]
    """In id order."""
    newest: tuple[PaperId, ...]
    """By when they first appeared, then id."""
    topics: Mapping[TopicSlug, TopicEntry]
    """In the order of topics.yml."""
    paper_topics: Mapping[PaperId, tuple[TopicMatch, ...]]
    """Strongest first."""
    first_reads: Mapping[TopicSlug, tuple[tuple[PaperId, str], ...]]
    """Topic → what to read of it first, each with the reason."""
    authors: Mapping[AuthorSlug, AuthorEntry]
    """In slug order."""
    paper_authors: Mapping[PaperId, tuple[AuthorSlug, ...]]
    """Parallel to `Paper.people`."""
    author_redirects: Mapping[AuthorSlug, AuthorSlug]
    """Address of another spelling → address."""
    venues: Mapping[VenueSlug, VenueEntry]
    paper_venue: Mapping[PaperId, VenueSlug]
    years: Mapping[int, tuple[PaperId, ...]]
    """Latest year first."""
    related: Mapping[PaperId, tuple[Related, ...]]
    relations: Mapping[PaperId, tuple[Relation, ...]]
    """What a paper is to others, and they to it; papers that are nothing to others are not in it."""
    mentions: Mapping[PaperId, tuple[Mention, ...]]
    """The systems a paper names."""
    mentioned_by: Mapping[PaperId, tuple[Mention, ...]]
    """The papers that name its system, newest first."""
    redirects: Mapping[PaperId, PaperId]
    """Former id → id."""
    keys: Mapping[PaperId, str]
    """Record → its own citation key, where that is of no other one."""
    record_ids: Mapping[PaperId, PaperId]
    """Id of a page → that of its record, where it is another: the site needs the address of the record's itself."""
    excluded: Mapping[PaperId, Ruling]
    """Ids, former ones too, of papers that are left out → the ruling that says so, with the title where it is known."""
    arrived: Mapping[PaperId, str]
    """Paper → the day on which it was added, or nothing where that is not known; the latest first."""
    changes: Mapping[str, tuple[Change, ...]]
    """Month → what became of papers in it, the latest month and day first."""
    history: Mapping[PaperId, tuple[Change, ...]]
    """Paper → what became of it, the latest first."""
    versions: tuple[Version, ...] = ()
    """The tags of the repository, the latest first."""
    since: tuple[str, ...] = ()
    """The day before which the history is not here, where it is that of a shallow clone."""
    gaps: Mapping[str, tuple[PaperId, ...]]
    """What is missing (`title`, `date`, …) → the records it is missing from."""
    conflicts: Mapping[PaperId, tuple[Conflict, ...]]
    """Record → what its sources disagree about, in the order of ids."""
    twins: Mapping[str, Twins] = field(default_factory=dict)
    """`first second` → the two, the surest first; only where `review_pages` is on, since it compares all records."""
    entry_sizes: Mapping[PaperId, Mapping[str, int]] | None = None
    """Paper → format → bytes of its entry, where pages are made, which ask for them often."""

    def __hash__(self) -> int:
        """Cheap, since it is asked for often: what is made of a catalog is remembered for the last one only."""
        return hash((self.settings.title, len(self.papers)))

    def heading(self, paper: Paper) -> str:
        """What a paper's page is headed by."""
        return heading_of(paper)


def heading_of(paper: Paper) -> str:
    """Its title, else `arXiv 2309.16039`, else the first words of its text."""
    if paper.title:
        return paper.title
    if paper.ids.arxiv:
        return f"arXiv {paper.ids.arxiv}"
    words = (paper.summary or paper.abstract).split()
    return " ".join(words[:10]) + "…" if words else str(paper.id)


def build_catalog(papers: Mapping[PaperId, Paper], decisions: Decisions, limits: Limits = LIMITS) -> Catalog:
    """The catalog of some records. What of it takes long is computed once, and not before somebody looks."""
    limits = UNLIMITED if decisions.settings.downloads == "all" else limits
    papers = {id_: paper for id_, paper in papers.items() if not paper.proposed}
    out = excluded_papers(papers, decisions.rulings)
    records, record_ids = _by_page(papers, out)
    dated = {id_: _dated(records[id_]) for id_ in sorted(records)}
    newest = tuple(sorted(dated, key=lambda id_: (descending(dated[id_].appeared), id_)))
    matches = classify(dated, decisions.topics)
    parts = _Parts(dated, decisions)
    venues = _venues_of(dated, decisions.venues)
    excluded = excluded_ids(papers, decisions.rulings, out)
    return Catalog(
        settings=decisions.settings,
        limits=limits,
        within=_within(len(dated), limits, decisions.settings),
        early=early(dated.values(), limits),
        papers=dated,
        newest=newest,
        topics=(topics := Deferred(lambda: _topic_entries(decisions.topics, matches, newest))),
        paper_topics=matches,
        first_reads=Deferred(lambda: first_reads(topics, dated, parts.all_mentions)),
        authors=parts.authors(matches, newest),
        paper_authors=Deferred(lambda: parts.people.paper_authors),
        author_redirects=Deferred(lambda: parts.people.redirects),
        venues=_venue_entries(venues, decisions.venues, newest),
        paper_venue={id_: VenueSlug(venue.slug) for id_, venue in venues.items()},
        years=dict(sorted(_grouped(newest, lambda id_: filter(None, [dated[id_].year])).items(), reverse=True)),
        related=parts.related(matches, decisions.settings.related),
        relations=Deferred(lambda: find_relations(dated)),
        mentions=parts.mentions_by_source(),
        mentioned_by=parts.mentions_by_target({id_: n for n, id_ in enumerate(newest)}),
        keys=_citation_keys(dated),
        redirects=_redirects(dated),
        record_ids=record_ids,
        excluded=excluded,
        gaps=Deferred(lambda: gaps_in(dated, matches)),
        conflicts=Deferred(lambda: {id_: found for id_ in dated if (found := conflicts_of(records[id_]))}),
        **told(lambda: tell(dated, newest, record_ids, excluded)),
    )


def with_history(catalog: Catalog, history: History) -> Catalog:
    """The catalog with what git tells of its records; without it, only what they say of themselves is told."""
    chronicle = told(
        lambda: tell(catalog.papers, catalog.newest, catalog.record_ids, catalog.excluded, history.changes)
    )
    return replace(catalog, **chronicle, versions=history.versions, since=(history.since,) if history.since else ())


def _redirects(papers: Mapping[PaperId, Paper]) -> dict[PaperId, PaperId]:
    return {alias: id_ for id_, paper in papers.items() for alias in paper.aliases if alias not in RESERVED["papers"]}


def _within(count: int, limits: Limits, settings: Settings) -> dict[str, bool]:
    numbers = [*limits.items(), ("frame", settings.light_above), ("history", limits.history)]
    return {name: count <= limit for name, limit in numbers}


def _by_page(
    papers: Mapping[PaperId, Paper], out: Container[PaperId]
) -> tuple[dict[PaperId, Paper], dict[PaperId, PaperId]]:
    """The records that are in the catalog by the ids of their pages, and page → record where the two differ."""
    moved = paper_pages(papers)
    found: dict[PaperId, Paper] = {}
    for id_, paper in papers.items():
        if id_ not in out and (page := moved.get(id_)):
            found[page] = replace(paper, id=page, aliases=(*paper.aliases, id_))
        elif id_ not in out:
            found[id_] = paper
    return found, {page: id_ for id_, page in moved.items() if page in found}


class _Parts:
    """What several parts of a catalog are made of: made when the first of them is looked into."""

    def __init__(self, papers: Mapping[PaperId, Paper], decisions: Decisions) -> None:
        self._papers, self._decisions = papers, decisions

    @cached_property
    def people(self) -> People:
        return find_people(self._papers, self._decisions.rulings.authors)

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions(self._papers, self._decisions.settings.ambiguous_names)

    @cached_property
    def all_mentions(self) -> tuple[Mention, ...]:
        return self.mentions.all()

    def authors(
        self, topics: Mapping[PaperId, Sequence[TopicMatch]], newest: Sequence[PaperId]
    ) -> Mapping[AuthorSlug, AuthorEntry]:
        papers = self._papers
        return Deferred(lambda: author_entries(papers, self.people, find_alike(papers, self.people, topics), newest))

    def related(
        self, topics: Mapping[PaperId, Sequence[TopicMatch]], most: int
    ) -> Mapping[PaperId, tuple[Related, ...]]:
        named = Computed(self._papers, lambda id_: self.mentions.of(id_))
        return relate(self._papers, topics, lambda: self.people, most, named, listed=True)

    def mentions_by_source(self) -> Deferred[PaperId, tuple[Mention, ...]]:
        return Deferred(
            lambda: _grouped(self.all_mentions, lambda m: [m.source]), lambda id_: self.mentions.of(id_) or None
        )

    def mentions_by_target(self, rank: Mapping[PaperId, int]) -> Deferred[PaperId, tuple[Mention, ...]]:
        """By the target, in the order of the rank."""
        return Deferred(
            lambda: _grouped(_by_rank(self.all_mentions, rank), lambda m: [m.target]),
            lambda id_: tuple(_by_rank(self.mentions.naming(id_), rank)) or None,
        )


def _dated(paper: Paper) -> Paper:
    """The paper with its two dates as they are shown everywhere."""
    date, first = cited_dates(paper)
    if "date" in paper.kept and paper.date:  # a person's word against what the venue's name states
        date, first = paper.date, paper.first
    return paper if (date, first) == (paper.date, paper.first) else replace(paper, date=date, first=first)


def _by_rank(mentions: Iterable[Mention], rank: Mapping[PaperId, int]) -> list[Mention]:
    """Those of the newest papers first."""
    return sorted(mentions, key=lambda mention: rank[mention.source])


def _grouped(items: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, tuple[V, ...]]:
    """Key → its items, both in the order of first appearance."""
    groups: dict[K, list[V]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return {key: tuple(group) for key, group in groups.items()}


def _topic_entries(
    topics: Mapping[TopicSlug, Topic], matches: Mapping[PaperId, Sequence[TopicMatch]], newest: Sequence[PaperId]
) -> dict[TopicSlug, TopicEntry]:
    children = _grouped(topics, lambda slug: topics[slug].parents)
    direct = _grouped(newest, lambda id_: [m.topic for m in matches[id_]])
    above = {id_: _with_parents(matches[id_], lambda slug: topics[slug].parents) for id_ in newest}
    return {
        slug: _topic_entry(topic, children.get(slug, ()), direct, above, newest) for slug, topic in topics.items()
    }


def _with_parents(
    matches: Iterable[TopicMatch], parents: Callable[[TopicSlug], Iterable[str]]
) -> tuple[TopicSlug, ...]:
    """The topics of a paper and those above them, each once."""
    own = [match.topic for match in matches]
    return tuple(dict.fromkeys((*own, *(TopicSlug(parent) for slug in own for parent in parents(slug)))))


def near_papers(catalog: Catalog, paper: PaperId) -> tuple[Related, ...]:
    """All papers that have anything in common with one, the nearest first, beyond what its page lists."""
    papers, mentions = catalog.papers, catalog.mentions
    doubts = {slug: entry.doubt for slug, entry in catalog.authors.items() if entry.doubt}
    people = People(
        paper_authors=catalog.paper_authors, doubts=doubts, orcids={}, namesakes={}, redirects={}, apart=frozenset()
    )
    return relate(papers, catalog.paper_topics, lambda: people, len(papers), mentions).of(paper)


def topics_of(catalog: Catalog, paper: PaperId) -> tuple[TopicSlug, ...]:
    """The topics of a paper and those above them: a parent counts the papers of its children."""
    return _with_parents(catalog.paper_topics.get(paper, ()), lambda slug: catalog.topics[slug].topic.parents)


def _topic_entry(
    topic: Topic,
    children: tuple[TopicSlug, ...],
    direct: Mapping[TopicSlug, Sequence[PaperId]],
    above: Mapping[PaperId, Sequence[TopicSlug]],
    newest: Sequence[PaperId],
) -> TopicEntry:
    family = {topic.slug, *children, *topic.parents}
    own = {id_ for slug in (topic.slug, *children) for id_ in direct.get(slug, ())}
    besides = Counter(slug for id_ in own for slug in above[id_] if slug not in family)
    return TopicEntry(
        topic=topic,
        children=children,
        direct=tuple(direct.get(topic.slug, ())),
        papers=tuple(id_ for id_ in newest if id_ in own),
        neighbours=_ranked(besides)[:8],
    )


def _ranked(counts: Counter[K]) -> tuple[tuple[K, int], ...]:
    """(item, count) pairs, the most frequent first, then by the item."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))))


def _venues_of(papers: Mapping[PaperId, Paper], venues: Mapping[str, Venue]) -> dict[PaperId, Venue]:
    """The venue of venues.yml that each paper names, else one made of its text: `Ships 2024` is of `Ships`."""
    index = index_venues(venues)
    known = {text: find_venue(text, index) for text in {paper.venue for paper in papers.values()}}
    made: dict[str, Venue] = {}
    found: dict[PaperId, Venue] = {}
    for id_, paper in papers.items():
        if venue := known[paper.venue]:
            found[id_] = venue
        elif name := series_of(paper.venue):
            found[id_] = made.setdefault(fold(name), Venue(slug=_venue_slug(name, venues), name=name))
    return found


def _venue_slug(name: str, listed: Container[str]) -> str:
    """The address of a venue that venues.yml does not have, and no address that another one has there."""
    own = slug(name) or "other"
    return f"{own}--venue" if own in listed else beside("venues", own)


def _venue_entries(
    venues: Mapping[PaperId, Venue], listed: Mapping[str, Venue], newest: Sequence[PaperId]
) -> dict[VenueSlug, VenueEntry]:
    papers = _grouped([id_ for id_ in newest if id_ in venues], lambda id_: [venues[id_].slug])
    known = {venue.slug: venue for venue in venues.values()}
    return {
        VenueSlug(slug_): VenueEntry(venue=known[slug_], listed=slug_ in listed, papers=papers[slug_])
        for slug_ in sorted(known)
    }


def _citation_keys(papers: Mapping[PaperId, Paper]) -> dict[PaperId, str]:
    """The keys that can be used: of two records with one key the first has it, and no key is another record's id.

    Capitals do not count: BibTeX takes `Roe2024` and `roe2024` for one.
    """
    holders: dict[str, PaperId] = {id_.casefold(): id_ for id_ in papers}
    for id_, paper in papers.items():
        if is_citation_key(paper.key):
            holders.setdefault(paper.key.casefold(), id_)
    return {id_: paper.key for id_, paper in papers.items() if holders.get(paper.key.casefold()) == id_}
