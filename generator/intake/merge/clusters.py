"""Which rows and records stand for one paper: nodes, the verdicts between them, and the clusters these make.

The surest pairs join first, never across a veto, and always in the same order: the result does not depend on the order
of rows or records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from types import MappingProxyType

from generator.intake.merge.again import Known
from generator.intake.merge.blocking import Pair, candidates
from generator.intake.merge.corpus import corpus_of
from generator.intake.merge.evidence import Kind, Verdict, View, compare, may_be_same
from generator.intake.merge.said import Said, said_by_record, said_by_row
from generator.model import Facts, Fingerprint, Paper, PaperId, Row
from generator.records.find import names_in, names_of
from generator.records.rulings import names_of_row
from generator.records.settings import Rulings

RULED = "ruled in rulings.yml"
"""The reason of a verdict that is a person's."""


class Node:
    """A record or a new row: what a cluster is made of."""

    def __init__(self, key: str, paper: Paper | None = None, read: Mapping[int, Row] | None = None) -> None:
        """`read` are the rows of this import that a record has already, by the places of their sources."""
        self.key, self.paper = key, paper
        self.read: Mapping[int, Row] = read or {}

    @property
    def anew(self) -> bool:
        """Whether the import says anything of it."""
        return bool(self.read) or self.paper is None

    @cached_property
    def said(self) -> list[Said]:
        """What its sources say; most records of an import are never asked."""
        assert self.paper
        return [
            _read_anew(one, self.read[n]) if n in self.read else one
            for n, one in enumerate(said_by_record(self.paper))
        ]

    def said_under(self, paper: PaperId) -> list[Said]:
        """The same, as sources of the record that this one becomes part of."""
        if self.paper is None or self.paper.id == paper:
            return self.said
        return [replace(one, source=replace(one.source, of=one.source.of or self.paper.id)) for one in self.said]

    def views(self) -> list[Facts]:
        """The record as it stands, and each source that said otherwise or is new."""
        if self.paper and not self.read and not any(source.differs for source in self.paper.sources):
            return [self.paper]
        told = [said.facts for said in self.said if said.anew or said.source.differs]
        return [self.paper, *told] if self.paper else told


def nodes_of(
    papers: Mapping[PaperId, Paper],
    rows: Mapping[Fingerprint, Row],
    known: Mapping[Fingerprint, Known] = MappingProxyType({}),
    loose: Mapping[Fingerprint, Said] = MappingProxyType({}),
) -> tuple[dict[str, Node], dict[Fingerprint, str]]:
    """Key → node, and row → key of its node: a row that is `known` belongs to the record that has it already; rows
    that are `loose` have left their record.
    """
    nodes: dict[str, Node] = {}
    home: dict[Fingerprint, str] = {mark: one.paper for mark, one in known.items()}
    instead = {(one.paper, one.source.row): rows[mark] for mark, one in known.items()}
    for paper in papers.values():
        places = ((n, instead.get((paper.id, source.row))) for n, source in enumerate(paper.sources))
        nodes[paper.id] = Node(paper.id, paper, {n: row for n, row in places if row} if instead else {})
    for mark, said in loose.items():
        nodes[mark] = _of_row(mark, _read_anew(said, rows[mark]) if mark in rows else said)
        home[mark] = mark
    for mark, row in rows.items():
        if mark not in home:
            home[mark] = mark
            nodes[mark] = _of_row(mark, said_by_row(row))
    return dict(sorted(nodes.items())), home


def _of_row(mark: Fingerprint, said: Said) -> Node:
    node = Node(mark)
    node.said = [said]
    return node


def _read_anew(said: Said, row: Row) -> Said:
    """A source as its file has it now. The same row of another file is still the source that it was."""
    new = said_by_row(row, said.source)
    if row.fingerprint != said.source.row or row.capture == said.source.capture:
        return new
    return replace(new, source=replace(new.source, capture=said.source.capture, line=said.source.line))


def verdicts_between(
    nodes: Mapping[str, Node], rulings: Rulings, *, among_records: bool = False
) -> dict[Pair, Verdict]:
    """The verdict of each pair of nodes that may be one: the strongest of their views, unless one vetoes.

    Two records that stand side by side were put there by a person: no import joins them by their likeness alone.
    """
    rows = {key for key, node in nodes.items() if not node.paper}
    if not (rows or among_records):  # an import of what is known already compares nothing
        return _ruled(nodes, rulings)
    corpus = corpus_of(nodes)
    views = {key: [View(facts, corpus) for facts in node.views()] for key, node in nodes.items()}
    verdicts: dict[Pair, Verdict] = {}
    for pair in candidates(views, None if among_records else rows):
        ours, theirs = views[pair[0]], views[pair[1]]
        if _may_be_same(ours, theirs) and pair not in verdicts:
            verdicts[pair] = _strongest(ours, theirs)
    return dict(sorted(verdicts.items())) | _ruled(nodes, rulings)


