"""Which papers hold a term, where, and how much it says of them: one long table, sorted by term, section and paper."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.publish.search.coding import Numbers
from generator.publish.search.fields import SATURATION, WEIGHTS, Field
from generator.publish.search.tokens import Tokens

Values = npt.NDArray[np.floating]

SCALES = ((0.5, 0.95, 60), (0.2, 1.0, 6), (0.2, 0.9, 8))
"""In each section what the lowest and the highest level mean, and how many there are: how much a term says of a paper,
between 0 and 1. Titles decide, so they are told apart finely; abstracts are many."""
MOST_POSITIONS = 31
"""Titles and author lists are compared by masks of 32 bits: what comes after counts as one place."""
TITLE, AUTHOR, BODY = range(3)
"""The sections of a term: a paper is in BODY only where its title has not the term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Parallel columns. In TITLE and AUTHOR a paper comes once for each place where the term stands."""

    term: Numbers
    section: Numbers
    doc: Numbers
    impact: Numbers
    """A level, from 1, of its section's scale; 0 for keys such as `has:code`."""
    place: Numbers
    """The word's number in the title, the author's in the list; 0 in BODY."""


def rank_terms(tokens: Tokens) -> Postings:
    """The table of a catalog's words."""
    impacts, keys = _text_impacts(tokens)
    title = np.flatnonzero(tokens.field == Field.TITLE)
    author = np.flatnonzero(tokens.field == Field.AUTHOR)
    flag = np.flatnonzero(tokens.field == Field.FLAG)
    body = np.flatnonzero(~np.isin(keys, _keys(tokens, title)))
    of_title = np.searchsorted(keys, _keys(tokens, title))
    docs = max(tokens.docs, 1)
    term: Numbers = np.concatenate((tokens.term[title], tokens.term[author], tokens.term[flag], keys[body] // docs))
    doc: Numbers = np.concatenate((tokens.doc[title], tokens.doc[author], tokens.doc[flag], keys[body] % docs))
    sizes = [len(title), len(author), len(flag) + len(body)]
    section = np.repeat([TITLE, AUTHOR, BODY], sizes)
    values = (impacts[of_title], _author_impacts(tokens, author), impacts[body])
    title_levels, author_levels, body_levels = (_levels(own, *scale) for own, scale in zip(values, SCALES, strict=True))
    impact = np.concatenate((title_levels, author_levels, np.zeros(len(flag), np.int64), body_levels))
    place = np.concatenate((tokens.position[title], tokens.position[author], np.zeros(sizes[2], np.int64)))
    place = np.minimum(place, MOST_POSITIONS)
    order = _distinct(term, section, doc, place, docs)
    return Postings(
        term=term[order], section=section[order], doc=doc[order], impact=impact[order], place=place[order],
    )  # fmt: skip


def _keys(tokens: Tokens, rows: Numbers) -> Numbers:
    keys: Numbers = tokens.term[rows].astype(np.int64) * max(tokens.docs, 1) + tokens.doc[rows]
    return keys


def _distinct(term: Numbers, section: Numbers, doc: Numbers, place: Numbers, docs: int) -> Numbers:
    """The rows in order, each once."""
    key = ((term.astype(np.int64) * 3 + section) * docs + doc) * (MOST_POSITIONS + 1) + place
    rows: Numbers = np.unique(key, return_index=True)[1]
    return rows


def _text_impacts(tokens: Tokens) -> tuple[Values, Numbers]:
    """BM25F without its idf, which the reader's browser knows, for each (term, paper), and their keys."""
    weight = np.zeros(len(tokens.term), np.float32)
    for field, how in WEIGHTS.items():
        rows = np.flatnonzero(tokens.field == field)
        lengths = tokens.lengths[field]
        average = lengths[lengths > 0].mean() if lengths.any() else 1
        weight[rows] = (how.boost / (1 - how.length + how.length * lengths / average))[tokens.doc[rows]]
    rows = np.flatnonzero(weight)
    keys = _keys(tokens, rows)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    frequency = np.add.reduceat(weight[rows], first) if len(first) else weight[:0]
    return frequency / (SATURATION + frequency), keys[first]


def _author_impacts(tokens: Tokens, rows: Numbers) -> Values:
    """A name among three says more of a paper than one among three hundred."""
    names = np.maximum(tokens.lengths[Field.AUTHOR][tokens.doc[rows]], 1)
    impacts: Values = 1 / (1 + names / 40)
    return impacts


def _levels(values: Values, low: float, high: float, levels: int) -> Numbers:
    """The values as levels."""
    level = np.rint((values - low) / (high - low) * (levels - 1)) + 1
    clipped: Numbers = np.clip(level, 1, levels).astype(np.int64)
    return clipped
