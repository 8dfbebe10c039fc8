"""Phrases of two or three words that texts have in common, as they stand there.

Two words are a phrase where nothing stands between them, no sign and no word that says nothing. Of all phrases those
are kept that recur in another text, but in few: of 10,000 papers some forty each.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from generator.knowledge.bm25 import Near, ranges_of
from generator.knowledge.terms import NO_PLAIN_WORD, Flags, Numbers, Terms

FEW, RARE, NAMED = 4, 0.02, 0.15
"""How many texts, or what part of them, may have a word that tells two of them from the others; and what part a phrase,
or a word that is shaped like a name, as `LoRA` and `cross-lingual`."""
LOOKED_AT = 4
"""Phrases, and as many words, of which those are chosen."""
MOST = 3
"""Phrases and words that are named for two texts."""
WORTH_SAYING = 0.4
"""How much of the weightiest another needs to be named beside it."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_KINDS = frozenset(
    "technical report,empirical study,case study,comparative study,comprehensive study,open source,extensive "
    "experiment,extensive experiments,experimental results,large scale,real world,wide range,state art,downstream "
    "task,downstream tasks,end end,public available,publicly available,previous work,future work".split(",")
)
"""What papers say of themselves, whatever they are about."""
_SHORT = re.compile(r"[A-Z]{2}")
"""`KV`, `AI`: no term by itself."""
Weights = npt.NDArray[np.float64]
Topical = Callable[[int], frozenset[str]]
"""The place of a text → plain words that it is known to be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Something that two texts have in common."""

    weight: float
    at: int = -1
    """Where a phrase stands in the text asked about, as a row of `Terms.said`."""
    word: int = -1
    """The number of a word that is no phrase."""
    plain: bool = False
    """Whether it is worth naming only where it is more than a plain word."""


