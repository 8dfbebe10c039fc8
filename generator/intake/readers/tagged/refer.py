"""Refer, which EndNote's buttons write (`.enw`): `%T A title`, one field a line, from `%0` on.

    %0 Journal Article
    %A Roe, Jane
    %T Counting Owls
"""

import re
from collections.abc import Iterator

from generator.intake.readers.references import ADDRESS, addresses, dated, labelled_ids, unparted
from generator.intake.readers.tagged.tags import Entry, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "refer"
LOOKS_FOR = "entries from `%0 Journal Article` on, as EndNote's buttons write them"

_FORM = Form(
    opening=re.compile(r"^\ufeff?%0 \S"),
    tags=(re.compile(r"^\ufeff?(?P<tag>%[A-Z0-9@~!#$&*()+^<>\[\]?=])(?: (?P<text>.*)|$)"),),
    start="%0 Journal Article",
)
_FIELD = re.compile(r"^%[ATDJBR] \S")
_SINGLE = {
    "type": ("%0",),
    "title": ("%T",),
    "venue": ("%J", "%B"),
    "volume": ("%V",),
    "number": ("%N",),
    "pages": ("%P",),
    "publisher": ("%I",),
    "abstract": ("%X",),
}
"""Field → tags that hold it, the best first."""
_PLAIN = {"series": ("%S",), "edition": ("%7",), "place": ("%C",), "isbn": ("%@",), "language": ("%G",)}


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry, and another is one of its fields."""
    return any(map(_FORM.opening.match, capture.lines)) and any(map(_FIELD.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `%0`, in the order of the file."""
    for item in read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    ids = tuple(labelled_ids([f"doi:{text}" if text.startswith("10.") else text for text in fields.take("%R")]))
    return entry.as_record(
        NAME,
        key=fields.first("%F", "%M"),
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        **fields.plain(_PLAIN),
        authors=tuple(map(unparted, fields.take_lines("%A"))),
        editors=tuple(map(unparted, fields.take_lines("%E"))),
        **dated(fields.first("%D"), fields.first("%8")),
        keywords=tuple(fields.take_lines("%K")),
        ids=ids,
        links=addresses(match[0] for match in fields.where(ADDRESS, "%U")),
    )
