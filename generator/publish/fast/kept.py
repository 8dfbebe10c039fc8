"""Pages of the last site that are taken over into the new one, since nothing that shapes them changed. [I/O]"""

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from generator.files import left_as, write_file
from generator.publish.swap import keep

_SAMPLE = 100
_HEAD = 4096
"""Bytes in which a file names its site, before all its pages."""

_State: TypeAlias = tuple[str, int, int]
"""The digest of its Markdown, and size and time of its HTML."""


class Kept:
    """The pages of one site, as a build left them."""

    def __init__(self, folder: Path, before: Path, fresh: Path, version: str) -> None:
        """`folder` is where it is written down, of each site by itself; `version` says all that shapes every page."""
        self._before, self._fresh, self._version = before, fresh, version
        self._file = folder / f"{blake2b(str(before).encode(), digest_size=8).hexdigest()}.json"
        self._known = _load(self._file, before, version)
        self._taken: dict[str, _State] = {}
        self._watched: set[str] = set()
        self._asked = 0

    @classmethod
    def none(cls) -> "Kept":
        """Of a build that has no other before it."""
        return cls(Path(os.devnull), Path(), Path(), "")

    def take(self, source: str, digest: str, path: str) -> bool:
        """Takes a page over, if its Markdown is what it was and its file in the old site was not touched."""
        known = self._known.get(source)
        if not known or known[0] != digest or left_as(f"{self._before}/{path}") != known[1:]:
            return False
        self._asked += 1
        if self._asked % _SAMPLE == 1:  # these are built all the same, and compared
            self._watched.add(source)
            return False
        keep(self._before, self._fresh, path)
        self._taken[source] = known
        return True

    def same(self, source: str, path: str, output: str) -> bool:
        """Whether a page that could have been taken over has the bytes that it had; True of all others."""
        if source not in self._watched:
            return True
        return (self._before / path).read_bytes() == output.encode(errors="xmlcharrefreplace")

    def forget(self) -> None:
        """No page was taken over after all."""
        self._taken.clear()
        self._watched.clear()

    def save(self, pages: Iterable[tuple[str, str, str]]) -> None:
        """Writes down how each (Markdown file, its digest, HTML file) of the new site was left."""
        states = {
            source: self._taken.get(source) or (digest, *left_as(f"{self._before}/{path}"))
            for source, digest, path in pages
        }
        text = json.dumps({"site": str(self._before), "version": self._version, "pages": states})
        write_file(self._file, text)
        for other in self._file.parent.iterdir():
            if not _is_of_a_site(other):
                other.unlink()


def _is_of_a_site(file: Path) -> bool:
    """Whether the site still lies there of which a file tells: that of a preview goes with it."""
    with file.open("rb") as states:
        begin = states.read(_HEAD).partition(b'"site": ')[2]
    try:
        return Path(json.JSONDecoder().raw_decode(begin.decode(errors="replace"))[0]).exists()
    except (ValueError, TypeError):
        return False


def _load(file: Path, site: Path, version: str) -> dict[str, _State]:
    try:
        found = json.loads(file.read_bytes())
        if found["version"] != version or found["site"] != str(site):
            return {}
        return {str(page): (str(digest), int(size), int(time)) for page, (digest, size, time) in found["pages"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
