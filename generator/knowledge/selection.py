"""Papers by what a person calls them, and the part of a catalog that somebody asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.clean.text import author_key, fold, slug
from generator.knowledge.catalog import AuthorSlug, Catalog, VenueSlug
from generator.model import Paper, TopicSlug
from generator.problems import CatalogError
from generator.records.addresses import beside
from generator.records.find import find_paper, near_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the papers have in common; what is empty asks for nothing, and all that is not must hold."""

    topic: str = ""
    """A topic's slug or title; the papers of its sub-topics belong to it."""
    author: str = ""
    """An author's address, name in any spelling, or ORCID."""
    venue: str = ""
    """A venue's address or name, without year."""
    years: str = ""
    """`2023` or `2021-2023`."""
    ids: tuple[str, ...] = ()
    """Ids of records, former ones, or identifiers such as DOIs."""


def select(catalog: Catalog, selection: Selection) -> list[Paper]:
    """The papers that are asked for, in id order; a name that the catalog does not have is misuse."""
    kept = set(catalog.papers)
    if selection.topic:
        kept &= set(catalog.topics[find_topic(catalog, selection.topic)].papers)
    if selection.author:
        author = catalog.authors[_author(catalog, selection.author)]
        kept &= {id_ for slug_ in (author.slug, *author.people) for id_ in catalog.authors[slug_].papers}
    if selection.venue:
        kept &= set(catalog.venues[_venue(catalog, selection.venue)].papers)
    if selection.years:
        first, last = _years(selection.years)
        kept &= {id_ for id_, paper in catalog.papers.items() if first <= (paper.year or 0) <= last}
    if selection.ids:
        kept &= {find_paper(catalog.papers, name).id for name in selection.ids}
    return [paper for id_, paper in catalog.papers.items() if id_ in kept]


def find_topic(catalog: Catalog, name: str) -> TopicSlug:
    """By its slug or its title."""
    titles = {fold(entry.topic.title): slug_ for slug_, entry in catalog.topics.items()}
    return TopicSlug(_found("topic", name, [*catalog.topics], titles, fold(name)))


def _author(catalog: Catalog, name: str) -> AuthorSlug:
    """Of a name that several people sign, their common page."""
    known: dict[str, str] = {str(key): slug_ for key, slug_ in catalog.author_redirects.items()}
    known |= {key: slug_ for slug_, entry in catalog.authors.items() for key in (slug_, entry.orcid) if key}
    key = name if name in known else beside("authors", author_key(name))
    return AuthorSlug(_found("author", name, [*catalog.authors], known, key))


def _venue(catalog: Catalog, name: str) -> VenueSlug:
    names = {fold(entry.venue.name): slug_ for slug_, entry in catalog.venues.items()}
    return VenueSlug(_found("venue", name, [*catalog.venues], names, fold(name)))


def _found(kind: str, name: str, slugs: Sequence[str], known: Mapping[str, str], key: str) -> str:
    """The slug that a name is or leads to."""
    if name in slugs:
        return name
    if key in known:
        return known[key]
    raise CatalogError(f"no {kind} `{name}`: expected one that the catalog has{near_names(slug(name), slugs)}")


def _years(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", text.strip())
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise CatalogError(f"found the year `{text}`, expected one such as 2023, or a range such as 2021-2023")
    return int(match[1]), int(match[2] or match[1])
