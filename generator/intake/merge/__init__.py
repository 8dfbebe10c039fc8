"""Which rows and records are the same paper. Clear cases merge, unclear ones are listed for a person, rulings settle.

Candidate pairs come from shared identifiers and from rare words: on labelled pairs of bibliographies these blocks
held every true pair, where MinHash lost one in ten. The result does not depend on the order of rows or records.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.intake.merge.blocking import Pair
from generator.intake.merge.clusters import Node, cluster_nodes, gathered, nodes_of, verdicts_between
from generator.intake.merge.evidence import Kind, Verdict
from generator.intake.merge.fold import SINGLE_FIELDS, Said, fold_sources
from generator.intake.merge.naming import issue_id
from generator.model import Fingerprint, Paper, PaperId, Row
from generator.records.settings import Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One row's end: the record it belongs to, and how it came there."""

    row: Row
    paper: PaperId
    outcome: str
    """`new` (it founded the record), `merged` (it joined one), `completed` (its own record took more of it), or
    `unchanged`."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Two records that may be the same paper."""

    papers: tuple[PaperId, PaperId]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    papers: Mapping[PaperId, Paper]
    """In id order."""
    rows: tuple[Merged, ...]
    """In the order of capture and line."""
    unclear: tuple[Unclear, ...]
    kept: tuple[tuple[PaperId, tuple[str, ...]], ...]
    """Records whose fields a curator's hand kept from changing."""


def merge(
    papers: Mapping[PaperId, Paper], rows: Sequence[Row], rulings: Rulings, taken: Iterable[str] = ()
) -> MergeResult:
    """Folds rows into the records they belong to, and founds records for the rest; `taken` ids are not issued."""
    unique = {row.fingerprint: row for row in sorted(rows, key=_row_order, reverse=True)}
    nodes, home = nodes_of(papers, unique, rulings)
    links, unclear = cluster_nodes(nodes, rulings)
    clusters = gathered(nodes, links)
    issued = set(taken) | set(papers)
    result: dict[PaperId, Paper] = {}
    kept: list[tuple[PaperId, tuple[str, ...]]] = []
    where: dict[str, PaperId] = {}
    for cluster in clusters:
        paper, by_hand = _folded(cluster, links, issued)
        issued.add(paper.id)
        result[paper.id] = paper
        where |= {node.key: paper.id for node in cluster}
        if by_hand:
            kept.append((paper.id, by_hand))
    ends = _ends(rows, {row: where[home[row]] for row in unique}, papers, result)
    pairs = {tuple(sorted((where[a], where[b]))): v.reason for (a, b), v in unclear.items() if where[a] != where[b]}
    return MergeResult(
        papers=dict(sorted(result.items())),
        rows=ends,
        unclear=tuple(Unclear(papers=(a, b), reason=reason) for (a, b), reason in sorted(pairs.items())),
        kept=tuple(sorted(kept)),
    )


def find_unclear(papers: Mapping[PaperId, Paper], rulings: Rulings) -> tuple[Unclear, ...]:
    """The pairs of records a person should rule on, clear ones that were never merged included."""
    nodes, _ = nodes_of(papers, {}, rulings)
    verdicts = verdicts_between(nodes, rulings, among_records=True)
    return tuple(
        Unclear(papers=(PaperId(a), PaperId(b)), reason=verdict.reason)
        for (a, b), verdict in sorted(verdicts.items())
        if verdict.kind >= Kind.UNCLEAR
    )


def _row_order(row: Row) -> tuple[str, int, str]:
    return (row.capture, row.line, row.fingerprint)


def _folded(cluster: Sequence[Node], joined: Mapping[Pair, Verdict], issued: set[str]) -> tuple[Paper, tuple[str, ...]]:
    base = _base([node.paper for node in cluster if node.paper])
    said = [_with_reason(said, node, cluster, joined) for node in cluster for said in node.said]
    paper, kept = fold_sources(base, said)
    return (paper if base.id != _NEW else replace(paper, id=issue_id(paper, issued))), kept


_NEW = PaperId("a-record-that-has-no-id-yet")


def _base(papers: Sequence[Paper]) -> Paper:
    """The record that goes on: of several, the one with a title and the first id; the rest become its aliases."""
    if not papers:
        return Paper(id=_NEW)
    first, *others = sorted(papers, key=lambda p: (not p.title, p.id))
    for other in others:
        first = _absorbed(first, other)
    return first


def _absorbed(first: Paper, other: Paper) -> Paper:
    """Two records in one: whatever the first lacks comes from the other."""
    ids = replace(first.ids, **{scheme: value for scheme, value in other.ids.items() if not getattr(first.ids, scheme)})
    lacking: dict[str, Any] = {
        name: getattr(other, name)
        for name in SINGLE_FIELDS
        if not getattr(first, name)
    }
    both: dict[str, Any] = {
        name: tuple(dict.fromkeys(getattr(first, name) + getattr(other, name)))
        for name in ("topics", "awards", "notes", "keywords", "categories")
    }
    known = {link.url for link in first.links}
    return replace(
        first,
        **lacking,
        **both,
        ids=ids,
        links=first.links + tuple(link for link in other.links if link.url not in known),
        aliases=tuple(sorted({*first.aliases, other.id, *other.aliases})),
        sources=first.sources + other.sources,
    )


def _with_reason(said: Said, node: Node, cluster: Sequence[Node], joined: Mapping[Pair, Verdict]) -> Said:
    """The source with why its row is the same paper as the others; what an earlier import found stays."""
    reasons = [v for pair, v in joined.items() if node.key in pair]
    if len(cluster) == 1 or not reasons or said.source.row is None or said.source.merged:
        return said
    best = max(reasons, key=lambda v: (v.kind, v.reason))
    return replace(said, source=replace(said.source, merged=best.reason))


def _ends(
    rows: Sequence[Row],
    home: Mapping[Fingerprint, PaperId],
    before: Mapping[PaperId, Paper],
    after: Mapping[PaperId, Paper],
) -> tuple[Merged, ...]:
    """What became of each row, in the order of capture and line."""
    known = {source.row for paper in before.values() for source in paper.sources}
    founded = set(before)
    ends: list[Merged] = []
    for row in sorted(rows, key=_row_order):
        paper = home[row.fingerprint]
        reason = next(source.merged for source in after[paper].sources if source.row == row.fingerprint)
        if row.fingerprint in known:
            outcome = "unchanged" if before.get(paper) == after[paper] else "completed"
        else:
            outcome = "merged" if paper in founded else "new"
        ends.append(Merged(row=row, paper=paper, outcome=outcome, reason=reason))
        known.add(row.fingerprint)
        founded.add(paper)
    return tuple(ends)
