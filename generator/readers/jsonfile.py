"""What the readers of JSON share: the values of a file and where each stands, so that a bad one costs only itself."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.model import Capture, Ignored
from generator.problems import Problem
from generator.readers.lines import line_at, lines_between

_GAP = re.compile(r"[\s,:]*")
_NEXT = re.compile(r"(?:^|,)\s*(?=[\[{])", re.MULTILINE)
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonValue:
    """A value and its source."""

    value: Any
    capture: Capture
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.capture.text[self.start : self.end]

    @property
    def line(self) -> int:
        return line_at(self.capture.text, self.start)

    @property
    def lines(self) -> frozenset[int]:
        return lines_between(self.capture.text, self.start, self.end)

    def below(self, *path: str) -> "JsonValue | None":
        """The value at a path of keys."""
        found: JsonValue | None = self
        for key in path:
            found = next((value for name, value in found._members() if name == key), None) if found else None
        return found

    def items(self, *path: str) -> Iterator["JsonValue"]:
        """The items of the list at a path of keys; of anything else, itself."""
        found = self.below(*path)
        if found is not None and isinstance(found.value, list):
            yield from found._items()
        elif found is not None:
            yield found

    def _members(self) -> Iterator[tuple[str, "JsonValue"]]:
        place = self.start + 1
        for _ in self.value if isinstance(self.value, dict) else ():
            name, place = _DECODER.raw_decode(self.capture.text, _skip(self.capture.text, place))
            value = _decoded(self.capture, _skip(self.capture.text, place))
            place = value.end
            yield name, value

    def _items(self) -> Iterator["JsonValue"]:
        place = self.start + 1
        for _ in self.value:
            item = _decoded(self.capture, _skip(self.capture.text, place))
            place = item.end
            yield item


def _skip(text: str, place: int) -> int:
    match = _GAP.match(text, place)
    return match.end() if match else place


def _decoded(capture: Capture, start: int) -> JsonValue:
    value, end = _DECODER.raw_decode(capture.text, start)
    return JsonValue(value=value, capture=capture, start=start, end=end)


def first_value(capture: Capture) -> Any:
    """The first object of the file, or of the list it begins with, for telling formats apart; None if there is none."""
    start = _skip(capture.text, 0)
    if capture.text.startswith("[", start):
        start = _skip(capture.text, start + 1)
    try:
        value = _DECODER.raw_decode(capture.text, start)[0] if capture.text.startswith("{", start) else None
    except (ValueError, RecursionError):
        return None
    return value


def read_values(capture: Capture) -> Iterator[JsonValue | Problem]:
    """Each value of a file: of JSON Lines, of one list, or the one value there is.

    What cannot be read is a problem with its source, and reading goes on at the next object that can be.
    """
    text = capture.text
    place = _skip(text, 0)
    listed = text.startswith("[", place)
    place = _skip(text, place + listed)
    while place < len(text):
        if listed and text[place] == "]":
            place, listed = _skip(text, place + 1), False
            continue
        try:
            found = _decoded(capture, place)
        except (ValueError, RecursionError) as error:
            stop = _resumed(text, place + 1)
            yield _problem(capture, place, stop, error)
            place = _skip(text, stop)
            continue
        yield found
        place = _skip(text, found.end)


def _resumed(text: str, place: int) -> int:
    """Where the next object or list begins that can be read, else the end."""
    for match in _NEXT.finditer(text, place):
        try:
            _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        return match.end()
    return len(text)


def _problem(capture: Capture, start: int, stop: int, error: Exception) -> Problem:
    reason = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    return Problem(
        path=capture.name,
        line=line_at(capture.text, start),
        code="json-syntax",
        message=f"the value cannot be read as JSON: {reason}",
        hint="mend it and import the file again; the others were read",
        excerpt=capture.text[start:stop].rstrip().rstrip(",").rstrip(),
    )


def envelope(capture: Capture, used: Iterable[JsonValue | Problem]) -> Iterator[Ignored]:
    """The lines that hold nothing but what stands around the values: brackets, counts, a query."""
    taken: set[int] = set()
    for item in used:
        if isinstance(item, JsonValue):
            taken |= item.lines
        else:
            first = item.line or 1
            taken.update(range(first, first + item.excerpt.count("\n") + 1))
    rest = frozenset(n for n, line in enumerate(capture.lines, 1) if line.strip() and n not in taken)
    if rest:
        yield Ignored(lines=rest, reason="JSON around the entries")
