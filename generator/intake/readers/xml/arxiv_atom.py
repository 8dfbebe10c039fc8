"""Answers of arXiv's search interface, in Atom; both of today's dialect and of the one before 2026."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.xml.arxiv import stated
from generator.intake.readers.xml.xmlfile import XmlEntry, fields_of, has_element, read_entries, text_of, texts_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "arxiv_atom"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "an Atom `<feed>` of arxiv.org"

_OWN = re.compile(r"arxiv\.org/(api/|schemas/atom)")
_FIELDS = {"title": "title", "date": "published", "abstract": "summary"}
_LEFTOVER = {"comment": "comment", "journal reference": "journal_ref", "updated": "updated"}
_OWN_LINKS = {"pdf", "doi"}


def identify(capture: Capture) -> bool:
    return has_element(capture, "feed") and bool(_OWN.search(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each entry; an answer that found nothing has none."""
    for entry in read_entries(capture, "entry"):
        if not isinstance(entry, XmlEntry):
            yield entry
        elif "/api/errors" in text_of(entry.element, "id"):
            yield _refused(entry, capture)
        else:
            yield _as_record(entry, capture)


def _refused(entry: XmlEntry, capture: Capture) -> Problem:
    return Problem(
        path=capture.name,
        line=entry.line,
        code="arxiv-error",
        message=f"arXiv answered `{text_of(entry.element, 'summary')}`, expected papers",
        hint="ask again, for ids such as 2309.16039 or hep-th/9901001",
        excerpt=entry.text,
    )


def _as_record(entry: XmlEntry, capture: Capture) -> RawRecord:
    paper = entry.element
    categories = [paper.find("primary_category"), *paper.iterfind("category")]
    ids = tuple(_ids(paper))
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=next((text for scheme, text in ids if scheme == "arxiv"), ""),
        authors=texts_of(paper, "author/name"),
        venue="arXiv",
        type="preprint",
        categories=tuple(found.get("term", "") for found in categories if found is not None),
        state=stated(text_of(paper, "comment"), text_of(paper, "summary")),
        ids=ids,
        links=tuple(_links(paper)),
        leftover=(
            *((name, text) for name, tag in _LEFTOVER.items() if (text := text_of(paper, tag))),
            *(("affiliation", text) for text in texts_of(paper, "author/affiliation")),
        ),
        **fields_of(paper, _FIELDS),
    )


def _ids(paper: ET.Element) -> Iterator[tuple[str, str]]:
    """arXiv's, and the DOI of the journal's version; some authors state two, with a space between them."""
    yield "arxiv", text_of(paper, "id")
    for doi in text_of(paper, "doi").split():
        yield "doi", doi


def _links(paper: ET.Element) -> Iterator[tuple[str, str]]:
    """Without those to arXiv's own pages and to the DOI."""
    for link in paper.iterfind("link"):
        if link.get("rel") == "related" and link.get("title") not in _OWN_LINKS and link.get("href"):
            yield "", link.get("href", "")
