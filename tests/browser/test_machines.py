"""What a program finds on a page without running its scripts, and what a reader takes away."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.sites import SITE_URL, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER = "effective-long-context-scaling-of-foundation-models-2023"
"""It has a DOI, an arXiv id, and appeared in the year before it was printed."""


def _meta(page: Page, name: str) -> list[str]:
    return [tag.get_attribute("content") or "" for tag in page.locator(f"head meta[name='{name}']").all()]


def test_zotero_can_read_a_paper_without_scripts(site: Site, open_page: Open) -> None:
    """The fields of its translator “Embedded Metadata”: title, creators, date, venue, DOI, arXiv id, abstract page."""
    page = open_page(f"{site.url}papers/{PAPER}.html", java_script_enabled=False)
    record = json.loads((site.folder / "papers" / f"{PAPER}.json").read_text(encoding="utf-8"))
    assert _meta(page, "citation_title") == [record["title"]]
    assert _meta(page, "citation_author") == record["authors"]
    assert (record["date"][:4], record["first"][:4]) == ("2024", "2023")
    assert _meta(page, "citation_publication_date") == [record["date"].replace("-", "/")]
    assert _meta(page, "citation_online_date") == [record["first"].replace("-", "/")]
    assert "Chapter of the Association for Computational Linguistics" in _meta(page, "citation_conference_title")[0]
    assert _meta(page, "citation_doi") == [record["ids"]["doi"]]
    assert _meta(page, "citation_arxiv_id") == [record["ids"]["arxiv"]]
    own = f"{SITE_URL}papers/{PAPER}.html"
    assert _meta(page, "citation_abstract_html_url") == [own]
    assert page.locator("head link[rel=canonical]").get_attribute("href") == own
    assert page.locator("head meta[property='og:url']").get_attribute("content") == own
    data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert [person["name"] for person in data["author"]] == record["authors"]


@pytest.mark.parametrize(("path", "types"), [
    (f"papers/{PAPER}.html", {"application/x-bibtex", "application/json", "text/markdown",
                              "application/x-research-info-systems", "application/vnd.citationstyles.csl+json"}),
    ("index.html", {"application/atom+xml", "application/feed+json"}),
    ("topics/long-context.html", {"application/atom+xml", "application/feed+json"}),
    ("authors/mike-lewis.html", {"application/atom+xml", "application/feed+json"}),
])  # fmt: skip
def test_a_page_leads_to_its_other_forms(path: str, types: set[str], site: Site, open_page: Open) -> None:
    """Each is there. Material's own script must not take them for translations: `open_page` would hear of the 404."""
    page = open_page(site.url + path, java_script_enabled=False)
    links = page.locator("head link[rel=alternate]").all()
    assert {link.get_attribute("type") for link in links} == types
    for link in links:
        assert (site.folder / path).parent.joinpath(link.get_attribute("href") or "").is_file()
    open_page(site.url + path).wait_for_timeout(500)


def test_a_topics_papers_can_be_downloaded(site: Site, open_page: Open) -> None:
    """The file has an entry for each paper of the page."""
    page = open_page(f"{site.url}topics/long-context.html")
    shown = {Path(link).stem for link in _papers(page)}
    with page.expect_download() as waiting:
        page.get_by_role("link", name="BibTeX").click()
    download = waiting.value
    assert download.suggested_filename == "long-context.bib"
    keys = re.findall(r"^@\w+\{([^,]+),$", Path(download.path()).read_text(encoding="utf-8"), re.M)
    assert len(keys) > 10 and set(keys) == shown


def _papers(page: Page) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.locator("article .papers li > a:first-of-type").all()]


def test_a_paper_can_be_downloaded_for_a_reference_manager(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}papers/{PAPER}.html")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="RIS").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"TY  - CONF\r\n")


def test_the_data_page_offers_the_whole(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.url}data.html")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="catalog.jsonl").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(list((site.folder / "papers").glob("*.bib"))) > 100
    expect(page.get_by_role("article")).to_contain_text(f"{SITE_URL}catalog.jsonl")
