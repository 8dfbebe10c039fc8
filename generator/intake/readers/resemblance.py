"""What a text looks like to somebody who does not know its format, for the message when no reader does."""

import re

from generator.intake.readers.columns import column_named
from generator.intake.readers.foreign import foreign_text
from generator.intake.readers.json.jsonfile import first_value
from generator.model import Capture

_SHAPES = (
    (re.compile(r"\s*\Z"), "an empty file"),
    (re.compile(r"[A-Z][A-Z0-9] {1,2}- ", re.MULTILINE), "lines with two-letter tags"),
    (re.compile(r"%[A-Z0-9] ", re.MULTILINE), "lines with percent tags, as of EndNote or Refer"),
    (re.compile(r"(?:.*\n)*?#{1,6} .+"), "Markdown without a list of papers"),
)
_ELEMENT = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<([\w:.-]+)")


def likeness(capture: Capture) -> str:
    """What the text looks like: `XML that begins with <html>`, `a table with the columns …`, its first words."""
    text = capture.text
    if foreign := foreign_text(text):
        return foreign
    if shape := next((words for pattern, words in _SHAPES if pattern.match(text)), None):
        return shape
    if element := _ELEMENT.match(text):
        return f"XML that begins with <{element[1]}>"
    if text.lstrip().startswith(("{", "[")):
        value = first_value(capture)
        keys = ", ".join(list(value)[:8]) if isinstance(value, dict) else ""
        return f"JSON whose first object has the keys {keys}" if keys else "JSON without an object that can be read"
    return _table(text) or f"text that begins “{' '.join(text.split())[:60]}”"


def _table(text: str) -> str:
    """A table is told by its first rows, which have equally many cells."""
    rows = [line for line in text.split("\n") if line.strip()][:3]
    for delimiter in ("\t", ",", ";", "%"):
        counts = {row.count(delimiter) for row in rows}
        if len(rows) > 1 and len(counts) == 1 and 0 not in counts:
            names = [name.strip(' "') for name in rows[0].split(delimiter)]
            known = [name for name in names if column_named(name).field] or ["none"]
            return (
                f"a table with the columns {', '.join(names)[:200]}, of which are known: {', '.join(known)} "
                "(--columns title=NAME,… says which is the title)"
            )
    return ""
