"""What an issue asks for, carried out: a record is founded, or changed as a person would change it. [I/O]"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator.clean.text import clean_text
from generator.github.event import LONGEST, Wanted
from generator.intake.add import Way, add, facts_named
from generator.model import Facts, Paper, PaperId
from generator.problems import CatalogError, Problem
from generator.records.acts import load_whole
from generator.records.find import find_paper
from generator.records.store import as_plain, write_records
from generator.records.yamlfile import Document, as_checked

CHANGEABLE = (*(field.name for field in fields(Facts) if field.name not in ("key", "abstract")), "topics")
"""Fields that a correction may name. The rest is the record's own account of itself, or others' text."""
DEEPEST = 4
"""Levels of a value: a list of people, each with a name."""
MOST = 1_000
"""Values in a list."""
_ONE_NAME = re.compile(r"\S+|[A-Za-z]+:?\s+\S+")
"""`2309.16039`, `DOI: 10.1000/owls`; of two names on a line it would be a guess which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a record, before and after, as its file has it."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What became of what an issue asks for."""

    paper: PaperId | None = None
    """The record that was founded, changed, or is there already."""
    founded: bool = False
    changes: tuple[Change, ...] = ()
    missing: tuple[str, ...] = ()
    """What a new record lacks, and why."""
    problems: tuple[Problem, ...] = ()


def carry_out(folder: Path, wanted: Wanted, way: Way) -> Suggested:
    """Founds or changes one record; where anything is wrong, nothing."""
    return _corrected(folder, wanted) if wanted.record else _added(folder, wanted, way)


def _added(folder: Path, wanted: Wanted, way: Way) -> Suggested:
    facts = facts_named(wanted.paper) if _ONE_NAME.fullmatch(wanted.paper) else None
    if facts is None or not any(facts.ids.items()):
        found = clean_text(wanted.paper)[:LONGEST]
        expected = "a DOI, an arXiv id, a PubMed or ACL id, or the address of such a paper"
        return Suggested(problems=(_problem("bad-name", f"found `{found}`, expected {expected}"),))
    done = add(folder, [wanted.paper], way)
    told = (*done.problems, *(done.enriched.problems if done.enriched else ()))
    if done.founded:
        (one,) = done.founded
        missing = tuple(f"{name} ({one.why})" for name in one.missing)
        return Suggested(paper=one.paper, founded=True, missing=missing, problems=told)
    return Suggested(paper=done.there[0][1] if done.there else None, problems=told)


# --- Corrections -----------------------------------------------------------------------------------------------------


def _corrected(folder: Path, wanted: Wanted) -> Suggested:
    _, records = load_whole(folder)
    try:
        paper = find_paper(records.papers, wanted.record)
    except CatalogError as error:
        return Suggested(problems=(_problem("unknown-record", str(error)),))
    assert wanted.changes is not None
    if problems := tuple(_refused(wanted.changes)):
        return Suggested(paper=paper.id, problems=problems)
    before = as_plain(paper)
    value = _with_changes(before, wanted.changes)
    checked, found = as_checked(Document(path="issue", value=value, lines={}), Paper, id=paper.id)
    if checked is None:
        return Suggested(paper=paper.id, problems=tuple(replace(problem, line=None) for problem in found))
    after = as_plain(checked)
    changes = tuple(
        Change(field=name, old=before.get(name), new=after.get(name))
        for name in CHANGEABLE
        if before.get(name) != after.get(name)
    )
    if not changes:
        return Suggested(paper=paper.id, problems=(_problem("no-change", "found what the record says already"),))
    write_records(folder / "records", records, {**records.papers, paper.id: checked})
    return Suggested(paper=paper.id, changes=changes)


def _refused(changes: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in changes.items():
        shown = clean_text(name)[:80]
        if name not in CHANGEABLE:
            yield _problem("bad-field", f"found `{shown}`, expected one of: {', '.join(CHANGEABLE)}")
        elif not _is_modest(value, DEEPEST):
            yield _problem("bad-value", f"`{shown}`: found more than a record can hold, expected texts and short lists")
        elif name == "ids" and not isinstance(value, dict):
            yield _problem("bad-value", '`ids`: found no object, expected one: `{"doi": "10.1145/3611643"}`')


def _is_modest(value: Any, depth: int) -> bool:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return depth > 0 and len(value) <= MOST and all(_is_modest(one, depth - 1) for one in inner)
    return True


def _with_changes(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The record's file with these values; `null` and "" take one out, of identifiers only those that are named."""
    value = dict(before)
    for name, new in changes.items():
        new = _cleaned(new)
        if name == "ids":
            new = {scheme: one for scheme, one in {**value.get("ids", {}), **new}.items() if one not in (None, "")}
        if new in (None, "", [], {}):
            value.pop(name, None)
        else:
            value[name] = new
    return value


def _cleaned(value: Any) -> Any:
    """The value with every text on one line and without characters that do not show."""
    match value:
        case str():
            return clean_text(value)
        case list():
            return [_cleaned(one) for one in value]
        case dict():
            return {clean_text(key): _cleaned(one) for key, one in value.items()}
    return value


def _problem(code: str, message: str) -> Problem:
    return Problem(path="issue", code=code, message=message)
