"""Are two views the same paper? One verdict a pair, with its reason; nothing here knows of records or files.

Exact identifiers come first; then title, authors, year, place and abstract speak as independent witnesses, each with
its weight (see `weights`): the sum joins, asks or says nothing. Conflicting identifiers, words that make two papers of
two titles, no author in common and years far apart veto. What is likely but not clear is left to a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from generator.clean.signed import compare_authors
from generator.ids import SCHEMES
from generator.intake.merge.view import View, may_be_same, same_abstract
from generator.intake.merge.weights import ASK, MERGE
from generator.intake.merge.witnesses import Witnesses

__all__ = ["Kind", "Verdict", "View", "compare", "may_be_same", "same_abstract"]


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
    weight: int = 0
    """How much speaks for it, where no identifier does."""
    bars: bool = False
    """Whether no third row may join the two either, though a person is asked."""


UNRELATED = Verdict(kind=Kind.UNRELATED)


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
            Verdict(kind=Kind.UNCLEAR, reason=f"{shared}, but {against}", bars=not conflicts)
            if against
            else Verdict(kind=Kind.SAME_ID, reason=shared)
        )
    verdict = _by_words(a, b)
    if not conflicts:
        return verdict
    if verdict.kind is Kind.SAME_WORDS and _are_confirmed(a, b):
        return Verdict(kind=Kind.UNCLEAR, reason=f"{verdict.reason}, but different {conflicts}", bars=True)
    return Verdict(kind=Kind.VETO, reason=f"{verdict.reason}, but different {conflicts}".lstrip(", "))


def _are_confirmed(a: View, b: View) -> bool:
    """Whether authors or abstract say what the titles do: then one of two identifiers may be a slip."""
    return bool((a.facts.authors and b.facts.authors) or same_abstract(a, b))


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
    signed = compare_authors(a.facts.people, b.facts.people)
    if signed and not signed.matched:
        return "another title and no author in common"
    if types == {"book", "chapter"} or (a.facts.venue and a.facts.venue == b.facts.venue and len(starts - {""}) == 2):
        return "another title in the same volume"
    return ""


def _by_words(a: View, b: View) -> Verdict:
    """What titles, authors, years, places and texts say together."""
    found = Witnesses(a, b)
    if not (a.title and b.title):
        return Verdict(kind=Kind.SAME_WORDS, reason="same abstract", weight=MERGE) if found.text else UNRELATED
    if not (found.alike or found.text):
        return UNRELATED
    if found.veto:
        asks = found.same_title and not found.titles.kind and not a.is_column
        reason = f"{found.words}, but {found.veto}"
        return Verdict(kind=Kind.UNCLEAR if asks else Kind.VETO, reason=reason, weight=found.weight, bars=True)
    if found.says_little:
        return UNRELATED
    if against := found.barrier or found.doubt:
        bars = bool(found.barrier) or a.is_column
        return Verdict(kind=Kind.UNCLEAR, reason=f"{found.words}, but {against}", weight=found.weight, bars=bars)
    if found.text:
        return _by_text(found)
    if found.weight < MERGE:
        return Verdict(kind=Kind.UNCLEAR, reason=found.summed, weight=found.weight)
    return Verdict(kind=Kind.SAME_WORDS, reason=found.words, weight=found.weight)


def _by_text(found: Witnesses) -> Verdict:
    """Two rows of one abstract: one paper, where titles or authors agree as well."""
    people = found.signed and 2 * len(found.signed.matched) >= min(found.signed.ours, found.signed.theirs)
    kind = Kind.SAME_WORDS if found.alike or people else Kind.UNCLEAR
    reason = f"{found.words}, same abstract" if found.alike else "same abstract, but another title"
    return Verdict(kind=kind, reason=reason, weight=max(found.weight, MERGE if kind is Kind.SAME_WORDS else ASK))
