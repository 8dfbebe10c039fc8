"""The JSON Schema of a record, out of the model: what its fields are called, hold and mean."""

import json
from typing import Any

from pydantic import TypeAdapter

from generator.ids import SCHEMES
from generator.model import Facts, Paper

_MEANINGS = {
    "orcid": "Four groups of four digits, the last of which may be an X.",
    "kind": "What stands behind the address.",
    "url": "An absolute http or https address.",
}
"""Of fields whose name says nearly all, and which therefore have no docstring."""
_MEANINGS_OF_IDS = {key: f"{scheme.name}, where it has one." for key, scheme in SCHEMES.items()}


def record_schema() -> str:
    """The schema, as JSON (draft 2020-12)."""
    schema = TypeAdapter(Paper).json_schema(mode="validation")
    # pydantic reads the docstrings of a class itself, and not of the one it is made from.
    for key, value in TypeAdapter(Facts).json_schema(mode="validation")["properties"].items():
        _explain(schema["properties"][key], value.get("description", ""))
    for name, definition in (*schema.get("$defs", {}).items(), ("Paper", schema)):
        meanings = _MEANINGS_OF_IDS if name == "Ids" else _MEANINGS
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
