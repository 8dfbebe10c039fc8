"""What the last run made of a catalog, and what it had read for it, so that the next makes only what changed. [I/O]

A file that is damaged, of another version or gone only means that everything is made anew. Nothing in it is trusted
that could reach a page: it holds digests, and which files were made of what.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from generator.files import left_as, write_file
from generator.publish.noted import Notebook, Read

MOST = 2000
"""What has read more than this is made anew each time: looking all of it up would cost as much."""


FileText: TypeAlias = tuple[str, str]
"""The path of a file, and the digest of what it holds."""


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
    reads: "array[int]"
    """Numbers of what was read; of 100,000 papers there are seven millions."""
    files: Sequence[FileState]


class Memory:
    """What is known of the files of a folder. Of another version of anything that shapes them all, nothing is."""

    def __init__(self, file: Path, folder: Path, version: str) -> None:
        self._file, self._folder, self._version = file, folder, version
        self._before, self._names = _load(file, version)
        self._digests = [b""] * len(self._names)
        """Of what is there to be read now, by the number of its name, as far as it was asked for."""
        self._numbers: dict[Read, int] = {}
        self._now: dict[str, _Unit] = {}
        self._unseen: list[tuple[_Unit, Sequence[FileText]]] = []

    def forget(self) -> None:
        """From now on everything is made anew."""
        self._before.clear()
        self._now.clear()
        self._unseen.clear()

    def kept(self, unit: str, notebook: Notebook) -> Sequence[FileState]:
        """The files of a unit, if nothing that was read for it has changed, nor they themselves; else nothing."""
        known = self._before.get(unit)
        if known is None or known.digest != self._digest(known.reads, notebook):
            return ()
        if any(left_as(f"{self._folder}/{file.path}") != (file.size, file.time) for file in known.files):
            return ()
        self._now[unit] = known
        return known.files

    def _digest(self, numbers: Sequence[int], notebook: Notebook) -> str:
        digests = self._digests
        for number in numbers:
            if not digests[number]:
                digests[number] = notebook.digest(self._names[number])
        return self._joined(numbers)

    def _joined(self, numbers: Iterable[int]) -> str:
        return blake2b(b"".join([self._digests[number] for number in numbers]), digest_size=16).hexdigest()

    def look_up(self, reads: Iterable[Read], notebook: Notebook) -> dict[Read, bytes]:
        """The digests of what nobody has looked up before."""
        found = {}
        for read in reads:
            number = self._number(read)
            if not self._digests[number]:
                self._digests[number] = found[read] = notebook.digest(read)
        return found

    def note(self, unit: str, reads: Iterable[Read], digests: Mapping[Read, bytes], files: Sequence[FileText]) -> None:
        """Remembers what was read for a unit, and its files; `digests` are those that `look_up` found, here or in a
        process that has this memory too."""
        for read, digest in digests.items():
            self._digests[self._number(read)] = digest
        numbers = array("L", map(self._number, reads))
        made = _Unit(digest=self._joined(numbers), reads=numbers, files=())
        self._now[unit] = made
        self._unseen.append((made, files))

    def _number(self, read: Read) -> int:
        if not self._numbers:
            self._numbers = {name: number for number, name in enumerate(self._names)}
        number = self._numbers.setdefault(read, len(self._names))
        if number == len(self._names):
            self._names.append(read)
            self._digests.append(b"")
        return number

    def files(self) -> dict[str, FileState]:
        """Path → how it was left, of all that this run made or kept. The files that it made lie there now."""
        folder = self._folder
        for unit, files in self._unseen:
            unit.files = [FileState(path, digest, *left_as(f"{folder}/{path}")) for path, digest in files]
        self._unseen.clear()
        return {file.path: file for unit in self._now.values() for file in unit.files}

    def save(self) -> None:
        """Writes down what this run knows. What read too much is not worth it."""
        self.files()
        units = {name: unit for name, unit in self._now.items() if len(unit.reads) <= MOST}
        used = sorted({number for unit in units.values() for number in unit.reads})
        place = dict(zip(used, range(len(used)), strict=True))
        said = {
            name: [
                unit.digest,
                [place[number] for number in unit.reads],
                [[file.path, file.digest, file.size, file.time] for file in unit.files],
            ]
            for name, unit in units.items()
        }
        names = [self._names[number] for number in used]
        write_file(self._file, json.dumps({"version": self._version, "reads": names, "units": said}))


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
        digest.update(f"{path.name} {len(content)} ".encode() + content)
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
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return {}, []


def _units(found: Any, count: int) -> Iterator[tuple[str, _Unit]]:
    for name, (digest, reads, files) in found.items():
        numbers = array("L", reads)
        if numbers and max(numbers) >= count:
            raise ValueError(name)
        left = [FileState(str(path), str(made), int(size), int(when)) for path, made, size, when in files]
        yield name, _Unit(digest=str(digest), reads=numbers, files=left)
