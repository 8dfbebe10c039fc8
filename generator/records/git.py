"""The one way this project runs git, and whether it holds a file as it is, so that it can be brought back. [I/O]"""

import os
import subprocess
from pathlib import Path

_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


def git_command(folder: Path, *arguments: str) -> list[str]:
    """The words of a command about the repository around a folder."""
    return ["git", "-C", str(folder.resolve()), *arguments]


def git_environment(**more: str) -> dict[str, str]:
    """No question to a person, and no word of a hook that runs us, which may name another repository."""
    around = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return {**around, "GIT_TERMINAL_PROMPT": "0", **more}


def run_git(
    folder: Path, *arguments: str, said: bytes = b"", **more: str
) -> "subprocess.CompletedProcess[bytes] | None":
    """What a command ends with, None where there is no git at all; `more` are variables of its environment."""
    command, environment = git_command(folder, *arguments), git_environment(**more)
    try:
        return subprocess.run(command, input=said, capture_output=True, env=environment, check=False)
    except OSError:
        return None


def git_said(folder: Path, *arguments: str) -> str | None:
    """What a command prints, or None where it fails."""
    done = run_git(folder, *arguments)
    return done.stdout.decode(errors="replace") if done and done.returncode == 0 else None


def why_not_held(path: Path) -> str:
    """What keeps git from having the very file in its last commit, or ""."""
    folder, literally = path.resolve().parent, "--literal-pathspecs"
    if git_said(folder, "rev-parse", "--is-inside-work-tree") is None:
        return "is in no git repository"
    if git_said(folder, literally, "ls-files", "--error-unmatch", "--", path.name) is None:
        return "is not under version control"
    if git_said(folder, literally, "diff", "--quiet", "--no-ext-diff", "HEAD", "--", path.name) is None:
        return "has changes that are not committed"
    return ""
