"""Stars, marks and notes, kept in the browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.search import open_search, shown
from tests.browser.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_reading_list_is_kept_saved_and_read_again(site: Site, open_page: Open, tmp_path: Path) -> None:
    page = open_search(open_page, site, "?q=attention")
    starred = shown(page)[:2]
    for at in (0, 1):
        page.locator(".search-results .list-mark").nth(at).click()
    page.goto(f"{site.url}papers/{starred[0]}.html")
    marks = page.locator("h1 + .list-marks")
    star = marks.get_by_role("button", name=re.compile("On the reading list"))
    expect(star).to_have_attribute("aria-pressed", "true")
    marks.get_by_role("button", name=re.compile("^Mark as read")).click()
    marks.get_by_role("button", name="Note").click()
    page.get_by_role("textbox", name=re.compile("^Note on")).fill("for Tuesday")
    page.goto(f"{site.url}reading-list.html")
    expect(page.locator(".reading-list li")).to_have_count(2)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / "list.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["papers"][starred[0]]["note"] == "for Tuesday"
    with page.expect_download() as cited:
        page.get_by_role("button", name="BibTeX", exact=True).click()
    assert all(id_ in Path(cited.value.path()).read_text(encoding="utf-8") for id_ in starred)
    other = open_page(f"{site.url}reading-list.html")
    expect(other.locator(".reading-list")).to_contain_text("Nothing yet")
    other.locator("input[type=file]").set_input_files(file)
    expect(other.locator(".reading-list li")).to_have_count(2)
    expect(other.locator("textarea:visible")).to_have_count(1)
    other.reload()
    expect(other.locator(".reading-list li")).to_have_count(2)


def test_a_file_that_is_no_reading_list_is_refused(site: Site, open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"papers": []}')
    page = open_page(f"{site.url}reading-list.html")
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    expect(page.locator(".reading-list .lead")).to_contain_text("not a reading list")


def test_the_reading_list_survives_a_renamed_paper(hostile_site: Site, open_page: Open) -> None:
    """What was starred under a former id stands under the new one."""
    page = open_page(f"{hostile_site.url}reading-list.html")
    page.evaluate(
        "localStorage.setItem('paper-catalog:' + new URL('.', location.href).pathname, JSON.stringify("
        "{'hostile-record-before': {title: 'Before', starred: true, read: false, note: 'n', since: '2026-01-01'}}))"
    )
    page.reload()
    link = page.locator(".reading-list li > a")
    expect(link).to_have_attribute("href", re.compile("papers/hostile-record-2023.html"))
