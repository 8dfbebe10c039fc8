"""Places in a text as line numbers."""

import re
from bisect import bisect_right
from functools import lru_cache

_FIRST = re.compile(r"^.*\S.*$", re.MULTILINE)


def line_at(text: str, place: int) -> int:
    """The 1-based line of a character."""
    return bisect_right(_starts(text), place)


def first_line(text: str) -> str:
    """The first line that is not blank; "" where all are."""
    found = _FIRST.search(text)
    return found[0] if found else ""


def lines_between(text: str, start: int, stop: int) -> frozenset[int]:
    """The 1-based lines that the characters from `start` to before `stop` stand on."""
    return frozenset(range(line_at(text, start), line_at(text, max(start, stop - 1)) + 1))


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
