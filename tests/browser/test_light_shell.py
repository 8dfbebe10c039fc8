"""A page whose header, menu and footer are made by the shared script is the page that a small catalog has."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import hostile
from tests.browser.conftest import Open
from tests.browser.hostile import hostile_catalog
from tests.browser.search import PHONE, search
from tests.browser.sites import Site, build, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER = f"papers/{hostile.ID}.html"


@pytest.fixture(scope="module")
def light_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The hostile catalog, every page of a paper or an author light."""
    folder = hostile_catalog(tmp_path_factory.mktemp("light"))
    with (folder / "site_src" / "catalog.yml").open("a", encoding="utf-8") as file:
        file.write("\nlight_above: 0\n")
    build(folder / "site_src", folder / "site")
    with served(folder / "site") as site:
        yield site


@pytest.mark.parametrize("width", [390, 1280])
def test_a_light_page_looks_the_same(width: int, light_site: Site, hostile_site: Site, open_page: Open) -> None:
    """To the pixel."""
    shots = []
    for site in (light_site, hostile_site):
        page = open_page(site.url + PAPER, viewport={"width": width, "height": 900}, reduced_motion="reduce")
        expect(page.get_by_role("button", name=re.compile("copy", re.I)).first).to_be_attached()
        expect(page.locator(".list-marks")).to_be_visible()
        page.wait_for_timeout(700)  # the line under the header comes slowly
        shots.append(page.screenshot())
    assert shots[0] == shots[1]


def test_the_header_of_a_light_page_works(light_site: Site, open_page: Open) -> None:
    """The way past it, the tab of its folder, the colours, the search, and the links of the footer."""
    page = open_page(light_site.url + PAPER, color_scheme="dark")
    assert "md-tabs" not in (light_site.folder / PAPER).read_text(encoding="utf-8")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Papers")
    expect(page.get_by_role("contentinfo").get_by_role("link", name="Years")).to_have_attribute(
        "href", f"{light_site.url}years/index.html"
    )
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_have_attribute("href", "#paper")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.get_by_title("Switch to light mode").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", str(before))
    page.reload()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", str(before))
    expect(search(page, "Neighbour").first).to_contain_text(hostile.SEEN)


def test_the_menu_of_a_light_page_works_on_a_phone(light_site: Site, open_page: Open) -> None:
    page = open_page(light_site.url + PAPER, **PHONE)
    page.locator("header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary a[href$='topics/index.html']").click()
    expect(page).to_have_url(re.compile(r"/topics/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_light_page_is_accessible(scheme: str, light_site: Site, open_page: Open) -> None:
    page = open_page(light_site.url + PAPER, color_scheme=scheme, reduced_motion="reduce")
    assert Axe().run(page).response["violations"] == []


def test_a_light_page_can_be_read_without_scripts(light_site: Site, open_page: Open) -> None:
    """It leads home, and from there everywhere."""
    page = open_page(light_site.url + PAPER, java_script_enabled=False, viewport={"width": 390, "height": 844})
    expect(page.get_by_role("main")).to_contain_text(hostile.SUMMARY)
    page.get_by_role("banner").get_by_role("link", name="Hostile & other papers").click()
    expect(page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Topics")).to_be_visible()
