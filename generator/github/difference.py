"""What a pull request does to a catalog, as plain text: it is shown between fences, where no text means anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.github.base import catalog_at
from generator.model import Paper, PaperId
from generator.pipeline import check
from generator.problems import Problem, as_text
from generator.publish.escaping import plain
from generator.publish.pages.words import amount
from generator.records.load import load
from generator.records.store import KEYS

MOST = 50
"""Papers of a kind, or problems, that are named before the rest is counted."""
LONGEST = 160
"""Characters of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two states of a catalog."""

    papers: int
    added: tuple[Paper, ...]
    changed: tuple[tuple[Paper, tuple[str, ...]], ...]
    """With the fields that say something else."""
    removed: tuple[PaperId, ...]
    waiting: int
    """Proposed papers."""
    problems: tuple[Problem, ...]
    """Those that the other state had not."""
    solved: int
    """How many it had, and this one has not."""


def compare(folder: Path, ref: str) -> Difference:
    """The catalog as it is against what it is at a commit."""
    _, records, _ = load(folder)
    with catalog_at(folder, ref) as other:
        before = load(other)[1].papers
        old = _known(check(other))
    now = check(folder)
    after = records.papers
    return Difference(
        papers=sum(not paper.proposed for paper in after.values()),
        added=tuple(after[id_] for id_ in after if id_ not in before),
        changed=tuple(_changed(before, after)),
        removed=tuple(id_ for id_ in before if id_ not in after),
        waiting=sum(paper.proposed is not None for paper in after.values()),
        problems=tuple(one for one in now if _key(one) not in old),
        solved=len(old.keys() - _known(now).keys()),
    )


def _changed(
    before: Mapping[PaperId, Paper], after: Mapping[PaperId, Paper]
) -> Iterator[tuple[Paper, tuple[str, ...]]]:
    for id_, paper in after.items():
        if id_ in before and before[id_] != paper:
            yield paper, tuple(name for name in KEYS if getattr(paper, name) != getattr(before[id_], name))


def _key(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever it stands in its file: a line above it may be new."""
    return problem.path, problem.code, problem.message


def _known(problems: Sequence[Problem]) -> dict[tuple[str, str, str], Problem]:
    return {_key(problem): problem for problem in problems}


def difference_lines(done: Difference, site: Path | None = None) -> Iterator[str]:
    """Papers added, changed and removed, pages, and problems that are new."""
    yield f"{len(done.added)} added, {len(done.changed)} changed, {len(done.removed)} removed"
    yield from _some("added", [_named(paper) for paper in done.added])
    yield from _some("changed", [f"{paper.id}: {', '.join(fields)}" for paper, fields in done.changed])
    yield from _some("removed", list(done.removed))
    pages = f", {amount(sum(1 for _ in site.rglob('*.html')), 'page')}" if site and site.is_dir() else ""
    waiting = f", {done.waiting} waiting for a person" if done.waiting else ""
    yield f"{amount(done.papers, 'paper')}{waiting}{pages}"
    yield f"{amount(len(done.problems), 'new problem')}, {done.solved} solved"
    yield from _some("", [line for problem in done.problems for line in as_text(problem).split("\n")])


def _named(paper: Paper) -> str:
    return f"{paper.id}: {paper.title}" + (" (proposed)" if paper.proposed else "")


def _some(kind: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:MOST]:
        text = plain(f"{kind} {line}")
        yield f"  {text if len(text) <= LONGEST else f'{text[:LONGEST]}…'}"
    if len(lines) > MOST:
        yield f"  … and {len(lines) - MOST} more"
