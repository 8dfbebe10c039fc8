"""Topics by rules, so that every assignment can show the words it rests on, and a curator mends a rule, not a record.

A phrase is worth 2 points where it is `strong`, 1 where it is `weak`, and twice that in the title; each counts once, as
do two phrases of a pair that both stand in the paper, with 2. A phrase under `against` takes away as much as a strong
one gives. A topic needs 2 points: one strong phrase anywhere, one weak one in the title, or two different weak ones.

Which of its topics a paper is most about is another question, and the score answers it: there, a phrase weighs more
the fewer papers have it (Spärck Jones, 1972), three times as much in the title, and each repetition less than the one
before; and of two topics the one that fewer papers have says more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log

from generator.knowledge.phrases import Phrase, Rules, said_in
from generator.model import Paper, PaperId, TopicMatch, TopicSlug
from generator.records.settings import Topic

ENOUGH, PAIR = 2, 2
TITLE = 3
"""How much more a phrase weighs in the title."""
STEP = 4
"""Rarity is counted in quarters of a natural logarithm: else a new record would change every score by a hair."""
FIELDS = ("title", "summary", "abstract", "keywords")


@dataclass(slots=True, kw_only=True)
class _Found:
    """What one paper has of one phrase, or of both phrases of a pair."""

    phrase: Phrase
    said: list[tuple[str, str]] = field(default_factory=list)
    """(field, words), the first of each phrase."""
    titles: int = 0
    times: int = 0

    @property
    def points(self) -> int:
        points = PAIR if self.phrase.pair else self.phrase.points
        return points * (2 if self.said[0][0] == "title" and not self.phrase.pair else 1)

    def weight(self) -> float:
        """1 for the first time, 1/2 for the second, 1/3, …; those in the title first."""
        title = sum(TITLE / n for n in range(1, self.titles + 1))
        return title + sum(1 / n for n in range(self.titles + 1, self.times + 1))


Found = dict[TopicSlug, tuple[_Found, ...]]


def classify(papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]) -> "Classified":
    """The topics of every paper, the strongest first; a curator's own come before all, and `-slug` removes one.

    Nothing is looked for before somebody asks; then in all papers, since it counts how many have a phrase.
    """
    return Classified(papers, topics)


class Classified(Mapping[PaperId, tuple[TopicMatch, ...]]):
    def __init__(self, papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]) -> None:
        self._papers, self._rules = papers, Rules(topics)
        self._matches: dict[PaperId, tuple[TopicMatch, ...]] = {}

    def __getitem__(self, id_: PaperId) -> tuple[TopicMatch, ...]:
        if id_ not in self._matches:
            if id_ not in self._papers:
                raise KeyError(id_)
            self._matches[id_] = self._matched(self._papers[id_], self._enough.pop(id_))
        return self._matches[id_]

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._papers)

    def __len__(self) -> int:
        return len(self._papers)

    @cached_property
    def frequency(self) -> Counter[tuple[str, ...]]:
        """Phrase, by its words → how many papers have it; a pair by the words of both."""
        self._enough  # noqa: B018, it counts them
        return self._frequency

    @cached_property
    def _enough(self) -> dict[PaperId, Found]:
        """Paper → what it has of the topics for which that is enough."""
        self._frequency: Counter[tuple[str, ...]] = Counter()
        self._common: Counter[TopicSlug] = Counter()
        enough: dict[PaperId, Found] = {}
        for id_, paper in self._papers.items():
            found = self.found(paper)
            self._frequency.update({one.phrase.words for some in found.values() for one in some})
            kept = enough[id_] = {topic: some for topic, some in found.items() if points_of(some) >= ENOUGH}
            self._common.update(list(kept))
        return enough

    def found(self, paper: Paper) -> Found:
        """What a paper has of each topic, enough or not."""
        phrases: dict[Phrase, _Found] = {}
        for field_ in FIELDS:
            for said, hit in said_in(getattr(paper, field_), self._rules):
                one = phrases.get(hit.phrase)
                if one is None:
                    one = phrases[hit.phrase] = _Found(phrase=hit.phrase, said=[(field_, said)])
                one.times += 1
                one.titles += field_ == "title"
        found: dict[TopicSlug, list[_Found]] = defaultdict(list)
        for one in phrases.values():
            if not one.phrase.pair:
                found[one.phrase.topic].append(one)
        for pair in _pairs(phrases.values()):
            found[pair.phrase.topic].append(pair)
        return {topic: tuple(some) for topic, some in found.items()}

    def weight(self, found: _Found) -> float:
        """What a phrase adds to the score of its topic."""
        rarity = round(STEP * log(1 + len(self._papers) / self.frequency[found.phrase.words])) / STEP
        points = PAIR if found.phrase.pair else found.phrase.points
        return points * rarity * found.weight()

    def score(self, topic: TopicSlug, found: Iterable[_Found]) -> float:
        """How much a paper is about a topic, by what it has of it."""
        common = log(2 + self._common[topic]) / log(2 + len(self._papers))
        return round(sum(map(self.weight, found)) / (round(10 * common) / 10 or 1), 1)

    def _matched(self, paper: Paper, enough: Found) -> tuple[TopicMatch, ...]:
        barred = {slug.removeprefix("-") for slug in paper.topics}
        chosen = [
            TopicMatch(topic=TopicSlug(slug), points=0, evidence=(("curator", ""),))
            for slug in paper.topics
            if slug in self._rules.topics
        ]
        matches = [
            TopicMatch(
                topic=topic,
                points=points_of(some),
                score=self.score(topic, some),
                evidence=tuple(said for one in some if one.points > 0 for said in one.said),
            )
            for topic, some in enough.items()
            if topic not in barred
        ]
        return (*chosen, *sorted(matches, key=lambda m: (-m.score, -m.points, m.topic)))


def found_of(paper: Paper, topic: Topic) -> tuple[_Found, ...]:
    """What a paper has of one topic, enough or not."""
    return Classified({paper.id: paper}, {topic.slug: topic}).found(paper).get(topic.slug, ())


def points_of(found: tuple[_Found, ...]) -> int:
    """What the phrases of one topic are worth together."""
    return sum(one.points for one in found)


def _pairs(found: Iterable[_Found]) -> Iterator[_Found]:
    """The pairs of which both phrases were found, as often as the rarer of the two."""
    parts: dict[tuple[TopicSlug, int], list[_Found]] = defaultdict(list)
    for one in found:
        if one.phrase.pair:
            parts[one.phrase.topic, one.phrase.pair].append(one)
    for some in parts.values():
        if len(some) == 2:
            yield _Found(
                phrase=replace(some[0].phrase, words=(*some[0].phrase.words, "+", *some[1].phrase.words)),
                said=[*some[0].said, *some[1].said],
                titles=min(one.titles for one in some),
                times=min(one.times for one in some),
            )
