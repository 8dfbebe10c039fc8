"""What a citation says of a paper, whichever format writes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.clean.text import fold
from generator.knowledge.catalog import Catalog
from generator.model import Paper, PaperType
from generator.records.settings import Venue

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_KIND: Mapping[str, PaperType] = {
    "conference": "conference",
    "workshop": "conference",
    "journal": "article",
    "book": "chapter",
    "preprint": "preprint",
}

@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A paper as it is cited."""

    type: PaperType | None
    """The record's own, else the one that its venue's kind tells."""
    year: str
    """The one that the venue states, as in `NAACL 2024`, else that of the date; empty where neither is known."""
    place: str
    """The venue with its full title: `Annual Conference on Owls (OWLS 2024)`; of a journal the title alone."""
    original: str
    """The record's date, where it is of another year: a paper of `NAACL 2024` was first seen in September 2023."""


def cited(paper: Paper, venue: Venue | None) -> Cited:
    stated = _YEAR.search(paper.venue)
    year = stated[0] if stated else paper.date[:4]
    return Cited(
        type=paper.type or _BY_KIND.get(venue.kind if venue else ""),
        year=year,
        place=_place(paper, venue),
        original="" if paper.date.startswith(year) else paper.date,
    )


def _place(paper: Paper, venue: Venue | None) -> str:
    if venue and venue.kind == "journal":
        return venue.title or venue.name
    if not venue or not venue.title or fold(venue.title) in fold(paper.venue):
        return paper.venue
    return f"{venue.title} ({paper.venue})"


def venue_of(catalog: Catalog, paper: Paper) -> Venue | None:
    slug = catalog.paper_venue.get(paper.id)
    return catalog.venues[slug].venue if slug else None


def abstract_of(catalog: Catalog, paper: Paper) -> str:
    """Empty where the catalog keeps abstracts to itself."""
    return paper.abstract if catalog.settings.abstracts == "publish" else ""
