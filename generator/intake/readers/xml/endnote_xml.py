"""EndNote's XML, which Zotero and others write too: `<records><record>…`, each text in a `<style>`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.readers.references import ADDRESS, addresses, dated, labelled_ids, pubmed_ids
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.intake.readers.xml.xmltake import as_record, empty, look, take, take_first
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "endnote_xml"
LOOKS_FOR = "XML with `<records>` and `<ref-type>`"

_SINGLE = {
    "title": ("titles/title", "titles/short-title"),
    "venue": (
        "periodical/full-title", "titles/secondary-title", "alt-periodical/full-title", "titles/alt-title",
        "periodical/abbr-1",
    ),
    "volume": ("volume",),
    "number": ("number",),
    "pages": ("pages",),
    "publisher": ("publisher",),
    "abstract": ("abstract",),
}  # fmt: skip
"""Field → paths that hold it, the best first."""
_LISTS = {"authors": ("contributors/authors/author",), "keywords": ("keywords/keyword",)}
_CUSTOM = ("accession-num", "label", *(f"custom{number}" for number in range(1, 8)))
"""Fields that hold an id in one library and anything else in another."""


def identify(capture: Capture) -> bool:
    """Whether it is XML with the marks of EndNote's."""
    return has_element(capture, "records") and has_element(capture, "ref-type")


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `<record>`, in the order of the file."""
    for item in read_entries(capture, "record"):
        yield _as_record(item, capture) if isinstance(item, XmlEntry) else item


def _as_record(entry: XmlEntry, capture: Capture) -> RawRecord:
    record = entry.element
    type_ = record.find("ref-type")
    return as_record(
        NAME,
        capture,
        entry,
        **{name: take_first(record, *paths) for name, paths in _SINGLE.items()},
        **{name: take(record, *paths) for name, paths in _LISTS.items()},
        type=type_.get("name", "") if type_ is not None else "",
        **dated(take_first(record, "dates/year"), take_first(record, "dates/pub-dates/date")),
        ids=tuple(_ids(record)),
        links=addresses(_links(record)),
    )


def _ids(record: Element) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then numbers that the database tells to be PubMed's."""
    yield from (("doi", text) for text in take(record, "electronic-resource-num"))
    yield from labelled_ids(look(record, *_CUSTOM))
    database = " ".join(look(record, "remote-database-name", "remote-database-provider"))
    yield from pubmed_ids(database, look(record, "accession-num"), look(record, "custom5"))


def _links(record: Element) -> Iterator[str]:
    """The addresses; what leads into a library of somebody's own, as `internal-pdf://3/Roe.pdf`, stays."""
    for part in record.findall("urls//url"):
        if ADDRESS.fullmatch(text := text_of(part)):
            empty(part)
            yield text
