"""Retractions marked in a title, and notices about papers."""

from dataclasses import replace

import pytest

from generator.clean.notices import is_notice, split_state
from generator.intake.merge.naming import issue_id
from generator.intake.normalize import normalize
from generator.model import RawRecord
from tests.make import paper


@pytest.mark.parametrize(("title", "state"), [
    ("RETRACTED: Tide pools", "retracted"), ("Retracted article: Tide pools", "retracted"),
    ("[Retracted] Tide pools", "retracted"), ("(Retracted) Tide pools", "retracted"),
    ("RETRACTED – Tide pools", "retracted"), ("RETRACTED Tide pools", "retracted"),
    ("WITHDRAWN: Tide pools", "withdrawn"), ("[WITHDRAWN] Tide pools", "withdrawn"),
    ("Tide pools (Retracted)", "retracted"), ("Tide pools [Retracted Article]", "retracted"),
    ("Tide pools (Retracted article. See vol. 3, p. 4, 2010)", "retracted"),
])  # fmt: skip
def test_a_mark_in_the_title_is_the_state_of_the_paper(title: str, state: str) -> None:
    """The title is the one without it, and so is the id."""
    assert split_state(title) == ("Tide pools", state)
    raw = RawRecord(reader="x", capture="x", line=1, lines=frozenset({1}), text="x", title=title)
    row, _ = normalize(raw)
    assert row and (row.facts.title, row.facts.state) == ("Tide pools", state)
    row, _ = normalize(replace(raw, state="superseded"))
    assert row and row.facts.state == "superseded"


@pytest.mark.parametrize("title", [
    "Retraction of sea anemones under stress", "Withdrawn wells of the coast: a history", "Retracted papers: a study",
    "Erratum letters and how editors answer them", "Correction for bias in trees", "Corrections and clarity",
    "Error correction: codes of the shore", "Withdrawal of wells", "Retracted",
])  # fmt: skip
def test_words_of_a_title_are_no_mark(title: str) -> None:
    """They are papers about retractions, wells and letters."""
    assert split_state(title) == (title, None) and not is_notice(title)


@pytest.mark.parametrize("title", [
    "Erratum: Kelp", "Erratum to: Kelp", "Erratum to “Kelp”", "Erratum to Kelp beds", "[Erratum] Kelp", "Errata",
    "Corrigendum to 'Kelp'", "Correction to: Kelp", "Publisher Correction: Kelp", "Author Correction: Kelp",
    "Expression of concern: Kelp", "Retraction notice to “Kelp”", "Retraction Note: Kelp", "Addendum: Kelp",
])  # fmt: skip
def test_a_notice_is_known_and_keeps_its_title(title: str) -> None:
    """It is about a paper, whose state it does not share."""
    assert is_notice(title) and split_state(title) == (title, None)


def test_a_notice_is_called_by_its_whole_title() -> None:
    """`erratum-2019` would say nothing."""
    assert issue_id(paper("x", title="Erratum: Kelp beds", date="2019"), ()) == "erratum-kelp-beds-2019"
