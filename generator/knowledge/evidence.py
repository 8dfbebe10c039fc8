"""What one topic finds in every paper, also where that is too little: why a topic has its papers and not others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.knowledge.classify import ENOUGH, Classified, points_of
from generator.knowledge.phrases import phrase_words
from generator.model import Paper, PaperId
from generator.records.settings import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a topic's phrases find in one paper."""

    paper: PaperId
    points: int
    phrases: tuple[str, ...]
    """As topics.yml has them, what says most first."""
    evidence: tuple[tuple[str, str], ...]
    """(field, the words that matched) pairs, as a `TopicMatch` has them."""

    @property
    def enough(self) -> bool:
        return self.points >= ENOUGH


def weigh_topic(papers: Mapping[PaperId, Paper], topic: Topic) -> list[Weighed]:
    """The papers in which a phrase of the topic stands, the most points first."""
    classified, names = Classified(papers, {topic.slug: topic}), _names(topic)
    found = []
    for id_, paper in papers.items():
        if has := classified.found(paper).get(topic.slug):
            ranked = sorted(has, key=lambda one: -one.points)
            found.append(
                Weighed(
                    paper=id_,
                    points=points_of(has),
                    phrases=tuple(names[one.phrase.words] for one in ranked),
                    evidence=tuple(said for one in has for said in one.said),
                )
            )
    return sorted(found, key=lambda one: (-one.points, one.paper))


def _names(topic: Topic) -> dict[tuple[str, ...], str]:
    """The words of each phrase, and of each pair in either order → the phrase as topics.yml has it."""
    names = {phrase_words(phrase): phrase for phrase in (*topic.strong, *topic.weak, *topic.against)[::-1]}
    for first, second in topic.both:
        one, other = phrase_words(first), phrase_words(second)
        names[(*one, "+", *other)] = names[(*other, "+", *one)] = pair_name((first, second))
    return names


def pair_name(pair: Iterable[str]) -> str:
    """`sail + wind`."""
    return " + ".join(pair)
