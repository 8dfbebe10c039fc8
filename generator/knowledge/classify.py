"""Topics by rules, so that every assignment can show the words it rests on, and a curator mends a rule, not a record.

A phrase is worth 2 points where it is `strong`, 1 where it is `weak`, and twice that in the title; each counts once.
A topic needs 2 points: one strong phrase anywhere, one weak one in the title, or two different weak ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.knowledge.deferred import Computed
from generator.model import Paper, PaperId, TopicMatch, TopicSlug
from generator.records.settings import Topic

ENOUGH = 2
_BETWEEN = re.compile(r"[\W_]+")
FIELDS = ("title", "summary", "abstract", "keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """One phrase of one topic, cut into words."""

    topic: TopicSlug
    points: int
    """Outside the title; 0 where the topic ignores it, with all that stands inside it."""
    words: tuple[str, ...]
    """As folded; the last one may end in `*`."""

    @property
    def normal(self) -> str:
        """`mixture of expert*`."""
        return " ".join(self.words)

    def ends(self, word: str) -> bool:
        """Whether a word of a text is the phrase's last: itself, its plural, or with `*` all that begins so."""
        last = self.words[-1]
        return word.startswith(last[:-1]) if last.endswith("*") else word in (last, last + "s", last + "es")

    def goes_on(self, word: str) -> bool:
        """Whether the phrase can have that word of a text as its second; always, where it has but one."""
        return len(self.words) == 1 or (self.ends(word) if len(self.words) == 2 else self.words[1] == word)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """Where a phrase stands in a text: from word `start` up to word `stop`."""

    start: int
    stop: int
    phrase: _Phrase


class _Words(dict[str, tuple[str, ...]]):
    """A piece of a text without spaces → its words, folded."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = words = tuple(fold_phrase(piece).split())
        return words


class _Begun(dict[str, tuple[_Phrase, ...]]):
    """A word of a text → the phrases that may begin with it."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._by_letters = _by_first_letters(phrases)

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        near = (p for n in range(1, min(len(word), 3) + 1) for p in self._by_letters.get(word[:n], ()))
        self[word] = found = tuple(p for p in near if (p.words[0] == word if len(p.words) > 1 else p.ends(word)))
        return found


class _Followed(dict[tuple[str, str], tuple[_Phrase, ...]]):
    """Two words of a text, one after the other → the phrases that may begin there."""

    def __init__(self, begun: _Begun) -> None:
        self._begun = begun

    def __missing__(self, words: tuple[str, str]) -> tuple[_Phrase, ...]:
        self[words] = found = tuple(p for p in self._begun[words[0]] if p.goes_on(words[1]))
        return found


class Rules:
    """The phrases of all topics. What was once asked of a piece, a word or two words is remembered."""

    def __init__(self, topics: Mapping[TopicSlug, Topic]) -> None:
        self.topics = topics
        self._words = _Words()
        self._begun = _Begun(_phrases(topics.values()))
        self._followed = _Followed(self._begun)

    def words(self, text: str) -> list[str]:
        """The words of a text, folded."""
        return list(chain.from_iterable(map(self._words.__getitem__, text.split(" "))))

    def hits(self, words: Sequence[str]) -> Iterator[_Hit]:
        """Where phrases stand among these words."""
        begun = map(self._begun.__getitem__, words)
        for start in [place for place, phrases in enumerate(begun) if phrases]:
            following = words[start + 1] if start + 1 < len(words) else ""
            for phrase in self._followed[words[start], following]:
                stop = start + len(phrase.words)
                if len(phrase.words) == 1 or (
                    phrase.words[:-1] == tuple(words[start : stop - 1])
                    and stop <= len(words)
                    and phrase.ends(words[stop - 1])
                ):
                    yield _Hit(start=start, stop=stop, phrase=phrase)


def classify(
    papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]
) -> Mapping[PaperId, tuple[TopicMatch, ...]]:
    """The topics of every paper, the strongest first; a curator's own come before all, and `-slug` removes one.

    Those of a paper are found when they are first asked for.
    """
    rules = Rules(topics)
    return Computed(papers, lambda id_: _topics_of(papers[id_], rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A phrase that a paper has, where it counts."""

    phrase: _Phrase
    points: int
    field: str
    said: str
    """The words that matched, folded."""


def weigh(paper: Paper, rules: Rules) -> list[Counted]:
    """Each phrase that counts for a paper, once and where it counts most, in the order of the text."""
    counted: dict[_Phrase, Counted] = {}
    for field in FIELDS:
        for said, hit in _said(getattr(paper, field), rules):
            if hit.phrase not in counted:
                points = hit.phrase.points * (2 if field == "title" else 1)
                counted[hit.phrase] = Counted(phrase=hit.phrase, points=points, field=field, said=said)
    return list(counted.values())


def _topics_of(paper: Paper, rules: Rules) -> tuple[TopicMatch, ...]:
    points: dict[TopicSlug, int] = defaultdict(int)
    evidence: dict[TopicSlug, list[tuple[str, str]]] = defaultdict(list)
    for one in weigh(paper, rules):
        points[one.phrase.topic] += one.points
        evidence[one.phrase.topic].append((one.field, one.said))
    barred = {slug.removeprefix("-") for slug in paper.topics}
    chosen = [
        TopicMatch(topic=TopicSlug(slug), points=0, evidence=(("curator", ""),))
        for slug in paper.topics
        if slug in rules.topics
    ]
    found = [
        TopicMatch(topic=topic, points=sum_, evidence=tuple(evidence[topic]))
        for topic, sum_ in points.items()
        if sum_ >= ENOUGH and topic not in barred
    ]
    return (*chosen, *sorted(found, key=lambda m: (-m.points, m.topic)))


def _said(value: str | tuple[str, ...], rules: Rules) -> Iterator[tuple[str, _Hit]]:
    """The words that match in a text, or in each of several: no phrase goes from one keyword into the next."""
    for text in (value,) if isinstance(value, str) else value:
        words = rules.words(text)
        yield from ((" ".join(words[hit.start : hit.stop]), hit) for hit in _standing(rules.hits(words)))


def _standing(hits: Iterable[_Hit]) -> list[_Hit]:
    """Those that count: none inside a longer phrase of the same topic, or one that the topic ignores; in text order."""
    free: dict[TopicSlug, list[_Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda h: (h.phrase.points > 0, h.start - h.stop, h.start)):
        taken = free[hit.phrase.topic]
        if all(hit.stop <= other.start or other.stop <= hit.start for other in taken):
            taken.append(hit)
    return sorted(
        (hit for hits_ in free.values() for hit in hits_ if hit.phrase.points), key=lambda h: (h.start, h.stop)
    )


def fold_phrase(text: str) -> str:
    """Text as phrases are matched in: lower case, every run of other characters one space. `KV-cache` → `kv cache`."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


def _phrases(topics: Iterable[Topic]) -> Iterator[_Phrase]:
    """Each phrase of each topic once, with its best points."""
    for topic in topics:
        weighted = {
            phrase: points
            for points, some in ((1, topic.weak), (2, topic.strong), (0, topic.ignore))
            for phrase in some
        }
        for phrase, points in weighted.items():
            words = fold_phrase(phrase).split()
            if words:
                end = words.pop() + ("*" if phrase.endswith("*") else "")
                yield _Phrase(topic=topic.slug, points=points, words=(*words, end))


def _by_first_letters(phrases: Iterable[_Phrase]) -> dict[str, list[_Phrase]]:
    """The first letters of a text's word, three at most → the phrases that may begin there."""
    table: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        table[phrase.words[0].rstrip("*")[:3]].append(phrase)
    return table
