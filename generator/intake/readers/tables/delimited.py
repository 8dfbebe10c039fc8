"""Text whose cells stand between delimiters, as the rows of cells that it holds and where each row stands.

A quotation mark that does not close a cell is a mark in it: `1,"Owls" at Night,2020` and `1,"Owls,2020` are
three cells each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row and where it stands in the text."""

    cells: tuple[str, ...]
    start: int
    end: int
    stray: bool = False
    """Whether a cell begins with a quotation mark that does not close it."""


def rows_of(text: str, delimiter: str, place: int = 0, width: int = 0) -> Iterator[Row]:
    """The rows that are not blank; the `width` tells a line end in quotation marks from a mark that nobody closed."""
    while place < len(text):
        row = _row(text, delimiter, place)
        if width and len(row.cells) != width and "\n" in text[row.start : row.end]:
            alone = _row(text, delimiter, place, quoted=False)
            row = alone if len(alone.cells) == width else row
        place = row.end + 1
        if text[row.start : row.end].strip():
            yield row


def _row(text: str, delimiter: str, start: int, *, quoted: bool = True) -> Row:
    cells: list[str] = []
    place, stray = start, False
    while True:
        found = _quoted(text, delimiter, place) if quoted else None
        stray = stray or (found is None and text.startswith('"', place))
        cell, place = found or _plain(text, delimiter, place)
        cells.append(cell)
        if place >= len(text) or text[place] == "\n":
            return Row(cells=tuple(cells), start=start, end=place, stray=stray)
        place += 1


def _quoted(text: str, delimiter: str, place: int) -> tuple[str, int] | None:
    """A cell in quotation marks and its end; marks inside are doubled, or else have a backslash before them."""
    doubled, escaped, _ = _patterns(delimiter)
    if match := doubled.match(text, place):
        return match[1].replace('""', '"'), match.end()
    if match := escaped.match(text, place):
        return match[1].replace('\\"', '"'), match.end()
    return None


def _plain(text: str, delimiter: str, place: int) -> tuple[str, int]:
    match = _patterns(delimiter)[2].match(text, place)
    assert match  # an empty cell matches, too
    return match[0], match.end()


@lru_cache(maxsize=8)
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    mark = re.escape(delimiter)
    end = rf'" *(?={mark}|\n|\Z)'
    doubled = rf' *"((?:[^"]++|"")*+){end}'
    escaped = rf' *"((?:[^"\\]++|\\.)*+){end}'
    return re.compile(doubled), re.compile(escaped, re.DOTALL), re.compile(rf"[^{mark}\n]*")
