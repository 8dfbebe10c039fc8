"""The pages of what waits for a person, as a person sees them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.starter import write_starter
from tests.browser.conftest import Open
from tests.browser.sites import Site, build, served
from tests.waiting import BOATS, OWLS, STUDY, make_waiting

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def waiting_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A fresh catalog in which twins and conflicts wait, and whose settings want their pages."""
    folder: Path = tmp_path_factory.mktemp("waiting")
    catalog = make_waiting(folder)
    write_starter(folder / "new")
    shutil.copytree(catalog / "records", folder / "new" / "site_src" / "records", dirs_exist_ok=True)
    (folder / "new" / "site_src" / "catalog.yml").write_text("title: Waiting\nreview_pages: true\n", encoding="utf-8")
    build(folder / "new" / "site_src", folder / "new" / "site")
    with served(folder / "new" / "site") as site:
        yield site


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_waits_can_be_read_on_every_screen(waiting_site: Site, open_page: Open, width: int, scheme: str) -> None:
    """From the gaps on, with a line for each decision; nothing is wider than the screen, and axe finds nothing."""
    page = open_page(f"{waiting_site.url}gaps.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    article = page.get_by_role("article")
    for link, line in (
        ("Review", ""), ("Likely twins", f"- [{BOATS}, {STUDY}]"), ("Sources that disagree", "kept: [date]"),
    ):  # fmt: skip
        if line:
            page.goto(f"{waiting_site.url}review/index.html")
        article.get_by_role("link", name=link).click()
        page.wait_for_load_state()
        if line:
            assert line in article.locator("code").all_inner_texts()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
    assert article.get_by_role("link", name="Counting Owls by Day and by Night").count() == 1
    assert OWLS in article.inner_text()
