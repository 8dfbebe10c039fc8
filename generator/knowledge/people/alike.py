"""People who may be the same, with what speaks for it: names that are compatible, and what else they have in common.

Names alone make too many pairs: of all who sign `J. Wang`, few are one person. The weaker the likeness of the names and
the more frequent the family name, the more common co-authors it takes. Two ORCIDs, a paper that both sign, and a ruling
speak against a pair.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from generator.knowledge.people.addresses import AuthorSlug
from generator.knowledge.people.identity import People
from generator.knowledge.people.likeness import (
    FORM,
    INITIAL,
    ONE_ORCID,
    Likeness,
    Spelling,
    block_keys,
    compare_names,
    parse_spelling,
)
from generator.model import Paper, PaperId, TopicMatch, TopicSlug

MOST = 5
"""Of one person, the likeliest."""
BLOCK = 20_000
"""Pairs; a key that makes more is of names too frequent to tell anything."""
YEARS = 3
"""How far apart the papers of one person are, at most, for topics to speak for it."""
FREQUENT = (10, 0.002)
"""How many people have a frequent family name: so many, and so large a part of all."""
NEEDED: Mapping[int, tuple[int, int]] = {4: (0, 1), 3: (1, 1), 2: (1, 3), 1: (1, 2), 0: (1, 5)}
"""Strength of the likeness → common co-authors needed, of a rare family name and of a frequent one.

Tried on 12,900 authors of ACL, EMNLP and NAACL and 3,300 of SIGMOD and VLDB: of the 215 pairs shown, some 200 are one
person as far as one can see.
"""

Pair = tuple[AuthorSlug, AuthorSlug]
_Name = tuple[AuthorSlug, Spelling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Somebody who may be the same person, and why."""

    slug: AuthorSlug
    reason: str
    """What is compatible about the names."""
    coauthors: tuple[AuthorSlug, ...]
    """People who signed with both."""
    topics: tuple[TopicSlug, ...]
    """Of papers of both."""
    years: tuple[int, ...]
    """In which both wrote."""

    @property
    def order(self) -> tuple[int, int, int, AuthorSlug]:
        """The likeliest first."""
        return -len(self.coauthors), -len(self.topics), -len(self.years), self.slug


@dataclass(slots=True)
class _Profile:
    """What is known of the author of one page."""

    papers: set[PaperId] = field(default_factory=set)
    names: dict[Spelling, None] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    topics: set[TopicSlug] = field(default_factory=set)


_Profiles = Mapping[AuthorSlug, _Profile]


def find_alike(
    papers: Mapping[PaperId, Paper], people: People, matches: Mapping[PaperId, Sequence[TopicMatch]]
) -> dict[AuthorSlug, tuple[Alike, ...]]:
    """Who may be the same as whom, the likeliest first; of those who are like nobody, nothing."""
    profiles = _profiles(papers, people, matches)
    pairs = _compatible(profiles) | dict.fromkeys(_of_one_orcid(papers, people), ONE_ORCID)
    rivals = Counter(slug for pair in pairs for slug in pair)
    frequent = _frequent(profiles)
    found: defaultdict[AuthorSlug, list[Alike]] = defaultdict(list)
    for (one, other), likeness in pairs.items():
        rare = not any(name.family in frequent for slug in (one, other) for name in profiles[slug].names)
        alone = rare and likeness in (FORM, INITIAL) and rivals[one] == rivals[other] == 1
        if not _speaks_against(one, other, likeness, profiles, people):
            both = _in_common(one, other, likeness, profiles, people)
            near = alone and _years_between(profiles[one].years, profiles[other].years) <= YEARS
            fits = likeness == ONE_ORCID or (near and both.topics)
            if fits or len(both.coauthors) >= NEEDED[likeness.strength][not rare]:
                found[one].append(both)
                found[other].append(replace(both, slug=one))
    return {slug: tuple(sorted(found[slug], key=lambda a: a.order)[:MOST]) for slug in sorted(found)}


