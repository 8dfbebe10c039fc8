"""Half of the pages of a site, which a second process builds meanwhile."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from mkdocs.structure.files import File, Files

from generator.publish.child import Child, Send
from generator.publish.fast.page import KeptFile, LatePage
from generator.publish.fast.shell import Differs

_Anchors: TypeAlias = tuple[set[str], Mapping[str, Mapping[str, str]]]
"""Those of a page, and those to which it links, by the path of the other page's file."""


class Half:
    """Pages that the process of this build passes over, until it asks which anchors they have."""

    def __init__(self, pages: Sequence[LatePage], build: Callable[[LatePage], None], files: Files) -> None:
        self._files = files
        self._child = Child(lambda send: _build(pages, build, send))
        for page in pages:
            page.file.__class__ = KeptFile
            page.__class__ = OtherPage
            page.half = self  # type: ignore[attr-defined]

    def __enter__(self) -> "Half":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._child.__exit__(kind)

    def of(self, page: LatePage) -> _Anchors:
        """The anchors of one of its pages, once all of them are built."""
        return self._found[page.file.src_uri]

    def file(self, path: str) -> File:
        """The file to which one of them links."""
        found = self._files.get_file_from_path(path)
        assert found, path
        return found

    @cached_property
    def _found(self) -> Mapping[str, _Anchors]:
        found = self._child.take()
        if isinstance(found, str):
            raise Differs(found)
        return found  # type: ignore[no-any-return]


class OtherPage(LatePage):
    """One of those pages, as the process knows it that has not built it."""

    half: Half

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        return self.half.of(self)[0]

    @property
    def links_to_anchors(self) -> dict[File, dict[str, str]]:  # type: ignore[override]
        return {self.half.file(path): dict(anchors) for path, anchors in self.half.of(self)[1].items()}


def _build(pages: Sequence[LatePage], build: Callable[[LatePage], None], send: Send) -> None:
    """What MkDocs has to say of a page is not for here: where there is any of it, all is built again, and says so."""
    said = _Said()
    logging.getLogger("mkdocs").handlers[:] = [said]
    try:
        for page in pages:
            build(page)
    except Differs as differs:
        send(str(differs))
        return
    send(said.first or {page.file.src_uri: _anchors(page) for page in pages})


def _anchors(page: LatePage) -> _Anchors:
    links = page.links_to_anchors or {}
    return page.present_anchor_ids or set(), {file.src_uri: anchors for file, anchors in links.items()}


class _Said(logging.Handler):
    """The first thing that MkDocs warned of."""

    first = ""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        self.first = self.first or record.getMessage()
