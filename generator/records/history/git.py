"""The git repository around a catalog: its commits, what differs between two of them, and what files held. [I/O]

Few processes, whatever the number of commits. Nothing here asks the network, a pager or a person.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from generator.records.git import git_command, git_environment, run_git

WATCHED = ("records", "rulings.yml")
"""What of a catalog folder tells what became of papers."""
_DIFFERENCE = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\t(records/[^/\t\"]+\.(?:yml|jsonl)|rulings\.yml)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN_PATHS = ("-c", "core.quotePath=false")
_READS = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
"""No lock, and nothing fetched that a partial clone left out."""
_AT_ONCE = 250
"""Ids that fit into a pipe, so that neither side waits for the other."""
_COMPARED, _PROCESSES = 250, 4
"""Pairs of trees that one process compares: two of 10,000 records take it a millisecond."""
_LARGEST = 200_000_000
"""Bytes of a file; no record is so large."""


class GitError(Exception):
    """git is there and refuses; the text is what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    id: str
    tree: str
    day: str
    parent: str = ""
    """The first one; empty where it has none, or is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One file, before and after, as ids of what it held; empty where it was not there."""

    path: str
    """Relative to the catalog folder."""
    old: str
    new: str


def find_repository(folder: Path) -> "Repository | None":
    """The one that holds the folder, where it has a commit; None where there is none, or no git."""
    done = _run(folder, "rev-parse", "--is-shallow-repository", "--verify", "HEAD")
    if done is None:
        return None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if "dubious ownership" in said:
            raise GitError(said.splitlines()[0])
        return None
    shallow, head = done.stdout.decode().split()
    return Repository(folder, head, shallow=shallow == "true")


def _run(folder: Path, *arguments: str, said: bytes = b"") -> "subprocess.CompletedProcess[bytes] | None":
    """None where there is no git at all."""
    return run_git(folder, *_PLAIN_PATHS, *arguments, said=said, **_READS)


class Repository:
    """What is asked of it is what a commit holds, never the working tree."""

    def __init__(self, folder: Path, head: str, *, shallow: bool) -> None:
        self._folder, self.head, self.shallow = folder, head, shallow
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader:
            self._reader.kill()  # it only reads
            self._reader.communicate()

    def _said(self, *arguments: str, said: bytes = b"") -> str:
        done = _run(self._folder, *arguments, said=said)
        if done is None or done.returncode:
            lines = done.stderr.decode(errors="replace").strip().splitlines() if done else []
            raise GitError(lines[0] if lines else f"`git {arguments[0]}` failed")
        return done.stdout.decode(errors="replace")

    @property
    def nothing(self) -> str:
        """The id of a tree without a file, which git knows without having it."""
        return self._said("hash-object", "-t", "tree", "--stdin").strip()

    def commits(self, since: str = "") -> list[Commit]:
        """The oldest first, along first parents; those behind one of them where that is named."""
        span = f"{since}..{self.head}" if since else self.head
        lines = self._said("log", "--first-parent", "--no-show-signature", "--reverse", "--format=%H %T %cs %P", span)
        return [Commit(id=id_, tree=tree, day=_as_day(day), parent=parents.partition(" ")[0])
                for line in lines.splitlines() for id_, tree, day, parents in [line.split(" ", 3)]]

    def commits_since(self, last: Commit) -> list[Commit] | None:
        """Those that follow on a commit; None where they do not, as after a rebase."""
        try:
            found = self.commits(last.id)
        except GitError:  # it is gone
            return None
        follows = found[0].parent == last.id if found else self.head == last.id
        return found if follows else None

    def differences(self, trees: Sequence[tuple[str, str]]) -> Iterator[list[Difference]]:
        """What differs in the catalog's records and rulings between the two trees of each pair."""
        pieces = [trees[start : start + _COMPARED] for start in range(0, len(trees), _COMPARED)]
        with ThreadPoolExecutor(min(_PROCESSES, os.cpu_count() or 1)) as pool:
            for found in pool.map(self._differences, pieces):
                yield from found

    def _differences(self, trees: Sequence[tuple[str, str]]) -> list[list[Difference]]:
        asked = "".join(f"{old} {new}\n" for old, new in trees)
        lines = self._said("diff-tree", "--stdin", "-r", "--raw", "--no-abbrev", "--no-renames", "--relative", "--",
                           *WATCHED, said=asked.encode())
        found: list[list[Difference]] = []
        for line in lines.splitlines():
            if not line.startswith(":"):
                found.append([])
            elif match := _DIFFERENCE.fullmatch(line):
                old, new, path = match.groups()
                found[-1].append(Difference(path=path, old=old.strip("0") and old, new=new.strip("0") and new))
        if len(found) != len(trees):
            raise GitError("`git diff-tree` gave another number of answers")
        return found

    def contents(self, ids: Iterable[str]) -> Iterator[bytes]:
        """What files held, by their ids; empty for what is not here. To be read to its end."""
        wanted = list(ids)
        reader = self._reader if self._reader or not wanted else self._opened()
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            assert reader and reader.stdin and reader.stdout
            reader.stdin.write("".join(f"{id_}\n" for id_ in some).encode())
            reader.stdin.flush()
            yield from [_content(reader.stdout) for _ in some]

    def _opened(self) -> "subprocess.Popen[bytes]":
        """One process for all that is asked."""
        self._reader = subprocess.Popen(
            git_command(self._folder, *_PLAIN_PATHS, "cat-file", "--batch"), env=git_environment(**_READS),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self._reader

    def listed(self, commit: str, *paths: str) -> list[tuple[str, str]]:
        """(path, id) of the files of a commit in the catalog folder, as far as the paths name them."""
        lines = self._said("ls-tree", commit, "--", *paths).splitlines()
        return [(path, about.split(" ")[2]) for about, _, path in (line.partition("\t") for line in lines)]

    def tags(self) -> list[tuple[str, str, str]]:
        """(name, commit, day) of each tag of the branch."""
        form = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(creatordate:short) %(refname:strip=2)"
        lines = self._said("for-each-ref", f"--merged={self.head}", f"--format={form}", "refs/tags").splitlines()
        found = []
        for kind, id_, inner_kind, inner, day, name in (line.split(" ", 5) for line in lines):
            if "commit" in (kind, inner_kind):
                found.append((name, inner or id_, _as_day(day)))
        return found


def _as_day(text: str) -> str:
    """A commit may bear any number for its time, of which git makes no day or one of a far year."""
    return text if _DAY.fullmatch(text) else "1970-01-01"


def _content(stream: IO[bytes]) -> bytes:
    head = stream.readline().split()
    if len(head) != 3:
        if not head:
            raise GitError("`git cat-file` ended early")
        return b""  # missing
    size = int(head[2])
    if size > _LARGEST:
        raise GitError(f"a file of {size:,} bytes is among the records")
    content = stream.read(size)
    stream.read(1)
    return content
