"""What the readers of XML share: the entries of a file, each parsed by itself, so that a bad one costs only itself."""

import html.entities
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.parsers import expat

from generator.clean.mathtext import mathml_text
from generator.clean.scripts import lowered, raised
from generator.intake.readers.lines import line_at, lines_between
from generator.model import Capture, Ignored
from generator.problems import Problem

_ENTITY = re.compile(r"&([A-Za-z]\w*);")
_SCRIPTS = {"sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_HIDDEN = r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[(?:(?!<!\[CDATA\[).)*?\]\]>"
# XML allows none of these, but abstracts pasted out of a PDF hold them.
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|x0*(?:1?[0-8bcef]|1[9ad]));",
    re.IGNORECASE,
)


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
    return bool(re.search(rf"<(?:[\w.-]+:)?(?:{'|'.join(names)})[\s/>]", capture.text))


def read_entries(capture: Capture, *names: str) -> Iterator[XmlEntry | Ignored | Problem]:
    """Every element of these names, which must not be nested; lines that hold none of them are of the envelope.

    A bare `&`, a tag that is not closed or a file that was cut costs the entry it stands in. What looks like an entry
    in a comment or in CDATA is none.
    """
    taken: set[int] = set()
    for start, stop in _spans(capture.text, names):
        taken |= lines_between(capture.text, start, stop)
        yield _parse(capture, start, stop)
    outside = frozenset(n for n, line in enumerate(capture.lines, 1) if line.strip() and n not in taken)
    if outside:
        yield Ignored(lines=outside, reason="XML around the entries")


def _spans(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the source of each entry begins and ends; of one that is not closed, at the next one or at the end."""
    name = rf"(?:[\w.-]+:)?(?:{'|'.join(names)})"
    # A `>` in quotes does not end a tag, but a tag whose quotes are broken must end somewhere.
    inner = r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>|[^<>]*(?:>|\Z)"
    tags = re.compile(rf"{_HIDDEN}|<(?P<open>{name})(?=[\s/>]|\Z)(?:{inner})|</(?P<close>{name})\s*>", re.DOTALL)
    start: int | None = None
    opened = ""
    for tag in tags.finditer(text):
        if start is not None and (tag["open"] or tag["close"] == opened):
            yield start, tag.end() if tag["close"] else start + len(text[start : tag.start()].rstrip())
            start = None
        if tag["open"] and not tag[0].endswith("/>"):
            start, opened = tag.start(), tag["open"]
    if start is not None:
        yield start, len(text.rstrip())


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
    `<sub>` become the characters for them, since `10<sup>3</sup>` without its markup is not 103; MathML becomes text.
    """
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = partial(_start, builder)
    parser.EndElementHandler = lambda name: builder.end(_bare(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(_ENTITY.sub(_named, _CONTROL.sub("", source)).encode("utf-8", "replace"), True)
    root = builder.close()
    for part in list(root.iter()):
        script = _SCRIPTS.get(part.get("face", "") if part.tag == "style" else part.tag)
        if script:
            part.text = _printed(script, "".join(part.itertext()))
            del part[:]
        elif part.tag == "math":
            part.text = mathml_text(ET.tostring(part, encoding="unicode").removesuffix(part.tail or ""))
            del part[:]
    return root


def _printed(script: str, text: str) -> str:
    """What Unicode has a sign for, `3`, is that sign; the rest stays markup, since the text before it counts."""
    known = (raised if script == "sup" else lowered)("", text)
    return known if known != text else f"<{script}>{text}</{script}>"


def _start(builder: ET.TreeBuilder, name: str, attributes: dict[str, str]) -> None:
    builder.start(_bare(name), {_bare(key): value for key, value in attributes.items()})


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _named(match: re.Match[str]) -> str:
    known = "" if match[1] in _XML_ENTITIES else html.entities.html5.get(f"{match[1]};", "")
    return "".join(f"&#{ord(char)};" for char in known) or match[0]


def text_of(element: ET.Element | None, path: str = "") -> str:
    """All text of an element, or of the first one at a path below it, inline markup taken off; "" where it is not."""
    found = element.find(path) if element is not None and path else element
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def texts_of(element: ET.Element, path: str) -> tuple[str, ...]:
    """The texts of all elements at a path, without those that are empty."""
    return tuple(filter(None, (text_of(found) for found in element.iterfind(path))))


def fields_of(element: ET.Element, paths: Mapping[str, str]) -> dict[str, Any]:
    """Field → the text at its path."""
    return {field: text_of(element, path) for field, path in paths.items()}
