"""What became of the papers, day by day: the latest, and a page for each month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.knowledge.catalog import Catalog
from generator.model import PaperDate, PaperId
from generator.publish.mathtext import without_math
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.words import MONTHS, long_date, shortened
from generator.records.history import Change, FieldChange, Kind

LATEST = 60
"""On the first page are the latest days with so many changes together."""
MOST_A_DAY = 100
"""Of one kind on one day: of an import of ten thousand nobody reads all."""
ROWS_PER_PAGE = 200
FIELDS = 6
"""Fields of one change that are shown; `changes.jsonl` has all."""
LONGEST = 160
"""Characters of a value that are shown."""
ON_A_PAPER = 20
"""Changes of a paper that its page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What of one kind happened on a day."""

    kind: Kind
    changes: tuple[Change, ...]
    more: int
    """How many there are besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    heading: str
    anchor: str
    groups: tuple[Group, ...]


def render_changes(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Changes", "section": "changes", "search": {"exclude": True}}
    years = [
        (year, [(f"changes/{month}.md", _month(month) or "some day", len(catalog.changes[month])) for month in months])
        for year, months in groupby(catalog.changes, lambda month: month[:4])
    ]
    yield render(
        "changes", "changes/index.md", catalog, meta, days=_days(_latest(catalog)), years=years, since=_since(catalog),
        shown=shown,
    )


def render_month(catalog: Catalog, month: str) -> Iterator[Page]:
    title = f"Changes in {long_date(PaperDate(month))}"
    pages = _pages(_days(catalog.changes[month]))
    paths = (f"changes/{month}.md", *(f"changes/{month}/{number}.md" for number in range(2, len(pages) + 1)))
    for number, days in enumerate(pages, start=1):
        name = f"{title}, page {number}" if number > 1 else title
        meta = {"title": name, "section": "changes", "search": {"exclude": True}}
        yield render(
            "changes_month", paths[number - 1], catalog, meta, [("changes/index.md", "Changes")], title=title,
            days=days, paths=paths, number=number, shown=shown,
        )


def _latest(catalog: Catalog) -> list[Change]:
    """Those of whole days, the latest first, until there are enough."""
    found: list[Change] = []
    for month in catalog.changes:
        for _, changes in groupby(catalog.changes[month], lambda change: change.day):
            if len(found) >= LATEST:
                return found
            found += changes
    return found


def _pages(days: Sequence[Day]) -> list[list[Day]]:
    """As pages: a day that does not fit goes on on the next."""
    lines = [(day, group, change) for day in days for group in day.groups for change in group.changes]
    return [
        [
            replace(day, groups=tuple(_part(group, [change for *_, change in same])
                                      for group, same in groupby(of_day, lambda line: line[1])))
            for day, of_day in groupby(lines[start : start + ROWS_PER_PAGE], lambda line: line[0])
        ]
        for start in range(0, len(lines), ROWS_PER_PAGE)
    ]  # fmt: skip


def _part(group: Group, changes: Sequence[Change]) -> Group:
    """Some of its changes; how many more there are, its last part says."""
    return replace(group, changes=tuple(changes), more=group.more if changes[-1] is group.changes[-1] else 0)


def _days(changes: Iterable[Change]) -> list[Day]:
    """By day and kind; of many of a kind the first, and how many more there are."""
    groups = [
        (day, Group(kind=kind, changes=tuple(same[:MOST_A_DAY]), more=max(0, len(same) - MOST_A_DAY)))
        for (day, kind), same in _of_a_kind(changes)
    ]
    return [
        Day(heading=long_date(PaperDate(day)), anchor=f"d{day}", groups=tuple(group for _, group in of_day))
        for day, of_day in groupby(groups, lambda pair: pair[0])
    ]


def _of_a_kind(changes: Iterable[Change]) -> Iterator[tuple[tuple[str, Kind], list[Change]]]:
    for key, same in groupby(changes, lambda change: (change.day, change.kind)):
        yield key, list(same)


def _month(month: str) -> str:
    return MONTHS[int(month[5:]) - 1] if month[5:] else ""


def _since(catalog: Catalog) -> str:
    return next((long_date(PaperDate(day)) for day in catalog.since), "")


def shown(change: Change) -> list[FieldChange]:
    """The first of its fields, each with what fits on a page: `ids.doi` is `doi`."""
    return [
        FieldChange(field=one.field.removeprefix("ids."), old=_gist(one.old), new=_gist(one.new))
        for one in change.fields[:FIELDS]
    ]


def _gist(text: str) -> str:
    return shortened(without_math(text), LONGEST)


def told_on_page(catalog: Catalog, paper: PaperId) -> tuple[Change, ...]:
    """What a paper's page tells of its history; in a large catalog nothing where it only came."""
    changes = catalog.history.get(paper, ())
    only_came: tuple[Kind, ...] = () if catalog.within["history"] else ("added",)
    return changes if any(change.kind not in only_came for change in changes) else ()


CHANGES = PageKind(name="changes", render=render_changes)
CHANGES_MONTH = PageKind(name="changes_month", keys=lambda catalog: catalog.changes, render=render_month)
