"""What a citation says of a paper, whichever format writes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.clean.text import fold
from generator.knowledge.catalog import Catalog
from generator.model import Paper, PaperType
from generator.records.settings import Venue

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
    place: str
    """The venue with its full title: `Annual Conference on Owls (OWLS 2024)`; of a journal the title alone."""


def cited(paper: Paper, venue: Venue | None) -> Cited:
    return Cited(type=paper.type or _BY_KIND.get(venue.kind if venue else ""), place=_place(paper, venue))


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
