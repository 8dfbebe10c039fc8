"""The addresses of papers that are not in this catalog, because a person left them out."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.mathtext import without_math
from generator.publish.pages.page import Page, PageKind, render


def render_excluded(catalog: Catalog, id_: str) -> Iterator[Page]:
    ruling = catalog.excluded[PaperId(id_)]
    meta = {
        "title": without_math(ruling.title) or "Not in this catalog",
        "section": "papers",
        "robots": "noindex",
        "search": {"exclude": True},
    }
    yield render("excluded", f"papers/{id_}.md", catalog, meta, [("papers/index.md", "Papers")], ruling=ruling)


EXCLUDED = PageKind(
    name="excluded", keys=lambda catalog: catalog.excluded, render=render_excluded,
    only=lambda _, id_: f"papers/{id_}.md",
)
