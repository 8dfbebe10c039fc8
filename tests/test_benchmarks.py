"""The invented papers are valid records, the same ones each time, and look like real ones."""

from pathlib import Path
from statistics import mean

from benchmarks.make_records import as_bibtex, as_jsonl, invent
from generator.store import load_records

PHRASES = ["reading speed", "line length", "typography", "library catalog"]


def test_invented_papers_are_valid_records(tmp_path: Path) -> None:
    (tmp_path / "invented.jsonl").write_text(as_jsonl(invent(300, PHRASES)), encoding="utf-8")
    records, problems = load_records(tmp_path)
    assert problems == []
    papers = list(records.papers.values())
    assert len(papers) == 300
    assert 1_100 < mean(len(paper.abstract) for paper in papers) < 1_400
    assert 4 < mean(len(paper.authors) for paper in papers) < 6
    assert all(any(phrase in paper.abstract for phrase in PHRASES) for paper in papers)


def test_the_same_number_gives_the_same_bytes() -> None:
    assert as_bibtex(invent(20, PHRASES)) == as_bibtex(invent(20, PHRASES))
