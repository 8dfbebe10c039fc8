"""Former addresses of papers, and those of other spellings of an author."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.publish import weight
from generator.publish.pages.page import Page, PageKind, render


def render_redirects(catalog: Catalog) -> Iterator[Page]:
    for former, paper in catalog.redirects.items():
        title = catalog.heading(catalog.papers[paper])
        meta = {"title": title, "template": "redirect.html", "location": f"{paper}.html", "search": {"exclude": True}}
        yield render("redirect", f"papers/{former}.md", catalog, meta, paper=paper, author=None)
    for other, author in catalog.author_redirects.items():
        if not weight.has_page(catalog, author):
            continue
        title = catalog.authors[author].name
        meta = {"title": title, "template": "redirect.html", "location": f"{author}.html", "search": {"exclude": True}}
        yield render("redirect", f"authors/{other}.md", catalog, meta, paper=None, author=author)


REDIRECT = PageKind(name="redirect", render=render_redirects)
