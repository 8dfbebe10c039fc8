"""CSL-JSON 1.0.2, which Zotero, Pandoc and citeproc read."""

import json
from collections.abc import Mapping
from typing import Any

from generator.clean.dates import is_far
from generator.fields import PLAIN
from generator.knowledge.catalog import Catalog
from generator.model import OTHERS, Author, Paper, PaperType
from generator.publish.exports.cited import Cited, abstract_of, citation_key, cited, own_link, parts_of, venue_of
from generator.records.store import as_plain

_TYPES: Mapping[PaperType | None, str] = {
    "article": "article-journal",
    "conference": "paper-conference",
    "chapter": "chapter",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "preprint": "article",
    "dataset": "dataset",
    "software": "software",
}
"""All else is a `document`; an `article` of CSL is what no journal has published."""


def entry(catalog: Catalog, paper: Paper) -> str:
    return json.dumps(as_csl(catalog, paper), ensure_ascii=False)


def as_csl(catalog: Catalog, paper: Paper) -> dict[str, Any]:
    """The item; what CSL has no variable for stands under `custom`, by the names that records use."""
    said = cited(paper, venue_of(catalog, paper))
    journal = said.type == "article"
    item = {
        "id": citation_key(catalog, paper),
        "type": _TYPES.get(said.type, "document"),
        "genre": "preprint" if said.type == "preprint" else "",
        "title": paper.title,
        "author": [as_csl_name(author) for author in paper.people],
        "editor": [as_csl_name(editor) for editor in paper.editors if editor != OTHERS],
        "container-title": said.place,
        "issued": _date(paper.date),
        "original-date": _date(paper.first),
        "volume": paper.volume,
        "issue": paper.number if journal else "",
        "number": "" if journal else paper.number,
        "page": paper.pages,
        "publisher": paper.publisher,
        **{field.csl: getattr(paper, field.name) for field in PLAIN},
        "DOI": paper.ids.doi,
        "PMID": paper.ids.pmid,
        "PMCID": paper.ids.pmcid,
        "archive": "arXiv" if paper.ids.arxiv else "",
        "archive_location": paper.ids.arxiv,
        "URL": _url(paper),
        "abstract": abstract_of(catalog, paper),
        "keyword": _keywords(paper),
        "status": paper.state,
        "custom": _custom(paper, said),
    }
    return {name: value for name, value in item.items() if value}


def _url(paper: Paper) -> str:
    """A DOI has its own variable, and needs no address beside it."""
    urls = paper.ids.urls()
    return next((url for scheme, url in urls.items() if scheme != "doi"), "" if urls else own_link(paper))


def _custom(paper: Paper, said: Cited) -> dict[str, Any]:
    values = {
        "type": paper.type,
        "venue": paper.venue if said.place != paper.venue else "",
        "ids": dict(paper.ids.items()),
        "orcids": [a.orcid or "" for a in paper.people] if any(a.orcid for a in paper.people) else [],
        "first": paper.first if is_far(paper.first, paper.date) else "",
        "summary": paper.summary,
        "categories": list(paper.categories),
        "links": as_plain(paper.links),
        "state": paper.state,
        "awards": list(paper.awards),
    }
    return {name: value for name, value in values.items() if value}


def _keywords(paper: Paper) -> str:
    """A comma divides them, unless one of them holds one: then a semicolon does, even behind a single one."""
    if any("," in word for word in paper.keywords):
        return "; ".join((*paper.keywords, "")).strip()
    return ", ".join(paper.keywords)


def _date(date: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def as_csl_name(author: Author) -> dict[str, str]:
    """`Jan van der Berg Jr.` in its parts; who has no given name, as a collaboration, as one `literal`."""
    parts = parts_of(author)
    if not parts.given:
        return {"literal": author.name}
    named = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {name: part for name, part in named.items() if part}
