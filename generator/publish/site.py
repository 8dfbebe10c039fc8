"""Markdown → site, with MkDocs: the same tree also builds without this package. [I/O]"""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.files import CACHE
from generator.knowledge.catalog import Catalog
from generator.problems import CatalogError
from generator.publish.fast.kept import Kept
from generator.publish.memory import version_of
from generator.publish.plugin import THEME
from generator.publish.swap import MARK, mend
from generator.records.sitefile import read_site_file, site_file


def mkdocs_config(catalog: Path) -> Path:
    """The mkdocs.yml of a catalog: in its folder, or beside it."""
    if found := site_file(catalog):
        return found
    raise CatalogError(f"no mkdocs.yml in {catalog} or beside it (`paper-catalog init DIR` makes one)")


def site_url(catalog: Path) -> str:
    """Where the site will lie, as mkdocs.yml says, perhaps by way of the environment; empty where nothing does."""
    config = site_file(catalog)
    try:
        url = read_site_file(config).get("site_url") if config else None
    except ValueError as error:
        raise CatalogError(str(error)) from error
    return f"{url.rstrip('/')}/" if isinstance(url, str) and url else ""


def site_folder(catalog: Path, site: Path | None) -> Path:
    """Where the site goes: `site`, or else beside mkdocs.yml."""
    return (site or mkdocs_config(catalog).parent / "site").resolve()


_OURS = ("404.html", "sitemap.xml", "papers", "topics")
"""What each site of older builds has, which left no mark."""


def claim(site: Path, catalog: Path) -> None:
    """Looks whether a build may replace the folder by a new site; CatalogError where it holds anything else.

    A folder that has the catalog in it, or a home, or a repository's root is none, whatever stands there.
    """
    if site == Path.home() or site in (catalog.resolve(), *catalog.resolve().parents) or (site / ".git").exists():
        raise CatalogError(f"{site} is no folder for a site: a build would empty it (`--site {site / 'site'}`)")
    mend(site)
    if site.exists() and not site.is_dir():
        raise CatalogError(f"{site} is a file; expected a folder for the site")
    if (site / MARK).exists() or not site.exists():
        return
    if all((site / name).exists() for name in _OURS):
        (site / MARK).touch()  # so that what a kill leaves of it is known, too
    elif strange := sorted(path.name for path in site.iterdir()):
        what = f"found `{strange[0]}` in it" + (f" and {len(strange) - 1} more" if strange[1:] else "")
        raise CatalogError(f"{site} holds no site of a build, which would empty it: {what}; name an empty folder")


def build_pages(
    catalog: Path, fresh: Path, site: Path, generated: Mapping[str, str], shard: Catalog | None = None
) -> Callable[[], None]:
    """Builds the pages into a folder beside the site, strictly, but for those of the site that are still right.

    `generated` is the digest of each page that is ours; `shard` is the catalog where the site is one of several. What
    is returned is called once the folder is the site.
    """
    # Material announces the end of MkDocs in a box at each build; README and design page say what we do about it
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from generator.publish.fast.build import read_config, run

    _show_messages()
    try:
        config = read_config(mkdocs_config(catalog), fresh, shard)
        kept = Kept(catalog / CACHE / "sites", site, fresh, _version(config))
        run(config, generated, kept, shard)
    except MkDocsException as error:
        raise CatalogError(f"mkdocs could not build the site; its messages are above: {error}") from error
    return lambda: kept.save((path, digest, f"{path.removesuffix('.md')}.html") for path, digest in generated.items())


def _show_messages() -> None:
    """What MkDocs has to say, as its own command shows it."""
    from mkdocs.__main__ import State

    if not logging.getLogger("mkdocs").handlers:
        messages = State()
        if not sys.stdout.isatty():
            messages.stream.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))


def _version(config: MkDocsConfig) -> str:
    """A digest of what shapes every page of a site: settings, theme, and the pages that name themselves in its menu."""
    dirs = config.theme.dirs
    folders = map(Path, dirs[: dirs.index(THEME) + 1] if THEME in dirs else dirs[:1])  # what follows is Material's
    docs = Path(config.docs_dir)
    named = [docs / entry for entry in config.nav or () if isinstance(entry, str) and (docs / entry).is_file()]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    said = {key: value for key, value in config.items() if key not in ("plugins", "theme", "site_dir")}
    return version_of([*files, *named], repr(said), repr(dict(config.theme)))
