"""The pages of people who are hard to tell apart, beside what they are expected to be."""

from pathlib import Path

import pytest

from generator.knowledge.catalog import Catalog, build_catalog, near_papers
from generator.model import Author, Paper, PaperId
from generator.publish.pages import render_pages
from generator.records.settings import Decisions, Rulings, Settings, Topic

GOLDEN = Path(__file__).parent / "pages"
LI, OTHER_LI, EARL = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"
SHOWN = {
    "author_several": "authors/li-roe.md",
    "author_of_several": "authors/li-roe-0097.md",
    "author_abbreviated": "authors/e-barr.md",
    "author_alike": "authors/earl-barr.md",
    "author_redirect": "authors/early-barr.md",
    "authors_letter_people": "authors/letters/r.md",
}
"""Golden file → the page it shows."""


def _paper(id_: str, date: str, *authors: str | tuple[str, str]) -> Paper:
    people = (Author(name=a) if isinstance(a, str) else Author(name=a[0], orcid=a[1]) for a in authors)
    return Paper(id=PaperId(id_), title=f"Owls of {id_}", authors=tuple(people), date=date)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    papers = (
        _paper("aden", "2021", ("Li Roe", LI), "Ann *Poe*", ("Earl Barr", EARL)),
        _paper("bonn", "2022", ("Li Roe", OTHER_LI)),
        _paper("cork", "2023", "Li Roe"),
        _paper("delhi", "2023", ("Early Barr", EARL)),
        _paper("essen", "2023", "Earl T. Barr", "Ann *Poe*"),
        _paper("fes", "2024", "E. Barr", "Ann *Poe*"),
        _paper("ghent", "2024", "E. Barr"),
    )
    topics = {"owls": Topic(slug="owls", title="Owls & co", definition="Birds.", strong=("owls",))}  # type: ignore[arg-type]
    decisions = Decisions(settings=Settings(), topics=topics, venues={}, rulings=Rulings())  # type: ignore[arg-type]
    return build_catalog({paper.id: paper for paper in papers}, decisions)


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(catalog)}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_as_expected(name: str, pages: dict[str, str], update_golden: bool) -> None:
    """Each golden page; `--update-golden` writes them anew."""
    golden = GOLDEN / f"{name}.expected.md"
    if update_golden:
        golden.write_text(pages[SHOWN[name]], encoding="utf-8", newline="\n")
    assert pages[SHOWN[name]] == golden.read_text(encoding="utf-8")


def test_a_paper_leads_to_the_right_person(pages: dict[str, str]) -> None:
    """By the ORCID, and to the page of the name where it is not known."""
    assert "(../authors/li-roe-0097.md)" in pages["papers/aden.md"]
    assert "(../authors/li-roe-3700.md)" in pages["papers/bonn.md"]
    assert "(../authors/li-roe.md)" in pages["papers/cork.md"]
    assert "(../authors/earl-barr.md)" in pages["papers/delhi.md"]


def test_a_name_that_several_share_relates_no_papers(catalog: Catalog) -> None:
    """`Li Roe` of two papers may be two people: it is no reason; Ann Poe is one."""
    reasons = {(one, other.paper): other.authors for one in catalog.papers for other in near_papers(catalog, one)}
    assert reasons[PaperId("aden"), PaperId("essen")] == ("Ann *Poe*",)
    assert all("Li Roe" not in authors for authors in reasons.values())
