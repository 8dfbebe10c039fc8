"""Plain objects of JSON as cells: each key is a column, whatever shape its value has."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.intake.readers.cells import PEOPLE, Cell, cell_of, list_cell, tidied
from generator.intake.readers.columns import LINK_FIELDS, Column, column_named
from generator.intake.readers.persons import PERSON_KEYS, people
from generator.model import LINK_KINDS

_IDS = {"ids", "identifiers", "external_ids", "externalids"}
_NAMES = ("name", "title", "display_name", "label", "tag", "term", "value", "text")
_DATE = ("year", "month", "day")
_ADDRESSES = ("url", "href", "link")

Leftover = tuple[str, str]


def cells_of(
    value: Mapping[str, Any],
    chosen: Iterable[tuple[str, str]] = (),
    dividers: Mapping[str, str] | None = None,
    *,
    exact: bool = False,
) -> tuple[list[Cell], list[Leftover]]:
    """The cells of an object, and what of it no cell can hold; `exact` leaves texts as they are."""
    cells: list[Cell] = []
    leftover: list[Leftover] = []
    pairs = tuple(chosen)
    for name, held in value.items():
        column = column_named(name, pairs)
        if isinstance(held, str):
            text = held if exact else tidied(held, column)
            cells.append(cell_of(column, text, (dividers or {}).get(name, "")))
        elif name.lower() in _IDS and isinstance(held, dict):
            cells += [_cell(column_named(scheme), held[scheme]) for scheme in held]
        elif column.field in PEOPLE:
            cells += _people_cells(column, held)
        else:
            cells.append(_cell(column, held))
        if _has_more(column, held):
            leftover.append((name, json.dumps(held, ensure_ascii=False)))
    return cells, leftover


def scalar(value: Any) -> str:
    """The text of a text, a number, or an object that has a name."""
    if isinstance(value, dict):
        dated = "-".join(filter(None, (scalar(value.get(key)) for key in _DATE)))
        return next((text for key in _NAMES if (text := scalar(value.get(key)))), dated)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) and value == value else ""


def _cell(column: Column, value: Any) -> Cell:
    if column.field in LINK_FIELDS and isinstance(value, dict | list):
        return Cell(column=column, text="; ".join(filter(None, map(_text, _listed(value)))), links=_links(value))
    if isinstance(value, list) and column.field == "orcids":  # parallel to the authors, "" for those without
        return Cell(column=column, text="; ".join(map(scalar, value)), items=tuple(map(scalar, value)))
    if isinstance(value, list):
        return list_cell(column, tuple(filter(None, map(scalar, value))))
    return cell_of(column, scalar(value))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(item: Any) -> str:
    return item if isinstance(item, str) else ""


def _links(value: Any) -> tuple[tuple[str, str], ...]:
    """Of `[{"kind": "code", "url": …}]`, and of `{"code": …}`."""
    if isinstance(value, dict) and not any(key in value for key in _ADDRESSES):
        pairs = [(kind, text) for kind, text in value.items() if isinstance(text, str) and text]
    else:
        items = value if isinstance(value, list) else [value]
        pairs = [(scalar(item.get("kind")), _address(item)) for item in items if isinstance(item, dict)]
    return tuple((kind if kind in LINK_KINDS else "", address) for kind, address in pairs if address)


def _address(item: Mapping[str, Any]) -> str:
    return next((_text(item[key]) for key in _ADDRESSES if item.get(key)), "")


def _people_cells(column: Column, value: Any) -> list[Cell]:
    names, orcids = people(value)
    cells = [Cell(column=column, text="; ".join(names), items=names)]
    if orcids and column.field == "authors":
        known = Column(name="orcids", field="orcids", rank=-1)
        cells.append(Cell(column=known, text="; ".join(orcids), items=orcids))
    return cells


def _has_more(column: Column, value: Any) -> bool:
    """Whether the objects in a value say more than its cell holds: an author's affiliation, a journal's ISSN."""
    taken = {"name"}
    if column.field in LINK_FIELDS:
        taken = {"kind", *_ADDRESSES, *(() if isinstance(value, list) else LINK_KINDS)}
    elif column.field in PEOPLE:
        return any(_keys(item) - PERSON_KEYS or (isinstance(item, list) and len(item) > 3) for item in _listed(value))
    elif column.field in ("date", "year"):
        taken = {"name", *_DATE}
    elif column.name.lower() in _IDS:
        return False
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, list) or bool(_keys(item) - taken) for item in items)


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, dict) else set()
