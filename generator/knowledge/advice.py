"""What is wrong with the phrases of topics.yml, which phrases are missing, and a first outline where there are none."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from generator.clean.text import slug
from generator.knowledge.classify import Classified
from generator.knowledge.phrases import fold_phrase, phrase_words
from generator.knowledge.relate import STOP
from generator.model import Paper, PaperId, TopicSlug
from generator.records.settings import Topic

EVERYWHERE, FEW_PAPERS = 0.5, 20
"""The part of the papers above which a phrase tells nothing, in a catalog of at least so many papers."""
PARENTS, CHILDREN = 12, 5
"""Topics of an outline, and sub-topics of each."""
SINGLE = 0.2
"""What a word counts for beside a phrase of two or three, which says much more of a subject."""
COMMON, OF_PARENT, LIFT = 0.25, 0.7, 1.5
"""The part of all papers that a topic may have, of its parent's that a sub-topic may, and how much more frequent the
sub-topic must be there than elsewhere."""
LEAST = 3
"""Papers that a topic of an outline has at least."""
Places = Mapping[str, Mapping[PaperId, int]]
"""Phrase → paper → 3 where it stands in the title, else 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is to be said of one phrase."""

    topic: TopicSlug
    phrase: str
    kind: str
    """`dead`, `single`, `everywhere` or `together`."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """A topic of an outline."""

    phrase: str
    parent: str
    """The phrase above it, or ""."""
    papers: int


def check_phrases(papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]) -> Iterator[Advice]:
    """The phrases that no paper has, only one, half of all, or exactly those that have another of the topic."""
    classified = Classified(papers, topics)
    holders: dict[tuple[TopicSlug, tuple[str, ...]], set[PaperId]] = defaultdict(set)
    for id_, paper in papers.items():
        for key, some in classified.found(paper).items():
            for one in some:
                holders[key, one.phrase.words].add(id_)
    for topic in topics.values():
        yield from _advice(topic, {p: frozenset(holders[topic.slug, w]) for p, w in _rules(topic)}, len(papers))


def _rules(topic: Topic) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(as it is written, as it is counted) of each phrase and pair."""
    for phrase in dict.fromkeys((*topic.strong, *topic.weak, *topic.against)):
        yield phrase, phrase_words(phrase)
    for one, other in topic.both:
        yield f"{one} + {other}", (*phrase_words(one), "+", *phrase_words(other))


def _advice(topic: Topic, holders: Mapping[str, frozenset[PaperId]], count: int) -> Iterator[Advice]:
    def say(phrase: str, kind: str, message: str) -> Advice:
        return Advice(topic=topic.slug, phrase=phrase, kind=kind, message=message)

    for phrase, ids in holders.items():
        if not ids:
            yield say(phrase, "dead", "no paper has it, or only inside a longer phrase")
        elif len(ids) == 1:
            yield say(phrase, "single", f"only {next(iter(ids))} has it")
        elif count >= FEW_PAPERS and len(ids) > EVERYWHERE * count:
            yield say(phrase, "everywhere", f"{len(ids)} of {count} papers have it")
    for one, other in combinations((phrase for phrase, ids in holders.items() if len(ids) > 1), 2):
        if holders[one] == holders[other]:
            yield say(other, "together", f"always where “{one}” is, in {len(holders[one])} papers")


def missing_phrases(
    papers: Mapping[PaperId, Paper], covered: Collection[PaperId], most: int
) -> list[tuple[str, int, int]]:
    """(phrase, uncovered papers, covered papers): what sets the papers apart that have no topic, the best first."""
    bare = [id_ for id_ in papers if id_ not in covered]
    rest = len(papers) - len(bare)
    found: list[tuple[float, str, int, int]] = []
    for phrase, held in _phrases_of(papers).items():
        inside = sum(id_ not in covered for id_ in held)
        outside = len(held) - inside
        if inside >= 2 and inside / len(bare) > outside / max(rest, 1):
            gain = inside * log((inside / len(bare)) / ((outside + 0.5) / (rest + 1)))
            found.append((-gain, phrase, inside, outside))
    return [(phrase, inside, outside) for _, phrase, inside, outside in sorted(found)[:most]]


def outline(papers: Mapping[PaperId, Paper]) -> list[Outlined]:
    """Topics in two levels, of the phrases of titles that together cover the most papers; a parent, then its children.

    Each next topic is the phrase that most papers have that none before has, those with it in the title thrice.
    """
    places = _phrases_of(papers)
    found: list[Outlined] = []
    taken: set[str] = set()
    most = max(2 * LEAST, COMMON * len(papers))
    above = {phrase: held for phrase, held in places.items() if LEAST <= len(held) <= most}
    for parent in _covering(above, PARENTS, taken):
        inside = set(places[parent])
        found.append(Outlined(phrase=parent, parent="", papers=len(inside)))
        below = {
            phrase: kept
            for phrase, held in above.items()
            if len(kept := {id_: weight for id_, weight in held.items() if id_ in inside}) >= LEAST
            and len(kept) <= OF_PARENT * len(inside)
            and len(kept) * len(papers) >= LIFT * len(inside) * len(held)
        }
        children = _covering(below, CHILDREN, taken)
        found += [Outlined(phrase=child, parent=parent, papers=len(below[child])) for child in children]
    return found


def _covering(places: Places, most: int, taken: set[str]) -> list[str]:
    """The phrases that cover the most papers together; `taken` are words of topics that are there, and grow."""
    chosen: list[str] = []
    left: set[PaperId] = {id_ for held in places.values() for id_ in held}
    while len(chosen) < most:
        gains = [
            (-(1 if " " in phrase else SINGLE) * sum(w for id_, w in held.items() if id_ in left), -len(phrase), phrase)
            for phrase, held in places.items()
            if taken.isdisjoint(phrase.split())
        ]
        if not gains or -min(gains)[0] < LEAST:
            break
        phrase = min(gains)[2]
        chosen.append(phrase)
        taken |= {*phrase.split(), slug(phrase)}
        left -= set(places[phrase])
    return chosen


def _phrases_of(papers: Mapping[PaperId, Paper]) -> Places:
    """Phrases of one to three words that stand in a title, with the papers that have them anywhere."""
    titles = {id_: set(_grams(fold_phrase(paper.title).split())) for id_, paper in papers.items()}
    counts = Counter(gram for grams in titles.values() for gram in grams)
    places: dict[str, dict[PaperId, int]] = defaultdict(dict)
    for id_, paper in papers.items():
        words = fold_phrase(f"{paper.summary} {paper.abstract}").split()
        for gram in {*titles[id_], *_grams(words)}:
            if counts[gram] > 1:
                places[gram][id_] = 3 if gram in titles[id_] else 1
    return places


def _grams(words: Sequence[str]) -> Iterator[str]:
    for start, word in enumerate(words):
        if word in STOP or len(word) < 3 or word.isdecimal():
            continue
        for size in (1, 2, 3):
            own = words[start : start + size]
            if len(own) == size and own[-1] not in STOP and (size > 1 or len(word) > 4) and not own[-1].isdecimal():
                yield " ".join(own)
