"""Which occurrences of names are one person: those with one ORCID, and those of one full name with no sign against it.

Signs against it are two ORCIDs or two numbers of DBLP's under one name, a name that stands twice on one paper, and a
ruling. An abbreviated name, `M. Lewis`, is no full name: it joins nothing without an ORCID. The order of the papers
does not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from generator.knowledge.people.addresses import AuthorSlug, Doubt, give_addresses
from generator.knowledge.people.groups import Group, group_signings
from generator.knowledge.people.rulings import Ruled, rule
from generator.knowledge.people.signing import Signing, is_abbreviated, signings_of
from generator.model import Paper, PaperId
from generator.records.settings import AuthorRulings


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody, by address."""

    paper_authors: Mapping[PaperId, tuple[AuthorSlug, ...]]
    """Parallel to `Paper.people`."""
    orcids: Mapping[AuthorSlug, tuple[str, ...]]
    doubts: Mapping[AuthorSlug, Doubt]
    """The pages of a name, rather than of a person."""
    namesakes: Mapping[AuthorSlug, tuple[AuthorSlug, ...]]
    """Such a page → the people who are known to sign so; the page may have no papers besides theirs."""
    redirects: Mapping[AuthorSlug, AuthorSlug]
    """Address of another spelling → address."""
    apart: frozenset[tuple[AuthorSlug, AuthorSlug]]
    """Pairs that are ruled or numbered to be different people, both ways round."""
    known: frozenset[AuthorSlug] = frozenset()
    """People whom somebody tells from others of their name by a number or a ruling."""
    leading: frozenset[str] = frozenset()
    """Keys of the names that rulings list first."""


def find_people(papers: Mapping[PaperId, Paper], rulings: AuthorRulings) -> People:
    """The people behind the authors of some papers."""
    signed = signings_of(papers)
    doubled = {name for own in signed.values() for name, n in Counter(s[:2] for s in own).items() if n > 1}
    short = _abbreviated(papers, signed)
    order = sorted(signed, key=lambda id_: (papers[id_].appeared or "9", id_))
    occurrences = [signing for id_ in order for signing in signed[id_]]
    ruled = rule(occurrences, rulings)
    groups = group_signings(occurrences, doubled, short, ruled)
    found = give_addresses(occurrences, groups, short, doubled, ruled.leading)
    return People(
        paper_authors={id_: tuple(found.pages[groups[s]] for s in own) for id_, own in signed.items()},
        orcids={slug: tuple(sorted({s.orcid for s in group} - {""})) for group, slug in found.pages.items()},
        doubts=found.doubts,
        namesakes=found.namesakes,
        redirects=found.redirects,
        apart=frozenset((found.pages[groups[a]], found.pages[groups[b]]) for a, b in ruled.apart | _numbered(groups)),
        known=frozenset(found.pages[group] for group in _known(groups, ruled)),
        leading=ruled.leading,
    )


def _known(groups: Mapping[Signing, Group], ruled: Ruled) -> set[Group]:
    of_rulings = {signing for same in ruled.same for signing in same} | {one for one, _ in ruled.apart}
    return {group for signing, group in groups.items() if signing.homonym or signing in of_rulings}


def _numbered(signings: Iterable[Signing]) -> set[tuple[Signing, Signing]]:
    """Pairs of one name and two numbers, both ways round."""
    found: defaultdict[tuple[str, str], list[Signing]] = defaultdict(list)
    for signing in signings:
        if signing.homonym:
            found[signing[:2]].append(signing)
    return {(a, b) for same in found.values() for a, b in permutations(same, 2) if a.homonym != b.homonym}


def _abbreviated(papers: Mapping[PaperId, Paper], signed: Mapping[PaperId, tuple[Signing, ...]]) -> set[str]:
    """The keys of which all spellings are abbreviated."""
    full: dict[str, bool] = {}
    for id_, own in signed.items():
        for author, signing in zip(papers[id_].people, own, strict=True):
            full[signing.key] = full.get(signing.key, False) or not is_abbreviated(author.name)
    return {key for key, is_full in full.items() if not is_full}
