"""Topics by rules, with evidence."""

from typing import Any

import pytest

from generator.knowledge.classify import classify
from generator.model import PaperId, TopicMatch, TopicSlug
from generator.records.settings import Topic
from tests.make import paper


def _topic(slug: str, **rules: Any) -> Topic:
    return Topic(slug=TopicSlug(slug), title=slug, definition="Invented.", **rules)


BOATS = _topic("boats", strong=("paper boat", "fold*"), weak=("harbour", "crease"), ignore=("harbour seal",))


def _match(**values: str) -> tuple[TopicMatch, ...]:
    record = paper(
        "x", title=values.get("title", ""), abstract=values.get("abstract", ""), summary=values.get("summary", "")
    )
    return classify({record.id: record}, {BOATS.slug: BOATS})[PaperId("x")]


@pytest.mark.parametrize(
    ("values", "points", "evidence"),
    [
        ({"abstract": "On Paper-Boats."}, 2, (("abstract", "paper boats"),)),
        ({"title": "A paper boat"}, 4, (("title", "paper boat"),)),
        ({"title": "The harbour"}, 2, (("title", "harbour"),)),
        (
            {"summary": "Harbours.", "abstract": "No harbour has a crease"},
            2,
            (("summary", "harbours"), ("abstract", "crease")),
        ),
        ({"abstract": "we are folding"}, 2, (("abstract", "folding"),)),
        (
            {"title": "Paper boat", "abstract": "paper boat, folded"},
            6,
            (("title", "paper boat"), ("abstract", "folded")),
        ),
    ],
)
def test_points_and_evidence_follow_the_rules(
    values: dict[str, str], points: int, evidence: tuple[tuple[str, str], ...]
) -> None:
    """Strong 2, weak 1, doubled in the title, each phrase once; the words are those of the text."""
    (match,) = _match(**values)
    assert (match.topic, match.points, match.evidence) == (BOATS.slug, points, evidence)


@pytest.mark.parametrize(
    "text", ["One harbour.", "harbour, harbour and harbours", "paper boatswain", "scaffold", "a harbour seal's crease"]
)
def test_too_little_evidence_is_no_topic(text: str) -> None:
    """One weak phrase however often, a part of a word, a phrase inside one that does not count."""
    assert _match(abstract=text) == ()


def test_a_curators_choice_comes_first_and_removes_what_rules_found() -> None:
    """`boats` in a record adds it without points; `-boats` takes it away."""
    added = paper("x", title="Nothing", topics=("boats", "-gone"))
    removed = paper("y", title="A paper boat", topics=("-boats",))
    found = classify({p.id: p for p in (added, removed)}, {BOATS.slug: BOATS})
    assert found[added.id] == (TopicMatch(topic=BOATS.slug, points=0, evidence=(("curator", ""),)),)
    assert found[removed.id] == ()


def test_a_phrase_of_several_words_stands_whole_or_not_at_all() -> None:
    """Its first words exactly, its last one in the plural too, and none of it beyond the end of the text."""
    kites = _topic("kites", strong=("box kite string", "box kite"), weak=("kite*",))
    said = {
        "Box kite strings": ("box kite strings", 4),
        "Boxes kite string": ("kite", 2),
        "A box kite": ("box kite", 4),
        "A box": None,
    }
    for title, expected in said.items():
        record = paper("x", title=title)
        matches = classify({record.id: record}, {kites.slug: kites})[PaperId("x")]
        assert (matches[0].evidence[0][1] if matches else None) == (expected and expected[0]), title
        assert (matches[0].points if matches else None) == (expected and expected[1]), title


def _found(abstracts: tuple[str, ...], *topics: Topic) -> list[list[tuple[str, float]]]:
    """The (topic, score) pairs of papers with these abstracts."""
    records = [paper(f"p{n}", title="Untitled", abstract=text) for n, text in enumerate(abstracts)]
    found = classify({record.id: record for record in records}, {topic.slug: topic for topic in topics})
    return [[(match.topic, match.score) for match in found[record.id]] for record in records]


def test_the_topic_whose_phrases_are_rare_comes_first() -> None:
    """And not the one that the alphabet has first; what is said again counts less than the first time."""
    sails, knots = _topic("sails", strong=("sail",)), _topic("knots", strong=("knot",))
    both, *_, again = _found(("A knot on a sail.", *["knot"] * 5, "knot, knot"), knots, sails)
    assert [topic for topic, _ in both] == ["sails", "knots"]
    assert both[1][1] < again[0][1] < 2 * both[1][1]


def test_both_phrases_of_a_pair_decide_and_one_alone_does_not() -> None:
    """Wherever they stand, and not inside what the topic ignores."""
    knots = _topic("knots", both=(("rope", "sailor* hand"),), ignore=("rope ladder",))
    found = _found(("A sailor's hand, then rope", "sailors hands", "rope", "rope ladders in sailors hands"), knots)
    assert [[topic for topic, _ in some] for some in found] == [[], [], [], []]
    found = _found(("In sailors hands is rope", "sailors hands", "rope", "rope ladders in sailors hands"), knots)
    assert [[topic for topic, _ in some] for some in found] == [["knots"], [], [], []]


def test_a_phrase_speaks_against_a_topic() -> None:
    """As much as a strong one speaks for it; two strong ones outweigh it."""
    kites = _topic("kites", strong=("kite", "tail string"), against=("bird of prey",))
    found = _found(("A kite", "The kite is a bird of prey", "A kite, no bird of prey, on its tail string"), kites)
    assert [[topic for topic, _ in some] for some in found] == [["kites"], [], ["kites"]]


def test_any_word_of_a_phrase_may_vary_at_its_end() -> None:
    """`fold* boat*` takes `folding boats`, and not `fold a boat`."""
    boats = _topic("boats", strong=("fold* boat*",))
    found = _found(("folding boats", "folded boathouse", "fold a boat"), boats)
    assert [bool(some) for some in found] == [True, True, False]
