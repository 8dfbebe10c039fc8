"""RefWorks' tagged text: `T1 A title`, from one `RT Journal Article` to the next.

    RT Journal Article
    A1 Roe, Jane
    T1 Owls at Night
"""

import re
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import (
    ADDRESS,
    EDITED,
    WHOLE_BOOKS,
    addresses,
    arxiv_inside,
    dated,
    is_only_id,
    labelled_ids,
    paged,
    pubmed_ids,
    unparted,
)
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "refworks"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries from `RT Journal Article` on, with `A1` and `T1`, as RefWorks writes them"

_TAGS = (
    "RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO ED PB PP SN AV AD AN LA CL SF OT LK DO CN DB "
    "DS IP RD ST UL SL LL CR WT WV WP OL PMID PMCID U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15"
)
_FORM = Form(
    opening=re.compile(r"^\ufeff?RT [A-Z]"),
    # Only these: an abstract's next line may begin with `UK `.
    tags=(re.compile(rf"^\ufeff?(?P<tag>{_TAGS.replace(' ', '|')})(?: +(?P<text>.*)|\s*$)"),),
    start="RT Journal Article",
)
_TYPE = re.compile(r"^\ufeff?RT [A-Z][A-Za-z]+([ ,/&-]+[A-Za-z]+){0,4}\s*$")
_FIELD = re.compile(r"^(SR|ID|A1|T1|JF|YR|VO|SP|K1) \S")
_TYPES = {
    "Book, Whole": "Book",
    "Book, Edited": "Edited Book",
    "Book, Section": "Book Section",
    "Journal": "Journal Article",
    "Journal, Electronic": "Journal Article",
    "Dissertation/Thesis": "Thesis",
    "Dissertation/Thesis, Unpublished": "Thesis",
    "Unpublished Material": "Unpublished",
}
"""RefWorks' words → those of others, where they differ."""
_SINGLE = {
    "title": ("T1", "OT", "ST"),
    "venue": ("JF", "T2", "JO"),
    "volume": ("VO",),
    "number": ("IS",),
    "publisher": ("PB",),
    "abstract": ("AB",),
    "key": ("ID",),
}
"""Field → tags that hold it, the best first."""
_OF_BOOK = {name: tags for name, tags in _SINGLE.items() if name != "venue"}
_PLAIN = {"series": ("T3",), "edition": ("ED",), "place": ("PP",), "isbn": ("SN",), "language": ("LA",)}
_PLACES = ("AN", "NO", "CN", *(f"U{number}" for number in range(1, 16)))
"""Tags that hold an id in one library and anything else in another."""


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry with a type, and another is one of its fields."""
    return "RT " in capture.text and any(map(_TYPE.match, capture.lines)) and any(map(_FIELD.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `RT`, in the order of the file."""
    for item in read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    own = fields.first("RT")
    type_ = _TYPES.get(own, own)
    authors, editors = _people(fields, type_)
    ids = tuple(_ids(fields))
    is_whole = WHOLE_BOOKS.fullmatch(type_) is not None
    return entry.as_record(
        NAME,
        **{name: fields.first(*tags) for name, tags in (_OF_BOOK if is_whole else _SINGLE).items()},
        # Of a whole book the second title is that of its series.
        **fields.plain(_PLAIN | {"series": ("T3", "T2") if is_whole else ("T3",)}),
        type=type_,
        authors=authors,
        editors=editors,
        **dated(fields.first("YR"), fields.first("FD")),
        pages=paged(fields.first("SP"), fields.first("OP")),
        keywords=tuple(word for text in fields.take("K1") for word in re.split(r";\s*", text) if word),
        ids=ids,
        links=addresses(match[0] for match in fields.where(ADDRESS, "UL", "LK")),
    )


def _people(fields: Fields, type_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and editors; of an edited book the first are its editors."""
    authors = _names(fields, "A1")
    if EDITED.fullmatch(type_):
        return (), authors or _names(fields, "A2")
    return authors, _names(fields, "A2")


def _names(fields: Fields, tag: str) -> tuple[str, ...]:
    """One name each; some databases list them all in one field."""
    return tuple(unparted(name) for text in fields.take_lines(tag) for name in re.split(r";\s*", text) if name)


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then numbers that the database tells to be PubMed's."""
    yield from (("doi", text) for text in fields.take("DO"))
    yield from (("pmid", text) for text in fields.take("PMID"))
    yield from (("pmcid", text) for text in fields.take("PMCID"))
    yield from labelled_ids(fields.look(*_PLACES))
    while fields.first(*_PLACES, that=is_only_id):
        pass
    for scheme, number in pubmed_ids(" ".join(fields.look("DB", "DS")), fields.look("AN"), ()):
        yield scheme, fields.first("AN", that=number.__eq__)
    yield from arxiv_inside(fields.look(*_SINGLE["venue"]))
