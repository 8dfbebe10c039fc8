"""The JSON Schema of records: every record follows it, what is none does not, and it says what each field means."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.pipeline import load_catalog
from generator.publish.exports.jsonl import as_object
from generator.records.schema import record_schema
from generator.records.store import KEYS, as_plain
from tests.exports.toy import papers
from tests.shared import ROOT

SCHEMA: dict[str, Any] = json.loads(record_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
RECORDS = sorted((ROOT / "site_src" / "records").glob("*.yml"))


def test_the_schema_is_one() -> None:
    """Of the draft that it names."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_bundled_record_follows_it() -> None:
    """As it stands in its file, whose name is its id."""
    for path in RECORDS:
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # all scalars are text, as we read them
        for source in record.get("sources", []):
            source.update({"line": int(source["line"])} if "line" in source else {})
        assert [error.message for error in VALIDATOR.iter_errors({"id": path.stem, **record})] == [], path.name


def test_every_invented_record_follows_it() -> None:
    """With all that a record can hold."""
    for record in papers():
        assert VALIDATOR.is_valid({"id": record.id, **json.loads(json.dumps(as_plain(record)))})


@pytest.mark.parametrize("wrong", [
    {}, {"id": "A b"}, {"id": "a", "date": "27.9.2023"}, {"id": "a", "autors": []}, {"id": "a", "ids": {"doi": "x"}},
    {"id": "a", "authors": [{"orcid": "0000"}]}, {"id": "a", "links": [{"kind": "poem", "url": "https://a.example"}]},
])  # fmt: skip
def test_what_is_no_record_does_not(wrong: dict[str, Any]) -> None:
    """A schema that accepts all would say nothing."""
    assert not VALIDATOR.is_valid(wrong)


def _properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema.get("properties", {}).items()
    for definition in schema.get("$defs", {}).values():
        yield from definition["properties"].items()


def test_every_field_says_what_it_means() -> None:
    """By its docstring, or where its name says nearly all, by a line in `schema`."""
    assert set(KEYS) <= set(SCHEMA["properties"])
    assert [name for name, value in _properties(SCHEMA) if not value.get("description")] == []


def test_the_lines_of_the_whole_have_the_same_fields() -> None:
    """But for what is about the record and not the paper."""
    catalog, _ = load_catalog(ROOT / "site_src")
    line = as_object(catalog, next(iter(catalog.papers.values())))
    assert set(line) == set(SCHEMA["properties"]) - {"names", "notes", "kept", "merged", "proposed", "relations"}
