"""Where in summaries, abstracts and the like each term stands: fetched only for a phrase in quotes.

A file belongs to each shard. Per term, first for the papers of TITLE, each once, then for those of BODY that are not
of a key such as `has:code`: a varint that says how often, then as many varints, each how far from the one before.
"""

from dataclasses import dataclass

import numpy as np

from generator.search.coding import Bytes, Numbers, varints
from generator.search.fields import Field
from generator.search.postings import BODY, TITLE, Postings
from generator.search.tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The varints of all terms."""

    data: Bytes
    starts: Numbers
    """Byte at which each term begins, and the end."""

    def of(self, terms: range) -> bytes:
        return self.data[self.starts[terms.start] : self.starts[terms.stop]].tobytes()


def find_places(tokens: Tokens, postings: Postings) -> Places:
    docs = max(tokens.docs, 1)
    listed = np.flatnonzero((postings.section == TITLE) | (postings.section == BODY) & (postings.impact > 0))
    row_keys = np.unique((postings.term[listed].astype(np.int64) * 3 + postings.section[listed]) * docs
                         + postings.doc[listed])  # fmt: skip
    body = np.flatnonzero((tokens.field >= Field.SUMMARY) & (tokens.field < Field.FLAG))
    key = (tokens.term[body].astype(np.int64) * 3 + TITLE) * docs + tokens.doc[body]
    key[~np.isin(key, row_keys)] += (BODY - TITLE) * docs
    order = np.argsort(key, kind="stable")
    key, position = key[order], tokens.position[body][order].astype(np.int64)
    counts = np.searchsorted(key, row_keys, "right") - np.searchsorted(key, row_keys, "left")
    gap = np.diff(position, prepend=0)
    fresh = np.diff(key, prepend=-1) != 0
    gap[fresh] = position[fresh]
    # counts and gaps in one stream: before each paper's gaps, how many there are
    numbers = np.insert(gap, np.cumsum(counts) - counts, counts)
    data, starts = varints(numbers)
    rows_before = np.searchsorted(row_keys, np.arange(len(tokens.terms) + 1, dtype=np.int64) * 3 * docs)
    tokens_before = np.concatenate(([0], np.cumsum(counts)))[rows_before]
    return Places(data=data, starts=starts[rows_before + tokens_before])
