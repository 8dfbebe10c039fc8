"""The search in the header of every page."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.clean.text import fold
from tests.browser.conftest import Open
from tests.browser.search import PHONE, RESULTS, SEARCH, ids_of, open_search, search, total_of, typo
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_a_key_opens_the_search_of_any_page(keys: str, site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}topics/index.html")
    page.keyboard.press(keys)
    expect(page.get_by_role("combobox", name="Search papers")).to_be_focused()


def test_the_box_works_with_the_keyboard_alone(site: Site, open_page: Open) -> None:
    """Results as one types, arrows, Escape and Enter; what is found is said aloud, marked, and has its facts."""
    page = open_page(site.url)
    results = search(page, "long context")
    box = page.get_by_role("combobox", name="Search papers")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ papers?$"))
    expect(page.locator("#search-list mark").first).to_have_text(re.compile("long|context", re.I))
    expect(page.locator("#search-list .topic, #search-list .named").first).to_have_text(re.compile("^Long context"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-list [aria-selected=true]")).to_have_count(1)
    second = page.locator("#search-list [role=option]").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "-")
    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()
    box.fill("long context")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/[a-z0-9-]+\.html"))


def test_enter_without_a_choice_leads_to_the_search_page(site: Site, open_page: Open) -> None:
    page = open_page(site.url)
    search(page, "tokenization")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{SEARCH}\?q=tokenization"))
    expect(page.locator(RESULTS).first).to_be_visible()


def test_a_title_comes_first_however_it_is_written(
    site: Site, open_page: Open, records: dict[str, dict[str, Any]]
) -> None:
    """Exactly, without accents and punctuation, and by our id, arXiv's or a DOI."""
    page = open_page(site.url)
    for id_, record in list(records.items())[::23]:
        ids = record.get("ids", {})
        for query in (record["title"], fold(record["title"]), id_, *filter(None, (ids.get("arxiv"), ids.get("doi")))):
            assert _first(page, query) == id_, query


def _first(page: Page, query: str) -> str:
    return ids_of(search(page, query))[0]


def test_order_typos_beginnings_and_plurals_do_not_matter(
    site: Site, open_page: Open, records: dict[str, dict[str, Any]]
) -> None:
    page = open_page(site.url)
    for id_, record in list(records.items())[3::41]:
        words = [word for word in fold(record["title"]).split() if len(word) > 3]
        assert _first(page, " ".join(reversed(words))) == id_
        assert _first(page, typo(record["title"])) == id_
        assert _first(page, " ".join([*words[:-1], words[-1][:-1]])) == id_


def test_the_author_who_was_looked_for_is_named(
    site: Site, open_page: Open, records: dict[str, dict[str, Any]]
) -> None:
    """Also where their name is the last of many, with how many are not."""
    signed = (record["authors"] for record in records.values() if len(record["authors"]) > 8)
    names = ([author if isinstance(author, str) else author["name"] for author in people] for people in signed)
    *others, last = next(people for people in names if people[-1] != "others")
    page = open_page(site.url)
    search(page, last)
    by = page.locator("#search-list .by", has_text=others[0]).first
    expect(by).to_have_text(f"{', '.join(others[:3])}, {last} and {len(others) - 3} others")


def test_a_phrase_is_found_as_it_stands(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "?q=%22long+context%22")
    assert 0 < total_of(page) < total_of(open_search(open_page, site, "?q=long+context"))


@pytest.mark.parametrize("path", ["index.html", SEARCH])
def test_a_lost_connection_is_said_and_searching_goes_on_when_it_is_back(
    path: str, site: Site, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url + path)
    box = page.locator(":is(.search-page, .search-form) input[type=search]").first
    expect(box).to_be_visible()
    context.set_offline(True)
    box.fill("attention")
    expect(page.get_by_text("cannot be loaded just now").first).to_be_visible()
    context.set_offline(False)
    box.fill("attention s")
    expect(page.locator(f"#search-list a, {RESULTS}").first).to_be_visible()
    context.close()


def test_search_on_a_phone(site: Site, open_page: Open) -> None:
    """The button opens the whole screen; a tap opens a paper."""
    page = open_page(f"{site.url}topics/index.html", **PHONE)
    page.get_by_role("link", name="Search", exact=True).tap()
    page.get_by_role("combobox", name="Search papers").fill("reasoning")
    first = page.locator("#search-list .paper").first
    expect(first).to_be_visible()
    box = page.locator(".search-box.open").bounding_box()
    assert box and (box["width"], box["height"]) == (390, 844)
    first.tap()
    expect(page).to_have_url(re.compile("/papers/"))