def _may_be_same(ours: Sequence[View], theirs: Sequence[View]) -> bool:
    if len(ours) == len(theirs) == 1:  # as most are, and this is asked of millions of pairs
        return may_be_same(ours[0], theirs[0])
    return any(may_be_same(a, b) for a in ours for b in theirs)


def _strongest(ours: Sequence[View], theirs: Sequence[View]) -> Verdict:
    if len(ours) == len(theirs) == 1:
        return compare(ours[0], theirs[0])
    found = [compare(a, b) for a in ours for b in theirs]
    worst = min(found, key=lambda v: (not v.bars, v.kind))
    best = max(found, key=lambda v: (v.kind, v.weight, v.reason))
    return worst if _bars(worst) and best.kind is not Kind.SAME_ID else best


def _bars(verdict: Verdict) -> bool:
    """Whether nothing may join the two."""
    return verdict.bars or verdict.kind is Kind.VETO


def _ruled(nodes: Mapping[str, Node], rulings: Rulings) -> dict[Pair, Verdict]:
    """What rulings.yml says, which is the last word."""
    if not (rulings.same or rulings.different):
        return {}
    named: dict[str, set[str]] = defaultdict(set)
    for key, node in nodes.items():
        for name in _names(node):
            named[name].add(key)
    ruled: dict[Pair, Verdict] = {}
    for kind, entries in ((Kind.SAME_ID, rulings.same), (Kind.VETO, rulings.different)):
        for ruling in entries:
            keys = sorted({key for text in ruling.names for name in names_in(text) for key in named.get(name, ())})
            ruled |= {pair: Verdict(kind=kind, reason=RULED) for pair in combinations(keys, 2)}
    return ruled


def _names(node: Node) -> Iterator[str]:
    """All that a ruling may call a node by: its id and former ids, its rows, its identifiers."""
    if node.paper:
        yield from (name for name, _ in names_of(node.paper))
    for said in node.said:
        if said.source.row:
            row = Row(
                facts=said.facts,
                capture=said.source.capture,
                reader=said.source.reader,
                line=said.source.line or 1,
                fingerprint=said.source.row,
                key=said.source.key,
            )
            yield from names_of_row(row)


def cluster_nodes(nodes: Mapping[str, Node], rulings: Rulings) -> tuple[dict[Pair, Verdict], dict[Pair, Verdict]]:
    """(the pairs that join, the pairs left to a person). The surest join first, and never across a veto."""
    verdicts = verdicts_between(nodes, rulings)
    parts: dict[str, set[str]] = {key: {key} for key in nodes}
    joined: dict[Pair, Verdict] = {}
    unclear = {pair: v for pair, v in verdicts.items() if v.kind is Kind.UNCLEAR}
    barred = _Barred(nodes, verdicts)
    sure = [(pair, v) for pair, v in verdicts.items() if v.kind > Kind.UNCLEAR]
    for pair, verdict in sorted(sure, key=lambda x: (-x[1].kind, -x[1].weight, x[0])):
        ours, theirs = parts[pair[0]], parts[pair[1]]
        if ours is not theirs and barred.between(ours, theirs):
            unclear[pair] = replace(verdict, reason=f"{verdict.reason}, but another of their sources speaks against it")
            continue
        joined[pair] = verdict
        if ours is not theirs:
            ours |= theirs
            parts |= dict.fromkeys(theirs, ours)
    return joined, unclear


class _Barred:
    """Which nodes no third one may join."""

    def __init__(self, nodes: Mapping[str, Node], verdicts: Mapping[Pair, Verdict]) -> None:
        self._nodes = nodes
        self._known = {pair: _bars(verdict) for pair, verdict in verdicts.items()}
        self._views: dict[str, list[View]] = {}

    def between(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        return any(self._bars((a, b) if a < b else (b, a)) for a in ours for b in theirs)

    def _bars(self, pair: Pair) -> bool:
        if pair not in self._known:  # no candidate, but a third node would join them
            self._known[pair] = _bars(_strongest(*map(self._views_of, pair)))
        return self._known[pair]

    def _views_of(self, key: str) -> list[View]:
        if key not in self._views:
            self._views[key] = [View(facts) for facts in self._nodes[key].views()]
        return self._views[key]


def gathered(nodes: Mapping[str, Node], joined: Iterable[Pair]) -> list[list[Node]]:
    """The clusters, those with records first, so that a new record never takes an id that one of them holds."""
    parts: dict[str, set[str]] = {key: {key} for key in nodes}
    for a, b in joined:
        if parts[a] is not parts[b]:
            parts[a] |= parts[b]
            parts |= dict.fromkeys(parts[b], parts[a])
    clusters = {min(part): [nodes[key] for key in sorted(part)] for part in parts.values()}
    return sorted(clusters.values(), key=lambda c: (all(n.paper is None for n in c), c[0].key))
