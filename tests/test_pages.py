"""Each kind of page, as Markdown, beside what it is expected to be."""

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import PaperId
from generator.publish.downloads import downloads
from generator.publish.pages import PAGE_KINDS, Page, render_pages
from generator.publish.pages.listing import Group, list_pages, path_of
from generator.publish.pages.words import locator
from generator.publish.plugin import THEME
from generator.publish.search import search_files
from generator.records.settings import Decisions, Ruling, Rulings, Settings, Venue
from tests.make import paper
from tests.pages.toy import BOATS, LANTERN, NAMELESS, toy_catalog

GOLDEN = Path(__file__).parent / "pages"
FIRST = {
    kind.name: page.path
    for kind in PAGE_KINDS
    for key in islice(kind.keys(toy_catalog()), 1)
    for page in islice(kind.render(toy_catalog(), key), 1)
}
"""Kind → the first page of it."""
SHOWN = {
    **FIRST,
    "paper": f"papers/{LANTERN}.md",
    "paper_without_title": f"papers/{NAMELESS}.md",
    "topic": "topics/paper-craft.md",
    "topics": "topics/index.md",
    "author": "authors/ada-moller.md",
    "authors": "authors/index.md",
    "authors_letter": "authors/letters/m.md",
    "venue": "venues/lampconf.md",
    "venues": "venues/index.md",
    "year": "years/2023.md",
    "years": "years/index.md",
    "excluded": "papers/gone-2020.md",
    "review_twins": "review/twins.md",
    "review_conflicts": "review/conflicts.md",
}
"""Golden file → the page it shows: of each kind the first, or one that shows more, and some that are special."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return _pages(toy_catalog())


def _pages(catalog: Catalog) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(catalog)}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_as_expected(name: str, pages: dict[str, str], update_golden: bool) -> None:
    """Each golden page; `--update-golden` writes them anew."""
    golden = GOLDEN / f"{name}.expected.md"
    if update_golden:
        golden.write_text(pages[SHOWN[name]], encoding="utf-8", newline="\n")
    assert pages[SHOWN[name]] == golden.read_text(encoding="utf-8")


def test_every_page_kind_is_shown() -> None:
    """A kind of which the toy catalog has no page cannot be forgotten."""
    missing = {kind.name for kind in PAGE_KINDS} - set(FIRST)
    assert not missing, f"Give tests/pages/toy.py what makes a page of the kind {', '.join(missing)}."


def test_every_page_has_an_address_of_its_own() -> None:
    """No two pages are written to one path."""
    paths = [page.path for page in render_pages(toy_catalog())]
    assert len(paths) == len(set(paths))


def test_every_link_between_pages_has_its_page(pages: dict[str, str]) -> None:
    """MkDocs checks Markdown links; those of charts and trails are ours to check."""
    for path, text in pages.items():
        for link in re.findall(r"href=\"([^\":]+\.html)|^  url: ([^:\n]+\.html)$", text, re.M):
            target = (Path("/") / path).parent / (link[0] or link[1]).replace(".html", ".md")
            assert target.resolve().relative_to("/").as_posix() in pages, (path, link)


def test_an_abstract_that_is_omitted_is_nowhere() -> None:
    """Neither the abstract itself nor the sentences that mentions quote from it, nor what search would find."""
    for path, text in _pages(toy_catalog(abstracts=False)).items():
        assert "glows" not in text, path
        assert "float" not in text, path


def test_every_attribute_list_has_its_paragraph(pages: dict[str, str]) -> None:
    """Where there is nothing to list, its class would stand there as text."""
    empty = build_catalog({}, Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings()))
    for path, text in [*pages.items(), *_pages(empty).items()]:
        assert not re.search(r"(^|\n)[ \t]*\n\{ [^}]*\}", text), path


def test_a_venue_that_several_papers_name_is_worth_an_entry() -> None:
    """Three papers; two are not enough, and what venues.yml has needs no hint."""
    papers = {f"{venue}{n}": f"{venue} {2020 + n}" for venue, most in (("Ships", 3), ("Rafts", 2)) for n in range(most)}
    records = {PaperId(id_.lower()): paper(id_.lower(), title=id_, venue=venue) for id_, venue in papers.items()}
    nothing = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    listed = replace(nothing, venues={"ships": Venue(slug="ships", name="Ships")})
    gaps = _pages(build_catalog(records, nothing))["gaps.md"]
    assert "\n\n[Ships&#160;<span class=\"count\">3</span>](venues/ships.md){ .chip } \n{ .chips }" in gaps
    assert "rafts.md" not in gaps
    assert "venues/ships.md" not in _pages(build_catalog(records, listed))["gaps.md"]


def test_a_paper_without_a_venue_says_so_quietly(pages: dict[str, str]) -> None:
    """What is missing leads to the gaps page, where it can be added."""
    assert "[no venue](../gaps.md#venue)" in pages[f"papers/{BOATS}.md"]


@pytest.mark.parametrize(("said", "shown"), [
    ({"volume": "12", "number": "3", "pages": "271-278"}, "12(3): 271–278"), ({"volume": "12"}, "12"),
    ({"pages": "5-9"}, "pp. 5–9"), ({"pages": "e1009"}, "e1009"), ({"number": "3"}, ""),
])  # fmt: skip
def test_a_page_says_where_in_its_volume_a_paper_stands(said: dict[str, str], shown: str) -> None:
    assert locator(paper("x", **said)) == shown


def test_long_lists_go_on_in_further_pages() -> None:
    """A group that does not fit goes on under its heading, and a chart leads to where it begins."""
    ids = tuple(PaperId(f"p{number}") for number in range(7))
    late = Group(heading="2024", anchor="y2024", papers=ids[:4])
    early = Group(heading="2023", anchor="y2023", papers=ids[4:])
    pages = list_pages("topics/x.md", [late, early], size=3)
    assert [[(group.heading, len(group.papers)) for group in page.groups] for page in pages] == [
        [("2024", 3)], [("2024", 1), ("2023", 2)], [("2023", 1)],
    ]
    assert path_of(pages, "y2023") == "topics/x/2.md#y2023"


def test_a_topic_of_many_papers_has_further_pages() -> None:
    """201 papers make two pages, each of which leads to the other."""
    catalog = toy_catalog()
    slug, entry = next(iter(catalog.topics.items()))
    many = {PaperId(f"p{number}"): paper(f"p{number}", title=f"T{number}", date="2020") for number in range(201)}
    full = replace(
        catalog,
        papers={**catalog.papers, **many},
        paper_authors={**catalog.paper_authors, **dict.fromkeys(many, ())},
        topics={**catalog.topics, slug: replace(entry, papers=tuple(many))},
        years={**catalog.years, 2020: tuple(many)},
    )
    pages = _pages(full)
    assert f"[&#50;](../topics/{slug}/2.md)" in pages[f"topics/{slug}.md"]
    assert f"../../topics/{slug}.md" in pages[f"topics/{slug}/2.md"]
    assert "T200" in pages[f"topics/{slug}/2.md"]


def test_a_paper_that_is_left_out_is_nowhere_but_at_its_addresses() -> None:
    """Its record may still lie there: neither lists nor search nor downloads have it, its old addresses say why."""
    rulings = Rulings(excluded=(Ruling(names=("10.1000/boats",), because="Off topic."),))
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=rulings)
    boats = paper("boats-2023", title="Creased Boats", ids={"doi": "10.1000/boats"}, aliases=("boat",), date="2023")
    catalog = build_catalog({PaperId("boats-2023"): boats, PaperId("x"): paper("x", title="Other")}, decisions)
    files = [*render_pages(catalog), *(Page(path=path, text=str(text)) for path, text in downloads(catalog))]
    named = {page.path for page in files if "Creased" in page.text or "boats-2023" in page.text}
    assert named == {"papers/boats-2023.md", "papers/boat.md"}
    for page in files:
        if page.path in named:
            assert 'title: "Creased Boats"' in page.text and "Off topic&#46;" in page.text
            assert 'robots: "noindex"' in page.text and 'search: {"exclude": true}' in page.text
    index = b"".join(content for _, content in search_files(catalog) if isinstance(content, bytes))
    assert b"boats-2023" not in index and b"Creased" not in index


@pytest.mark.parametrize("name", [
    "10.1000/boats", "arxiv:2301.00001", "9f86d081884c", "library.bib:boats", "Boats", "index", "a--b", "b" * 121,
])  # fmt: skip
def test_only_an_id_that_nobody_has_becomes_such_a_page(name: str) -> None:
    """No identifier, row or ill-formed name does."""
    rulings = Rulings(excluded=(Ruling(names=(name, "gone"), title="Gone"),))
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=rulings)
    pages = [page.path for page in render_pages(build_catalog({}, decisions))]
    assert [path for path in pages if path.startswith("papers/")] == ["papers/index.md", "papers/gone.md"]


def test_the_sitemap_has_no_page_that_search_engines_shall_leave_alone() -> None:
    """Neither a redirect nor the address of a paper that is left out."""
    template = Environment(loader=FileSystemLoader(THEME), autoescape=True).get_template("sitemap.xml")
    metas = {"x": {}, "moved": {"template": "redirect.html"}, "gone": {"robots": "noindex"}, "by-hand": None}
    pages = [
        SimpleNamespace(page=SimpleNamespace(is_link=False, meta=meta, canonical_url=f"https://example.org/{name}?a&b"))
        for name, meta in metas.items()
    ]
    shown = template.render(pages=pages)
    assert shown.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<urlset')
    assert re.findall(r"<loc>(.*?)</loc>", shown) == [
        "https://example.org/x?a&amp;b", "https://example.org/by-hand?a&amp;b",
    ]  # fmt: skip


def test_an_empty_catalog_has_its_pages() -> None:
    """Every entry of the navigation leads somewhere before the first import."""
    empty = build_catalog({}, Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings()))
    assert {"index.md", "gaps.md", "papers/index.md", "topics/index.md", "years/index.md"} <= set(_pages(empty))
