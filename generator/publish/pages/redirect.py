"""Former addresses of papers, and those of other spellings of an author."""

from collections.abc import Iterator

from generator.knowledge.catalog import AuthorSlug, Catalog
from generator.model import PaperId
from generator.publish import shards, weight
from generator.publish.pages.page import Page, PageKind, render


def redirected(catalog: Catalog) -> Iterator[str]:
    """The folder and name of each former address, but those of authors who have no page."""
    yield from (f"papers/{former}" for former in catalog.redirects)
    leading = catalog.author_redirects.items()
    yield from (f"authors/{other}" for other, author in leading if weight.has_page(catalog, author))


def render_redirect(catalog: Catalog, address: str) -> Iterator[Page]:
    folder, _, former = address.partition("/")
    paper = catalog.redirects[PaperId(former)] if folder == "papers" else None
    author = catalog.author_redirects[AuthorSlug(former)] if folder == "authors" else None
    title = catalog.heading(catalog.papers[paper]) if paper else catalog.authors[author].name if author else ""
    location = f"{paper or author}.html"
    elsewhere = shards.base(catalog, f"{folder}/{location}")
    meta = {"template": "redirect.html", "location": f"{elsewhere}{folder}/{location}" if elsewhere else location,
            "title": title, "search": {"exclude": True}}
    yield render("redirect", f"{address}.md", catalog, meta, paper=paper, author=author)


REDIRECT = PageKind(name="redirect", keys=redirected, render=render_redirect, only=lambda _, address: f"{address}.md")
