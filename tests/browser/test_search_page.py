"""The search page: facets, order, the address, and lists to take along."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.clean.text import fold
from tests.browser.conftest import Open
from tests.browser.search import PHONE, SEARCH, facet_of, open_search, shown, total_of
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_fields_and_facets_say_the_same(site: Site, open_page: Open) -> None:
    by_field = shown(open_search(open_page, site, "?q=topic:long-context+year:2023-2024&sort=title"))
    by_facet = shown(open_search(open_page, site, "?topic=long-context&year=2023-2024&sort=title"))
    assert by_field and by_field == by_facet


def test_values_of_a_facet_are_or_facets_are_and(site: Site, open_page: Open) -> None:
    one, other = (total_of(open_search(open_page, site, f"?topic={topic}")) for topic in ("long-context", "reasoning"))
    either = total_of(open_search(open_page, site, "?topic=long-context&topic=reasoning"))
    assert max(one, other) < either <= one + other
    both = open_search(open_page, site, "?topic=long-context&has=code")
    assert 0 < total_of(both) < one
    without = total_of(open_search(open_page, site, "?topic=long-context&has=-code"))
    assert total_of(both) + without == one


def test_counts_leave_a_facets_own_choice_aside(site: Site, open_page: Open) -> None:
    """Choosing a topic changes the years' counts and leaves the topics' as they were; each count is what one gets."""
    page = open_search(open_page, site, "")
    topics, years = facet_of(page, "topic"), page.locator(".search-years .bar").count()
    page.locator(".facet.topic li > button:first-child", has_text="Long context").click()
    expect(page).to_have_url(re.compile("topic=long-context"))
    expect(page.locator(".search-total")).to_have_text(f"{topics['Long context']} papers")
    assert facet_of(page, "topic") == topics
    assert page.locator(".search-years .bar").count() <= years
    venues = facet_of(page, "venue")
    page.locator(".facet.venue li > button:first-child", has_text="arXiv").click()
    expect(page.locator(".search-total")).to_have_text(re.compile(rf"^{venues['arXiv']} papers?"))


def test_a_facet_is_counted_when_a_reader_looks(site: Site, open_page: Open) -> None:
    """Values of a large catalog's facets are hundreds of kilobytes."""
    page = open_search(open_page, site, "")
    values = page.locator(".facet.venue li")
    expect(page.locator(".facet.topic li").first).to_be_visible()
    assert values.count() == 0
    page.locator(".facet.venue > summary").click()
    expect(values.first).to_be_visible()
    phone = open_search(open_page, site, "?venue=arxiv", **PHONE)
    expect(phone.locator(".search-chosen .chip")).to_contain_text("venue: arXiv")
    assert phone.locator(".facet.topic li").count() == 0
    phone.locator(".search-filters > summary").click()
    expect(phone.locator(".facet.topic li").first).to_be_visible()


def test_a_value_can_be_excluded(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "")
    every, venues = total_of(page), facet_of(page, "venue")
    row = page.locator(".facet.venue li", has_text="arXiv")
    row.hover()
    row.get_by_role("button", name="Without arXiv").click()
    expect(page.locator(".search-total")).to_have_text(f"{every - venues['arXiv']} papers")
    expect(page).to_have_url(re.compile("venue=-arxiv"))


