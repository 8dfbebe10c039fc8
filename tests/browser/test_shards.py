"""A catalog on three sites of different hosts: a reader finds all of it from each of them."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.knowledge.selection import Selection, select
from generator.publish.exports import export_named
from generator.publish.shards import as_shard, shard_of
from tests.browser.conftest import Open
from tests.browser.links import broken_links_between
from tests.browser.search import facet_of, shown
from tests.browser.sites import Site, served
from tests.browser.test_large_site import CATALOG, build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEARCH = "papers/index.html"


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Site]]:
    """The site of the whole catalog, then the three; a keeper's own page leads to pages of each."""
    folder = tmp_path_factory.mktemp("shards")
    names = ("whole", "1/3", "2/3", "3/3")
    places = [folder / name.replace("/", "-") for name in names]
    with ExitStack() as running:
        sites = [running.enter_context(served(place / "site")) for place in places]
        settings = replace(CATALOG.settings, shards=tuple(site.url for site in sites[1:]))
        catalog = replace(CATALOG, settings=settings, site_url=sites[0].url)
        for name, place in zip(names, places, strict=True):
            build(as_shard(catalog, name if "/" in name else ""), place, _by_hand())
        yield sites


def _by_hand() -> str:
    """What leads to pages of each site, in every way that Markdown has."""
    links = [f"[{id_}](../papers/{id_}.md#cite)" for id_ in list(CATALOG.papers)[:9]]
    return "\n\n".join(["", *links, "[Lamps][l], [all](<../topics/index.md>), ![x](../assets/favicon.svg)",
                        "[l]: ../topics/lamps.md", "[Years]: <../years/2021.md>"])


def _open(open_page: Open, sites: Sequence[Site], number: int, path: str) -> Page:
    return open_page(sites[number].url + path, others=[site.url for site in sites])


def test_every_link_of_every_site_resolves(shards: list[Site]) -> None:
    """Here or on the site that it names, to the anchor; on pages that a keeper wrote, too."""
    for site in shards[1:]:
        by_hand = (site.folder / "about" / "index.html").read_text(encoding="utf-8")
        assert all(f'href="{other.url}papers/' in by_hand for other in shards[1:] if other is not site)
    assert broken_links_between({site.url: site.folder for site in shards[1:]}) == []


@pytest.mark.parametrize("state", [
    "?q=lamps", "?q=bo+wick", "?q=“12”", "?q=lmaps", "?sort=title", "?q=lamps&year=2021&page=2",
])  # fmt: skip
def test_a_search_on_one_site_finds_the_papers_of_all(state: str, shards: list[Site], open_page: Open) -> None:
    """As many, in the order of the undivided site, each with the address of its own site."""
    found = []
    for number in (0, 2):
        page = _open(open_page, shards, number, SEARCH + state)
        expect(page.locator(".search-total")).to_contain_text("paper")
        expect(page.locator(".search-results > li > a").first).to_be_visible()
        found.append((page.locator(".search-total").inner_text(), shown(page)))
    assert found[0] == found[1]
    links = page.locator(".search-results > li > a").all()
    for link in links:
        address = link.get_attribute("href") or ""
        path = "papers/" + address.rpartition("/")[2]
        assert address == shards[shard_of(path, 3)].url + path
    assert "page=2" in state or len(links) < 9 or len({(link.get_attribute("href") or "")[:23] for link in links}) == 3


def test_facets_count_and_filter_on_every_site(shards: list[Site], open_page: Open) -> None:
    """By what lies on any of them."""
    counts = []
    for number in (0, 3):
        page = _open(open_page, shards, number, f"{SEARCH}?q=lamps")
        expect(page.locator(".facet").first).to_be_attached()
        counts.append({name: facet_of(page, name) for name in ("topic", "author")})
    assert counts[0] == counts[1] and counts[0]["author"]["Bo Wick"] == 115
    page.locator(".facet.author li > button:first-child", has_text="Bo Wick").click()
    expect(page.locator(".search-total")).to_have_text("115 papers")


