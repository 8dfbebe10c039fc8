"""What became of a catalog's records from day to day, as the git repository that holds them tells it. [I/O]

Only commits count: what lies in the working tree alone has no day yet. Of a merge counts what it brought to the branch
it was made on, so that the history is one line. A day is that of the commit, in the time zone of who made it, and what
was changed and changed back on one day did not happen.
"""

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from generator.files import CACHE
from generator.problems import Problem
from generator.records.history.change import Change, FieldChange, Kind
from generator.records.history.day import changes_of
from generator.records.history.git import GitError, Repository, find_repository
from generator.records.history.known import Known, load_known, save_known
from generator.records.history.versions import Version, read_versions

__all__ = ["Change", "FieldChange", "History", "Kind", "Version", "read_history"]
FILE = "history.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a repository tells."""

    changes: tuple[Change, ...] = ()
    """The oldest first; papers have the ids that they had then."""
    versions: tuple[Version, ...] = ()
    """The latest first."""
    since: str = ""
    """The day before which nothing is known, since the clone is a shallow one; empty where all is there."""


def read_history(folder: Path) -> tuple[History, list[Problem]]:
    """The history of a catalog folder: empty, and no problem, where no repository holds it."""
    try:
        repository = find_repository(folder)
        if repository is None:
            return History(), []
        with repository:
            history = _read(repository, folder / CACHE / FILE)
    except GitError as error:
        hint = "until then the site says when papers were added, as far as records state it"
        return History(), [_problem("no-history", f"the history of the records cannot be read: {error}", hint)]
    if not history.since:
        return history, []
    message = f"found a shallow clone, expected the whole history: what was before {history.since} is not told"
    return history, [_problem("shallow-history", message, "`git fetch --unshallow`, or `fetch-depth: 0` in a workflow")]


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(path=".git", code=code, level="warning", message=message, hint=hint)


def _read(repository: Repository, file: Path) -> History:
    before = load_known(file)
    if repository.shallow or before.since:  # how much of it is there may be another time by time
        before = Known(counted=before.counted)
    known = before if before.head == repository.head else _continued(repository, before)
    versions, counted = read_versions(repository, before.counted)
    known = replace(known, counted=counted)
    if known != before:
        save_known(file, known)
    return History(changes=(*known.settled, *known.latest), versions=versions, since=known.since)


def _continued(repository: Repository, before: Known) -> Known:
    """What is known, with the commits since then; from the beginning where those do not follow on it.

    The last day is read again each time: with the commits that came since, other things may have happened on it.
    """
    found = repository.commits_since(before.settled_at) if before.settled_at else None
    if found is None:
        before, found = Known(counted=before.counted), repository.commits()
        if repository.shallow:  # what the first commit here holds was there before
            before = replace(before, settled_at=found[0], since=found[0].day)
            found = found[1:]
    start = before.settled_at
    ends = [list(group)[-1] for _, group in groupby(found, lambda commit: commit.day)]
    trees = [start.tree if start else repository.nothing, *(end.tree for end in ends)]
    differences = repository.differences(list(pairwise(trees)))
    days = [changes_of(repository.contents, end.day, files) for end, files in zip(ends, differences, strict=True)]
    return replace(
        before,
        head=repository.head,
        settled_at=ends[-2] if len(ends) > 1 else start,
        settled=(*before.settled, *(change for day in days[:-1] for change in day)),
        latest=tuple(days[-1]) if days else (),
    )
