"""Markdown → site, with MkDocs in a process of its own: the same tree also builds without this package. [I/O]"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator.problems import CatalogError
from generator.publish.child import running
from generator.publish.swap import MARK, mend


def mkdocs_config(catalog: Path) -> Path:
    """The mkdocs.yml of a catalog: in its folder, or beside it."""
    for folder in (catalog, catalog.resolve().parent):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    raise CatalogError(f"no mkdocs.yml in {catalog} or beside it (`paper-catalog init DIR` makes one)")


def site_url(catalog: Path) -> str:
    """Where the site will lie, as mkdocs.yml says, perhaps by way of the environment; empty where nothing does.

    MkDocs' own loader reads it, which knows `!ENV [SITE_URL, ""]` and `INHERIT`.
    """
    try:
        config = mkdocs_config(catalog)
    except CatalogError:
        return ""
    with config.open("rb") as file:
        try:
            url = yaml_load(file).get("site_url")
        except ConfigurationError as error:
            raise CatalogError(f"{config}: {error}") from error
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


@contextmanager
def building(catalog: Path, target: Path) -> Iterator[None]:
    """Builds the site into a folder, strictly, while the block runs, and waits for it at its end."""
    # Material announces the end of MkDocs in a box at each build; README and design page say what we do about it
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    try:
        with running("generator.publish.fast.build", str(mkdocs_config(catalog)), str(target), env=quiet):
            yield
    except CalledProcessError as error:
        raise CatalogError("mkdocs could not build the site; its messages are above") from error
