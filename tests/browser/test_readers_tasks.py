"""What readers come for, with the clicks that it costs."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.search import PHONE, RESULTS, SEARCH, open_search, shown, total_of
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHIFTS = (
    "window.shifted = 0;"
    "new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))"
    ".observe({type: 'layout-shift', buffered: true})"
)


class Reader:
    """Clicks and counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator, **options: object) -> None:
        what.click(**options)  # type: ignore[arg-type]  # whatever click takes
        self.clicks += 1


def test_a_paper_half_remembered_is_one_key_words_and_enter(site: Site, open_page: Open) -> None:
    """Also by words that its title has joined."""
    for words, id_ in {
        "streaming attention sinks": "efficient-streaming-language-models-with-attention-sinks-2023",
        "deep seek": "deepseek-v2-2024", "self attention threadblock": "faster-neighborhood-attention-2024",
        "10.48550/arXiv.2309.17453": "efficient-streaming-language-models-with-attention-sinks-2023",
    }.items():  # fmt: skip
        page = open_page(f"{site.url}topics/index.html")
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"/{SEARCH}\?q="))
        expect(page.locator(RESULTS).first).to_have_attribute("href", re.compile(f"/{id_}\\.html$"))


def test_mixture_of_experts_since_2023_with_code_is_three_clicks(site: Site, open_page: Open) -> None:
    """The typed year stays in the address, though the first such paper is of 2024."""
    page, reader = open_search(open_page, site, ""), Reader()
    reader.click(page.locator(".facet.topic li > button:first-child", has_text="Mixture of experts"))
    reader.click(page.locator(".facet.has li > button:first-child", has_text="Code"))
    reader.click(page.get_by_label("From"))
    page.keyboard.type("2023")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"year=2023-&"))
    expect(page.locator(".search-chosen")).to_contain_text("since 2023")
    expect(page.get_by_label("From")).to_have_value("2023")
    assert reader.clicks <= 3 and 0 < total_of(page) < 10


def test_twelve_papers_to_bibtex_are_four_clicks(site: Site, open_page: Open) -> None:
    """A run of rows with the shift key; or all of a result at once."""
    page, reader = open_search(open_page, site, "?q=attention"), Reader()
    boxes = page.locator(".search-results .pick")
    reader.click(boxes.nth(0))
    reader.click(boxes.nth(11), modifiers=["Shift"])
    expect(page.locator(".picked-count")).to_have_text("12 selected")
    with page.expect_download() as taken:
        reader.click(page.get_by_role("button", name="BibTeX", exact=True))
    assert Path(taken.value.path()).read_text(encoding="utf-8").count("\n@") + 1 == 12
    assert reader.clicks <= 4
    page, reader = open_search(open_page, site, "?topic=scaling-laws"), Reader()
    every = total_of(page)
    with page.expect_download() as all_taken:
        reader.click(page.get_by_role("button", name="BibTeX", exact=True))
    assert Path(all_taken.value.path()).read_text(encoding="utf-8").count("\n@") + 1 == every and reader.clicks == 1


def test_the_page_of_an_author_a_venue_and_a_topic_is_one_enter(site: Site, open_page: Open) -> None:
    pages = {"mike lewis": "authors/mike-lewis", "acl": "venues/acl", "long context": "topics/long-context"}
    for words, path in pages.items():
        page = open_page(site.url)
        page.get_by_role("combobox", name="Search papers").fill(words)
        expect(page.locator("#search-list .named").first).to_have_attribute("href", re.compile(f"{path}\\.html$"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{path}\\.html$"))


def test_back_from_a_paper_lands_where_one_was(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "?q=language")
    link = page.locator(RESULTS).nth(14)
    link.scroll_into_view_if_needed()
    scrolled, href = page.evaluate("scrollY"), link.get_attribute("href")
    assert scrolled > 300
    link.click()
    expect(page).to_have_url(re.compile("/papers/[a-z0-9-]+\\.html"))
    page.go_back()
    expect(page.locator(RESULTS).nth(14)).to_have_attribute("href", href or "-")
    page.wait_for_function(f"Math.abs(scrollY - {scrolled}) < 60")
    expect(page.locator(".search-page input[type=search]")).to_have_value("language")


def test_an_old_address_of_the_search_leads_to_the_same_view(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}search/index.html?q=long+context&has=code#here")
    expect(page).to_have_url(f"{site.url}{SEARCH}?q=long+context&has=code#here")
    expect(page.locator(RESULTS).first).to_be_visible()
    plain = open_page(f"{site.url}search/index.html?q=owls", java_script_enabled=False)
    expect(plain).to_have_url(f"{site.url}{SEARCH}")


def test_there_is_one_search_box_on_every_page(site: Site, open_page: Open) -> None:
    """Home's leads to the page of all papers, as the header's does."""
    for path in ("index.html", SEARCH, "topics/index.html"):
        page = open_page(site.url + path)
        expect(page.locator("input[type=search]:visible")).to_have_count(1)
    page = open_page(site.url)
    page.get_by_role("combobox").fill("mamba")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/{SEARCH}\?q=mamba$"))


def test_lists_are_walked_starred_and_cited_with_single_keys(site: Site, open_page: Open) -> None:
    """On any list, not in a field, and not at all where the reader turns them off."""
    page = open_page(f"{site.url}topics/long-context.html", permissions=["clipboard-read", "clipboard-write"])
    rows = page.locator("article .row > a:first-of-type")
    expect(page.locator("article .row .list-mark").first).to_be_attached()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("article .row .list-mark").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("b")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('@'))")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog")
    expect(help_).to_contain_text("author:lewis")
    help_.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_how_much_of_each_paper_shows_is_remembered(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}topics/long-context.html")
    gist = page.locator("article .gist").first
    expect(gist).to_be_visible()
    page.get_by_role("button", name="Titles").click()
    expect(gist).to_be_hidden()
    page.goto(f"{site.url}{SEARCH}")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(".search-results .gist").first).to_be_hidden()
    expect(page.get_by_role("button", name="Titles")).to_have_attribute("aria-pressed", "true")


