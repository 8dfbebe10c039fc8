"""Places in a text as line numbers."""

import re
from bisect import bisect_right
from functools import lru_cache


def line_at(text: str, place: int) -> int:
    """The 1-based line of a character."""
    return bisect_right(_starts(text), place)


def lines_between(text: str, start: int, stop: int) -> frozenset[int]:
    """The 1-based lines that the characters from `start` to before `stop` stand on."""
    return frozenset(range(line_at(text, start), line_at(text, max(start, stop - 1)) + 1))


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
