"""The browser of all papers; underneath, for readers without scripts, the newest and the lists that hold the rest."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.publish.pages.page import Page, PageKind, render

NEWEST = 50


def render_index(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Papers", "section": "papers", "search": {"exclude": True},
            "description": "All papers, to search and to filter by topic, year, author and venue"}
    yield render("papers", "papers/index.md", catalog, meta, newest=catalog.newest[:NEWEST])


PAPERS = PageKind(name="papers", render=render_index)
