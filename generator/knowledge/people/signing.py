"""How somebody signs: the least that tells two people apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.clean.names import name_parts
from generator.clean.text import author_key, bounded
from generator.model import Paper, PaperId

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


class Signing(NamedTuple):
    """One way to sign: nothing tells apart the occurrences that agree in it."""

    key: str
    """The name folded, as addresses are: `li-ming`."""
    han: str
    """Its Chinese characters, since 李明 and 黎明 fold alike; the whole name where nothing of it folds."""
    orcid: str
    """`""` where it is not known."""
    homonym: str = ""
    """DBLP's number among people of this name, or the ACL Anthology's id of this one."""

    @property
    def id(self) -> str:
        """The id in the Anthology, which is one person's under all names; of DBLP's number, nothing."""
        return "" if self.homonym.isdigit() else self.homonym


def signings_of(papers: Mapping[PaperId, Paper]) -> dict[PaperId, tuple[Signing, ...]]:
    """Parallel to `Paper.people`.

    An ORCID that stands twice on one paper is a slip, and counts as none; so does a name with its number, and an ORCID
    under a name that has no word in common with the one that signs with it most.
    """
    found: dict[PaperId, tuple[Signing, ...]] = {}
    slips = _slips(papers)
    for id_, paper in papers.items():
        orcids = Counter(author.orcid for author in paper.people)
        numbered = Counter((name_key(author.name), author.homonym) for author in paper.people)
        found[id_] = tuple(
            Signing(
                *name_key(author.name),
                author.orcid if author.orcid and orcids[author.orcid] == 1 and (author.orcid, author.name) not in slips
                else "",
                author.homonym if author.homonym and numbered[name_key(author.name), author.homonym] == 1 else "",
            )
            for author in paper.people
        )
    return found


def _slips(papers: Mapping[PaperId, Paper]) -> set[tuple[str, str]]:
    """(ORCID, name) pairs that a mistyped digit made: of two names as frequent, neither is sure of it."""
    signed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers.values():
        for author in paper.people:
            if author.orcid:
                signed[author.orcid][author.name] += 1
    slips: set[tuple[str, str]] = set()
    for orcid, names in signed.items():
        if len(names) > 1 and len(people := _people(names)) > 1:
            counts = sorted((sum(names[name] for name in group) for group in people), reverse=True)
            most = counts[0] if counts[0] > counts[1] else 0
            slips |= {(orcid, name) for group in people if sum(names[n] for n in group) != most for name in group}
    return slips


def _people(names: Iterable[str]) -> list[set[str]]:
    """Names in groups, of which no two have a word, or all letters in some order of words, in common."""
    groups: list[tuple[set[str], set[str]]] = []
    for name in sorted(names):
        words = author_key(name).split("-")
        own = {word for word in words if len(word) > 1} | {"".join(words), "".join(reversed(words))}
        near = [group for group in groups if not group[1].isdisjoint(own)]
        both = ({name}.union(*(group[0] for group in near)), own.union(*(group[1] for group in near)))
        groups = [group for group in groups if group not in near] + [both]
    return [group[0] for group in groups]


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> tuple[str, str]:
    """What spellings of one name have in common: of `Jürgen Roe`, `jurgen-roe` and no Chinese characters."""
    key = author_key(name)
    return key, name if key == author_key("") else "".join(_HAN.findall(name))


def tail_of(signing: Signing, length: int = 4) -> str:
    """What tells it from others of its name in an address: the end of the ORCID, DBLP's number, or the numbers of the
    characters; in a longer one also what the number is.
    """
    if signing.orcid:
        return signing.orcid.replace("-", "").lower()[-length:]
    if signing.id:
        return signing.id.removeprefix(signing.key).strip("-") or "acl"
    characters = bounded("".join(f"{ord(char):x}" for char in signing.han), 32)
    if signing.homonym:
        return signing.homonym if length == 4 else f"{characters}dblp{signing.homonym}"
    return characters


@lru_cache(maxsize=1 << 16)
def is_abbreviated(name: str) -> bool:
    """Whether initials stand for all given names, or for the family name: `M. Lewis`, `J.-Y. Nie`, `MJ Lewis`, `Ada L.`

    Such a name is many people's. `Weinan E` is a full one.
    """
    parts = name_parts(name)
    if parts.collective or not parts.given:
        return False
    if re.fullmatch(r"[A-DF-NP-Z]|[A-Z]\.", parts.family):
        return True
    words = [word for word in re.split(r"[\s.-]+", parts.given) if word]
    return all(len(word) == 1 or (len(word) == 2 and word.isupper() and not name.isupper()) for word in words)
