"""Related papers and mentions, each with its reason."""

from dataclasses import replace

import pytest

from generator.knowledge.mentions import find_mentions, system_name
from generator.knowledge.people import find_people
from generator.knowledge.relate import relate
from generator.model import Paper, PaperId, Related
from generator.records.settings import AuthorRulings
from tests.make import ABSTRACT, OTHER_ABSTRACT, paper


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("FoldNet: Counting Creases", "FoldNet"),
        ("FoldChat-3.0: Talking Boats", "FoldChat-3.0"),
        ("SAIL: Where Boats Go", "SAIL"),
        ("Me FOLDER: Boats for Doctors", "Me FOLDER"),
        ("PanBoat-π: A Hull", "PanBoat-π"),
        ("Puzzle: Boats by Search", None),
        ("Fine-Tuning or Folding? Comparing Boats", None),
        ("A Survey of Boats: What We Know", None),
        ("No colon at all", None),
        ("1.5: Numbers", None),
        ("AI: A Short Name", None),
    ],
)
def test_a_title_names_a_system_only_where_the_name_is_no_ordinary_word(title: str, name: str | None) -> None:
    """`Name: subtitle`, and at least one word that no dictionary has."""
    assert system_name(paper("x", title=title)) == name


def _papers(*papers: Paper) -> dict[PaperId, Paper]:
    return {p.id: p for p in papers}


def test_a_mention_has_its_sentence_and_goes_one_way() -> None:
    """The first sentence with the name, no self-mention, no part of a longer name."""
    papers = _papers(
        paper("fold", title="FoldNet: Counting Creases", abstract="FoldNet counts."),
        paper("user", title="Boats", abstract="We fold. Unlike FoldNet, we do not count. FoldNet is slow."),
        paper("near", title="Ships", abstract="FoldNets and FoldNet-2 and foldnet differ."),
    )
    (mention,) = find_mentions(papers, ())
    assert (mention.source, mention.target, mention.sentence) == ("user", "fold", "Unlike FoldNet, we do not count.")
    assert find_mentions(papers, ["foldnet"]) == ()


def test_a_name_that_two_papers_claim_links_to_neither() -> None:
    """It cannot be told which of the two is meant."""
    papers = _papers(
        paper("a", title="FoldNet: One"), paper("b", title="FOLDNET: Two"), paper("c", title="x", abstract="FoldNet")
    )
    assert find_mentions(papers, ()) == ()


def _related(papers: list[Paper], most: int) -> dict[PaperId, tuple[Related, ...]]:
    found = _papers(*papers)
    return dict(relate(found, {}, lambda: find_people(found, AuthorRulings()), most))


def test_related_papers_share_rare_terms_authors_and_topics() -> None:
    """The nearest first, with what they share; the order of the records does not matter."""
    papers = [
        paper("a", title="Lantern routing on grids", abstract=ABSTRACT, authors=("Ada Quill", "Bo Reed")),
        paper("b", title="Lantern routing on trees", abstract=ABSTRACT, authors=("A. Quill", "Bo Reed")),
        *(paper(f"c{n}", title=f"Creases of boat {n}", abstract=OTHER_ABSTRACT) for n in range(20)),
    ]
    found = _related(papers, 3)
    first = found[PaperId("a")][0]
    assert (first.paper, first.authors) == ("b", ("Bo Reed",))
    assert first.terms[0] == "Lantern routing" and not any("code" in term for term in first.terms)
    assert found == _related(papers[::-1], 3)
    assert [r.paper for r in found[PaperId("c5")]] == ["c0", "c1", "c10"]


@pytest.mark.parametrize(
    "papers",
    [[], [paper("a", title="Alone")], [paper("a"), paper("b")], [paper("a", title="One"), paper("b", title="Two")]],
)
def test_papers_with_nothing_in_common_are_not_related(papers: list[Paper]) -> None:
    """No records, one, empty ones, and ones without a common word."""
    assert _related(papers, 5) == {p.id: () for p in papers}


def test_names_come_from_titles_with_a_number_from_sizes_and_from_curators() -> None:
    """And a number behind a name is a part of it: `Kite 3.1` is not `Kite 3`."""
    papers = _papers(
        paper("kite", title="The Kite 3 Herd of Models"),
        paper("sail", title="SailChat-2B: Boats That Talk"),
        replace(paper("oars", title="On rowing"), names=("Oars",)),
        paper("user", title="All", abstract="Kite 3, SailChat and Oars. Kite 3.1, SailChat-9B and Oarsman are others."),
    )
    found = find_mentions(papers, ("Oars",))
    assert [(mention.target, mention.name) for mention in found] == [
        ("kite", "Kite 3"), ("oars", "Oars"), ("sail", "SailChat"),
    ]  # fmt: skip
