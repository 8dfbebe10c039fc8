"""A catalog that grows across the limits: nothing is announced that is not there, and no address is lost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from generator.knowledge.catalog import Catalog
from generator.model import Paper, PaperDate
from generator.publish.downloads import downloads
from generator.publish.pages import render_pages
from tests.grown import grown_catalog, grown_papers

SIZES = range(1, 12)
"""Below, at and above each of the small limits."""
LISTS = re.compile(r"(catalog|(authors|topics|venues|years)/[a-z0-9-]+)(?!\.feed)\.(?!html)[a-z0-9.]+")
"""Files of lists, which end with their limit; all else stays."""
OFFERED = re.compile(r'href="([^":#]+)["#]|"(?:href|url)": "([^":]+)"|\]\(([^():#]+\.(?:md|html|json|xml))[)#]')


def _addresses(catalog: Catalog) -> set[str]:
    pages = {page.path.removesuffix(".md") + ".html" for page in render_pages(catalog)}
    return pages | {path for path, _ in downloads(catalog)} | {"about/index.html"}


def _offers(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(page or file, what it links to), relative to the site."""
    for page in render_pages(catalog):
        for offered in filter(None, (link for found in OFFERED.findall(page.text) for link in found)):
            address = _below(page.path, offered)
            yield page.path, address.removesuffix(".md") + ".html" if f"]({offered}" in page.text else address
    for path, text in downloads(catalog):
        if isinstance(text, str) and path.endswith((".md", "llms.txt", ".parts.txt")):
            names = text.split() if path.endswith(".parts.txt") else re.findall(r"\]\(([^():]+)\)", text)
            yield from ((path, _below(path, name)) for name in names)


def _below(path: str, link: str) -> str:
    """`authors/x.html` for `../authors/x.html` of `papers/y.md`."""
    steps = [*PurePosixPath(path).parent.parts]
    for step in link.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def _leads_on(address: str) -> str:
    """Where the page 404.html sends a reader who asks for the file of a list."""
    return "data.html" if address.startswith("catalog.") else re.sub(r"\..*", ".html", address)


@pytest.mark.parametrize("a_day", [0, 1])
@pytest.mark.parametrize("size", SIZES)
def test_all_that_is_offered_is_there(size: int, a_day: int) -> None:
    """Pages, files beside them, feeds and lists, in pages, their heads, `llms.txt` and each paper's Markdown."""
    catalog = grown_catalog(grown_papers(size, a_day=a_day))
    there = _addresses(catalog)
    offers = list(_offers(catalog))
    assert {(place, link) for place, link in offers if link not in there} == set()
    assert len(offers) > 20 * size


def _days(*counts: int) -> list[list[Paper]]:
    """The records at the end of each day, so many more every time; the first of them have no day."""
    papers = grown_papers(sum(counts))
    grown: list[list[Paper]] = []
    for day, count in enumerate(counts):
        fresh = papers[len(grown[-1]) if grown else 0 :][:count]
        added = PaperDate(f"2024-01-{day:02}" if day else "")
        grown.append([*(grown[-1] if grown else []), *(replace(record, added=added) for record in fresh)])
    return grown


@pytest.mark.parametrize("counts", [(1,) * 11, (2, 9), (3, 1, 7), (4, 2, 5), (1, 4, 1, 1, 20), (6, 5)])
def test_a_published_address_stays(counts: tuple[int, ...]) -> None:
    """From day to day and to the end; only the file of a list leads on, to the page that makes it."""
    sites = [_addresses(grown_catalog(papers)) for papers in _days(*counts)]
    for before, after in (*pairwise(sites), *((site, sites[-1]) for site in sites)):
        gone = before - after
        assert all(LISTS.fullmatch(address) for address in gone), sorted(gone)
        assert {_leads_on(address) for address in gone} <= after


def test_what_came_later_has_only_what_its_size_allows() -> None:
    """Of two papers, then nine more: the early ones keep all their files, the late ones have none."""
    site = _addresses(grown_catalog(_days(2, 9)[-1]))
    assert {"papers/p0.bib", "papers/p1.md", "authors/only-aer.html", "authors/only-aer.feed.json"} <= site
    assert not {"papers/p2.bib", "papers/p2.md", "authors/only-cer.html", "authors/only-cer.feed.xml"} & site
