"""What stands around the article of each page: it is repeated in all of them, so that every byte of it counts."""

import html
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from generator.publish.pages.page import LIGHT
from tests.nasty import built, written

pytestmark = pytest.mark.slow

KINDS = (
    "index.html", "papers/index.html", "papers/*.html", "topics/lamps.html", "authors/*.html", "venues/owls.html",
    "years/*.html", "gaps.html", "data.html", "reading-list.html", "about/index.html", "404.html",
)
OWN = re.compile(
    r'<meta (?:name="(?:description|author|robots|citation_\w+)|property="og:\w+)"[^>]*>\s*'
    r'|<link rel="(?:alternate|canonical|prev|next)"[^>]*>|<title>.*?</title>'
)
"""What a page says of itself in its head."""
ARTICLE = re.compile(r"(<article[^>]*>).*</article>", re.S)
RULES = re.compile(r"<script>\s*\{\s*const root.*?</script>", re.S)
"""What only the page of lost addresses has: where they lead now."""
CONTENTS = re.compile(r'<nav class="md-nav md-nav--secondary".*?</nav>\s*(?=</div>)', re.S)
"""The contents of a page that people wrote."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The same small catalog twice, its pages with the full shell and with the light one, with all addresses known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://papers.example/lamps/")
        patch.setenv("REPO_URL", "https://github.com/OWNER/lamps-and-wires")
        return {
            name: built(written(tmp_path_factory.mktemp(name), 6, **settings), "site")
            for name, settings in (("full", {}), ("light", {"light_above": 0}))
        }


def _pages(site: dict[str, bytes], kind: str) -> list[str]:
    """Those that are no redirects."""
    found = [content.decode() for path, content in site.items() if fnmatch(path, kind)]
    assert found, kind
    return [page for page in found if "http-equiv" not in page]


def _shell(page: str) -> str:
    return RULES.sub("", OWN.sub("", CONTENTS.sub("", ARTICLE.sub(r"\1</article>", page))))


@pytest.mark.parametrize("kind", KINDS)
def test_the_frame_of_every_page_is_small(kind: str, sites: dict[str, dict[str, bytes]]) -> None:
    """4 KB with the link to a repository; Material's own was 13.6 KB without one."""
    for page in _pages(sites["full"], kind):
        assert len(_shell(page).encode()) <= 4096, _shell(page)


@pytest.mark.parametrize("folder", LIGHT)
def test_the_light_frame_is_very_small_and_leads_home(folder: str, sites: dict[str, dict[str, bytes]]) -> None:
    """Without scripts it has the name of the catalog, and the way there."""
    for page in _pages(sites["light"], f"{folder}*.html"):
        shell = _shell(page)
        if "md-tabs" in shell:  # the list of all, which is but one page
            continue
        assert len(shell.encode()) <= 1024, shell
        assert re.search(r'<header class="md-header"><a href="(../)+index.html">Paper Catalog</a></header>', shell)
    light = [page for page in _pages(sites["light"], f"{folder}*.html") if "md-tabs" not in page]
    assert len(light) == len(_pages(sites["light"], f"{folder}*.html")) - 1


def test_a_catalog_says_above_how_many_papers_its_pages_are_light(tmp_path: Path) -> None:
    """Eleven papers: light above ten, full above eleven."""
    for limit, light in ((10, True), (11, False)):
        docs = written(tmp_path / str(limit), 6, light_above=limit) / "site_src" / "docs"
        assert ('shell: "light"' in (docs / "papers" / "nasty-1.md").read_text(encoding="utf-8")) == light
        assert 'shell: "light"' not in (docs / "papers" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_links_are_in_every_page(kind: str, sites: dict[str, dict[str, bytes]]) -> None:
    """All of the navigation, the way past it, the search and the reading list, whether scripts run or not."""
    for page in _pages(sites["full"], kind):
        shell = _shell(page)
        tabs = re.findall(r'<a href="([^"]+)" class="md-tabs__link">(\w+)</a>', shell)
        assert [name for _, name in tabs] == ["Home", "Papers", "Topics", "Authors", "Venues", "Years", "Data", "About"]
        assert 'role="search"' in shell and "search-open" in shell and "reading-list.html" in shell
        assert '<html lang="en"' in shell and '<main class="md-main"' in shell
        assert "Skip to content" in shell or "<h1 id=" not in page


def test_the_shared_script_has_the_navigation_and_the_settings(sites: dict[str, dict[str, bytes]]) -> None:
    """It is rendered once for each site, from mkdocs.yml."""
    script = sites["full"]["assets/shell.js"].decode()
    assert script == sites["light"]["assets/shell.js"].decode()
    for part in ("../years/index.html", "Switch to dark mode", "lamps-and-wires", "content.code.copy", "Back to top"):
        assert part in script


def test_icons_are_in_one_file(sites: dict[str, dict[str, bytes]]) -> None:
    """As data, so that they show when a page is opened from a disk; one for each button."""
    style = sites["full"]["assets/shell.css"].decode()
    assert style.count("url('data:image/svg+xml") == 8
    assert [path for path in sites["full"] if path.endswith(".html") and "<svg" in _shell(html.unescape(
        sites["full"][path].decode()))] == []
