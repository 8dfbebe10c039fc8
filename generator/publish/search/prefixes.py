"""Beginnings of words that so many words share that a browser cannot fetch them all: each as a term of its own.

`con` finds the papers that have a word with that beginning in their title or among their authors.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from generator.publish.search.coding import Numbers, utf16
from generator.publish.search.postings import BODY, Postings

MOST_SHARDS = 3
"""How many shards a browser fetches for the beginning of a word; where there are more, it takes the term."""
_AFTER = b"\xff\xff"


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
    return bisect_right(dividers, utf16(prefix) + _AFTER) - bisect_right(dividers, utf16(prefix)) + 1


def prefix_postings(terms: Sequence[str], prefixes: Sequence[str], term: Numbers, doc: Numbers) -> Postings:
    """The table of the beginnings, of the sorted (term, paper) pairs of titles and authors: papers only, in BODY."""
    columns = list(_rows(terms, prefixes, term, doc))
    number = np.repeat(np.arange(len(columns)), [len(docs) for docs in columns])
    zero = np.zeros(len(number), np.int64)
    docs = np.concatenate([np.zeros(0, np.int64), *columns])
    return Postings(term=number, section=zero + BODY, doc=docs, impact=zero, place=zero)


def _rows(terms: Sequence[str], prefixes: Sequence[str], term: Numbers, doc: Numbers) -> Iterator[Numbers]:
    keys = [utf16(t) for t in terms]
    for prefix in prefixes:
        first, last = bisect_left(keys, utf16(prefix)), bisect_right(keys, utf16(prefix) + _AFTER)
        low, high = np.searchsorted(term, [first, last])
        docs = np.sort(doc[low:high])
        yield docs[np.diff(docs, prepend=-1) > 0]
