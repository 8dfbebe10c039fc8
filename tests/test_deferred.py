"""A catalog computes what somebody asks for, and no more."""

import pytest

from generator.account import explain_lines
from generator.knowledge import catalog as made
from generator.knowledge.catalog import Catalog, build_catalog
from generator.knowledge.deferred import Computed, Deferred
from generator.knowledge.mentions import Mentions
from generator.model import Paper, PaperId
from generator.publish.exports import EXPORTS, Export
from generator.records.settings import Decisions, Rulings, Settings
from tests.make import paper


def test_a_deferred_mapping_is_made_once_and_only_when_looked_into() -> None:
    """As a whole."""
    calls: list[int] = []

    def make() -> dict[str, int]:
        calls.append(1)
        return {"a": 1, "b": 2}

    mapping = Deferred(make)
    assert not calls
    assert (mapping["a"], mapping.get("c"), len(mapping)) == (1, None, 2)
    assert dict(mapping) == {"a": 1, "b": 2} and len(calls) == 1


def test_who_wants_one_value_does_not_pay_for_all() -> None:
    """Who then wants a second one does."""
    calls: list[str] = []

    def one(key: str) -> int | None:
        calls.append(key)
        return {"a": 1}.get(key)

    def make() -> dict[str, int]:
        calls.append("all")
        return {"a": 1}

    mapping = Deferred(make, one)
    assert (mapping.get("x"), mapping.get("x"), calls) == (None, None, ["x", "x"])
    assert (mapping["a"], "b" in mapping, calls[2:]) == (1, False, ["all"])


def test_computed_values_are_remembered() -> None:
    """What is no key is none, and computes nothing."""
    calls: list[str] = []

    def compute(key: str) -> str:
        calls.append(key)
        return key.upper()

    mapping = Computed(["a", "b"], compute)
    assert (mapping["a"], mapping["a"], mapping.get("c"), calls) == ("A", "A", None, ["a"])
    assert (list(mapping.items()), len(mapping)) == ([("a", "A"), ("b", "B")], 2)


def _catalog() -> Catalog:
    papers = [
        paper("fold", title="FoldNet: Counting Creases", abstract="FoldNet counts.", authors=("Ada Quill",)),
        paper("user", title="Boats", abstract="Unlike FoldNet, we float. SailChat-2 does, too.", authors=("Bo Reed",)),
        paper("sail", title="SailChat-2: Boats That Talk", abstract="We sail past FoldNet.", authors=("Ada Quill",)),
    ]
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    return build_catalog({record.id: record for record in papers}, decisions)


@pytest.fixture
def _nothing_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is about all papers fails."""

    def fail(*_: object) -> None:
        raise AssertionError("all papers were asked for")

    for name in ("author_entries", "find_alike", "_topic_entries", "gaps_in"):
        monkeypatch.setattr(made, name, fail)
    monkeypatch.setattr(Mentions, "all", fail)


@pytest.mark.usefixtures("_nothing_whole")
def test_explain_asks_about_one_paper() -> None:
    """No author page, no topic page, and the mentions of others only where they name this one's system."""
    catalog = _catalog()
    lines = list(explain_lines(catalog, catalog.papers[PaperId("fold")]))
    assert "  named FoldNet by user: Unlike FoldNet, we float." in lines
    lines = list(explain_lines(_catalog(), catalog.papers[PaperId("user")]))
    assert "  names SailChat-2 → sail: SailChat-2 does, too." in lines


@pytest.mark.parametrize("id_", ["fold", "user", "sail"])
def test_the_mentions_of_one_paper_are_those_of_the_whole(id_: str) -> None:
    """What it names, and who names it, in the same order."""
    whole, alone = _catalog(), _catalog()
    mentions, mentioned = dict(whole.mentions), dict(whole.mentioned_by)
    assert alone.mentions.get(PaperId(id_)) == mentions.get(PaperId(id_))
    assert alone.mentioned_by.get(PaperId(id_)) == mentioned.get(PaperId(id_))


@pytest.mark.usefixtures("_nothing_whole")
@pytest.mark.parametrize("export", [e for e in EXPORTS if e.name != "markdown"], ids=lambda export: export.name)
def test_an_export_of_one_paper_relates_nobody(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it look for people."""
    monkeypatch.setattr(made, "find_people", None)
    monkeypatch.setattr("generator.knowledge.relate.Index", None)
    catalog = _catalog()
    papers: list[Paper] = [catalog.papers[PaperId("user")]]
    assert "".join(export.render(catalog, papers))
