"""Whether git holds a file as it is, so that it can be brought back. [I/O]"""

import subprocess
from pathlib import Path


def why_not_held(path: Path) -> str:
    """What keeps git from having the very file in its last commit, or ""."""
    if _git(path, "rev-parse", "--is-inside-work-tree"):
        return "is in no git repository"
    if _git(path, "ls-files", "--error-unmatch", "--", path.name):
        return "is not under version control"
    if _git(path, "diff", "--quiet", "--no-ext-diff", "HEAD", "--", path.name):
        return "has changes that are not committed"
    return ""


def _git(path: Path, *arguments: str) -> int:
    """The exit code of a command; not 0 either where there is no git at all."""
    command = ["git", "--literal-pathspecs", "-C", str(path.resolve().parent), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return 1