class Wording:
    """What two texts both say."""

    def __init__(
        self, terms: Terms, frequency: Numbers, text_at: Callable[[int], str], topical: Topical
    ) -> None:
        """`text_at` gives a text by its place."""
        self._topical = topical
        self._terms, self._frequency = terms, frequency
        self._texts = len(terms.lengths)
        self._logs = np.array([0.0, *(log(1 + self._texts / n) for n in range(1, self._texts + 1))])
        self._begin = np.concatenate(([0], np.cumsum(terms.lengths)))
        self._few, self._some = (max(FEW, int(part * self._texts)) for part in (RARE, NAMED))
        self._pieces = lru_cache(maxsize=4)(lambda text: text_at(text).split(" "))
        self._plain = lru_cache(maxsize=2_000)(lambda text: f" {_plainly(text_at(text))}")
        self._find_phrases()

    def _find_phrases(self) -> None:
        """Numbers the phrases that several texts have, but few; a row for each text and phrase in it, by text."""
        terms = self._terms
        at = np.flatnonzero(terms.goes_on)
        at = at[at + 1 < len(terms.said)]
        key = terms.said[at].astype(np.int64) * len(terms.words) + terms.said[at + 1]
        text_of = np.searchsorted(self._begin, at, "right") - 1
        order = np.lexsort((at, key, text_of))
        key, at, text_of = key[order], at[order], text_of[order]
        fresh = np.flatnonzero((np.diff(key, prepend=-1) != 0) | (np.diff(text_of, prepend=-1) != 0))
        counts = np.diff(np.append(fresh, len(key)))
        key, at, text_of = key[fresh], at[fresh], text_of[fresh]
        known, number, frequency = np.unique(key, return_inverse=True, return_counts=True)
        kept = np.flatnonzero((frequency[number] > 1) & (frequency[number] <= self._some))
        self._phrase, self._at, self._count = number[kept], at[kept], counts[kept]
        self._in_texts, self._phrases = frequency[number[kept]], len(known)
        held = np.bincount(text_of[kept], minlength=self._texts)
        self._first = np.concatenate(([0], np.cumsum(held)))

    def shared(self, near: Near, texts: Sequence[int], rows: Numbers) -> list[tuple[str, ...]]:
        """For some rows of `near`, the phrases and rare words that both texts have, the weightiest first.

        A plain word must be one that both are known to be about, or said often.
        """
        found: dict[int, list[_Said]] = {row: [] for row in rows.tolist()}
        for row, said in (*self._shared_phrases(near, texts, rows), *self._shared_words(near, texts, rows)):
            found[row].append(said)
        return [
            self._named(found[row], texts[int(near.asked[row])], int(near.text[row])) for row in rows.tolist()
        ]

    def _shared_phrases(self, near: Near, texts: Sequence[int], rows: Numbers) -> Iterator[tuple[int, _Said]]:
        own = np.asarray(texts, np.int64)
        held, place = ranges_of(self._first[own], self._first[own + 1])
        keys = np.append(place * self._phrases + self._phrase[held], np.iinfo(np.int64).max)
        other = near.text[rows]
        theirs, pair = ranges_of(self._first[other], self._first[other + 1])
        asked_for = near.asked[rows][pair] * self._phrases + self._phrase[theirs]
        found = np.searchsorted(keys, asked_for)
        both = np.flatnonzero(keys[found] == asked_for)
        ours, theirs, row = held[found[both]], theirs[both], rows[pair[both]]
        often = self._count[ours] * self._count[theirs]
        weight = 1.5 * self._rarity(self._in_texts[ours]) * np.minimum(often**0.5, 3)
        weight[often < 2] = 0  # in passing in both, it says little
        for n in _best(row, weight):
            yield int(row[n]), _Said(weight=float(weight[n]), at=int(self._at[ours[n]]))

    def _shared_words(self, near: Near, texts: Sequence[int], rows: Numbers) -> Iterator[tuple[int, _Said]]:
        terms = self._terms
        listed = np.zeros(len(near.text), bool)
        listed[rows] = True
        term = terms.term[near.shared]
        often = np.minimum(near.counts, terms.count[near.shared])
        frequency = self._frequency[term]
        weight = self._rarity(frequency) * np.minimum(often, 3)
        plain = (frequency > self._few) | (often < 3)
        idle = plain & ~terms.shaped[term] & ~self._about(texts)[term]
        weight[~listed[near.row] | (often < 2) | (frequency > self._some) | idle] = 0
        for n in _best(near.row, weight):
            yield int(near.row[n]), _Said(weight=float(weight[n]), word=int(term[n]), plain=bool(plain[n]))

    def _about(self, texts: Iterable[int]) -> Flags:
        """Which terms are plain words that one of some texts is known to be about."""
        words, about = self._terms.words, np.zeros(len(self._terms.words), bool)
        for word in {word for text in texts for word in self._topical(text)}:
            place = bisect_left(words, word)
            about[place : place + 1] |= words[place : place + 1] == [word]
        return about

    def _rarity(self, frequency: Numbers) -> Weights:
        return np.asarray(self._logs[frequency])

    def _named(self, said: Sequence[_Said], text: int, other: int) -> tuple[str, ...]:
        """The words of the text itself, the weightiest first; none that stands inside another."""
        if not said:
            return ()
        ordered = sorted(said, key=lambda one: (-one.weight, one.at, one.word))
        begun = {one.at for one in ordered}
        pieces, theirs = self._pieces(text), self._plain(other)
        named: dict[str, str] = {}
        least = 0.0
        for one in ordered:
            if one.weight < least:
                break
            at = one.at if one.word < 0 else self._at_word(text, one.word)
            words = self._as_both_say(pieces, theirs, at, 1 + (one.word < 0) + (one.word < 0 and one.at + 1 in begun))
            telling = not one.plain or NO_PLAIN_WORD.search(words) or self._both_about(text, other, words)
            if words and telling and _plainly(words) not in _KINDS:
                least = least or WORTH_SAYING * one.weight
                _add(named, words)
        return tuple(named.values())[:MOST]

    def _both_about(self, text: int, other: int, word: str) -> bool:
        word = word.casefold()
        return word in self._topical(text) and word in self._topical(other)

    def _at_word(self, text: int, word: int) -> int:
        begin = int(self._begin[text])
        return begin + int((self._terms.said[begin : self._begin[text + 1]] == word).argmax())

    def _as_both_say(self, pieces: Sequence[str], other: str, at: int, count: int) -> str:
        """The words with what belongs to them, as far as the other text has it too, also in the plural: `KV cache`.

        Empty where that is in the text a part of a longer word that the other does not have: `tree-search`.
        """
        place = self._terms.piece
        first, last = int(place[at]), int(place[at + min(count, 2) - 1])
        after = int(place[at + 2]) if count == 3 else last
        wider = first - 1 if first and _SHORT.fullmatch(pieces[first - 1]) else first
        for start, stop in dict.fromkeys(((wider, after), (first, after), (wider, last), (first, last))):
            words = _EDGES.sub("", " ".join(pieces[start : stop + 1]))
            key = _plainly(words)
            if key and f" {key.removesuffix('s')}" in other:
                return words
        return ""


def _add(named: dict[str, str], words: str) -> None:
    """None that stands inside another."""
    key = _plainly(words)
    if not any(f" {key} " in f" {longer} " for longer in named):
        for shorter in [known for known in named if f" {known} " in f" {key} "]:
            del named[shorter]
        named[key] = words


def _best(row: Numbers, weight: Weights) -> list[int]:
    """For each row the places of the weightiest few, without those that weigh nothing."""
    some = np.flatnonzero(weight > 0)
    some = some[np.lexsort((some, -weight[some], row[some]))]
    fresh = np.flatnonzero(np.diff(row[some], prepend=-1))
    rank = np.arange(len(some)) - np.repeat(fresh, np.diff(np.append(fresh, len(some))))
    best: list[int] = some[rank < LOOKED_AT].tolist()
    return best


def _plainly(text: str) -> str:
    """In lower case and with spaces for hyphens: much cheaper than to fold the text."""
    return text.casefold().replace("-", " ")
