"""What is missing, and where to add it."""

from collections.abc import Iterator

from generator.knowledge.catalog import GAPS, Catalog, VenueSlug
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.paper_links import record_edit

SHOWN = 12
UNLISTED = 3
"""From so many papers on, a venue is worth its entry in venues.yml."""
MOST = 300
"""More of one gap is work for a program, not for a page."""


def render_gaps(catalog: Catalog) -> Iterator[Page]:
    meta = {"title": "Gaps", "section": "about", "search": {"exclude": True}}
    gaps = [(field, text.capitalize(), catalog.gaps[field]) for field, text in GAPS.items() if catalog.gaps.get(field)]
    edits = {paper: record_edit(catalog, paper) for *_, papers in gaps for paper in papers[:MOST]}
    yield render(
        "gaps", "gaps.md", catalog, meta, gaps=gaps, edits=edits, shown=SHOWN, most=MOST, venues=_unlisted(catalog)
    )


def _unlisted(catalog: Catalog) -> list[tuple[VenueSlug, int]]:
    """Venues that several papers name and venues.yml does not, with how many do."""
    found = [(slug, len(entry.papers)) for slug, entry in catalog.venues.items() if not entry.listed]
    return sorted((pair for pair in found if pair[1] >= UNLISTED), key=lambda pair: (-pair[1], pair[0]))


GAPS_PAGE = PageKind(name="gaps", render=render_gaps)
