"""The git repository of a catalog: how it begins, and whether a command may change what lies in it. [I/O]"""

import os
import subprocess
from pathlib import Path

NO_NAME = (
    "made no commit: git does not know your name yet "
    "(`git config --global user.name NAME`, and user.email); then `git add -A && git commit`"
)


def begin_repository(folder: Path) -> str:
    """Makes the folder a repository with a first commit, unless it is in one; returns what is to be said of it."""
    if _git(folder, "--version") is None:
        return "made no git repository: git is not installed"
    if _git(folder, "rev-parse", "--is-inside-work-tree") is not None:
        return "made no commit: the folder is in a git repository already"
    if _git(folder, "init", "-q") is None or _git(folder, "symbolic-ref", "HEAD", "refs/heads/main") is None:
        return "made no git repository: `git init` failed"
    if _git(folder, "var", "GIT_COMMITTER_IDENT") is None:
        return NO_NAME
    if _git(folder, "add", "-A") is None or _git(folder, "commit", "-q", "-m", "Start the catalog") is None:
        return "made no commit: `git commit` failed, which says why when you run it"
    return "made a git repository with a first commit"


def why_unclean(folder: Path) -> str:
    """What keeps git from bringing back each file of the folder as it is, or ""."""
    if _git(folder, "rev-parse", "--is-inside-work-tree") is None:
        return "is in no git repository (`git init && git add -A && git commit -m Before`)"
    if changed := _git(folder, "status", "--porcelain", "--", "."):
        first = changed.splitlines()[0][3:]
        return f"has changes that are not committed, of {first} first: commit them, so that this can be undone"
    return ""


def _git(folder: Path, *arguments: str) -> str | None:
    """What a command prints, or None where it fails. A hook that runs us may name another repository."""
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
