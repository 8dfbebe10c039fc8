"""The YAML that records are written in, read without a YAML parser: the same values in a fifth of the time.

It knows what `store` writes and no more: a key and its value on one line, a list with one item a line, text that is
plain or in double quotes. Whatever else people write (comments, other quotes, values over several lines, a slip) makes
it read nothing: that file goes to the parser, which also knows on which line everything stands.
"""

import json
import re
from typing import Any

_LINE = re.compile(r"([a-z]{1,40}):(?: (.+))?|  - (.+)")
_QUOTED = r'"(?:[^"\\]|\\["\\/bfnrt])*"'
_WORDS = r"[^\W_](?:[^,\[\]{}:\"\\#]*[^,\[\]{}:\"\\# ])?"
_FLOW = re.compile(rf"(?:[\[{{]*(?:{_QUOTED}|{_WORDS})[\]}}]*(?:[:,] |\Z))+")
"""A value in brackets, as far as its signs go: `{merged: same abstract, less: {title: "a, b"}}`."""
_AT_QUOTES = re.compile(rf"({_QUOTED})")
_MARKS = ((", ", '", "'), (": ", '": "'), ("{", '{"'), ("}", '"}'), ("[", '["'), ("]", '"]'))
_DOUBLED = (('"{', "{"), ('"[', "["), ('}"', "}"), (']"', "]"))
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n"
_LONGEST_KEY = 128
"""Of YAML's keys 1,024 characters are the most."""


def read_plainly(data: bytes) -> dict[str, Any] | None:
    """The values of a record's file as `parse_yaml` gives them; None where it holds anything but plain forms."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    lines = text.removesuffix("\n").split("\n")
    if data.translate(None, _PRINTABLE) and not all(map(str.isprintable, lines)):  # YAML has more line breaks
        return None
    found: dict[str, Any] = {}
    items: list[Any] | None = None
    key = ""
    try:
        for line in lines:
            parts = _LINE.fullmatch(line)
            if parts is None:
                return None
            name, value, item = parts.groups()
            if name is None:
                if items is None:
                    return None
                items.append(_value(item))
                found[key] = items
            elif name in found:
                return None
            else:
                key, items = name, [] if value is None else None
                found[key] = None if value is None else _value(value)
    except (ValueError, RecursionError):
        return None
    return found


def _value(text: str) -> Any:
    """A value that stands on one line; ValueError where it is none of the plain forms."""
    if text[0] == '"' and "\\u" not in text:  # of half a character, YAML and JSON make different things
        return _decoded(text)
    if text[0] in "{[":
        return _decoded(_as_json(text))
    if text[0].isalnum() and ": " not in text and " #" not in text and text[-1] not in ": " and text != "null":
        return text
    raise ValueError(text)


def _as_json(text: str) -> str:
    """What stands in brackets, with its plain words in quotes: `[a, "b"]` → `["a", "b"]`."""
    if not _FLOW.fullmatch(text) or "null" in text:  # plain, it is nothing
        raise ValueError(text)
    pieces = _AT_QUOTES.split(text) if '"' in text else [text]  # plain, quoted, plain, …
    pieces[1::2] = [quoted[1:-1] for quoted in pieces[1::2]]
    for place in range(0, len(pieces), 2):
        for mark, quoted in (*_MARKS, *_DOUBLED):
            pieces[place] = pieces[place].replace(mark, quoted)
    return "".join(pieces)


def _decoded(text: str) -> Any:
    value, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise ValueError(text)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping none of whose keys stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs) or max(map(len, found), default=0) > _LONGEST_KEY:
        raise ValueError(pairs)
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
