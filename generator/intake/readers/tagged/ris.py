"""RIS, in the dialects of publishers and reference managers: `TI  - A title`, from `TY  -` to `ER  -`.

An own reader of tags and no library: rispy gives no line numbers, and drops an entry without its `ER`, the second of
two values, and empty tags.
"""

import re
from collections.abc import Iterator

from generator.clean.author_lists import divided_names, split_et_al, without_notes
from generator.clean.names import name_parts
from generator.fields import PLAIN
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import (
    ADDRESS,
    EDITED,
    NO_OTHER_SCHEME,
    WHOLE_BOOKS,
    addresses,
    arxiv_inside,
    dated,
    is_only_id,
    labelled_ids,
    one_list,
    paged,
    pubmed_ids,
    unparted,
)
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "ris"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries from `TY  - JOUR` to `ER  -`"

_KNOWN = (
    "A1 A2 A3 A4 AB AD AN AR AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ET ID IS J1 J2 JA JF "
    "JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT TY U1 U2 U3 U4 "
    "U5 UR VL VO VT Y1 Y2"
)
_START = r"^[\s\ufeff]*"
_FORM = Form(
    opening=re.compile(rf"{_START}TY(?:\s{{2,}}-|\s?-\s*[A-Za-z][A-Za-z ]*$)"),
    closing=re.compile(rf"{_START}ER\s*(-\s*)?$"),
    tags=(
        re.compile(rf"{_START}(?P<tag>[A-Z][A-Z0-9])\s{{2,}}-(?P<text>.*)"),
        # Only an entry that begins with `TY - JOUR` writes its other tags so: `UK - based` may go on an abstract.
        re.compile(rf"{_START}(?P<tag>{_KNOWN.replace(' ', '|')})\s*-(?P<text>.*)"),
    ),
    start="TY  - JOUR",
    end="ER  - ",
)
_ANOTHER = re.compile(rf"{_START}(ER|{_KNOWN.replace('TY ', '').replace(' ', '|')})\s*-")

_SINGLE = {
    "type": ("TY",),
    "title": ("TI", "T1", "BT", "CT", "ST"),
    "volume": ("VL", "VO"),
    "number": ("IS", "CP"),
    "venue": ("JF", "T2", "JO", "BT", "C3", "JA", "J2", "J1"),
    "publisher": ("PB",),
}
"""Field → tags that hold it, the best first; what the others hold is leftover."""
_PLAIN = {field.name: field.ris for field in PLAIN}
_PLACES = ("AN", "M1", "M3", "L3", "C2", "ID", "U1", "U2", "U3")
"""Tags that hold an id in one dialect and anything else in another."""


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry, and another is one of its fields."""
    if "TY" not in capture.text:
        return False
    return any(map(_FORM.opening.match, capture.lines)) and any(map(_ANOTHER.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `TY  -`, in the order of the file."""
    for item in read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    ids = tuple(_ids(fields))
    type_ = fields.look("TY")
    authors, editors = _people(fields, type_[0] if type_ else "")
    return entry.as_record(
        NAME,
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        key=fields.first("ID"),
        authors=authors,
        editors=editors,
        **dated(fields.first("PY", "Y1"), fields.first("DA", "Y1")),
        pages=_pages(fields),
        abstract="\n".join(fields.take("AB")) or "\n".join(fields.take("N2")),
        keywords=tuple(fields.take_lines("KW")),
        ids=ids,
        **fields.plain(_PLAIN),
        links=addresses(
            match[0] for match in fields.where(NO_OTHER_SCHEME, "UR") + fields.where(ADDRESS, "L1", "L2", "LK")
        ),
    )


def _people(fields: Fields, type_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and editors; of a whole book `A2` may be the editors of its series, and `A3` its own."""
    authors = one_list(_names(fields, "AU"), _names(fields, "A1"))
    if EDITED.fullmatch(type_):
        return (), one_list(authors, _names(fields, "ED"))
    second = "A3" if WHOLE_BOOKS.fullmatch(type_) and fields.look("A3") else "A2"
    return authors, one_list(_names(fields, "ED"), _names(fields, second))


def _names(fields: Fields, tag: str) -> tuple[str, ...]:
    """One name each; some exports list them all in one field."""
    listed = (part for text in fields.take_lines(tag) for part in re.split(r";\s+|;$", text) if part)
    return tuple(unparted(name) for part in listed for name in _single(part))


def _single(text: str) -> Iterator[str]:
    """The names of a line, which is one where the format is kept; a name has its family name before a comma."""
    plain, whole = split_et_al(without_notes(text))
    names = divided_names(plain) if "{" not in plain else ()
    are_people = len(names) > 1 and not any(name_parts(name).collective and "," not in name for name in names)
    yield from names if are_people else [plain if not whole else text]
    yield from () if whole else ["others"]


def _pages(fields: Fields) -> str:
    start = fields.first("SP")
    return paged(start, fields.first("EP")) if start else fields.first("C7")


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then numbers that the database tells to be PubMed's."""
    yield from (("doi", text) for text in fields.take("DO", "DI"))
    yield from labelled_ids(fields.look(*_PLACES))
    while fields.first(*_PLACES, that=is_only_id):
        pass
    for scheme, number in pubmed_ids(" ".join(fields.look("DB", "DP")), fields.look("AN"), fields.look("C5")):
        yield scheme, fields.first("AN", "C5", that=number.__eq__)
    yield from arxiv_inside(fields.look(*_SINGLE["venue"]))
