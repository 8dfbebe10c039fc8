"""Which texts are nearest to each, by BM25 in its Lucene form, exactly, without scoring every text for every other.

A term of the text asked about counts as often as it stands there, saturated: once 1, five times 3.3, never 8. A score
is divided by a power of what the other text scores for itself, else long texts would be near to everything. Both were
measured on CSFCube (Mysore, O'Gorman, McCallum and Zamani, 2021): benchmarks/README.md.

Of each text the terms that most others have are passed over at first, as long as they add less than a `level` to any
score (Bayardo, Ma and Srikant, 2007, filter prefixes so). A text that lies further than that behind those that count
cannot be among them; of 10,000 papers some eighty are left, for which the terms that were passed over are looked up.
Scores are sums of 32-bit numbers in the order of the terms, as the bm25s library has them, and to four digits, since
the order of summation would show in the last ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from generator.knowledge.terms import Numbers, Small, Terms

K1, B = 1.5, 0.75
SHARE = 0.08
"""Of the score that a text has for itself, how much others may lack at first; of 0.06 to 0.16 the fastest."""
STEP, LEVELS = 1.25, 25
"""How far apart levels are, and how many there are."""
SATURATED = 7.0
"""How often a term stands in the text asked about where it counts nearly half of the most that it can."""
ITSELF = 0.375
"""The power; from .25 to .5 all are as good."""
PARTS = 64
"""Into how many the scores are cut to find one that enough texts reach."""
AT_ONCE, SUMS = 64, 1 << 19
"""Texts that are asked about at once, and scores that are kept meanwhile, at most: what a processor has at hand."""
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The nearest texts of some texts, a row each: by the text asked about, then the nearest first."""

    asked: Numbers
    """The place of the text asked about."""
    text: Numbers
    score: Scores
    shared: Numbers
    """Rows of `Terms` that hold a term of the text asked about, by the row of this table."""
    row: Numbers
    """Parallel to `shared`."""
    counts: Small
    """Parallel to `shared`: how often the text asked about has the term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Some texts, with all their terms."""

    texts: Numbers
    term: Small
    place: Numbers
    """Parallel to `term`: of which text it is."""
    asks: Scores
    """Parallel to `term`: how much it counts there."""


