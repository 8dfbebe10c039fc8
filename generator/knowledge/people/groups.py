"""Which signings are certainly one person's."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from generator.knowledge.people.rulings import Ruled
from generator.knowledge.people.signing import Signing

Group = tuple[Signing, ...]
"""One person's signings, sorted."""
_SIGNS = (2, 3)
"""Where in a signing an ORCID and a number stand, of which one person has one."""


def group_signings(
    signings: Iterable[Signing], doubled: set[tuple[str, str]], short: set[str], ruled: Ruled
) -> dict[Signing, Group]:
    """Signing → its person: those ruled to be one, of one ORCID, of one number of DBLP's under one name, and a full
    name with the only ORCID and the only number it has.

    Abbreviated names, and those that stand twice on one paper, join nothing by themselves.
    """
    ordered = sorted(set(signings))
    groups: dict[Signing, Group] = {signing: (signing,) for signing in ordered}
    for same in (*ruled.same, *_by(ordered, lambda s: s.orcid), *_by(ordered, lambda s: s.id)):
        for other in same[1:]:
            _join(groups, same[0], other, ruled)
    for same in _by(ordered, lambda s: f"{s.key} {s.han} {s.homonym}" if s.homonym else ""):
        _join_one(groups, same, ruled)
    for same in _by(ordered, lambda s: "" if s.key in short or s[:2] in doubled else f"{s.key} {s.han}"):
        _join_one(groups, same, ruled)
    return groups


def _join_one(groups: dict[Signing, Group], same: list[Signing], ruled: Ruled) -> None:
    """Makes signings of one name one person, if no two people among them are known."""
    if any(len({groups[s] for s in same if s[sign]}) > 1 for sign in _SIGNS):
        return
    known = min(same, key=lambda s: (not s.orcid, not s.homonym, s))
    for other in same:
        if not any(_have(groups[known], sign) and _have(groups[other], sign) for sign in _SIGNS):
            _join(groups, known, other, ruled)


def _have(group: Group, sign: int) -> bool:
    return any(signing[sign] for signing in group)


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
