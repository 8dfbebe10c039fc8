"""Catalog → Markdown pages: one file per kind of page, one template each.

To add a kind: a file here with its `PageKind`, its template in `templates/`, a line in `PAGE_KINDS`, and a golden page
in `tests/pages/`.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, count
from typing import TypeAlias

from generator.knowledge.catalog import Catalog
from generator.publish import shards
from generator.publish.child import divided
from generator.publish.exports.lists import sized
from generator.publish.memory import FileState, Memory, content_digest
from generator.publish.noted import Notebook, Read
from generator.publish.pages.author import AUTHOR, AUTHORS
from generator.publish.pages.changes import CHANGES, CHANGES_MONTH
from generator.publish.pages.data import DATA
from generator.publish.pages.excluded import EXCLUDED
from generator.publish.pages.gaps import GAPS_PAGE
from generator.publish.pages.home import HOME
from generator.publish.pages.page import Page, PageKind
from generator.publish.pages.paper import PAPER
from generator.publish.pages.papers import PAPERS
from generator.publish.pages.redirect import REDIRECT
from generator.publish.pages.review import REVIEW
from generator.publish.pages.scripted import READING_LIST, SEARCH
from generator.publish.pages.topic import TOPIC, TOPICS
from generator.publish.pages.venue import VENUE, VENUES
from generator.publish.pages.year import YEAR, YEARS

__all__ = ["PAGE_KINDS", "ForgottenError", "Page", "PageKind", "render_changed", "render_pages"]

PAGE_KINDS = (
    HOME, PAPERS, PAPER, TOPICS, TOPIC, AUTHORS, AUTHOR, VENUES, VENUE, YEARS, YEAR,
    GAPS_PAGE, CHANGES, CHANGES_MONTH, REVIEW, DATA, SEARCH, READING_LIST, REDIRECT, EXCLUDED,
)
"""All kinds of generated pages."""
SAMPLE = 100

_Noted: TypeAlias = tuple[str, list[Page], list[Read], dict[Read, bytes]]
"""A unit, its pages, what was read for them, and the digests of what had not been read before."""


def render_pages(catalog: Catalog) -> Iterator[Page]:
    """Every page of this site that is not written by hand."""
    catalog = sized(catalog)
    for kind in PAGE_KINDS:
        for key in _keys(kind, catalog):
            yield from _made(kind, catalog, key)


def _keys(kind: PageKind, catalog: Catalog) -> Iterator[str]:
    """What may have pages on this site."""
    return (key for key in kind.keys(catalog) if shards.has(catalog, kind.only(catalog, key)))


def _made(kind: PageKind, catalog: Catalog, key: str) -> list[Page]:
    return [page for page in kind.render(catalog, key) if page.text]


class ForgottenError(Exception):
    """A page that seemed to be as it should is not: something that shapes it is not noted."""


def render_changed(catalog: Catalog, memory: Memory) -> Iterator[tuple[str, str | None]]:
    """The (path, text) of every such page, without the text where the page lies there as it should.

    Of those, one in a hundred is made all the same, and compared: `ForgottenError` where that gives another text.
    """
    notebook, kept = Notebook(sized(catalog)), count()
    first: list[tuple[PageKind, str]] = []
    others: list[tuple[PageKind, str]] = []
    for kind in PAGE_KINDS:
        seen = False
        for key in _keys(kind, catalog):
            left = memory.kept(f"{kind.name} {key}", notebook)
            if not left:
                (others if seen else first).append((kind, key))
                seen = True
                continue
            if next(kept) % SAMPLE == 0:
                _compare(left, kind, notebook, key)
            yield from ((file.path, None) for file in left)
    make = partial(_noted, notebook, memory)
    # What all pages of a kind have in common is computed for the first, and not twice in two processes.
    for unit, pages, reads, digests in chain(map(make, first), divided(make, others)):
        memory.note(unit, reads, digests, [(page.path, content_digest(page.text)) for page in pages])
        yield from ((page.path, page.text) for page in pages)


def _noted(notebook: Notebook, memory: Memory, unit: tuple[PageKind, str]) -> _Noted:
    kind, key = unit
    pages = _made(kind, notebook.catalog, key)
    reads = notebook.take()
    return f"{kind.name} {key}", pages, reads, memory.look_up(reads, notebook)


def _compare(left: Sequence[FileState], kind: PageKind, notebook: Notebook, key: str) -> None:
    made = {page.path: content_digest(page.text) for page in _made(kind, notebook.catalog, key)}
    notebook.take()
    if made != {file.path: file.digest for file in left}:
        raise ForgottenError(f"{kind.name} {key}")
