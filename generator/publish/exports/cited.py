"""What a citation says of a paper, whichever format writes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.clean.names import NameParts, name_parts
from generator.clean.text import fold
from generator.knowledge.catalog import Catalog
from generator.model import Author, Paper, PaperType
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


def citation_key(catalog: Catalog, paper: Paper) -> str:
    """What documents call the paper: its own key where that can be used, else its id."""
    return catalog.keys.get(paper.id, paper.id)


def parts_of(author: Author) -> NameParts:
    """The name taken apart: by the family name where that is known."""
    return name_parts(author.name, author.family)


def imprint(paper: Paper) -> list[str]:
    """Who edited it, in what, and who published it: `Edited by Ann Roe and others`, `2nd edition`, `Owl Press, Ely`."""
    names = [editor.name for editor in paper.editors]
    edited = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return [
        text
        for text, shown in (
            (f"Edited by {edited}", names),
            (paper.series, paper.series),
            (_edition(paper.edition), paper.edition),
            (", ".join(filter(None, (paper.publisher, paper.place))), paper.publisher or paper.place),
            (f"ISBN {paper.isbn}", paper.isbn),
        )
        if shown
    ]


def _edition(edition: str) -> str:
    """`2` → `2nd edition`, `Revised` → `Revised edition`; what says of itself what it is stays."""
    if edition.isascii() and edition.isdigit():
        last = 0 if edition[-2:-1] == "1" else int(edition[-1])
        edition += {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return edition if re.search(r"\bed(ition|\b)", edition, re.IGNORECASE) else f"{edition} edition"


def venue_of(catalog: Catalog, paper: Paper) -> Venue | None:
    slug = catalog.paper_venue.get(paper.id)
    return catalog.venues[slug].venue if slug else None


def address_of(paper: Paper) -> str:
    """Where the paper itself is: by its first identifier, else by its link of that kind. A video of it is elsewhere."""
    return next(iter(paper.ids.urls().values()), "") or own_link(paper)


def own_link(paper: Paper) -> str:
    return next((link.url for link in paper.links if link.kind == "paper"), "")


def abstract_of(catalog: Catalog, paper: Paper) -> str:
    """Empty where the catalog keeps abstracts to itself."""
    return paper.abstract if catalog.settings.abstracts == "publish" else ""