def _profiles(
    papers: Mapping[PaperId, Paper], people: People, matches: Mapping[PaperId, Sequence[TopicMatch]]
) -> dict[AuthorSlug, _Profile]:
    profiles: defaultdict[AuthorSlug, _Profile] = defaultdict(_Profile)
    for id_, slugs in people.paper_authors.items():
        paper = papers[id_]
        topics = {match.topic for match in matches.get(id_, ())}
        for author, slug in zip(paper.people, slugs, strict=True):
            profile = profiles[slug]
            profile.papers.add(id_)
            profile.topics |= topics
            profile.years |= {paper.year} if paper.year else set()
            if spelling := parse_spelling(author.name):
                profile.names[spelling] = None
    return profiles


def _frequent(profiles: _Profiles) -> set[str]:
    counts = Counter(family for profile in profiles.values() for family in {name.family for name in profile.names})
    least = max(FREQUENT[0], FREQUENT[1] * len(profiles))
    return {family for family, count in counts.items() if count > least}


def _compatible(profiles: _Profiles) -> dict[Pair, Likeness]:
    """The strongest likeness of each pair's names."""
    blocks: defaultdict[str, list[_Name]] = defaultdict(list)
    for slug, profile in profiles.items():
        for name in profile.names:
            for key in block_keys(name):
                blocks[key].append((slug, name))
    found: dict[Pair, Likeness] = {}
    for key, block in blocks.items():
        for (one, ours), (other, theirs) in _pairs(block, key.endswith(".")) if len(block) > 1 else ():
            likeness = compare_names(ours, theirs) if one != other else None
            pair = (one, other) if one < other else (other, one)
            if likeness and (pair not in found or likeness > found[pair]):
                found[pair] = likeness
    return found


def _of_one_orcid(papers: Mapping[PaperId, Paper], people: People) -> set[Pair]:
    """People beside whom one ORCID stands: one of them has it by a slip, or somebody has taken another name."""
    holders: defaultdict[str, set[AuthorSlug]] = defaultdict(set)
    for id_, slugs in people.paper_authors.items():
        for author, slug in zip(papers[id_].people, slugs, strict=True):
            if author.orcid:
                holders[author.orcid].add(slug)
    return {pair for slugs in holders.values() for pair in combinations(sorted(slugs), 2)}


def _pairs(block: list[_Name], abbreviated: bool) -> Iterable[tuple[_Name, _Name]]:
    """The pairs of a block to compare; `abbreviated`: only those with an abbreviated name."""
    short = [entry for entry in block if entry[1].abbreviated] if abbreviated else block
    if len(short) * len(block) > BLOCK:
        return ()
    return product(short, block) if abbreviated else combinations(block, 2)


def _speaks_against(
    one: AuthorSlug, other: AuthorSlug, likeness: Likeness, profiles: _Profiles, people: People
) -> bool:
    return (
        (one, other) in people.apart
        or (likeness != ONE_ORCID and bool(people.orcids.get(one) and people.orcids.get(other)))
        or not profiles[one].papers.isdisjoint(profiles[other].papers)
        or other in people.namesakes.get(one, ())
        or one in people.namesakes.get(other, ())
    )


def _in_common(
    one: AuthorSlug, other: AuthorSlug, likeness: Likeness, profiles: _Profiles, people: People
) -> Alike:
    a, b = profiles[one], profiles[other]
    return Alike(
        slug=other,
        reason=likeness.reason,
        coauthors=tuple(sorted(_coauthors(one, a, people) & _coauthors(other, b, people))),
        topics=tuple(sorted(a.topics & b.topics)),
        years=tuple(sorted(a.years & b.years)),
    )


def _coauthors(slug: AuthorSlug, profile: _Profile, people: People) -> set[AuthorSlug]:
    """The people who signed with somebody; a name that several share is nobody."""
    signed = {other for id_ in profile.papers for other in people.paper_authors[id_]}
    return {other for other in signed if other != slug and people.doubts.get(other) != "several"}


def _years_between(ours: set[int], theirs: set[int]) -> float:
    """0 where their times meet, endless where one has none."""
    if not ours or not theirs:
        return float("inf")
    return max(min(ours) - max(theirs), min(theirs) - max(ours), 0)
