"""Records in their first form are read for ever: their digests are checked by the rule of that time."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.intake.merge import merge
from generator.model import Paper, Source
from generator.pipeline import import_captures
from generator.records.load import load
from generator.records.provenance import digest, kept_in_full
from tests.make import row
from tests.shared import ROOT, captures

OLD = ROOT / "tests" / "old_records.jsonl"
"""The bundled records as they were before there was `less`, `kept` or `added`."""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    folder = tmp_path / "catalog"
    (folder / "records").mkdir(parents=True)
    shutil.copy(OLD, folder / "records" / "papers.jsonl")
    return folder


def _in_old_form(paper: Paper) -> Paper:
    """With a digest of every value in `fields`, also of those that the record does not show."""
    return replace(paper, sources=tuple(map(_old_source, paper.sources)))


def _old_source(source: Source) -> Source:
    digests = {name: digest(value) for name, value in kept_in_full(source)}
    return replace(source, key="", less={}, fields={**source.fields, **digests})


def test_they_can_all_be_read(catalog: Path) -> None:
    """Without a problem, and none is rewritten by reading."""
    _, records, problems = load(catalog)
    assert problems == [] and len(records.papers) == len(OLD.read_text(encoding="utf-8").splitlines())


@pytest.mark.shared("seeds")
def test_the_captures_they_were_made_of_find_no_hand_edit_in_them(catalog: Path) -> None:
    """Nobody edited them, so no import says so; every value they show stays."""
    before = load(catalog)[1].papers
    done = import_captures(catalog, captures())
    assert done.result.kept == ()
    assert {end.outcome for end in done.result.rows} == {"completed"}
    after = load(catalog)[1].papers
    for id_, paper in before.items():
        now = after[id_]
        assert replace(now, abstract="", date=paper.date, first=paper.first, sources=()) == replace(paper, sources=())


def test_a_record_is_not_rewritten_for_a_newer_form_alone() -> None:
    """The same row again says nothing new: the record stays in its old form, to the byte."""
    new = merge({}, [known := row("a.bib", title="Lantern Routing Ends on Every Grid", date="2021")])
    (paper,) = new.papers.values()
    old = _in_old_form(paper)
    again = merge({old.id: old}, [replace(known, key="lantern")])
    assert again.papers[old.id] is old


def test_the_other_value_that_a_person_picked_stays() -> None:
    """Where two sources disagreed, the old form has both digests, but the one under `differs` is no import's mark."""
    rows = [
        row("a.bib", title="Lantern Routing Ends on Every Grid", authors=("Ada Quill",), venue="Journal of Lamps"),
        row("b.bib", title="Lantern Routing Ends on Every Grid", authors=("Ada Quill",), venue="Lamps"),
    ]
    (paper,) = merge({}, rows).papers.values()
    edited = replace(_in_old_form(paper), venue="Lamps")
    result = merge({edited.id: edited}, rows)
    assert result.papers[paper.id].venue == "Lamps"
    assert [(kept.field, kept.value, kept.says) for kept in result.kept] == [("venue", "Lamps", "Journal of Lamps")]
