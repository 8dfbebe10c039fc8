"""What a person decided outlives any history of imports, corrections and better readers; all else follows sources."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fields import FIELDS, value_of, values_of, with_values
from generator.ids import Ids
from generator.intake.merge import MergeResult, merge
from generator.model import Author, Facts, Fingerprint, Link, Paper, PaperId, Row, Url
from generator.records.store import as_yaml
from tests.make import from_disk

DOI = "10.1000/lantern"
POOLS: dict[str, list[Any]] = {
    "title": ["Lantern Routing Ends on Every Grid", "LANTERN ROUTING ENDS ON EVERY GRID", "Lantern Routing Ends"],
    "authors": [
        (Author(name="Ada Quill"), Author(name="Bo Reed")),
        (Author(name="Bo Reed"), Author(name="Ada Quill")),
        (Author(name="Ada Quill"), Author(name="others")),
    ],
    "date": ["2020", "2021", "2021-05", "2021-05-02", "2022-01"],
    "first": ["2019", "2020-11"],
    "venue": ["arXiv", "ROUTE 2021", "Journal of Lanterns"],
    "type": ["preprint", "article", "conference"],
    "volume": ["1", "12"],
    "keywords": [("lamps", "grids"), ("grids", "lamps"), ("lamps",), ("lamps", "grids", "wires")],
    "summary": ["Short.", "Rather longer."],
    "ids.pmcid": ["PMC1", "PMC2"],
    "key": ["quill2020", "quill2021lantern"],
}
LINKS = [
    Link(kind="code", url=Url("https://example.org/a")),
    Link(kind="data", url=Url("https://example.org/a")),
    Link(kind="code", url=Url("https://example.org/b")),
]
CAPTURES = ("a.bib", "b.bib", "c.txt")

VALUES = st.fixed_dictionaries({}, optional={name: st.sampled_from(pool) for name, pool in POOLS.items()})
FACTS = st.builds(
    lambda values, links: with_values(Facts(links=tuple(links), ids=Ids(doi=DOI)), values.items()),
    VALUES,
    st.lists(st.sampled_from(LINKS), unique_by=lambda link: link.url, max_size=2),
)


@dataclass(frozen=True)
class Import:
    """Some captures are imported; each holds one row of the paper, which says what it says now."""

    captures: tuple[str, ...]
    rows: dict[str, Facts]
    same_text: bool
    """Whether the rows' text is as before, and only the reader has become better."""


@dataclass(frozen=True)
class Edit:
    """A person writes a value, picks another source's, clears it, or puts links in another order."""

    field: str
    value: Any


IMPORTS = st.builds(
    Import,
    captures=st.permutations(CAPTURES).flatmap(lambda all_: st.integers(1, 3).map(lambda n: tuple(all_[:n]))),
    rows=st.fixed_dictionaries(dict.fromkeys(CAPTURES, FACTS)),
    same_text=st.booleans(),
)
ORDERS = st.permutations(LINKS).map(lambda links: tuple(links[:2]))
EDITS = st.sampled_from([*POOLS, "links"]).flatmap(
    lambda name: st.builds(
        Edit,
        field=st.just(name),
        value=ORDERS if name == "links" else st.sampled_from([*POOLS[name], None]),
    )
)


def _row(capture: str, facts: Facts, text: str) -> Row:
    mark = Fingerprint(sha256(f"{capture} {text}".encode()).hexdigest()[:12])
    return Row(facts=facts, capture=capture, reader="invented", line=1, fingerprint=mark, key="lantern")


def _edited(paper: Paper, edit: Edit) -> Paper:
    if edit.field == "links":
        kept = {link.url: link for link in edit.value}
        return replace(paper, links=tuple(kept.values()))
    return with_values(paper, [(edit.field, edit.value)])


