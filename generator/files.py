"""The one way this project writes a file. [I/O]"""

import os
import re
import tempfile
from pathlib import Path

MANIFEST = ".paper-catalog-manifest"
"""The file that lists what was generated into a folder where people write, too."""
_LEAVING = re.compile(r"\.[a-z0-9_]{8}\.part")
"""A name that `tempfile` gives."""


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
