"""What papers are to one another."""

import pytest

from generator.knowledge.relations import check_relations, find_relations, relation_in_words
from generator.model import Paper, PaperId
from tests.make import paper

TITLE = "Glow tables for lantern routing"
ADA = ("Ada Quill", "Bo Reed")


def _found(*papers: Paper) -> dict[str, list[str]]:
    """Paper → what it is to others, in words."""
    found = find_relations({one.id: one for one in papers})
    assert found == find_relations({one.id: one for one in papers[::-1]})
    return {id_: [f"{relation_in_words(one)} {one.paper}" for one in own] for id_, own in found.items()}


OWL = paper("owl", title=TITLE, authors=ADA, date="2014")


@pytest.mark.parametrize(("title", "authors", "ours", "theirs"), [
    (f"Erratum to: {TITLE}", ADA, "Corrects", "Corrected by"),
    (f"Publisher Correction: {TITLE.upper()}", ADA, "Corrects", "Corrected by"),
    (f"Retraction Note: {TITLE}", (), "Corrects", "Corrected by"),
    (f"Comment on “{TITLE}”", ("Max Poe",), "Comments on", "Commented on by"),
    (f"A reply to {TITLE}", ("Max Poe",), "Comments on", "Commented on by"),
])  # fmt: skip
def test_a_title_that_repeats_another_says_what_it_is(
    title: str, authors: tuple[str, ...], ours: str, theirs: str
) -> None:
    """On both pages, whatever the order of the records."""
    found = _found(OWL, paper("note", title=title, authors=authors))
    assert found == {"note": [f"{ours} owl"], "owl": [f"{theirs} note"]}


def test_a_reply_to_a_comment_is_about_the_comment_where_there_is_one() -> None:
    comment = paper("comment", title=f"Comment on {TITLE}", authors=("Max Poe",))
    reply = paper("reply", title=f"Reply to Comment on {TITLE}", authors=ADA)
    assert _found(OWL, comment, reply)["reply"] == ["Comments on comment"]
    assert _found(OWL, reply)["reply"] == ["Comments on owl"]


def test_the_parts_of_a_work_are_linked_by_their_titles_and_an_author() -> None:
    """Of other people, or where the work has no name, a number says nothing."""
    one = paper("one", title="Kelp growth, Part I", authors=ADA)
    two = paper("two", title="Kelp growth, part 2: fronds", authors=("B. Reed",))
    other = paper("other", title="Kelp growth, Part III", authors=("Max Poe",))
    said = "Another part of this work"
    assert _found(one, two, other) == {"one": [f"{said} two"], "two": [f"{said} one"]}
    assert _found(*(paper(f"p{n}", title=f"Report, Part {n}", authors=ADA) for n in (1, 2))) == {}


def test_two_prints_of_one_paper_are_versions_and_two_editorials_are_none() -> None:
    meeting = paper("meeting", title=TITLE, authors=ADA, venue="Proc. Meeting on Lamps", date="2014")
    journal = paper("journal", title=TITLE, authors=("A. Quill", "B. Reed"), venue="Journal of Lamps", date="2016")
    assert _found(meeting, journal) == {"journal": ["Another version meeting"], "meeting": ["Another version journal"]}
    two = [paper(f"p{n}", title="Editorial", authors=ADA, ids={"doi": f"10.1000/{n}"}) for n in (1, 2)]
    assert _found(*two) == {}
    two = [paper(f"p{n}", title=TITLE, authors=ADA, ids={"doi": f"10.1000/{n}"}) for n in (1, 2)]
    assert _found(*two) == {"p1": ["Another version p2"], "p2": ["Another version p1"]}


def test_a_curator_adds_relations_and_takes_away_what_was_found() -> None:
    """By a former id, too."""
    boat = paper("boat", title="Boats", aliases=("raft",))
    note = paper("note", title=f"Erratum: {TITLE}", authors=ADA, relations=("corrects raft", "-corrects owl"))
    assert _found(OWL, boat, note) == {"boat": ["Corrected by note"], "note": ["Corrects boat"]}


def test_a_relation_that_leads_nowhere_is_a_problem() -> None:
    papers = {PaperId("note"): paper("note", title="Note", relations=("corrects nobody", "part-of note"))}
    problems = check_relations(papers, {PaperId("note"): "note.yml"})
    assert [(one.path, one.code) for one in problems] == [("records/note.yml", "unknown-relation")] * 2
    assert "found `corrects nobody`" in problems[0].message
