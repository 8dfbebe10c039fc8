"""The parts of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.names import NameParts, name_parts, parse_name, parse_person, split_homonym
from generator.clean.text import clean_text


@pytest.mark.parametrize(("name", "given", "particle", "family", "suffix"), [
    ("Jane Roe", "Jane", "", "Roe", ""),
    ("J. P. Roe", "J. P.", "", "Roe", ""),
    ("Jan van der Berg", "Jan", "van der", "Berg", ""),
    ("Jan van der Berg Jr.", "Jan", "van der", "Berg", "Jr."),
    ("Benjamin Van Berg", "Benjamin", "", "Van Berg", ""),
    ("Hung Van Nguyen", "Hung Van", "", "Nguyen", ""),
    ("Maria da Roe Poe", "Maria", "da", "Roe Poe", ""),
    ("José Roe y Poe", "José", "", "Roe y Poe", ""),
    ("Min seo Roe", "Min seo", "", "Roe", ""),
    ("de Roe", "", "de", "Roe", ""),
    ("Max Roe III", "Max", "", "Roe", "III"),
    ("Max Roe Jr. Ph.D.", "Max", "", "Roe", "Jr. Ph.D."),
    ("Ming Xi", "Ming", "", "Xi", ""),
    ("Plato", "", "", "Plato", ""),
    ("李明", "", "", "李明", ""),
    ("山田 太郎", "太郎", "", "山田", ""),
    ("", "", "", "", ""),
])  # fmt: skip
def test_a_name_has_parts(name: str, given: str, particle: str, family: str, suffix: str) -> None:
    """The family name is the last word, with what belongs to it; a name of one word has no given name."""
    assert name_parts(name) == NameParts(given=given, particle=particle, family=family, suffix=suffix)


@pytest.mark.parametrize(("name", "family", "parts"), [
    ("Luz Pardo Vega", "Pardo Vega", NameParts(given="Luz", family="Pardo Vega")),
    ("Luz Pardo Vega Jr.", "Pardo Vega", NameParts(given="Luz", family="Pardo Vega", suffix="Jr.")),
    ("Ana de la Roe Poe", "de la Roe Poe", NameParts(given="Ana", particle="de la", family="Roe Poe")),
    ("陈海明", "陈", NameParts(given="海明", family="陈")),
    ("Roe Péter", "Roe", NameParts(given="Péter", family="Roe")),
    ("Lamps of Paris", "Lamps of Paris", NameParts(family="Lamps of Paris", collective=True)),
    ("Jane Roe", "Poe", NameParts(given="Jane", family="Roe")),
])  # fmt: skip
def test_a_known_family_name_is_not_guessed(name: str, family: str, parts: NameParts) -> None:
    """It stands at the end, before a suffix, or at the beginning; one that is not in the name says nothing."""
    assert name_parts(name, family) == parts


@pytest.mark.parametrize(("text", "name", "family"), [
    ("Pardo Vega, Luz", "Luz Pardo Vega", "Pardo Vega"),
    ("Pardo Vega, Jr., Luz", "Luz Pardo Vega Jr.", "Pardo Vega"),
    ("Pardo Vega Jr., Luz", "Luz Pardo Vega Jr.", "Pardo Vega"),
    ("Luz {Pardo Vega}", "Luz Pardo Vega", "Pardo Vega"),
    ("{Pardo Vega}, Luz", "Luz Pardo Vega", "Pardo Vega"),
    (r"G{\'o}mez {\'A}lvarez, Ana", "Ana Gómez Álvarez", "Gómez Álvarez"),
    ("family=Pardo Vega, given=Luz", "Luz Pardo Vega", "Pardo Vega"),
    ("Roe, Ivo da Silva", "Ivo da Silva Roe", "Roe"),
    ("Eckart de Roe, Ann", "Ann Eckart de Roe", "Eckart de Roe"),
    ("García López J.", "J. García López", "García López"),
    ("{Lamps of Paris}", "Lamps of Paris", "Lamps of Paris"),
    ("陈, 海明", "陈海明", "陈"),
    ("山本, 花子", "山本花子", "山本"),
    ("山本 花子", "山本花子", "山本"),
    ("박, 서준", "박서준", "박"),
])  # fmt: skip
def test_a_family_name_that_is_stated_is_kept(text: str, name: str, family: str) -> None:
    """Where its place in the name would not tell it; Chinese, Japanese and Korean names keep it first."""
    assert parse_person(text, latex=True) == (name, family)


@pytest.mark.parametrize("text", [
    "Roe, Jane", "van der Berg, Jan", "{van der Berg}, Jan", "Berg, Jan van der", "da Roe Poe, Maria", "Jane Roe",
    "{The OWL Collaboration}", "{Plato}", "Roe, Max, Jr.", "Owls, Inc.", "陈海明", "海 明 光", "Kurt {Roe}", "de Roe",
    "スミス, ジョン", "ジョン スミス",
])  # fmt: skip
def test_a_family_name_that_the_name_tells_is_not_kept_twice(text: str) -> None:
    assert parse_person(text, latex=True).family == ""


def test_braces_mark_a_family_name_wherever_it_stands() -> None:
    """So plain objects hand it on; LaTeX has braces for other things."""
    assert parse_person("{陈}海明") == ("陈海明", "陈")
    assert parse_person("{Roe} Péter") == ("Roe Péter", "Roe")
    assert parse_person(r"{\'E}tienne Roe Poe", latex=True) == ("Étienne Roe Poe", "")


@pytest.mark.parametrize("name", [
    "The OWL Collaboration", "Lantern Team", "Owls, Inc.", "Owl and Lantern Working Group", "Bird University",
])  # fmt: skip
def test_a_collaboration_is_kept_whole(name: str) -> None:
    """It has no given name, and its last word is not its family's."""
    assert name_parts(name) == NameParts(family=name, collective=True)


