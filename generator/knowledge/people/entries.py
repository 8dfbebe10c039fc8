"""What the pages of authors show."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.clean.names import name_parts
from generator.clean.text import author_key, fold
from generator.knowledge.people.addresses import AuthorSlug, Doubt
from generator.knowledge.people.alike import Alike
from generator.knowledge.people.identity import People
from generator.knowledge.people.signing import is_abbreviated
from generator.model import Paper, PaperId
from generator.records.addresses import beside

FREQUENT = (20, 0.008)
"""How many people have a frequent family name: so many, and so large a part of all. Among 12,900 authors of ACL, EMNLP
and NAACL that are the 16 most frequent ones; their pages in groups were one in six of those with two papers, and seven
in eight of those that held two people.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorEntry:
    """One person, or the papers of a name of which it is not known whose they are."""

    slug: AuthorSlug
    name: str
    """The full spelling that most papers use."""
    family: str | None
    """The family name in that spelling, where a source knows it."""
    orcid: str | None
    spellings: tuple[str, ...]
    """All spellings, the displayed one among them, sorted."""
    papers: tuple[PaperId, ...]
    """Newest first."""
    coauthors: tuple[tuple[AuthorSlug, int], ...]
    """(author, papers together) pairs, the most frequent first."""
    doubt: Doubt | None
    """Why the papers may be those of several people."""
    people: tuple[AuthorSlug, ...]
    """Of a name that several share: who is known to sign so."""
    shares: tuple[AuthorSlug, ...]
    """The pages of names that others sign too."""
    alike: tuple[Alike, ...]
    """Who may be the same person, the likeliest first."""


def author_entries(
    papers: Mapping[PaperId, Paper], people: People, alike: Mapping[AuthorSlug, Sequence[Alike]],
    newest: Sequence[PaperId],
) -> dict[AuthorSlug, AuthorEntry]:
    """Every author page, in the order of addresses."""
    spelled: defaultdict[AuthorSlug, Counter[str]] = defaultdict(Counter)
    families: dict[str, str] = {}
    written: defaultdict[AuthorSlug, dict[PaperId, None]] = defaultdict(dict)
    for id_ in newest:
        for author, slug in zip(papers[id_].people, people.paper_authors[id_], strict=True):
            spelled[slug][author.name] += 1
            written[slug][id_] = None
            if author.family:
                families.setdefault(author.name, author.family)
    shares: defaultdict[AuthorSlug, list[AuthorSlug]] = defaultdict(list)
    for page, namesakes in people.namesakes.items():
        for slug in namesakes:
            shares[slug].append(page)
            spelled[page].update({name: 0 for name in spelled[slug] if beside("authors", author_key(name)) == page})
    shown = {slug: _shown(names, people.leading) for slug, names in spelled.items()}
    frequent = frequent_families(shown.values())
    return {
        slug: AuthorEntry(
            slug=slug,
            name=shown[slug],
            family=families.get(shown[slug]),
            orcid=min(people.orcids.get(slug, ()), default=None),
            spellings=tuple(sorted(spelled[slug])),
            papers=tuple(written.get(slug, ())),
            coauthors=_coauthors(slug, written.get(slug, ()), people),
            doubt=people.doubts.get(slug) or _doubt(slug, shown[slug], written.get(slug, ()), people, frequent),
            people=people.namesakes.get(slug, ()),
            shares=tuple(shares.get(slug, ())),
            alike=tuple(alike.get(slug, ())),
        )
        for slug in sorted(spelled)
    }


def _coauthors(slug: AuthorSlug, papers: Iterable[PaperId], people: People) -> tuple[tuple[AuthorSlug, int], ...]:
    counts = Counter(other for id_ in papers for other in {*people.paper_authors[id_]} - {slug})
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def frequent_families(names: Iterable[str]) -> set[str]:
    """Family names that so many people have that one full name may well be several people's."""
    counts = Counter(fold(name_parts(name).family) for name in names)
    least = max(FREQUENT[0], FREQUENT[1] * counts.total())
    return {family for family, count in counts.items() if family and count >= least}


def _doubt(
    slug: AuthorSlug, name: str, papers: Iterable[PaperId], people: People, frequent: Container[str]
) -> Doubt | None:
    """Whether a full name of a frequent family stands on papers that fall into groups without a common co-author."""
    if people.orcids.get(slug) or slug in people.known or fold(name_parts(name).family) not in frequent:
        return None
    groups: list[set[AuthorSlug]] = []
    for id_ in papers:
        others = {*people.paper_authors[id_]} - {slug}
        near = [group for group in groups if not group.isdisjoint(others)]
        groups = [group for group in groups if group not in near] + [others.union(*near)]
    return "groups" if len([group for group in groups if group]) > 1 else None


def _shown(names: Counter[str], leading: frozenset[str]) -> str:
    """The spelling that heads a page: a full one, then the one that a ruling lists first, then the most frequent."""
    return min(names, key=lambda name: (is_abbreviated(name), author_key(name) not in leading, -names[name], name))
