"""What became of the papers of a catalog, day by day: told by the history of its records, else by what they say.

A paper was added on the day that its record states (`added`), else on that of the commit that brought the record. Of
what is no longer in the catalog only its id is told, and that it came and went: not what its record said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypedDict, TypeVar

from generator.clean.dates import descending
from generator.knowledge.deferred import Deferred
from generator.model import Paper, PaperId
from generator.records.history.change import KINDS, Change
from generator.records.settings import Ruling

K = TypeVar("K")
_DAY = len("2026-11-25")
_OF_WHAT_IS_GONE = ("added", "removed", "renamed", "merged", "split", "excluded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """All of it, in the order of what happened last."""

    by_month: Mapping[str, tuple[Change, ...]]
    """`2026-11`, or `2026` where no more is known → its changes, the latest month and day first."""
    by_paper: Mapping[PaperId, tuple[Change, ...]]
    """What became of a record, whatever it was called then; the latest first."""
    arrived: Mapping[PaperId, str]
    """Each paper → the day on which it was added, or nothing; the latest first, of one day as `newest` has them."""


@dataclass(slots=True, kw_only=True)
class _Names:
    """What records are called now, while the history is read backwards."""

    pages: Mapping[str, PaperId]
    """Record → page, where the two differ."""
    papers: Mapping[PaperId, Paper]
    excluded: Mapping[PaperId, Ruling]
    now: dict[str, str] = field(default_factory=dict)

    def own(self, id_: str) -> PaperId:
        """What the record of that time is called now; one that was merged into another has its own name still."""
        name = self.now.get(id_, id_)
        return self.pages.get(name, PaperId(name))

    def left_out(self, name: str) -> PaperId | None:
        """The paper that a ruling names by an id, or by an identifier of it."""
        if name in self.excluded:
            return PaperId(name)
        return min((id_ for id_, ruling in self.excluded.items() if name in ruling.names), default=None)


def tell(
    papers: Mapping[PaperId, Paper],
    newest: Sequence[PaperId],
    record_ids: Mapping[PaperId, PaperId],
    excluded: Mapping[PaperId, Ruling],
    recorded: Sequence[Change] = (),
) -> Chronicle:
    """The chronicle of these papers; `recorded` is what git tells, the oldest first. `record_ids` is page → record."""
    pages = {str(record): page for page, record in record_ids.items()}
    names = _Names(papers=papers, pages=pages, excluded=excluded)
    days: dict[PaperId, str] = {}
    changes: dict[Change, None] = {}
    for change in reversed(recorded):
        for one in _told_now(change, names):
            if one.kind == "added" and one.paper in papers:
                days.setdefault(PaperId(one.paper), one.day)
            if one.kind != "added" or one.paper not in papers:  # those have a day of their own
                changes[one] = None
    arrived = {id_: _day_of(paper, days.get(id_, "")) for id_, paper in papers.items()}
    for id_, day in arrived.items():
        if day:
            changes[Change(day=day, kind="added", paper=id_)] = None
    rank = {id_: place for place, id_ in enumerate(newest)}
    ordered = sorted(changes, key=lambda one: (
        descending(one.day), KINDS.index(one.kind), rank.get(PaperId(one.paper), len(rank)), one.paper, one.other,
    ))  # fmt: skip
    return Chronicle(
        by_month=_grouped(ordered, lambda one: one.day[:7]),
        by_paper=_grouped((one for one in ordered if one.paper in papers), lambda one: PaperId(one.paper)),
        arrived={id_: arrived[id_] for id_ in sorted(papers, key=lambda id_: (descending(arrived[id_]), rank[id_]))},
    )


class Told(TypedDict):
    """The parts of a catalog that a chronicle gives."""

    arrived: Mapping[PaperId, str]
    changes: Mapping[str, tuple[Change, ...]]
    history: Mapping[PaperId, tuple[Change, ...]]


def told(make: Callable[[], Chronicle]) -> Told:
    """The parts of a catalog's chronicle, which is made when the first of them is looked into."""
    once = cache(make)
    return {
        "arrived": Deferred(lambda: once().arrived),
        "changes": Deferred(lambda: once().by_month),
        "history": Deferred(lambda: once().by_paper),
    }


def _told_now(change: Change, names: _Names) -> Iterable[Change]:
    """The change with the paper's name of today, if it is still to be told."""
    if change.kind == "excluded":
        left_out = names.left_out(change.paper)
        return [replace(change, paper=left_out)] if left_out else []
    own = names.own(change.paper)
    if change.kind == "renamed":
        names.now[change.other] = names.now.get(change.paper, change.paper)
    if own in names.papers:
        return [replace(change, paper=own)]
    if own in names.excluded and change.kind == "removed":
        return [Change(day=change.day, kind="excluded", paper=own)]
    return [replace(change, paper=own, fields=())] if change.kind in _OF_WHAT_IS_GONE else []


def _day_of(paper: Paper, recorded: str) -> str:
    """That of the record, if it is a day, before that of git."""
    return paper.added if len(paper.added) == _DAY else recorded or paper.added


def _grouped(changes: Iterable[Change], key: Callable[[Change], K]) -> dict[K, tuple[Change, ...]]:
    groups: dict[K, list[Change]] = defaultdict(list)
    for change in changes:
        groups[key(change)].append(change)
    return {name: tuple(group) for name, group in groups.items()}
