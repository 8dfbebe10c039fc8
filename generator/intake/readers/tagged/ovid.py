"""Ovid's text: numbered entries, in tags as `TI  - A title` or with the names of fields above their indented texts.

    <1>
    Authors
      Roe J.  Poe MA.
    Title
      Owls at night.
"""

import re
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import ADDRESS, addresses, appearances, is_only_id, labelled_ids, pubmed_ids
from generator.intake.readers.tagged.ovid_source import parse_source
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "ovid"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries that begin with `<1>`, as Ovid writes them"

_NUMBER = r"[ \t\ufeff]*<\s*\d+\s*\.?\s*>[ \t]*"
_NAME_OF_FIELD = r"[A-Z][A-Za-z][A-Za-z0-9/()&' -]{0,60}"
_FORM = Form(
    opening=re.compile(rf"^{_NUMBER}$"),
    tags=(
        re.compile(r"^(?P<tag>[A-Z][A-Z0-9]) {1,3}-(?: +(?P<text>.*)|$)"),
        re.compile(rf"^(?P<tag>{_NAME_OF_FIELD}?)\s*(?P<text>)$"),
    ),
    start="<1>",
)
_ENTRY = re.compile(rf"^{_NUMBER}\n(?:[A-Z][A-Z0-9] {{1,3}}- \S|{_NAME_OF_FIELD}\n[ \t]+\S)", re.MULTILINE)
_SINGLE = {
    "title": ("CT", "Chapter Title", "TI", "Title"),
    "venue": ("JN", "Journal Name", "Journal", "BT", "Book Title"),
    "volume": ("VO", "VI", "Volume"),
    "number": ("IP", "Issue", "Issue/Part", "Issue Number"),
    "pages": ("PG", "Page", "Pages", "Page(s)"),
    "publisher": ("PB", "PU", "Publisher"),
    "abstract": ("AB", "Abstract"),
}
"""Field → its tags and names, the best first."""
_PLAIN = {
    "series": ("SE", "Series Title", "Book Series Title"),
    "edition": ("ET", "Edition"),
    "isbn": ("IB", "ISBN"),
    "language": ("LG", "LA", "Language"),
}
_NUMBERS = ("UI", "Unique Identifier", "AN", "Accession Number")
_PLACES = (*_NUMBERS, "PM", "PMID", "SI", "PubMed ID")
_DOIS = ("DO", "DI", "DOI", "Digital Object Identifier", "DOI Number")
_DATES = ("DP", "Date of Publication", "Publication Date", "YR", "Year of Publication", "Publication Year", "PY")
_TELLING = ("Journal Article", "Article", "Book Chapter", "Chapter", "Conference Paper", "Dissertation", "Book")
_NO_NUMBER = re.compile(r"\D+")
_SHORT = r"[^\W\d_][^.;,]* [A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|[4-9]th))?"
_SHORT_NAME = re.compile(r"([^,]+) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|[4-9]th))?")
_SHORT_LIST = re.compile(rf"(?:{_SHORT}\.\s+)+{_SHORT}\.?")


def identify(capture: Capture) -> bool:
    """Whether the first line of a numbered entry is one of its fields."""
    return _ENTRY.search(capture.text) is not None


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each number, in the order of the file."""
    for item in read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    printed = parse_source(" ".join(fields.look("SO", "Source")))
    if printed:
        fields.take("SO", "Source")
    said = {name: fields.first(*tags) for name, tags in _SINGLE.items()}
    date = fields.first(*_DATES)
    key = next((text for tag in _NUMBERS for text in fields.look(tag)), "")
    ids = tuple(_ids(fields))
    return entry.as_record(
        NAME,
        **{name: text or printed.get(name, "") for name, text in said.items()},
        **fields.plain(_PLAIN),
        **appearances(printed.get("date", "") or date, date),
        type=_type(fields),
        authors=_authors(fields),
        editors=_editors(fields),
        keywords=tuple(_words(fields)),
        key=fields.first(*_NUMBERS) or key,
        ids=ids,
        links=addresses(match[0] for match in fields.where(ADDRESS, "UR", "URL", "Link to the Ovid Full Text")),
    )


def _type(fields: Fields) -> str:
    texts = fields.look("PT", "Publication Type")
    types = [word for text in texts for word in re.split(r"[;.]\s*", text) if word]
    type_ = next((word for word in _TELLING if word in types), types[0] if types else "")
    fields.first("PT", "Publication Type", that=lambda text: text.rstrip(".") == type_)
    return type_


def _authors(fields: Fields) -> tuple[str, ...]:
    """The full names where all have one; their short forms say no more."""
    whole = _names(fields, "FA", "Authors Full Name", "Author Full Name", "Full Author Name")
    short = _names(fields, "AU", "Authors", "Author", "Author(s)")
    return whole if len(whole) >= len(short) else short


def _editors(fields: Fields) -> tuple[str, ...]:
    """In some databases `ED` has the editors, in others the day on which the entry was made."""
    tagged = tuple(_name(match[0]) for match in fields.where(_NO_NUMBER, "ED"))
    return tagged or _names(fields, "BE", "Book Editors", "Editors", "Editor")


def _names(fields: Fields, *tags: str) -> tuple[str, ...]:
    return tuple(_name(part) for text in fields.take_lines(*tags) for part in _divided(text) if part.strip(" ."))


def _divided(text: str) -> list[str]:
    """The single names: `Roe J.  Poe MA.` and `Roe, Jane;  Poe, Max` are two."""
    if ";" in text:
        return text.split(";")
    if "  " in text:
        return re.split(r"\s{2,}", text)
    return re.split(r"\.\s+", text) if _SHORT_LIST.fullmatch(text) else [text]


def _name(text: str) -> str:
    """`Roe JA.` as `Roe, JA`; the full stop of `Roe, Jane.` is the list's, that of `Roe, Jane A.` the initial's."""
    plain = text.strip()
    if "," not in plain or re.search(r"[^\W\d_]{2}\.$", plain):
        plain = plain.removesuffix(".")
    match = _SHORT_NAME.fullmatch(plain)
    return ", ".join(filter(None, match.groups())) if match else plain


def _words(fields: Fields) -> Iterator[str]:
    for text in fields.take_lines("KW", "Keywords", "Keyword Heading", "Key Words"):
        yield from (word.strip(" .") for word in re.split(r";\s*|\.\s{2,}", text) if word.strip(" ."))


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    """DOIs first, then ids wherever they say what they are, then a number that the database tells to be PubMed's."""
    yield from (("doi", text) for text in fields.take(*_DOIS))
    yield from labelled_ids(fields.look(*_PLACES))
    while fields.first(*_PLACES, that=is_only_id):
        pass
    database = " ".join(fields.look("DB", "Database"))
    for scheme, number in list(pubmed_ids(database, fields.look("UI", "Unique Identifier"), ()))[:1]:
        yield scheme, fields.first("UI", "Unique Identifier", that=number.__eq__)
