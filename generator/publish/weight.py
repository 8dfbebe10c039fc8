"""What this site has of files and pages, by the limits of its catalog: everything that is offered asks here."""

from collections.abc import Set as AbstractSet
from functools import lru_cache

from generator.knowledge.catalog import AuthorEntry, AuthorSlug, Catalog
from generator.knowledge.limits import early
from generator.model import PaperId

CITATIONS = ("bibtex", "ris", "csl-json")
"""The files beside a paper that reference managers read; the others are its twins for programs."""
_OF_A_CROWD = ("bibtex", "jsonl")


def every_list(catalog: Catalog) -> bool:
    """Whether each topic, author, venue and year has its files; else they are made in the browser."""
    return len(catalog.papers) <= catalog.limits.lists


def has_whole(catalog: Catalog, name: str) -> bool:
    """Whether the whole catalog is there in the format of this name."""
    return name in _OF_A_CROWD or len(catalog.papers) <= catalog.limits.crowd


def has_usual_file(catalog: Catalog, name: str) -> bool:
    """Whether every paper has such a file beside its page."""
    return len(catalog.papers) <= _limit_of(catalog, name)


def has_file(catalog: Catalog, paper: PaperId, name: str) -> bool:
    """Whether this paper has: as every paper, or since it was published before the limit was passed."""
    return paper in _early(catalog)[_limit_of(catalog, name)]


def _limit_of(catalog: Catalog, name: str) -> int:
    return catalog.limits.citations if name in CITATIONS else catalog.limits.twins


def every_author(catalog: Catalog) -> bool:
    """Whether all authors have a page and both feeds; else only those with several papers, and an Atom feed."""
    return len(catalog.papers) <= catalog.limits.people


def authors_followed(catalog: Catalog) -> bool:
    """Whether authors have feeds, and not only those who had one before the catalog grew."""
    return len(catalog.papers) <= catalog.limits.crowd


def has_page(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether an author has a page; else that of their one paper says all of it, and the index of names leads there.

    A name that several people share always has one: it says whose papers are meant.
    """
    entry = catalog.authors[author]
    return len(entry.papers) != 1 or bool(entry.people) or _had(catalog, entry, catalog.limits.people, 1)


def has_feed(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether an author can be followed by an Atom feed."""
    entry = catalog.authors[author]
    return has_json_feed(catalog, author) or _had(catalog, entry, catalog.limits.crowd, 2)


def has_json_feed(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether there is a JSON Feed besides."""
    return _had(catalog, catalog.authors[author], catalog.limits.people, 1)


def _had(catalog: Catalog, entry: AuthorEntry, limit: int, least: int) -> bool:
    """Whether an author had so many papers before the limit was passed."""
    before = _early(catalog)[limit]
    return sum(paper in before for paper in entry.papers) >= least


@lru_cache(maxsize=1)
def _early(catalog: Catalog) -> dict[int, AbstractSet[PaperId]]:
    """Limit → its early papers; every page asks for them."""
    limits = catalog.limits
    return {limit: early(catalog.papers.values(), limit)
            for limit in {limits.citations, limits.twins, limits.people, limits.crowd}}
