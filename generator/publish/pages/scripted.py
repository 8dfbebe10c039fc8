"""The reader's own list, which lives by a script, and the former address of the search, which leads to all papers."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.publish.pages.page import Page, PageKind, render


def render_search(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"template": "redirect.html", "location": "../papers/index.html", "forward": "query", "title": "Papers",
            "search": {"exclude": True}}
    yield render("search", "search/index.md", catalog, meta)


def render_reading_list(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Reading list", "section": "papers", "description": "The papers a reader has marked"}
    yield render("reading_list", "reading-list.md", catalog, meta)


SEARCH = PageKind(name="search", render=render_search)
READING_LIST = PageKind(name="reading_list", render=render_reading_list)
