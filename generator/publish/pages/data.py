"""What can be downloaded, what is in it, and how to use it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.knowledge.catalog import Catalog
from generator.publish import shards, weight
from generator.publish.exports.lists import WHOLE, downloads_of, usual_files
from generator.publish.exports.losses import LOSSES
from generator.publish.pages.page import Page, PageKind, render


def render_data(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Data", "section": "data", "search": {"exclude": True}}
    files = downloads_of(catalog, WHOLE, catalog.papers, measured=True)
    lines = next(file for file in files if file.export.name == "jsonl")
    numbered = lines.packed and not lines.whole
    first, _, ending = lines.parts[0].path.partition("1" if numbered else " ")
    listed = lines.path if numbered and catalog.shard else ""
    site = shards.base(catalog, listed or first) or catalog.site_url
    yield render(
        "data", "data.md", catalog, meta, files=files, lacks=lacks, size=size,
        paper_files=usual_files(catalog), every_list=weight.every_list(catalog),
        every_author=weight.every_author(catalog), authors_followed=weight.authors_followed(catalog),
        limits=catalog.limits, packed=lines.packed,
        numbered=numbered, parts=len(lines.parts), lines=Markup(first), ending=Markup(ending),
        listed=Markup(listed), address=Markup(site or "https://ADDRESS/"), known=bool(site),
    )


def lacks(fields: Sequence[str]) -> str:
    """`summaries, links`, for what a format has no place for; `nothing` where it has one for all."""
    return ", ".join(LOSSES[field] for field in fields) or "nothing"


def size(number: int) -> str:
    """`0.4 MB`, and below a tenth of that in KB."""
    return f"{number / 1e6:,.1f} MB" if number >= 100_000 else f"{max(1, round(number / 1e3))} KB"


DATA = PageKind(name="data", render=render_data)
