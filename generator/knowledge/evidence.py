"""What one topic finds in every paper, also where that is too little: why a topic has its papers and not others."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.knowledge.classify import ENOUGH, Rules, fold_phrase, weigh
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
    rules = Rules({topic.slug: topic})
    names = {_normal(phrase): phrase for phrase in (*topic.strong, *topic.weak)[::-1]}
    found = []
    for id_, paper in papers.items():
        counted = weigh(paper, rules)
        if counted:
            ranked = sorted(counted, key=lambda one: -one.points)
            found.append(
                Weighed(
                    paper=id_,
                    points=sum(one.points for one in counted),
                    phrases=tuple(names[one.phrase.normal] for one in ranked),
                    evidence=tuple((one.field, one.said) for one in counted),
                )
            )
    return sorted(found, key=lambda one: (-one.points, one.paper))


def _normal(phrase: str) -> str:
    return fold_phrase(phrase) + "*" * phrase.endswith("*")
