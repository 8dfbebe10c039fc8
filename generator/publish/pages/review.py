"""What waits for a person: likely twins side by side, and sources that disagree, each with the line to put where.

These pages are for who keeps the catalog, and only there where `review_pages` in catalog.yml wants them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.knowledge.catalog import Catalog, Twins
from generator.model import Paper, PaperId
from generator.publish.pages.page import Page, PageKind, Trail, render
from generator.publish.pages.paper_links import RecordEdit, file_edit, record_edit
from generator.publish.pages.words import shortened
from generator.records.compare import Compared, compare_records, shown
from generator.records.conflicts import Conflict, decision_lines
from generator.records.store import key_line

MOST = 100
"""Of what waits: the worst of it; more than that is work for `paper-catalog review`."""
LONGEST = 240
"""Characters of a value that a cell shows."""
TEXTS = ("abstract", "summary")
"""Of these only is said whether they agree: a catalog may not show its abstracts."""
TEXTS_SAY = {"differs": "another text", "agrees": "the same text", "one": "has one"}
ABOVE: Trail = [("review/index.md", "Review")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of two records."""

    field: str
    agreement: str
    values: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that may be one, and what to write into rulings.yml."""

    papers: tuple[PaperId, PaperId]
    reason: str
    rows: tuple[Row, ...]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values that sources give."""

    text: str
    captures: str
    """Who says so."""
    lines: tuple[str, ...]
    """What decides for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What the sources of one record disagree about, and where its file is."""

    paper: PaperId
    edit: RecordEdit
    fields: tuple[tuple[str, tuple[Value, ...]], ...]
    """(field, what is said of it) pairs, what the record shows first."""


def render_review(catalog: Catalog, key: str) -> Iterator[Page]:
    meta = {"section": "about", "robots": "noindex", "search": {"exclude": True}}
    twins, disputed = list(catalog.twins.values()), list(catalog.conflicts)
    if key == "index":
        titled = {"title": "Review", **meta}
        yield render("review", "review/index.md", catalog, titled, twins=len(twins), disputed=len(disputed))
    elif key == "twins":
        pairs = [_pair(catalog, one) for one in twins[:MOST]]
        edit = file_edit(catalog, "site_src/rulings.yml")
        yield render(
            "review_twins", "review/twins.md", catalog, {"title": "Likely twins", **meta}, ABOVE,
            pairs=pairs, more=len(twins) - len(pairs), edit=edit,
        )
    else:
        disputes = [_dispute(catalog, id_) for id_ in disputed[:MOST]]
        yield render(
            "review_conflicts", "review/conflicts.md", catalog, {"title": "Sources that disagree", **meta}, ABOVE,
            disputes=disputes, more=len(disputed) - len(disputes),
        )


def _record_id(catalog: Catalog, page: PaperId) -> PaperId:
    """What a record is called in files, where its page has another address."""
    return catalog.record_ids.get(page, page)


def _pair(catalog: Catalog, twins: Twins) -> Pair:
    first, second = (catalog.papers[id_] for id_ in twins.papers)
    line = key_line("-", [_record_id(catalog, id_) for id_ in twins.papers]).replace("-:", "-", 1)
    reason = twins.reason[:1].upper() + twins.reason[1:]
    return Pair(papers=twins.papers, reason=reason, rows=_rows(first, second), line=line)


def _rows(first: Paper, second: Paper) -> tuple[Row, ...]:
    order = {"differs": 0, "agrees": 1, "one": 2}
    compared = sorted(compare_records(first, second), key=lambda one: order[one.agreement])
    return tuple(Row(field=one.field, agreement=one.agreement, values=_cells(one)) for one in compared)


def _cells(one: Compared) -> tuple[str, str]:
    if one.field in TEXTS:
        texts = TEXTS_SAY[one.agreement]
        first, second = (texts if value else "" for value in one.values)
    else:
        first, second = (shortened(shown(value), LONGEST) for value in one.values)
    return first, second


def _dispute(catalog: Catalog, id_: PaperId) -> Dispute:
    paper = catalog.papers[id_]
    fields = tuple((one.field, _values(paper, one)) for one in catalog.conflicts[id_])
    return Dispute(paper=id_, edit=record_edit(catalog, id_), fields=fields)


def _values(paper: Paper, conflict: Conflict) -> tuple[Value, ...]:
    return tuple(
        Value(
            text=shortened(shown(option.value), LONGEST),
            captures=", ".join(option.captures) or "the record alone",
            lines=decision_lines(paper, conflict, option),
        )
        for option in conflict.options
    )


REVIEW = PageKind(
    name="review", render=render_review, only=lambda _, key: f"review/{key}.md",
    keys=lambda catalog: ("index", "twins", "conflicts") if catalog.settings.review_pages else (),
)
