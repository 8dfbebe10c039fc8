"""What can be downloaded, what is in it, and how to use it."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from generator.knowledge.catalog import Catalog
from generator.model import PaperDate
from generator.publish import shards, weight
from generator.publish.exports.lists import WHOLE, downloads_of, usual_files
from generator.publish.exports.losses import LOSSES
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.words import amount, long_date
from generator.records.history import Version

VERSIONS = 12
"""So many are listed; the repository has all."""


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
        versions=[(version, _tree(catalog, version)) for version in catalog.versions], shown=VERSIONS,
        cited=_cited(catalog), site=catalog.site_url, listed=Markup(listed),
        address=Markup(site or "https://ADDRESS/"), known=bool(site),
    )


def _cited(catalog: Catalog) -> str:
    """What a person writes who cites the catalog as it is: its last version, or the day of its last change."""
    title, counts = catalog.settings.title, (len(catalog.papers), len(catalog.topics))
    day = next((changes[0].day for changes in catalog.changes.values()), "")
    named = f"{title}, as of {long_date(PaperDate(day))}" if day else title
    for version in catalog.versions[:1]:
        named = f"{title}, version {version.name} ({long_date(PaperDate(version.day))})"
        counts = (version.papers, version.topics)
    return f"{named}: {amount(counts[0], 'paper')} in {amount(counts[1], 'topic')}."


def _tree(catalog: Catalog, version: Version) -> str:
    """Where the repository shows the version; empty where that is not known."""
    repository = catalog.settings.repository.rstrip("/")
    return f"{repository}/tree/{quote(version.name)}" if repository else ""


def lacks(fields: Sequence[str]) -> str:
    """`summaries, links`, for what a format has no place for; `nothing` where it has one for all."""
    return ", ".join(LOSSES[field] for field in fields) or "nothing"


def size(number: int) -> str:
    """`0.4 MB`, and below a tenth of that in KB."""
    return f"{number / 1e6:,.1f} MB" if number >= 100_000 else f"{max(1, round(number / 1e3))} KB"


DATA = PageKind(name="data", render=render_data)
