"""The git repository of a catalog: how it begins, and whether a command may change what lies in it. [I/O]"""

from pathlib import Path

from generator.records.git import git_said

NO_NAME = (
    "made no commit: git does not know your name yet "
    "(`git config --global user.name NAME`, and user.email); then `git add -A && git commit`"
)


def begin_repository(folder: Path) -> str:
    """Makes the folder a repository with a first commit, unless it is in one; returns what is to be said of it."""
    if git_said(folder, "--version") is None:
        return "made no git repository: git is not installed"
    if git_said(folder, "rev-parse", "--is-inside-work-tree") is not None:
        return "made no commit: the folder is in a git repository already"
    if git_said(folder, "init", "-q") is None or git_said(folder, "symbolic-ref", "HEAD", "refs/heads/main") is None:
        return "made no git repository: `git init` failed"
    if git_said(folder, "var", "GIT_COMMITTER_IDENT") is None:
        return NO_NAME
    if git_said(folder, "add", "-A") is None or git_said(folder, "commit", "-q", "-m", "Start the catalog") is None:
        return "made no commit: `git commit` failed, which says why when you run it"
    return "made a git repository with a first commit"


def why_unclean(folder: Path) -> str:
    """What keeps git from bringing back each file of the folder as it is, or ""."""
    if git_said(folder, "rev-parse", "--is-inside-work-tree") is None:
        return "is in no git repository (`git init && git add -A && git commit -m Before`)"
    if changed := git_said(folder, "status", "--porcelain", "--", "."):
        first = changed.splitlines()[0][3:]
        return f"has changes that are not committed, of {first} first: commit them, so that this can be undone"
    return ""
