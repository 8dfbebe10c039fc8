"""Related papers: BM25 over title, summary and abstract, with what two papers share as the stated reason.

BM25 is Robertson's (Robertson and Zaragoza, 2009), in Lucene's form; on 9,305 papers its five nearest agreed with the
authors' own keywords as well as TF-IDF with bigrams did, at a third of the memory.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np

from generator.clean.text import fold
from generator.knowledge.bm25 import Index, Near
from generator.knowledge.people import AuthorSlug, People
from generator.knowledge.terms import read_terms
from generator.model import Paper, PaperId, Related, TopicMatch, TopicSlug

TERMS = 6
"""Shared terms that a reason names at most."""
WORTH_SAYING = 0.5
"""How much of the weightiest shared term another needs to be named beside it."""
RARE = 0.1
"""A term that more than this part of the papers use says nothing about two of them."""

_STOP = frozenset(
    "a about across after all also an and any are as at be been being between both but by can could do does each for "
    "from further had has have how however if in into is it its itself large like make many may method methods model "
    "models more most much new not of on one only or other our over paper propose proposed present results show shows "
    "such than that the their them then there these they this those through to two up use used using via was we were "
    "what when where which while who will with within without work would yet than language introduce existing "
    "approach based achieve performance different significantly significant while recent well first they llms llm "
    "including training trained tasks task data across pre post non per multi fine self".split()
)


def relate(
    papers: Mapping[PaperId, Paper],
    topics: Mapping[PaperId, Sequence[TopicMatch]],
    people: Callable[[], People],
    most: int,
) -> Mapping[PaperId, tuple[Related, ...]]:
    """For every paper, up to `most` others, the nearest first; equal scores go by id. Found when first asked for."""
    return _Relating(papers, topics, people, most)


class _Relating(Mapping[PaperId, tuple[Related, ...]]):
    """What is asked of one paper is found for a few at a time: one by one, all would take three times as long."""

    def __init__(
        self,
        papers: Mapping[PaperId, Paper],
        topics: Mapping[PaperId, Sequence[TopicMatch]],
        people: Callable[[], People],
        most: int,
    ) -> None:
        self._papers, self._topics, self._people, self._most = papers, topics, people, most
        self._ids = sorted(papers)
        self._found: dict[PaperId, tuple[Related, ...]] = {}

    def __getitem__(self, id_: PaperId) -> tuple[Related, ...]:
        if id_ not in self._found:
            place = self._place[id_]
            start = place - place % self._index.at_once
            self._relate(range(start, min(start + self._index.at_once, len(self._ids))))
        return self._found[id_]

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def _place(self) -> dict[PaperId, int]:
        return {id_: n for n, id_ in enumerate(self._ids)}

    @cached_property
    def _index(self) -> Index:
        return Index(read_terms((_text(self._papers[id_]) for id_ in self._ids), words_of))

    @cached_property
    def _known(self) -> dict[PaperId, frozenset[AuthorSlug]]:
        """Who signed each paper; a name that several share is nobody."""
        people = self._people()
        several = {slug for slug, doubt in people.doubts.items() if doubt == "several"}
        return {id_: frozenset(slugs) - several for id_, slugs in people.paper_authors.items()}

    def _relate(self, places: range) -> None:
        """Finds those of some papers."""
        self._found |= {self._ids[place]: () for place in places}
        if not self._most:
            return
        near = self._index.nearest(places, self._most)
        found: dict[PaperId, list[Related]] = {}
        rows = zip(near.asked.tolist(), near.text.tolist(), near.score.tolist(), self._shared(near), strict=True)
        for asked, text, score, terms in rows:
            one, other = self._ids[places[asked]], self._ids[text]
            related = Related(
                paper=other, score=round(score, 2), terms=terms,
                authors=self._both_signed(one, other), topics=self._both_have(one, other),
            )  # fmt: skip
            found.setdefault(one, []).append(related)
        self._found |= {id_: tuple(some) for id_, some in found.items()}

    def _shared(self, near: Near) -> list[tuple[str, ...]]:
        """The terms that say most about each two papers: those that both use often and few others use at all.

        A word that each uses once in passing says little, however rare it is, beside one that stands in both titles.
        """
        terms, frequency = self._index.terms, self._index.frequency
        total = len(self._papers)
        term = terms.term[near.shared]
        rare = np.flatnonzero(frequency[term] <= max(2, RARE * total))
        rows, row, term = near.shared[rare], near.row[rare], term[rare]
        rarity = np.array([log(1 + total / n) for n in frequency[term].tolist()])
        weights = np.minimum(near.counts[rare], terms.count[rows]) * rarity
        least = np.zeros(len(near.text))
        np.maximum.at(least, row, weights * WORTH_SAYING)
        said = np.flatnonzero(weights >= least[row])
        said = said[np.lexsort((term[said], -weights[said], row[said]))]
        found: list[list[str]] = [[] for _ in range(len(near.text))]
        for place, number in zip(row[said].tolist(), term[said].tolist(), strict=True):
            found[place].append(terms.words[number])
        return [tuple(words[:TERMS]) for words in found]

    def _both_signed(self, one: PaperId, other: PaperId) -> tuple[str, ...]:
        known = self._known[other]
        if known.isdisjoint(slugs := self._people().paper_authors[one]):
            return ()
        signed = zip(self._papers[one].people, slugs, strict=True)
        return tuple(author.name for author, slug in signed if slug in known)[:5]

    def _both_have(self, one: PaperId, other: PaperId) -> tuple[TopicSlug, ...]:
        both = {match.topic for match in self._topics.get(other, ())}
        return tuple(match.topic for match in self._topics.get(one, ()) if match.topic in both)


def _text(paper: Paper) -> str:
    """The title twice, so that a short record without an abstract still says what it is about."""
    return f"{paper.title} . {paper.title} . {paper.summary} . {paper.abstract}"


def words_of(piece: str) -> list[str]:
    return [_stem(word) for word in fold(piece).split() if word not in _STOP and len(word) > 2]


def _stem(word: str) -> str:
    """Singular and plural as one; more stemming than that hurts, and would show in the reasons."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4 else word
