"""A catalog as another commit has it, beside the one that is there. [I/O]"""

import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from generator.problems import CatalogError
from generator.records.git import run_git

_WANTED = re.compile(r"records/[^/]+\.(yml|jsonl)|[^/]+\.yml")
"""What a catalog is read from; of a stranger's commit nothing else is unpacked, and no link."""


@contextmanager
def catalog_at(folder: Path, ref: str) -> Iterator[Path]:
    """A folder with the settings and records of a catalog as of a commit; where it had none, an empty catalog."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip().rstrip("/")
    with tempfile.TemporaryDirectory() as place:
        target = Path(place)
        (target / "records").mkdir()
        if not prefix or _git(folder, "ls-tree", "-d", "--full-tree", commit, "--", prefix):
            tree = f"{commit}:{prefix}" if prefix else commit
            root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
            _unpack(_git(root, "archive", "--format=tar", tree), target)
        yield target


def _unpack(data: bytes, target: Path) -> None:
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() and _WANTED.fullmatch(member.name) else None
            if content:
                (target / member.name).write_bytes(content.read())


def _git(folder: Path, *arguments: str) -> bytes:
    done = run_git(folder, *arguments)
    if done is None:
        raise CatalogError("git cannot be run: it is not installed")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise CatalogError(f"git {arguments[0]}: {said or 'found no such commit'} ({folder})")
    return done.stdout
