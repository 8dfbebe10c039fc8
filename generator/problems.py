"""What is wrong with the data, as values that travel beside the records.

Bad data is a `Problem`; misuse of the program is a `CatalogError`; anything else that is raised is our own bug.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One finding: where, what was found against what was expected, and how to mend it."""

    path: str
    line: int | None = None
    code: str
    """A stable name: `bad-date`, `unknown-key`."""
    message: str
    """What was found and what was expected."""
    hint: str = ""
    """The exact fix, or the allowed values."""
    level: Literal["error", "warning"] = "error"
    """A warning asks for a decision and fails nothing."""
    excerpt: str = ""
    """The raw text that could not be read, so that none is lost."""

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class CatalogError(Exception):
    """Misuse: a missing folder, an unknown id. Shown as one line, exit code 2."""


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file, line and code, without repetitions."""
    return sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.code, p.message))


def as_text(problem: Problem) -> str:
    """`records/x.yml:3: error bad-date: found …, expected …` and the hint below."""
    lines = [f"{problem.where}: {problem.level} {problem.code}: {problem.message}"]
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    if problem.excerpt:
        lines += [f"    | {line}" for line in problem.excerpt.split("\n")]
    return "\n".join(lines)


FEW = 5
"""Warnings of one kind that are shown before the rest is counted."""


def grouped(problems: Iterable[Problem], few: int = FEW) -> Iterator[str]:
    """All errors as text, each at its place, and of warnings the first few of each code, and how many more there are.

    3,000 undated records are one thing to do, and not 3,000 lines.
    """
    shown: Counter[str] = Counter()
    for problem in by_place(problems):
        shown[problem.code] += problem.level == "warning"
        if problem.level == "error" or shown[problem.code] <= few:
            yield as_text(problem)
    more = {code: count - few for code, count in sorted(shown.items()) if count > few}
    for code, count in more.items():
        yield f"and {count:,} more {'warning' if count == 1 else 'warnings'} {code} (`--all` shows them)"


def as_json(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(p) for p in by_place(problems)], ensure_ascii=False, indent=2)
