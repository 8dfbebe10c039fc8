"""Refer, which EndNote's buttons write (`.enw`): `%T A title`, one field a line, from `%0` on.

Where no entry has a `%0`, as in Refer's own files, an empty line divides them.

    %0 Journal Article
    %A Roe, Jane
    %T Counting Owls
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.lines import first_line
from generator.intake.readers.managers import (
    ADDRESS,
    EDITED,
    WHOLE_BOOKS,
    addresses,
    arxiv_inside,
    dated,
    is_only_id,
    labelled_ids,
    pubmed_ids,
    unparted,
)
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "refer"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries with percent tags, as `%0 Journal Article`, `%A Roe, Jane` and `%T Owls`"

_FORM = Form(
    opening=re.compile(r"^\ufeff?%0 \S"),
    tags=(re.compile(r"^\ufeff?(?P<tag>%[A-Z0-9@~!#$&*()+^<>\[\]?=])(?: (?P<text>.*)|$)"),),
    start="%0 Journal Article",
)
_DIVIDED = replace(_FORM, opening=_FORM.tags[0], start="an empty line and a field such as `%T `", divided=True)
_FIELD = re.compile(r"^%[ATDJBR] \S")
_TITLE = re.compile(r"^\ufeff?%T \S")
_BESIDE = re.compile(r"^\ufeff?%[ADJB] \S")
_SINGLE = {
    "title": ("%T", "%!"),
    "volume": ("%V",),
    "number": ("%N",),
    "pages": ("%P", "%&"),
    "publisher": ("%I",),
    "abstract": ("%X",),
}
"""Field → tags that hold it, the best first."""
_HOME = {False: {"venue": ("%J", "%B"), "series": ("%S",)}, True: {"venue": (), "series": ("%S", "%B")}}
"""What it is in; a whole book is in nothing but a series."""
_PLAIN = {"edition": ("%7",), "place": ("%C",), "isbn": ("%@",), "language": ("%G",)}
_PLACES = ("%M", "%L", "%1", "%2", "%3", "%4", "%Z")
"""Tags that hold an id in one library and anything else in another."""


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry, and another is one of its fields; without that line, the first is a field."""
    if "%0 " in capture.text and any(map(_FORM.opening.match, capture.lines)):
        return any(map(_FIELD.match, capture.lines))
    if "%T " not in capture.text or not _DIVIDED.opening.match(first_line(capture.text)):
        return False
    return any(map(_TITLE.match, capture.lines)) and any(map(_BESIDE.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `%0`, or each run of fields where there is none, in the order of the file."""
    typed = any(map(_FORM.opening.match, capture.lines))
    for item in read_entries(capture, _FORM if typed else _DIVIDED):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    type_ = fields.first("%0")
    is_whole = WHOLE_BOOKS.fullmatch(type_) is not None
    authors, editors = _people(fields, type_, is_whole)
    ids = tuple(_ids(fields))
    return entry.as_record(
        NAME,
        key=fields.first("%F", "%M"),
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        **{**fields.plain(_PLAIN), **{name: fields.first(*tags) for name, tags in _HOME[is_whole].items()}},
        type=type_ or fields.first("%9"),
        authors=authors,
        editors=editors,
        **dated(fields.first("%D"), fields.first("%8")),
        keywords=tuple(fields.take_lines("%K")),
        ids=ids,
        links=addresses(match[0] for match in fields.where(ADDRESS, "%U", "%>")),
    )


def _people(fields: Fields, type_: str, is_whole: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and editors; of a whole book `%E` may be the editors of its series, and `%Y` its own."""
    authors = _names(fields, "%A")
    if EDITED.fullmatch(type_):
        return (), authors or _names(fields, "%E")
    return authors, _names(fields, "%Y" if is_whole and fields.look("%Y") else "%E")


def _names(fields: Fields, tag: str) -> tuple[str, ...]:
    """One name each; some exports list them all in one field."""
    return tuple(unparted(name) for text in fields.take_lines(tag) for name in re.split(r";\s+|;$", text) if name)


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then numbers that the database tells to be PubMed's."""
    yield from labelled_ids(fields.look("%R"))
    while fields.first("%R", that=is_only_id):
        pass
    yield from labelled_ids(fields.look(*_PLACES))
    while fields.first(*_PLACES, that=is_only_id):
        pass
    for scheme, number in pubmed_ids(" ".join(fields.look("%W", "%~")), fields.look("%M"), ()):
        yield scheme, fields.first("%M", that=number.__eq__)
    yield from arxiv_inside(fields.look("%J", "%B"))
