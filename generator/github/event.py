"""The event of a labelled issue, as GitHub writes it to a file: what a stranger asks for, or why that cannot be told.

Everything in it but the number is a stranger's text. It stays a value of this program: nothing of it becomes part of a
command, of a path or of an address before it is known to be a record's id or a paper's identifier.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.clean.text import clean_text
from generator.model import SLUG
from generator.problems import Problem

LABEL = "accepted"
"""What a maintainer puts on an issue to have it carried out; no form gives it by itself."""
PAPER, RECORD, CHANGES, WHY = "Paper", "Record", "Changes", "Why"
"""The labels of the two forms: an issue has them as its headings."""
LARGEST = 1_000_000
"""Bytes of an event; GitHub's issues have 65,536 characters at most."""
LONGEST = 500
"""Characters of what names a paper."""
_EMPTY = "_No response_"
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"\A(`{3,}|~{3,})[a-z]*\n(.*?)\n?\1\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an issue asks for: a paper, or changes of a record."""

    number: int
    paper: str = ""
    """An identifier or an address, as it was typed."""
    record: str = ""
    """The id of a record, where the form is that of corrections."""
    changes: Mapping[str, Any] | None = None
    """Field → new value, as JSON has it."""
    why: str = ""


def read_event(path: Path) -> tuple[Wanted | None, list[Problem]]:
    """What the issue of an event asks for. Whatever the file holds, what is wrong is a problem and no exception."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    event = _parsed(data) if len(data) <= LARGEST else None
    issue = event.get("issue") if isinstance(event, dict) else None
    number = issue.get("number") if isinstance(issue, dict) else None
    body = issue.get("body") if isinstance(issue, dict) else None
    if type(number) is not int or number < 1 or not isinstance(body, str):
        return None, [_problem("bad-event", "found no issue with a number and a text, expected the event of one")]
    assert isinstance(event, dict)
    label = event.get("label")
    if event.get("action") != "labeled" or not isinstance(label, dict) or label.get("name") != LABEL:
        return None, [_problem("bad-event", f"found another event, expected that the label `{LABEL}` was added")]
    return _asked(number, body)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _asked(number: int, body: str) -> tuple[Wanted | None, list[Problem]]:
    """By the heading that comes first: what is written below the last one may look like further ones."""
    parts = _HEADING.split(body.replace("\r\n", "\n").replace("\r", "\n"))
    said: dict[str, str] = {}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        said.setdefault(heading, "" if text.strip() == _EMPTY else text.strip())
    first = parts[1] if len(parts) > 1 else ""
    why = said.get(WHY, "")
    if first == PAPER:
        return _paper(number, said[PAPER], why)
    if first == RECORD:
        return _correction(number, said[RECORD], said.get(CHANGES, ""), why)
    expected = f"`### {PAPER}` or `### {RECORD}` as the first heading, as the forms write it"
    return None, [_problem("bad-form", f"found no form, expected {expected}")]


def _paper(number: int, name: str, why: str) -> tuple[Wanted | None, list[Problem]]:
    if not name or "\n" in name or len(name) > LONGEST:
        found = "nothing" if not name else "several lines" if "\n" in name else f"{len(name)} characters"
        expected = "one DOI, arXiv id or address on one line"
        return None, [_problem("bad-paper", f"`{PAPER}`: found {found}, expected {expected}")]
    return Wanted(number=number, paper=name, why=why), []


def _correction(number: int, record: str, changes: str, why: str) -> tuple[Wanted | None, list[Problem]]:
    if not re.fullmatch(SLUG, record) or "\n" in record or len(record) > 120:
        expected = "the id of a record: lower-case letters, digits and single hyphens"
        return None, [_problem("bad-record", f"`{RECORD}`: found “{clean_text(record)[:80]}”, expected {expected}")]
    fenced = _FENCE.match(changes)
    value = _parsed((fenced[2] if fenced else changes).encode("utf-8", "replace"))
    if not isinstance(value, dict) or not value:
        expected = 'an object of fields and their new values: `{"date": "2024-05"}`'
        return None, [_problem("bad-changes", f"`{CHANGES}`: found no such thing, expected JSON, {expected}")]
    return Wanted(number=number, record=record, changes=value, why=why), []


def _problem(code: str, message: str) -> Problem:
    return Problem(path="issue", code=code, message=message)
