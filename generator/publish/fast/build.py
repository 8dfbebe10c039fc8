"""`mkdocs build --strict` the short way: `python -m generator.publish.fast.build CONFIG SITE_DIR`. [I/O]

MkDocs does all else itself: files, navigation, links, static files, the sitemap. Where the sample of a build shows
other bytes than the slow way, this says so and builds again without the short way.
"""

import logging
import os
import sys
from pathlib import Path

from jinja2 import Environment
from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.files import MANIFEST
from generator.publish.child import end_with_parent
from generator.publish.fast.page import EXTENSIONS, FastPage
from generator.publish.fast.shell import Differs, Shell

SLOW = "PAPER_CATALOG_SLOW"
"""The environment variable that turns the short way off, whatever it holds."""

_SAMPLE = 100


class Fast(BasePlugin):  # type: ignore[type-arg]
    """Makes the generated pages of a build fast ones; pages that people wrote stay as they are."""

    def __init__(self, generated: frozenset[str]) -> None:
        super().__init__()
        self._generated = generated
        self._pages: list[FastPage] = []

    def on_pre_page(self, page: Page, /, **_: object) -> Page:
        """The same page, with other methods."""
        if page.file.src_uri in self._generated:
            page.__class__ = FastPage
            self._pages.append(page)  # type: ignore[arg-type]
        return page

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages are converted now; the first of each folder and one in a hundred again, the slow way."""
        folders: set[str] = set()
        for number, page in enumerate(self._pages):
            folder = page.file.src_uri.rpartition("/")[0]
            if number % _SAMPLE == 0 or folder not in folders:
                folders.add(folder)
                _compare(page, config, files)
        self._pages.clear()
        template = env.get_template("main.html")
        template.render = Shell(env, template).render  # type: ignore[method-assign]
        return env


def _compare(page: FastPage, config: MkDocsConfig, files: Files) -> None:
    slow = Page.__new__(Page)
    slow.__dict__.update(page.__dict__)
    slow.read_source(config)
    slow.render(config, files)
    for field in ("meta", "markdown", "content", "_title_from_render", "present_anchor_ids", "links_to_anchors"):
        if getattr(page, field) != getattr(slow, field):
            raise Differs(f"{page.file.src_uri} ({field})")
    if _outline(page) != _outline(slow):
        raise Differs(f"{page.file.src_uri} (toc)")


def _outline(page: Page) -> str:
    return "".join(map(str, page.toc.items))


def _suited(config: MkDocsConfig) -> bool:
    """Whether the settings are those that the short way knows: a keeper's own extensions and plugins mean more."""
    known = set(config.markdown_extensions) == EXTENSIONS and config.mdx_configs == {"toc": {"permalink": False}}
    return known and not config.plugins and not config.hooks and config.theme.name == "material"


def _config(path: str, site: str) -> MkDocsConfig:
    return load_config(config_file=path, site_dir=site, strict=True)


def run(path: str, site: str) -> None:
    """Builds the site of a mkdocs.yml into a folder, strictly."""
    config = _config(path, site)
    manifest = Path(config.docs_dir) / MANIFEST
    if SLOW not in os.environ and _suited(config) and manifest.is_file():
        config.plugins["fast"] = Fast(frozenset(manifest.read_text(encoding="utf-8").splitlines()))
        try:
            build(config)
            return
        except Differs as differs:
            print(f"the short way would change {differs}: building again without it", file=sys.stderr, flush=True)
        config = _config(path, site)
    build(config)


if __name__ == "__main__":
    end_with_parent()
    messages = State()
    if not sys.stdout.isatty():
        messages.stream.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
    try:
        run(*sys.argv[1:])
    except (MkDocsException, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
