"""Catalog → Markdown pages: one file per kind of page, one template each.

To add a kind: a file here with its `PageKind`, its template in `templates/`, a line in `PAGE_KINDS`, and a golden page
in `tests/pages/`.
"""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.publish.pages.author import AUTHOR, AUTHORS
from generator.publish.pages.data import DATA
from generator.publish.pages.excluded import EXCLUDED
from generator.publish.pages.gaps import GAPS_PAGE
from generator.publish.pages.home import HOME
from generator.publish.pages.page import Page, PageKind
from generator.publish.pages.paper import PAPER
from generator.publish.pages.papers import PAPERS
from generator.publish.pages.redirect import REDIRECT
from generator.publish.pages.scripted import READING_LIST, SEARCH
from generator.publish.pages.topic import TOPIC, TOPICS
from generator.publish.pages.venue import VENUE, VENUES
from generator.publish.pages.year import YEAR, YEARS

__all__ = ["PAGE_KINDS", "Page", "PageKind", "render_pages"]

PAGE_KINDS = (
    HOME, PAPERS, PAPER, TOPICS, TOPIC, AUTHORS, AUTHOR, VENUES, VENUE, YEARS, YEAR,
    GAPS_PAGE, DATA, SEARCH, READING_LIST, REDIRECT, EXCLUDED,
)
"""All kinds of generated pages."""


def render_pages(catalog: Catalog) -> Iterator[Page]:
    """Every page of the site that is not written by hand."""
    for kind in PAGE_KINDS:
        for key in kind.keys(catalog):
            yield from kind.render(catalog, key)
