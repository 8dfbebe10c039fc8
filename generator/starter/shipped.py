"""What earlier versions copied into a catalog, known by digests, so that what nobody changed can be taken out again."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from generator.records.yamltext import entries

LIST = Path(__file__).with_name("shipped.txt")
"""A line for each version of each file: its digest, its path. Of mkdocs.yml each entry has a path of its own,
`mkdocs.yml:theme`, and each line of comment the path `mkdocs.yml:#`."""
VERSION = re.compile(rb"(?<=^paper-catalog==)\S+$", re.M)
"""What was filled into requirements.txt."""


def digest(content: bytes) -> str:
    """Of a file, whatever its line ends are: git may have changed those."""
    return sha256(VERSION.sub(b"VERSION", content.replace(b"\r\n", b"\n"))).hexdigest()[:16]


def mkdocs_parts(text: str) -> Iterator[tuple[str, str]]:
    """(key of an entry, digest), and for lines of comment (`#`, digest)."""
    for key, entry in entries(text).items():
        yield key, digest(entry.encode())
    for line in text.splitlines():
        if line.startswith("#"):
            yield "#", digest(line.encode())


@cache
def known() -> frozenset[tuple[str, str]]:
    """(path, digest) pairs of all that was ever copied."""
    pairs = (line.partition(" ") for line in LIST.read_text(encoding="utf-8").splitlines())
    return frozenset((path, found) for found, _, path in pairs)


def is_shipped(path: str, content: bytes) -> bool:
    """Whether a file is as some version wrote it; the path is that of a catalog in `site_src`."""
    return (path, digest(content)) in known()
