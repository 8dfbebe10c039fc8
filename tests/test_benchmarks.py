"""The invented papers are valid records, the same each time, and look like real ones; so do queries made of them."""

from pathlib import Path
from statistics import mean

from benchmarks.known_items import known_items
from benchmarks.make_records import as_bibtex, as_jsonl, invent
from generator.records.store import load_records

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


def test_known_items_are_what_a_reader_may_remember_of_their_paper(tmp_path: Path) -> None:
    """The same ones whatever the order of the papers; each kind as it says."""
    (tmp_path / "invented.jsonl").write_text(as_jsonl(invent(200, PHRASES)), encoding="utf-8")
    papers = load_records(tmp_path)[0].papers
    kinds = known_items(list(papers.values()), 20)
    assert kinds == known_items(list(papers.values())[::-1], 20)
    for item in kinds["words"]:
        assert set(item.query.split()) <= set(papers[item.papers[0]].title.lower().split())
    for item in kinds["typo"]:
        assert len(set(item.query.split()) - set(papers[item.papers[0]].title.lower().split())) == 1
    assert all(papers[item.papers[0]].ids.doi == item.query for item in kinds["doi"])
    assert kinds["cjk"] and kinds["accents"] and kinds["phrase"]
