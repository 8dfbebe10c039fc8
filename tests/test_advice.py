"""What is wrong with phrases, which are missing, and a first outline of topics."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.knowledge.advice import check_phrases, missing_phrases, outline
from generator.knowledge.catalog import near_papers
from generator.model import Paper, PaperId, TopicSlug
from generator.pipeline import load_catalog
from generator.records.settings import Topic
from tests.make import paper


def _papers(*titles: str) -> dict[PaperId, Paper]:
    made = [paper(f"p{n:02}", title=title) for n, title in enumerate(titles)]
    return {record.id: record for record in made}


def test_phrases_of_no_use_are_named() -> None:
    """No paper has them, one, more than half, or just those that have another phrase of the topic."""
    papers = _papers("Rope and knot", *["Sail with hull and mast"] * 12, *["Sail"] * 8, "Keel")
    topic = Topic(
        slug=TopicSlug("boats"), title="Boats", definition="Invented.", both=(("rope", "knot"),),
        strong=("anchor", "knot", "sail", "hull", "mast"),
    )  # fmt: skip
    found = {(one.phrase, one.kind) for one in check_phrases(papers, {topic.slug: topic})}
    assert found == {
        ("anchor", "dead"), ("knot", "single"), ("rope + knot", "single"), ("sail", "everywhere"),
        ("hull", "everywhere"), ("mast", "everywhere"), ("mast", "together"),
    }  # fmt: skip


def test_missing_phrases_are_those_of_papers_without_a_topic() -> None:
    """The best first; none that the others have as often."""
    papers = _papers("Tidal mills at work", "Tidal mills at night", "Grain at work", "Sails at work", "Sails at work")
    found = missing_phrases(papers, {PaperId("p03"), PaperId("p04")}, 3)
    assert ("tidal mills", 2, 0) in found and not any(phrase == "work" for phrase, *_ in found)


def test_an_outline_has_two_levels_and_is_the_same_each_time() -> None:
    """Phrases before words; below a topic what is more frequent there than elsewhere."""
    titles = [f"Tidal mills {what} {n}" for what in ("grinding rye", "lifting sluices") for n in range(4)]
    papers = _papers(*titles, *(f"Paper kites over town {n}" for n in range(30)))
    found = outline(papers)
    assert found == outline(dict(reversed(papers.items())))
    assert ("tidal mills", "") in {(one.phrase, one.parent) for one in found}
    assert {one.phrase for one in found if one.parent == "tidal mills"} == {"grinding rye", "lifting sluices"}


@pytest.fixture
def catalog(tmp_path: Path) -> str:
    """A catalog of few records and no topics."""
    folder = tmp_path / "catalog"
    (folder / "records").mkdir(parents=True)
    for n in range(4):
        text = f"title: Tidal mills of the river number {min(n, 2)}\nabstract: Tidal mills turn twice a day.\n"
        (folder / "records" / f"mill-{n}.yml").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_catalog_without_topics_gets_an_outline_that_can_be_read(catalog: str) -> None:
    """In the form of topics.yml."""
    done = CliRunner().invoke(main, ["topics", "suggest", "--catalog", catalog])
    entries = yaml.safe_load(done.stdout)
    assert done.exit_code == 0 and all({"title", "definition", "strong"} <= set(entry) for entry in entries.values())


def test_related_ranks_the_papers_of_a_file(catalog: str, tmp_path: Path) -> None:
    """Those alone, with why, as lines or as JSON; a name that no paper has is misuse."""
    among = tmp_path / "among.txt"
    among.write_text("mill-3\nmill-1\n", encoding="utf-8")
    run = CliRunner()
    done = run.invoke(main, ["related", "mill-0", "--catalog", catalog, "--among", str(among)])
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["mill-1", "mill-3"]
    done = run.invoke(main, ["related", "mill-0", "--catalog", catalog, "--limit", "1", "--json"])
    assert done.stdout.startswith('{"paper": "mill-1"') and done.stdout.count("\n") == 1
    among.write_text("mill-9\n", encoding="utf-8")
    assert run.invoke(main, ["related", "mill-0", "--catalog", catalog, "--among", str(among)]).exit_code == 2


def test_versions_of_one_paper_are_listed_once(catalog: str) -> None:
    """All that are near can still be asked for."""
    loaded, _ = load_catalog(Path(catalog))
    assert [other.paper for other in loaded.related[PaperId("mill-0")]] == ["mill-1", "mill-2"]
    assert len(near_papers(loaded, PaperId("mill-0"))) == 3
