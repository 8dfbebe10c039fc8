"""The search box, and the page of all papers."""

import re
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.sites import Site

RESULTS = ".search-results > li > a"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SEARCH = "papers/index.html"


def search(page: Page, words: str) -> Locator:
    """Types the words; returns the papers that are suggested, of which there is at least one."""
    page.get_by_role("combobox", name="Search papers").fill(words)
    address = page.locator(".search-all")
    expect(address).to_have_attribute("href", re.compile(re.escape(urlencode({"q": words.strip()})) + "$"))
    results = page.locator("#search-list .paper")
    expect(results.first).to_be_visible()
    return results


def typo(title: str) -> str:
    """The longest word of the title with a letter gone."""
    word = max(re.findall(r"[a-z]+", title.casefold()), key=len)
    return title.casefold().replace(word, word[:3] + word[4:])


def ids_of(results: Locator) -> list[str]:
    links = [link.get_attribute("href") or "" for link in results.all()]
    return [link.rpartition("/")[2].removesuffix(".html") for link in links]


def shown(page: Page) -> list[str]:
    return ids_of(page.locator(RESULTS))


def open_search(open_page: Open, site: Site, state: str, **options: Any) -> Page:
    page = open_page(f"{site.url}{SEARCH}{state}", **options)
    expect(page.locator(".search-total")).to_contain_text("paper")
    expect(page.locator(".facet").first).to_be_attached()
    return page


def total_of(page: Page) -> int:
    return int(re.sub(r"\D.*", "", page.locator(".search-total").inner_text().replace(",", "")))


def facet_of(page: Page, name: str) -> dict[str, int]:
    """Label → count of a facet's values, all of them shown."""
    facet = page.locator(f".facet.{name}")
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    expect(facet.locator("li").first).to_be_attached()
    more = facet.locator("button", has_text=re.compile("^All "))
    if more.count():
        more.click()
    rows = facet.locator("li > button:first-child").all_inner_texts()
    return {m[1].strip(): int(m[2]) for row in rows if (m := re.fullmatch(r"(.*?)\s*(\d+)", row, re.DOTALL))}
