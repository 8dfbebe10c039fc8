"""Whether an answer is the record's own paper; if so, one more source of that record, by the fold of every import."""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from generator.intake.enrich.services import Service
from generator.intake.merge.clusters import RULED, nodes_of, verdicts_between
from generator.intake.merge.evidence import Kind, Verdict, View, same_abstract
from generator.intake.merge.fold import Kept, fold_sources
from generator.intake.merge.said import said_by_record, said_by_row
from generator.model import Paper, Row
from generator.records.settings import Rulings

LIKE_TITLE = 80
"""Likeness of titles, one perhaps inside the other, below which an identifier may have been mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What became of a record and an answer."""

    paper: Paper
    kept: tuple[Kept, ...] = ()
    """What a person decided otherwise."""
    doubt: str = ""
    """Why the answer was left alone, where that asks for a person."""
    other: bool = False
    """Whether rulings.yml says that it is another paper."""


def attach(paper: Paper, row: Row, service: Service, rulings: Rulings) -> Attached:
    """The record with the answer as a source, in the place of what the same service said before.

    An identifier may be another paper's by a slip of a digit: title and authors then speak against it.
    """
    rest = [source for source in paper.sources if not service.gave(source)]
    before = next((source for source in paper.sources if source.row == row.fingerprint), None)
    verdict = _verdict(replace(paper, sources=tuple(rest)), row, rulings)
    if verdict.kind is Kind.VETO and verdict.reason == RULED:
        return Attached(paper=paper, other=True)
    if doubt := _doubt(View(paper), View(row.facts), verdict):
        return Attached(paper=paper, doubt=doubt)
    new = said_by_row(row, before)
    reason = before.merged if before else verdict.reason
    new = replace(new, source=replace(new.source, line=None, merged=reason))
    folded = fold_sources(paper, [*(s for s in said_by_record(paper) if s.source in rest), new])
    return Attached(paper=folded.paper, kept=folded.kept)


def _verdict(paper: Paper, row: Row, rulings: Rulings) -> Verdict:
    nodes, _ = nodes_of({paper.id: paper}, {row.fingerprint: row})
    found = [verdict for pair, verdict in verdicts_between(nodes, rulings).items() if row.fingerprint in pair]
    return found[0] if found else Verdict(kind=Kind.UNRELATED, reason="neither the title nor an identifier is the same")


def _doubt(ours: View, theirs: View, verdict: Verdict) -> str:
    """Why this may not be the paper, stricter than between captures: nobody has seen the two side by side."""
    if verdict.reason == RULED:
        return ""
    if verdict.kind is Kind.SAME_ID:
        people = ours.surnames & theirs.surnames
        alike = not (ours.title and theirs.title) or fuzz.partial_ratio(ours.title, theirs.title) >= LIKE_TITLE
        return "" if people or alike else f"{verdict.reason}, but another title and no author in common"
    if verdict.kind is not Kind.SAME_WORDS:
        return verdict.reason or "too little is the same"
    if ours.title != theirs.title:
        return f"{verdict.reason}, not the same word for word"
    return "" if _witness(ours, theirs) else f"{verdict.reason}, but no author, year or abstract confirms it"


def _witness(ours: View, theirs: View) -> bool:
    years = (ours.facts.year, theirs.facts.year)
    near = years[0] is not None and years[1] is not None and abs(years[0] - years[1]) <= 1
    return near or bool(ours.surnames & theirs.surnames) or same_abstract(ours, theirs)
