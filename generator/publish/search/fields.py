"""What of a paper is searched, and under which keys it is found besides its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.clean.dates import descending
from generator.clean.text import slug
from generator.ids import SCHEMES
from generator.knowledge.catalog import Catalog
from generator.model import OTHERS, Paper, PaperId
from generator.publish.search.fold import compact


class Field(IntEnum):
    """The fields of a paper. Their numbers never leave this package."""

    TITLE = 0
    AUTHOR = 1
    SUMMARY = 2
    ABSTRACT = 3
    KEYWORDS = 4
    TOPICS = 5
    VENUE = 6
    YEAR = 7
    FLAG = 8
    """Not text, but keys such as `has:code`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How a field counts in BM25F (Robertson, Zaragoza and Taylor, 2004)."""

    boost: float
    length: float
    """0: a long text counts as a short one; 1: a word in a text twice as long counts half."""


WEIGHTS = {
    Field.TITLE: Weight(boost=8, length=0.5),
    Field.SUMMARY: Weight(boost=1.5, length=0.4),
    Field.ABSTRACT: Weight(boost=1, length=0.4),
    Field.KEYWORDS: Weight(boost=2, length=0.3),
    Field.TOPICS: Weight(boost=1, length=0),
    Field.VENUE: Weight(boost=1, length=0),
    Field.YEAR: Weight(boost=1, length=0),
}
SATURATION = 2.0
"""BM25's k1: of a tenth mention little is learned."""

_NO_WORD = re.compile(r"[^\W\d].*[\d_:]|\d.*[^\W\d]")
"""What a citation key has that nobody means as a word: `roe2024`, and not `owls`."""

Texts = Sequence[tuple[Field, Sequence[str]]]


def texts(catalog: Catalog, paper: Paper) -> Texts:
    """The searched text by field; where there are several, a phrase never reaches from one into the next."""
    venue = catalog.paper_venue.get(paper.id)
    names = [catalog.venues[venue].venue.name, catalog.venues[venue].venue.title] if venue else []
    return (
        (Field.TITLE, [catalog.heading(paper)]),
        (Field.AUTHOR, [person.name for person in (*paper.people, *paper.editors) if person != OTHERS]),
        (Field.SUMMARY, [paper.summary]),
        (Field.ABSTRACT, [abstract_of(catalog, paper)]),
        (Field.KEYWORDS, paper.keywords),
        (Field.TOPICS, [catalog.topics[match.topic].topic.title for match in catalog.paper_topics[paper.id]]),
        (Field.VENUE, [paper.venue, *(name for name in names if name not in paper.venue)]),
        (Field.YEAR, [paper.date[:4]]),
    )


def abstract_of(catalog: Catalog, paper: Paper) -> str:
    """The abstract, where the catalog may show it."""
    return paper.abstract if catalog.settings.abstracts == "publish" else ""


def flags(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """What `topic:`, `venue:` and `has:` ask for; a topic's papers are those of its sub-topics, too."""
    for match in catalog.paper_topics[paper.id]:
        for name in (match.topic, *catalog.topics[match.topic].topic.parents):
            yield f"topic:{name}"
    if venue := catalog.paper_venue.get(paper.id):
        known = catalog.venues[venue].venue
        for name in (venue, slug(known.name), slug(known.title)):
            yield f"venue:{name}"
    for kind in has(catalog, paper):
        yield f"has:{kind}"


def has(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """`code`, `arxiv`, `abstract`, …: what a reader can ask a paper to have."""
    yield from dict.fromkeys(link.kind for link in paper.links)
    yield from (scheme for scheme in SCHEMES if getattr(paper.ids, scheme))
    if paper.summary:
        yield "summary"
    if abstract_of(catalog, paper):
        yield "abstract"


def paper_keys(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """What finds this paper first, whatever else would: its title, its ids, those it had before, its citation key."""
    if title := compact(catalog.heading(paper)):
        yield f"t{title}"
    ids = [(scheme, value.lower()) for scheme in SCHEMES if (value := getattr(paper.ids, scheme))]
    for name in {str(paper.id), *map(str, paper.aliases), *(value for scheme, value in ids if scheme != "pmid")}:
        yield f"i{name}"
    if _NO_WORD.search(paper.key):
        yield f"i{paper.key.lower()}"
    for scheme, value in ids:
        yield f"i{scheme}:{value}"


def paper_order(catalog: Catalog) -> list[PaperId]:
    """The papers by number: by year, the latest first, so that a year is a range, and in it by when they first
    appeared. Those of one day lie by topic and venue: with months for dates, facets are half as long then."""
    topics = {slug: n for n, slug in enumerate(catalog.topics)}
    rank = {id_: n for n, id_ in enumerate(catalog.newest)}

    def place(id_: PaperId) -> tuple[int, list[int], list[int], str, int]:
        paper = catalog.papers[id_]
        own = sorted(topics[match.topic] for match in catalog.paper_topics[id_])
        return -(paper.year or 0), descending(paper.appeared), own, catalog.paper_venue.get(id_, ""), rank[id_]

    return sorted(catalog.newest, key=place)