class Index:
    """Texts as they are looked up by their terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._texts, words = len(terms.lengths), len(terms.words)
        self.frequency = np.bincount(terms.term, minlength=words)
        """How many texts have each term."""
        self.at_once = max(1, min(AT_ONCE, SUMS // max(self._texts, 1)))
        """How many texts are best asked about at once."""
        lengths = np.maximum(terms.lengths, 1)
        norm = K1 * ((1 - B) + B * lengths / (lengths.mean() if self._texts else 1))
        idf = np.array([log(1 + (self._texts - n + 0.5) / (n + 0.5)) for n in self.frequency.tolist()], np.float32)
        text_of = np.repeat(np.arange(self._texts), np.diff(terms.first))
        adds = (idf[terms.term] * (terms.count / (norm[text_of] + terms.count))).astype(np.float32)
        self._asks: Scores = (terms.count * (SATURATED + 1) / (terms.count + SATURATED)).astype(np.float32)
        itself = np.bincount(text_of, self._asks * adds, self._texts)
        self.itself = np.maximum(itself, np.finfo(np.float32).tiny) ** (1 - ITSELF)
        """What each text scores for itself: no other scores as much for it, or not by far."""
        power = np.where(itself > 0, itself, 1) ** ITSELF
        self._adds: Scores = (adds / power[text_of]).astype(np.float32)
        self._most_asked = np.ones(self._texts, np.float32)
        np.maximum.at(self._most_asked, text_of, self._asks)
        self._pass_over(text_of)

    def _pass_over(self, text_of: Numbers) -> None:
        """Orders the rows of each text by how soon they are passed over, and those of each term by how late."""
        terms, words = self.terms, len(self.frequency)
        rank = np.empty(words, np.int64)
        rank[np.argsort(-self.frequency, kind="stable")] = np.arange(words)
        self._passed = np.argsort(text_of * words + rank[terms.term])
        reach = _running(self._adds[self._passed], terms.first)
        highest = float(reach.max(initial=0)) or 1.0
        self._levels = np.array([0, *(highest * STEP**n for n in range(1 - LEVELS, 1))])
        count = len(self._levels)
        level = np.searchsorted(self._levels, reach, "right") - 1
        passed = np.bincount(text_of * count + level, minlength=self._texts * count).reshape(self._texts, count)
        self._passing = np.cumsum(passed, axis=1) - passed
        late = np.empty(len(reach), np.int64)
        late[self._passed] = count - 1 - level
        key = terms.term.astype(np.int64) * count + late
        order = np.argsort(key, kind="stable")
        self._holders, self._held_adds = text_of[order], self._adds[order]
        self._begin = np.cumsum(self.frequency) - self.frequency
        held = np.bincount(key, minlength=words * count).reshape(words, count)
        self._end = self._begin[:, None] + np.cumsum(held, axis=1)[:, ::-1]

    def nearest(self, texts: Sequence[int], most: int) -> Near:
        """Up to `most` others for each text that share a term with it; of equals the earlier ones."""
        asked, own = self._asked(texts)
        asks = np.zeros((len(texts), len(self.frequency)), np.float32)
        asks[asked.place, asked.term] = asked.asks
        share = SHARE * self.itself[asked.texts] / self._most_asked[asked.texts]
        levels = np.searchsorted(self._levels, share, "right") - 1
        found = self._candidates(asked, asks, levels, most)
        of, near = found // self._texts, found % self._texts
        rows, row = ranges_of(self.terms.first[near], self.terms.first[near + 1])
        asked_for = asks[of[row], self.terms.term[rows]]
        held = np.flatnonzero(asked_for)
        rows, row = rows[held], row[held]
        scores = np.zeros(len(found), np.float32)
        np.add.at(scores, row, asked_for[held] * self._adds[rows])
        scores = np.round(scores, 4)
        best = np.lexsort((near, -scores, of))
        best = best[(ranks(of[best]) < most) & (scores[best] > 0)]
        places = np.full(len(found), -1)
        places[best] = np.arange(len(best))
        kept = np.flatnonzero(places[row] >= 0)
        shared, row = rows[kept], places[row[kept]]
        width = len(self.frequency)
        key = of[best][row] * width + self.terms.term[shared]
        ours = own[np.searchsorted(asked.place * width + asked.term, key)]
        return Near(
            asked=of[best], text=near[best], score=scores[best], shared=shared, row=row, counts=self.terms.count[ours]
        )

    def _asked(self, texts: Sequence[int]) -> tuple[_Asked, Numbers]:
        """The texts with their terms, and the rows of these."""
        numbers = np.asarray(texts, np.int64)
        rows, place = ranges_of(self.terms.first[numbers], self.terms.first[numbers + 1])
        return _Asked(texts=numbers, term=self.terms.term[rows], place=place, asks=self._asks[rows]), rows

    def _candidates(self, asked: _Asked, asks: Scores, levels: Numbers, most: int) -> Numbers:
        """The (place, text) pairs that may be among the nearest, as one number each; all that are are among them."""
        lacking = self._levels[levels] * self._most_asked[asked.texts]
        error = 4 * (np.bincount(asked.place, minlength=len(levels)) + 8) * 2.0**-23  # of sums in another order
        sums = self._sum(asked, levels)
        enough = _reached(sums, most)
        first = np.flatnonzero(sums >= np.where(enough > 0, enough, np.inf)[:, None])
        enough = np.zeros(len(levels), np.float32)
        whole = self._whole(sums, first, asks, levels)
        order = np.lexsort((-whole, first // self._texts))
        last = order[ranks((first // self._texts)[order]) == most - 1]
        enough[first[last] // self._texts] = whole[last]
        certain = enough * (1 - error) - 2e-4  # and of rounding
        sure = certain > lacking
        least = np.where(sure, certain - lacking, np.where(levels > 0, np.inf, np.finfo(np.float32).tiny))
        found = np.flatnonzero(sums >= least[:, None])
        certain = np.where(sure, certain, 0)
        found = found[self._whole(sums, found, asks, levels) >= certain[found // self._texts]]
        again = ~sure & (levels > 0)
        if again.any():
            kept = again[asked.place]
            rest = _Asked(
                texts=asked.texts, term=asked.term[kept], place=asked.place[kept], asks=asked.asks[kept]
            )
            found = np.concatenate((found, self._candidates(rest, asks, np.zeros_like(levels), most)))
        return found

    def _sum(self, asked: _Asked, levels: Numbers) -> Scores:
        """A row of all texts' scores for each that is asked about, without what is passed over; 0 for itself."""
        sums = np.zeros((len(levels), self._texts), np.float32)
        begin, end = self._begin[asked.term], self._end[asked.term, levels[asked.place]]
        rows, sizes = _ranges(begin, end), end - begin
        places = np.repeat(asked.place * self._texts, sizes)
        adds = self._held_adds.take(rows)
        adds *= np.repeat(asked.asks, sizes)
        np.add.at(sums.ravel(), self._holders.take(rows) + places, adds)
        sums[np.arange(len(levels)), asked.texts] = 0
        return sums

    def _whole(self, sums: Scores, pairs: Numbers, asks: Scores, levels: Numbers) -> Scores:
        """The scores of some pairs, with what was passed over."""
        of, text = pairs // self._texts, pairs % self._texts
        begin = self.terms.first[text]
        rows, pair = ranges_of(begin, begin + self._passing[text, levels[of]])
        rows = self._passed[rows]
        asked_for = asks[of[pair], self.terms.term[rows]]
        held = np.flatnonzero(asked_for)
        adds = asked_for[held] * self._adds[rows[held]]
        whole: Scores = sums.ravel()[pairs] + np.bincount(pair[held], adds, len(pairs))
        return whole


def _running(numbers: Scores, first: Numbers) -> npt.NDArray[np.float64]:
    """The sum of the numbers of each text up to each of them."""
    sums = np.cumsum(numbers, dtype=np.float64)
    running: npt.NDArray[np.float64] = sums - np.repeat(np.concatenate(([0.0], sums))[first[:-1]], np.diff(first))
    return running


def _ranges(begin: Numbers, end: Numbers) -> Numbers:
    """All numbers of some ranges."""
    sizes = end - begin
    numbers: Numbers = np.arange(sizes.sum()) + np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
    return numbers


def ranges_of(begin: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """All numbers of some ranges, and the place of the range that each is of."""
    return _ranges(begin, end), np.repeat(np.arange(len(begin)), end - begin)


def ranks(groups: Numbers) -> Numbers:
    """The place of each in its group, of groups that stand together."""
    fresh = np.flatnonzero(np.diff(groups, prepend=-1))
    ranks: Numbers = np.arange(len(groups)) - np.repeat(fresh, np.diff(np.append(fresh, len(groups))))
    return ranks


def _reached(sums: Scores, most: int) -> Scores:
    """For each row a score that at least `most` of it reach, not far from the best such; 0 where fewer have any."""
    width = sums.shape[1] // PARTS
    if width >= 2 * most:
        sums = sums[:, : width * PARTS].reshape(-1, PARTS, width).max(1)
    if sums.shape[1] < most:
        return np.zeros(len(sums), np.float32)
    reached: Scores = np.partition(sums, -most, axis=1)[:, -most]
    return reached
