"""A site above all limits of its size: its readers make the files of lists, and old addresses lead on."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.knowledge.catalog import Catalog
from generator.knowledge.limits import Limits
from generator.knowledge.selection import Selection, select
from generator.pipeline import generate, publish
from generator.publish.exports import EXPORTS, Export
from generator.starter import write_starter
from tests.browser.conftest import Open
from tests.browser.links import broken_links
from tests.browser.sites import SITE_URL, Site, served
from tests.grown import grown_catalog, grown_papers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMITS = Limits(lists=5, citations=5, twins=10, people=20, crowd=1000, part=150, names=50)
CATALOG = replace(grown_catalog(grown_papers(230), LIMITS), site_url=SITE_URL)


def build(catalog: Catalog, folder: Path, by_hand: str = "") -> Path:
    """The site of a catalog that no records stand behind; the page `about/index.md` has such text besides."""
    write_starter(folder)
    with (folder / "site_src" / "docs" / "about" / "index.md").open("a", encoding="utf-8") as about:
        about.write(by_hand)
    shutil.rmtree(folder / "site_src" / "records")
    _, memory = generate(folder / "site_src", catalog)
    publish(folder / "site_src", folder / "site", catalog, memory)
    return folder / "site"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """230 papers, which is far above each limit but the last."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", SITE_URL)
        folder = build(CATALOG, tmp_path_factory.mktemp("large") / "catalog")
    with served(folder) as site:
        yield site


def test_every_link_of_a_large_site_resolves(large: Site) -> None:
    """No page offers a file, a feed or a page that is not there."""
    assert broken_links(large.folder, SITE_URL) == []


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_topic_is_made_into_a_file_by_the_browser(export: Export, large: Site, open_page: Open) -> None:
    """The very bytes that the command gives, though the list has two pages and the catalog two parts."""
    page = open_page(f"{large.url}topics/lamps.html")
    with page.expect_download() as taken:
        page.locator(".downloads").get_by_role("button", name=export.label, exact=True).click()
    assert taken.value.suggested_filename == f"lamps{export.suffix}"
    wanted = "".join(export.render(CATALOG, select(CATALOG, Selection(topic="lamps"))))
    assert Path(taken.value.path()).read_bytes().decode() == wanted and wanted.count("Paper on lamps") >= 230
    expect(page.locator(".downloads .count")).to_have_text(f"230 of 230 papers as {export.label}")


@pytest.mark.parametrize(("path", "papers"), [
    ("authors/bo-wick.html", 115), ("years/2021.html", 46),
])  # fmt: skip
def test_other_lists_are_made_likewise(path: str, papers: int, large: Site, open_page: Open) -> None:
    """Of their own papers alone."""
    page = open_page(f"{large.url}{path}")
    with page.expect_download() as taken:
        page.get_by_role("button", name="JSON Lines").click()
    assert len(Path(taken.value.path()).read_text(encoding="utf-8").splitlines()) == papers


def test_few_entries_of_a_divided_catalog_come_from_the_pages(large: Site, open_page: Open) -> None:
    """A part of the catalog would be megabytes."""
    page = open_page(f"{large.url}papers/index.html?q=lamps&year=2022")
    page.get_by_placeholder("Title, author").fill("“17”")
    expect(page.locator(".search-total")).to_have_text("1 paper")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as taken:
        page.get_by_role("button", name="BibTeX", exact=True).click()
    assert "@misc{p17," in Path(taken.value.path()).read_text(encoding="utf-8")
    assert any(url.endswith("papers/p17.html") for url in asked) and not any("catalog." in url for url in asked)


def test_a_result_opens_without_files_beside_its_page(large: Site, open_page: Open) -> None:
    """What it says comes from the page itself."""
    page = open_page(f"{large.url}papers/index.html?paper=p3&q=“3”")
    opened = page.locator(".search-open-paper")
    expect(opened).to_contain_text("It is the lamp of number 3.")
    expect(opened).to_contain_text("Ada Lamp, Only Der")
    expect(opened.get_by_role("link", name="Open its page")).to_be_visible()
    expect(opened.get_by_role("link", name="BibTeX")).to_have_count(0)


def test_without_scripts_the_whole_catalog_is_named(large: Site, open_page: Open) -> None:
    page = open_page(f"{large.url}topics/lamps.html", java_script_enabled=False)
    page.get_by_role("link", name="the whole catalog").click()
    expect(page).to_have_url(re.compile(r"data\.html#catalog$"))
    expect(page.get_by_role("link", name="catalog.1.bib.gz")).to_be_visible()


@pytest.mark.parametrize(("address", "target"), [
    ("topics/lamps.bib", "topics/lamps.html"),
    ("topics/lamps.2023.csl.json", "topics/lamps.html"),
    ("papers/p7.ris", "papers/p7.html"),
    ("years/2021.csv", "years/2021.html"),
    ("years/2021/9.html", "years/2021.html"),
    ("authors/bo-wick.feed.json", "authors/bo-wick.html"),
    ("authors/letters/z/4.html", "authors/letters/z.html"),
    ("catalog.bib", "data.html#catalog"),
    ("catalog.2023.1.jsonl", "data.html#catalog"),
    ("authors/only-her.html", "papers/index.html?q=author%3A%22only%20her%22"),
    ("authors/only-her.feed.xml", "papers/index.html?q=author%3A%22only%20her%22"),
    ("authors/only-her-412x.html", "papers/index.html?q=author%3A%22only%20her%22"),
])  # fmt: skip
def test_an_address_that_ended_leads_on(address: str, target: str, large: Site, browser: Browser) -> None:
    """Of a file to its page, of a page to a search that finds the same papers."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(large.url + address)
        expect(page).to_have_url(large.url + target)
        if target.startswith("papers/index.html?"):
            hit = page.locator(".search-results > li > a")
            expect(hit).to_have_attribute("href", f"{large.url}papers/p7.html")


@pytest.mark.parametrize("address", ["papers/nobody.html", "topics/nothing", "x.bib", "authors/Ada.html"])
def test_an_address_that_never_was_is_told_so(address: str, large: Site, browser: Browser) -> None:
    """Without a turn to somewhere else, and in words for readers without scripts."""
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(large.url + address)
        assert answer and answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("No page here")
        expect(page.get_by_role("article")).to_contain_text("are then made on the page topics/NAME.html")
        assert page.url == large.url + address