def test_years_are_chosen_by_dragging(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "")
    bars = page.locator(".search-years .bar")
    first, last = bars.nth(bars.count() - 3), bars.last
    titles = [bar.get_attribute("title", timeout=1000) or "" for bar in bars.all()[-3:]]
    wanted = [int(title.partition(": ")[2].partition(" of ")[0]) for title in titles]
    last.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 3, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 3, end["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(".search-total")).to_have_text(f"{sum(wanted)} papers")
    expect(page).to_have_url(re.compile(r"year=\d{4}-\d{4}"))


def test_the_order_can_be_chosen(site: Site, open_page: Open) -> None:
    """Newest and oldest go by the first appearance, which the catalog computes where a record does not state it."""
    lines = (site.folder / "catalog.jsonl").read_text(encoding="utf-8").splitlines()
    papers = {paper["id"]: paper for paper in map(json.loads, lines)}
    page = open_search(open_page, site, "?topic=long-context")
    for order, key, reverse in (("newest", "date", True), ("oldest", "date", False), ("title", "title", False)):
        page.get_by_label("Order").select_option(order)
        expect(page).to_have_url(re.compile(f"sort={order}"))
        expect(page.locator(".search-results")).to_have_attribute("aria-busy", "false")
        found = [papers[id_] for id_ in shown(page)]
        values = [fold(str((key == "date" and record["first"]) or record[key])) for record in found]
        years = [value[:4] for value in values] if key == "date" else values
        assert years == sorted(years, reverse=reverse)


def test_the_address_is_the_view(site: Site, open_page: Open) -> None:
    """Query, facets, order, page and open paper: in another browser, and with back and forward."""
    page = open_search(open_page, site, "")
    page.get_by_placeholder("Title, author").fill("model")
    page.locator(".facet.has li > button:first-child", has_text="Code").click()
    page.get_by_label("Order").select_option("oldest")
    page.locator(".search-pager a", has_text="2").first.click()
    expect(page).to_have_url(re.compile(r"\?q=model&has=code&sort=oldest&page=2$"))
    page.get_by_role("button", name=re.compile("^More of")).first.click()
    expect(page).to_have_url(re.compile("paper="))
    expect(page.locator(".search-open-paper a", has_text="Open its page")).to_be_visible()
    view = (shown(page), page.locator(".search-chosen .chip").all_inner_texts(), total_of(page))
    other = open_page(page.url)
    expect(other.locator(".search-open-paper")).to_be_visible()
    expect(other.locator(".search-chosen .chip")).to_have_text(view[1])
    assert (shown(other), total_of(other)) == (view[0], view[2])
    page.go_back()
    expect(page).to_have_url(re.compile(r"page=2$"))
    expect(page.locator(".search-open-paper")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"sort=oldest$"))
    page.go_forward()
    expect(page.locator(".search-pager [aria-current]")).to_have_text("2")
    assert shown(page) == view[0]


@pytest.mark.parametrize(("name", "pattern"), [
    ("BibTeX", r"^@\w+\{([^,]+),"), ("RIS", r"^ID  - (.+?)\s*$"), ("CSL-JSON", r'^\{"id": "([^"]+)"'),
    ("CSV", r"^([a-z0-9-]+),(?!title)"), ("JSON Lines", r'^\{"id": "([^"]+)"'),
])  # fmt: skip
def test_the_list_can_be_taken_along(name: str, pattern: str, site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "?topic=scaling-laws")
    page.get_by_text("More formats").click()
    with page.expect_download() as taken:
        page.locator(".search-take").get_by_role("button", name=name, exact=True).click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert Counter(re.findall(pattern, text, re.MULTILINE)) == Counter(shown(page))


def test_the_link_and_the_command_can_be_copied(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "?topic=scaling-laws", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("More formats").click()
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('topic=scaling-laws'))")
    expect(page.locator(".search-take code")).to_have_text("paper-catalog export --format bibtex --topic scaling-laws")


def test_filters_on_a_phone(site: Site, open_page: Open) -> None:
    page = open_search(open_page, site, "", **PHONE)
    every = total_of(page)
    page.locator(".search-filters > summary").tap()
    page.locator(".facet.has li > button:first-child", has_text="Code").tap()
    expect(page.locator(".search-total")).not_to_have_text(f"{every} papers")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_every_paper_is_reachable(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}{SEARCH}", java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main).to_contain_text("with JavaScript they can be searched")
    for way in ("topic", "author", "venue", "2024 122"):
        expect(main.get_by_role("link", name=way, exact=True)).to_be_visible()
    assert main.locator(".papers li > a[href*='-20']").count() >= 50


def test_nothing_blocks_the_page(site: Site, open_page: Open) -> None:
    """No task of 50 ms while a query is typed and facets are counted."""
    page = open_search(open_page, site, "")
    page.evaluate(
        "window.long = []; new PerformanceObserver(list => window.long.push(...list.getEntries().map(e => e.duration)))"
        ".observe({type: 'longtask'})"
    )
    page.get_by_placeholder("Title, author").press_sequentially("language models", delay=60)
    page.wait_for_timeout(500)
    assert max(page.evaluate("window.long"), default=0) < 200, "a test of gross blocking: the benchmark measures"
