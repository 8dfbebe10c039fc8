"""What the readers of JSON share: the values of a file and where each stands, so that a bad one costs only itself."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from generator.intake.readers.lines import line_at, lines_between
from generator.model import Capture, Ignored
from generator.problems import Problem

_GAP = re.compile(r"[\s,:]*")
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"?|[\[\]{}]')
_OPENING = re.compile(r'[\[{]\s*("(?:\\.|[^"\\\n])*")?')
_DECODER = json.JSONDecoder(strict=False)
_BAD = (ValueError, RecursionError)
_CLOSING = {"[": "]", "{": "}"}
_DEPTH = 6
"""How deep answers lie in answers, and how deep one that is cut is looked into."""


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
            if found is None or not isinstance(found.value, dict) or key not in found.value:
                return None
            # Of a key that stands twice the last counts, as in Python's own reading.
            for name, value in found._members():
                found = value if name == key else found
        return found

    def items(self, *path: str) -> Iterator["JsonValue"]:
        """The items of the list at a path of keys; of anything else, itself."""
        found = self.below(*path)
        if found is not None and isinstance(found.value, list):
            yield from found._items()
        elif found is not None:
            yield found

    def _members(self) -> Iterator[tuple[str, "JsonValue"]]:
        text = self.capture.text
        place = _skip(text, self.start + 1)
        while text[place] != "}":
            name, place = _DECODER.raw_decode(text, place)
            value = _decoded(self.capture, _skip(text, place))
            place = _skip(text, value.end)
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


@lru_cache(maxsize=2)  # every reader of JSON asks for it
def first_value(capture: Capture) -> Any:
    """The first object of the file, or of the list it begins with, for telling formats apart; None if there is none.

    Of an object that is cut or broken, what stands before the break: `{"meta": {"count": 9}, "results": [{"id": "a`
    gives `{"meta": {"count": 9}, "results": [{}]}`.
    """
    place: int | None = _skip(capture.text, 0)
    if capture.text.startswith("[", place):
        place = _skip(capture.text, _skip(capture.text, 0) + 1)
    while place is not None and place < len(capture.text):
        value, end = _readable(capture.text, place, _DEPTH)
        if isinstance(value, dict):
            return value
        place = None if end is None else _skip(capture.text, end)
    return None


def _readable(text: str, place: int, depth: int) -> tuple[Any, int | None]:
    """A value and its end; of one that cannot be read, its part before the break, and None."""
    try:
        return _DECODER.raw_decode(text, place)
    except _BAD:
        named = text.startswith("{", place)
    if not depth or not (named or text.startswith("[", place)):
        return None, None
    parts: list[tuple[str, Any]] = []
    at: int | None = place + 1
    while at is not None:
        name, at = _readable(text, _skip(text, at), 0) if named else ("", at)
        if at is not None:
            value, at = _readable(text, _skip(text, at), depth - 1)
            parts += [(str(name), value)] if at is not None or value is not None else []
    return dict(parts) if named else [value for _, value in parts], None


def read_values(capture: Capture, *names: str) -> Iterator[JsonValue | Problem]:
    """Each value of a file: of JSON Lines, of one list, or the one value there is.

    What cannot be read is a problem with its source, and reading goes on behind it. `names` are the keys under which
    an answer lists its entries: of an answer that is cut, those are read one by one.
    """
    text = capture.text
    place = _skip(text, 0)
    place = _skip(text, place + text.startswith("[", place))
    while place < len(text):
        if text[place] in "]}":
            place = _skip(text, place + 1)
            continue
        found, stop = _next(capture, place)
        inside = _list_in(text, place, stop, names) if isinstance(found, Problem) else None
        if isinstance(found, Problem) and inside:
            yield from _one_by_one(capture, inside, stop, found)
        else:
            yield found
        place = _skip(text, stop)


def _next(capture: Capture, place: int) -> tuple[JsonValue | Problem, int]:
    """The value at a place, or what is wrong with it, and the end of either."""
    try:
        found = _decoded(capture, place)
    except _BAD as error:
        stop = _behind(capture.text, place)
        return _problem(capture, place, stop, error), stop
    return found, found.end


def _list_in(text: str, place: int, stop: int, names: Iterable[str]) -> int | None:
    """Where the first list of these names begins."""
    key = rf'"(?:{"|".join(map(re.escape, names))})"\s*:\s*\['
    match = re.compile(key).search(text, place, stop) if names else None
    return match.end() if match else None


def _one_by_one(capture: Capture, place: int, stop: int, broken: Problem) -> Iterator[JsonValue | Problem]:
    """The entries of an answer that cannot be read as a whole; where all can be read, that it is broken elsewhere."""
    place, whole = _skip(capture.text, place), True
    while place < stop and capture.text[place] != "]":
        found, end = _next(capture, place)
        whole = whole and isinstance(found, JsonValue)
        yield found
        place = _skip(capture.text, end)
    if whole:
        yield replace(broken, level="warning", hint="its entries were read; it may have held more", excerpt="")


def _behind(text: str, start: int) -> int:
    """The end of a value that cannot be read: its own bracket, else where the next one begins like it, else the end."""
    opening = _OPENING.match(text, start)
    if not opening:
        match = re.compile(r"[\[\]{\n]").search(text, start + 1)
        return match.start() if match else len(text)
    column, expected = _column(text, start), list[str]()
    for token in _TOKEN.finditer(text, start):
        if token[0] in "[{":
            alike = column is not None and expected and text.startswith(opening[0], token.start())
            if alike and column == _column(text, token.start()):
                return token.start()
            expected.append(_CLOSING[token[0]])
        elif token[0] in "]}":
            if token[0] != expected.pop():
                break
            if not expected:
                return token.end()
    following = re.compile(rf",\s*(?={re.escape(opening[0])})").search(text, opening.end())
    return following.end() if following else len(text)


def _column(text: str, place: int) -> int | None:
    """How far from the line's start a value stands, if it is the first there."""
    start = text.rfind("\n", max(0, place - 200), place) + 1
    return None if place - start > 200 or text[start:place].strip(" \t[,") else place - start


