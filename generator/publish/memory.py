"""What the last run made of a catalog, and what it had read for it, so that the next makes only what changed. [I/O]

A file that is damaged, of another version or gone only means that everything is made anew. Nothing in it is trusted
that could reach a page: it holds digests, and which files were made of what.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from generator.files import write_file
from generator.publish.noted import Notebook, Read

MOST = 2000
"""What has read more than this is made anew each time: looking all of it up would cost as much."""


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file was left."""

    path: str
    digest: str
    """Of its content."""
    size: int
    time: int
    """Of its last change, in nanoseconds."""


@dataclass(slots=True, kw_only=True)
class _Unit:
    """What is made at once, such as the pages of an author."""

    digest: str
    """Of all that was read for it."""
    reads: Sequence[int]
    """Numbers of what was read."""
    files: Sequence[FileState]


class Memory:
    """What is known of the files of a folder. Of another version of anything that shapes them all, nothing is."""

    def __init__(self, file: Path, folder: Path, version: str) -> None:
        self._file, self._folder, self._version = file, folder, version
        self._before, self._names = _load(file, version)
        self._numbers: dict[Read, int] = {}
        self._now: dict[str, _Unit] = {}
        self._unseen: list[tuple[str, Sequence[tuple[str, str]]]] = []

    def forget(self) -> None:
        """From now on everything is made anew."""
        self._before.clear()
        self._now.clear()
        self._unseen.clear()

    def kept(self, unit: str, notebook: Notebook) -> Sequence[FileState]:
        """The files of a unit, if nothing that was read for it has changed, nor they themselves; else nothing."""
        known = self._before.get(unit)
        if known is None or known.digest != notebook.digest(reads := [self._names[n] for n in known.reads]):
            return ()
        if not all(map(self._as_left, known.files)):
            return ()
        self._now[unit] = _Unit(digest=known.digest, reads=self._numbered(reads), files=known.files)
        return known.files

    def _as_left(self, file: FileState) -> bool:
        try:
            found = os.stat(self._folder / file.path)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (file.size, file.time)

    def note(self, unit: str, notebook: Notebook, files: Sequence[tuple[str, str]]) -> None:
        """Remembers what was read for a unit, and its files as (path, digest of the content)."""
        reads = notebook.take()
        self._now[unit] = _Unit(digest=notebook.digest(reads), reads=self._numbered(reads), files=())
        self._unseen.append((unit, files))

    def _numbered(self, reads: Sequence[Read]) -> list[int]:
        numbers = self._numbers
        return [numbers.setdefault(read, len(numbers)) for read in reads]

    def files(self) -> dict[str, FileState]:
        """Path → how it was left, of all that this run made or kept. The files that it made lie there now."""
        for unit, files in self._unseen:
            self._now[unit].files = [self._left(path, digest) for path, digest in files]
        self._unseen.clear()
        return {file.path: file for unit in self._now.values() for file in unit.files}

    def _left(self, path: str, digest: str) -> FileState:
        found = os.stat(self._folder / path)
        return FileState(path, digest, found.st_size, found.st_mtime_ns)

    def save(self) -> None:
        """Writes down what this run knows. What read too much is not worth it."""
        self.files()
        units = {
            name: [unit.digest, unit.reads, [[f.path, f.digest, f.size, f.time] for f in unit.files]]
            for name, unit in self._now.items()
            if len(unit.reads) <= MOST
        }
        text = json.dumps({"version": self._version, "reads": list(self._numbers), "units": units})
        write_file(self._file, text)


PACKAGES = ("jinja2", "latex2mathml", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pygments")
"""What others wrote that shapes pages."""


def version_of(files: Iterable[Path], *said: str) -> str:
    """A digest of everything that shapes all pages alike: our own code and templates, those files, what is said."""
    own = Path(__file__).parent.parent
    shaping = sorted(path for path in own.rglob("*") if path.suffix in (".py", ".j2", ".js"))
    digest = blake2b(digest_size=16)
    for text in (sys.version, *map(version, PACKAGES), *said):
        digest.update(f"{len(text)} {text}".encode())
    for path in (*shaping, *sorted(files)):
        content = path.read_bytes()
        digest.update(f"{path} {len(content)} ".encode() + content)
    return digest.hexdigest()


def content_digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _load(file: Path, version: str) -> tuple[dict[str, _Unit], list[Read]]:
    try:
        found = json.loads(file.read_bytes())
        if found["version"] != version:
            return {}, []
        names = [(str(name), str(key), str(attribute)) for name, key, attribute in found["reads"]]
        return dict(_units(found["units"], len(names))), names
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, []


def _units(found: dict[str, list[list[object]]], count: int) -> Iterator[tuple[str, _Unit]]:
    for name, (digest, reads, files) in found.items():
        if any(not isinstance(number, int) or not 0 <= number < count for number in reads):
            raise ValueError(name)
        left = [FileState(str(path), str(made), int(size), int(time)) for path, made, size, time in files]  # type: ignore[attr-defined, call-overload]
        yield name, _Unit(digest=str(digest), reads=reads, files=left)  # type: ignore[arg-type]
