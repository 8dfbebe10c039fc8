"""What differs between the ends of two days → what became of which paper."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.records.history.change import KINDS, Change
from generator.records.history.git import Difference
from generator.records.history.states import (
    Values,
    aliases_of,
    both_of,
    excluded_names,
    fields_changed,
    is_id,
    line_values,
    names_in,
    names_of,
    values_of,
)

Contents: TypeAlias = Callable[[Iterable[str]], Iterator[bytes]]
"""What files held, by their ids in git, in that order."""
State: TypeAlias = str | Values
"""A record at one time: its file's id in git, or the values of its line."""
States: TypeAlias = Mapping[str, State]
"""Record → state, of those that differ."""
_SOME = 200
"""Records whose texts are compared at once: of an upgrade of 100,000 not all need to be in memory."""


def changes_of(contents: Contents, day: str, files: Sequence[Difference]) -> list[Change]:
    """What became of papers between two trees, in a fixed order. Who only came is not even read."""
    old, new = _states(contents, files)
    gone, came = old.keys() - new.keys(), new.keys() - old.keys()
    found, successors = _successions(contents, day, new, gone, came) if gone else ([], {})
    pairs = {id_: (old[id_], new[id_]) for id_ in sorted(old.keys() & new.keys())}
    pairs |= {id_: (old[former], new[id_]) for id_, former in successors.items()}
    for id_, (before, after) in _values_of_pairs(contents, pairs):
        found += _corrections(day, id_, before, after, gone - {successors.get(id_, "")}, came)
    told = {(change.kind, change.other) for change in found}
    new_names = came - successors.keys() - {change.paper for change in found if change.kind == "split"}
    found += [Change(day=day, kind="added", paper=id_) for id_ in new_names]
    found += [Change(day=day, kind="removed", paper=id_) for id_ in gone
              if not {("merged", id_), ("renamed", id_)} & told]
    found += [Change(day=day, kind="excluded", paper=name) for name in _newly_excluded(contents, files)]
    return sorted(set(found), key=lambda change: (KINDS.index(change.kind), change.paper, change.other))


def _states(contents: Contents, files: Sequence[Difference]) -> tuple[States, States]:
    """The records that differ, before and after; of a file of many those lines that the other lacks."""
    old: dict[str, State] = {}
    new: dict[str, State] = {}
    for file in files:
        name, _, ending = file.path.removeprefix("records/").rpartition(".")
        if ending == "jsonl":
            before, after = (set(text.split(b"\n")) for text in _two(contents, file))
            old |= dict(filter(None, map(line_values, before - after)))
            new |= dict(filter(None, map(line_values, after - before)))
        elif file.path.startswith("records/") and is_id(name):
            old |= {name: file.old} if file.old else {}
            new |= {name: file.new} if file.new else {}
    return old, new


def _two(contents: Contents, file: Difference) -> list[bytes]:
    """What a file held before and after; nothing where it was not there."""
    found = contents(id_ for id_ in (file.old, file.new) if id_)
    return [next(found, b"") if id_ else b"" for id_ in (file.old, file.new)]


def _successions(
    contents: Contents, day: str, new: States, gone: Iterable[str], came: Iterable[str]
) -> tuple[list[Change], dict[str, str]]:
    """(which new records took the place of ones that are gone, those of them that were only renamed)."""
    found: list[Change] = []
    renamed: dict[str, str] = {}
    for id_, (aliases, merged) in _names(contents, new, sorted(came)):
        formers = aliases.intersection(gone)
        own = min(formers - merged, default="")
        if own:
            renamed[id_] = own
            found.append(Change(day=day, kind="renamed", paper=id_, other=own))
        found += [Change(day=day, kind="merged", paper=id_, other=former) for former in formers - {own}]
    return found, renamed


def _names(
    contents: Contents, states: States, ids: Sequence[str]
) -> Iterator[tuple[str, tuple[set[str], set[str]]]]:
    texts = contents(state for id_ in ids if isinstance(state := states[id_], str))
    for id_ in ids:
        state = states[id_]
        yield id_, names_in(next(texts, b"")) if isinstance(state, str) else names_of(state)


def _values_of_pairs(
    contents: Contents, pairs: Mapping[str, tuple[State, State]]
) -> Iterator[tuple[str, tuple[Values, Values]]]:
    """What of two states differs; nothing of a record that cannot be read in one of them."""
    ids = list(pairs)
    for start in range(0, len(ids), _SOME):
        some = ids[start : start + _SOME]
        texts = contents(state for id_ in some for state in pairs[id_] if isinstance(state, str))
        for id_ in some:
            before, after = (next(texts, b"") if isinstance(state, str) else state for state in pairs[id_])
            if isinstance(before, bytes) and isinstance(after, bytes):
                both = both_of(before, after)
            else:
                one, other = (values_of(state) if isinstance(state, bytes) else state for state in (before, after))
                both = (one, other) if one is not None and other is not None else None
            if both:
                yield id_, both


def _corrections(
    day: str, id_: str, before: Values, after: Values, gone: Iterable[str], came: Iterable[str]
) -> Iterator[Change]:
    gained, lost = aliases_of(after) - aliases_of(before), aliases_of(before) - aliases_of(after)
    yield from (Change(day=day, kind="merged", paper=id_, other=other) for other in gained.intersection(gone))
    yield from (Change(day=day, kind="split", paper=other, other=id_) for other in lost.intersection(came))
    fields = fields_changed(before, after)
    if fields:
        ended = any(change.field == "state" and change.new in ("retracted", "withdrawn") for change in fields)
        yield Change(day=day, kind="retracted" if ended else "corrected", paper=id_, fields=fields)


def _newly_excluded(contents: Contents, files: Sequence[Difference]) -> set[str]:
    """The names that rulings.yml leaves out since then."""
    found: set[str] = set()
    for file in files:
        if file.path == "rulings.yml":
            before, after = map(excluded_names, _two(contents, file))
            found |= after - before
    return found
