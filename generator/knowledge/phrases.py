"""The phrases of topics.yml, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.model import TopicSlug
from generator.records.settings import Topic

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase of one topic, cut into words."""

    topic: TopicSlug
    points: int
    """Outside the title; 0 where the topic ignores it, with all that stands inside it, or as a part of a pair; below 0
    where it speaks against the topic."""
    words: tuple[str, ...]
    """As folded; each may end in `*`."""
    pair: int = 0
    """Which pair of its topic it is a part of, from 1."""
    ignored: bool = False

    def fits(self, place: int, word: str) -> bool:
        """Whether a word of a text is the phrase's at that place: itself, with `*` all that begins so; a last word in
        the plural too.
        """
        own = self.words[place]
        if own.endswith("*"):
            return word.startswith(own[:-1])
        return word == own or (place == len(self.words) - 1 and word in (own + "s", own + "es"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a phrase stands in a text: from word `start` up to word `stop`."""

    start: int
    stop: int
    phrase: Phrase


class _Words(dict[str, tuple[str, ...]]):
    """A piece of a text without spaces → its words, folded."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = words = tuple(fold_phrase(piece).split())
        return words


class _Begun(dict[str, tuple[Phrase, ...]]):
    """A word of a text → the phrases that may begin with it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_letters = _by_first_letters(phrases)

    def __missing__(self, word: str) -> tuple[Phrase, ...]:
        near = (p for n in range(1, min(len(word), 3) + 1) for p in self._by_letters.get(word[:n], ()))
        self[word] = found = tuple(p for p in near if p.fits(0, word))
        return found


class _Followed(dict[tuple[str, str], tuple[Phrase, ...]]):
    """Two words of a text, one after the other → the phrases that may begin there."""

    def __init__(self, begun: _Begun) -> None:
        self._begun = begun

    def __missing__(self, words: tuple[str, str]) -> tuple[Phrase, ...]:
        self[words] = found = tuple(
            p for p in self._begun[words[0]] if len(p.words) == 1 or p.fits(1, words[1])
        )
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

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Where phrases stand among these words."""
        begun = map(self._begun.__getitem__, words)
        for start in [place for place, phrases in enumerate(begun) if phrases]:
            following = words[start + 1] if start + 1 < len(words) else ""
            for phrase in self._followed[words[start], following]:
                stop = start + len(phrase.words)
                if len(phrase.words) < 3 or (
                    stop <= len(words) and all(phrase.fits(n, words[start + n]) for n in range(2, len(phrase.words)))
                ):
                    yield Hit(start=start, stop=stop, phrase=phrase)


def said_in(value: str | tuple[str, ...], rules: Rules) -> Iterator[tuple[str, Hit]]:
    """The words that match in a text, or in each of several: no phrase goes from one keyword into the next."""
    for text in (value,) if isinstance(value, str) else value:
        words = rules.words(text)
        yield from ((" ".join(words[hit.start : hit.stop]), hit) for hit in _standing(rules.hits(words)))


def _standing(hits: Iterable[Hit]) -> list[Hit]:
    """Those that count: none inside a longer phrase of the same topic, or one that the topic ignores; in text order."""
    free: dict[TopicSlug, list[Hit]] = defaultdict(list)
    pairs: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (not h.phrase.ignored, h.start - h.stop, h.start)):
        if hit.phrase.pair:
            pairs.append(hit)
            continue
        taken = free[hit.phrase.topic]
        if all(hit.stop <= other.start or other.stop <= hit.start for other in taken):
            taken.append(hit)
    counted = [hit for hits_ in free.values() for hit in hits_ if not hit.phrase.ignored]
    counted += [hit for hit in pairs if not _ignored(hit, free[hit.phrase.topic])]
    return sorted(counted, key=lambda h: (h.start, h.stop))


def _ignored(hit: Hit, taken: Iterable[Hit]) -> bool:
    return any(other.phrase.ignored and hit.start < other.stop and other.start < hit.stop for other in taken)


def fold_phrase(text: str) -> str:
    """Text as phrases are matched in: lower case, every run of other characters one space. `KV-cache` → `kv cache`."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


def _phrases(topics: Iterable[Topic]) -> Iterator[Phrase]:
    """Each phrase of each topic once, with its best points, and the parts of its pairs."""
    for topic in topics:
        kinds = ((1, topic.weak), (2, topic.strong), (-2, topic.against), (0, topic.ignore))
        weighted = {phrase: points for points, some in kinds for phrase in some}
        for phrase, points in weighted.items():
            if words := phrase_words(phrase):
                yield Phrase(topic=topic.slug, points=points, words=words, ignored=not points)
        for n, parts in enumerate(topic.both, 1):
            for phrase in parts:
                if words := phrase_words(phrase):
                    yield Phrase(topic=topic.slug, points=0, words=words, pair=n)


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a rule, folded; `pre-train* model` → `("pre", "train*", "model")`."""
    found: list[str] = []
    for piece in phrase.split():
        words = fold_phrase(piece).split()
        if words and piece.endswith("*"):
            words[-1] += "*"
        found += words
    return tuple(found)


def _by_first_letters(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    """The first letters of a text's word, three at most → the phrases that may begin there."""
    table: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        table[phrase.words[0].rstrip("*")[:3]].append(phrase)
    return table
