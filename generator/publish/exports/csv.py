"""A table of comma-separated values: one row a paper, every column always."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain
from typing import Any

from generator.clean.formulas import guard_cell
from generator.ids import SCHEMES
from generator.knowledge.catalog import Catalog
from generator.model import Facts, Paper
from generator.publish.exports.cited import abstract_of

_SEVERAL = {"authors": ("authors", "orcids"), "ids": tuple(SCHEMES)}
"""Field → its columns, where it has more than one."""
COLUMNS = ("id", *chain.from_iterable(_SEVERAL.get(f.name, (f.name,)) for f in fields(Facts)), "topics")


def entry(catalog: Catalog, paper: Paper) -> str:
    """The row; what a spreadsheet would take for a formula has an apostrophe before it."""
    return as_row(map(guard_cell, _cells(catalog, paper)))


def as_row(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


def _cells(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """Lists have `; ` between their items; `orcids` goes along with `authors`, empty where all of them are unknown."""
    yield paper.id
    for field in fields(Facts):
        shown = abstract_of(catalog, paper) if field.name == "abstract" else getattr(paper, field.name)
        yield from _texts_of(field.name, shown)
    yield _listed(match.topic for match in catalog.paper_topics.get(paper.id, ()))


def _texts_of(name: str, value: Any) -> Iterator[str]:
    match name:
        case "authors":
            orcids = [author.orcid or "" for author in value]
            yield from (_listed(author.name for author in value), _listed(orcids) if any(orcids) else "")
        case "editors":
            yield _listed(editor.name for editor in value)
        case "ids":
            yield from (getattr(value, scheme) or "" for scheme in SCHEMES)
        case "links":
            yield " ".join(f"{link.kind}={link.url}" for link in value)
        case _:
            yield _listed(value) if isinstance(value, tuple) else value or ""


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)
