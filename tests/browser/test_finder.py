"""Search, facets and lists, as a reader uses them at a desk and on a phone."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from generator.clean.text import fold
from tests.browser.conftest import Open
from tests.browser.search import search
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SEARCH = "search/index.html"


@pytest.fixture(scope="session")
def records(site: Site) -> dict[str, dict[str, Any]]:
    folder = site.folder.parent / "site_src" / "records"
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml"))}


def _typo(title: str) -> str:
    """The longest word of the title with a letter gone."""
    word = max(re.findall(r"[a-z]+", title.casefold()), key=len)
    return title.casefold().replace(word, word[:3] + word[4:])


def _ids(results: Locator) -> list[str]:
    links = [link.get_attribute("href") or "" for link in results.all()]
    return [link.rpartition("/")[2].removesuffix(".html") for link in links]


def _shown(page: Page) -> list[str]:
    return _ids(page.locator(".finder-results .finder-hit > a"))


def _open(open_page: Open, site: Site, state: str, **options: Any) -> Page:
    page = open_page(f"{site.url}{SEARCH}{state}", **options)
    expect(page.locator(".finder-total")).to_contain_text("paper")
    expect(page.locator(".facet").first).to_be_attached()
    return page


def _total(page: Page) -> int:
    return int(re.sub(r"\D.*", "", page.locator(".finder-total").inner_text().replace(",", "")))


def _facet(page: Page, name: str) -> dict[str, int]:
    """Label → count of a facet's values, all of them shown."""
    facet = page.locator(f".facet.{name}")
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    more = facet.locator("button", has_text=re.compile("^All "))
    if more.count():
        more.click()
    rows = facet.locator("li > button:first-child").all_inner_texts()
    return {m[1].strip(): int(m[2]) for row in rows if (m := re.fullmatch(r"(.*?)\s*(\d+)", row, re.DOTALL))}


# --- The box in the header -------------------------------------------------------------------------------------------


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
    expect(page.locator("#finder-list mark").first).to_have_text(re.compile("long|context", re.I))
    expect(page.locator("#finder-list .chip").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#finder-list [aria-selected=true]")).to_have_count(1)
    second = page.locator("#finder-list li").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "-")
    page.keyboard.press("Escape")
    expect(page.locator(".finder-panel")).to_be_hidden()
    box.fill("long context")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/[a-z0-9-]+\.html"))


def test_enter_without_a_choice_leads_to_the_search_page(site: Site, open_page: Open) -> None:
    page = open_page(site.url)
    search(page, "tokenization")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{SEARCH}\?q=tokenization"))
    expect(page.locator(".finder-results .finder-hit").first).to_be_visible()


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
    return _ids(search(page, query))[0]


def test_order_typos_beginnings_and_plurals_do_not_matter(
    site: Site, open_page: Open, records: dict[str, dict[str, Any]]
) -> None:
    page = open_page(site.url)
    for id_, record in list(records.items())[3::41]:
        words = [word for word in fold(record["title"]).split() if len(word) > 3]
        assert _first(page, " ".join(reversed(words))) == id_
        assert _first(page, _typo(record["title"])) == id_
        assert _first(page, " ".join([*words[:-1], words[-1][:-1]])) == id_


def test_a_phrase_is_found_as_it_stands(site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "?q=%22long+context%22")
    assert 0 < _total(page) < _total(_open(open_page, site, "?q=long+context"))


# --- The page ---------------------------------------------------------------------------------------------------------


def test_fields_and_facets_say_the_same(site: Site, open_page: Open) -> None:
    by_field = _shown(_open(open_page, site, "?q=topic:long-context+year:2023-2024&sort=title"))
    by_facet = _shown(_open(open_page, site, "?topic=long-context&year=2023-2024&sort=title"))
    assert by_field and by_field == by_facet


def test_values_of_a_facet_are_or_facets_are_and(site: Site, open_page: Open) -> None:
    one, other = (_total(_open(open_page, site, f"?topic={topic}")) for topic in ("long-context", "reasoning"))
    either = _total(_open(open_page, site, "?topic=long-context&topic=reasoning"))
    assert max(one, other) < either <= one + other
    both = _open(open_page, site, "?topic=long-context&has=code")
    assert 0 < _total(both) < one
    without = _total(_open(open_page, site, "?topic=long-context&has=-code"))
    assert _total(both) + without == one


