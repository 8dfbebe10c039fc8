"""Which values each paper has in each facet: one file, fetched after the first results.

The file is a line of JSON and then each facet's varints, written in the shorter of two ways, `sets` or `lists`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.catalog import GAPS, Catalog
from generator.model import LINK_KINDS, Paper
from generator.search.coding import Numbers, pack, varint_bytes, varints

AUTHOR_BYTES = 5_000
"""What authors may cost, and below, how much more for each paper: at 100,000 papers the names alone would be 1 MB."""
AUTHOR_BYTES_A_PAPER = 0.4
NAME_BYTES, SIGNATURE_BYTES = 9, 1.4
"""What a name and each of its papers cost after gzip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    name: str
    values: Sequence[Sequence[str]]
    """(key, label) pairs; only (key,) where the label is the key, or is known from the root file."""
    sets: Sequence[tuple[int, ...]]
    """The values of each paper, by their place in `values`."""


def facet_file(catalog: Catalog) -> bytes:
    """All facets but the year, which the order of the papers tells."""
    coded = [(facet, *_shorter(facet)) for facet in facets(catalog)]
    head = [
        {"name": facet.name, "values": facet.values, "how": how, "bytes": len(data)} for facet, how, data in coded
    ]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return line.encode() + b"\n" + b"".join(data for _, _, data in coded)


def facets(catalog: Catalog) -> Iterator[Facet]:
    gaps = {id_: [g for g in GAPS if id_ in of_gap[g]] for id_ in catalog.newest} if (
        of_gap := {g: set(catalog.gaps.get(g, ())) for g in GAPS}) else {}  # fmt: skip
    venues = {str(slug): entry.venue.name for slug, entry in catalog.venues.items()}
    yield _facet(catalog, "topic", lambda p: [m.topic for m in catalog.paper_topics[p.id]], order=list(catalog.topics))
    yield _facet(catalog, "venue", lambda p: [v] if (v := catalog.paper_venue.get(p.id)) else [], labels=venues)
    yield _facet(catalog, "has", lambda p: {link.kind for link in p.links}, order=LINK_KINDS)
    yield _facet(catalog, "lacks", lambda p: gaps[p.id], order=list(GAPS), labels=GAPS)
    yield _facet(catalog, "reader", lambda p: {source.reader for source in p.sources})
    yield _facet(catalog, "capture", lambda p: {source.capture for source in p.sources})
    names = {str(slug): catalog.authors[slug].name for slug in frequent_authors(catalog)}
    yield _facet(
        catalog, "author", lambda p: {a for a in catalog.paper_authors[p.id] if a in names}, order=list(names),
        labels=names,
    )  # fmt: skip


def frequent_authors(catalog: Catalog) -> list[str]:
    """Whom the facet offers: who signed most, as many as the bytes allow; nobody with one paper, who is a search."""
    ranked = sorted(catalog.authors.values(), key=lambda author: (-len(author.papers), author.slug))
    left = AUTHOR_BYTES + AUTHOR_BYTES_A_PAPER * len(catalog.papers)
    chosen: list[str] = []
    for author in ranked:
        left -= NAME_BYTES + SIGNATURE_BYTES * len(author.papers)
        if left < 0 or len(author.papers) < 2:
            break
        chosen.append(author.slug)
    return chosen


def _facet(
    catalog: Catalog, name: str, values: Callable[[Paper], Iterable[str]], *, order: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Facet:  # fmt: skip
    """The facet with its values in the given order, else the most frequent first."""
    found = [sorted(set(values(catalog.papers[id_]))) for id_ in catalog.newest]
    counts = Counter(value for of_paper in found for value in of_paper)
    keys = order if order is not None else sorted(counts, key=lambda value: (-counts[value], value))
    number = {key: n for n, key in enumerate(keys)}
    return Facet(
        name=name,
        values=[(key, labels[key]) if labels and labels[key] != key else (key,) for key in keys],
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
    return np.diff(np.array(docs, np.int64), prepend=0)


def _as_sets(facet: Facet) -> bytes:
    """How many different sets; each one's size and values; then the set of each paper, low bytes before high ones."""
    counts = Counter(facet.sets)
    ranked = sorted(counts, key=lambda values: (-counts[values], values))
    number = {values: n for n, values in enumerate(ranked)}
    codes = np.fromiter((number[values] for values in facet.sets), np.int64, len(facet.sets))
    listed = varint_bytes([len(ranked), *(n for values in ranked for n in (len(values), *values))])
    return listed + (codes & 255).astype(np.uint8).tobytes() + (codes >> 8 & 255).astype(np.uint8).tobytes()
