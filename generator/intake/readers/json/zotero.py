"""Zotero's own JSON: answers of its API, and Better BibTeX's export; items with `itemType` and `creators`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.fields import PLAIN
from generator.intake.readers.cells import Cell, Place, as_record, list_cell
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import Column
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.objects import scalar
from generator.intake.readers.noted_ids import ids_in_note
from generator.intake.readers.persons import people
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "zotero"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON items with `itemType`, from Zotero or Better BibTeX"

_NO_PAPERS = {"attachment": "Zotero attachment", "note": "Zotero note", "annotation": "Zotero annotation"}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "date": ("date", "dateDecided", "dateEnacted", "issueDate", "filingDate"),
    "venue": (
        "publicationTitle",
        "proceedingsTitle",
        "bookTitle",
        "conferenceName",
        "encyclopediaTitle",
        "dictionaryTitle",
        "meetingName",
        "websiteTitle",
        "blogTitle",
        "university",
        "institution",
        "repository",
    ),
    "type": ("itemType",),
    "volume": ("volume",),
    "number": ("issue", "reportNumber", "number"),
    "pages": ("pages",),
    "publisher": ("publisher",),
    "abstract": ("abstractNote",),
    "doi": ("DOI",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
    "url": ("url",),
    **{field.name: (field.zotero,) for field in PLAIN},
}
"""Field → the fields of Zotero that give it, the best first."""
COLUMNS = {
    name: Column(name=name, field=field, rank=rank)
    for field, names in _FIELDS.items()
    for rank, name in enumerate(names)
}
TAGS = Column(name="tags", field="keywords")
AUTHORS = ("author", "inventor", "presenter", "programmer", "podcaster", "cartographer", "director", "artist")
"""Kinds of creators that sign a work, each that of some types of items."""
EDITORS = ("editor",)
_KEYS = ("key", "citationKey", "itemKey", "itemID")
_TAKEN = ("tags", *_KEYS)
_NOTES = ("extra", "archiveID", "archiveLocation", "callNumber")


def is_item(value: Any) -> bool:
    """Whether an object is an item, or one with its item under `data`, or an export of several."""
    return isinstance(value, dict) and any(
        isinstance(held, dict) and "itemType" in held for held in (value, value.get("data"), *_some(value.get("items")))
    )


def _some(value: Any) -> list[Any]:
    return value[:3] if isinstance(value, list) else []


def identify(capture: Capture) -> bool:
    return is_item(first_value(capture))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each item; attachments and notes are none."""
    for entry in read_objects(capture, ("items",)):
        if not isinstance(entry, JsonValue):
            yield entry
            continue
        data = entry.value.get("data")
        item = data if isinstance(data, dict) else entry.value
        if reason := _NO_PAPERS.get(scalar(item.get("itemType"))):
            yield Ignored(lines=entry.lines, reason=reason)
        else:
            yield _read_item(entry, item)


def _read_item(entry: JsonValue, item: Mapping[str, Any]) -> RawRecord:
    place = Place(reader=NAME, capture=entry.capture, lines=entry.lines, text=entry.text)
    cells = [_cell(name, item[name]) for name in COLUMNS if scalar(item.get(name))]
    cells.append(list_cell(TAGS, tuple(filter(None, map(_tag, _list(item.get("tags")))))))
    creators = [creator for creator in _list(item.get("creators")) if isinstance(creator, dict)]
    signing = [creator for creator in creators if creator.get("creatorType") in AUTHORS]
    editing = [creator for creator in creators if creator.get("creatorType") in EDITORS]
    others = [one for one in _list(item.get("creators")) if _kind(one) not in (*AUTHORS, *EDITORS)]
    left = {**item, "creators": others or (item.get("creators") if not creators else [])}
    said = {name: value for name, value in left.items() if value not in (None, "", [], {})}
    rest = {name: value for name, value in said.items() if name not in (*COLUMNS, *_TAKEN)}
    noted = [pair for name in _NOTES for text in _texts(item.get(name)) for pair in ids_in_note(text)]
    raw = as_record(place, cells, ((name, _as_text(value)) for name, value in rest.items()))
    stated = {scheme for scheme, _ in raw.ids}
    names, orcids = people(signing)
    return replace(
        raw,
        key=next(filter(None, (scalar(item.get(name)) for name in _KEYS)), ""),
        citation_key=scalar(item.get("citationKey")),
        editors=people(editing)[0],
        authors=names,
        orcids=orcids,
        ids=(*raw.ids, *(pair for pair in noted if pair[0] not in stated)),
    )


def _cell(name: str, value: Any) -> Cell:
    return Cell(column=COLUMNS[name], text=scalar(value))


def _kind(creator: Any) -> Any:
    return creator.get("creatorType") if isinstance(creator, dict) else None


def _tag(tag: Any) -> str:
    return scalar(tag.get("tag")) if isinstance(tag, dict) else scalar(tag)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    """A note is one text, or in Better BibTeX's export a list of its lines."""
    return [scalar(item) for item in value] if isinstance(value, list) else [scalar(value)]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
