"""The table of postings in files of a few kilobytes, each a range of the sorted terms.

A shard is columns, so that gzip finds each kind of number by itself:

    varint: how many terms · their text, front-coded, joined by line ends · a zero byte
    (a space and what else it may be written as stand behind a term: see spellings.py)
    per term, varints: rows in TITLE, in AUTHOR, in BODY
    per row, a varint: how far from the paper of the row before, in each section anew
    per row, a byte: impact
    per row of TITLE and AUTHOR, a byte: place
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.publish.search.coding import Bytes, Numbers, boundary, front_coded, varint_bytes, varints
from generator.publish.search.postings import BODY, Postings

NO_SPELLINGS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sorted table of postings, ready to be cut."""

    terms: Sequence[str]
    spellings: Mapping[str, str]
    """Of terms that are written in another way, too."""
    first: Numbers
    """Row at which each term begins, and the end."""
    counts: Numbers
    """Rows of each term in each section."""
    gaps: Bytes
    starts: Numbers
    """Byte of `gaps` at which each row begins, and the end."""
    impact: Bytes
    place: Bytes
    """Of all rows; those of BODY are not written."""
    placed: Numbers


def make_table(terms: Sequence[str], postings: Postings, spellings: Mapping[str, str] = NO_SPELLINGS) -> Table:
    group = postings.term.astype(np.int64) * 3 + postings.section
    counts = np.bincount(group, minlength=3 * len(terms)).reshape(-1, 3)
    gap = np.diff(postings.doc, prepend=0)
    fresh = np.diff(group, prepend=-1) != 0
    gap[fresh] = postings.doc[fresh]
    gaps, starts = varints(gap)
    return Table(
        terms=terms, spellings=spellings, first=np.concatenate(([0], np.cumsum(counts.sum(1)))), counts=counts,
        gaps=gaps, starts=starts,
        impact=postings.impact.astype(np.uint8), place=postings.place.astype(np.uint8),
        placed=(postings.section != BODY).astype(np.int64),
    )  # fmt: skip


def cut(table: Table, size: int) -> Iterator[range]:
    """Ranges of terms, each with about `size` bytes before gzip; a greater term is alone in its shard."""
    placed = np.concatenate(([0], np.cumsum(table.placed)))
    bytes_ = table.starts[table.first] + table.first + placed[table.first]
    texts = np.cumsum([len(term) // 2 + 4 for term in table.terms])
    costs = np.diff(bytes_) + np.diff(texts, prepend=0)
    start = held = 0
    for n, cost in enumerate(costs.tolist()):
        if held and held + cost > size:
            yield range(start, n)
            start, held = n, 0
        held += cost
    if held:
        yield range(start, len(table.terms))


def divide(terms: Sequence[str], start: int) -> list[str]:
    """What divides the shard that begins there from the one before; the first has none."""
    return [boundary(terms[start - 1], terms[start])] if start else []


def shard(table: Table, terms: range) -> bytes:
    """The bytes of one range."""
    first, last = int(table.first[terms.start]), int(table.first[terms.stop])
    own = table.terms[terms.start : terms.stop]
    known = (f" {table.spellings[term]}" if term in table.spellings else "" for term in own)
    text = "\n".join(map("".join, zip(front_coded(own), known, strict=True)))
    rows = slice(first, last)
    return b"".join(
        (
            varint_bytes([len(terms)]),
            text.encode("utf-8") + b"\0",
            varints(table.counts[terms.start : terms.stop].ravel())[0].tobytes(),
            table.gaps[table.starts[first] : table.starts[last]].tobytes(),
            table.impact[rows].tobytes(),
            table.place[rows][table.placed[rows] > 0].tobytes(),
        )
    )
