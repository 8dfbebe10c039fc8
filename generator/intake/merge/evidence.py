"""Are two views the same paper? One verdict a pair, with its reason; nothing here knows of records or files.

Exact identifiers come first; then title, authors, year and abstract speak as independent witnesses; conflicting
identifiers, different part numbers and different authors veto. What is likely but not clear is left to a person.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from rapidfuzz import fuzz

from generator.clean.dates import cited_dates
from generator.clean.notices import is_notice
from generator.clean.text import fold
from generator.ids import SCHEMES
from generator.model import Facts

SAME_TEXT = 0.95
"""Likeness above which two abstracts are one: versions of a paper differ by a few words, papers by most."""
SAME_TITLE = 0.92
LIKE_TITLE = 0.85
ENOUGH_ABSTRACT = 200
"""Folded characters that an abstract needs to speak for itself: many open with the same sentence of 100 or more."""
OPENING = 120
"""Folded characters that are compared before the whole is."""


class Kind(IntEnum):
    """How a pair stands, from apart to together."""

    VETO = 0
    UNRELATED = 1
    UNCLEAR = 2
    SAME_WORDS = 3
    SAME_ID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    kind: Kind
    reason: str = ""


UNRELATED = Verdict(kind=Kind.UNRELATED)


class View:
    """One source's facts, with the folded forms that comparisons use, each computed once."""

    def __init__(self, facts: Facts, columns: Container[str] = ()) -> None:
        """`columns` are folded titles that recur, such as `book review column`: they name no paper."""
        self.facts = facts
        self.columns = columns

    @cached_property
    def ids(self) -> dict[str, str]:
        return dict(self.facts.ids.items())

    @cached_property
    def named(self) -> frozenset[tuple[str, str]]:
        """(scheme, value) pairs."""
        return frozenset(self.ids.items())

    @cached_property
    def title(self) -> str:
        return fold(self.facts.title)

    @property
    def distinctive(self) -> bool:
        """Whether the title names one paper by itself: `introduction` and `editorial note` do not."""
        return self.title not in self.columns and (len(self.title.split()) >= 4 or len(self.title) >= 30)

    @property
    def published(self) -> int | None:
        """The year it appeared in print, where that is what its date says."""
        return self.facts.year if self.facts.venue not in ("", "arXiv") else None

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """From its first appearance to the one that is cited, where it has a date."""
        date, first = cited_dates(self.facts)
        return (int((first or date)[:4]), int(date[:4])) if self.facts.date else None

    @cached_property
    def abstract(self) -> str:
        return fold(self.facts.abstract)

    @cached_property
    def opening(self) -> str:
        return self.abstract[:OPENING]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of the names, and of family names that are known, folded.

        `Mike Lewis` and `Lewis` agree, so do initials and full names, and `陈海明` with `陈` and `Haiming Chen`.
        """
        people = self.facts.people
        names = (name for author in people for name in (author.name, author.family) if name)
        return frozenset(words[-1] for name in names if (words := fold(name).split()))

    @cached_property
    def names(self) -> frozenset[str]:
        """All words of the names but initials, and whole names in either order: `李明` is `Ming Li`."""
        names = [fold(author.name).split() for author in self.facts.people]
        whole = {"".join(order) for words in names for order in (words, words[::-1]) if len("".join(words)) > 3}
        return frozenset({word for words in names for word in words if len(word) > 1} | whole)

    @cached_property
    def is_notice(self) -> bool:
        return is_notice(self.facts.title)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Digits and roman numerals of the title in order: `Part II` is not `Part I`, `Llama 3` not `Llama 2`."""
        return tuple(re.findall(r"\b(?:\d+|[ivx]+)\b", self.title))


def may_be_same(a: View, b: View) -> bool:
    """Whether `compare` could find anything in favour of a pair: it is asked of each candidate, and most fail here."""
    return (
        _same_people(a, b)
        or (a.title == b.title != "")
        or not a.named.isdisjoint(b.named)
        or same_abstract(a, b)
    )


def compare(a: View, b: View) -> Verdict:
    """The verdict of a pair; symmetrical.

    Two abstracts that open with the same sentence are not the same paper; `Scaling Laws, Part I` and `Part II` by
    the same authors in the same year are not either.
    """
    shared, conflicts = _identifiers(a.ids, b.ids)
    if a.title and b.title and a.is_notice != b.is_notice:
        return Verdict(kind=Kind.VETO, reason=f"{shared}, but one is a notice about the other".lstrip(", "))
    if shared:
        against = f"different {conflicts}" if conflicts else _strangers(a, b)
        return (
            Verdict(kind=Kind.UNCLEAR, reason=f"{shared}, but {against}")
            if against
            else Verdict(kind=Kind.SAME_ID, reason=shared)
        )
    words = _same_words(a, b)
    veto = f"different {conflicts}" if conflicts else _veto(a, b)
    if veto:
        unclear = words.kind is Kind.SAME_WORDS and not conflicts and a.title == b.title
        return Verdict(kind=Kind.UNCLEAR if unclear else Kind.VETO, reason=f"{words.reason}, but {veto}".lstrip(", "))
    return words


