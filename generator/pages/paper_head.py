"""What a paper's page says to machines: Highwire tags, which Google Scholar and Zotero read, and schema.org data."""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator.model import Paper
from generator.settings import Venue

_PLACES = {"journal": "citation_journal_title", "conference": "citation_conference_title",
           "workshop": "citation_conference_title", "book": "citation_inbook_title"}


def citation_tags(paper: Paper, venue: Venue | None) -> list[dict[str, str]]:
    """`{name, content}` of each `<meta>`; none without a title, since such an entry helps nobody."""
    tags = _tags(paper, venue) if paper.title else ()
    return [{"name": f"citation_{name.removeprefix('citation_')}", "content": content} for name, content in tags]


def _tags(paper: Paper, venue: Venue | None) -> Iterator[tuple[str, str]]:
    yield "title", paper.title
    yield from (("author", author.name) for author in paper.people)
    if paper.date:
        yield "publication_date", paper.date.replace("-", "/")
    if venue and venue.kind in _PLACES:
        yield _PLACES[venue.kind], venue.title or venue.name
    if paper.ids.doi:
        yield "doi", paper.ids.doi
    if paper.ids.arxiv:
        yield "arxiv_id", paper.ids.arxiv
        yield "pdf_url", f"https://arxiv.org/pdf/{paper.ids.arxiv}"


def structured_data(heading: str, paper: Paper, venue: Venue | None) -> Markup:
    """The paper as schema.org's `ScholarlyArticle`, to stand in a `<script>`, which nothing in it can close."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": heading,
        "author": [{"@type": "Person", "name": author.name} for author in paper.people],
        "datePublished": paper.date,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": venue.title or venue.name} if venue else None,
        "sameAs": [url for url in (_arxiv(paper), _doi(paper)) if url],
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _arxiv(paper: Paper) -> str:
    return f"https://arxiv.org/abs/{paper.ids.arxiv}" if paper.ids.arxiv else ""


def _doi(paper: Paper) -> str:
    return f"https://doi.org/{paper.ids.doi}" if paper.ids.doi else ""