class _Life:
    """One record's life, and what a person has decided in it so far."""

    def __init__(self) -> None:
        self.papers: dict[PaperId, Paper] = {}
        self.after_import: Paper | None = None
        self.decided: dict[str, Any] = {}
        self.rows: dict[str, tuple[Facts, str]] = {}
        self.given: set[str] = set()
        """Fields that a source ever said something of."""

    @property
    def paper(self) -> Paper:
        (paper,) = self.papers.values()
        return paper

    def take(self, step: Import, number: int) -> MergeResult:
        self._note_decisions()
        for capture in step.captures:
            text = self.rows[capture][1] if step.same_text and capture in self.rows else str(number)
            self.rows[capture] = (step.rows[capture], text)
            self.given |= set(values_of(step.rows[capture]))
        rows = [_row(capture, *self.rows[capture]) for capture in step.captures]
        result = merge(self.papers, rows)
        self.papers = {id_: from_disk(paper) for id_, paper in result.papers.items()}
        self.after_import = self.paper
        return result

    def edit(self, edit: Edit) -> None:
        if self.papers:
            self.papers = {self.paper.id: from_disk(_edited(self.paper, edit))}

    def _note_decisions(self) -> None:
        """Whatever differs from what the last import left is a person's, and what was a person's before.

        Who takes a value out that only they had written has decided nothing: it is as if it had never been there.
        """
        before = self.after_import
        for name in FIELDS if before else ():
            now = value_of(self.paper, name)
            if name in self.decided or (before and now != value_of(before, name)):
                self.decided[name] = now
            if not now and name not in self.given:
                self.decided.pop(name, None)

    def sources_say(self, name: str) -> list[Any]:
        return [value for facts, _ in self.rows.values() if (value := value_of(facts, name))]


STEPS = st.lists(st.one_of(IMPORTS, EDITS, IMPORTS), min_size=2, max_size=9)


@pytest.mark.slow
@given(STEPS)
@settings(max_examples=200)
def test_a_decision_outlives_every_history_and_all_else_follows_the_sources(steps: list[Import | Edit]) -> None:
    """Each import leaves what a person wrote, picked, cleared or reordered; says so where it would have changed it; and
    every other field has a value that a source gives today, if any does."""
    life = _Life()
    for number, step in enumerate(steps):
        if isinstance(step, Edit):
            life.edit(step)
            continue
        result = life.take(step, number)
        told = {kept.field: kept for kept in result.kept}
        for name in FIELDS:
            value, said = value_of(life.paper, name), life.sources_say(name)
            if name in life.decided:
                assert value == life.decided[name], name
                anew = any(value_of(step.rows[capture], name) for capture in step.captures)
                assert name in told or name == "first" or value in said or not anew, name
            elif name == "first":
                dates = [*said, *life.sources_say("date")]
                assert value in [*dates, "", None]
            else:
                assert value in said if said else not value, name
        assert all(kept.says and kept.says != kept.value for kept in result.kept)
        assert {source.capture for source in life.paper.sources} == set(life.rows)
        assert len(life.paper.sources) == len(life.rows)


@pytest.mark.slow
@given(STEPS)
@settings(max_examples=100)
def test_importing_the_same_rows_again_changes_no_byte(steps: list[Import | Edit]) -> None:
    """Whatever happened before: the second of two equal imports finds all as it should be."""
    life = _Life()
    for number, step in enumerate(steps):
        if isinstance(step, Edit):
            life.edit(step)
        else:
            life.take(step, number)
            before = as_yaml(life.paper)
            life.take(replace(step, same_text=True), number)
            assert as_yaml(life.paper) == before


@pytest.mark.slow
@given(STEPS)
@settings(max_examples=100)
def test_a_link_taken_out_never_comes_back_and_their_order_stays(steps: list[Import | Edit]) -> None:
    """A link that a person removed stays out, one that a person added or changed stays in, in the order they gave."""
    life = _Life()
    out: set[Url] = set()
    mine: set[Link] = set()
    for number, step in enumerate(steps):
        if isinstance(step, Edit):
            life.edit(step)
            continue
        before = set(life.after_import.links) if life.after_import else set()
        now = life.paper.links if life.papers else ()
        out = (out | {link.url for link in before}) - {link.url for link in now} if before or out else out
        mine = (mine & set(now)) | (set(now) - before)
        life.take(step, number)
        after = life.paper.links
        assert not out & {link.url for link in after}
        assert mine <= set(after)
        assert [link for link in after if link in now] == [link for link in now if link in after]


def test_every_value_of_every_source_can_be_told() -> None:
    """The record keeps all that three sources gave, in digests or in full."""
    life = _Life()
    rows = {
        capture: with_values(Facts(ids=Ids(doi=DOI)), [(name, pool[n % len(pool)]) for name, pool in POOLS.items()])
        for n, capture in enumerate(CAPTURES)
    }
    life.take(Import(captures=CAPTURES, rows=rows, same_text=False), 0)
    for source in life.paper.sources:
        assert {*source.fields, *source.less, *source.differs} >= set(values_of(rows[source.capture])), source
