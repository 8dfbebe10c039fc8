"""Where in summaries, abstracts and keywords each term stands: fetched only for a phrase in quotes.

A file belongs to each shard, and speaks of the papers of TITLE, each once, and then of those of BODY that are not of a
key such as `has:code`, term by term: first how often the term stands in each of them, then how far each place is from
the one before. A number is a byte; where it is 255, the next is added.
"""

from dataclasses import dataclass

import numpy as np

from generator.publish.search.coding import Bytes, Numbers
from generator.publish.search.fields import Field
from generator.publish.search.postings import BODY, TITLE, Postings
from generator.publish.search.tokens import Tokens

FIELDS = (Field.SUMMARY, Field.ABSTRACT, Field.KEYWORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Both columns of all terms."""

    counts: Numbers
    first_count: Numbers
    """Row of `counts` at which each term begins, and the end."""
    gaps: Numbers
    first_gap: Numbers

    def of(self, terms: range) -> bytes:
        return b"".join(
            _bytes(column[first[terms.start] : first[terms.stop]]).tobytes()
            for column, first in ((self.counts, self.first_count), (self.gaps, self.first_gap))
        )


def find_places(tokens: Tokens, postings: Postings) -> Places:
    docs = max(tokens.docs, 1)
    listed = np.flatnonzero((postings.section == TITLE) | ((postings.section == BODY) & (postings.impact > 0)))
    # sorted already; a title holds a word twice at times
    rows = (postings.term[listed].astype(np.int64) * 3 + postings.section[listed]) * docs + postings.doc[listed]
    rows = rows[np.diff(rows, prepend=-1) > 0]
    body = np.flatnonzero(np.isin(tokens.field, FIELDS))
    key = (tokens.term[body].astype(np.int64) * 3 + TITLE) * docs + tokens.doc[body]
    found = np.searchsorted(rows, key)
    in_title = rows[np.minimum(found, len(rows) - 1)] == key if len(rows) else np.zeros(0, bool)
    key[~in_title] += (BODY - TITLE) * docs
    order = np.argsort(key, kind="stable")
    key, position = key[order], tokens.position[body][order].astype(np.int64)
    gaps = np.diff(position, prepend=0)
    fresh = np.diff(key, prepend=-1) != 0
    gaps[fresh] = position[fresh]
    first = np.searchsorted(key, rows)
    ends = np.arange(len(tokens.terms) + 1, dtype=np.int64) * 3 * docs
    return Places(
        counts=np.searchsorted(key, rows, "right") - first, first_count=np.searchsorted(rows, ends),
        gaps=gaps, first_gap=np.searchsorted(key, ends),
    )  # fmt: skip


def _bytes(numbers: Numbers) -> Bytes:
    """Each as so many 255 and the rest."""
    sizes = numbers // 255 + 1
    out = np.full(int(sizes.sum()), 255, np.uint8)
    out[np.cumsum(sizes) - 1] = numbers % 255
    return out
