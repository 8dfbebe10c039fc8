"""What a reader does: follow links, search, copy a citation, change the theme, read on a phone or without scripts."""

import re

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.search import search
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844}
KINDS = ("index.html", "papers/index.html", "papers/*.html", "topics/index.html", "topics/*.html", "authors/index.html",
         "authors/*.html", "venues/index.html", "venues/*.html", "years/*.html", "gaps.html", "data.html",
         "about/index.html", "reading-list.html", "404.html")
"""A page of each kind, as a pattern."""


def _one_of(site: Site, kind: str) -> str:
    """The largest page of the kind: the one with the most on it."""
    paths = [path for path in site.folder.glob(kind) if path.name != "index.html" or kind.endswith("index.html")]
    assert paths, f"the site has no {kind}"
    return max(paths, key=lambda path: (path.stat().st_size, path.name)).relative_to(site.folder).as_posix()


def _known_paper(site: Site) -> tuple[str, str, str]:
    """(id, title, first author) of a record."""
    for path in sorted((site.folder.parent / "site_src" / "records").glob("*.yml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        if record.get("title", "").isascii() and record.get("authors"):
            author = record["authors"][0]
            return path.stem, record["title"], author if isinstance(author, str) else author["name"]
    raise AssertionError("no record has a title and authors")


def _addresses(results: Locator) -> list[str]:
    return [link.get_attribute("href") or "" for link in results.all()]


def test_from_home_to_topic_to_paper_to_related_to_author(site: Site, open_page: Open) -> None:
    page = open_page(site.url)
    main = page.get_by_role("article")
    main.locator("a[href*='topics/']:not([href$='index.html'])").first.click()
    expect(page).to_have_url(re.compile(r"/topics/[a-z0-9-]+\.html"))
    main.locator(".papers a[href*='papers/']").first.click()
    expect(page).to_have_url(re.compile(r"/papers/[a-z0-9-]+\.html"))
    heading = main.get_by_role("heading", name="Related papers")
    related = heading.locator("xpath=following::div[contains(@class, 'papers')][1]//a").first
    title = related.inner_text()
    related.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    author = main.locator("a[href*='authors/']").first
    name = author.inner_text()
    author.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(main.get_by_role("link", name=title).first).to_be_visible()


def test_search_finds_a_paper_by_its_title(site: Site, open_page: Open) -> None:
    id_, title, _ = _known_paper(site)
    assert f"papers/{id_}.html" in _addresses(search(open_page(site.url), title))[0]


def test_search_finds_papers_by_an_author(site: Site, open_page: Open) -> None:
    id_, _, author = _known_paper(site)
    page = open_page(site.url)
    results = search(page, author)
    found = _addresses(results)
    assert any("/authors/" in link or f"papers/{id_}.html" in link for link in found[:5]), found
    results.first.click()
    expect(page.get_by_role("main")).to_contain_text(author)


def test_the_theme_is_chosen_once(site: Site, open_page: Open) -> None:
    page = open_page(site.url, color_scheme="dark")
    body = page.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    page.get_by_title("Switch to light mode").click()
    expect(body).not_to_have_attribute("data-md-color-scheme", str(before))
    page.goto(f"{site.url}{_one_of(site, 'papers/*.html')}")
    expect(body).not_to_have_attribute("data-md-color-scheme", str(before))


def test_the_citation_can_be_copied(site: Site, open_page: Open) -> None:
    id_, title, _ = _known_paper(site)
    page = open_page(f"{site.url}papers/{id_}.html", permissions=["clipboard-read", "clipboard-write"])
    page.locator("pre:has-text('@')").first.hover()
    page.get_by_role("button", name=re.compile("copy", re.I)).first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('@'))")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert title.split()[0] in copied
    assert copied.count("{") == copied.count("}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_shows_the_whole_width(kind: str, site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}{_one_of(site, kind)}", viewport=PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_menu_works_on_a_phone(site: Site, open_page: Open) -> None:
    page = open_page(site.url, viewport=PHONE, has_touch=True)
    page.locator("header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary a[href$='topics/index.html']").click()
    expect(page).to_have_url(re.compile(r"/topics/"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(kind: str, scheme: str, site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}{_one_of(site, kind)}", color_scheme=scheme, reduced_motion="reduce")
    found = [
        f"{violation['id']}: {node['target'][-1]} ({violation['help']})"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)


def test_a_paper_can_be_read_without_scripts(site: Site, open_page: Open) -> None:
    id_, title, author = _known_paper(site)
    page = open_page(f"{site.url}papers/{id_}.html", java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main).to_contain_text(title)
    expect(main).to_contain_text(author)
    expect(main.get_by_role("heading", name="Related papers")).to_be_visible()
    expect(main).to_contain_text("@")


def test_the_pages_name_no_other_host_to_load_from(site: Site) -> None:
    loads = re.compile(r"<(?:script|img|iframe|source)[^>]+src=.?https?:|<link[^>]+rel=.?stylesheet[^>]+https?:")
    assert [path for path in site.pages if loads.search((site.folder / path).read_text(encoding="utf-8"))] == []
