"""The questions that wait: two records that may be one, proposed papers, sources that disagree, gaps to be filled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.intake.enrich.services import SERVICES, gaps
from generator.intake.merge import find_unclear
from generator.model import Paper, PaperId
from generator.records.compare import Compared, compare_records
from generator.records.conflicts import Conflict, find_conflicts
from generator.records.provenance import digest
from generator.records.rulings import excluded_papers
from generator.records.settings import Decisions
from generator.records.store import as_plain

LATER = "later"
ABOUT = ("title", "authors", "date", "venue", "ids", "summary", "abstract", "topics")
"""What is shown of a proposed paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question."""

    answer: str
    """What a file of answers calls it; a value goes by its digest, which no other import makes another's."""
    key: str
    """The key of the keyboard."""
    means: str
    value: Any = None
    """What the record would say, where that is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that only a person can settle, or a command can fill in."""

    id: str
    """Stable as long as it waits: `twins:lori-2023:lory-2024`, `conflicts:lory-2024:date`."""
    kind: str
    """A name of `KINDS`."""
    papers: tuple[PaperId, ...]
    why: str
    choices: tuple[Choice, ...] = ()
    compared: tuple[Compared, ...] = ()
    """Of twins."""
    conflict: Conflict | None = None
    shown: Mapping[str, Any] | None = None
    """Of a proposed paper: field → value."""
    command: str = ""
    """What fills a gap."""


Papers = Mapping[PaperId, Paper]


def find_questions(papers: Papers, decisions: Decisions, kinds: Sequence[str] = ()) -> Iterator[Question]:
    """All that waits, or what is of these kinds, the worst first. What is left out of the catalog waits for nothing."""
    out = excluded_papers(papers, decisions.rulings)
    inside = {id_: paper for id_, paper in papers.items() if id_ not in out}
    for kind, find in KINDS.items():
        if not kinds or kind in kinds:
            yield from find(inside, decisions)


def _twins(papers: Papers, decisions: Decisions) -> Iterator[Question]:
    """Those that clearly are one come first: they are on the site twice."""
    found = find_unclear(papers, decisions.rulings)
    for pair in sorted(found, key=lambda pair: (-pair.kind, pair.papers)):
        first, second = (papers[id_] for id_ in pair.papers)
        yield Question(
            id=f"twins:{first.id}:{second.id}",
            kind="twins",
            papers=pair.papers,
            why=pair.reason,
            compared=compare_records(first, second),
            choices=(
                Choice(answer="same", key="s", means="one paper: the next import makes one record of them"),
                Choice(answer="different", key="d", means="two papers: nobody asks again"),
                LATER_CHOICE,
            ),
        )


def _proposed(papers: Papers, _: Decisions) -> Iterator[Question]:
    found = [(paper.proposed, paper) for paper in papers.values() if paper.proposed]
    for proposed, paper in sorted(found, key=lambda pair: (pair[0].when, pair[1].id)):
        plain = as_plain(paper)
        yield Question(
            id=f"proposed:{paper.id}",
            kind="proposed",
            papers=(paper.id,),
            why=f"by {proposed.by} on {proposed.when}" + (f": {proposed.why}" if proposed.why else ""),
            shown={name: plain[name] for name in ABOUT if name in plain},
            choices=(
                Choice(answer="accept", key="a", means="into the catalog"),
                Choice(answer="exclude", key="x", means="out of it, for good; takes a reason"),
                LATER_CHOICE,
            ),
        )


def _conflicts(papers: Papers, _: Decisions) -> Iterator[Question]:
    for conflict in find_conflicts(paper for paper in papers.values() if not paper.proposed):
        own, *others = conflict.options
        values = [Choice(answer="keep", key="1", means=_from(own.captures, "the record"), value=own.value)]
        for n, option in enumerate(others, 2):
            means = _from(option.captures, "a source")
            values.append(Choice(answer=digest(option.value), key=_KEYS[n : n + 1], means=means, value=option.value))
        yield Question(
            id=f"conflicts:{conflict.paper}:{conflict.field}",
            kind="conflicts",
            papers=(conflict.paper,),
            why=f"its sources disagree on `{conflict.field}`",
            conflict=conflict,
            choices=(*values, LATER_CHOICE),
        )


def _from(captures: Sequence[str], else_: str) -> str:
    return f"says {', '.join(captures) or else_}"


def _gaps(papers: Papers, decisions: Decisions) -> Iterator[Question]:
    """What a service may know that has not answered yet; the records that lack most come first."""
    abstracts = decisions.settings.abstracts == "publish"
    lacking = ((paper, _lacks(paper, abstracts=abstracts)) for paper in papers.values() if not paper.proposed)
    found = [(paper, lacks) for paper, lacks in lacking if lacks]
    for paper, lacks in sorted(found, key=lambda pair: (-len({*sum(pair[1].values(), ())}), pair[0].id)):
        names = [*dict.fromkeys(name for fields in lacks.values() for name in fields)]
        yield Question(
            id=f"gaps:{paper.id}",
            kind="gaps",
            papers=(paper.id,),
            why=f"lacks {', '.join(names)}",
            command=f"paper-catalog enrich {paper.id} --from {','.join(lacks)}",
        )


def _lacks(paper: Paper, *, abstracts: bool) -> dict[str, tuple[str, ...]]:
    """Service → what it may know of that which the record lacks."""
    asked = {service.name for service in SERVICES if any(service.gave(source) for source in paper.sources)}
    found = {one.name: gaps(paper, one, abstracts=abstracts) for one in SERVICES if one.name not in asked}
    return {name: fields for name, fields in found.items() if fields}


def as_object(question: Question) -> dict[str, Any]:
    """A question for programs; what it does not have is left out."""
    said: dict[str, Any] = {"id": question.id, "kind": question.kind, "papers": [*question.papers], "why": question.why}
    if question.compared:
        said["compared"] = [
            {"field": one.field, "agreement": one.agreement, "values": [as_plain(v) or None for v in one.values]}
            for one in question.compared
        ]
    if question.shown is not None:
        said["shown"] = dict(question.shown)
    if question.conflict:
        said["field"] = question.conflict.field
    if question.choices:
        said["choices"] = [_choice(choice) for choice in question.choices]
    return said | ({"command": question.command} if question.command else {})


def _choice(choice: Choice) -> dict[str, Any]:
    said = {"answer": choice.answer, "key": choice.key, "means": choice.means}
    return said if choice.value is None else {**said, "value": as_plain(choice.value)}


LATER_CHOICE = Choice(answer=LATER, key="l", means="it is asked again the next time")
_KEYS = "0123456789abcdefghijk"
Finder = Callable[[Papers, Decisions], Iterator[Question]]
KINDS: Mapping[str, Finder] = {"twins": _twins, "proposed": _proposed, "conflicts": _conflicts, "gaps": _gaps}
"""Kind → how its questions are found, the worst first."""
