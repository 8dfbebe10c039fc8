"""Which rows and records are the same paper. Clear cases merge, unclear ones are listed for a person, rulings settle.

Candidate pairs come from shared identifiers and from rare words: on labelled pairs of bibliographies these blocks
held every true pair, where MinHash lost one in ten. The result does not depend on the order of rows or records.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from generator.intake.merge.again import Gone, find_again
from generator.intake.merge.blocking import Pair
from generator.intake.merge.clusters import Node, cluster_nodes, gathered, nodes_of, verdicts_between
from generator.intake.merge.evidence import Kind, Verdict
from generator.intake.merge.fold import Kept, fold_sources
from generator.intake.merge.joining import joined, take_apart
from generator.intake.merge.naming import issue_id, issue_key
from generator.intake.merge.said import Said
from generator.model import Fingerprint, Paper, PaperDate, PaperId, Row
from generator.records.find import index_names
from generator.records.provenance import is_as_noted
from generator.records.rulings import Exclusions, excluded_papers, is_ruled, reserved
from generator.records.settings import Decisions, Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One row's end: the record it belongs to, and how it came there."""

    row: Row
    paper: PaperId | None
    """None where it is of a paper that is left out of the catalog."""
    outcome: str
    """`new` (it founded the record), `merged` (it joined one), `corrected` (it took the place of an earlier row),
    `completed` (its own record took more of it), `unchanged`, or `excluded`."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Two records that may be the same paper."""

    papers: tuple[PaperId, PaperId]
    reason: str
    kind: Kind = Kind.UNCLEAR
    """How sure it is: of two records, no import joins even those that clearly are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A record that was taken out of another again."""

    paper: PaperId
    out_of: PaperId
    missing: tuple[str, ...]
    """Fields that it had and nobody knows any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    papers: Mapping[PaperId, Paper]
    """In id order."""
    rows: tuple[Merged, ...]
    """In the order of capture and line."""
    unclear: tuple[Unclear, ...]
    kept: tuple[Kept, ...]
    """What a person decided otherwise than the import would have."""
    gone: tuple[Gone, ...] = ()
    restored: tuple[Restored, ...] = ()
    keys: tuple[tuple[PaperId, str], ...] = ()
    """(record, citation key) pairs of sources whose key another record has already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an import goes by, beside records and rows."""

    rulings: Rulings = field(default_factory=Rulings)
    taken: frozenset[str] = frozenset()
    """Ids that must not be issued."""
    today: str = ""
    """The day that new records bear; empty where none is to be noted."""
    short_keys: bool = False
    """Whether new records get a citation key such as `xiao2024efficient`, where no source has one."""

    @classmethod
    def of(cls, decisions: Decisions, taken: frozenset[str], today: str) -> Self:
        """What a catalog's settings say of it; `taken` are the ids of its records, former ones too."""
        return cls(
            rulings=decisions.rulings,
            taken=taken | reserved(decisions.rulings),
            today=today,
            short_keys=decisions.settings.citation_keys == "short",
        )


DEFAULT = Terms()


def merge(papers: Mapping[PaperId, Paper], rows: Sequence[Row], terms: Terms = DEFAULT) -> MergeResult:
    """Folds rows into the records they belong to, and founds records for the rest."""
    return _Merge(papers, rows, terms).result()


