"""The front page."""

from collections.abc import Iterator
from itertools import islice

from generator.knowledge.catalog import Catalog
from generator.publish.feeds import feed_links
from generator.publish.pages.chart import WIDE, year_chart
from generator.publish.pages.links import Links
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.paper_links import SUGGEST, issue_form
from generator.publish.pages.topic import roots
from generator.publish.pages.words import shortened

NEWEST = 8


def render_home(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": catalog.settings.title, "description": shortened(catalog.settings.description, 200),
            "section": "home", "search": {"exclude": True}, "alternates": feed_links("feed", catalog.settings.title)}
    counts = {year: len(papers) for year, papers in catalog.years.items()}
    link = Links(catalog=catalog, root="")
    numbers = [
        link.counted("papers/index.md", len(catalog.papers), "paper"),
        link.counted("topics/index.md", len(catalog.topics), "topic"),
        link.counted("authors/index.md", len(catalog.authors), "author"),
        link.counted("venues/index.md", len(catalog.venues), "venue"),
        link.counted("years/index.md", len(catalog.years), "year"),
    ]
    if incomplete := len({paper for papers in catalog.gaps.values() for paper in papers}):
        numbers.append(link.counted("gaps.md", incomplete, "record with a gap", "records with gaps"))
    yield render(
        "home", "index.md", catalog, meta, numbers=numbers, newest=list(islice(catalog.arrived, NEWEST)),
        roots=roots(catalog), chart=year_chart(counts, lambda year: f"years/{year}.md", WIDE),
        counts=counts, suggest=issue_form(catalog.settings.repository, SUGGEST),
    )


HOME = PageKind(name="home", render=render_home)
