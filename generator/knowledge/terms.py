"""Which terms each text holds, and how often, as columns of numbers.

Texts are cut at spaces, and each piece, `Lanterns,` or `pre-training`, is taken apart once, however often it comes: of
the three million pieces of 10,000 papers one in forty is new.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
NO_PLAIN_WORD = re.compile(r"\w[A-Z0-9]|\w-\w")
Flags = npt.NDArray[np.bool_]
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
    shaped: Flags
    """Whether each term stands somewhere in a piece that is no plain word: `LoRA`, `cross-lingual`."""
    lengths: Numbers
    """How many terms each text has, each as often as it comes."""
    said: Small
    """The terms of each text as they follow one another, each as often as it comes: `lengths` of them."""
    piece: Small
    """Parallel to `said`: in which piece of its text the term is."""
    goes_on: Flags
    """Parallel to `said`: whether the next term follows at once, without a word or a sign between the two."""


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
        self._opens, self._closes = bytearray(), bytearray()
        self.shaped: set[int] = set()

    def terms_of(self, pieces: Small) -> tuple[Small, Numbers]:
        """The terms of some pieces in their order, and how many each piece has."""
        for piece in list(self.number)[len(self._first) :]:
            own = [self.word[word] for word in self._words_of(piece)]
            self._first.append(len(self._term))
            self._count.append(len(own))
            self._term.extend(own)
            if NO_PLAIN_WORD.search(piece):
                self.shaped.update(own)
            self._opens.append(not piece[:1].isalnum())
            self._closes.append(not piece[-1:].isalnum())
        first, count, term = (np.array(column, np.int32) for column in (self._first, self._count, self._term))
        counts = count[pieces].astype(np.int64)
        before = np.cumsum(counts) - counts
        return term[np.arange(counts.sum()) + np.repeat(first[pieces] - before, counts)], counts

    def parted(self, pieces: Small) -> Flags:
        """Whether a sign or the text's end stands between each piece and the next."""
        opens, closes = (np.frombuffer(bytes(flags), bool)[pieces] for flags in (self._opens, self._closes))
        parted: Flags = closes | np.append(opens[1:], True)
        return parted


def read_terms(texts: Iterable[str], words_of: Callable[[str], Iterable[str]]) -> Terms:
    """The terms of some texts; `words_of` gives those of a piece without spaces."""
    pieces = _Pieces(words_of)
    parts = [_count((), pieces)]
    left = iter(texts)
    while batch := tuple(islice(left, BATCH)):
        parts.append(_count(batch, pieces))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    lengths, sizes, term, count, said, piece, goes_on = columns
    words = sorted(pieces.word)
    rank = np.zeros(len(words), np.int64)
    rank[np.fromiter((pieces.word[word] for word in words), np.int64, len(words))] = np.arange(len(words))
    shaped = np.zeros(len(words), bool)
    shaped[rank[sorted(pieces.shaped)]] = True
    term = rank[term]
    order = np.argsort(np.repeat(np.arange(len(sizes)), sizes) * len(words) + term)
    return Terms(
        words=words,
        first=np.concatenate(([0], np.cumsum(sizes))),
        term=term[order].astype(np.int32),
        count=count[order].astype(np.int32),
        shaped=shaped,
        lengths=lengths,
        said=rank[said].astype(np.int32),
        piece=piece,
        goes_on=goes_on,
    )


def _count(texts: Sequence[str], pieces: _Pieces) -> tuple[npt.NDArray[Any], ...]:
    """The columns of `Terms` for some texts, with terms by the numbers of `pieces`."""
    found, cut = array("i"), array("i")
    for text in texts:
        own = text.split(" ")
        found.extend(map(pieces.number.__getitem__, own))
        cut.append(len(own))
    numbers, sizes = np.array(found, np.int32), np.array(cut, np.int64)
    said, counts = pieces.terms_of(numbers)
    text_of = np.repeat(np.repeat(np.arange(len(cut)), sizes), counts)
    width = max(len(pieces.word), 1)
    key, count = np.unique(text_of * width + said, return_counts=True)
    piece = np.repeat(np.arange(len(numbers)), counts)
    parted = np.flatnonzero(pieces.parted(numbers))
    next_part = np.searchsorted(parted, piece)
    ahead = np.append(piece[1:], np.iinfo(np.int64).max)
    goes_on = (ahead - piece <= 1) & (next_part == np.append(next_part[1:], -1))
    within = piece - np.repeat(np.cumsum(sizes) - sizes, sizes)[piece]
    return (
        np.bincount(text_of, minlength=len(cut)), np.bincount(key // width, minlength=len(cut)), key % width, count,
        said, within.astype(np.int32), goes_on,
    )  # fmt: skip
