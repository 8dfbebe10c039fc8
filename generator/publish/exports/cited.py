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

ID_URLS: Mapping[str, str] = {
    "arxiv": "https://arxiv.org/abs/{}",
    "acl": "https://aclanthology.org/{}/",
    "doi": "https://doi.org/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "s2": "https://www.semanticscholar.org/paper/{}",
    "openalex": "https://openalex.org/{}",
    "dblp": "https://dblp.org/rec/{}",
}
"""Scheme of an identifier → the address of what it names; those where the paper can be read come first."""


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


def id_urls(paper: Paper) -> dict[str, str]:
    """Scheme → address for each identifier of the paper, the best to read it at first.

    `%`, `#` and `?` may stand in a DOI: `10.1002/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co;2-o`.
    """
    ids = dict(paper.ids.items())
    return {scheme: url.format(_quoted(ids[scheme])) for scheme, url in ID_URLS.items() if scheme in ids}


def _quoted(text: str) -> str:
    """What would end an address or its path is written as a number."""
    return re.sub(r"[%#?<>\"\\^`{|}\s]", lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), text)
