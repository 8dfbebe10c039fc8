"""The invented papers are valid records, the same each time, and look like real ones; so do queries made of them."""

from pathlib import Path
from statistics import mean

from benchmarks.dirty_citations import dirty_citations
from benchmarks.known_items import known_items
from benchmarks.make_records import as_bibtex, as_jsonl, invent
from benchmarks.merging import gold_of, pairs_in, place_of, rows_of, score
from generator.model import Capture
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


def test_pairs_of_rows_are_scored_against_gold_pairs(tmp_path: Path) -> None:
    """A pair found and gold is right, one found only false, one gold only missed; files name rows by key or line."""
    table = "id,title,authors,year\na,Owls,Ann Roe,2020\nb,Owls,A. Roe,2020\nc,Boats,Max Poe,2020\n"
    rows = rows_of([Capture(name="one.csv", text=table)])
    (tmp_path / "gold.csv").write_text("x,y\none.csv:b,one.csv:a\none.csv:c,one.csv:b\n", encoding="utf-8")
    gold = gold_of(tmp_path / "gold.csv", rows)
    scored = score(pairs_in([[place_of(rows[0]), place_of(rows[1])], [place_of(rows[2])]], across=False), gold)
    assert (scored.right, len(scored.false), len(scored.missed)) == (1, 0, 1)
    assert scored.line("owls", "import") == "| owls | import | 1.000 | 0.500 | 0.667 | 0 | 1 | 0 |"


def test_dirty_citations_are_the_same_each_time_and_of_sixty_papers_or_more() -> None:
    capture, papers = dirty_citations()
    assert (capture, papers) == dirty_citations()
    assert len({*papers.values()}) == 75
    assert len(papers) > 20 * 75
