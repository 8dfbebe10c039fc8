"""The generated files of a folder, which also holds files that people write. [I/O]

A hidden manifest lists what was generated. It grows before each new file is written, so that a run that is
interrupted never leaves a file that the next one takes for hand-written.
"""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TextIO

from generator.files import MANIFEST, read_manifest, remove_leavings, write_file
from generator.problems import CatalogError
from generator.publish.swap import keep

_PATH = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*", re.ASCII)
"""Relative, with `/`; no part begins with a dot, so that none is `..` and none is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files a run found as they should be, and how many not."""

    written: int
    unchanged: int
    deleted: int


def write_tree(folder: Path, files: Iterable[tuple[str, str | bytes | None]]) -> Written:
    """Makes the folder hold these (path, content) files, and none that an earlier run generated besides.

    A file that is as it should be keeps its time; one without content is known to be. A file in the way that no run
    generated is left alone, and reported: `papers/index.md` written by hand.
    """
    before = _manifest(folder)
    now: set[str] = set()
    written = 0
    for parent in {path.rpartition("/")[0] for path in before}:
        remove_leavings(_target(folder, f"{parent}/_".lstrip("/")).parent)
    with _Tree(folder) as tree:
        for path, content in files:
            if content is None:
                now.add(path)
                continue
            data = content.encode() if isinstance(content, str) else content
            target = tree.target(path)
            if path not in before and path not in now:
                tree.claim(path, target, data)
            now.add(path)
            written += write_file(target, data)
    deleted = sum(_delete(folder, path) for path in sorted(before - now))
    write_file(folder / MANIFEST, "".join(f"{path}\n" for path in sorted(now)))
    return Written(written=written, unchanged=len(now) - written, deleted=deleted)


_IGNORED = "# What `paper-catalog generate` writes here. This file is one of them.\n"


def ignore_generated(folder: Path) -> None:
    """Tells git to leave alone what was generated, by a file of our own in the folder; a keeper's own one stays."""
    file = folder / ".gitignore"
    if not file.exists() or file.read_bytes().startswith(_IGNORED.encode()):
        write_file(file, _IGNORED + "".join(f"{name}\n" for name in ("/.gitignore", f"/{MANIFEST}", *tops(folder))))


def tops(folder: Path) -> list[str]:
    """What was generated into a folder, as git and MkDocs name it in patterns: `/papers/`, `/gaps.md`."""
    return sorted({f"/{path.partition('/')[0]}{'/' if '/' in path else ''}" for path in read_manifest(folder)})


def waiting(site: Path) -> Path:
    """A hidden folder in a site that MkDocs builds meanwhile, for files that are to be moved into it.

    The slow way of MkDocs empties the site at its start, and leaves what is hidden.
    """
    folder = site / ".waiting"
    folder.mkdir()
    return folder


def write_new(folder: Path, files: Iterable[tuple[str, str | bytes]], before: Path | None = None) -> None:
    """Writes (path, content) files into a new folder, in place: of thousands, a second name doubles the time.

    What a folder `before` it has with the same bytes is linked, as a new file costs ten times as much.
    """
    folders: set[str] = set()
    for path, content in files:
        assert _PATH.fullmatch(path), path
        parent = path.rpartition("/")[0]
        if parent not in folders:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            folders.add(parent)
        data = content.encode() if isinstance(content, str) else content
        if before and _holds(f"{before}/{path}", data):
            keep(before, folder, path)
            continue
        with (folder / path).open("xb") as file:
            file.write(data)


def _holds(path: str, data: bytes) -> bool:
    try:
        found = os.lstat(path)  # as in `left_as`: asked of thousands of files
        return S_ISREG(found.st_mode) and found.st_size == len(data) and Path(path).read_bytes() == data
    except OSError:
        return False


def move_in(folder: Path, site: Path) -> int:
    """Moves the files of a folder into a site, and removes it; returns how many.

    What the site has already stays: a `llms.txt` that its keeper put into docs is meant.
    """
    moved = 0
    for place, _, names in os.walk(folder):
        target = site / Path(place).relative_to(folder)
        target.mkdir(exist_ok=True)
        there = {found.name for found in target.iterdir()}
        for name in names:
            if name not in there:
                Path(place, name).rename(target / name)
                moved += 1
    shutil.rmtree(folder)
    return moved


def _manifest(folder: Path) -> set[str]:
    """What earlier runs generated; a line that is no path of ours, as a cut one, deletes nothing."""
    return {line for line in read_manifest(folder) if _PATH.fullmatch(line)}


class _Tree:
    """The folder while it is written: each of its folders is looked at once, and the manifest is opened once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Path] = {}
        self._manifest: TextIO | None = None

    def __enter__(self) -> "_Tree":
        return self

    def __exit__(self, *_: object) -> None:
        if self._manifest:
            self._manifest.close()

    def target(self, path: str) -> Path:
        """Where the file goes, which is in the folder."""
        parent, _, name = path.rpartition("/")
        if parent not in self._known:
            self._known[parent] = _target(self._folder, path).parent
        assert _PATH.fullmatch(path), path
        target = self._known[parent] / name
        # One link may lead out though its folder does not.
        return _target(self._folder, path) if target.is_symlink() else target

    def claim(self, path: str, target: Path, content: bytes) -> None:
        """Notes the path as generated before its file is written, unless a hand-written file is there."""
        if target.exists() and (not target.is_file() or target.read_bytes() != content):
            raise CatalogError(f"{target} was not generated, and a generated page belongs there: move or delete it")
        if not self._manifest:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._manifest = (self._folder / MANIFEST).open("a", encoding="utf-8", newline="\n")
        self._manifest.write(f"{path}\n")
        self._manifest.flush()


def _target(folder: Path, path: str) -> Path:
    """Where the file goes, which is in the folder: `../x` is our own bug, a symbolic link that leads out is not."""
    assert _PATH.fullmatch(path), path
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise CatalogError(f"{target} leads out of {folder}: remove the symbolic link")
    return target


def _delete(folder: Path, path: str) -> bool:
    """Deletes the file, and the folders that are empty without it; returns whether it was there."""
    target = _target(folder, path)
    found = target.is_file()
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()
    return found