WORDS = st.lists(st.sampled_from(["Jane", "J.", "van", "de", "y", "Van", "Nguyen", "Roe", "Jr.", "III", "Team", "李"]))


@given(st.one_of(st.text(), WORDS.map(" ".join)))
def test_no_part_of_a_name_is_lost(text: str) -> None:
    """The words of the parts are the words of the name, and there is a family name if there is any."""
    name = clean_text(text)
    parts = name_parts(name)
    words = [*parts.given.split(), *parts.particle.split(), *parts.family.split(), *parts.suffix.split()]
    assert sorted(words) == sorted(name.split())
    assert bool(parts.family) == bool(name)


@pytest.mark.parametrize(("text", "name", "number"), [
    ("Lei Falk 0002", "Lei Falk", "0002"),
    ("Falk 0002, Lei", "Lei Falk", "0002"),
    ("Falk, Lei 0002", "Lei Falk", "0002"),
    ("0002, Lei Falk", "Lei Falk", "0002"),
    ("{Lei Falk 0002}", "Lei Falk", "0002"),
    ("Lei {Pardo Falk} 0002", "Lei Pardo Falk", "0002"),
    ("family=Falk 0002, given=Lei", "Lei Falk", "0002"),
    ("Lei Falk Jr. 0012", "Lei Falk Jr.", "0012"),
    ("Group 2002", "Group 2002", ""),
    ("0002", "0002", ""),
])  # fmt: skip
def test_the_number_that_dblp_gives_a_person_is_no_part_of_the_name(text: str, name: str, number: str) -> None:
    """Wherever a program that turned the name round left it."""
    assert (parse_name(text, latex=True), split_homonym(text)[1]) == (name, number)


@pytest.mark.parametrize(("text", "name"), [
    ("Chen, Xi", "Xi Chen"), ("Rahman, Md", "Md Rahman"), ("Rahman, MD", "MD Rahman"), ("Roe, III, Max", "Max Roe III"),
])  # fmt: skip
def test_a_given_name_like_a_suffix_is_a_given_name(text: str, name: str) -> None:
    """Only numbers in capitals are suffixes, and not `XI`."""
    assert parse_name(text) == name
