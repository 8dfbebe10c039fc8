"""Values of BibTeX fields: braces and quotes taken off, abbreviations looked up, pieces joined at `#`."""

import re
from collections.abc import Mapping

Strings = Mapping[str, str]
"""Abbreviation, in lower case → its value."""

MONTHS = {name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")}
"""The abbreviations that every BibTeX style defines."""

_LONGEST = 10_000
"""More than a value can owe to abbreviations: thirty of the form `b = a # a` would fill the memory."""
_WORD = re.compile(r"[^\s#\"{}]+")
_MARK = re.compile(r"(?<!\\)[{}\"]")


def evaluate(value: str, strings: Strings) -> tuple[str, list[str]]:
    """The text of a value, and the names in it that no @string defines, which stay as text.

    `acl # " 58"` becomes `Annual Meeting 58`, `{Owls in {Paris}}` becomes `Owls in {Paris}`. White space at the ends
    stays, since that of a @string is meant.
    """
    if value[:1] == "{" and value[-1:] == "}" and "{" not in (whole := value[1:-1]) and "}" not in whole:
        return whole, []
    pieces: list[str] = []
    unknown: list[str] = []
    place = length = 0
    while place < len(value):
        char = value[place]
        if char in '{"':
            end = _end_of(value, place)
            pieces.append(value[place + 1 : end])
            place = end + 1
        elif word := _WORD.match(value, place):
            name = word[0]
            found = strings.get(name.lower())
            length += len(found or "")
            if (found is None and not name.isdigit()) or length > _LONGEST:
                unknown.append(name)
                found = None
            pieces.append(name if found is None else found)
            place = word.end()
        else:
            place += 1
    return "".join(pieces), unknown


def _end_of(value: str, start: int) -> int:
    """Where the braces or quotes that open at `start` close; quotes inside braces are text: `"a {"}quoted{"} word"`."""
    depth, quoted = 0, value[start] == '"'
    for mark in _MARK.finditer(value, start + quoted):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth == 0 and mark[0] == ('"' if quoted else "}"):
            return mark.start()
    return len(value)
