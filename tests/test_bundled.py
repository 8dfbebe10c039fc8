"""The bundled catalog: papers with titles, summaries of our own and topics, to which the seed captures add text.

Nothing here counts papers exactly, so that one may come or go: what is expected follows from the files.
"""

import json
import re
import shutil
from pathlib import Path
from statistics import median

import pytest

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper
from generator.pipeline import check, import_captures, load_catalog
from generator.records.load import load
from generator.records.settings import load_decisions
from tests.shared import FACTS, ROOT, SHARED, captures

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
    """Title, authors, date, venue, an id, sources and a summary of one to three sentences; no abstract."""
    files = {path.stem for path in (BUNDLED / "records").glob("*.yml")}
    assert set(catalog.papers) == files and len(files) > 100
    for paper in catalog.papers.values():
        assert paper.title and paper.people and paper.date and paper.venue and any(paper.ids.items()), paper.id
        assert paper.sources, paper.id
        assert 1 <= len(re.findall(r"[.!?](?=\s+[A-Z0-9“]|$)", paper.summary)) <= 3, paper.summary
        assert 100 <= len(paper.summary) <= 600, paper.summary
        assert not paper.abstract, paper.id
    assert catalog.gaps == {}


def test_golden_queries_ask_for_papers_that_are_there(catalog: Catalog) -> None:
    """A build asks them of the index; this finds a slip of the pen without one."""
    queries = load_decisions(BUNDLED)[0].queries
    missing = {paper for query in queries for paper in query.papers} - set(catalog.papers)
    assert queries and not missing, f"site_src/queries.yml names papers without a record: {', '.join(missing)}"


def _numbers_of(catalog: Catalog) -> list[int]:
    return [len(matches) for matches in catalog.paper_topics.values()]


def test_topics_are_a_tree_of_two_levels_that_fits_these_papers(catalog: Catalog) -> None:
    """None is empty and few are thin, by far fewer than papers; every paper has one, and the median is two to four."""
    sizes = [len(entry.papers) for entry in catalog.topics.values()]
    assert 10 <= len(sizes) <= len(catalog.papers) / 3
    assert any(entry.children for entry in catalog.topics.values())
    assert min(sizes) >= 1 and sum(size < 3 for size in sizes) <= len(sizes) / 10
    assert min(_numbers_of(catalog)) >= 1
    assert 2 <= median(_numbers_of(catalog)) <= 4


@pytest.mark.shared("seeds")
def test_importing_the_seed_captures_adds_their_abstracts_and_changes_nothing_else(tmp_path: Path) -> None:
    """Each row finds its record again, by fingerprint; nothing is lost or doubled; a second import is idle.

    Only rows of papers that the bundled catalog does not have may found records.
    """
    folder = shutil.copytree(BUNDLED, tmp_path / "catalog", ignore=shutil.ignore_patterns("docs"))
    before = load(folder)[1].papers
    done = import_captures(folder, captures())
    assert not done.result.unclear and not done.problems and not done.result.kept
    known = {source.row for paper in before.values() for source in paper.sources}
    found = [end for end in done.result.rows if end.row.fingerprint in known]
    assert len(found) > 0.9 * len(done.result.rows) > 100
    assert {end.outcome for end in found} == {"completed"}
    completed = {end.paper for end in found}
    after = load(folder)[1].papers
    assert set(after) == {*before, *(end.paper for end in done.result.rows)}
    assert all(_without_abstract(after[id_]) == _without_abstract(before[id_]) for id_ in before)
    assert {id_ for id_ in before if after[id_].abstract} == completed
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


@pytest.mark.shared("seeds", FACTS)
def test_a_catalog_of_the_seed_captures_alone_knows_every_topic(tmp_path: Path) -> None:
    """Without summaries, and for half of them without a title, each paper still has a topic; so it has with both."""
    (tmp_path / "records").mkdir()
    done = import_captures(tmp_path, captures())
    papers = done.result.papers
    facts = [json.loads(line) for line in (SHARED / FACTS).read_text(encoding="utf-8").splitlines()]
    assert len(papers) == len({fact["arxiv"] for fact in facts if fact["captures"]})
    assert {p.ids.arxiv for p in papers.values() if p.ids.arxiv} <= {fact["arxiv"] for fact in facts}
    untitled = {id_ for id_, paper in papers.items() if not paper.title}
    assert 0 < len(untitled) < len(papers)
    bare = build_catalog(papers, load(BUNDLED)[0])
    assert min(_numbers_of(bare)) >= 1
    assert 2 <= median(_numbers_of(bare)) <= 4
    assert set(bare.gaps["title"]) == untitled


@pytest.mark.shared("seeds")
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
