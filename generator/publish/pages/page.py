"""A page, a kind of page, and how a template becomes one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from generator.knowledge.catalog import Catalog
from generator.publish import shards
from generator.publish.escaping import environment, front_matter
from generator.publish.pages.links import Links, chip
from generator.publish.pages.words import amount, names, short_date

Trail = Sequence[tuple[str, str]]
"""(path, title) of the pages above one, the topmost first."""


LIGHT = ("papers/", "authors/")
"""The folders with most of the pages; those of a large catalog leave their shell to a script (`shell: light`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of MkDocs' docs folder."""

    path: str
    """Relative to that folder, with `/`: `papers/attention-is-all-you-need-2017.md`."""
    text: str
    """Front matter and Markdown; empty where another site of the catalog has the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One kind of page; `templates/{name}.md.j2` is its main template."""

    name: str
    render: Callable[[Catalog, str], Iterable[Page]]
    """The pages of one of its keys, made of what is read of the catalog and of nothing else: what was read decides
    whether they must be made again."""
    keys: Callable[[Catalog], Iterable[str]] = lambda _: ("",)
    """What has pages of its own: each paper, each topic. A kind of one page has one key, which says nothing."""
    only: Callable[[Catalog, str], str] = lambda *_: ""
    """The path of the one page that a key has; empty where it may have several."""


def render(template: str, path: str, catalog: Catalog, meta: dict[str, Any], trail: Trail = (), **context: Any) -> Page:
    """The page that the template makes of the catalog and the context; `meta` is its front matter, `trail` leads back.

    Sidebars are hidden: lists of thousands of papers have no place there. The trail goes through the front matter,
    since Material's search takes whatever stands before the heading for a section of its own.
    """
    if not shards.has(catalog, path):
        return Page(path=path, text="")
    links = Links(catalog=catalog, root="../" * path.count("/"), here=path)
    body = templates().get_template(f"{template}.md.j2").render(catalog=catalog, link=links, **context)
    steps = [{"title": title, "url": links.href(target)} for target, title in trail]
    head = front_matter(**meta, **_shell(path, catalog), trail=steps, hide=["navigation", "toc"])
    return Page(path=path, text=f"{head}{body.strip()}\n")


def _shell(path: str, catalog: Catalog) -> dict[str, str]:
    """What the theme is told of the shell: for `papers/lory-2024.md` of 60,000 papers, that it is to be light."""
    light = path.startswith(LIGHT) and not path.endswith("/index.md")
    return {"shell": "light"} if light and not catalog.within["frame"] else {}


@cache
def templates() -> Environment:
    """The environment of all page templates, with the words they use."""
    made = environment(PackageLoader("generator.publish.pages"))
    made.globals |= {"amount": amount, "chip": chip, "names": names, "short_date": short_date}
    return made
