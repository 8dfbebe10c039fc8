"""The one way this project writes a file. [I/O]"""

import os
import re
import tempfile
from pathlib import Path

CACHE = ".paper-catalog-cache"
"""A folder of the catalog that git ignores: answers of services, who writes, what was made of what."""
MANIFEST = ".paper-catalog-manifest"
"""The file that lists what was generated into a folder where people write, too."""
_LEAVING = re.compile(r"\.[a-z0-9_]{8}\.part")
"""A name that `tempfile` gives."""


def read_manifest(folder: Path) -> list[str]:
    """The paths that were generated into a folder, as its manifest has them; none where nothing was."""
    try:
        return (folder / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def left_as(path: str) -> tuple[int, int]:
    """Size and time of the last change, in nanoseconds, of a file; (-1, 0) where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  # asked of every file of a site, and a Path would be half of the cost
    except OSError:
        return -1, 0
    return found.st_size, found.st_mtime_ns


def write_file(path: Path, content: str | bytes) -> bool:
    """Makes the file hold the content, as a whole or not at all; returns whether it did not already.

    An unchanged file keeps its time, so that a preview does not rebuild for nothing.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def remove_leavings(folder: Path) -> None:
    """Removes the half-written files of runs that were killed; nobody else may be writing into the folder."""
    if folder.is_dir():
        with os.scandir(folder) as entries:
            leavings = [entry.path for entry in entries if _LEAVING.fullmatch(entry.name)]
        for path in leavings:
            Path(path).unlink(missing_ok=True)
