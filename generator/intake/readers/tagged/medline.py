"""PubMed's MEDLINE format, as `.nbib` files hold it: `TI  - A title`, from one `PMID- ` to the next.

Other services write it too; where no entry has a PMID, as in ERIC's, an empty line divides them.

    FAU - Roe, Jane A
    AUID- ORCID: 0000-0002-1825-0097
    AU  - Roe JA
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.lines import first_line
from generator.intake.readers.managers import appearances, signed
from generator.intake.readers.people import as_name
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "medline"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries that begin with `PMID- `, as PubMed writes them"

_FORM = Form(
    opening=re.compile(r"^\ufeff?PMID- "),
    tags=(re.compile(r"^\ufeff?(?P<tag>[A-Z0-9]{2,4}) *-(?: (?P<text>.*)|$)"),),
    start="PMID- ",
)
_DIVIDED = replace(_FORM, opening=_FORM.tags[0], start="an empty line and a field such as `TI  - `", divided=True)
_FIELD = re.compile(r"^(TI|AU|FAU|AB|DP|TA|JT|OWN|STAT|BTI) {1,2}- \S|^(STAT|OWN|DCOM)- \S")
# What tells it from RIS, where no number does.
_OWN_FIELD = re.compile(r"^(OWN|STAT|FAU|LID|DCOM|PST|JT) {0,2}- \S")
_TITLE = re.compile(r"^(TI|BTI) {1,2}- \S")
_RIS = re.compile(r"^[\s\ufeff]*(TY|ER) {0,2}-")
_SINGLE = {
    "title": ("TI", "BTI", "TT"),
    "venue": ("JT", "TA", "BTI"),
    "volume": ("VI",),
    "number": ("IP",),
    "pages": ("PG",),
    "publisher": ("PB",),
    "abstract": ("AB",),
}
"""Field → tags that hold it, the best first."""
_PLAIN = {"series": ("CTI",), "edition": ("EN",), "isbn": ("ISBN",), "language": ("LA",)}
_PLACE = {"place": ("PL",)}
"""Beside a publisher it is a city, else the country of a journal."""
_NUMBERED = {"doi": re.compile(r"(.+\S)\s*\[doi\]")}
"""`LID` and `AID` hold numbers of several kinds, each with its kind behind it."""
_ORCID = re.compile(r"ORCID:\s*(.*)", re.IGNORECASE)
# `Roe JA`, `Roe JA 3rd`: the surname, and initials without points.
_SHORT_NAME = re.compile(r"^([^,]+) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|[4-9]th))?$")
_TELLING = ("Preprint", "Dataset", "Book Chapter", "Journal Article")
RETRACTED = "Retracted Publication"


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry, and another is one of its fields."""
    if "PMID- " in capture.text and any(map(_FORM.opening.match, capture.lines)):
        return any(map(_FIELD.match, capture.lines))
    if not _DIVIDED.opening.match(first_line(capture.text)) or any(map(_RIS.match, capture.lines)):
        return False
    return any(map(_TITLE.match, capture.lines)) and any(map(_OWN_FIELD.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `PMID-`, or each run of fields where there is none, in the order of the file."""
    numbered = any(map(_FORM.opening.match, capture.lines))
    for item in read_entries(capture, _FORM if numbered else _DIVIDED):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    types = fields.look("PT")
    type_ = telling_type(types)
    while fields.first("PT", that={type_, RETRACTED}.__contains__):
        pass
    ids = tuple(_ids(fields))
    is_of_book = bool(fields.look("PB"))
    return entry.as_record(
        NAME,
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        **appearances(fields.first("DP"), fields.first("DEP")),
        **fields.plain(_PLAIN | (_PLACE if is_of_book else {})),
        **signed(_people(fields, "AU", "CN")),
        editors=tuple(name for name, _ in _people(fields, "ED")),
        type=type_,
        state=RETRACTED if RETRACTED in types or fields.look("RIN") else "",
        keywords=tuple(fields.take("OT")),
        key=next((number for scheme, number in ids if scheme == "pmid"), ""),
        ids=ids,
    )


def telling_type(types: Iterable[str]) -> str:
    """Of a record's many types the one that says what kind of publication it is: `Review` says it only if alone."""
    listed = list(types)
    return next((name for name in _TELLING if name in listed), listed[0] if listed else "")


def _people(fields: Fields, short: str, whole: str = "") -> list[tuple[str, str]]:
    """(name, ORCID) pairs: an ORCID stands below its author, and so does the short form of the name.

    Under `CN` stands a group, which is named whole.
    """
    kind = f"F{short}" if fields.look(f"F{short}") else short
    found: list[tuple[str, str]] = []
    for tag, text in fields.pairs(kind, whole, "AUID"):
        if tag == whole:
            found.append((as_name(text), ""))
        elif tag != "AUID":
            found.append((_SHORT_NAME.sub(r"\1, \2, \3", text).rstrip(", ") if tag == short else text, ""))
        elif found and (orcid := _ORCID.fullmatch(text)):
            found[-1] = (found[-1][0], orcid[1])
    fields.take(kind, whole)
    while fields.first(short, that=partial(_is_short_of, found)):
        pass
    fields.where(_ORCID, "AUID")
    return found


def _is_short_of(people: Iterable[tuple[str, str]], text: str) -> bool:
    """Whether a text is the short form of one of these names: `Roe JA` is that of `Roe, Jane A`."""
    match = _SHORT_NAME.fullmatch(text)
    return match is not None and any(name.startswith(f"{match[1]}, ") for name, _ in people)


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    yield from (("pmid", text) for text in fields.take("PMID"))
    yield from (("pmcid", text) for text in fields.take("PMC"))
    for scheme, pattern in _NUMBERED.items():
        yield from ((scheme, match[1]) for match in fields.where(pattern, "LID", "AID"))
