"""`mkdocs build --strict` the short way, and only for pages of which something changed. [I/O]

MkDocs does all else itself: files, navigation, links, static files, the sitemap. Where the sample of a build shows
other bytes than the slow way, or than a page that was to be kept, this says so and builds all of it the slow way.
"""

import logging
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.knowledge.catalog import Catalog
from generator.publish.child import WORTH_IT, can_divide
from generator.publish.elsewhere import Elsewhere
from generator.publish.fast.half import Half
from generator.publish.fast.kept import Kept
from generator.publish.fast.page import EXTENSIONS, FastPage, KeptFile, KeptPage, LatePage, made_again, names_template
from generator.publish.fast.shell import Differs, Shell
from generator.publish.plugin import CatalogPlugin, complete, leave_out

SLOW = "PAPER_CATALOG_SLOW"
"""The environment variable that turns the short way off, whatever it holds."""

_SAMPLE = 500
_THEMES = ("paper-catalog", "material")
"""Ours, and the one that catalogs of the first versions name, which have our templates in a folder of their own."""


class Fast(BasePlugin):  # type: ignore[type-arg]
    """Makes the generated pages of a build fast ones, or takes them over; pages that people wrote stay as they are."""

    def __init__(self, generated: Mapping[str, str], kept: Kept, until_built: ExitStack) -> None:
        super().__init__()
        self._generated, self._kept, self._until_built = generated, kept, until_built
        self._folders: set[str] = set()
        self._nav = Navigation([], [])
        self._named: set[str] = set()
        self._files = Files([])
        self._made = 0

    def on_files(self, files: Files, /, **_: object) -> Files:
        """All files of the catalog, before pages are made of them."""
        for file in files:
            digest = self._generated.get(file.src_uri, "")
            if digest and self._kept.take(file.src_uri, digest, file.dest_uri):
                file.__class__ = KeptFile
        return files

    def on_nav(self, nav: Navigation, /, **_: object) -> Navigation:
        """Those whose titles stand on every page."""
        self._nav, self._named = nav, {page.file.src_uri for page in nav.pages}
        return nav

    def on_pre_page(self, page: Page, /, **_: object) -> Page:
        """The same page, with other methods."""
        if page.file.src_uri in self._generated:
            early = page.file.src_uri in self._named or names_template(page.file)
            page.__class__ = FastPage if early else LatePage
        return page

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """What is written from here on has its shell filled."""
        self._files = files
        for file in files:
            if isinstance(file, KeptFile) and file.page:
                file.page.__class__ = KeptPage
                file.page.needed = config, files  # type: ignore[attr-defined]
        template = env.get_template("main.html")
        template.render = Shell(env, template).render  # type: ignore[method-assign]
        self._divide(env, config, files)
        return env

    def _divide(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Leaves half of the pages to a second process; the first ones, which are compared, stay here."""
        pages = files.documentation_pages()
        late = [page for file in pages if isinstance(page := file.page, LatePage)]
        if len(late) < WORTH_IT or not can_divide():
            return

        def build_page(page: Page) -> None:
            self._folders.add(page.file.src_uri.partition("/")[0])
            _build_page(page, config, pages, self._nav, env)

        self._until_built.enter_context(Half(late[1::2], build_page, files))

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """The first page of each folder and one in five hundred are also made the slow way."""
        if isinstance(page, LatePage):
            page.make(config, self._files)
        if isinstance(page, FastPage):
            folder = page.file.src_uri.partition("/")[0]
            self._made += 1
            if self._made % _SAMPLE == 0 or folder not in self._folders:
                self._folders.add(folder)
                _compare(page, config, self._files)
        return context

    def on_post_page(self, output: str, /, *, page: Page, **_: object) -> str:
        """What is only for the page's own file need not be held."""
        if isinstance(page, LatePage):
            page.drop()
        if isinstance(page, FastPage) and not self._kept.same(page.file.src_uri, page.file.dest_uri, output):
            raise Differs(f"{page.file.src_uri}, which seemed unchanged")
        return output


def _compare(page: FastPage, config: MkDocsConfig, files: Files) -> None:
    slow = made_again(page, Page, config, files)
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
    own = all(isinstance(plugin, CatalogPlugin | Elsewhere) for plugin in config.plugins.values())
    return known and own and not config.hooks and config.theme.name in _THEMES


def read_config(path: Path, site: Path, shard: Catalog | None = None) -> MkDocsConfig:
    """The settings of a build into a folder; `shard` is the catalog where that is one of several sites."""
    url = shard.site_url if shard else None
    config = load_config(config_file=str(path), site_dir=str(site), strict=True, site_url=url)
    if any(isinstance(plugin, CatalogPlugin) for plugin in config.plugins.values()):
        complete(config)  # MkDocs asks plugins only when it builds, and we look at the settings before
    else:
        leave_out(config)
    if shard:
        config.plugins["elsewhere"] = Elsewhere(shard)
    return config


def run(
    config: MkDocsConfig, generated: Mapping[str, str], kept: Kept | None = None, shard: Catalog | None = None
) -> None:
    """Builds a site into its folder, which is empty, strictly.

    `generated` are the pages that are ours, with a digest of each; raises MkDocsException where there are faults.
    """
    kept = kept or Kept.none()
    if SLOW not in os.environ and _suited(config):
        log = logging.getLogger("mkdocs.commands.build")
        log.addFilter(_not_of_dirty_builds)
        try:
            with ExitStack() as until_built:
                config.plugins["fast"] = Fast(generated, kept, until_built)
                build(config, dirty=True)
                return
        except Differs as differs:
            print(f"the short way would change {differs}: building again without it", file=sys.stderr, flush=True)
        finally:
            log.removeFilter(_not_of_dirty_builds)
        kept.forget()
        site = Path(config.site_dir)
        _empty(site)
        config = read_config(Path(config.config_file_path), site, shard)
    build(config)


def _not_of_dirty_builds(record: logging.LogRecord) -> bool:
    """It warns that pages may be stale, which is what `Kept` sees to."""
    return not record.getMessage().startswith("A 'dirty' build")


def _empty(site: Path) -> None:
    for path in site.iterdir():
        if not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
