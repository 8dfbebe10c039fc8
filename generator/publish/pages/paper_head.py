"""What a paper's page says to machines: Highwire tags, which Google Scholar and Zotero read, and schema.org data."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from generator.model import OTHERS, Author, Paper, PaperType
from generator.publish.exports import Export
from generator.publish.exports.cited import cited, own_link, parts_of
from generator.publish.exports.ris import as_ris_name
from generator.publish.mathtext import without_math
from generator.publish.pages.paper_links import is_pdf
from generator.records.settings import Venue

_PLACES: Mapping[PaperType | None, str] = {
    "article": "journal_title",
    "conference": "conference_title",
    "chapter": "inbook_title",
    "thesis": "dissertation_institution",
    "report": "technical_report_institution",
}
"""Type → the tag that says where."""


def citation_tags(paper: Paper, venue: Venue | None) -> list[dict[str, str]]:
    """`{name, content}` of each `<meta>`; none without a title, since such an entry helps nobody."""
    tags = _tags(paper, venue) if paper.title else ()
    return [{"name": f"citation_{name}", "content": content} for name, content in tags if content]


def _tags(paper: Paper, venue: Venue | None) -> Iterator[tuple[str, str]]:
    said = cited(paper, venue)
    yield "title", without_math(paper.title)
    yield from (("author", _spelled(author)) for author in paper.people)
    yield from (("editor", _spelled(editor)) for editor in paper.editors if editor != OTHERS)
    yield "publication_date", paper.date.replace("-", "/")
    yield "online_date", paper.first.replace("-", "/")
    if said.type in _PLACES:
        asked = paper.publisher if said.type in ("thesis", "report") else ""
        yield _PLACES[said.type], (venue.title or venue.name if venue else paper.venue) or asked
    yield "series_title", paper.series
    yield "volume", paper.volume
    yield "technical_report_number" if said.type == "report" else "issue", paper.number
    first, _, last = paper.pages.partition("-")
    yield "firstpage", first
    yield "lastpage", last
    yield "publisher", paper.publisher
    yield "isbn", paper.isbn
    yield "language", paper.language
    yield from (("keywords", word) for word in paper.keywords)
    yield "doi", paper.ids.doi or ""
    yield "arxiv_id", paper.ids.arxiv or ""
    yield "pmid", paper.ids.pmid or ""
    yield "pdf_url", pdf_url(paper)


def _spelled(author: Author) -> str:
    """In reading order; where that would not tell the family name, with it first: `Pardo Vega, Luz`."""
    return as_ris_name(author).rstrip(",") if author.family else author.name


def pdf_url(paper: Paper) -> str:
    """Where the paper itself is, if that is certain: an arXiv id or an ACL id leads to a PDF, and a link may be one.

    The paper's own link comes first; what is said to be data or a poster's video is not the paper.
    """
    if paper.ids.arxiv:
        return f"https://arxiv.org/pdf/{paper.ids.arxiv}"
    if paper.ids.acl:
        return f"https://aclanthology.org/{paper.ids.acl}.pdf"
    links = sorted(paper.links, key=lambda link: link.kind != "paper")
    return next((link.url for link in links if link.kind in ("paper", "other") and is_pdf(link.url)), "")


def alternates(paper: Paper, files: Iterable[Export]) -> list[dict[str, str]]:
    """`{type, title, href}` of each `<link>` to the same paper in another format."""
    return [{"type": file.media_type, "title": file.label, "href": f"{paper.id}{file.suffix}"} for file in files]


def structured_data(heading: str, paper: Paper, venue: Venue | None) -> Markup:
    """The paper as schema.org's `ScholarlyArticle`, to stand in a `<script>`, which nothing in it can close."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": heading,
        "author": [_person(author) for author in paper.people],
        "editor": [_person(editor) for editor in paper.editors if editor != OTHERS],
        "datePublished": paper.date,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": venue.title or venue.name} if venue else None,
        "publisher": {"@type": "Organization", "name": paper.publisher} if paper.publisher else None,
        "pagination": paper.pages,
        "bookEdition": paper.edition,
        "isbn": paper.isbn,
        "inLanguage": paper.language,
        "keywords": list(paper.keywords),
        "sameAs": [*paper.ids.urls().values()] or [*filter(None, [own_link(paper)])],
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _person(author: Author) -> dict[str, str]:
    orcid = {"@id": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    parts = parts_of(author)
    named = {"familyName": author.family, "givenName": parts.given} if author.family and parts.given else {}
    return {"@type": "Person", **orcid, "name": author.name, **named}
