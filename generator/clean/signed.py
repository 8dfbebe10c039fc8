"""Who of two author lists may be the same person, however the names are written.

`J. Roe`, `Roe J`, `Roe, Jane` and `Jane Q. Roe Jr.` may be one; so may `Wei Wang` and `Wang Wei`, `Müller` and
`Mueller`, `?zsu` and `Özsu`, `G. García` and `Gabriel García Márquez`, `Lindström` and `Lindtsröm`. Nothing follows
from one such pair alone: it is a witness among others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from generator.clean.text import fold
from generator.model import Author

_SUFFIXES = frozenset("jr sr ii iii iv phd md 2nd 3rd".split())
_LOST = re.compile(r"[?\ufffd]")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ø": "o", "Ø": "O", "å": "a"})
_EXPANDED = re.compile(r"(?<=[aou])e")
_NOBODY = re.compile(r"\b(corporate|www|https?|anthology|anonymous|unknown|[a-z]+ (org|com|edu|net))\b")
_INITIALS = re.compile(r"[A-Z]{1,3}")
_TYPO = 5
"""Letters of a family name in which one may be wrong: `Chen` and `Cheng` are two."""

MOST_PAIRS = 2_500
"""Of longer lists only the very same names count: nobody types five hundred names otherwise."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is compared."""

    family: str
    """Its likeliest family name, without accents: `muller` of `Jörg Mueller`."""
    words: tuple[str, ...]
    """All words of it in order."""
    whole: frozenset[str]
    """Its letters in both orders: `weiwang`, `wangwei`."""
    lost: re.Pattern[str] | None
    """What the family name may have been, where a letter of it was lost."""


@lru_cache(maxsize=1 << 16)
def person_of(author: Author) -> Person | None:
    """The name as it is compared; None of a site or an anonymous author."""
    text = _LOST.sub("0", author.name)
    raw = text.split()
    words = [word for word in fold(text.translate(_UMLAUTS)).split() if word not in _SUFFIXES] or fold(text).split()
    if not words or _NOBODY.search(" ".join(words)):
        return None
    family = _family(author, raw, words)
    lost = re.compile(family.replace("0", "[a-z]{0,2}")) if "0" in family else None
    return Person(
        family=_EXPANDED.sub("", family),
        words=tuple(words),
        whole=frozenset(("".join(words), "".join(reversed(words)))),
        lost=lost,
    )


def _family(author: Author, raw: Sequence[str], words: Sequence[str]) -> str:
    if author.family and (stated := fold(author.family.translate(_UMLAUTS)).split()):
        return stated[-1]
    behind = len(raw) > 1 and _INITIALS.fullmatch(raw[-1].replace(".", "")) and not raw[0].isupper()
    if behind and len(raw[0]) > 2:
        return next((word for word in reversed(words[:-1]) if len(word) > 1), words[0])
    return next((word for word in reversed(words) if len(word) > 1), words[-1])


def _may_be_one(a: Person, b: Person) -> float:
    """How far two names agree, from 0 to 1."""
    if not a.whole.isdisjoint(b.whole) or {*a.words} == {*b.words}:
        return 1
    if a.family == b.family:
        return 1 if _initials_agree(a, a.family, b, b.family) else 0.3
    for one, other in ((a, b), (b, a)):
        if _loosely_in(one.family, other) and _initials_agree(one, one.family, other, one.family):
            return 0.8
    if (a.lost and a.lost.fullmatch(b.family)) or (b.lost and b.lost.fullmatch(a.family)):
        return 0.8
    slip = min(len(a.family), len(b.family)) >= _TYPO and OSA.distance(a.family, b.family, score_cutoff=1) <= 1
    return 0.7 if slip and _initials_agree(a, a.family, b, b.family) else 0


def _loosely_in(family: str, other: Person) -> bool:
    return len(family) > 1 and any(family == _EXPANDED.sub("", word) for word in other.words)


def _initials_agree(a: Person, family: str, b: Person, other: str) -> bool:
    """Whether an initial of the given names is the same, or one has none."""
    ours, theirs = _initials(a, family), _initials(b, other)
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _initials(person: Person, family: str) -> set[str]:
    given = [word for word in person.words if _EXPANDED.sub("", word) != family]
    short = {letter for word in given if len(word) <= 2 for letter in word}  # `JM` is two
    return {word[0] for word in given} | short


@dataclass(frozen=True, slots=True)
class Signed:
    """Two author lists side by side."""

    matched: tuple[tuple[str, str, float], ...]
    """(family name of the one, of the other, how far the names agree)."""
    ours: int
    theirs: int

    @property
    def all(self) -> bool:
        """Whether everybody of the shorter list signs both."""
        return len(self.matched) == min(self.ours, self.theirs)


def compare_authors(a: Sequence[Author], b: Sequence[Author]) -> Signed | None:
    """Who signs both; None where one has no authors that are known."""
    ours = [one for author in a if (one := person_of(author))]
    theirs = [one for author in b if (one := person_of(author))]
    if not ours or not theirs:
        return None
    matched, ours_left, theirs_left = _matched_by_words(ours, theirs)
    if len(ours_left) * len(theirs_left) <= MOST_PAIRS:
        matched += _matched_loosely(ours_left, theirs_left)
    return Signed(matched=tuple(matched), ours=len(ours), theirs=len(theirs))


_Matched = list[tuple[str, str, float]]


def _matched_by_words(
    ours: Sequence[Person], theirs: Sequence[Person]
) -> tuple[_Matched, list[Person], list[Person]]:
    """Those who sign with the very same words, and who is left of both."""
    both = Counter(one.words for one in ours) & Counter(one.words for one in theirs)
    matched: _Matched = []
    left: list[list[Person]] = []
    for people in (ours, theirs):
        counts, rest = Counter(both), []
        for one in people:
            if counts[one.words]:
                counts[one.words] -= 1
                matched += [(one.family, one.family, 1.0)] if people is ours else []
            else:
                rest.append(one)
        left.append(rest)
    return matched, left[0], left[1]


def _matched_loosely(ours: Sequence[Person], theirs: Sequence[Person]) -> _Matched:
    """The likeliest pairs of the others, each person in one."""
    pairs = [(_may_be_one(a, b), n, m) for n, a in enumerate(ours) for m, b in enumerate(theirs)]
    matched: _Matched = []
    used: set[tuple[str, int]] = set()
    for agree, n, m in sorted(pairs, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1] + pair[2])):
        if agree and ("a", n) not in used and ("b", m) not in used:
            used |= {("a", n), ("b", m)}
            matched.append((ours[n].family, theirs[m].family, agree))
    return matched


def families(people: Iterable[Author]) -> set[str]:
    """The family names of some authors, as they are counted."""
    return {person.family for author in people if (person := person_of(author))}
