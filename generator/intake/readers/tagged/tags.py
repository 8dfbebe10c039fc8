"""What the readers of tagged text share: entries whose every field begins with a tag, as RIS and MEDLINE have them.

    TY  - JOUR
    TI  - A title that goes on
          in the next line
    ER  -
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from generator.fields import PLAIN, holds
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a format writes its fields."""

    opening: re.Pattern[str]
    """An entry's first line."""
    closing: re.Pattern[str] | None = None
    """Its last line, where the format has one."""
    tags: tuple[re.Pattern[str], ...]
    """Ways to write a field, with the groups `tag` and `text`: an entry has the first that its first field has."""
    frame: re.Pattern[str] | None = None
    """Tagged lines of the file itself."""
    start: str
    """What an entry begins with, in words."""
    divided: bool = False
    """Whether an empty line stands before each entry, and only then its first line opens one."""
    end: str = ""


class Fields:
    """The fields of one entry. What is taken is gone, and what nobody took is the leftover."""

    def __init__(self, fields: list[tuple[str, list[str]]]) -> None:
        self._fields = fields

    def take(self, *tags: str) -> list[str]:
        """The texts of all fields with these tags, in the order of the entry; a field that is empty has none."""
        return ["\n".join(lines).strip() for _, lines in self._taken(tags) if any(lines)]

    def take_lines(self, *tags: str) -> list[str]:
        """The lines of all fields with these tags, for lists that have one thing a line."""
        return [line for _, lines in self._taken(tags) for line in lines if line]

    def pairs(self, *tags: str) -> list[tuple[str, str]]:
        """(tag, text) pairs, for fields that belong to the one above them; the fields stay."""
        return [(tag, " ".join(lines).strip()) for tag, lines in self._fields if tag in tags and any(lines)]

    def first(self, *tags: str, that: Callable[[str], bool] = bool) -> str:
        """The first text of the first of these tags that has one such; the others stay."""
        for wanted in tags:
            for place, (tag, lines) in enumerate(self._fields):
                if tag == wanted and that(text := "\n".join(lines).strip()):
                    del self._fields[place]
                    return text
        return ""

    def plain(self, tags: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
        """Of the fields in `fields.PLAIN` the texts of their tags; what such a field does not hold stays."""
        return {
            field.name: self.first(*tags.get(field.name, ()), that=partial(holds, field))
            for field in PLAIN
        }

    def where(self, pattern: re.Pattern[str], *tags: str) -> list[re.Match[str]]:
        """As `take`, but only of the fields whose whole text matches; the others stay."""
        found: list[re.Match[str]] = []
        others: list[tuple[str, list[str]]] = []
        for tag, lines in self._fields:
            match = pattern.fullmatch(" ".join(lines).strip()) if tag in tags and any(lines) else None
            if match:
                found.append(match)
            else:
                others.append((tag, lines))
        self._fields = others
        return found

    def look(self, *tags: str) -> list[str]:
        """As `take`, but the fields stay."""
        return [" ".join(lines).strip() for tag, lines in self._fields if tag in tags and any(lines)]

    def rest(self) -> tuple[tuple[str, str], ...]:
        return tuple((tag, "\n".join(lines).strip()) for tag, lines in self._fields if any(lines))

    def _taken(self, tags: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        taken = [field for field in self._fields if field[0] in tags]
        self._fields = [field for field in self._fields if field[0] not in tags]
        return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry and its source."""

    fields: Fields
    capture: str
    text: str
    first: int
    """1-based line of its first line."""
    last: int

    def as_record(self, reader: str, **said: Any) -> RawRecord:
        """The row of this entry; what was not taken of its fields is leftover."""
        return RawRecord(
            reader=reader,
            capture=self.capture,
            line=self.first,
            lines=frozenset(range(self.first, self.last + 1)),
            text=self.text,
            leftover=self.fields.rest(),
            **said,
        )


def read_entries(capture: Capture, form: Form) -> Iterator[Entry | Ignored | Problem]:
    """Every entry of the file; one without an end ends where the next begins, and is reported.

    Text between the entries is ignored, but fields that stand there have lost their entry and are a problem.
    """
    lines = capture.lines
    outside = set(range(1, len(lines) + 1))
    for first, last in _spans(lines, form):
        closed = form.closing is None or bool(form.closing.match(lines[last - 1]))
        stop = last if closed and form.closing else _last_field(lines, first, last, form)
        outside -= set(range(first, stop + 1))
        own = lines[first - 1 : stop]
        fields = _fields(own, form, closed)
        yield Entry(fields=fields, capture=capture.name, text="\n".join(own), first=first, last=stop)
        if not closed:
            yield _no_end(capture, form, first)
    yield from _outside(capture.name, {number: lines[number - 1] for number in sorted(outside)}, form)


def _spans(lines: list[str], form: Form) -> Iterator[tuple[int, int]]:
    """The first and last line of each entry, 1-based."""
    first = 0
    for number, line in enumerate(lines, 1):
        if form.opening.match(line) and not (form.divided and first and lines[number - 2].strip()):
            if first:
                yield first, number - 1
            first = number
        elif first and form.closing and form.closing.match(line):
            yield first, number
            first = 0
    if first:
        yield first, len(lines)


def _last_field(lines: list[str], first: int, last: int, form: Form) -> int:
    """Where an entry without an end ends: at the empty line after its last field."""
    stop = last
    for number in range(last, first, -1):
        line = lines[number - 1]
        if any(tags.match(line) for tags in form.tags) and not (form.frame and form.frame.match(line)):
            break
        if not line.strip() or (form.frame and form.frame.match(line)):
            stop = number - 1
    return stop


def _fields(lines: list[str], form: Form, closed: bool) -> Fields:
    # Where the first line is a number and no field, the next one tells.
    tags = next((tags for line in lines for tags in form.tags if tags.match(line)), form.tags[0])
    found: list[tuple[str, list[str]]] = []
    for line in lines[:-1] if closed and form.closing else lines:
        if match := tags.match(line):
            found.append((match["tag"], [(match["text"] or "").strip()]))
        elif found:
            found[-1][1].append(line.strip())
    return Fields(found)


def _no_end(capture: Capture, form: Form, line: int) -> Problem:
    return Problem(
        path=capture.name,
        line=line,
        code="no-entry-end",
        message=f"the entry has no `{form.end}`, expected one as its last line; it was read up to the next entry",
        hint=f"add `{form.end}` if the entry is whole; if the file was cut, take it from its source again",
        level="warning",
    )


def _outside(name: str, lines: dict[int, str], form: Form) -> Iterator[Ignored | Problem]:
    """Runs of lines between the entries."""
    told = [number for number, line in lines.items() if line.strip()]
    # Lines that touch have the same distance to their place in the list.
    for _, run in groupby(enumerate(told), key=lambda item: item[1] - item[0]):
        places = [number for _, number in run]
        frame = [number for number in places if form.frame and form.frame.match(lines[number])]
        others = [number for number in places if number not in frame]
        if frame:
            yield Ignored(lines=frozenset(frame), reason="file header or footer")
        if any(form.tags[0].match(lines[number]) for number in others):
            yield _no_start(name, [lines[number] for number in others], form, others[0])
        elif others:
            yield Ignored(lines=frozenset(others), reason="text between entries")


def _no_start(name: str, lines: list[str], form: Form, first: int) -> Problem:
    return Problem(
        path=name,
        line=first,
        code="no-entry-start",
        message=f"found fields outside of an entry, expected `{form.start}` above them",
        hint=f"put `{form.start}` above the entry's first field and import the file again; the others were read",
        excerpt="\n".join(lines),
    )
