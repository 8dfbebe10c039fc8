"""The theme around a page, rendered in full for the first pages of a kind and folder, then cut and filled."""

import posixpath
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, Template

BLOCKS = ("site_meta", "htmltitle", "extrahead", "content")
"""The blocks of the template that differ between pages of one kind, in the order in which they stand."""

_SURE = 2
"""As many pages in full have the same shell before it is used."""
_SAMPLE = 500
"""One in so many of the pages that are filled in is also rendered in full, and compared."""


class Differs(BaseException):
    """The short way made other bytes. No `Exception`: MkDocs would report it as a fault of the page."""


class Shell:
    """Stands in for the `render` of the template `main.html`."""

    def __init__(self, env: Environment, template: Template) -> None:
        self._template = template
        self._full: Callable[[Mapping[str, Any]], str] = template.render
        chain = (template, env.get_template("base.html"))
        self._blocks = {name: [each.blocks[name] for each in chain if name in each.blocks] for name in BLOCKS}
        self._shells: dict[Hashable, tuple[list[str], int]] = {}
        self._filled = 0

    def render(self, context: Mapping[str, Any]) -> str:
        """The page, in full where it is in the navigation or its kind is not known well enough."""
        page = context["page"]
        if page.parent is not None or page in context["nav"].items or page.previous_page or page.next_page:
            return self._full(context)
        key = _kind(page)
        shell, seen = self._shells.get(key, ([], 0))
        parts = self._parts(context)
        if seen < _SURE:
            full = self._full(context)
            cut = _cut(full, parts)
            self._shells[key] = (cut, seen + 1 if cut == shell else 1)
            return full
        self._filled += 1
        filled = "".join(piece for pair in zip(shell, [*parts, ""], strict=True) for piece in pair)
        if self._filled % _SAMPLE == 0 and filled != self._full(context):
            raise Differs(page.file.src_uri)
        return filled

    def _parts(self, context: Mapping[str, Any]) -> list[str]:
        made = self._template.new_context(dict(context))
        made.blocks.update(self._blocks)
        return ["".join(self._blocks[name][0](made)) for name in BLOCKS]


def _kind(page: Any) -> Hashable:
    """What the shell of a page depends on besides the catalog: its folder, its tab, its weight, where "skip" leads."""
    first = page.toc.items[0].url if page.toc.items else None
    hidden = tuple(page.meta.get("hide", ()))
    return posixpath.dirname(page.url), page.meta.get("section"), page.meta.get("shell"), hidden, first


def _cut(full: str, parts: Sequence[str]) -> list[str]:
    """What stands before, between and behind the parts."""
    at, cut = 0, []
    for part in parts:
        found = full.find(part, at)
        if found < 0:
            raise Differs("the shell")
        cut.append(full[at:found])
        at = found + len(part)
    return [*cut, full[at:]]
