"""One writer at a time: whoever changes records holds the catalog's lock, and whoever comes second waits. [I/O]

The system lets go of the lock when its holder ends, however that happens: no lock of a dead run is ever in the way.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO

from generator.files import CACHE
from generator.problems import CatalogError

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows has no such locks; records changed meanwhile are still refused
    fcntl = None  # type: ignore[assignment, unused-ignore]

can_lock = fcntl is not None

LOCK = Path(CACHE) / "writer"
"""It holds the name of its holder, and goes with it."""
BUILDER = LOCK.with_name("builder")
"""The same for the generated pages: what one build reads, no other may write."""
_OF = {LOCK.name: "the records", BUILDER.name: "the generated pages"}
PATIENCE = 600.0
"""Seconds that the second one waits."""


@contextmanager
def writing(
    catalog: Path, act: str, *, say: Callable[[str], None], lock: Path = LOCK, patience: float = PATIENCE
) -> Iterator[None]:
    """Holds a lock of a catalog while the block runs, under the name `import, process 4711`.

    A folder that is no catalog gets no lock: what reads it says so.
    """
    if fcntl is None or not catalog.is_dir():
        yield
        return
    path = catalog / lock
    file = _acquired(path, say, time.monotonic() + patience)
    try:
        file.write(f"{act}, process {os.getpid()}")
        file.flush()
        yield
    finally:
        path.unlink()
        file.close()
        with suppress(OSError):  # it holds answers of services
            path.parent.rmdir()


def _acquired(path: Path, say: Callable[[str], None], end: float) -> TextIO:
    """The lock's file, locked and empty. The last holder may have removed the one that was opened: then another."""
    told = False
    while True:
        with suppress(FileNotFoundError):
            path.parent.mkdir(exist_ok=True)
            file = path.open("a+", encoding="utf-8")
            if locked(file) and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                file.truncate(0)
                return file
            file.seek(0)
            holder = file.read() or "another process"
            file.close()
            if time.monotonic() >= end:
                raise CatalogError(f"found a writer of {_OF[path.name]} ({holder}), expected none; try later")
            if not told:
                say(f"waiting for another writer of {_OF[path.name]}: {holder}")
                told = True
            time.sleep(0.05)


def locked(file: IO[Any]) -> bool:
    """Whether this process has the lock of an open file now; it has it until it closes the file or ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
