"""The JSON Schema of a record, out of the model: what its fields are called, hold and mean."""

import json
from typing import Any

from pydantic import TypeAdapter

from generator.model import ID_NAMES, Facts, Paper

_MEANINGS = {
    "id": "What the record and its page are called; in a catalog, the name of the file.",
    "sources": "Where its values came from.",
    "title": "As the paper prints it; formulas between dollars: `$O(n^2)$`.",
    "authors": "In order; a name alone, or with its ORCID. `others` at the end says that some are missing.",
    "date": "As precise as it is known: `2023`, `2023-09` or `2023-09-27`.",
    "venue": "Where it appeared, with the year where that is part of the name: `NeurIPS 2024`.",
    "type": "What kind of publication it is.",
    "volume": "Of a journal or a series.",
    "publisher": "Who published it.",
    "ids": "Names that others gave the paper.",
    "abstract": "The authors' own.",
    "links": "What belongs to the paper: code, data, models.",
    "state": "What became of it after it appeared.",
    "awards": "What it won.",
    "orcid": "Four groups of four digits, the last of which may be an X.",
    "kind": "What stands behind the address.",
    "url": "An absolute http or https address.",
    "capture": "The file it was read from, or the place where it was looked up.",
    "line": "Where in that file the row begins, from 1.",
}
"""Of fields whose name says nearly all, and which therefore have no docstring."""


def record_schema() -> str:
    """The schema, as JSON (draft 2020-12)."""
    schema = TypeAdapter(Paper).json_schema(mode="validation")
    # pydantic reads the docstrings of a class itself, and not of the one it is made from.
    for key, value in TypeAdapter(Facts).json_schema(mode="validation")["properties"].items():
        _explain(schema["properties"][key], value.get("description", ""))
    for name, definition in (*schema.get("$defs", {}).items(), ("Paper", schema)):
        meanings = {key: f"{text}, where it has one." for key, text in ID_NAMES.items()} if name == "Ids" else _MEANINGS
        for key, value in definition.get("properties", {}).items():
            _explain(value, meanings.get(key, ""))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record of a paper"}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=2) + "\n"


def _explain(definition: dict[str, Any], meaning: str) -> None:
    """Adds what a field means, where its docstring has not; a default is no business of who writes a file."""
    definition.pop("default", None)
    definition.pop("title", None)
    if meaning:
        definition.setdefault("description", meaning)
