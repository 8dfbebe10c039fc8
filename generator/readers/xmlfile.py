"""What the readers of XML share: the entries of a file, each parsed by itself, so that a bad one costs only itself."""

import html.entities
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from xml.parsers import expat

from generator.model import Capture, Ignored
from generator.problems import Problem
from generator.readers.lines import line_at, lines_between

_ENTITY = re.compile(r"&([A-Za-z]\w*);")
_SUPERSCRIPT = dict(zip("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−n", "₀₁₂₃₄₅₆₇₈₉₊₋₋ₙ", strict=True))
_RAISED = {"sup": _SUPERSCRIPT, "superscript": _SUPERSCRIPT, "sub": _SUBSCRIPT, "subscript": _SUBSCRIPT}
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlEntry:
    """One element of the file with all that is in it."""

    element: ET.Element
    """Names of elements and attributes have no namespace prefix."""
    text: str
    """Its source."""
    line: int
    lines: frozenset[int]
    start: int
    """Where its source begins in the capture's text."""


def has_element(capture: Capture, *names: str) -> bool:
    """Whether the text is XML, with or without its declaration, that has one of these elements."""
    if not capture.text.lstrip().startswith("<"):
        return False
    return bool(re.search(rf"<(?:[\w.-]+:)?(?:{'|'.join(names)})[\s>]", capture.text))


def read_entries(capture: Capture, name: str) -> Iterator[XmlEntry | Ignored | Problem]:
    """Every element of this name, which must not be nested; lines that hold none of them are of the envelope.

    A bare `&`, a tag that is not closed or a file that was cut costs the entry it stands in.
    """
    prefixed = rf"(?:[\w.-]+:)?{name}"
    opening = re.compile(rf"<{prefixed}(?=[\s>/])[^>]*>")
    closing = re.compile(rf"</{prefixed}\s*>")
    taken: set[int] = set()
    starts = [match for match in opening.finditer(capture.text) if not match[0].endswith("/>")]
    for match, following in zip_longest(starts, starts[1:]):
        limit = following.start() if following else len(capture.text)
        end = closing.search(capture.text, match.end(), limit)
        stop = end.end() if end else match.start() + len(capture.text[match.start() : limit].rstrip())
        taken |= lines_between(capture.text, match.start(), stop)
        yield _parse(capture, match.start(), stop)
    outside = frozenset(n for n, line in enumerate(capture.lines, 1) if line.strip() and n not in taken)
    if outside:
        yield Ignored(lines=outside, reason="XML around the entries")


def _parse(capture: Capture, start: int, stop: int) -> XmlEntry | Problem:
    source = capture.text[start:stop]
    line = line_at(capture.text, start)
    try:
        element = parse_element(source)
    except expat.ExpatError as error:
        return Problem(
            path=capture.name,
            line=line,
            code="xml-entry",
            message=f"the entry cannot be read: {expat.ErrorString(error.code)} in line {line + error.lineno - 1}",
            hint="mend the entry and import the file again; the other entries were read",
            excerpt=source,
        )
    lines = lines_between(capture.text, start, stop)
    return XmlEntry(element=element, text=source, line=line, lines=lines, start=start)


def parse_element(source: str) -> ET.Element:
    """The element of some XML, its names without namespace prefixes; raises `ExpatError`.

    HTML's named characters, as `&nbsp;`, are known; declarations of entities are not obeyed. Digits in `<sup>` and
    `<sub>` become the characters for them, since `10<sup>3</sup>` without its markup is not 103.
    """
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = partial(_start, builder)
    parser.EndElementHandler = lambda name: builder.end(_bare(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(_ENTITY.sub(_named, source).encode("utf-8", "replace"), True)
    root = builder.close()
    for part in root.iter():
        table = _RAISED.get(part.get("face", "") if part.tag == "style" else part.tag)
        if table and part.text and set(part.text) <= table.keys():
            part.text = "".join(table[char] for char in part.text)
    return root


def _start(builder: ET.TreeBuilder, name: str, attributes: dict[str, str]) -> None:
    builder.start(_bare(name), {_bare(key): value for key, value in attributes.items()})


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _named(match: re.Match[str]) -> str:
    known = match[1] not in _XML_ENTITIES and html.entities.html5.get(f"{match[1]};")
    return known or match[0]


def text_of(element: ET.Element | None, path: str = "") -> str:
    """All text of an element, or of the first one at a path below it, inline markup taken off; "" where it is not."""
    found = element.find(path) if element is not None and path else element
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def texts_of(element: ET.Element, path: str) -> tuple[str, ...]:
    """The texts of all elements at a path, without those that are empty."""
    return tuple(filter(None, (text_of(found) for found in element.iterfind(path))))
