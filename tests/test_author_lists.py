"""Author lists in one field: the shape of the whole tells the single names."""

import time

import pytest

from generator.clean.author_lists import divided_names, is_glued, split_contacts, split_et_al, without_notes
from generator.clean.names import parse_name, split_names
from generator.intake.readers.persons import divided


@pytest.mark.parametrize(("text", "names"), [
    ("Falk, I., Brand, O., and Sand, M.", ("I. Falk", "O. Brand", "M. Sand")),
    ("Horn, Lia, Moos, Per", ("Lia Horn", "Per Moos")),
    ("van der Berg, Jan, Moos, Per", ("Jan van der Berg", "Per Moos")),
    ("Falk, Ina & Brand, Oto", ("Ina Falk", "Oto Brand")),
    ("Ina Falk, Oto Brand, Mei Sand", ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Ina Falk, Oto Brand, and Mei Sand", ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Falk I and Brand OK and van der Sand MP", ("I. Falk", "O. K. Brand", "M. P. van der Sand")),
    ("Tarn V, van der Olde MP, Reed Q Jr.", ("V. Tarn", "M. P. van der Olde", "Q. Reed Jr.")),
    ("Reed, Q., Jr., Tarn, V.", ("Q. Reed Jr.", "V. Tarn")),
    ("Ann Roe; Max Poe; Roe, Bo", ("Ann Roe", "Max Poe", "Bo Roe")),
    ("رضایی، نیما and Brand, Oto", ("نیما رضایی", "Oto Brand")),
    ("陈海明、李明", ("陈海明", "李明")),
    ("Ina Falk\\thanks{Equal contribution} and Oto Brand$^{1,2}$ and Sand, Mei\\textsuperscript{1}",
     ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Ina Falk1,2 and Oto Brand*†", ("Ina Falk", "Oto Brand")),
    ("Horn, Lia and Moos, Per (eds.)", ("Lia Horn", "Per Moos")),
    ("G{\\\"o}del, K., Br{\\o}nd, O., and {Owls, Inc.}", ("K. Gödel", "O. Brønd", "Owls, Inc.")),
    ("Falk I., Brand O.K., Sand M", ("I. Falk", "O.K. Brand", "M. Sand")),
    ("I. Falk, O. K. Brand", ("I. Falk", "O. K. Brand")),
    ("Ina Falk¹², Oto Brand² and Mei Sand³", ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Ina Falk | Oto Brand", ("Ina Falk", "Oto Brand")),
    ("陈海明，李明，王芳", ("陈海明", "李明", "王芳")),
    ("陈海明，李明", ("陈海明", "李明")),
    ("陈海明, 王小芳", ("陈海明", "王小芳")),
    ("山田, 太郎", ("山田太郎",)),
    ("Falk-Sand I, O'Brand K", ("I. Falk-Sand", "K. O'Brand")),
    ("Ølund Å, Falk I", ("Å. Ølund", "I. Falk")),
    ("Falk, I., Brand, O., Owl Survey Collaboration", ("I. Falk", "O. Brand", "Owl Survey Collaboration")),
    ("Ina Falk, Oto Brand, & Mei Sand", ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Dr. Ina Falk and Prof. Dr. Oto Brand", ("Ina Falk", "Oto Brand")),
    ("Ina Falk, PhD and Sand, Mei, Ph.D. and Oto Brand M.D.", ("Ina Falk", "Mei Sand", "Oto Brand")),
    ("Smith, Jones & Co.", ("Smith, Jones & Co.",)),
    ("Falk, Ina and", ("Ina Falk",)),
    ("Falk, Ina", ("Ina Falk",)),
    ("Pardo Vega, Luz Maria and Ina Falk", ("Luz Maria Pardo Vega", "Ina Falk")),
    ("José Ortega y Gasset and Bo Li", ("José Ortega y Gasset", "Bo Li")),
    ("{Shore Survey, Tides and Dunes Group} and Falk, Ina", ("Shore Survey, Tides and Dunes Group", "Ina Falk")),
    ("Tarn, Jr., Otto and de la Cruz, Ana Maria", ("Otto Tarn Jr.", "Ana Maria de la Cruz")),
])  # fmt: skip
def test_the_names_of_a_field_of_bibtex(text: str, names: tuple[str, ...]) -> None:
    found, whole = split_names(text)
    assert (tuple(parse_name(name, latex=True) for name in found), whole) == (names, True)


@pytest.mark.parametrize(("text", "names"), [
    ("Falk, I. et al.", ("I. Falk",)), ("Lia Horn et al.", ("Lia Horn",)), ("Lia Horn, et. al", ("Lia Horn",)),
    ("Falk, Ina and Brand, Oto, et al.", ("Ina Falk", "Oto Brand")), ("Lia Horn and others", ("Lia Horn",)),
    ("Horn, Lia \\emph{et al.}", ("Lia Horn",)), ("Falk, I., Brand, O., et al.", ("I. Falk", "O. Brand")),
])  # fmt: skip
def test_et_al_is_no_name_and_says_that_names_are_missing(text: str, names: tuple[str, ...]) -> None:
    found, whole = split_names(text)
    assert (tuple(map(parse_name, found)), whole) == (names, False)


@pytest.mark.parametrize("text", [
    "Johnson & Johnson", "Owls, Bats and Friends", "Smith, Jones & Co.", "Plato, Strix, Bubo",
])  # fmt: skip
def test_what_may_be_one_name_stays_one(text: str) -> None:
    assert divided_names(text) == (text,)


@pytest.mark.parametrize("text", ["Ann Metal", "Al Roe", "Et Alia, Ann", "Ann Roe 3rd", "R2D2 Group"])
def test_names_that_look_like_notes_keep_their_letters(text: str) -> None:
    assert split_et_al(without_notes(text)) == (text, True)


@pytest.mark.parametrize(("text", "names"), [
    ("Ina Falk\nOto Brand", ("Ina Falk", "Oto Brand")),
    ("Ina Falk<br>Brand, Oto", ("Ina Falk", "Brand, Oto")),
    ("Ina Falk and\nOto Brand", ("Ina Falk", "Oto Brand")),
    ("陈海明、李明", ("陈海明", "李明")),
    ("Ina Falk 1, Oto Brand 2, Mei Sand 1,2", ("Ina Falk", "Oto Brand", "Mei Sand")),
    ("Ina Falk*, Oto Brand†", ("Ina Falk", "Oto Brand")),
    ("Group 7", ("Group 7",)),
])  # fmt: skip
def test_a_cell_is_divided_by_what_it_holds(text: str, names: tuple[str, ...]) -> None:
    """Whatever the other cells of its column have between names."""
    assert divided(text, "") == names


@pytest.mark.parametrize(("text", "name", "orcid"), [
    ("Ina Falk (ORCID: 0000-0002-1825-0097)", "Ina Falk", "0000-0002-1825-0097"),
    ("Ina Falk https://orcid.org/0000-0002-1825-0097", "Ina Falk", "0000-0002-1825-0097"),
    ("Ina Falk <ina.falk@coast.example>", "Ina Falk", ""),
    ("Falk, Ina", "Falk, Ina", ""),
])  # fmt: skip
def test_what_somebody_is_reached_by_is_no_part_of_the_name(text: str, name: str, orcid: str) -> None:
    """An ORCID behind a name is the author's."""
    assert split_contacts(text) == (name, orcid)


@pytest.mark.parametrize(("name", "glued"), [
    ("Falk, Ina y Brand, Oto", True), ("Ina Falk / Oto Brand", True), ("Ina Falk und Oto Brand", True),
    ("Owls and Larks", False), ("A little-known and small lamp shop", False),
    ("Smith & Sons", False), ("Team Owl, Google", False), ("Ina Falk", False),
])  # fmt: skip
def test_a_name_that_may_be_several_is_told(name: str, glued: bool) -> None:
    """So that an import can warn of it."""
    assert is_glued(name) == glued


@pytest.mark.parametrize("text", ["*" * 5000, "{" * 5000, "a-b@" * 2000, "Falk, " * 3000, "\\\"" * 3000, "A. " * 3000])
def test_long_texts_where_names_are_expected_take_no_time(text: str) -> None:
    """No pattern tries every way to read them."""
    start = time.process_time()
    split_names(text), divided(text, ""), split_contacts(text), is_glued(text)
    assert time.process_time() - start < 2
