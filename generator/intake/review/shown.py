"""A question as lines of text, as wide as the terminal."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from unicodedata import category

from generator.intake.review.questions import Question
from generator.model import Paper, PaperId
from generator.records.compare import Compared, shown

SIGNS = {"agrees": "=", "differs": "≠", "one": " "}
NAMES = 12
"""Columns for the names of fields."""
NARROW = 30
"""Columns below which two records stand below each other, and not side by side."""
LONGEST = 600
"""Characters of a value that are shown."""


def question_lines(question: Question, papers: Mapping[PaperId, Paper], width: int = 100) -> Iterator[str]:
    """What a person needs to decide it; the choices come last. No character of a title moves the cursor."""
    for line in _lines(question, papers, width):
        yield line if line.isprintable() else "".join(map(_harmless, line))


def _harmless(sign: str) -> str:
    return "�" if category(sign) in ("Cc", "Cf", "Cs") else sign


def _lines(question: Question, papers: Mapping[PaperId, Paper], width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{question.kind}: {question.why}", width - 1, subsequent_indent="  ")
    if question.compared:
        yield from _side_by_side(question, width)
    else:
        paper = papers[question.papers[0]]
        name = f"{paper.title}  [{paper.id}]"
        yield from textwrap.wrap(name, width - 1, initial_indent="  ", subsequent_indent="  ")
    for name, value in (question.shown or {}).items():
        yield from _field(name, _text(value), width)
    if question.command:
        yield f"  {question.command}"
    yield from _choices(question, width)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {text}" for key, text in value.items())
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _field(name: str, text: str, width: int) -> Iterator[str]:
    head = f"  {name:<{NAMES}} "
    yield from textwrap.wrap(_cut(text), width - 1, initial_indent=head, subsequent_indent=" " * len(head)) or [head]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _side_by_side(question: Question, width: int) -> Iterator[str]:
    """What differs comes first, since it decides."""
    room = (width - NAMES - 7) // 2
    row = _beside(room) if room >= NARROW else _below(width - 9)
    yield from row(" ", "", *question.papers)
    for agreement in ("differs", "agrees", "one"):
        for one in question.compared:
            if one.agreement == agreement:
                yield from row(SIGNS[agreement], one.field, *_values(one))


def _values(one: Compared) -> tuple[str, str]:
    first, second = (_cut(shown(value)) for value in one.values)
    return first, second


Row = Callable[[str, str, str, str], Iterator[str]]


def _beside(room: int) -> Row:
    def row(sign: str, name: str, first: str, second: str) -> Iterator[str]:
        pairs = zip_longest(textwrap.wrap(first, room) or ["–"], textwrap.wrap(second, room) or ["–"], fillvalue="")
        for n, (left, right) in enumerate(pairs):
            head = f"{sign} {name}" if n == 0 else ""
            yield f"  {head:<{NAMES + 2}} {left:<{room}}  {right}".rstrip()

    return row


def _below(room: int) -> Row:
    def row(sign: str, name: str, first: str, second: str) -> Iterator[str]:
        if name:
            yield f"  {sign} {name}"
        for mark, value in (("1", first), ("2", second)):
            for n, line in enumerate(textwrap.wrap(value, room) or ["–"]):
                yield f"      {mark if n == 0 else ' '} {line}"

    return row


def _choices(question: Question, width: int) -> Iterator[str]:
    for choice in question.choices:
        value = f": {_cut(shown(choice.value))}" if choice.value is not None else ""
        text = f"{choice.means.removeprefix('says ')}{value}" if value else f"{choice.answer}: {choice.means}"
        yield from textwrap.wrap(text, width - 1, initial_indent=f"  [{choice.key}] ", subsequent_indent="      ")
