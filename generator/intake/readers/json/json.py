"""JSON Lines, and JSON lists, of plain objects: `{"title": …, "authors": […], "year": …}`, named as columns are.

The formats of services and of reference managers have readers of their own; what bears one of their marks is not plain.
"""

from collections.abc import Iterator
from typing import Any

from generator.intake.readers.cells import Place, as_record, dividers_of, tidied, whole_names
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import Column, are_of_papers, column_named, missing_columns
from generator.intake.readers.json.csl_json import is_csl
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.objects import cells_of
from generator.intake.readers.json.zotero import is_item
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "json"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON objects with plain names such as `title`, `authors`, `year`"

_OUR_OWN = {"ids", "links", "aliases", "sources"}
_SERVICES: tuple[set[str], ...] = (
    {"authorships"},
    {"abstract_inverted_index"},
    {"paperId"},
    {"externalIds"},
    {"message-type"},
    {"container-title"},
)
"""Keys of OpenAlex, Semantic Scholar and Crossref, whose answers have other readers."""


def identify(capture: Capture) -> bool:
    """Whether the first object has a paper's names and no mark of another format."""
    value = first_value(capture)
    if not isinstance(value, dict) or is_item(value) or is_csl(value):
        return False
    marked = any(marks <= value.keys() for marks in _SERVICES) or isinstance(value.get("title"), list)
    openalex = str(value.get("id", "")).startswith("https://openalex.org/")
    return not marked and not openalex and are_of_papers(column_named(name, capture.columns) for name in value)


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each object; texts that list names are divided as they are in all objects together."""
    entries = list(read_objects(capture))
    objects = [entry for entry in entries if isinstance(entry, JsonValue)]
    names = dict.fromkeys(name for entry in objects for name in entry.value)
    columns = [column_named(name, capture.columns) for name in names]
    if objects:
        yield from missing_columns(capture, columns, objects[0].line)
    texts = [[_text(entry.value.get(column.name), column) for column in columns] for entry in objects]
    dividers = dict(zip(names, dividers_of(columns, texts), strict=True))
    for entry in entries:
        if not isinstance(entry, JsonValue):
            yield entry
            continue
        exact = entry.value.keys() >= _OUR_OWN
        cells, leftover = cells_of(_as_written(entry), capture.columns, dividers, exact=exact)
        place = Place(reader=NAME, capture=capture, lines=entry.lines, text=entry.text, exact=exact)
        yield as_record(place, map(whole_names, cells) if exact else cells, leftover)


def _text(value: Any, column: Column) -> str:
    return tidied(value, column) if isinstance(value, str) else ""


def _as_written(entry: JsonValue) -> dict[str, Any]:
    """The object with its fractions as they stand there: as a number, the arXiv id 2309.16040 would lose its end."""
    plain = dict(entry.value)
    for name, value in plain.items():
        if isinstance(value, float) and (source := entry.below(name)):
            plain[name] = source.text
    return plain
