"""The maintainers' BibTeX files: hostile ones of two parsers, and bug reports with what Zotero made of them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.clean.text import clean_text
from generator.intake.normalize import normalize
from generator.intake.readers import Reading, decode, detect, read_capture, reader_named
from generator.model import Facts, RawRecord
from generator.problems import Problem
from tests.shared import SHARED

pytestmark = pytest.mark.shared("data/bbt-import-sample", "data/bibtex-torture")

SAMPLES = SHARED / "data" / "bbt-import-sample"
TORTURE = SHARED / "data" / "bibtex-torture"
FILES = sorted([*TORTURE.glob("*/*.bib"), *SAMPLES.glob("*.bib")])
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem[:40]}")

ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)\w+\s*[{(]", re.IGNORECASE | re.MULTILINE)
NO_PAPERS = ("fields that other", "names of entries", "setting of", "volume that other")
NOT_EQUAL = {
    "MittelbachLaTeXCompanion2006": r"`\LaTeX{} Companion` is `LaTeX Companion` here; the fixture is of a library that "
    "is set to keep LaTeX as it is",
    "Hulse2009": "the address of a publisher's resolver is a DOI here",
}


def reading_of(path: Path) -> tuple[str, Reading]:
    capture, _ = decode(path.name, path.read_bytes())
    reader = reader_named("bibtex")
    assert capture and reader
    return capture.text, read_capture(capture, reader)


@each_file
def test_each_entry_is_a_row_or_is_explained(path: Path) -> None:
    """Entries that a plain search finds = rows + problems + ignored entries; and no line is left unexplained."""
    text, reading = reading_of(path)
    assert not reading.residue
    failed = [problem for problem in reading.problems if problem.code == "bibtex-entry"]
    ignored = [item for item in reading.ignored if item.reason.startswith(NO_PAPERS)]
    assert len(ENTRY.findall(text)) == len(reading.records) + len(failed) + len(ignored)
    for record in reading.records:
        row, problems = normalize(record)
        assert row or [problem.code for problem in problems][-1:] == ["empty-row"]


def test_no_entry_of_these_files_is_too_broken() -> None:
    """With slips of the hand mended, none of them fails."""
    assert not Counter(problem.code for path in FILES for problem in reading_of(path)[1].problems)["bibtex-entry"]


@pytest.mark.parametrize("path", sorted(TORTURE.glob("*/*.bltxml")), ids=lambda path: path.stem)
def test_biblatexml_is_explained_as_unknown(path: Path) -> None:
    """Biber's own XML is no format of ours; the message names it and the way there, the hint says which are."""
    capture, _ = decode(path.name, path.read_bytes())
    assert capture
    problem = detect(capture)
    assert isinstance(problem, Problem)
    assert problem.code == "unknown-format"
    assert "BibLaTeXML (export as BibLaTeX)" in problem.message and "bibtex" in problem.hint


def test_the_fields_of_better_bibtex_are_met() -> None:
    """Title up to case, all authors in order, year and DOI equal what Zotero imports, for 96 % of the entries."""
    pairs = [pair for path in sorted(SAMPLES.glob("*.bib")) if (expected := _expected(path)) for pair in
             _pairs(path, expected)]  # fmt: skip
    unequal = {key: (found, expected) for key, found, expected in pairs if found != expected}
    assert len(pairs) == 53
    assert not unequal.keys() - NOT_EQUAL.keys(), unequal
    assert 1 - len(unequal) / len(pairs) >= 0.96


Four = tuple[str, tuple[str, ...], str, str]


def _expected(path: Path) -> list[dict[str, Any]]:
    """The items beside a file, whose name may end in another digest; the round-trip fixtures have none."""
    stem = re.sub(r"__[0-9a-f]{6}$", "", path.stem)
    found = [other for other in SAMPLES.glob("*.json") if re.sub(r"__[0-9a-f]{6}$", "", other.stem) == stem]
    items: list[dict[str, Any]] = json.loads(found[0].read_text(encoding="utf-8"))["items"] if found else []
    return items


def _pairs(path: Path, items: list[dict[str, Any]]) -> list[tuple[str, Four | None, Four]]:
    records = {_key(record): record for record in reading_of(path)[1].records}
    found = {key: row.facts for key, record in records.items() if (row := normalize(record)[0])}
    keys = [item["citationKey"] for item in items]
    return [(key, _four(found.get(key)), _four_of_item(item)) for key, item in zip(keys, items, strict=True)]


def _key(record: RawRecord) -> str:
    return record.key


def _four(facts: Facts | None) -> Four | None:
    if not facts:
        return None
    names = tuple(author.name for author in facts.authors)
    return facts.title.casefold(), names, facts.date[:4], facts.ids.doi or ""


def _four_of_item(item: dict[str, Any]) -> Four:
    """As Zotero has them, in one line, without italics and soft hyphens; it calls a patent's authors inventors."""
    people = [one for one in item.get("creators", []) if one["creatorType"] in ("author", "inventor")]
    names = [one.get("name") or f"{one.get('firstName', '')} {one['lastName']}" for one in people]
    title, date, doi = (item.get(name, "") for name in ("title", "date", "DOI"))
    title = re.sub(r"</?(i|b|sub|sup)>", "", clean_text(title))
    return title.casefold(), tuple(map(clean_text, names)), date[:4], doi.lower()
