"""Beginnings of words that so many words share that a browser cannot fetch them all: each as a term of its own.

`con` finds the papers that have a word with that beginning in their title or among their authors.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from generator.search.coding import Numbers, utf16
from generator.search.postings import AUTHOR, BODY, Postings

MOST_SHARDS = 3
"""How many shards a browser fetches for the beginning of a word; where there are more, it takes the term."""


def wide_prefixes(terms: Sequence[str], dividers: Sequence[str]) -> list[str]:
    """The beginnings that stretch over more than MOST_SHARDS shards, sorted."""
    keys = [utf16(divider) for divider in dividers]
    found: set[str] = set()
    size = 1
    while wide := {p for p in {t[:size] for t in terms if len(t) >= size} if _shards(p, keys) > MOST_SHARDS}:
        found |= wide
        size += 1
    return sorted((p for p in found if ":" not in p), key=utf16)


def _shards(prefix: str, dividers: Sequence[bytes]) -> int:
    """How many shards hold words that begin so."""
    first = bisect_right(dividers, utf16(prefix))
    last = bisect_right(dividers, utf16(prefix) + b"\xff\xff")
    return last - first + 1


def prefix_postings(terms: Sequence[str], prefixes: Sequence[str], postings: Postings) -> Postings:
    """The table of the beginnings: papers only, in BODY, each once."""
    shown = np.flatnonzero(postings.section <= AUTHOR)
    columns = list(_rows(terms, prefixes, postings.term[shown].astype(np.int64), postings.doc[shown]))
    term = np.concatenate([t for t, _ in columns]) if columns else np.zeros(0, np.int64)
    doc = np.concatenate([d for _, d in columns]) if columns else np.zeros(0, np.int64)
    zero = np.zeros(len(term), np.int64)
    return Postings(term=term, section=zero + BODY, doc=doc, impact=zero, place=zero)


def _rows(terms: Sequence[str], prefixes: Sequence[str], term: Numbers, doc: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    keys = [utf16(t) for t in terms]
    for n, prefix in enumerate(prefixes):
        first, last = (bisect_right(keys, utf16(prefix) + end) for end in (b"", b"\xff\xff"))
        if first and keys[first - 1] == utf16(prefix):
            first -= 1
        low, high = np.searchsorted(term, [first, last])
        docs = np.unique(doc[low:high])
        yield np.full(len(docs), n), docs