def test_counts_leave_a_facets_own_choice_aside(site: Site, open_page: Open) -> None:
    """Choosing a topic changes the years' counts and leaves the topics' as they were; each count is what one gets."""
    page = _open(open_page, site, "")
    topics, years = _facet(page, "topic"), page.locator(".finder-years .bar").count()
    page.locator(".facet.topic li > button:first-child", has_text="Long context").click()
    expect(page).to_have_url(re.compile("topic=long-context"))
    expect(page.locator(".finder-total")).to_have_text(f"{topics['Long context']} papers")
    assert _facet(page, "topic") == topics
    assert page.locator(".finder-years .bar").count() <= years
    venues = _facet(page, "venue")
    page.locator(".facet.venue li > button:first-child", has_text="arXiv").click()
    expect(page.locator(".finder-total")).to_have_text(re.compile(rf"^{venues['arXiv']} papers?"))


def test_a_value_can_be_excluded(site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "")
    every, venues = _total(page), _facet(page, "venue")
    row = page.locator(".facet.venue li", has_text="arXiv")
    row.hover()
    row.get_by_role("button", name="Without arXiv").click()
    expect(page.locator(".finder-total")).to_have_text(f"{every - venues['arXiv']} papers")
    expect(page).to_have_url(re.compile("venue=-arxiv"))


def test_years_are_chosen_by_dragging(site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "")
    bars = page.locator(".finder-years .bar")
    first, last = bars.nth(bars.count() - 3), bars.last
    wanted = [int(bar.get_attribute("title", timeout=1000).partition(": ")[2]) for bar in bars.all()[-3:]]  # type: ignore[union-attr]
    last.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 3, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 3, end["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(".finder-total")).to_have_text(f"{sum(wanted)} papers")
    expect(page).to_have_url(re.compile(r"year=\d{4}-\d{4}"))


def test_the_order_can_be_chosen(site: Site, open_page: Open, records: dict[str, dict[str, Any]]) -> None:
    page = _open(open_page, site, "?topic=long-context")
    for order, key, reverse in (("newest", "date", True), ("oldest", "date", False), ("title", "title", False)):
        page.get_by_label("Order").select_option(order)
        expect(page).to_have_url(re.compile(f"sort={order}"))
        page.wait_for_timeout(200)
        values = [fold(str(records[id_][key])) for id_ in _shown(page)]
        years = [value[:4] for value in values] if key == "date" else values
        assert years == sorted(years, reverse=reverse)


def test_the_address_is_the_view(site: Site, open_page: Open) -> None:
    """Query, facets, order, page and open paper: in another browser, and with back and forward."""
    page = _open(open_page, site, "")
    page.get_by_placeholder("Title, author").fill("model")
    page.locator(".facet.has li > button:first-child", has_text="Code").click()
    page.get_by_label("Order").select_option("oldest")
    page.locator(".finder-pager a", has_text="2").first.click()
    expect(page).to_have_url(re.compile(r"\?q=model&has=code&sort=oldest&page=2$"))
    page.get_by_role("button", name="More").first.click()
    expect(page).to_have_url(re.compile("paper="))
    expect(page.locator(".finder-open-paper a", has_text="Open its page")).to_be_visible()
    view = (_shown(page), page.locator(".finder-chosen").inner_text(), _total(page))
    other = open_page(page.url)
    expect(other.locator(".finder-open-paper")).to_be_visible()
    expect(other.locator(".finder-chosen")).to_have_text(view[1])
    assert (_shown(other), _total(other)) == (view[0], view[2])
    page.go_back()
    expect(page).to_have_url(re.compile(r"page=2$"))
    expect(page.locator(".finder-open-paper")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"sort=oldest$"))
    page.go_forward()
    expect(page.locator(".finder-pager [aria-current]")).to_have_text("2")
    assert _shown(page) == view[0]


@pytest.mark.parametrize(("name", "pattern"), [
    ("BibTeX", r"^@\w+\{([^,]+),"), ("RIS", r"^ID  - (.+?)\s*$"), ("CSL-JSON", r'^\s*"id": "([^"]+)"'),
    ("CSV", r"^([a-z0-9-]+),(?!title)"), ("Markdown", r"papers/([a-z0-9-]+)\.html"),
])  # fmt: skip
def test_the_list_can_be_taken_along(name: str, pattern: str, site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "?topic=scaling-laws")
    page.get_by_text("Take this list along").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=name, exact=True).click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert Counter(re.findall(pattern, text, re.MULTILINE)) == Counter(_shown(page))


