"""Related papers: BM25 over title, summary and abstract, with what two papers share as the stated reason.

BM25 is Robertson's (Robertson and Zaragoza, 2009), in the bm25s library's Lucene form; on 9,305 papers its five
nearest agreed with the authors' own keywords as well as TF-IDF with bigrams did, at a third of the memory.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import bm25s
import numpy as np

from generator.clean.text import fold
from generator.knowledge.people import People
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
    papers: Mapping[PaperId, Paper], topics: Mapping[PaperId, Sequence[TopicMatch]], people: People, most: int
) -> dict[PaperId, tuple[Related, ...]]:
    """For every paper, up to `most` others, the nearest first; equal scores go by id."""
    ids = sorted(papers)
    words = [_words(papers[id_]) for id_ in ids]
    if most == 0 or len(ids) < 2 or not any(words):
        return dict.fromkeys(ids, ())
    index = bm25s.BM25(method="lucene")
    index.index([w or [" "] for w in words], show_progress=False)
    frequency = Counter(word for of_paper in words for word in set(of_paper))
    return {
        id_: tuple(
            _reasoned(papers, topics, people, id_, ids[n], score, words[i], words[n], frequency) for n, score in nearest
        )
        for i, (id_, nearest) in enumerate(zip(ids, _nearest(index, words, most), strict=True))
    }


def _words(paper: Paper) -> list[str]:
    """Title words three times, so that a short record without an abstract still says what it is about."""
    text = f"{paper.title} {paper.title} {paper.title} {paper.summary} {paper.abstract}"
    return [_stem(word) for word in fold(text).split() if word not in _STOP and len(word) > 2]


def _stem(word: str) -> str:
    """Singular and plural as one; more stemming than that hurts, and would show in the reasons."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4 else word


def _nearest(index: bm25s.BM25, words: Sequence[list[str]], most: int) -> list[list[tuple[int, float]]]:
    """Per paper, the (position, score) of the nearest others."""
    found = []
    for i, query in enumerate(words):
        scores = index.get_scores(sorted(set(query))) if query else np.zeros(len(words))
        scores = np.round(scores, 4)  # summation order differs between machines in the last digits
        scores[i] = 0
        best = np.lexsort((np.arange(len(scores)), -scores))[:most] if len(scores) <= 4 * most else _top(scores, most)
        found.append([(int(n), float(scores[n])) for n in best if scores[n] > 0])
    return found


def _top(scores: "np.ndarray[tuple[int], np.dtype[np.float64]]", most: int) -> list[int]:
    """Positions of the greatest scores, the earlier first among equals."""
    least = np.partition(scores, -most)[-most]
    above = np.flatnonzero(scores >= least)
    return [int(n) for n in above[np.lexsort((above, -scores[above]))][:most]]


def _shared_terms(
    ours: Sequence[str], theirs: Sequence[str], frequency: Mapping[str, int], total: int
) -> tuple[str, ...]:
    """The terms that say most about two papers: those that both use often and few others use at all.

    A word that each uses once in passing says little, however rare it is, beside one that stands in both titles.
    """
    counts, others = Counter(ours), Counter(theirs)
    limit = max(2, RARE * total)
    weights = {
        w: min(counts[w], others[w]) * log(1 + total / frequency[w])
        for w in {*ours} & {*theirs}
        if frequency[w] <= limit
    }
    least = max(weights.values(), default=0) * WORTH_SAYING
    ranked = sorted((w for w in weights if weights[w] >= least), key=lambda w: (-weights[w], w))
    return tuple(ranked[:TERMS])


def _reasoned(
    papers: Mapping[PaperId, Paper],
    topics: Mapping[PaperId, Sequence[TopicMatch]],
    people: People,
    one: PaperId,
    other: PaperId,
    score: float,
    ours: list[str],
    theirs: list[str],
    frequency: Mapping[str, int],
) -> Related:
    known = {slug for slug in people.paper_authors[other] if people.doubts.get(slug) != "several"}
    signed = zip(papers[one].people, people.paper_authors[one], strict=True)
    both = {match.topic for match in topics.get(other, ())}
    return Related(
        paper=other,
        score=round(score, 2),
        terms=_shared_terms(ours, theirs, frequency, len(papers)),
        authors=tuple(author.name for author, slug in signed if slug in known)[:5],
        topics=tuple(TopicSlug(m.topic) for m in topics.get(one, ()) if m.topic in both),
    )
