"""A table of comma-separated values: one row a paper, every column always."""

import csv
import io
from collections.abc import Iterable, Iterator

from generator.clean.cells import guard_cell
from generator.knowledge.catalog import Catalog
from generator.model import ID_SCHEMES, Paper
from generator.publish.exports.cited import abstract_of

COLUMNS = (
    *("id", "title", "authors", "orcids", "date", "venue", "type", "volume", "number", "pages", "publisher"),
    *ID_SCHEMES,
    *("summary", "abstract", "keywords", "categories", "links", "topics", "state", "awards"),
)


def entry(catalog: Catalog, paper: Paper) -> str:
    """The row; what a spreadsheet would take for a formula has an apostrophe before it."""
    return as_row(map(guard_cell, _cells(catalog, paper)))


def as_row(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


def _cells(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """Lists have `; ` between their items; `orcids` goes along with `authors`, empty where all of them are unknown."""
    orcids = [author.orcid or "" for author in paper.authors]
    ids = dict(paper.ids.items())
    yield from (paper.id, paper.title, _listed(author.name for author in paper.authors))
    yield _listed(orcids) if any(orcids) else ""
    yield from (paper.date, paper.venue, paper.type or "", paper.volume, paper.number, paper.pages, paper.publisher)
    yield from (ids.get(scheme, "") for scheme in ID_SCHEMES)
    yield from (paper.summary, abstract_of(catalog, paper), _listed(paper.keywords), _listed(paper.categories))
    yield " ".join(f"{link.kind}={link.url}" for link in paper.links)
    yield from (_listed(match.topic for match in catalog.paper_topics.get(paper.id, ())), paper.state or "")
    yield _listed(paper.awards)


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)
