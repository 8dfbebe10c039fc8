"""What can be downloaded, what is in it, and how to use it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.knowledge.catalog import Catalog
from generator.publish.exports import PAPER_FILES
from generator.publish.exports.lists import downloads_of
from generator.publish.exports.losses import LOSSES
from generator.publish.pages.page import Page, PageKind, render


def render_data(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Data", "section": "data", "search": {"exclude": True}}
    files = downloads_of(catalog, "catalog", catalog.papers)
    yield render(
        "data", "data.md", catalog, meta, files=files, paper_files=PAPER_FILES, lacks=lacks, size=size,
        address=Markup(catalog.site_url or "https://ADDRESS/"), known=bool(catalog.site_url),
    )


def lacks(fields: Sequence[str]) -> str:
    """`summaries, links`, for what a format has no place for; `nothing` where it has one for all."""
    return ", ".join(LOSSES[field] for field in fields) or "nothing"


def size(number: int) -> str:
    """`0.4 MB`, and below a tenth of that in KB."""
    return f"{number / 1e6:,.1f} MB" if number >= 100_000 else f"{max(1, round(number / 1e3))} KB"


DATA = PageKind(name="data", render=render_data)
