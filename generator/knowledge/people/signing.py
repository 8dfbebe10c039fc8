"""How somebody signs: the least that tells two people apart."""

import re
from collections import Counter
from collections.abc import Mapping
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
    """DBLP's number among people of this name."""


def signings_of(papers: Mapping[PaperId, Paper]) -> dict[PaperId, tuple[Signing, ...]]:
    """Parallel to `Paper.people`.

    An ORCID that stands twice on one paper is a slip, and counts as none; so does a name with its number.
    """
    found: dict[PaperId, tuple[Signing, ...]] = {}
    for id_, paper in papers.items():
        orcids = Counter(author.orcid for author in paper.people)
        numbered = Counter((name_key(author.name), author.homonym) for author in paper.people)
        found[id_] = tuple(
            Signing(
                *name_key(author.name),
                author.orcid if author.orcid and orcids[author.orcid] == 1 else "",
                author.homonym if author.homonym and numbered[name_key(author.name), author.homonym] == 1 else "",
            )
            for author in paper.people
        )
    return found


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
