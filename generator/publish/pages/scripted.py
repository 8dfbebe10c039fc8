"""The pages that live by scripts: search, and the reader's own list. Each says what there is without them."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.publish.pages.page import Page, PageKind, render


def render_search(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Search", "section": "papers", "description": "Search all papers by title, author, words or id"}
    yield render("search", "search/index.md", catalog, meta)


def render_reading_list(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Reading list", "section": "papers", "description": "The papers a reader has marked"}
    yield render("reading_list", "reading-list.md", catalog, meta)


SEARCH = PageKind(name="search", render=render_search)
READING_LIST = PageKind(name="reading_list", render=render_reading_list)
