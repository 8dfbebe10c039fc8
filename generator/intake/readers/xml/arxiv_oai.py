"""Answers of arXiv's OAI-PMH interface, in the formats `arXiv`, `arXivRaw` and `oai_dc`."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.people import as_name
from generator.intake.readers.xml.arxiv import stated
from generator.intake.readers.xml.xmlfile import XmlEntry, fields_of, has_element, read_entries, text_of, texts_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "arxiv_oai"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "an `<OAI-PMH>` answer of arXiv.org"

_OWN = re.compile(r"oai:arXiv\.org:|arxiv\.org/", re.IGNORECASE)
_FIELDS = {
    "arXiv": {"title": "title", "date": "created", "abstract": "abstract"},
    "arXivRaw": {"title": "title", "date": "version/date", "abstract": "abstract"},
    "arXivOld": {"title": "title", "date": "date", "abstract": "abstract"},
    "dc": {"title": "title", "date": "date", "abstract": "description"},
}
"""Format → field → where it stands; arXiv's own give an author list in three ways, Dublin Core in a fourth."""
_USED = {"id", "title", "created", "date", "abstract", "authors", "creator", "categories", "doi"}
_DIVIDER = re.compile(r",(?!\s*(?:Jr|Sr|II|III|IV)\b)|;|\s(?:and|&)\s")
_EMPTY = "noRecordsMatch"


def identify(capture: Capture) -> bool:
    is_answer = has_element(capture, "OAI-PMH") and has_element(capture, "record", "error")
    return is_answer and bool(_OWN.search(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each record that is not deleted."""
    for entry in read_entries(capture, "record", "error"):
        yield _read_entry(entry, capture) if isinstance(entry, XmlEntry) else entry


def _read_entry(entry: XmlEntry, capture: Capture) -> RawRecord | Ignored | Problem:
    element = entry.element
    header, paper = element.find("header"), next(iter(element.findall("metadata/*")), None)
    if element.get("code") == _EMPTY:
        return Ignored(lines=entry.lines, reason="no records match the question")
    if header is not None and header.get("status") == "deleted":
        return Ignored(lines=entry.lines, reason="deleted at arXiv")
    if paper is not None and paper.tag in _FIELDS:
        return _as_record(entry, capture, paper)
    found = text_of(element) if element.tag == "error" else paper.tag if paper is not None else "no metadata"
    return Problem(
        path=capture.name,
        line=entry.line,
        code="oai-entry",
        message=f"found `{found}`, expected metadata in one of the formats {', '.join(_FIELDS)}",
        hint="ask again with metadataPrefix=arXiv",
        excerpt=entry.text,
    )


def _as_record(entry: XmlEntry, capture: Capture, paper: ET.Element) -> RawRecord:
    rest = [(part.tag, text) for part in paper if part.tag not in _USED and (text := text_of(part))]
    if paper.tag == "dc":
        taken = {("description", text_of(paper, "description"))}
        rest = [(name, text) for name, text in rest if (name, text) not in taken and not _names_paper(name, text)]
    ids = tuple(_ids(paper, text_of(entry.element, "header/identifier")))
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=next((text for scheme, text in ids if scheme == "arxiv"), ""),
        authors=tuple(_authors(paper)),
        venue="arXiv",
        type="preprint",
        categories=tuple(text_of(paper, "categories").split()),
        state=stated(text_of(paper, "comments"), text_of(paper, _FIELDS[paper.tag]["abstract"])),
        ids=ids,
        latex=paper.tag in ("arXivRaw", "arXivOld"),
        leftover=tuple(rest),
        **fields_of(paper, _FIELDS[paper.tag]),
    )


def _names_paper(name: str, text: str) -> bool:
    """Whether an `identifier` of Dublin Core has been taken for an id."""
    return name == "identifier" and text.lower().startswith(("doi:", "http://arxiv.org/abs/", "https://arxiv.org/abs/"))


def _authors(paper: ET.Element) -> Iterator[str]:
    """In parts, as `Family, Given`, or all in one text."""
    for person in paper.iterfind("authors/author"):
        yield as_name(*(text_of(person, part) for part in ("keyname", "forenames", "suffix")))
    yield from texts_of(paper, "creator")
    if paper.find("authors/author") is None:
        yield from _split(text_of(paper, "authors"))


def _split(text: str) -> Iterator[str]:
    """`J. Roe (1), M. Poe (2, 3) and K. Eule ((1) Barn, (2) Bridge)`: affiliations stand in parentheses."""
    bare = text
    while bare != (bare := re.sub(r"\s*\([^()]*\)", "", bare)):
        pass
    return (name for part in _DIVIDER.split(bare) if (name := part.strip().removeprefix("and ")))


def _ids(paper: ET.Element, own: str) -> Iterator[tuple[str, str]]:
    """arXiv's, and the DOI of the journal's version."""
    yield "arxiv", text_of(paper, "id") or own.removeprefix("oai:arXiv.org:")
    for doi in text_of(paper, "doi").split():
        yield "doi", doi
    for identifier in texts_of(paper, "identifier"):
        if identifier.lower().startswith("doi:"):
            yield "doi", identifier
