"""Zotero RDF: `bib:Article` and its like, each linked to the journal or book that holds it.

    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
        <bib:authors><rdf:Seq><rdf:li><foaf:Person>…
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from xml.parsers import expat

from generator.intake.readers.cells import Cell, Place, as_record, list_cell
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import Column
from generator.intake.readers.json.zotero import COLUMNS, TAGS
from generator.intake.readers.lines import line_at, lines_between
from generator.intake.readers.noted_ids import ids_in_note
from generator.intake.readers.persons import person
from generator.intake.readers.xml.xmlfile import XmlEntry, parse_element, text_of, texts_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "zotero_rdf"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "RDF with `z:itemType`, from Zotero"

_CONTAINERS = {"Journal", "Series", "Magazine", "Newspaper", "CourtReporter", "Website", "Proceedings"}
_NO_PAPERS = {"Attachment": "Zotero attachment", "Memo": "Zotero note", "Collection": "Zotero collection"}
_PATHS: Mapping[str, tuple[str, str]] = {
    "itemType": ("itemType", "itemType"),
    "title": ("title", "title"),
    "date": ("date", "date"),
    "volume": ("volume", "volume"),
    "number": ("issue", "number"),
    "pages": ("pages", "pages"),
    "publisher": ("publisher", "publisher//name"),
    "abstract": ("abstractNote", "abstract"),
    "url": ("url", "identifier/URI/value"),
    "repository": ("repository", "repository"),
    "edition": ("edition", "edition"),
    "place": ("place", "publisher//locality"),
    "language": ("language", "language"),
}
"""What for → the field of Zotero, the path of its element."""
_AUTHORS = ("authors", "inventors", "presenters", "programmers", "podcasters", "cartographers", "directors", "artists")
_PART_OF = Column(name="isPartOf", field="venue", rank=-1)
# Zotero puts each item on lines of its own, one step to the right of `rdf:RDF`.
_FIRST = re.compile(r"<(?:\w+:)?RDF(?:\s[^>]*)?>\s*?\n([ \t]*)<")
_END = re.compile(r"\s*</(?:\w+:)?RDF\s*>")
_SHARED = ("volume", "issue", "publisher", "edition", "place")


def identify(capture: Capture) -> bool:
    text = capture.text
    return text.lstrip().startswith("<") and bool(re.search(r"<(?:\w+:)?RDF[\s>]", text)) and "itemType>" in text


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each item; journals and books that others are part of give those their names."""
    entries = list(_entries(capture))
    about = {entry.element.get("about", ""): entry.element for entry in entries if isinstance(entry, XmlEntry)}
    for entry in entries:
        if not isinstance(entry, XmlEntry):
            yield entry
        elif reason := _no_paper(entry.element):
            yield Ignored(lines=entry.lines, reason=reason)
        else:
            yield _read_item(entry, capture, about)


def _entries(capture: Capture) -> Iterator[XmlEntry | Ignored | Problem]:
    """Each element right under `rdf:RDF`; one that is broken costs only itself."""
    text = capture.text
    first, end = _FIRST.search(text), _END.search(text)
    if not first:
        yield _problem(capture, text, 0, "it has no items on lines of their own")
        return
    stop = end.start() if end else len(text.rstrip())
    opening = re.compile(rf"^{first[1]}<(?![/!?])", re.MULTILINE)
    starts = [match.end() - 1 for match in opening.finditer(text, first.start(1), stop)]
    taken: set[int] = set()
    for start, following in pairwise([*starts, stop]):
        source = text[start:following].rstrip()
        lines = lines_between(text, start, start + len(source))
        taken |= lines
        try:
            element = parse_element(source)
        except expat.ExpatError as error:
            yield _problem(capture, source, start, expat.ErrorString(error.code))
        else:
            yield XmlEntry(element=element, text=source, line=min(lines), lines=lines, start=start)
    around = frozenset(n for n, line in enumerate(capture.lines, 1) if line.strip() and n not in taken)
    if around:
        yield Ignored(lines=around, reason="XML around the entries")


