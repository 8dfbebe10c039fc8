"""The addresses of people's pages.

An address never changes silently: every spelling's own address (`mike-lewis`) stays, as the page of the one person who
signs so, as a redirect to their page, or as a page that lists all who do. Of one person's spellings the full one on the
earliest paper gives the address, for a catalog grows at its new end; but a name that a ruling lists first comes first.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NewType

from generator.knowledge.people.groups import Group
from generator.knowledge.people.signing import Signing, tail_of
from generator.records.addresses import RESERVED, beside

AuthorSlug = NewType("AuthorSlug", str)
"""`[a-z0-9-]+`: the address of an author's page."""
Doubt = Literal["several", "abbreviated", "groups"]
"""Why papers of one name may be those of several people: they are known to be several, or it is no full name, or a
frequent one whose papers have no co-author in common.
"""
Keys = Mapping[Group, Sequence[str]]
"""Group → the folded names it signs with, the one for its address first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Who is where."""

    pages: Mapping[Group, AuthorSlug]
    doubts: Mapping[AuthorSlug, Doubt]
    """The pages of a name, rather than of a person."""
    namesakes: Mapping[AuthorSlug, tuple[AuthorSlug, ...]]
    """Such a page → the people who are known to sign so; the page may have no papers besides theirs."""
    redirects: Mapping[AuthorSlug, AuthorSlug]


def give_addresses(
    signed: Sequence[Signing],
    groups: Mapping[Signing, Group],
    short: set[str],
    doubled: set[tuple[str, str]],
    leading: frozenset[str] = frozenset(),
) -> Addresses:
    """The address of each group, and what becomes of the addresses of its other spellings.

    `signed` is every occurrence, the earliest paper first; `short` are the keys of abbreviated names, `doubled` the
    names that stand twice on one paper, `leading` the names that rulings put first.
    """
    keys = _keys_of(signed, groups, short, leading)
    holders = _holders_of(keys)
    shared = {key for key, people in holders.items() if len(people) > 1}
    crowded = _crowded(keys, shared)
    pages = {group: _address(group, own, shared, crowded) for group, own in keys.items()}
    doubts = {AuthorSlug(key): _doubt_of(key, holders[key], short) for key in sorted(shared)}
    papers = Counter(groups[signing] for signing in signed)
    for group, slug in pages.items():
        key, han, orcid, homonym = group[0]
        unknown = len(group) == 1 and not orcid and not homonym
        if unknown and (key, han) in doubled:
            doubts[slug] = "several"
        elif unknown and key in short and papers[group] > 1:
            doubts.setdefault(slug, "abbreviated")
    moved = {AuthorSlug(key): slug for group, slug in pages.items() for key in {*keys[group]} - shared - {slug}}
    found = Addresses(
        pages=pages,
        doubts=doubts,
        namesakes={slug: tuple(sorted({pages[g] for g in holders.get(slug, ())} - {slug})) for slug in sorted(doubts)},
        redirects=dict(sorted((moved | crowded).items())),
    )
    return _off_reserved(found)


def _off_reserved(found: Addresses) -> Addresses:
    """The same without addresses that the site needs itself: who signs `Index` is at `index--author`."""

    def free(slug: AuthorSlug) -> AuthorSlug:
        return AuthorSlug(beside("authors", slug))

    if not RESERVED["authors"] & {*found.pages.values(), *found.doubts, *found.redirects}:
        return found
    return Addresses(
        pages={group: free(slug) for group, slug in found.pages.items()},
        doubts={free(slug): doubt for slug, doubt in found.doubts.items()},
        namesakes={free(slug): tuple(map(free, people)) for slug, people in found.namesakes.items()},
        redirects={free(slug): free(page) for slug, page in found.redirects.items()},
    )


def _keys_of(
    signed: Sequence[Signing], groups: Mapping[Signing, Group], short: set[str], leading: frozenset[str]
) -> Keys:
    found: defaultdict[Group, dict[str, None]] = defaultdict(dict)
    for signing in signed:
        found[groups[signing]][signing.key] = None
    return {group: sorted(found[group], key=lambda key: (key in short, key not in leading)) for group in sorted(found)}


def _holders_of(keys: Keys) -> dict[str, list[Group]]:
    """Key → the groups that sign with it."""
    holders: defaultdict[str, list[Group]] = defaultdict(list)
    for group, own in keys.items():
        for key in own:
            holders[key].append(group)
    return holders


def _doubt_of(key: str, people: Sequence[Group], short: set[str]) -> Doubt:
    """Of a shared name. Who signs `M. Lewis` without an ORCID may well be the one who signs so with an ORCID."""
    unknown = (Signing(key, "", ""),) in people
    return "abbreviated" if key in short and unknown and len(people) == 2 else "several"


def _crowded(keys: Keys, shared: set[str]) -> dict[AuthorSlug, AuthorSlug]:
    """Short addresses that several people of one name would have, as their ORCIDs end alike → the name's key."""
    wanted = [(_tailed(group, own[0], 4), own[0]) for group, own in keys.items() if own[0] in shared]
    return {slug: AuthorSlug(key) for (slug, key), n in sorted(Counter(wanted).items()) if n > 1 and slug != key}


def _tailed(group: Group, key: str, length: int) -> AuthorSlug:
    """`li-zhang-1234` by the person's first ORCID, else by DBLP's number, else by their Chinese characters, else
    `li-zhang`.
    """
    tails = sorted((not s.orcid, not s.homonym, s.key != key, s) for s in group if tail_of(s))
    return AuthorSlug(f"{key}-{tail_of(tails[0][-1], length)}" if tails else key)


def _address(group: Group, keys: Sequence[str], shared: set[str], crowded: Mapping[AuthorSlug, str]) -> AuthorSlug:
    if keys[0] not in shared:
        return AuthorSlug(keys[0])
    tailed = _tailed(group, keys[0], 4)
    if tailed == keys[0]:
        return AuthorSlug(next((key for key in keys if key not in shared), tailed))
    return _tailed(group, keys[0], 16) if tailed in crowded else tailed
