"""CSL-JSON, as Zotero, Pandoc and citeproc write it: `{"type": "article-journal", "issued": {"date-parts": …}, …}`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.clean.dates import is_earlier, is_far, parse_date
from generator.clean.keys import parse_citation_key
from generator.fields import PLAIN
from generator.intake.readers.cells import Cell, Place, as_record, list_cell
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import Column
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.objects import cells_of, scalar
from generator.intake.readers.noted_ids import ids_in_note
from generator.intake.readers.persons import people
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "csl_json"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON objects with the types of CSL, such as `article-journal`, and `issued` or `author` in parts"

_LISTS = (("references",), ("items",))
_TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance "
    "periodical personal_communication post post-weblog regulation report review review-book software song speech "
    "standard thesis treaty webpage".split()
)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "venue": ("container-title", "event-title", "event"),
    "type": ("type",),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "pages": ("page",),
    "publisher": ("publisher",),
    "abstract": ("abstract",),
    "keywords": ("keyword",),
    "doi": ("DOI",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
    "url": ("URL",),
    "categories": ("categories",),
    "state": ("status",),
    "authors": ("author",),
    "editors": ("editor",),
    **{field.name: (field.csl,) for field in PLAIN},
}
"""Field → the variables of CSL that give it, the best first."""
_COLUMNS = {
    name: Column(name=name, field=field, rank=rank)
    for field, names in _FIELDS.items()
    for rank, name in enumerate(names)
}
_ANYTHING = ("type", "document")
"""CSL's word for what has no other type, which says nothing."""
_ORCIDS = Column(name="ORCID", field="orcids")
_TAKEN = ("id", "citation-key", "author", "editor", "custom", "issued", "original-date")
_OTHERS = ("issued", "original-date", "accessed", "editor", "custom", "genre", "note", "archive", "archive_location")
"""More of CSL's variables, which together with those tell an item that has few."""
_NOTES = ("note", "number", "archive_location", "annote")


def is_csl(value: Any) -> bool:
    """Whether an object has a type that only CSL has, or one of CSL's and nothing that is not CSL's, or names in parts.

    Crossref's own works have the same names, but lists as titles.
    """
    if not isinstance(value, dict) or not isinstance(value.get("title", ""), str):
        return False
    type_ = value.get("type")
    if not isinstance(type_, str) or type_ not in _TYPES:
        return False
    bare = "id" in value and value.keys() <= {"id", *_COLUMNS, *_OTHERS}
    if bare or "-" in type_ or isinstance(value.get("custom"), dict):
        return True
    dated = any(isinstance(value.get(name), dict) for name in ("issued", "original-date", "accessed"))
    authors = value.get("author")
    named = isinstance(authors, list) and any(isinstance(author, dict) and "family" in author for author in authors)
    return dated or "container-title" in value or (named and "id" in value and "year" not in value)


def identify(capture: Capture) -> bool:
    """Whether the first object, or the first in `references` or `items`, is CSL's."""
    value = first_value(capture)
    for (name,) in _LISTS:
        listed = value.get(name) if isinstance(value, dict) else None
        value = listed[0] if isinstance(listed, list) and listed else value
    return is_csl(value)


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each object, in the order of the file."""
    for entry in read_objects(capture, *_LISTS):
        yield _read_item(entry) if isinstance(entry, JsonValue) else entry


def _read_item(entry: JsonValue) -> RawRecord:
    item = entry.value
    cells, leftover = _cells(item)
    dates, dates_left = _dates(item)
    notes = [scalar(item.get(name)) for name in _NOTES]
    notes.append(f"{scalar(item.get('archive'))}: {scalar(item.get('archive_location'))}")
    noted = [pair for note in notes for pair in ids_in_note(note)]
    place = Place(reader=NAME, capture=entry.capture, lines=entry.lines, text=entry.text, exact=True)
    raw = as_record(place, cells, leftover)
    number = "" if any(scheme for scheme, _ in ids_in_note(raw.number)) else raw.number
    stated = {scheme for scheme, _ in raw.ids}
    key = scalar(item.get("id"))
    return replace(
        raw,
        **dates,
        key=key,
        citation_key=scalar(item.get("citation-key")) or parse_citation_key(key),
        number=number,
        ids=(*raw.ids, *(pair for pair in noted if pair[0] not in stated)),
        leftover=(*raw.leftover, *dates_left),
    )


def _cells(item: Mapping[str, Any]) -> tuple[list[Cell], list[tuple[str, str]]]:
    """The cells of what CSL has variables for and of `custom`, which holds what it has none for, or not so exactly."""
    custom = item.get("custom")
    cells, leftover = cells_of(custom, exact=True) if isinstance(custom, dict) else ([], [])
    leftover = [(f"custom.{name}", text) for name, text in leftover]
    cells = [replace(cell, column=replace(cell.column, rank=-1)) for cell in cells]
    stated = {cell.column.field for cell in cells}
    names, orcids = people(item.get("author") or [])
    editors, _ = people(item.get("editor") or [])
    cells += [list_cell(_COLUMNS["author"], names), list_cell(_ORCIDS, orcids), list_cell(_COLUMNS["editor"], editors)]
    for name, value in item.items():
        if name in ("keyword", "categories") and isinstance(value, list):
            cells.append(list_cell(_COLUMNS[name], tuple(filter(None, map(scalar, value)))))
        elif (name == "keyword" and "keywords" in stated) or (name, value) == _ANYTHING or name in _TAKEN:
            continue
        elif name in _COLUMNS and scalar(value):
            text = scalar(value)
            cells.append(Cell(column=_COLUMNS[name], text=text, items=(text,)))
        elif value not in (None, "", [], {}):
            leftover.append((name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))
    return cells, leftover


# --- Dates -----------------------------------------------------------------------------------------------------------


def _dates(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The dates, and what is left over: years before it was issued, the original of a translation appeared."""
    issued, original = _date_text(item.get("issued")), _date_text(item.get("original-date"))
    own, first = parse_date(issued), parse_date(original)
    if not original or not issued:
        return {"date": issued or original}, []
    if own and first and is_earlier(first, own) and not is_far(first, own):
        return {"date": issued, "first": original}, []
    return {"date": issued}, [("original-date", original)]


def _date_text(value: Any) -> str:
    """`{"date-parts": [[2023, 9]]}` → `2023-9`, `{"raw": "Sep. 2023"}` → `Sep. 2023`; a range keeps its start."""
    if not isinstance(value, dict):
        return scalar(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    said = [scalar(part) for part in (first if isinstance(first, list) else [first])]
    return "-".join(filter(None, said)) or scalar(value.get("raw")) or scalar(value.get("literal"))