def _identifiers(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, str]:
    """(`same arXiv id 2309.16039` or "", `DOI` or "")."""
    both = [scheme for scheme in ours if scheme in theirs]
    same = [f"same {SCHEMES[s].name} {ours[s]}" for s in both if ours[s] == theirs[s]]
    other = [SCHEMES[s].name for s in both if ours[s] != theirs[s] and SCHEMES[s].parts]
    return (same[0] if same else ""), " and ".join(other)


def _strangers(a: View, b: View) -> str:
    """Why two that share an identifier may be two all the same: people give chapters and talks the DOI of the volume.

    Titles must be quite unlike; those of one paper are, where it is translated or was renamed.
    """
    if not (a.title and b.title) or fuzz.partial_ratio(a.title, b.title) >= 75 or fuzz.ratio(a.title, b.title) >= 60:
        return ""
    types = {a.facts.type, b.facts.type}
    starts = {facts.pages.split("-")[0] for facts in (a.facts, b.facts)}
    if a.names and b.names and not a.names & b.names:
        return "another title and no author in common"
    if types == {"book", "chapter"} or (a.facts.venue and a.facts.venue == b.facts.venue and len(starts - {""}) == 2):
        return "another title in the same volume"
    return ""


def _veto(a: View, b: View) -> str:
    if a.title and b.title and a.numbers != b.numbers:
        return "different numbers in the titles"
    if a.surnames and b.surnames and not a.surnames & b.surnames:
        return "no author in common"
    return _far_apart(a.years, b.years)


def _far_apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> str:
    """Whether more than two years lie between two spans: of a preprint of 2019 and its journal's of 2022 that first
    appeared in 2019, none."""
    if a and b:
        (_, end), (start, _) = sorted((a, b))
        if start - end > 2:
            return f"{end} and {start} are too far apart"
    return ""


def _same_words(a: View, b: View) -> Verdict:
    """What titles and texts say, before any veto."""
    text = same_abstract(a, b)
    if not (a.title and b.title):
        return Verdict(kind=Kind.SAME_WORDS, reason="same abstract") if text else UNRELATED
    title = fuzz.ratio(a.title, b.title) / 100
    if title >= SAME_TITLE and (text or title == 1 or _same_people(a, b)):
        return _same_title(a, b, text, "same title" if title == 1 else "nearly the same title")
    if text:
        sure = title >= 0.6 or _same_people(a, b)
        return Verdict(kind=Kind.SAME_WORDS if sure else Kind.UNCLEAR, reason="same abstract, but another title")
    if _same_people(a, b) and (title >= LIKE_TITLE or _begins(a.title, b.title)):
        return Verdict(kind=Kind.UNCLEAR, reason="similar title, same authors")
    return UNRELATED


def _same_title(a: View, b: View, text: bool, titles: str) -> Verdict:
    """Two papers of one title: one paper, unless the title is a commonplace or something speaks against it."""
    if text:
        return Verdict(kind=Kind.SAME_WORDS, reason=f"{titles}, same abstract")
    if _same_place(a.facts, b.facts) and _same_people(a, b):
        return Verdict(kind=Kind.SAME_WORDS, reason=f"{titles}, same authors, same volume and page")
    if not (a.distinctive and b.distinctive):
        return Verdict(kind=Kind.UNCLEAR, reason=f"{titles}, but one that many papers could have")
    if a.published and b.published and a.published != b.published:
        first, last = sorted((a.published, b.published))
        return Verdict(kind=Kind.UNCLEAR, reason=f"{titles}, but published in {first} and in {last}")
    if _same_people(a, b):
        return Verdict(kind=Kind.SAME_WORDS, reason=f"{titles}, same authors")
    if a.abstract and b.abstract and fuzz.ratio(a.abstract, b.abstract) < 50:
        return Verdict(kind=Kind.UNCLEAR, reason=f"{titles}, but different abstracts")
    return Verdict(kind=Kind.SAME_WORDS, reason=titles)


def _begins(a: str, b: str) -> bool:
    """Whether one title is the other without its subtitle."""
    shorter, longer = sorted((a, b), key=len)
    return len(shorter.split()) >= 3 and longer.startswith(shorter + " ")


def _same_place(a: Facts, b: Facts) -> bool:
    """Whether both begin on one page of one volume: a column is written by one person, but never there twice."""
    starts = [facts.pages.split("-")[0] for facts in (a, b)]
    return bool(a.volume and starts[0]) and a.volume == b.volume and starts[0] == starts[1]


def _same_people(a: View, b: View) -> bool:
    """Whether half of the shorter author list signs both."""
    ours, theirs = a.surnames, b.surnames
    return not ours.isdisjoint(theirs) and 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def same_abstract(ours: View, theirs: View) -> bool:
    """Whether two abstracts are one; one that was cut is compared with as much of the other."""
    a, b = ours.abstract, theirs.abstract
    length = min(len(a), len(b))
    if length < ENOUGH_ABSTRACT or not fuzz.ratio(ours.opening, theirs.opening, score_cutoff=60):  # most end here
        return False
    if max(len(a), len(b)) > 1.2 * length:  # a cut: versions of one abstract are of about one length
        a, b = a[:length], b[:length]
    return fuzz.ratio(a, b, score_cutoff=SAME_TEXT * 100) > 0
