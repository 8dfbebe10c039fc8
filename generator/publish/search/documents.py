"""What a result shows of a paper, in blocks of a few; and the orders of titles and of days."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import numpy as np

from generator.knowledge.catalog import Catalog
from generator.model import LINK_KINDS, Author, Paper, PaperId, TopicSlug
from generator.publish.mathml import as_mathml, split_math
from generator.publish.opening import opening
from generator.publish.search.coding import varint_bytes
from generator.publish.search.fields import abstract_of
from generator.publish.search.fold import fold

BLOCK = 8
"""Papers in a block. Results lie scattered: ten cost 9 KB in blocks of 4, 15 in blocks of 8, 30 in blocks of 16; all of
them 10 % more and 10 % less on disk than blocks of 8."""
AUTHORS = 6
"""Names that a result can show at most; of more, the last one is among them, whom readers often look for."""


def document_blocks(catalog: Catalog, order: Sequence[PaperId]) -> Iterator[bytes]:
    """Blocks of `[id, title, authors, how many authors, date, venue, topics, kinds of link, opening]` arrays; a paper
    that was retracted, withdrawn or superseded has that word behind them."""
    topics = {slug: n for n, slug in enumerate(catalog.topics)}
    for start in range(0, len(order), BLOCK):
        papers = [catalog.papers[id_] for id_ in order[start : start + BLOCK]]
        rows = [_document(catalog, paper, topics) for paper in papers]
        yield json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _document(catalog: Catalog, paper: Paper, topics: Mapping[TopicSlug, int]) -> Sequence[object]:
    kinds = {link.kind for link in paper.links}
    return (
        paper.id,
        _with_math(catalog.heading(paper)),
        [author.name for author in _named(paper.people)],
        len(paper.people),
        paper.date,
        paper.venue,
        [topics[match.topic] for match in catalog.paper_topics[paper.id]],
        sum(1 << n for n, kind in enumerate(LINK_KINDS) if kind in kinds),
        _with_math(opening(paper.summary or abstract_of(catalog, paper))),
        *([paper.state or "", *paper.awards] if paper.state or paper.awards else ()),
    )


def _named(people: Sequence[Author]) -> Sequence[Author]:
    return people if len(people) <= AUTHORS else (*people[: AUTHORS - 1], people[-1])


def _with_math(text: str) -> object:
    """The text, or where there is math in it, a list of texts and of (TeX, MathML) pairs."""
    if "$" not in text:
        return text
    return [(part, as_mathml(part) or "") if is_math else part for is_math, part in split_math(text)]


def first_days(catalog: Catalog, order: Sequence[PaperId]) -> bytes:
    """When the papers first appeared, two varints for each run of papers of one day: how many they are, and how many
    days they lie behind the run before: 2n if n earlier, 2n - 1 if n later."""
    runs = [(day, len(list(papers))) for day, papers in groupby(_day(catalog.papers[id_].appeared) for id_ in order)]
    earlier = [last - day for last, day in pairwise([0, *(day for day, _ in runs)])]
    steps = (2 * step if step >= 0 else -2 * step - 1 for step in earlier)
    return varint_bytes(number for (_, count), step in zip(runs, steps, strict=True) for number in (count, step))


def _day(date: str) -> int:
    """A number that grows from day to day, with gaps: a month has 32. 0 where the date is not known."""
    year, month, day = [*map(int, filter(None, date.split("-"))), 0, 0, 0][:3]
    return (year * 16 + month) * 32 + day


def title_ranks(catalog: Catalog, order: Sequence[PaperId]) -> bytes:
    """Each paper's place in the order of titles, three bytes a paper, one column a byte."""
    titles = [fold(catalog.heading(catalog.papers[id_])) for id_ in order]
    ranks = np.empty(len(titles), np.int64)
    ranks[sorted(range(len(titles)), key=lambda n: (titles[n], order[n]))] = np.arange(len(titles))
    return b"".join((ranks >> shift & 255).astype(np.uint8).tobytes() for shift in (0, 8, 16))
