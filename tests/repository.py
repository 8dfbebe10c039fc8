"""Git repositories for tests, written by `git fast-import`: thousands of commits in a second."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

Files = Mapping[str, str | None]
"""Path → text; None deletes."""


def git(folder: Path, *arguments: str, said: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """What git says; raises where it fails."""
    command, whole = ["git", "-C", str(folder), *arguments], {**os.environ, **(env or {})}
    done = subprocess.run(command, input=said, capture_output=True, check=True, env=whole)
    return done.stdout.decode()


def make_repository(folder: Path, days: Iterable[tuple[str, Files]], *, checkout: bool = True) -> Path:
    """A repository in the folder with a commit for each (day, files), on the branch `main`, checked out."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    commit_all(folder, days, checkout=checkout)
    return folder


def commit_all(folder: Path, days: Iterable[tuple[str, Files]], *, checkout: bool = True, anew: bool = False) -> None:
    """More commits; the first of them follows on the last that is there, or with `anew` on none."""
    there = git(folder, "for-each-ref", "refs/heads/main") and not anew
    stream = ["reset refs/heads/main\n"] if anew else []
    for number, (day, files) in enumerate(days):
        moment = int(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC).timestamp())
        stream.append(f"commit refs/heads/main\ncommitter Evil <evil@example.org> {moment} +0000\ndata 4\n<b>x\n")
        stream.append("from refs/heads/main^0\n" if there and not number else "")
        for path, text in files.items():
            if text is None:
                stream.append(f"D {path}\n")
            else:
                stream.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
        stream.append("\n")
    git(folder, "fast-import", "--quiet", "--force", said="".join(stream).encode())
    if checkout:
        git(folder, "reset", "-q", "--hard", "main")
