"""Every internal link and anchor of the built sites leads somewhere, under a sub-path too."""

from pathlib import Path

import pytest

from tests.browser.links import broken_links
from tests.browser.sites import SITE_URL, Site
from tests.shared import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_link_of_the_bundled_site_resolves(site: Site) -> None:
    """Those to files beside the pages too: each paper has some, in its head and for readers."""
    assert len(site.pages) > len(list((ROOT / "site_src" / "records").glob("*.yml"))) > 100
    assert broken_links(site.folder, SITE_URL) == []
    page = (site.folder / "papers" / "ruler-2024.html").read_text(encoding="utf-8")
    assert page.count("ruler-2024.bib") == 2


@pytest.mark.shared("seeds")
def test_every_link_of_the_site_with_the_seed_captures_resolves(seeded_site: Site) -> None:
    """A site built strictly, with the abstracts that the captures gave on the pages of their papers."""
    folder = seeded_site.folder.parent / "site_src" / "records"
    with_abstract = [path.stem for path in folder.glob("*.yml") if "\nabstract: " in path.read_text(encoding="utf-8")]
    pages = [(seeded_site.folder / "papers" / f"{id_}.html").read_text(encoding="utf-8") for id_ in with_abstract]
    assert len(pages) > 100 and all("Abstract" in page for page in pages)
    assert broken_links(seeded_site.folder, SITE_URL) == []


def test_every_link_of_a_fresh_catalog_resolves(hostile_site: Site) -> None:
    assert broken_links(hostile_site.folder, SITE_URL) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text("<a href='a/b.html#here'><a href='a/b.html#gone'><a href='/elsewhere'>")
    (tmp_path / "a" / "b.html").write_text("<h1 id=here><a href='../'><a href='c.html'><img src='https://x.example/y'>")
    assert broken_links(tmp_path, SITE_URL) == [
        "a/b.html: c.html", "index.html: /elsewhere", "index.html: a/b.html#gone",
    ]
