"""Where the sources of a record disagree and no person has said yet who is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.clean.text import fold
from generator.fields import FIELDS, value_of, with_values
from generator.model import OTHERS, Paper, PaperId
from generator.problems import Problem
from generator.records.provenance import gave, is_decided, kept_in_full, marks
from generator.records.store import as_plain, key_line

TEXTS = ("key", "summary", "abstract")
"""What every source words in its own way: nobody is asked which is right, and for lists of words neither."""
WORST = (*(name for name in FIELDS if name.startswith("ids.")), "title", "authors", "date", "venue", "type")
"""Fields in which an error costs most, the worst first: a wrong identifier leads to another paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the values that sources give a field."""

    value: Any
    captures: tuple[str, ...]
    """Who says so, by file; none where the record's own value is no source's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field of which the sources of a record say different things."""

    paper: PaperId
    field: str
    options: tuple[Option, ...]
    """The value that the record shows comes first, then the others: what more sources say before what fewer do."""


def conflicts_of(paper: Paper) -> tuple[Conflict, ...]:
    """The conflicts of a record, the worst first; `M. Lewis` and `Mike Lewis` are none, nor are capitals."""
    names = {name for source in paper.sources for name in source.differs}
    if not names:
        return ()
    written = marks(paper.sources)
    found = [_conflict(paper, name) for name in sorted(names & FIELDS.keys()) if _asked(paper, name, written)]
    return tuple(sorted((one for one in found if len(one.options) > 1), key=_badness))


def find_conflicts(papers: Iterable[Paper]) -> list[Conflict]:
    """Those of all records, the worst first."""
    return sorted((one for paper in papers for one in conflicts_of(paper)), key=_badness)


def decided(paper: Paper, conflict: Conflict, option: Option) -> Paper:
    """The record after a person has picked one of the values, changed in as few lines as that takes.

    Another value than that of the record is a person's by itself, as no import wrote it; the same one is by `kept`.
    """
    name = conflict.field
    picked = with_values(paper, [(name, option.value)])
    if is_decided(picked, name, marks(paper.sources)):
        return picked
    return replace(picked, kept=(*picked.kept, name))


def decision_lines(paper: Paper, conflict: Conflict, option: Option) -> tuple[str, ...]:
    """What decides it, in place of what the record has there: `date: 2022-05`, or `kept: [date]`; rarely both."""
    before, after = as_plain(paper), as_plain(decided(paper, conflict, option))
    return tuple(key_line(key, value) for key, value in after.items() if before.get(key) != value)


def _badness(conflict: Conflict) -> tuple[int, int, PaperId]:
    name = conflict.field
    rank = WORST.index(name) if name in WORST else len(WORST)
    return (rank, [*FIELDS].index(name), conflict.paper)


def _asked(paper: Paper, name: str, written: Mapping[str, set[str]]) -> bool:
    if name in TEXTS or FIELDS[name].kind == "words" or not value_of(paper, name):
        return False
    return not is_decided(paper, name, written)


def _conflict(paper: Paper, name: str) -> Conflict:
    own = value_of(paper, name)
    said: dict[Any, dict[str, None]] = {own: {}}
    for source in paper.sources:
        agrees = name in source.less or gave(source, name, own)
        value = own if agrees else dict(kept_in_full(source)).get(name)
        if value:
            alike = next((known for known in said if _agree(name, known, value)), value)
            said.setdefault(alike, {})[source.capture] = None
    options = [Option(value=value, captures=tuple(sorted(captures))) for value, captures in said.items()]
    others = sorted(options[1:], key=lambda option: (-len(option.captures), str(option.value)))
    return Conflict(paper=paper.id, field=name, options=(options[0], *others))


def _agree(name: str, ours: Any, theirs: Any) -> bool:
    """Whether two values differ in spelling alone; an identifier has but one."""
    if name.startswith("ids."):
        return bool(ours == theirs)
    if FIELDS[name].kind != "people":
        return fold(ours) == fold(theirs)
    surnames = [[words[-1] for one in people if one != OTHERS and (words := fold(one.name).split())]
                for people in (ours, theirs)]  # fmt: skip
    return surnames[0] == surnames[1]


# --- What `check` says -----------------------------------------------------------------------------------------------


def check_conflicts(papers: Iterable[Paper], files: Mapping[PaperId, str]) -> list[Problem]:
    """A warning for each record of which sources disagree; what nobody has accepted is not asked about."""
    found = [(paper, conflicts) for paper in papers if not paper.proposed and (conflicts := conflicts_of(paper))]
    return [_disagree(paper, f"records/{files[paper.id]}", conflicts) for paper, conflicts in found]


def _disagree(paper: Paper, path: str, conflicts: Iterable[Conflict]) -> Problem:
    of = f"`{paper.id}`: " if path.endswith(".jsonl") else ""
    fields = ", ".join(f"`{conflict.field}`" for conflict in conflicts)
    return Problem(
        path=path,
        code="sources-differ",
        level="warning",
        message=f"{of}its sources disagree on {fields}",
        hint="`paper-catalog review --kind conflicts` shows them and asks",
    )
