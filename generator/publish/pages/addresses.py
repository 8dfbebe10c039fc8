"""No page takes another's place: which page has which address, before any is written."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from generator.knowledge.catalog import Catalog
from generator.problems import CatalogError
from generator.records.addresses import RESERVED

OWN = ("index.md", "data.md", "gaps.md", "changes/index.md", "reading-list.md", "search/index.md")
"""Pages that stand alone."""
REVIEW = ("review/index.md", "review/twins.md", "review/conflicts.md")
"""Those of who keeps the catalog, where they are wanted."""


def check_addresses(catalog: Catalog, hand_written: Iterable[str] = ()) -> None:
    """CatalogError where two pages have one path, for disks that do not tell `A.md` from `a.md` too.

    A hand-written page with the very path of a generated one is left to the writer, who knows what it wrote before.
    """
    holders: dict[str, tuple[str, str]] = {}
    for path, owner in page_addresses(catalog):
        if known := holders.get(path):
            raise CatalogError(f"found two pages for {path}, {known[1]} and {owner}, expected one: rename one of them")
        holders[path] = path, owner
    for path in hand_written:
        generated, owner = holders.get(normalize("NFC", path).casefold(), (path, ""))
        if generated != path:
            raise CatalogError(
                f"found the hand-written page {path} and {generated}, that of {owner}, which many disks take for one; "
                f"rename {path}"
            )


def page_addresses(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(path, what the page is of) of every page; the further pages of a list lie in a folder of its own name."""
    yield from ((path, "the site itself") for path in (*OWN, *REVIEW * catalog.settings.review_pages))
    yield from ((f"{folder}/{name}.md", f"the list of {folder}") for folder in RESERVED for name in RESERVED[folder])
    yield from ((f"papers/{id_}.md", f"the paper `{id_}`") for id_ in catalog.papers)
    yield from ((f"papers/{id_}.md", f"the former id `{id_}` of `{paper}`") for id_, paper in catalog.redirects.items())
    yield from ((f"papers/{id_}.md", f"the paper `{id_}`, which is left out") for id_ in catalog.excluded)
    yield from ((f"topics/{slug}.md", f"the topic `{slug}`") for slug in catalog.topics)
    yield from ((f"authors/{slug}.md", f"the author `{slug}`") for slug in catalog.authors)
    for other, slug in catalog.author_redirects.items():
        yield f"authors/{other}.md", f"another spelling `{other}` of the author `{slug}`"
    yield from ((f"venues/{slug}.md", f"the venue `{slug}`") for slug in catalog.venues)
    yield from ((f"years/{year}.md", f"the year {year}") for year in catalog.years)
    yield from ((f"changes/{month}.md", f"the changes in {month}") for month in catalog.changes)