def _problem(capture: Capture, start: int, stop: int, error: Exception) -> Problem:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).split(":")[0]
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
        elif item.excerpt:
            first = item.line or 1
            taken.update(range(first, first + item.excerpt.count("\n") + 1))
    rest = frozenset(n for n, line in enumerate(capture.lines, 1) if line.strip() and n not in taken)
    if rest:
        yield Ignored(lines=rest, reason="JSON around the entries")


def read_objects(
    capture: Capture, *paths: tuple[str, ...], keys: tuple[str, ...] = ()
) -> Iterator[JsonValue | Ignored | Problem]:
    """Each object of a file, of the lists at these paths where an answer has them; then the envelope.

    A `null` in a list stands for an entry that the service does not have; what else is no object, or has none of
    these keys, is a problem.
    """
    used: list[JsonValue | Problem] = []
    for found in read_values(capture, *(path[-1] for path in paths)):
        for item in _unfolded(found, paths, _DEPTH) if isinstance(found, JsonValue) else (found,):
            used.append(item)
            yield _as_object(item, keys) if isinstance(item, JsonValue) else item
    yield from envelope(capture, used)


def _unfolded(value: JsonValue, paths: tuple[tuple[str, ...], ...], depth: int) -> Iterator[JsonValue]:
    """The entries of an answer: those of the first path that it has, each of which may be an answer in turn."""
    for path in paths if depth else ():
        found = value.below(*path)
        if found is not None and isinstance(found.value, dict | list | None):
            for item in found.items():
                yield from _unfolded(item, paths, depth - 1)
            return
    yield value


def _as_object(item: JsonValue, keys: tuple[str, ...]) -> JsonValue | Ignored | Problem:
    if isinstance(item.value, dict) and (not keys or any(key in item.value for key in keys)):
        return item
    if item.value is None:
        return Ignored(lines=item.lines, reason="an entry the service does not have")
    expected = "an object" + (" with " + " or ".join(f"`{key}`" for key in keys) if keys else "")
    return Problem(
        path=item.capture.name,
        line=item.line,
        code="json-entry",
        message=f"found `{' '.join(item.text[:200].split())}`, expected {expected}",
        hint="see whether this is the answer that was asked for; the other entries were read",
        excerpt=item.text,
    )
