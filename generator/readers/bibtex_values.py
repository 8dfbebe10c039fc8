"""Values of BibTeX fields: braces and quotes taken off, abbreviations looked up, pieces joined at `#`."""

import re
from collections.abc import Mapping

Strings = Mapping[str, str]
"""Abbreviation, in lower case → its value."""

MONTHS = {name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")}
"""The abbreviations that every BibTeX style defines."""

_WORD = re.compile(r"[^\s#\"{}]+")


def evaluate(value: str, strings: Strings) -> tuple[str, list[str]]:
    """The text of a value, and the names in it that no @string defines, which stay as text.

    `acl # " 58"` becomes `Annual Meeting 58`, `{Owls in {Paris}}` becomes `Owls in {Paris}`.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(value):
        char = value[place]
        if char in '{"':
            end = _end_of(value, place)
            pieces.append(value[place + 1 : end])
            place = end + 1
        elif word := _WORD.match(value, place):
            name = word[0]
            if not name.isdigit() and name.lower() not in strings:
                unknown.append(name)
            pieces.append(strings.get(name.lower(), name))
            place = word.end()
        else:
            place += 1
    return "".join(pieces).strip(), unknown


def _end_of(value: str, start: int) -> int:
    """Where the braces or quotes that open at `start` close; quotes inside braces are text: `"a {"}quoted{"} word"`."""
    depth, quoted = 0, value[start] == '"'
    for place in range(start + quoted, len(value)):
        char, escaped = value[place], place > 0 and value[place - 1] == "\\"
        if escaped:
            continue
        depth += (char == "{") - (char == "}")
        if (quoted and char == '"' and depth == 0) or (not quoted and depth == 0):
            return place
    return len(value)
