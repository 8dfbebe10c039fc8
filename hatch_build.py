"""Gives a package the addresses of the repository that it is packed in, so that a fork's names the fork.

`paper-catalog init` reads them again: a new catalog gets the program from there.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PAGES = {"Repository": "", "Issues": "/issues", "Changelog": "/blob/main/CHANGELOG.md", "Releases": "/releases"}


class Addresses(MetadataHookInterface):
    """`[project.urls]`; none where no repository is known."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fills them in."""
        home = repository(Path(self.root))
        metadata["urls"] = {name: home + path for name, path in PAGES.items()} if home else {}


def repository(folder: Path) -> str:
    """From the environment, else from what git knows as origin: `git@github.com:me/x.git` → `https://github.com/me/x`."""
    url = os.environ.get("PAPER_CATALOG_HOME", "") or _origin(folder)
    url = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", url.strip())
    url = re.sub(r"^https://[^/@]*@", "https://", url)  # no name and no password
    return url.removesuffix("/").removesuffix(".git") if url.startswith("https://") else ""


def _origin(folder: Path) -> str:
    if not (folder / ".git").exists():  # unpacked within another repository
        return ""
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
