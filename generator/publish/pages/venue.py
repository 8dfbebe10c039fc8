"""The page of each venue, and the list of all by kind."""

from collections.abc import Iterator, Mapping

from generator.knowledge.catalog import Catalog, VenueEntry, VenueSlug
from generator.publish.pages.listing import by_year, list_pages, more_pages
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.topic import leading_authors, list_chart, year_counts

KINDS: Mapping[str, str] = {
    "conference": "Conferences",
    "journal": "Journals",
    "workshop": "Workshops",
    "preprint": "Preprints",
    "book": "Books",
    "other": "Other venues",
}


def render_venues(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Venues", "section": "venues", "search": {"exclude": True}}
    yield render("venues", "venues/index.md", catalog, meta, kinds=_by_kind(catalog))


def _by_kind(catalog: Catalog) -> list[tuple[str, list[tuple[VenueSlug, VenueEntry]]]]:
    """(heading, venues) pairs, the venues with the most papers first."""
    ranked = sorted(catalog.venues.items(), key=lambda item: (-len(item[1].papers), item[0]))
    by_kind = ((title, [item for item in ranked if item[1].venue.kind == kind]) for kind, title in KINDS.items())
    return [(title, venues) for title, venues in by_kind if venues]


def render_venue(catalog: Catalog, slug: str) -> Iterator[Page]:
    entry = catalog.venues[VenueSlug(slug)]
    path, venue = f"venues/{slug}.md", entry.venue
    pages = list_pages(path, by_year(catalog, entry.papers))
    counts = year_counts(catalog, entry.papers)
    meta = {"title": venue.name, "description": venue.title, "section": "venues", "search": {"boost": 1.5}}
    yield render(
        "venue", path, catalog, meta, [("venues/index.md", "Venues")],
        entry=entry, list_page=pages[0], counts=counts, chart=list_chart(counts, pages),
        leading=leading_authors(catalog, entry.papers),
    )
    yield from more_pages(catalog, pages, venue.name, "venues")


VENUES = PageKind(name="venues", render=render_venues)
VENUE = PageKind(name="venue", keys=lambda catalog: catalog.venues, render=render_venue)
