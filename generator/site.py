"""Markdown → site, with MkDocs as its own command: the same tree also builds without this package. [I/O]"""

import os
import subprocess
import sys
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


def build_site(catalog: Path, site: Path | None) -> Path:
    """Builds the site, strictly, into `site` (default: beside mkdocs.yml); returns where it lies."""
    config = mkdocs_config(catalog)
    target = (site or config.parent / "site").resolve()
    command = [sys.executable, "-m", "mkdocs", "--color" if sys.stdout.isatty() else "--no-color", "build", "--strict"]
    # Material announces the end of MkDocs in a box at each build; README and design page say what we do about it
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [*command, "--config-file", str(config), "--site-dir", str(target)], env=environment, check=False
    )
    if done.returncode:
        raise CatalogError("mkdocs could not build the site; its messages are above")
    return target
