"""Pages that people wrote, in a catalog on several sites: MkDocs finds no page that another of them has."""

import posixpath
import re

from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from generator.knowledge.catalog import Catalog
from generator.publish.shards import base

_LINK = re.compile(r"(\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]+<?)([^()\s<>:#?]+)\.md(?=[#)\s>])", re.M)
"""Of Markdown, inline or as a reference: `[Lory](../papers/lory-2024.md#cite)`, `[1]: ../topics/long-context.md`."""


class Elsewhere(BasePlugin):  # type: ignore[type-arg]
    """Gives their links the address of the site that has the page. Pages that are generated have it already."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog

    def on_page_markdown(self, markdown: str, /, *, page: Page, **_: object) -> str:
        """The same, with other links."""
        folder = posixpath.dirname(page.file.src_uri)

        def led(match: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(folder, f"{match[2]}.html"))
            site = base(self._catalog, path)
            return f"{match[1]}{site}{path}" if site else match[0]

        return _LINK.sub(led, markdown)
