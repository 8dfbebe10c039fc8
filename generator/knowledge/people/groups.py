"""Which signings are certainly one person's."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from generator.knowledge.people.rulings import Ruled
from generator.knowledge.people.signing import Signing

Group = tuple[Signing, ...]
"""One person's signings, sorted."""


def group_signings(
    signings: Iterable[Signing], doubled: set[tuple[str, str]], short: set[str], ruled: Ruled
) -> dict[Signing, Group]:
    """Signing → its person: those ruled to be one, those of one ORCID, and a full name with its only ORCID.

    Abbreviated names, and those that stand twice on one paper, join nothing by themselves.
    """
    ordered = sorted(set(signings))
    groups: dict[Signing, Group] = {signing: (signing,) for signing in ordered}
    for same in (*ruled.same, *_by(ordered, lambda s: s.orcid)):
        for other in same[1:]:
            _join(groups, same[0], other, ruled)
    for same in _by(ordered, lambda s: "" if s.key in short or s[:2] in doubled else f"{s.key} {s.han}"):
        plain = same[0]  # an empty ORCID comes first
        people = {groups[s] for s in same if s.orcid}
        if not plain.orcid and len(people) == 1 and not any(s.orcid for s in groups[plain]):
            _join(groups, plain, same[1], ruled)
    return groups


def _by(signings: Iterable[Signing], key: Callable[[Signing], str]) -> list[list[Signing]]:
    """The signings of each key but the empty one."""
    found: defaultdict[str, list[Signing]] = defaultdict(list)
    for signing in signings:
        found[key(signing)].append(signing)
    found.pop("", None)
    return list(found.values())


def _join(groups: dict[Signing, Group], one: Signing, other: Signing, ruled: Ruled) -> None:
    """Makes two groups one, unless a ruling keeps any of their signings apart."""
    ours, theirs = groups[one], groups[other]
    if ours == theirs or (ruled.apart and any((a, b) in ruled.apart for a in ours for b in theirs)):
        return
    both = tuple(sorted(ours + theirs))
    groups |= dict.fromkeys(both, both)
