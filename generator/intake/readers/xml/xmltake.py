"""Taking an entry of XML apart: what is taken is gone, and what nobody took is the leftover."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from generator.fields import PLAIN, holds
from generator.intake.readers.xml.xmlfile import XmlEntry, text_of
from generator.model import Capture, RawRecord

_INLINE = {"style", "b", "i", "u", "sub", "sup", "em", "strong"}
"""Elements that are part of a text."""

_DEEP = 20


def look(element: ET.Element, *paths: str) -> tuple[str, ...]:
    """The texts of all elements at these paths, without those that are empty.

    An element may hold several, with a carriage return (`&#xD;`) between them, as EndNote writes them.
    """
    texts = ("".join(part.itertext()).split("\r") for path in paths for part in element.iterfind(path))
    return tuple(filter(None, (" ".join(text.split()) for several in texts for text in several)))


def take(element: ET.Element, *paths: str) -> tuple[str, ...]:
    """As `look`, and the elements are gone."""
    found = look(element, *paths)
    for path in paths:
        for part in element.findall(path):
            empty(part)
    return found


def take_first(element: ET.Element | None, *paths: str, that: Callable[[str], bool] = bool) -> str:
    """The text of the first element that has one such, at the first of these paths that has one; the others stay."""
    for path in paths:
        for part in element.iterfind(path) if element is not None else ():
            if that(text := text_of(part)):
                empty(part)
                return text
    return ""


def take_plain(element: ET.Element, paths: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Of the fields in `fields.PLAIN` the texts at their paths; what such a field does not hold stays."""
    return {
        field.name: take_first(element, *paths.get(field.name, ()), that=partial(holds, field))
        for field in PLAIN
    }


def empty(element: ET.Element) -> None:
    """Takes all that an element holds; what stands behind it in the element around it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail


def rest(element: ET.Element) -> tuple[tuple[str, str], ...]:
    """(path, text) of all that was not taken; a `type` stands behind its element's name."""
    found: list[tuple[str, str]] = []
    waiting = [("", element)]
    while waiting:  # no recursion: hostile files nest deeper than Python does
        path, part = waiting.pop()
        own = any((text or "").strip() for text in (part.text, *(child.tail for child in part)))
        if not own and path.count("/") < _DEEP and not all(child.tag in _INLINE for child in part):
            names = (f"{path}/{child.tag} {child.get('type', '')}".strip("/ ") for child in part)
            waiting += reversed(list(zip(names, part, strict=True)))
        elif text := text_of(part):
            found.append((path, text))
    return tuple(found)


def as_record(reader: str, capture: Capture, entry: XmlEntry, **said: Any) -> RawRecord:
    """The row of an entry; what was not taken of it is leftover."""
    return RawRecord(
        reader=reader,
        capture=capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        leftover=rest(entry.element),
        **said,
    )
