"""A site is whole at every instant: the new one is made beside it and takes its place at once. [I/O]

The folder beside it, `.site-1f0c3a9e`, has the mark of a site in it, locked by the run that makes it. The system lets
go of the lock when that run ends, however that happens, and the next run removes what nobody holds.
"""

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from generator.problems import CatalogError
from generator.records.lock import can_lock, locked

MARK = ".paper-catalog-site"
"""A file that says that a build made the folder, so that the next may take it away."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_AT_CWD, _LINUX_EXCHANGE, _MACOS_SWAP = -100, 2, 2
_DAY = 86_400.0


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """An empty folder beside the site, which takes its place where the block ends well; else the old one stays.

    Hidden files that a keeper put into the site, `.htaccess`, go over into the new one.
    """
    mend(site)
    try:
        with own_folder(site.parent, f".{site.name}-") as fresh:
            yield fresh
            _carry_hidden(site, fresh)
            try:
                _put(fresh, site)
            except OSError as error:
                raise CatalogError(f"{site} stays as it was, and cannot be replaced: {error.strerror}") from error
    except OSError as error:
        if error.errno in _FULL:
            raise CatalogError(f"no space is left for the new site; {site} stays as it was") from error
        raise


def keep(before: Path, fresh: Path, path: str) -> None:
    """Takes a file of the old site over into the new one: by a second link, or a copy where there are no links.

    Whatever writes a linked file afterwards must give it a new inode, as `write_file` does: the old site is being read.
    """
    source, target = str(before / path), fresh / path
    try:
        _link(source, str(target))
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(source, str(target))


def mend(site: Path) -> None:
    """Puts the old site back where a run was killed between two renames; refuses what cannot be replaced at all."""
    if os.path.ismount(site):
        raise CatalogError(f"{site} is a mount point, which no new site can replace: name a folder in it")
    before = _before(site)
    if (before / MARK).exists() and not site.exists():
        with suppress(FileNotFoundError):  # another run was quicker
            before.rename(site)
    if before.is_dir():
        _remove(before)


@contextmanager
def own_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder of this run, which goes with it, and with it those of dead runs: `.site-1f0c3a9e`."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _sweep(parent, prefix)
        folder, mark = _made(parent, prefix)
    except OSError as error:
        if error.errno in _FULL:
            raise
        text = f"cannot write to {parent}, where the new site is made before it takes its place: {error.strerror}"
        raise CatalogError(text) from error
    with mark:
        try:
            yield folder
        finally:
            _remove(folder)


def _made(parent: Path, prefix: str) -> tuple[Path, BinaryIO]:
    """A folder with a mark that is locked. A sweep of another run may take it away before that: then another."""
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(4)}"
        folder.mkdir()
        with suppress(FileNotFoundError):
            mark = (folder / MARK).open("xb")
            if not can_lock:
                mark.close()  # Windows renames no folder in which a file is open
            if _held(mark) and (folder / MARK).exists():
                return folder, mark
            mark.close()


def _held(mark: BinaryIO) -> bool:
    try:
        return not can_lock or locked(mark)
    except OSError:  # a file system without locks
        return True


def _sweep(parent: Path, prefix: str) -> None:
    """Removes the folders of runs that have ended, and nothing else that happens to have such a name."""
    name = re.compile(re.escape(prefix) + "[0-9a-f]{8}")
    for folder in [path for path in parent.iterdir() if name.fullmatch(path.name) and not path.is_symlink()]:
        with suppress(OSError):  # somebody else's, or gone
            folder.rmdir()  # a run was killed before it made the mark
        with suppress(OSError), (folder / MARK).open("r+b") as mark:
            if locked(mark) if can_lock else time.time() - os.fstat(mark.fileno()).st_mtime > _DAY:
                _remove(folder)


def _remove(folder: Path) -> None:
    """Removes a folder as far as that is possible, its mark last: what a kill leaves, the next run knows again."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != MARK:
                path.unlink(missing_ok=True)
        if {path.name for path in folder.iterdir()} <= {MARK}:
            (folder / MARK).unlink(missing_ok=True)
            folder.rmdir()


def _carry_hidden(site: Path, fresh: Path) -> None:
    """No build makes hidden files, so those in the site are its keeper's, as they were when MkDocs emptied it."""
    if not site.is_dir():
        return
    shutil.copymode(site, fresh)
    for path in site.iterdir():
        target = fresh / path.name
        if not path.name.startswith(".") or target.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True, copy_function=_link)
        else:
            _link(str(path), str(target))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _put(fresh: Path, site: Path) -> None:
    """The folder becomes the site; the old one has the folder's name then, where there was one."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        before = _before(site)
        site.rename(before)
        try:
            fresh.rename(site)
        except BaseException:
            before.rename(site)
            raise
        before.rename(fresh)


def _before(site: Path) -> Path:
    return site.with_name(f".{site.name}-before")


def _exchange(first: Path, second: Path) -> bool:
    """Whether the system swapped the names of two folders in one step; some systems and file systems cannot."""
    one, other = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux" and (rename := getattr(ctypes.CDLL(None), "renameat2", None)):
        return rename(_AT_CWD, one, _AT_CWD, other, _LINUX_EXCHANGE) == 0  # type: ignore[no-any-return]
    if sys.platform == "darwin" and (rename := getattr(ctypes.CDLL(None), "renamex_np", None)):
        return rename(one, other, _MACOS_SWAP) == 0  # type: ignore[no-any-return]
    return False
