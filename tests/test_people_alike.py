"""Who may be the same person, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge.people import Alike, AuthorSlug, find_alike, find_people
from generator.knowledge.people.likeness import block_keys, compare_names, parse_spelling
from generator.model import Author, Paper, PaperId, TopicMatch, TopicSlug
from tests.make import ruled_authors

MIDDLE, INITIAL = "one has a middle name more", "an initial may stand for the given name"


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("Earl Barr", "Earl T. Barr", MIDDLE),
    ("Earl T. Barr", "Earl Tom Barr", "an initial may stand for the middle name"),
    ("Earl T. Barr", "Earl J. Barr", None),
    ("M. Roe", "Mike Roe", INITIAL),
    ("M. T. Roe", "Mike Tim Roe", INITIAL),
    ("M. T. Roe", "Mike Roe", f"{INITIAL}, and {MIDDLE}"),
    ("M. Roe", "Nick Roe", None),
    ("M. Roe", "M. T. Roe", MIDDLE),
    ("Mike Roe", "Michael Roe", "two forms of one given name"),
    ("Stephen Roe", "Steven Roe", None),
    ("Jian-Yun Roe", "Jianyun Roe", "only spaces or hyphens differ"),
    ("Jian-Yun Roe", "Jian Roe", None),
    ("Li Ming", "LiMing", "only spaces or hyphens differ"),
    ("李明", "Li Ming", "the same name in another script"),
    ("李明", "Ming Li", "the same name in another script"),
    ("Ming Li", "Li Ming", "the same words in another order"),
    ("Jan van der Berg", "Jan Berg", "one has a particle more"),
    ("Jan van der Berg", "Jan Vanderberg", "only spaces or hyphens differ"),
    ("Jan van Berg", "Jan de Berg", None),
    ("Eva Müller", "Eva Mueller", "“ü” may be written “ue”, and so on"),
    ("Yun Xu", "Yun Xue", None),
    ("Clara Schmidhuber", "Clara Schmidhubr", "one letter differs"),
    ("Jing Lo", "Jiang Lo", None),
    ("Max Roe Jr.", "Max Roe", "one has a suffix"),
    ("Max Roe Jr.", "Max Roe Sr.", None),
    ("Max Roe Jr.", "M. Roe", INITIAL),
    ("Ada Roe", "Ada Poe", None),
    ("Plato", "Ada Plato", None),
])  # fmt: skip
def test_names_are_compatible_or_not(one: str, other: str, reason: str | None) -> None:
    """Both ways round; compatible names share a key, so that they are compared at all."""
    a, b = parse_spelling(one), parse_spelling(other)
    assert a and b
    found = compare_names(a, b)
    assert (found.reason if found else None) == reason
    assert compare_names(b, a) == found
    if found:
        assert {*block_keys(a)} & {*block_keys(b)}


def test_a_collaboration_is_like_no_other() -> None:
    """`A. Collaboration` is no initial of it."""
    assert parse_spelling("The Atlas Collaboration") is None


WORDS = st.sampled_from(["Ada", "Adam", "A.", "B.", "Mike", "Michael", "van", "Roe", "Roé", "Rowe", "李明", "Jr."])
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_compatible_names_share_a_key(one: str, other: str) -> None:
    """Whatever the comparison would accept is compared; it does not depend on who comes first."""
    a, b = parse_spelling(one), parse_spelling(other)
    if a and b and a != b and (found := compare_names(a, b)):
        assert found == compare_names(b, a)
        assert {*block_keys(a)} & {*block_keys(b)}


ORCIDS = {"0097": "0000-0002-1825-0097", "3700": "0000-0001-5109-3700"}


def _alike(*papers: str, different: tuple[tuple[str, ...], ...] = ()) -> dict[AuthorSlug, tuple[Alike, ...]]:
    """Of papers by their authors, `Ada Roe 0097, Bo Poe`, all on one topic; other people have frequent names."""
    others = [f"{name} Wang" for name in "Bo Cai Dan Fei Gao Han Jun Kai Lan Min Nan".split()]
    found = {}
    for number, text in enumerate((*papers, ", ".join(others))):
        people = [name.rpartition(" ") for name in text.split(", ")]
        authors = [
            Author(name=bare, orcid=ORCIDS[tail]) if tail in ORCIDS else Author(name=f"{bare} {tail}".strip())
            for bare, _, tail in people
        ]
        id_ = PaperId(f"p{number}")
        found[id_] = Paper(id=id_, authors=tuple(authors), date=f"{2000 + number}")  # type: ignore[arg-type]
    topic = TopicMatch(topic=TopicSlug("owls"), points=2, evidence=())
    matches = dict.fromkeys(found, (topic,))
    return find_alike(found, find_people(found, ruled_authors(different=different)), matches)


def test_a_pair_says_what_speaks_for_it() -> None:
    """On the pages of both: the names, co-authors, topics and years they have in common."""
    found = _alike("Earl Barr, Ann Roe", "Earl T. Barr, Ann Roe")
    barr = Alike(slug=AuthorSlug("earl-barr"), reason=MIDDLE, coauthors=(AuthorSlug("ann-roe"),),
                 topics=(TopicSlug("owls"),), years=())  # fmt: skip
    assert found["earl-t-barr"] == (barr,)  # type: ignore[index]
    assert [alike.slug for alike in found[AuthorSlug("earl-barr")]] == ["earl-t-barr"]


@pytest.mark.parametrize(("papers", "shown"), [
    (("Earl Barr", "Earl T. Barr"), True),
    (("Min T. Wang", "Jo Poe"), False),
    (("Min T. Wang, Jo Poe", "Jo Poe, Bo Wang"), False),
    (("Mike Barr", "Michael Barr"), True),
    (("M. Barr", "Mike Barr"), True),
    (("M. Barr", "Mike Barr", "Mark Barr"), False),
    (("M. Barr, Jo Poe", "Mike Barr, Jo Poe", "Mark Barr"), True),
    (("Carla Barry", "Carly Barry"), False),
    (("Carla Barry, Jo Poe", "Carly Barry, Jo Poe"), True),
    (("Earl Barr, Earl T. Barr",), False),
    (("Earl Barr 0097", "Earl T. Barr 3700"), False),
    (("Earl Barr 0097", "Earl T. Barr"), True),
    (("Barr Team", "B. Team"), False),
])  # fmt: skip
def test_a_pair_is_shown_where_enough_speaks_for_it(papers: tuple[str, ...], shown: bool) -> None:
    """The more frequent and the less alike the names, the more it takes; some things speak against it."""
    assert bool(_alike(*papers)) == shown


def test_a_ruling_takes_a_pair_away() -> None:
    """`different` in rulings.yml."""
    assert _alike("Earl Barr", "Earl T. Barr", different=(("Earl Barr", "Earl T. Barr"),)) == {}


def test_the_order_of_the_papers_does_not_matter() -> None:
    """The likeliest comes first, and no more than five."""
    papers = [f"Earl {letter}. Barr, Jo Poe" for letter in "ABCDEFG"]
    found = _alike("Earl Barr, Jo Poe, Bo Poe", "Earl G. Barr, Bo Poe", *papers)
    assert [alike.slug for alike in found[AuthorSlug("earl-barr")]] == [
        f"earl-{letter}-barr" for letter in ("g", "a", "b", "c", "d")
    ]
    assert found == _alike("Earl Barr, Jo Poe, Bo Poe", "Earl G. Barr, Bo Poe", *papers)