def test_the_link_and_the_command_can_be_copied(site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "?topic=scaling-laws", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Take this list along").click()
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('topic=scaling-laws'))")
    expect(page.locator(".finder-take code")).to_have_text("paper-catalog export --format bibtex --topic scaling-laws")


# --- The reading list ---------------------------------------------------------------------------------------------


def test_the_reading_list_is_kept_saved_and_read_again(site: Site, open_page: Open, tmp_path: Path) -> None:
    page = _open(open_page, site, "?q=attention")
    starred = _shown(page)[:2]
    for at in (0, 1):
        page.locator(".finder-results .finder-mark").nth(at).click()
    page.goto(f"{site.url}papers/{starred[0]}.html")
    expect(page.get_by_role("button", name=re.compile("On the reading list"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile("^Mark as read")).click()
    page.get_by_role("button", name="Note").click()
    page.get_by_role("textbox", name=re.compile("^Note on")).fill("for Tuesday")
    page.goto(f"{site.url}reading-list.html")
    expect(page.locator(".finder-shelf li")).to_have_count(2)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / "list.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["papers"][starred[0]]["note"] == "for Tuesday"
    with page.expect_download() as cited:
        page.get_by_role("button", name="BibTeX").click()
    assert all(id_ in Path(cited.value.path()).read_text(encoding="utf-8") for id_ in starred)
    other = open_page(f"{site.url}reading-list.html")
    expect(other.locator(".finder-shelf")).to_contain_text("Nothing yet")
    other.locator("input[type=file]").set_input_files(file)
    expect(other.locator(".finder-shelf li")).to_have_count(2)
    expect(other.locator("textarea").filter(has_text="")).to_have_count(2)
    other.reload()
    expect(other.locator(".finder-shelf li")).to_have_count(2)


def test_a_file_that_is_no_reading_list_is_refused(site: Site, open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"papers": []}')
    page = open_page(f"{site.url}reading-list.html")
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    expect(page.locator(".finder-shelf .lead")).to_contain_text("not a reading list")


def test_the_reading_list_survives_a_renamed_paper(hostile_site: Site, open_page: Open) -> None:
    """What was starred under a former id stands under the new one."""
    page = open_page(f"{hostile_site.url}reading-list.html")
    page.evaluate(
        "localStorage.setItem('paper-catalog:' + new URL('.', location.href).pathname, JSON.stringify("
        "{'hostile-record-before': {title: 'Before', starred: true, read: false, note: 'n', since: '2026-01-01'}}))"
    )
    page.reload()
    link = page.locator(".finder-shelf li > a")
    expect(link).to_have_attribute("href", re.compile("papers/hostile-record-2023.html"))


# --- Phones, no scripts, and quickness --------------------------------------------------------------------------------


def test_search_on_a_phone(site: Site, open_page: Open) -> None:
    """The button opens the whole screen; a tap opens a paper."""
    page = open_page(site.url, **PHONE)
    page.get_by_role("link", name="Search", exact=True).tap()
    page.get_by_role("combobox", name="Search papers").fill("reasoning")
    first = page.locator("#finder-list a").first
    expect(first).to_be_visible()
    box = page.locator(".finder.open").bounding_box()
    assert box and (box["width"], box["height"]) == (390, 844)
    first.tap()
    expect(page).to_have_url(re.compile("/papers/"))


def test_filters_on_a_phone(site: Site, open_page: Open) -> None:
    page = _open(open_page, site, "", **PHONE)
    every = _total(page)
    page.locator(".finder-filters > summary").tap()
    page.locator(".facet.has li > button:first-child", has_text="Code").tap()
    expect(page.locator(".finder-total")).not_to_have_text(f"{every} papers")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_every_paper_is_reachable(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}{SEARCH}", java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Search needs JavaScript")
    for way in ("by topic", "by author", "by year"):
        expect(main.get_by_role("link", name=way)).to_be_visible()


def test_nothing_blocks_the_page(site: Site, open_page: Open) -> None:
    """No task of 50 ms while a query is typed and facets are counted."""
    page = _open(open_page, site, "")
    page.evaluate(
        "window.long = []; new PerformanceObserver(list => window.long.push(...list.getEntries().map(e => e.duration)))"
        ".observe({type: 'longtask'})"
    )
    page.get_by_placeholder("Title, author").press_sequentially("language models", delay=60)
    page.wait_for_timeout(500)
    assert max(page.evaluate("window.long"), default=0) < 200, "a test of gross blocking: the benchmark measures"
