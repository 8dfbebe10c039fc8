"""Catalog → file → catalog: what comes back is what went out, but for what the format says that it loses."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.catalog import Catalog
from generator.clean.dates import parse_date
from generator.clean.identifiers import as_id
from generator.clean.names import is_others, parse_name
from generator.clean.publication import parse_keywords, parse_pages
from generator.clean.text import clean_text
from generator.clean.urls import kind_of
from generator.clean.venues import parse_venue
from generator.exports import EXPORTS, Export
from generator.exports.cited import cited, venue_of
from generator.model import LINK_KINDS, OTHERS, Author, Capture, Facts, Ids, Link, Paper, PaperId
from generator.normalize import normalize
from generator.readers import READERS, detect, read_capture
from tests.exports.toy import catalog_of, papers

READER_OF = {"bibtex": "bibtex", "ris": "ris", "csl-json": "csl_json", "jsonl": "json", "csv": "csv"}
"""Format → the reader of its files. Markdown lists are made to be read, and hold too little to come back whole."""
WITH_READER = [export for export in EXPORTS if READER_OF.get(export.name) in {reader.name for reader in READERS}]


def _read_back(export: Export, catalog: Catalog) -> list[Facts]:
    """The facts of each row, in the order of the file."""
    text = "".join(export.render(catalog, catalog.papers.values())).replace("\r\n", "\n")
    capture = Capture(name=f"catalog{export.suffix}", text=text)
    reader = detect(capture)
    assert not hasattr(reader, "code"), reader
    assert reader.name == READER_OF[export.name]  # type: ignore[union-attr]
    reading = read_capture(capture, reader)  # type: ignore[arg-type]
    assert reading.residue == () and reading.problems == ()
    rows = [normalize(raw) for raw in reading.records]
    assert [problem for _, problems in rows for problem in problems] == []
    return [row.facts for row, _ in rows if row]


def _held(export: Export, catalog: Catalog, paper: Paper) -> Facts:
    """What the format can hold of a paper: all but what its entry in `EXPORTS` says."""
    facts = Facts(**{field.name: getattr(paper, field.name) for field in fields(Facts)})
    for name in export.loses:
        facts = LOSSES[name](facts, catalog, paper)
    return facts
