"""The parts of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.names import NameParts, name_parts, parse_name
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


@pytest.mark.parametrize(("text", "name"), [
    ("Chen, Xi", "Xi Chen"), ("Rahman, Md", "Md Rahman"), ("Rahman, MD", "MD Rahman"), ("Roe, III, Max", "Max Roe III"),
])  # fmt: skip
def test_a_given_name_like_a_suffix_is_a_given_name(text: str, name: str) -> None:
    """Only numbers in capitals are suffixes, and not `XI`."""
    assert parse_name(text) == name
