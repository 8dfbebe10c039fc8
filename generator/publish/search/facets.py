"""Which values each paper has in each facet: a file each, fetched after the first results, when a reader looks.

A file is a line of JSON, and then varints, written in the shorter of two ways, `sets` or `lists`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.knowledge.catalog import GAPS, AuthorSlug, Catalog
from generator.model import LINK_KINDS, Paper, PaperId
from generator.publish.search.coding import Numbers, pack, varint_bytes, varints
from generator.publish.search.sources import source_labels

AUTHOR_BYTES = 4_000
"""What authors may cost, and below, how much more for each paper: at 100,000 papers the names alone would be 1 MB."""
AUTHOR_BYTES_A_PAPER = 0.3
Values = Callable[[Paper], Iterable[str]]

NAME_BYTES, SIGNATURE_BYTES = 9, 1.4
"""What a name and each of its papers cost after gzip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    name: str
    values: Sequence[Sequence[str]]
    """(key, label) pairs; only (key,) where the label is the key, or is known from the root file."""
    sets: Sequence[tuple[int, ...]]
    """The values of each paper, by their place in `values`."""


def facet_files(catalog: Catalog, order: Sequence[PaperId]) -> Iterator[tuple[str, bytes]]:
    """All facets that any paper has a value of, but the year, which the order of the papers tells, as (name, file)."""
    of_gap = {gap: set(ids) for gap, ids in catalog.gaps.items()}
    venues = {str(slug): entry.venue.name for slug, entry in catalog.venues.items()}
    sources = source_labels(catalog)
    authors: dict[str, str] = {slug: catalog.authors[slug].name for slug in frequent_authors(catalog)}

    def facet(name: str, values: Values, keys: Sequence[str] = (), labels: Mapping[str, str] | None = None) -> Facet:
        found = [sorted(set(values(catalog.papers[id_]))) for id_ in order]
        return _facet(name, found, keys, labels or {})

    for one in (
        facet("topic", lambda p: [m.topic for m in catalog.paper_topics[p.id]], list(catalog.topics)),
        facet("venue", lambda p: [v] if (v := catalog.paper_venue.get(p.id)) else [], labels=venues),
        facet("has", lambda p: {link.kind for link in p.links}, LINK_KINDS),
        facet("author", lambda p: [a for a in catalog.paper_authors[p.id] if a in authors], list(authors), authors),
        facet("lacks", lambda p: [gap for gap, ids in of_gap.items() if p.id in ids], list(GAPS), GAPS),
        facet("award", lambda p: p.awards),
        facet("source", lambda p: sources[p.id]),
    ):
        if not any(one.sets):
            continue
        how, data = _shorter(one)
        head = json.dumps({"values": one.values, "how": how}, ensure_ascii=False, separators=(",", ":"))
        yield one.name, head.encode() + b"\n" + data


def frequent_authors(catalog: Catalog) -> list[AuthorSlug]:
    """Whom the facet offers: who signed most, as many as the bytes allow; nobody with one paper, who is a search."""
    ranked = sorted(catalog.authors.values(), key=lambda author: (-len(author.papers), author.slug))
    left = AUTHOR_BYTES + AUTHOR_BYTES_A_PAPER * len(catalog.papers)
    chosen: list[AuthorSlug] = []
    for author in ranked:
        left -= NAME_BYTES + SIGNATURE_BYTES * len(author.papers)
        if left < 0 or len(author.papers) < 2:
            break
        chosen.append(author.slug)
    return chosen


def _facet(name: str, found: Sequence[Sequence[str]], keys: Sequence[str], labels: Mapping[str, str]) -> Facet:
    """The facet with its values in the given order, else the most frequent first."""
    counts = Counter(value for of_paper in found for value in of_paper)
    listed = keys or sorted(counts, key=lambda value: (-counts[value], value))
    number = {key: n for n, key in enumerate(listed)}
    return Facet(
        name=name,
        values=[(key, labels[key]) if labels.get(key, key) != key else (key,) for key in listed],
        sets=[tuple(sorted(number[value] for value in of_paper)) for of_paper in found],
    )


def _shorter(facet: Facet) -> tuple[str, bytes]:
    ways = (("lists", _as_lists(facet)), ("sets", _as_sets(facet)))
    return min(ways, key=lambda way: len(pack(way[1])))


def _as_lists(facet: Facet) -> bytes:
    """Per value: how many papers, and how far each is from the one before."""
    papers: list[list[int]] = [[] for _ in facet.values]
    for doc, values in enumerate(facet.sets):
        for value in values:
            papers[value].append(doc)
    return b"".join(varint_bytes([len(docs)]) + varints(_gaps(docs))[0].tobytes() for docs in papers)


def _gaps(docs: Sequence[int]) -> Numbers:
    numbers: Numbers = np.array([0, *docs], np.int64)
    return numbers[1:] - numbers[:-1]


def _as_sets(facet: Facet) -> bytes:
    """How many different sets; each one's size and values; then the set of each paper, low bytes before high ones."""
    counts = Counter(facet.sets)
    ranked = sorted(counts, key=lambda values: (-counts[values], values))
    number = {values: n for n, values in enumerate(ranked)}
    codes = np.fromiter((number[values] for values in facet.sets), np.int64, len(facet.sets))
    listed = varint_bytes([len(ranked), *(n for values in ranked for n in (len(values), *values))])
    return listed + (codes & 255).astype(np.uint8).tobytes() + (codes >> 8 & 255).astype(np.uint8).tobytes()
