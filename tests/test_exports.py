"""Each export format: as expected, and as its specification wants it."""

import csv
import io
import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.clean.formulas import guard_cell, unguard_cell
from generator.model import Facts
from generator.publish.exports import EXPORTS, Export, export_named
from generator.publish.exports.cited import imprint
from tests.exports.toy import ORCID, catalog_of, papers
from tests.make import paper

GOLDEN = Path(__file__).parent / "exports"
TOY = catalog_of(*papers())


def _text(name: str) -> str:
    return "".join(export_named(name).render(TOY, TOY.papers.values()))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_format_is_as_expected(export: Export, update_golden: bool) -> None:
    """The invented catalog in each format; `--update-golden` writes the files anew."""
    golden = GOLDEN / f"toy{export.suffix}"
    if update_golden:
        golden.write_bytes(_text(export.name).encode())
    assert _text(export.name) == golden.read_bytes().decode()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_catalog_may_keep_its_abstracts(export: Export) -> None:
    """`abstracts: omit`."""
    catalog = catalog_of(*papers(), abstracts=False)
    assert "glows" not in "".join(export.render(catalog, catalog.papers.values()))


def test_formats_are_told_apart_by_name_and_suffix() -> None:
    """No file of the site is written twice."""
    assert len({export.name for export in EXPORTS}) == len({export.suffix for export in EXPORTS}) == len(EXPORTS)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_no_papers_are_a_valid_file(export: Export) -> None:
    """Of JSON an empty list, of CSV the header."""
    text = "".join(export.render(TOY, []))
    assert export.name != "csl-json" or json.loads(text) == []
    assert export.name != "csv" or text.startswith("id,title,")


# --- CSL-JSON --------------------------------------------------------------------------------------------------------

_TEXT = {"type": "string", "minLength": 1}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}  # fmt: skip
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(
        ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"), _TEXT
    ),
    "additionalProperties": False,
    "oneOf": [{"required": ["literal"]}, {"required": ["family"]}],
}
_TYPES = ("article", "article-journal", "book", "chapter", "dataset", "document", "paper-conference", "report",
          "software", "thesis")
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(
                ("id", "genre", "title", "container-title", "volume", "issue", "number", "page", "publisher", "DOI",
                 "PMID", "PMCID", "archive", "archive_location", "URL", "abstract", "keyword", "status",
                 "collection-title", "edition", "publisher-place", "ISBN", "language"), _TEXT,
            ),
            "type": {"enum": _TYPES},
            "author": {"type": "array", "items": _NAME},
            "editor": {"type": "array", "items": _NAME},
            "issued": _DATE,
            "original-date": _DATE,
            "custom": {"type": "object"},
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}  # fmt: skip
"""The part of CSL-JSON 1.0.2 that we write; more strictly, since we write nothing that is empty."""


def test_csl_json_follows_its_schema() -> None:
    """Known variables only; a name is taken apart or literal."""
    assert [str(error) for error in Draft7Validator(CSL_SCHEMA).iter_errors(json.loads(_text("csl-json")))] == []


def test_csl_json_has_the_cited_and_the_first_date() -> None:
    """A paper of OWLS 2024 that was first seen in September 2023."""
    item = json.loads(_text("csl-json"))[0]
    assert item["issued"] == {"date-parts": [[2024]]}
    assert item["original-date"] == {"date-parts": [[2023, 9, 27]]}
    particle = {"family": "Møller", "given": "Ada", "non-dropping-particle": "van der", "suffix": "Jr."}
    assert item["author"] == [particle, {"literal": "The Lamp Collaboration"}, {"literal": "李明"},
                              {"family": "Reed", "given": "Bo"}]


# --- RIS -------------------------------------------------------------------------------------------------------------


def test_ris_has_the_shape_of_its_specification() -> None:
    """Each line is a tag of two characters, two spaces, a hyphen and a space; `TY` comes first, `ER` last."""
    text = _text("ris")
    lines = text.split("\r\n")
    assert lines.pop() == "" and "\n" not in "".join(lines)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    tags = [line[:2] for line in lines]
    starts = [n for n, tag in enumerate(tags) if tag == "TY"]
    ends = [n for n, tag in enumerate(tags) if tag == "ER"]
    assert starts == [0, *(n + 1 for n in ends[:-1])] and ends[-1] == len(tags) - 1


# --- JSON Lines and CSV ----------------------------------------------------------------------------------------------


def test_every_line_of_json_has_every_key() -> None:
    """In one order; an author is a name, or has an ORCID beside it."""
    objects = [json.loads(line) for line in _text("jsonl").splitlines()]
    keys = ["id", *(field.name for field in fields(Facts)), "topics", "added", "sources", "aliases"]
    assert all(list(found) == keys for found in objects)
    assert objects[0]["authors"][:2] == [{"name": "Ada van der Møller Jr.", "orcid": ORCID}, "The Lamp Collaboration"]


def test_a_table_keeps_what_a_spreadsheet_would_compute() -> None:
    """An apostrophe says that it is text."""
    rows = list(csv.DictReader(io.StringIO(_text("csv"))))
    assert rows[-1]["title"] == "'=SUM(1+1) of 'owls'"
    assert rows[0]["orcids"] == f"{ORCID}; ; ; ; "
    assert rows[1]["orcids"] == ""
    assert rows[0]["links"] == "code=https://github.com/example/glow data=https://example.org/a_(b)?c=1&d=2"
    assert rows[0]["topics"] == "lamps"


@given(st.text(alphabet="'=+-@a\t "))
def test_a_guarded_cell_comes_back_and_computes_nothing(text: str) -> None:
    """Whatever it begins with."""
    assert unguard_cell(guard_cell(text)) == text
    assert not guard_cell(text).startswith(("=", "+", "-", "@", "\t"))


# --- Markdown --------------------------------------------------------------------------------------------------------


@given(st.text(max_size=40))
def test_a_paper_is_one_line_of_markdown(title: str) -> None:
    """Whatever its title, no line breaks off and no tag opens."""
    catalog = catalog_of(paper("x", title=title, authors=("Ada",), ids={"arxiv": "2309.00001"}))
    (line,) = "".join(export_named("markdown").render(catalog, catalog.papers.values())).splitlines()
    assert line.startswith("- [") and line.endswith("](https://arxiv.org/abs/2309.00001) Ada. 2023.")


@pytest.mark.parametrize(("text", "edition"), [
    ("1", "1st edition"), ("2", "2nd edition"), ("3", "3rd edition"), ("4", "4th edition"), ("11", "11th edition"),
    ("22", "22nd edition"), ("Revised", "Revised edition"), ("2nd ed.", "2nd ed."), ("Third Edition", "Third Edition"),
])  # fmt: skip
def test_an_edition_is_said_in_words(text: str, edition: str) -> None:
    assert imprint(paper("x", edition=text)) == [edition]
