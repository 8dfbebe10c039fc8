"""A page of MkDocs that is read and converted the short way where that is sure, and as ever where it is not."""

import json
import posixpath
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from markdown.extensions.toc import nest_toc_tokens  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from generator.publish.fast.forms import UnknownFormError, convert
from generator.publish.fast.shell import Differs

P = TypeVar("P", bound=Page)
_HEAD = 16
"""Bytes that tell whether a page begins with the name of its template."""
EXTENSIONS = frozenset(("attr_list", "fenced_code", "md_in_html", "tables", "toc"))
"""What `forms` knows by heart; with other extensions of Markdown the short way is closed."""


class FastPage(Page):
    """A generated page. MkDocs has made it already as its own `Page`, and it has the same fields."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Front matter as we write it is JSON, a key a line; anything else goes to YAML."""
        read = read_front_matter(self.file.content_string)
        if read is None:
            super().read_source(config)
        else:
            self.meta, self.markdown = read

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs keeps of a page, links to anchors included: `--strict` looks at them later."""
        links = _Links(self.file, _addresses(files))
        try:
            made = convert(self.markdown or "", links.of)
        except UnknownFormError:
            super().render(config, files)
            return
        self.content = made.content
        self.toc = get_toc(nest_toc_tokens([dict(heading) for heading in made.headings]))
        self._title_from_render = made.title
        self.present_anchor_ids = set(made.ids)
        self.links_to_anchors = links.anchors


class LatePage(FastPage):
    """A page that is read only when it is written, and forgotten then: a hundred thousand of them need no room.

    It is none of the navigation, so that nobody asks for its title before, and of the usual template.
    """

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Nothing yet."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Nothing yet."""
        self.content = ""

    def make(self, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs would have done twice before."""
        super().read_source(config)
        if "template" in self.meta:
            raise Differs(f"{self.file.src_uri} (its template does not come first)")
        super().render(config, files)

    def drop(self) -> None:
        """What was only for its own file."""
        self.markdown = self.content = ""
        self.meta = {}
        self.toc = get_toc([])


class KeptFile(File):
    """The file of a page that need not be built: MkDocs' own `--dirty` asks for no more."""

    def is_modified(self) -> bool:
        return False


class KeptPage(FastPage):
    """A page whose file of the last build is taken over. Other pages may link to its anchors, which are read then."""

    needed: tuple[MkDocsConfig, Files]
    """For reading it after all."""

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """Every changed page may ask, and most link to the gaps."""
        return made_again(self, FastPage, *self.needed).present_anchor_ids or set()


def made_again(page: Page, kind: type[P], config: MkDocsConfig, files: Files) -> P:
    """The same page, read and converted as that kind of page does it, beside what it is now."""
    made = kind.__new__(kind)
    made.__dict__.update(page.__dict__)
    made.read_source(config)
    made.render(config, files)
    return made


class Addresses:
    """The addresses of files as HTML has them; the pages of a folder have them in common."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[str, str], tuple[str, File]] = {}

    def of(self, path: str, own: File) -> tuple[str, File]:
        """`../topics/x.md` → `../topics/x.html` and its file; a link to nowhere goes the slow way, which warns."""
        folder = own.src_uri.rpartition("/")[0]
        if (folder, path) not in self._known:
            target = self._files.get_file_from_path(posixpath.normpath(posixpath.join(folder, path)))
            if target is None:
                raise UnknownFormError(path)
            self._known[folder, path] = _relative(target.url, own.url), target
        return self._known[folder, path]


class _Links:
    """The links of one page."""

    def __init__(self, own: File, addresses: Addresses) -> None:
        self._own, self._addresses = own, addresses
        self.anchors: dict[File, dict[str, str]] = {}

    def of(self, url: str) -> str:
        """`../topics/x.md#a` → `../topics/x.html#a`."""
        if "://" in url:
            return url
        if "%" in url or "?" in url or ":" in url or "&" in url:
            raise UnknownFormError(url)
        path, mark, anchor = url.partition("#")
        made, target = self._addresses.of(path, self._own) if path else ("", self._own)
        if anchor:
            self.anchors.setdefault(target, {}).setdefault(anchor, url)
        return made + mark + anchor


@lru_cache(maxsize=1)
def _addresses(files: Files) -> Addresses:
    return Addresses(files)


def _relative(url: str, other: str) -> str:
    folder, _, name = url.rpartition("/")
    return name if name and folder == other.rpartition("/")[0] else get_relative_url(url, other)


def names_template(file: File) -> bool:
    """Whether a page has a template of its own, which MkDocs asks for before the page is written."""
    with Path(file.abs_src_path or "").open("rb") as source:
        return source.read(_HEAD).startswith(b"---\ntemplate: ")


def read_front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """The front matter and the Markdown after it; None where only YAML can say what is meant.

    `tags: [a]` is such a case, and `title: 1e5`, which JSON takes for a number and YAML for text.
    """
    if not text.startswith("---\n"):
        return None
    head, end, body = text[4:].partition("\n---\n")
    pairs = [line.partition(": ") for line in head.split("\n")]
    if not end or "\\ud" in head.lower() or any(value[:1] not in ('"', "[", "{") for _, _, value in pairs):
        return None
    try:
        return {key: json.loads(value) for key, _, value in pairs}, body.lstrip("\n")
    except ValueError:
        return None
