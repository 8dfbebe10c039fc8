"""A record full of markup shows as text and runs nothing: on its page, in lists, in search."""

import html
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hostile
from tests.browser.conftest import Open
from tests.browser.search import search
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

INJECTED = "img[src=x], img[src$='/x'], a[href^='javascript:' i], [onerror], [onmouseover], h1 b, h1 em, h1 strong"


def _expect_harmless(page: Page) -> None:
    assert page.evaluate("window.pwned") is None, page.url
    assert page.locator(INJECTED).count() == 0, page.url


def test_no_page_of_the_site_runs_it(hostile_site: Site, open_page: Open) -> None:
    page = open_page(hostile_site.url)
    for path in hostile_site.pages:
        if "http-equiv" in (hostile_site.folder / path).read_text(encoding="utf-8"):
            continue  # a redirect: the page it leads to has its own turn
        page.goto(hostile_site.url + path)
        _expect_harmless(page)


def test_its_page_shows_every_field_as_text(hostile_site: Site, open_page: Open) -> None:
    page = open_page(f"{hostile_site.url}papers/{hostile.ID}.html")
    _expect_harmless(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(hostile.TITLE, use_inner_text=True)
    assert hostile.TITLE in page.title()
    shown = _folded(page.locator("body").inner_text())
    for text in (hostile.AUTHOR, hostile.SUMMARY, hostile.AWARD, hostile.NOTE, "Abstract </div>", hostile.SCRIPT):
        assert text in shown


def test_lists_show_it_as_text(hostile_site: Site, open_page: Open) -> None:
    page = open_page(hostile_site.url)
    for path in ("papers/index.html", "years/2023.html", "topics/reading.html"):
        page.goto(hostile_site.url + path)
        expect(page.locator("article .papers li > a").first).to_be_visible()
        _expect_harmless(page)
        assert hostile.TITLE in _folded(page.locator("body").inner_text()), path


def test_search_shows_it_as_text(hostile_site: Site, open_page: Open) -> None:
    page = open_page(hostile_site.url)
    expect(search(page, "Neighbour").first).to_contain_text(hostile.SEEN)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)  # an `onerror` runs after the image that is not there was asked for
    _expect_harmless(page)
    page.goto(f"{hostile_site.url}papers/index.html?q=Neighbour")
    expect(page.locator(".search-results > li > a").first).to_contain_text(hostile.SEEN)
    _expect_harmless(page)
    expect(page.locator(".search-results .state").first).to_have_text("retracted")
    expect(page.locator(".search-results math msup").first).to_have_text("n2")
    assert page.locator(".search-panel :is(img, script), .search-page :is(img, script)").count() == 0


def test_the_head_of_its_page_is_escaped(hostile_site: Site) -> None:
    text = (hostile_site.folder / "papers" / f"{hostile.ID}.html").read_text(encoding="utf-8")
    head = text[: text.index("</head>")]
    assert hostile.SCRIPT not in head
    assert hostile.IMAGE not in text
    title = re.search(r"<title>(.*?)</title>", text, re.S)
    assert title
    assert hostile.TITLE in html.unescape(title[1])


def _folded(text: str) -> str:
    return " ".join(text.split())
