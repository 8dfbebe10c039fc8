"""Which rows and records stand for one paper: nodes, the verdicts between them, and the clusters these make.

The surest pairs join first, never across a veto, and always in the same order: the result does not depend on the order
of rows or records.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from generator.clean.text import fold
from generator.intake.merge.blocking import Pair, candidates
from generator.intake.merge.evidence import Kind, Verdict, View, compare
from generator.intake.merge.fold import Said, facts_of, said_by_record, said_by_row
from generator.model import Facts, Fingerprint, Paper, PaperId, Row
from generator.records.settings import Rulings

RULED = "ruled in rulings.yml"
"""The reason of a verdict that is a person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A record or a new row: what a cluster is made of."""

    key: str
    paper: Paper | None
    said: list[Said]

    def views(self) -> list[Facts]:
        """The record as it stands, and each source that said otherwise or is new."""
        told = [facts_of(said) for said in self.said if said.anew or said.source.differs]
        return [self.paper, *told] if self.paper else told

    def titled(self) -> Iterator[tuple[str, Facts]]:
        """Where it stands beside others: a record among the records, a row in its capture."""
        return iter([("", self.paper)] if self.paper else ((said.source.capture, facts_of(said)) for said in self.said))


def _split_off(paper: Paper, rulings: Rulings) -> set[Fingerprint]:
    """The rows of a record that were ruled to be another paper than one of its other rows: all but the first named."""
    own = {source.row for source in paper.sources if source.row}
    return {Fingerprint(name) for group in rulings.different for name in [n for n in group if n in own][1:]}


def nodes_of(
    papers: Mapping[PaperId, Paper], rows: Mapping[Fingerprint, Row], rulings: Rulings
) -> tuple[dict[str, Node], dict[Fingerprint, str]]:
    """Key → node, and row → key of its node: a row that is already a source of a record belongs to that record."""
    nodes: dict[str, Node] = {}
    home: dict[Fingerprint, str] = {}
    for paper in papers.values():
        nodes[paper.id] = Node(key=paper.id, paper=paper, said=[])
        split = _split_off(paper, rulings)
        for said in said_by_record(paper):
            mark = said.source.row
            if mark and (row := rows.get(mark)):
                new = said_by_row(row)
                said = replace(new, source=replace(said.source, fields=new.source.fields))
            if mark and mark in split:
                said = replace(said, source=replace(said.source, merged=""), anew=True)
                nodes[mark] = Node(key=mark, paper=None, said=[said])
            else:
                nodes[paper.id].said.append(said)
            if mark:
                home[mark] = mark if mark in split else paper.id
    for fingerprint, row in rows.items():
        if fingerprint not in home:
            home[fingerprint] = fingerprint
            nodes[fingerprint] = Node(key=fingerprint, paper=None, said=[said_by_row(row)])
    return dict(sorted(nodes.items())), home


def verdicts_between(
    nodes: Mapping[str, Node], rulings: Rulings, *, among_records: bool = False
) -> dict[Pair, Verdict]:
    """The verdict of each candidate pair of nodes: the strongest of their views, unless one vetoes.

    Two records that stand side by side were put there by a person: no import joins them by their likeness alone.
    """
    columns = _columns(nodes)
    views = {key: [View(facts, columns) for facts in node.views()] for key, node in nodes.items()}
    pairs = (pair for pair in sorted(candidates(views)) if among_records or not all(nodes[key].paper for key in pair))
    return {pair: _strongest(views[pair[0]], views[pair[1]]) for pair in pairs} | _ruled(nodes, rulings)


def _columns(nodes: Mapping[str, Node]) -> frozenset[str]:
    """Titles that three rows of one capture have, or three records: `Editorial`, `Book Review Column`."""
    counts = Counter((name, fold(facts.title)) for node in nodes.values() for name, facts in node.titled())
    return frozenset(title for (_, title), count in counts.items() if title and count >= 3)


def _strongest(ours: Sequence[View], theirs: Sequence[View]) -> Verdict:
    found = [compare(a, b) for a in ours for b in theirs]
    worst, best = min(found, key=lambda v: v.kind), max(found, key=lambda v: (v.kind, v.reason))
    return worst if worst.kind is Kind.VETO and best.kind is not Kind.SAME_ID else best


def _ruled(nodes: Mapping[str, Node], rulings: Rulings) -> dict[Pair, Verdict]:
    """What rulings.yml says, which is the last word."""
    named: dict[str, set[str]] = defaultdict(set)
    for key, node in nodes.items():
        for name in _names(node):
            named[name].add(key)
    ruled: dict[Pair, Verdict] = {}
    for kind, groups in ((Kind.SAME_ID, rulings.same), (Kind.VETO, rulings.different)):
        for group in groups:
            keys = sorted({key for name in group for key in named.get(name, ())})
            ruled |= {pair: Verdict(kind=kind, reason=RULED) for pair in combinations(keys, 2)}
    return ruled


def _names(node: Node) -> Iterator[str]:
    """All that a ruling may call a node by: its id and former ids, its rows, its identifiers."""
    yield node.key
    if node.paper:
        yield from node.paper.aliases
    for said in node.said:
        if said.source.row:
            yield said.source.row
    for facts in node.views():
        yield from (f"{scheme}:{value}" for scheme, value in facts.ids.items())


def cluster_nodes(nodes: Mapping[str, Node], rulings: Rulings) -> tuple[dict[Pair, Verdict], dict[Pair, Verdict]]:
    """(the pairs that join, the pairs left to a person). The surest join first, and never across a veto."""
    verdicts = verdicts_between(nodes, rulings)
    parts: dict[str, set[str]] = {key: {key} for key in nodes}
    joined: dict[Pair, Verdict] = {}
    unclear = {pair: v for pair, v in verdicts.items() if v.kind is Kind.UNCLEAR}
    sure = sorted(((p, v) for p, v in verdicts.items() if v.kind > Kind.UNCLEAR), key=lambda x: (-x[1].kind, x[0]))
    for pair, verdict in sure:
        ours, theirs = parts[pair[0]], parts[pair[1]]
        if ours is not theirs and _vetoed(ours, theirs, nodes, verdicts):
            unclear[pair] = replace(verdict, reason=f"{verdict.reason}, but another of their sources speaks against it")
            continue
        joined[pair] = verdict
        if ours is not theirs:
            ours |= theirs
            parts |= dict.fromkeys(theirs, ours)
    return joined, unclear


def _vetoed(ours: set[str], theirs: set[str], nodes: Mapping[str, Node], verdicts: Mapping[Pair, Verdict]) -> bool:
    for a in ours:
        for b in theirs:
            pair = (a, b) if a < b else (b, a)
            verdict = verdicts.get(pair)
            if verdict is None:  # no candidate, but a third node would join them
                verdict = _strongest([View(f) for f in nodes[a].views()], [View(f) for f in nodes[b].views()])
            if verdict.kind is Kind.VETO:
                return True
    return False


def gathered(nodes: Mapping[str, Node], joined: Iterable[Pair]) -> list[list[Node]]:
    """The clusters, those with records first, so that a new record never takes an id that one of them holds."""
    parts: dict[str, set[str]] = {key: {key} for key in nodes}
    for a, b in joined:
        if parts[a] is not parts[b]:
            parts[a] |= parts[b]
            parts |= dict.fromkeys(parts[b], parts[a])
    clusters = {min(part): [nodes[key] for key in sorted(part)] for part in parts.values()}
    return sorted(clusters.values(), key=lambda c: (all(n.paper is None for n in c), c[0].key))
