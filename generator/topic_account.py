"""What an explanation of a topic says, as lines of text: its phrases, what each finds, and what it misses by little."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.knowledge.evidence import Weighed, pair_name, weigh_topic

if TYPE_CHECKING:
    from generator.knowledge.catalog import Catalog
    from generator.model import PaperId, TopicSlug


def topic_lines(catalog: Catalog, slug: TopicSlug, few: int | None) -> Iterator[str]:
    """All about a topic; of long lists the first `few`, or everything."""
    entry = catalog.topics[slug]
    weighed = weigh_topic(catalog.papers, entry.topic)
    yield f"{entry.topic.title}  [{slug}]"
    yield from textwrap.wrap(entry.topic.definition, 100, initial_indent="  ", subsequent_indent="  ")
    yield f"papers: {len(entry.direct)} of its own, {len(entry.papers)} with those of its sub-topics"
    if entry.topic.parents:
        yield f"part of {', '.join(entry.topic.parents)}"
    yield from _phrase_lines(catalog, slug, weighed)
    yield from _paper_lines(catalog, slug, weighed, few)
    yield from _children_lines(catalog, slug)
    yield from _beside_lines(catalog, slug, weighed, few)


def _phrase_lines(catalog: Catalog, slug: TopicSlug, weighed: Sequence[Weighed]) -> Iterator[str]:
    topic = catalog.topics[slug].topic
    yield "phrases, and how many papers each finds"
    if not (topic.strong or topic.weak or topic.both or topic.ignore):
        yield "  none: only a curator gives it papers"
    both = [pair_name(pair) for pair in topic.both]
    kinds = (("strong", 2, topic.strong), ("weak", 1, topic.weak), ("both", 2, both), ("against", -2, topic.against))
    for kind, points, phrases in kinds:
        for phrase in dict.fromkeys(phrases):
            found = [one for one in weighed if phrase in one.phrases]
            alone = sum(len(one.phrases) == 1 for one in found)
            only = f", {alone} of them by it alone" if alone > 0 and points > 0 else ""
            yield f"  {kind} ({points}) “{phrase}”: {len(found) or 'none'}{only}"
    for phrase in dict.fromkeys(topic.ignore):
        yield f"  ignored “{phrase}”"


def _paper_lines(catalog: Catalog, slug: TopicSlug, weighed: Sequence[Weighed], few: int | None) -> Iterator[str]:
    """Its own papers under the phrase that says most, those that a curator chose first."""
    by_paper = {one.paper: one for one in weighed}
    groups: dict[str, list[str]] = {}
    for id_ in catalog.topics[slug].direct:
        match = next(match for match in catalog.paper_topics[id_] if match.topic == slug)
        one = by_paper.get(id_)
        if match.points and one:
            groups.setdefault(f"by “{one.phrases[0]}”", []).append(_shown(one))
        else:
            groups.setdefault("chosen by a curator", []).append(id_)
    for head, papers in sorted(groups.items(), key=lambda pair: (pair[0].startswith("by"), -len(pair[1]), pair[0])):
        yield f"{head}: {len(papers)}"
        yield from _some(papers, few)


def _shown(one: Weighed) -> str:
    """`lory-2024 (3 points): title “mixture of experts”; abstract “expert”`."""
    said = "; ".join(f"{field} “{words}”" for field, words in one.evidence)
    return f"{one.paper} ({one.points} {'point' if one.points == 1 else 'points'}): {said}"


def _children_lines(catalog: Catalog, slug: TopicSlug) -> Iterator[str]:
    entry = catalog.topics[slug]
    if entry.children:
        yield "sub-topics, and the papers that each brings"
    for child in entry.children:
        papers = {*catalog.topics[child].papers}
        others = {id_ for other in entry.children if other != child for id_ in catalog.topics[other].papers}
        alone = papers - others - {*entry.direct}
        yield f"  {child}: {len(papers)}, {len(alone)} that it would not have else"


def _beside_lines(catalog: Catalog, slug: TopicSlug, weighed: Sequence[Weighed], few: int | None) -> Iterator[str]:
    """Papers with some points, but too few, and those from which a curator has taken it."""
    direct = {*catalog.topics[slug].direct}
    barred = [id_ for id_, paper in catalog.papers.items() if f"-{slug}" in paper.topics]
    out = {*direct, *barred}
    nearly = [one for one in weighed if one.points > 0 and not one.enough and one.paper not in out]
    if nearly:
        yield f"nearly in: {len(nearly)}"
        yield from _some([_shown(one) for one in nearly], few)
    if barred:
        yield f"taken out by a curator: {len(barred)}"
        yield from _some(barred, few)


def _some(lines: Iterable[str | PaperId], few: int | None) -> Iterator[str]:
    lines = list(lines)
    yield from (f"  {line}" for line in lines[:few])
    if few is not None and len(lines) > few:
        yield f"  … and {len(lines) - few} more (`--all`)"
