"""The five seed captures and the torture files of the maintainers' machines."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.clean.text import fold
from generator.intake.normalize import normalize
from generator.intake.readers import Reader, Reading, decode, detect, read_capture, reader_named
from generator.model import Row
from tests.shared import SHARED

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
TORTURE = sorted((SHARED / "data" / "bibtex-torture").glob("**/*.bib"))

pytestmark = pytest.mark.shared("seeds", "facts", "data/bibtex-torture")


@cache
def reading_of(path: Path, reader: str = "") -> Reading:
    capture, problems = decode(path.name, path.read_bytes())
    assert capture, problems
    found = reader_named(reader) or detect(capture)
    assert isinstance(found, Reader), found
    return read_capture(capture, found)


def rows_of(path: Path) -> list[Row]:
    normalized = [normalize(record) for record in reading_of(path).records]
    assert not [problem for _, problems in normalized for problem in problems]
    return [row for row, _ in normalized if row]


@cache
def facts() -> list[dict[str, Any]]:
    lines = (SHARED / "facts" / "papers.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def facts_of(row: Row) -> dict[str, Any]:
    """The verified facts of a row, found by its id, its title or the beginning of its abstract."""
    found = [paper for paper in facts() if is_of(paper, row)]
    assert len(found) == 1, (row.line, [paper["title"] for paper in found])
    return found[0]


def is_of(paper: dict[str, Any], row: Row) -> bool:
    if row.facts.ids.arxiv:
        return bool(paper["arxiv"] == row.facts.ids.arxiv)
    if row.facts.title:
        return fold(row.facts.title) in {fold(title) for title in [paper["title"], *paper.get("alt_titles", [])]}
    return row.facts.abstract.startswith(paper["abstract_starts"].strip())


@pytest.mark.parametrize(("start", "reader", "rows"), [
    ("000", "catalyzex", 10), ("001", "hf_dataset", 100), ("002", "aitopics", 10), ("003", "hf_papers", 85),
    ("004", "catalyzex", 10),
])  # fmt: skip
def test_each_seed_is_read_to_the_last_line(start: str, reader: str, rows: int) -> None:
    """Its format is detected, each row is found, and nothing is left over."""
    path = next(path for path in SEEDS if path.name.startswith(start))
    reading = reading_of(path)
    assert {record.reader for record in reading.records} == {reader}
    assert len(reading.records) == len(rows_of(path)) == rows
    assert not reading.residue
    assert not reading.problems


def test_the_seeds_name_what_is_known_of_them() -> None:
    """215 rows of 207 papers: 94 titles and 100 arXiv ids, all of them right."""
    rows = [row for path in SEEDS for row in rows_of(path)]
    papers = [facts_of(row) for row in rows]
    assert (len(rows), len({paper["arxiv"] for paper in papers})) == (215, 207)
    for row, paper in zip(rows, papers, strict=True):
        assert fold(row.facts.abstract).startswith(fold(paper["abstract_starts"])[:50]) or len(paper["captures"]) > 1
        assert row.capture in paper["captures"]
    assert len({paper["arxiv"] for row, paper in zip(rows, papers, strict=True) if row.facts.title}) == 94
    assert len({row.facts.ids.arxiv for row in rows} - {None}) == 100


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_every_link_of_a_capture_is_a_clean_link_of_its_paper(path: Path) -> None:
    """Each link in the text is one of the facts, and each fact whose address stands in the text is found."""
    text = path.read_text(encoding="utf-8")
    for row in rows_of(path):
        known = {url.rstrip("/") for url in facts_of(row).get("links", [])}
        found = {link.url for link in row.facts.links}
        assert found <= known
        owned = {url for url in known if re.sub(r"https?://", "", url) in text} - found
        source = next(record.text for record in reading_of(path).records if record.line == row.line)
        assert not [url for url in owned if re.search(re.escape(re.sub(r"https?://", "", url)) + r"\b(?!/)", source)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_abstracts_of_the_seeds_are_mended(path: Path) -> None:
    """No link is glued to a word, no footnote number stands before one, no stamp ends an abstract."""
    for row in rows_of(path):
        wrong = r"\w(https?://|arXiv:\d)|https?://\S+\.\.|\d{3}https?:|workers\.dev|\\[%&_]"
        assert not re.search(wrong, row.facts.abstract)


def test_the_stamp_of_one_abstract_gives_its_date() -> None:
    """The one paper whose abstract ends with arXiv's stamp knows its day."""
    dated = [row for path in SEEDS for row in rows_of(path) if row.facts.date]
    assert [(row.facts.ids.arxiv, row.facts.date) for row in dated] == [("2405.04517", "2024-05-07")]


@pytest.mark.parametrize("path", TORTURE, ids=lambda path: path.name)
def test_no_bibtex_file_is_too_hard(path: Path) -> None:
    """Each entry of a file made to break parsers is a row or a problem, and no line of it is lost."""
    reading = reading_of(path, "bibtex")
    text = "\n".join(record.text for record in reading.records) + "\n".join(p.excerpt for p in reading.problems)
    entries = re.findall(r"^[ \t]*@[ \t]*(?!comment|string|preamble)\w+[ \t]*[{(]", text, re.I | re.M)
    failed = [problem for problem in reading.problems if problem.code == "bibtex-entry"]
    assert len(reading.records) + len(failed) >= len(entries)
    assert not reading.residue
    for record in reading.records:
        normalize(record)
