"""Which terms each text holds, and how often, as columns of numbers.

Texts are cut at spaces, and each piece, `Lanterns,` or `pre-training`, is taken apart once, however often it comes: of
the three million pieces of 10,000 papers one in forty is new.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
BATCH = 5_000
"""Texts read at a time: memory is for the catalog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One row for each text and term in it, by text and then by term."""

    words: Sequence[str]
    """The terms, sorted; all else has their numbers."""
    first: Numbers
    """The row at which each text begins, and the end."""
    term: Small
    count: Small
    """How often the text has the term."""
    lengths: Numbers
    """How many terms each text has, each as often as it comes."""


class Numbering(dict[str, int]):
    """Text → number, given out at the first question."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class _Pieces:
    """The pieces that are known so far, and the terms in each."""

    def __init__(self, words_of: Callable[[str], Iterable[str]]) -> None:
        self._words_of = words_of
        self.number = Numbering()
        self.word = Numbering()
        self._first, self._count, self._term = array("i"), array("i"), array("i")

    def terms_of(self, pieces: Small) -> tuple[Small, Numbers]:
        """The terms of some pieces in their order, and how many each piece has."""
        for piece in list(self.number)[len(self._first) :]:
            own = [self.word[word] for word in self._words_of(piece)]
            self._first.append(len(self._term))
            self._count.append(len(own))
            self._term.extend(own)
        first, count, term = (np.array(column, np.int32) for column in (self._first, self._count, self._term))
        counts = count[pieces].astype(np.int64)
        before = np.cumsum(counts) - counts
        return term[np.arange(counts.sum()) + np.repeat(first[pieces] - before, counts)], counts


def read_terms(texts: Iterable[str], words_of: Callable[[str], Iterable[str]]) -> Terms:
    """The terms of some texts; `words_of` gives those of a piece without spaces."""
    pieces = _Pieces(words_of)
    parts = [_count((), pieces)]
    left = iter(texts)
    while batch := tuple(islice(left, BATCH)):
        parts.append(_count(batch, pieces))
    lengths, sizes, term, count = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    words = sorted(pieces.word)
    rank = np.zeros(len(words), np.int64)
    rank[np.fromiter((pieces.word[word] for word in words), np.int64, len(words))] = np.arange(len(words))
    term = rank[term]
    order = np.argsort(np.repeat(np.arange(len(sizes)), sizes) * len(words) + term)
    return Terms(
        words=words,
        first=np.concatenate(([0], np.cumsum(sizes))),
        term=term[order].astype(np.int32),
        count=count[order].astype(np.int32),
        lengths=lengths,
    )


def _count(texts: Sequence[str], pieces: _Pieces) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Of each text, how many terms it has and how many different ones; of each of these, its number and how often."""
    found, cut = array("i"), array("i")
    for text in texts:
        own = text.split(" ")
        found.extend(map(pieces.number.__getitem__, own))
        cut.append(len(own))
    term, counts = pieces.terms_of(np.array(found, np.int32))
    text_of = np.repeat(np.arange(len(cut)), np.array(cut, np.int64))
    text_of = np.repeat(text_of, counts)
    width = max(len(pieces.word), 1)
    key, count = np.unique(text_of * width + term, return_counts=True)
    return np.bincount(text_of, minlength=len(cut)), np.bincount(key // width, minlength=len(cut)), key % width, count
