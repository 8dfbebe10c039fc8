"""What to read of a topic first: surveys, what others build on, and the latest, each with its reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from generator.model import Mention, Paper, PaperId, TopicSlug

SURVEYS, NAMED, LEAST = 2, 2, 5
"""How many surveys and how many named papers are shown; a topic with fewer papers than the last shows itself."""
_SURVEY = re.compile(r"\b(?:survey|overview|tutorial|primer|review of|a review|systematic review)\b", re.IGNORECASE)


class Entry(Protocol):
    """What is asked of a topic."""

    @property
    def papers(self) -> tuple[PaperId, ...]: ...


def first_reads(
    topics: Mapping[TopicSlug, Entry], papers: Mapping[PaperId, Paper], mentions: Iterable[Mention]
) -> dict[TopicSlug, tuple[tuple[PaperId, str], ...]]:
    """Topic → (paper, reason) pairs."""
    named: dict[PaperId, set[PaperId]] = {}
    for mention in mentions:
        named.setdefault(mention.target, set()).add(mention.source)
    return {slug: tuple(_reads(entry.papers, papers, named)) for slug, entry in topics.items()}


def _reads(
    own: Sequence[PaperId], papers: Mapping[PaperId, Paper], named: Mapping[PaperId, set[PaperId]]
) -> Iterator[tuple[PaperId, str]]:
    if len(own) < LEAST:
        return
    surveys = [id_ for id_ in own if _SURVEY.search(papers[id_].title)][:SURVEYS]
    among = set(own)
    counts = Counter({id_: len(named[id_] & among) for id_ in own if id_ in named and id_ not in surveys})
    used = [pair for pair in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if pair[1] > 1][:NAMED]
    yield from ((id_, "a survey") for id_ in surveys)
    yield from ((id_, f"{count} papers of this topic name its system") for id_, count in used)
    seen = {*surveys, *(id_ for id_, _ in used)}
    latest = next((id_ for id_ in own if id_ not in seen and papers[id_].date), None)
    if latest:
        yield latest, "the latest"