def _problem(capture: Capture, source: str, start: int, reason: str) -> Problem:
    return Problem(
        path=capture.name,
        line=line_at(capture.text, start),
        code="xml-entry",
        message=f"the entry cannot be read: {reason}",
        hint="mend the entry, or export it from Zotero again; the other entries were read",
        excerpt=source,
    )


def _no_paper(element: ET.Element) -> str:
    if element.tag in _CONTAINERS or element.find("itemType") is None:
        return _NO_PAPERS.get(element.tag, "what holds papers, taken for each of them")
    return {"attachment": "Zotero attachment", "note": "Zotero note"}.get(text_of(element, "itemType"), "")


def _read_item(entry: XmlEntry, capture: Capture, about: Mapping[str, ET.Element]) -> RawRecord:
    element = entry.element
    holder = _holder(element, about)
    cells = [
        Cell(column=COLUMNS[name], text=text)
        for name, path in _PATHS.values()
        if (text := text_of(element, path) or (text_of(holder, path) if name in _SHARED else ""))
    ]
    for name, text in (("series", _series(element, holder, about)), ("ISBN", _isbn(element, holder))):
        cells.append(Cell(column=COLUMNS[name], text=text))
    cells.append(Cell(column=_PART_OF, text=text_of(holder, "title")))
    cells.append(list_cell(TAGS, _subjects(element)))
    noted = [
        pair
        for text in (*texts_of(element, "identifier"), *texts_of(element, "description"), *_identifiers(holder))
        for pair in ids_in_note(re.sub(r"^DOI ", "DOI: ", text))
    ]
    raw = as_record(Place(reader=NAME, capture=capture, lines=entry.lines, text=entry.text), cells)
    leftover = (*raw.leftover, *_leftover(element))
    return replace(
        raw,
        key=element.get("about", ""),
        authors=_people(element, _AUTHORS),
        editors=_people(element, ("editors",)),
        ids=(*raw.ids, *noted),
        leftover=leftover,
    )


def _holder(element: ET.Element, about: Mapping[str, ET.Element]) -> ET.Element | None:
    """The journal or book that an item is part of, inside it or beside it."""
    return next((found for found in _wholes(element, about) if found.tag != "Series"), None)


def _series(element: ET.Element, holder: ET.Element | None, about: Mapping[str, ET.Element]) -> str:
    """What the item, or the book that holds it, is part of as a series."""
    wholes = (found for part in (element, holder) if part is not None for found in _wholes(part, about))
    return next((text_of(found, "title") for found in wholes if found.tag == "Series"), "")


def _wholes(element: ET.Element, about: Mapping[str, ET.Element]) -> Iterator[ET.Element]:
    for part in element.iterfind("isPartOf"):
        found = about.get(part.get("resource") or "") if part.get("resource") else next(iter(part), None)
        if found is not None:
            yield found


def _isbn(element: ET.Element, holder: ET.Element | None) -> str:
    """Of `ISBN 978-0-306-40615-7` the number."""
    said = (*texts_of(element, "identifier"), *_identifiers(holder))
    return next((text.removeprefix("ISBN ") for text in said if text.startswith("ISBN ")), "")


def _identifiers(holder: ET.Element | None) -> tuple[str, ...]:
    return texts_of(holder, "identifier") if holder is not None else ()


def _subjects(element: ET.Element) -> tuple[str, ...]:
    return texts_of(element, "subject")


def _people(element: ET.Element, roles: Iterable[str]) -> tuple[str, ...]:
    """Each person of these roles as `family, given`."""
    people = [found for name in roles for found in element.iterfind(f"{name}/Seq/li/Person")]
    parts = ({"family": text_of(one, "surname"), "given": text_of(one, "givenName")} for one in people)
    return tuple(filter(None, (person(part)[0] for part in parts)))


def _leftover(element: ET.Element) -> Iterator[tuple[str, str]]:
    """What no field takes, each element under its name."""
    taken = {path.split("/")[0] for _, path in _PATHS.values()} | {"isPartOf", "subject", "editors", *_AUTHORS}
    for child in element:
        text = text_of(child) or child.get("resource") or ""
        if child.tag not in taken and text:
            yield child.tag, text