def test_what_a_query_was_taken_for_is_said(site: Site, open_page: Open) -> None:
    for query, said in {"sycophnacy": "Searched for sycophancy", "rag": "retrieval augmented generation"}.items():
        page = open_search(open_page, site, f"?q={query}")
        expect(page.locator(".search-said")).to_contain_text(said)


def test_facets_speak_a_readers_words(site: Site, open_page: Open) -> None:
    """No file name; a chosen value is listed wherever it would stand; all papers are the ground of the years."""
    page = open_search(open_page, site, "?topic=safety")
    expect(page.locator(".facet.topic li.chosen")).to_contain_text("Safety")
    page.locator(".facet.source > summary").click()
    expect(page.locator(".facet.source li").first).to_contain_text(re.compile(r"\w"))
    sources = page.locator(".facet.source .value").all_inner_texts()
    assert sources and not [text for text in sources if re.search(r"\.(txt|json|bib|xml|yml)|_", text)], sources
    assert any(re.fullmatch(r"Hugging Face papers, [A-Z][a-z]+ 20\d\d", text) for text in sources)
    assert page.locator(".search-years .bar").count() > page.locator(".search-years .found:not([style*=' 0%'])").count()
    expect(page.locator(".search-axis")).to_contain_text("2025")


def test_papers_of_the_own_list_are_a_facet(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "?q=attention")
    wanted = shown(page)[:2]
    for n in (0, 1):
        page.locator(".search-results .list-mark").nth(n).click()
    page.goto(f"{site.url}{SEARCH}?list=starred")
    expect(page.locator(".search-total")).to_have_text("2 papers")
    assert sorted(shown(page)) == sorted(wanted)


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", ["", "?q=long-context&has=code"])
def test_nothing_moves_while_the_page_fills(
    state: str, options: dict[str, object], site: Site, open_page: Open
) -> None:
    page = open_page(site.url, **options)
    page.add_init_script(SHIFTS)
    page.goto(f"{site.url}{SEARCH}{state}")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(".facet").first).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") <= 0.05


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_is_accessible_too(scheme: str, site: Site, open_page: Open) -> None:
    """Suggestions, every facet, rows that are picked, an open paper, and the help."""
    box = open_page(site.url, color_scheme=scheme)
    box.get_by_role("combobox").fill("long context")
    expect(box.locator("#search-list .paper").first).to_be_visible()
    page = open_search(open_page, site, "?q=attention&topic=long-context&has=-demo", color_scheme=scheme)
    for facet in page.locator(".facet").all():
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
    page.locator(".search-results .pick").first.check()
    page.get_by_text("More formats").click()
    page.get_by_role("button", name=re.compile("^More of")).first.click()
    expect(page.locator(".search-open-paper a").first).to_be_visible()
    helped = open_search(open_page, site, "", color_scheme=scheme)
    helped.get_by_role("button", name="How to search").click()
    for one in (box, page, helped):
        assert _violations(one) == []


def _violations(page: Page) -> list[str]:
    return [
        json.dumps([violation["id"], node["target"][-1], violation["help"]])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
