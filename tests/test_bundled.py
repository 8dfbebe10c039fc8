"""The bundled catalog: 207 papers with titles, summaries of our own and topics, to which the seed captures add text."""

import re
import shutil
from pathlib import Path
from statistics import median

import pytest

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper
from generator.pipeline import check, import_captures, load_catalog
from generator.records.load import load
from tests.shared import ROOT, captures

BUNDLED = ROOT / "site_src"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    loaded, problems = load_catalog(BUNDLED)
    assert problems == []
    return loaded


def test_check_finds_nothing_to_mend_or_to_rule_on() -> None:
    """Neither problems nor pairs that may be the same paper."""
    assert check(BUNDLED) == []


def test_every_paper_has_what_a_reader_looks_for(catalog: Catalog) -> None:
    """Title, authors, date, venue, an arXiv id, sources and a summary of one to three sentences; no abstract."""
    assert len(catalog.papers) == 207
    for paper in catalog.papers.values():
        assert paper.title and paper.people and paper.date and paper.venue and paper.ids.arxiv and paper.sources, (
            paper.id
        )
        assert 1 <= len(re.findall(r"[.!?](?=\s+[A-Z0-9“]|$)", paper.summary)) <= 3, paper.summary
        assert 100 <= len(paper.summary) <= 600, paper.summary
        assert not paper.abstract, paper.id
    assert catalog.gaps == {}


def _numbers_of(catalog: Catalog) -> list[int]:
    return [len(matches) for matches in catalog.paper_topics.values()]


def test_topics_are_a_tree_of_two_levels_that_fits_these_papers(catalog: Catalog) -> None:
    """30 to 45 topics, each with papers; every paper has one at least, and the median is two to four."""
    assert 30 <= len(catalog.topics) <= 45
    assert any(entry.children for entry in catalog.topics.values())
    assert all(len(entry.papers) >= 3 for entry in catalog.topics.values())
    assert min(_numbers_of(catalog)) >= 1
    assert 2 <= median(_numbers_of(catalog)) <= 4


@pytest.mark.shared
def test_importing_the_seed_captures_adds_their_abstracts_and_changes_nothing_else(tmp_path: Path) -> None:
    """All 215 rows find their records again, by fingerprint; nothing is lost or doubled; a second import is idle."""
    folder = shutil.copytree(BUNDLED, tmp_path / "catalog", ignore=shutil.ignore_patterns("docs"))
    before = load(folder)[1].papers
    done = import_captures(folder, captures())
    assert [end.outcome for end in done.result.rows] == ["completed"] * 215
    assert not done.result.unclear and not done.problems and not done.result.kept
    after = load(folder)[1].papers
    assert list(after) == list(before)
    assert all(_without_abstract(after[id_]) == _without_abstract(before[id_]) and after[id_].abstract for id_ in after)
    assert import_captures(folder, captures()).changed == ()


def _without_abstract(paper: Paper) -> tuple[object, ...]:
    return (
        paper.title,
        paper.authors,
        paper.date,
        paper.venue,
        paper.ids,
        paper.links,
        paper.summary,
        paper.notes,
        [s.row for s in paper.sources],
        [s.merged for s in paper.sources],
        [s.differs for s in paper.sources],
        [{*source.fields, *source.less, *source.differs} - {"abstract"} for source in paper.sources],
    )


@pytest.mark.shared
def test_a_catalog_of_the_seed_captures_alone_knows_every_topic(tmp_path: Path) -> None:
    """Without summaries, and for half of them without a title, each paper still has a topic; so it has with both."""
    (tmp_path / "records").mkdir()
    done = import_captures(tmp_path, captures())
    assert len(done.result.papers) == 207
    papers = done.result.papers
    assert (sum(bool(p.title) for p in papers.values()), sum(bool(p.ids.arxiv) for p in papers.values())) == (94, 100)
    bare = build_catalog(papers, load(BUNDLED)[0])
    assert min(_numbers_of(bare)) >= 1
    assert 2 <= median(_numbers_of(bare)) <= 4
    assert len(bare.gaps["title"]) == 113


@pytest.mark.shared
def test_the_order_of_the_seed_captures_does_not_matter(tmp_path: Path) -> None:
    """Backwards, and one at a time, they give the same records: all but the ids, which are issued once."""
    texts: list[dict[str, bytes]] = []
    for name, order in (("one", captures()), ("two", captures()[::-1])):
        (tmp_path / name / "records").mkdir(parents=True)
        import_captures(tmp_path / name, order)
        texts.append({p.name: p.read_bytes() for p in (tmp_path / name / "records").iterdir()})
    assert texts[0] == texts[1]
    (tmp_path / "three" / "records").mkdir(parents=True)
    for capture in captures()[::-1]:
        import_captures(tmp_path / "three", [capture])
    assert sorted(p.read_bytes() for p in (tmp_path / "three" / "records").iterdir()) == sorted(texts[0].values())
