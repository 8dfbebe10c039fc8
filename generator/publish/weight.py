"""What this site has of files and pages, by the limits of its catalog: everything that is offered asks here."""

from generator.knowledge.catalog import AuthorEntry, AuthorSlug, Catalog
from generator.model import PaperId

CITATIONS = ("bibtex", "ris", "csl-json")
"""The files beside a paper that reference managers read; the others are its twins for programs."""
_OF_A_CROWD = ("bibtex", "jsonl")


def every_list(catalog: Catalog) -> bool:
    """Whether each topic, author, venue and year has its files; else they are made in the browser."""
    return catalog.within["lists"]


def has_whole(catalog: Catalog, name: str) -> bool:
    """Whether the whole catalog is there in the format of this name."""
    return name in _OF_A_CROWD or catalog.within["crowd"]


def has_usual_file(catalog: Catalog, name: str) -> bool:
    """Whether every paper has such a file beside its page."""
    return catalog.within[_limit_of(name)]


def has_file(catalog: Catalog, paper: PaperId, name: str) -> bool:
    """Whether this paper has: as every paper, or since it was published before the limit was passed."""
    return _limit_of(name) in catalog.early.get(paper, ())


def _limit_of(name: str) -> str:
    return "citations" if name in CITATIONS else "twins"


def every_author(catalog: Catalog) -> bool:
    """Whether all authors have a page and both feeds; else only those with several papers, and an Atom feed."""
    return catalog.within["people"]


def authors_followed(catalog: Catalog) -> bool:
    """Whether authors have feeds, and not only those who had one before the catalog grew."""
    return catalog.within["crowd"]


def has_page(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether an author has a page; else that of their one paper says all of it, and the index of names leads there.

    A name that several people share always has one: it says whose papers are meant.
    """
    entry = catalog.authors[author]
    return len(entry.papers) != 1 or bool(entry.people) or _had(catalog, entry, "people", 1)


def has_feed(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether an author can be followed by an Atom feed."""
    return has_json_feed(catalog, author) or _had(catalog, catalog.authors[author], "crowd", 2)


def has_json_feed(catalog: Catalog, author: AuthorSlug) -> bool:
    """Whether there is a JSON Feed besides."""
    return _had(catalog, catalog.authors[author], "people", 1)


def _had(catalog: Catalog, entry: AuthorEntry, limit: str, least: int) -> bool:
    """Whether an author had so many papers before the limit was passed."""
    return sum(limit in catalog.early[paper] for paper in entry.papers) >= least
