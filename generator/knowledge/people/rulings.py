"""What rulings.yml says of people: names, ORCIDs and addresses of pages → the ways to sign they stand for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.clean.identifiers import parse_orcid
from generator.knowledge.people.signing import Signing, name_key, signings_of, tail_of
from generator.model import Paper, PaperId
from generator.problems import Problem
from generator.records.settings import AuthorRulings, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The rulings, as ways to sign."""

    same: tuple[tuple[Signing, ...], ...]
    apart: frozenset[tuple[Signing, Signing]]
    """Both ways round."""
    leading: frozenset[str]
    """Keys of the names that `same` lists first: the ones that their people go by today."""


def rule(signings: Iterable[Signing], rulings: AuthorRulings) -> Ruled:
    """What the rulings say of these signings; a text that names nobody, or not one person, says nothing."""
    index = _index(signings)
    same = [sorted({s for text in ruling.names for s in _named(text, index)}) for ruling in rulings.same]
    apart: set[tuple[Signing, Signing]] = set()
    for ruling in rulings.different:
        for ours, theirs in combinations([_named(text, index) for text in ruling.names], 2):
            apart |= {pair for a in ours for b in theirs if a != b for pair in ((a, b), (b, a))}
    firsts = (ruling.names[0] for ruling in rulings.same)
    leading = frozenset(name_key(text)[0] for text in firsts if not parse_orcid(text))
    return Ruled(same=tuple(map(tuple, same)), apart=frozenset(apart), leading=leading)


def _index(signings: Iterable[Signing]) -> dict[str, list[Signing]]:
    """Folded name, ORCID, or folded name and tail → the signings."""
    index: defaultdict[str, list[Signing]] = defaultdict(list)
    for signing in sorted(set(signings)):
        key, han, orcid, homonym = signing
        tails = {tail_of(signing), tail_of(signing, 16), homonym}
        for handle in {key, orcid, signing.id, f"{key} {han}", *(f"{key}-{tail}" for tail in tails)}:
            index[handle].append(signing)
    return index


def _named(text: str, index: Mapping[str, list[Signing]]) -> list[Signing]:
    """The signings of one person: of a name with several ORCIDs or numbers, those without any.

    `li-zhang` is then what the page of the name lists, `li-zhang-1234` the person with the ORCID that ends so, and
    `Li Zhang 0002` the one that DBLP numbers so.
    """
    if orcid := parse_orcid(text):
        return index.get(orcid, [])
    key, han = name_key(text)
    found = index.get(f"{key} {han}" if han else key, [])
    known = [signing for signing in found if signing.orcid or signing.homonym]
    plain = [signing for signing in found if signing not in known and signing.han == (han or signing.han)]
    if len(plain) == 1:
        return plain
    orcids, homonyms = ({signing[sign] for signing in known} - {""} for sign in (2, 3))
    if len(known) < len(found) or max(len(orcids), len(homonyms)) > 1:
        return []
    return [*found, *(signing for orcid in orcids for signing in index[orcid])]


def check_author_rulings(papers: Mapping[PaperId, Paper], rulings: AuthorRulings) -> list[Problem]:
    """The texts under `authors` in rulings.yml that name nobody, or several people, and the groups that conflict."""
    index = _index(s for of_paper in signings_of(papers).values() for s in of_paper)
    every = (*rulings.same, *rulings.different)
    problems = [
        _bad_name(text, ruling, index) for ruling in every for text in ruling.names if not _named(text, index)
    ]
    together = {frozenset(pair) for ruling in rulings.same for pair in combinations(ruling.names, 2)}
    for ruling in rulings.different:
        pairs = [pair for pair in combinations(ruling.names, 2) if frozenset(pair) in together]
        problems += [_conflict(*pair, ruling) for pair in pairs]
    return problems


def _bad_name(text: str, ruling: Ruling, index: Mapping[str, list[Signing]]) -> Problem:
    signings = [s for s in index.get(name_key(text)[0], []) if s.orcid or s.homonym]
    people = sorted({s.orcid or f"{s.key}-{s.homonym}" for s in signings})
    found = f"found `{text}`, which {len(people)} people sign" if people else f"found `{text}`, which no paper has"
    return Problem(
        path="rulings.yml",
        line=ruling.line or None,
        code="unknown-author",
        level="warning",
        message=f"authors: {found}, expected a name, an ORCID or the address of an author's page",
        hint=f"say which: {', '.join(people)}" if people else "take it as the author's page shows it",
    )


def _conflict(one: str, other: str, ruling: Ruling) -> Problem:
    return Problem(
        path="rulings.yml",
        line=ruling.line or None,
        code="conflict",
        message=f"authors: found `{one}` and `{other}` under both `same` and `different`, expected one of them",
        hint="`different` holds until one is taken out",
    )
