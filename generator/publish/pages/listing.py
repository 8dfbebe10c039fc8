"""Long lists of papers: grouped under headings, and divided into pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.clean.dates import descending
from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.pages.page import Page, render
from generator.publish.pages.words import MONTHS

PAPERS_PER_PAGE = 200
"""At about 250 bytes each: a page of 60 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Papers under one heading."""

    heading: str
    anchor: str
    """Letters and digits only."""
    papers: tuple[PaperId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a long list."""

    groups: tuple[Group, ...]
    number: int
    """1 for the first, which is the main page."""
    count: int
    """How many pages the list has."""
    paths: tuple[str, ...]
    """Where each of them is."""


def by_year(catalog: Catalog, papers: Iterable[PaperId]) -> list[Group]:
    """By the date that is cited, the latest first."""
    return _grouped(_latest(catalog, papers), lambda paper: _year_heading(catalog.papers[paper].year))


def by_month(catalog: Catalog, papers: Iterable[PaperId]) -> list[Group]:
    """For the papers of one year; those without a month come together at the end."""
    return _grouped(_latest(catalog, papers), lambda paper: _month_heading(catalog.papers[paper].date[5:7]))


def _latest(catalog: Catalog, papers: Iterable[PaperId]) -> list[PaperId]:
    return sorted(papers, key=lambda paper: descending(catalog.papers[paper].date))


def _year_heading(year: int | None) -> tuple[str, str]:
    return (str(year), f"y{year}") if year else ("No date", "undated")


def _month_heading(month: str) -> tuple[str, str]:
    return (MONTHS[int(month) - 1], f"m{month}") if month else ("No month given", "undated")


def _grouped(papers: Iterable[PaperId], key: Callable[[PaperId], tuple[str, str]]) -> list[Group]:
    return [
        Group(heading=heading, anchor=anchor, papers=tuple(members))
        for (heading, anchor), members in groupby(papers, key)
    ]


def list_pages(path: str, groups: Sequence[Group], size: int = PAPERS_PER_PAGE) -> list[ListPage]:
    """The pages of a list: `topics/x.md`, `topics/x/2.md`, …; a group that does not fit goes on on the next."""
    pages = _divided(groups, size) or [()]
    paths = (path, *(f"{path.removesuffix('.md')}/{number}.md" for number in range(2, len(pages) + 1)))
    return [
        ListPage(groups=own, number=number, count=len(pages), paths=paths) for number, own in enumerate(pages, start=1)
    ]


def _divided(groups: Sequence[Group], size: int) -> list[tuple[Group, ...]]:
    entries = [(group.heading, group.anchor, paper) for group in groups for paper in group.papers]
    return [
        tuple(
            Group(heading=heading, anchor=anchor, papers=tuple(paper for *_, paper in members))
            for (heading, anchor), members in groupby(entries[start : start + size], lambda entry: entry[:2])
        )
        for start in range(0, len(entries), size)
    ]


def path_of(pages: Sequence[ListPage], anchor: str) -> str:
    """The path and anchor of a group: `topics/x/2.md#y2019`."""
    page = next(page for page in pages if any(group.anchor == anchor for group in page.groups))
    return f"{page.paths[page.number - 1]}#{anchor}"


def more_pages(catalog: Catalog, pages: Sequence[ListPage], title: str, section: str) -> list[Page]:
    """The pages after the first."""
    return [
        render("more", page.paths[page.number - 1], catalog,
               {"title": f"{title}, page {page.number}", "section": section, "search": {"exclude": True}},
               [(page.paths[0], title)], title=title, list_page=page)
        for page in pages[1:]
    ]
