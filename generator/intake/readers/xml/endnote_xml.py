"""EndNote's XML, which Zotero and others write too: `<records><record>…`, each text in a `<style>`."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import (
    ADDRESS,
    EDITED,
    WHOLE_BOOKS,
    addresses,
    dated,
    is_only_id,
    labelled_ids,
    pubmed_ids,
    unparted,
)
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.intake.readers.xml.xmltake import as_record, empty, look, take, take_first, take_plain
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "endnote_xml"
CERTAINTY = Certainty.SYNTAX
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
_PLAIN = {
    "series": ("titles/tertiary-title",),
    "edition": ("edition",),
    "place": ("pub-location",),
    "isbn": ("isbn",),
    "language": ("language",),
}
_PEOPLE = "contributors/{}authors/author"
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
    ref_type = record.find("ref-type")
    type_ = ref_type.get("name", "") if ref_type is not None else ""
    authors, editors = _people(record, type_)
    return as_record(
        NAME,
        capture,
        entry,
        **{name: take_first(record, *paths) for name, paths in _SINGLE.items()},
        **take_plain(record, _PLAIN),
        key=take_first(record, "rec-number"),
        authors=authors,
        editors=editors,
        keywords=take(record, "keywords/keyword"),
        type=type_,
        **dated(take_first(record, "dates/year"), take_first(record, "dates/pub-dates/date")),
        ids=tuple(_ids(record)),
        links=addresses(_links(record)),
    )


def _people(record: Element, type_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and editors; of a whole book the second may be the editors of its series, and the third its own."""
    authors = tuple(map(unparted, take(record, _PEOPLE.format(""))))
    if EDITED.fullmatch(type_):
        return (), authors
    has_third = WHOLE_BOOKS.fullmatch(type_) and look(record, _PEOPLE.format("tertiary-"))
    return authors, tuple(map(unparted, take(record, _PEOPLE.format("tertiary-" if has_third else "secondary-"))))


def _ids(record: Element) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then numbers that the database tells to be PubMed's."""
    yield from (("doi", text) for text in take(record, "electronic-resource-num"))
    yield from labelled_ids(look(record, *_CUSTOM))
    while take_first(record, *_CUSTOM, that=is_only_id):
        pass
    database = " ".join(look(record, "remote-database-name", "remote-database-provider"))
    for scheme, number in pubmed_ids(database, look(record, "accession-num"), look(record, "custom5")):
        take_first(record, "accession-num", "custom5", that=number.__eq__)
        yield scheme, number


def _links(record: Element) -> Iterator[str]:
    """The addresses; what leads into a library of somebody's own, as `internal-pdf://3/Roe.pdf`, stays."""
    for part in record.findall("urls//url"):
        if ADDRESS.fullmatch(text := text_of(part)):
            empty(part)
            yield text
