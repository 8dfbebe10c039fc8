"""arXiv's feeds of new papers, in RSS or Atom: `arXiv:… Announce Type: new` stands before each abstract."""

import re
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.persons import divided
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of, texts_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "arxiv_rss"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "an RSS feed of arXiv, whose items say `Announce Type`"

_OWN = re.compile(r"Announce Type:|<arxiv:announce_type")
_ITEMS = ("item", "entry")
_TEXT = re.compile(
    r"\s*(?:arXiv:(?P<id>\S+)\s+)?Announce Type: (?P<kind>[\w-]+)\s+(?:Abstract: )?(?P<abstract>.*)", re.DOTALL
)


def identify(capture: Capture) -> bool:
    return has_element(capture, "rss", "RDF", "feed") and bool(_OWN.search(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each item; what it was announced as, `new` or `replace-cross`, is left over."""
    for entry in read_entries(capture, *_ITEMS):
        yield _as_record(entry, capture) if isinstance(entry, XmlEntry) else entry


def _as_record(entry: XmlEntry, capture: Capture) -> RawRecord:
    paper = entry.element
    found = _TEXT.fullmatch(text_of(paper, "description") or text_of(paper, "summary"))
    kind = text_of(paper, "announce_type") or (found["kind"] if found else "")
    journal = text_of(paper, "journal_reference")
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        title=text_of(paper, "title"),
        authors=tuple(name for text in texts_of(paper, "creator") for name in divided(text, ",")),
        venue="arXiv",
        type="preprint",
        abstract=found["abstract"] if found else "",
        categories=texts_of(paper, "category"),
        ids=tuple(_ids(paper_id=found["id"] if found else "", link=text_of(paper, "link"), doi=text_of(paper, "DOI"))),
        leftover=tuple(pair for pair in (("announce type", kind), ("journal reference", journal)) if pair[1]),
    )


def _ids(*, paper_id: str | None, link: str, doi: str) -> Iterator[tuple[str, str]]:
    if paper_id or link:
        yield "arxiv", paper_id or link
    if doi:
        yield "doi", doi
