"""Related papers: BM25 over title, summary and abstract, and why each is near.

BM25 is Robertson's (Robertson and Zaragoza, 2009), in Lucene's form, as `bm25` has it. What a reader is told is a
phrase or a rare word of both, an author who has few papers, a system that one names, a topic where there is no more.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from generator.clean.text import fold
from generator.knowledge.bm25 import Index, Near, Scores, ranks
from generator.knowledge.deferred import Computed
from generator.knowledge.people import AuthorSlug, People
from generator.knowledge.terms import read_terms
from generator.knowledge.wording import Wording
from generator.model import Mention, Paper, PaperId, Related, TopicMatch, TopicSlug

MATCHED = 2
"""Phrases for which two papers have a topic, where they have no others in common."""
REASONED = 50
"""Papers of a list that get reasons: no page shows more."""
FAMILIAR = 6
"""An author with more papers in the catalog than this is a reason for none of them."""
CLOSE, BESIDE = 0.1, 0.45
"""Where a list ends: what part of its own score a paper must reach, and what part of the score of the nearest."""
PLAIN = 0.2
"""What part of its own score a paper must reach where nothing can be said of why it is near."""
ALIKE = 0.8
"""Of the words of two titles, how many are in both where they are versions of one paper."""

STOP = frozenset(
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
    mentions: Mapping[PaperId, Sequence[Mention]] | None = None,
    *,
    listed: bool = False,
) -> "Relating":
    """For every paper, up to `most` others, the nearest first; equal scores go by id. Found when first asked for.

    With `listed`, what a page lists: up to where closeness ends, and of versions of one paper the nearest only.
    """
    return Relating(papers, topics, people, most, mentions or {}, listed)


class Relating(Mapping[PaperId, tuple[Related, ...]]):
    """What is asked of one paper is found for a few at a time: one by one, all would take three times as long."""

    def __init__(
        self,
        papers: Mapping[PaperId, Paper],
        topics: Mapping[PaperId, Sequence[TopicMatch]],
        people: Callable[[], People],
        most: int,
        mentions: Mapping[PaperId, Sequence[Mention]],
        listed: bool,
    ) -> None:
        self._papers, self._topics, self._people, self._most = papers, topics, people, most
        self._mentions, self._listed = mentions, listed
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

    def of(self, id_: PaperId) -> tuple[Related, ...]:
        """Those of one paper, and no others with them."""
        place = self._place[id_]
        self._relate(range(place, place + 1))
        return self._found[id_]

    @cached_property
    def _place(self) -> dict[PaperId, int]:
        return {id_: n for n, id_ in enumerate(self._ids)}

    @cached_property
    def _index(self) -> Index:
        return Index(read_terms(map(self._text_at, range(len(self._ids))), words_of))

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._index.terms, self._index.frequency, self._text_at, self._topical.__getitem__)

    def _text_at(self, place: int) -> str:
        return _text(self._papers[self._ids[place]])

    @cached_property
    def _known(self) -> dict[PaperId, frozenset[AuthorSlug]]:
        """Who signed each paper; a name that several share is nobody, and who has many papers is no reason."""
        people = self._people()
        counts = Counter(slug for slugs in people.paper_authors.values() for slug in set(slugs))
        several = {slug for slug, doubt in people.doubts.items() if doubt == "several"}
        no_reason = several | {slug for slug, count in counts.items() if count > FAMILIAR}
        return {id_: frozenset(slugs) - no_reason for id_, slugs in people.paper_authors.items()}

    def _relate(self, places: range) -> None:
        """Finds those of some papers."""
        self._found |= {self._ids[place]: () for place in places}
        if not self._most:
            return
        near = self._index.nearest(places, self._most + (self._most // 2 if self._listed else 0))
        share = np.round(near.score / self._index.itself[np.asarray(places)[near.asked]], 3)
        rows = np.array([*self._rows_listed(near, share)], np.int64) if self._listed else np.arange(len(share))
        reasoned = rows[ranks(near.asked[rows]) < REASONED]
        said = dict(zip(reasoned.tolist(), self._wording.shared(near, places, reasoned), strict=True))
        found: dict[PaperId, list[Related]] = {}
        for row in rows.tolist():
            one, other = self._ids[places[near.asked[row]]], self._ids[near.text[row]]
            score = float(share[row])
            related = self._reasoned(one, other, score, said[row]) if row in said else Related(paper=other, score=score)
            if not self._listed or score >= PLAIN or related.why:
                found.setdefault(one, []).append(related)
        self._found |= {id_: tuple(some) for id_, some in found.items()}

    def _rows_listed(self, near: Near, share: Scores) -> Iterator[int]:
        """Of the nearest papers of each those that a page lists."""
        titles: list[frozenset[str]] = []
        asked, best = -1, 0.0
        near_by = zip(near.asked.tolist(), near.text.tolist(), share.tolist(), strict=True)
        for row, (of, text, score) in enumerate(near_by):
            if of != asked:
                asked, best, titles = of, score, []
            if len(titles) < self._most and score >= max(CLOSE, BESIDE * best):
                title = self._title_words(text)
                if not any(len(title & known) >= ALIKE * len(title | known) > 0 for known in titles):
                    titles.append(title)
                    yield row

    @cached_property
    def _title_words(self) -> Callable[[int], frozenset[str]]:
        titles = (self._papers[id_].title for id_ in self._ids)
        return [frozenset(title.casefold().split()) for title in titles].__getitem__

    def _reasoned(self, one: PaperId, other: PaperId, score: float, terms: tuple[str, ...]) -> Related:
        systems = self._systems(one, other)
        if systems:
            folded = {fold(system) for system in systems}
            terms = tuple(term for term in terms if fold(term) not in folded)
        return Related(
            paper=other, score=score, terms=terms or self._both_matched(one, other), systems=systems,
            authors=self._both_signed(one, other), topics=self._both_have(one, other),
        )  # fmt: skip

    @cached_property
    def _topical(self) -> Mapping[int, frozenset[str]]:
        """The single words for which each paper, by its place, has its topics."""
        return Computed(range(len(self._ids)), lambda place: frozenset(
            form
            for match in self._topics.get(self._ids[place], ())
            for _, said in match.evidence
            if " " not in said
            for form in (said, said.removesuffix("s"))
        ))  # fmt: skip

    def _both_matched(self, one: PaperId, other: PaperId) -> tuple[str, ...]:
        """The phrases for which both have a topic, as they stand in the one: `KV cache`."""
        if set(self._own_topics[one]).isdisjoint(self._own_topics[other]):
            return ()
        ours, theirs = self._evidence[one], self._evidence[other]
        text = _text(self._papers[one])
        found = (_as_it_stands(ours[key], text) for key in ours if key in theirs)
        return tuple(words for words in found if words)[:MATCHED]

    @cached_property
    def _evidence(self) -> Mapping[PaperId, Mapping[str, str]]:
        """Of each paper the phrases for which it has topics, without their plural → as they were found, folded."""
        return Computed(self._papers, lambda id_: {
            words.removesuffix("s"): words
            for match in self._topics.get(id_, ())
            for _, words in match.evidence
            if " " in words
        })  # fmt: skip

    def _systems(self, one: PaperId, other: PaperId) -> tuple[str, ...]:
        """The names by which one of the two names the other, and those of systems that both name."""
        ours, theirs = self._named_in[one], self._named_in[other]
        if not ours and not theirs:
            return ()
        direct = [names[id_] for names, id_ in ((ours, other), (theirs, one)) if id_ in names]
        return tuple(dict.fromkeys((*direct, *(name for id_, name in ours.items() if id_ in theirs))))[:3]

    @cached_property
    def _named_in(self) -> Mapping[PaperId, Mapping[PaperId, str]]:
        return Computed(self._papers, lambda id_: {m.target: m.name for m in self._mentions.get(id_, ())})

    def _both_signed(self, one: PaperId, other: PaperId) -> tuple[str, ...]:
        known = self._known[other]
        if known.isdisjoint(slugs := self._people().paper_authors[one]):
            return ()
        signed = zip(self._papers[one].people, slugs, strict=True)
        return tuple(author.name for author, slug in signed if slug in known)[:5]

    def _both_have(self, one: PaperId, other: PaperId) -> tuple[TopicSlug, ...]:
        theirs = self._own_topics[other]
        return tuple(topic for topic in self._own_topics[one] if topic in theirs)

    @cached_property
    def _own_topics(self) -> Mapping[PaperId, tuple[TopicSlug, ...]]:
        return Computed(self._papers, lambda id_: tuple(match.topic for match in self._topics.get(id_, ())))


def _as_it_stands(words: str, text: str) -> str:
    """Folded words as a text has them: `kv cache` → `KV-cache`; empty where it has them only in pieces."""
    match = re.search(r"[\W_]+".join(map(re.escape, words.split())), text, re.IGNORECASE)
    return match[0] if match else ""


def _text(paper: Paper) -> str:
    """The title twice, so that a short record without an abstract still says what it is about."""
    return f"{paper.title} . {paper.title} . {paper.summary} . {paper.abstract}"


def words_of(piece: str) -> list[str]:
    return [_stem(word) for word in fold(piece).split() if word not in STOP and len(word) > 2]


def _stem(word: str) -> str:
    """Singular and plural as one; more stemming than that hurts, and would show in the reasons."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4 else word
