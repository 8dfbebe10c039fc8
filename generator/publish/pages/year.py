"""The page of each year, and the list of all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.knowledge.catalog import Catalog, VenueSlug, topics_of
from generator.model import PaperId, TopicSlug
from generator.publish.pages.chart import WIDE, year_chart
from generator.publish.pages.listing import by_month, list_pages, more_pages
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.words import amount

MOST = 12
FEW = 5


def render_years(catalog: Catalog, _: str) -> Iterator[Page]:
    counts = {year: len(papers) for year, papers in catalog.years.items()}
    meta = {"title": "Years", "section": "years", "search": {"exclude": True}}
    chart = year_chart(counts, lambda year: f"years/{year}.md", WIDE)
    years = [(year, _topics(catalog, papers)[:FEW]) for year, papers in catalog.years.items()]
    yield render("years", "years/index.md", catalog, meta, counts=counts, chart=chart, years=years)


def render_year(catalog: Catalog, key: str) -> Iterator[Page]:
    year, years = int(key), list(catalog.years)
    position = years.index(year)
    papers, path, title = catalog.years[year], f"years/{year}.md", f"Papers of {year}"
    pages = list_pages(path, by_month(catalog, papers))
    meta = {"title": title, "description": f"{amount(len(papers), 'paper')} of {year}", "section": "years",
            "search": {"exclude": True}}
    yield render(
        "year", path, catalog, meta, [("years/index.md", "Years")],
        year=str(year), title=title, papers=papers, list_page=pages[0], topics=_topics(catalog, papers),
        venues=_venues(catalog, papers),
        later=years[max(0, position - 1) : position], earlier=years[position + 1 : position + 2],
    )
    yield from more_pages(catalog, pages, title, "years")


def _topics(catalog: Catalog, papers: Sequence[PaperId]) -> list[tuple[TopicSlug, int]]:
    counts = Counter(topic for paper in papers for topic in topics_of(catalog, paper))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _venues(catalog: Catalog, papers: Sequence[PaperId]) -> list[tuple[VenueSlug, int]]:
    counts = Counter(catalog.paper_venue[paper] for paper in papers if paper in catalog.paper_venue)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


YEARS = PageKind(name="years", render=render_years)
YEAR = PageKind(name="year", keys=lambda catalog: map(str, catalog.years), render=render_year)
