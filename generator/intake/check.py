"""What is wrong with the rulings on papers: names that nothing has, rulings that say nothing, and two that disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.intake.enrich import SERVICES
from generator.intake.merge.joining import take_apart
from generator.model import Paper, PaperId
from generator.problems import Problem
from generator.records.find import Named, index_names, is_fingerprint, names_in, near_names
from generator.records.rulings import Meant, meant_by
from generator.records.settings import RULINGS, Ruling, Rulings

FEW = 5
"""Rows that a hint names."""
EXPECTED = "a record's id, a former id, a DOI, an arXiv id, a row's fingerprint, or a row by file and key"

Index = Mapping[str, list[Named]]
Token = Named | str
"""What a name stands for; where nothing has it, the name in its normal form."""


def check_rulings(papers: Mapping[PaperId, Paper], rulings: Rulings) -> list[Problem]:
    """All that a person should mend in rulings.yml, each with its line."""
    if not (rulings.same or rulings.different or rulings.excluded):
        return []
    index = index_names(papers)
    return [
        *_unknown(papers, rulings, index),
        *_repeated(rulings),
        *(problem for ruling in rulings.different for problem in _not_two(papers, ruling, index)),
        *_contrary(rulings, index),
        *_half_excluded(rulings, index),
    ]


# --- Names that nothing has ------------------------------------------------------------------------------------------


def _unknown(papers: Mapping[PaperId, Paper], rulings: Rulings, index: Index) -> Iterator[Problem]:
    """Of what is left out nothing needs to be here, wherever it is named."""
    excluded = {known for ruling in rulings.excluded for name in ruling.names for known in names_in(name)}
    ids = [*papers, *(alias for paper in papers.values() for alias in paper.aliases)]
    for kind in ("same", "different"):
        for ruling in getattr(rulings, kind):
            meant = meant_by(ruling, index)
            for one in meant:
                if not one.found and excluded.isdisjoint(names_in(one.name)) and not _ruled_out(kind, one, meant):
                    yield _nobody(kind, ruling, one.name, near_names(one.name, ids))


def _ruled_out(kind: str, one: Meant, meant: list[Meant]) -> bool:
    """Whether a name can be that of an answer of the network which `enrich` leaves alone, as the ruling wants it."""
    return kind == "different" and _is_answer(one.name) and any(other.found for other in meant)


def _is_answer(name: str) -> bool:
    return name.startswith(tuple(f"{service.name}:" for service in SERVICES))


def _nobody(kind: str, ruling: Ruling, name: str, near: str) -> Problem:
    """A row that no record has may be an answer that `enrich` did not take: that fails nothing."""
    later = is_fingerprint(name) or _is_answer(name)
    return _problem(
        ruling,
        "unknown-name",
        f"`{kind}`: found `{name}`, which no record has, expected {EXPECTED}{near}",
        "an answer that `enrich` asks about is named as its message has it, `crossref:10.1000/x`; else take it out"
        if later
        else "`paper-catalog explain ID` shows what a record and its rows are called",
        warning=later,
    )


# --- Rulings that say nothing ----------------------------------------------------------------------------------------


def _repeated(rulings: Rulings) -> Iterator[Problem]:
    """Names and entries that stand there twice."""
    for kind in RULINGS:
        first: dict[frozenset[str], Ruling] = {}
        for ruling in getattr(rulings, kind):
            known = [_normal(name) for name in ruling.names]
            twice = sorted({a for (a, x), (b, y) in combinations(zip(ruling.names, known, strict=True), 2) if x == y})
            if twice:
                void = kind != "excluded" and len(set(known)) < 2
                message = f"`{kind}`: found {_listed(twice)} twice, expected {'two papers' if void else 'it once'}"
                yield _problem(ruling, "idle-ruling", message, "take one of the two out", warning=not void)
            earlier = first.setdefault(frozenset(known), ruling)
            if earlier is not ruling:
                message = f"`{kind}`: found the entry of line {earlier.line} again, expected it once"
                yield _problem(ruling, "idle-ruling", message, "take one of the two out", warning=True)


def _normal(name: str) -> str:
    """A name as it is written nowhere else differently: `https://doi.org/10.1000/A` → `doi:10.1000/a`."""
    return names_in(name)[0]


def _not_two(papers: Mapping[PaperId, Paper], ruling: Ruling, index: Index) -> Iterator[Problem]:
    """Two names in one record that no import can take apart."""
    for one, other in combinations(meant_by(ruling, index), 2):
        if _normal(one.name) == _normal(other.name) or _is_answer(one.name) or _is_answer(other.name):
            continue  # an answer may go by the very identifier that the record has, mistyped
        for paper in sorted({a.paper for a in one.found} & {b.paper for b in other.found}):
            alone = Ruling(names=(one.name, other.name))
            if not take_apart({paper: papers[paper]}, Rulings(different=(alone,))).changed:
                yield _inseparable(papers[paper], ruling, (one, other))


def _inseparable(paper: Paper, ruling: Ruling, pair: tuple[Meant, Meant]) -> Problem:
    names = [meant.name for meant in pair]
    whole = all(one.sources is None for meant in pair for one in meant.found if one.paper == paper.id)
    former = next((name for name in names if name in paper.aliases), "")
    if whole and former:
        message = f"`different`: found `{former}`, a former name of `{paper.id}` and no more, expected two papers"
    else:
        message = f"`different`: found {_listed(names)}, which mean the same part of `{paper.id}`, expected two papers"
    rows = [f"`{f'{s.capture}:{s.key}' if s.key else s.row}`" for s in paper.sources if s.row]
    if len(rows) < 2:
        return _problem(ruling, "idle-ruling", message, "take the entry out: there is nothing to take apart")
    shown = ", ".join(rows[:FEW]) + (" …" if len(rows) > FEW else "")
    return _problem(ruling, "idle-ruling", message, f"where two papers are in it, name their rows: {shown}")


# --- Rulings against each other --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """All that some entries of `same` call one paper, one entry by way of another."""

    tokens: frozenset[Token]
    lines: tuple[int, ...]


def _contrary(rulings: Rulings, index: Index) -> Iterator[Problem]:
    """Two papers that one ruling parts and others join."""
    groups = _groups(rulings, index)
    for ruling in rulings.different:
        named = [_tokens(meant) for meant in meant_by(ruling, index)]
        for group in groups:
            pairs = combinations([tokens & group.tokens for tokens in named], 2)
            if any(ours and theirs and len(ours | theirs) > 1 for ours, theirs in pairs):
                message = f"`different`: found {_listed(ruling.names)}, which {_lines(group)} the same"
                yield _problem(ruling, "contrary-rulings", message, "keep one of them")


def _groups(rulings: Rulings, index: Index) -> list[_Group]:
    groups: list[_Group] = []
    for ruling in rulings.same:
        new = _Group(
            tokens=frozenset(token for meant in meant_by(ruling, index) for token in _tokens(meant)),
            lines=(ruling.line,),
        )
        for old in [group for group in groups if group.tokens & new.tokens]:
            groups.remove(old)
            new = _Group(tokens=old.tokens | new.tokens, lines=(*old.lines, *new.lines))
        groups.append(new)
    return groups


def _tokens(meant: Meant) -> frozenset[Token]:
    return frozenset(meant.found) or frozenset([_normal(meant.name)])


def _lines(group: _Group) -> str:
    lines = sorted(set(group.lines))
    return f"line {lines[0]} calls" if len(lines) == 1 else f"lines {', '.join(map(str, lines))} call"


def _half_excluded(rulings: Rulings, index: Index) -> Iterator[Problem]:
    """A paper that is left out and yet the same as one that is not; what differs from it may well stay."""
    out: dict[str, Ruling] = {}
    for ruling in rulings.excluded:
        for token in (token for meant in meant_by(ruling, index) for token in _whole(meant)):
            out.setdefault(token, ruling)
    for same in rulings.same:
        tokens = [(meant.name, token) for meant in meant_by(same, index) for token in _whole(meant)]
        inside = [(name, out[token]) for name, token in tokens if token in out]
        if inside and len({name for name, _ in inside}) < len({*same.names}):
            name, ruling = inside[0]
            message = f"`excluded`: found `{name}`, which line {same.line} calls the same as one that stays"
            yield _problem(ruling, "contrary-rulings", message, "leave out all of them, or none")


def _whole(meant: Meant) -> frozenset[str]:
    """The records that a name is in: of a record no part is left out alone."""
    return frozenset(one.paper for one in meant.found) or frozenset([_normal(meant.name)])


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _problem(ruling: Ruling, code: str, message: str, hint: str, *, warning: bool = False) -> Problem:
    level = "warning" if warning else "error"
    return Problem(path="rulings.yml", line=ruling.line or None, code=code, message=message, hint=hint, level=level)  # type: ignore[arg-type]