class _Merge:
    """One merge, step by step."""

    def __init__(self, papers: Mapping[PaperId, Paper], rows: Sequence[Row], terms: Terms) -> None:
        self.terms = terms
        self.before = papers
        self.parted = take_apart(papers, terms.rulings)
        self.rows = rows
        excluded, out = Exclusions(terms.rulings), excluded_papers(papers, terms.rulings)
        unique = {row.fingerprint: row for row in sorted(rows, key=_row_order, reverse=True)}
        again = find_again(self.parted.papers, unique)
        self.out = {
            mark
            for mark, row in unique.items()
            if (mark in again.known and again.known[mark].paper in out)
            or (mark not in again.known and excluded.has(row))
        }
        self.unique = {mark: row for mark, row in unique.items() if mark not in self.out}
        self.known = {mark: one for mark, one in again.known.items() if mark not in self.out}
        self.gone = again.gone
        self.issued = {*terms.taken, *papers}
        self.keys = {paper.key: id_ for id_, paper in sorted(self.parted.papers.items(), reverse=True) if paper.key}
        self.kept: list[Kept] = []
        self.told_keys: list[tuple[PaperId, str]] = []

    def result(self) -> MergeResult:
        nodes, home = nodes_of(self.parted.papers, self.unique, self.known, self.parted.loose)
        links, unclear = cluster_nodes(nodes, self.terms.rulings)
        result: dict[PaperId, Paper] = {}
        where: dict[str, PaperId] = {}
        for cluster in gathered(nodes, links):
            paper = self._folded(cluster, links)
            result[paper.id] = paper
            where |= {node.key: paper.id for node in cluster}
        pairs = {tuple(sorted((where[a], where[b]))): v.reason for (a, b), v in unclear.items() if where[a] != where[b]}
        return MergeResult(
            papers=dict(sorted(result.items())),
            rows=self._ends({mark: where[home[mark]] for mark in self.unique}, result),
            unclear=tuple(Unclear(papers=(a, b), reason=reason) for (a, b), reason in sorted(pairs.items())),
            kept=tuple(sorted(self.kept, key=lambda one: one.paper)),
            gone=self.gone,
            restored=tuple(Restored(paper=a, out_of=b, missing=lost) for a, b, lost in self.parted.restored),
            keys=tuple(sorted(set(self.told_keys))),
        )

    def _folded(self, cluster: Sequence[Node], links: Mapping[Pair, Verdict]) -> Paper:
        """The record of a cluster; where nobody said anything new of it, as it is, in the form it was written in."""
        papers = [node.paper for node in cluster if node.paper]
        if len(papers) == len(cluster) == 1 and not cluster[0].anew:
            return papers[0]
        base, overruled = joined(papers) if papers else (Paper(id=_NEW, added=PaperDate(self.terms.today)), [])
        said = [_with_reason(said, node, cluster, links) for node in cluster for said in node.said_under(base.id)]
        folded = fold_sources(base, said, taken=self._taken(papers, said))
        self.kept += [*overruled, *folded.kept]
        if len(papers) == len(cluster) == 1 and is_as_noted(papers[0], folded.paper):
            return papers[0]
        paper = folded.paper if papers else replace(folded.paper, id=issue_id(folded.paper, self.issued))
        self.issued.add(paper.id)
        return self._with_key(paper, said, founded=not papers)

    def _taken(self, own: Sequence[Paper], said: Sequence[Said]) -> set[str]:
        """Of the citation keys that the sources give, those of other records."""
        ids = {paper.id for paper in own}
        return {key for one in said if (key := one.facts.key) in self.keys and self.keys[key] not in ids}

    def _with_key(self, paper: Paper, said: Sequence[Said], *, founded: bool) -> Paper:
        """The record with its citation key noted, and issued where the catalog wants that."""
        if self.terms.short_keys and founded and not paper.key:
            paper = replace(paper, key=issue_key(paper, self.keys))
        wanted = {one.facts.key for one in said if one.anew and one.facts.key}
        self.told_keys += [(paper.id, key) for key in wanted if self.keys.get(key, paper.id) != paper.id]
        if paper.key:
            self.keys.setdefault(paper.key, paper.id)
        return paper

    def _ends(self, home: Mapping[Fingerprint, PaperId], after: Mapping[PaperId, Paper]) -> tuple[Merged, ...]:
        """What became of each row, in the order of capture and line."""
        seen = set(self.known)
        founded = set(self.before)
        ends: list[Merged] = []
        for row in sorted(self.rows, key=_row_order):
            mark = row.fingerprint
            if mark in self.out:
                ends.append(Merged(row=row, paper=None, outcome="excluded"))
                continue
            paper = home[mark]
            reason = next(source.merged for source in after[paper].sources if source.row == mark)
            outcome = self._outcome(row, paper, after) if mark in seen else "merged" if paper in founded else "new"
            ends.append(Merged(row=row, paper=paper, outcome=outcome, reason=reason))
            seen.add(mark)
            founded.add(paper)
        return tuple(ends)

    def _outcome(self, row: Row, paper: PaperId, after: Mapping[PaperId, Paper]) -> str:
        """Of a row that a record has already."""
        known = self.known.get(row.fingerprint)
        if known and known.source.row != row.fingerprint:
            return "corrected"
        return "unchanged" if self.before.get(paper) == after[paper] or not known else "completed"


def find_unclear(papers: Mapping[PaperId, Paper], rulings: Rulings) -> tuple[Unclear, ...]:
    """The pairs of records a person should rule on, clear ones that were never merged included."""
    nodes, _ = nodes_of(papers, {})
    index = index_names(papers) if rulings.same or rulings.different else {}
    verdicts = verdicts_between(nodes, rulings, among_records=True)
    return tuple(
        Unclear(papers=pair, reason=verdict.reason, kind=verdict.kind)
        for pair, verdict in _by_papers(verdicts)
        if verdict.kind >= Kind.UNCLEAR and not is_ruled(pair, rulings, index)
    )


def _by_papers(verdicts: Mapping[Pair, Verdict]) -> Iterator[tuple[tuple[PaperId, PaperId], Verdict]]:
    return (((PaperId(a), PaperId(b)), verdict) for (a, b), verdict in sorted(verdicts.items()))


def _row_order(row: Row) -> tuple[str, int, str]:
    return (row.capture, row.line, row.fingerprint)


_NEW = PaperId("a-record-that-has-no-id-yet")


def _with_reason(said: Said, node: Node, cluster: Sequence[Node], joined: Mapping[Pair, Verdict]) -> Said:
    """The source with why its row is the same paper as the others; what an earlier import found stays."""
    reasons = [v for pair, v in joined.items() if node.key in pair]
    if len(cluster) == 1 or not reasons or said.source.row is None or said.source.merged:
        return said
    best = max(reasons, key=lambda v: (v.kind, v.reason))
    return replace(said, source=replace(said.source, merged=best.reason))
