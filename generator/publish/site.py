"""Markdown → site, with MkDocs in a process of its own: the same tree also builds without this package. [I/O]"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator.problems import CatalogError


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


@contextmanager
def building(catalog: Path, target: Path) -> Iterator[None]:
    """Builds the site, strictly, while the block runs, and waits for it at its end."""
    command = [sys.executable, "-m", "generator.publish.fast.build", str(mkdocs_config(catalog)), str(target)]
    # Material announces the end of MkDocs in a box at each build; README and design page say what we do about it
    with subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}) as mkdocs:
        try:
            yield
        except BaseException:
            mkdocs.terminate()
            raise
    if mkdocs.returncode:
        raise CatalogError("mkdocs could not build the site; its messages are above")