def test_a_result_of_another_site_opens(shards: list[Site], open_page: Open) -> None:
    """In the list and as a page, from which the way back to all lists is that of its own site."""
    page = _open(open_page, shards, 2, f"{SEARCH}?q=lamps")
    other = shards[3]
    hit = page.locator(".search-results > li", has=page.locator(f'a[href^="{other.url}papers/"]')).first
    hit.get_by_role("button", name="More").click()
    expect(page.locator(".search-open-paper")).to_contain_text("It is the lamp")
    page.locator(".search-open-paper").get_by_role("link", name="Open its page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Paper on lamps")
    assert page.url.startswith(f"{other.url}papers/")
    page.get_by_role("link", name="Topics").first.click()
    expect(page).to_have_url(f"{other.url}topics/index.html")
    page.get_by_role("article").get_by_role("link", name="Lamps").click()
    expect(page).to_have_url(f"{shards[shard_of('topics/lamps', 3)].url}topics/lamps.html")


def test_the_box_in_the_header_finds_them_too(shards: list[Site], open_page: Open) -> None:
    page = _open(open_page, shards, 1, "index.html")
    page.get_by_role("combobox", name="Search papers").fill("lamps")
    hits = page.get_by_role("listbox").locator("a[href*='/papers/']")
    expect(hits.nth(5)).to_be_visible()
    assert len({(hit.get_attribute("href") or "").partition("/papers-site/")[0] for hit in hits.all()}) > 1


@pytest.mark.parametrize("name", ["bibtex", "csv"])
def test_a_list_is_taken_from_all_sites(name: str, shards: list[Site], open_page: Open) -> None:
    """Its pages, the parts of the catalog and the order of those lie on different sites."""
    export = export_named(name)
    number = shard_of("topics/lamps", 3)
    page = _open(open_page, shards, number, "topics/lamps.html")
    with page.expect_download() as taken:
        page.locator(".downloads").get_by_role("button", name=export.label, exact=True).click()
    wanted = "".join(export.render(CATALOG, select(CATALOG, Selection(topic="lamps"))))
    assert Path(taken.value.path()).read_bytes().decode() == wanted


def test_the_reading_list_leads_to_every_site(shards: list[Site], open_page: Open) -> None:
    page = _open(open_page, shards, 2, f"{SEARCH}?q=lamps")
    stars = page.get_by_role("button", name="Add to the reading list")
    for n in range(9):
        stars.nth(n).click()
    page.goto(f"{shards[2].url}reading-list.html")
    links = page.locator(".reading-list .papers li > a")
    expect(links).to_have_count(9)
    for address in [link.get_attribute("href") or "" for link in links.all()]:
        path = "papers/" + address.rpartition("/")[2]
        assert address == shards[shard_of(path, 3)].url + path


def _named(number: int) -> str:
    return next(id_ for id_ in CATALOG.papers if shard_of(f"papers/{id_}", 3) == number)


@pytest.mark.parametrize(("path", "target"), [
    (f"papers/{_named(1)}.html?x=1#cite", f"papers/{_named(1)}.html?x=1#cite"),
    (f"papers/{_named(2)}.html", f"papers/{_named(2)}.html"),
    (f"papers/{_named(2)}.bib", f"papers/{_named(2)}.html"),
    ("years/2021/9.html", "years/2021.html"),
    ("topics/lamps.csl.json", "topics/lamps.html"),
])  # fmt: skip
def test_an_address_of_another_site_leads_there(path: str, target: str, shards: list[Site], browser: Browser) -> None:
    """From each of them, and then on, as on one site."""
    for number in (1, 2, 3):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(shards[number].url + path)
            expect(page).to_have_url(shards[shard_of(target, 3)].url + target)
            expect(page.get_by_role("heading", level=1)).not_to_have_text("No page here")


@pytest.mark.parametrize("path", ["papers/nobody.html", "topics/nothing.html", "x.html"])
def test_an_address_that_no_site_has_ends_in_words(path: str, shards: list[Site], browser: Browser) -> None:
    """On the site that would have it: nothing is sent round in circles."""
    for number in (1, 2, 3):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(shards[number].url + path)
            home = number if path == "x.html" else shard_of(path, 3)
            expect(page).to_have_url(shards[home].url + path)
            expect(page.get_by_role("heading", level=1)).to_have_text("No page here")
