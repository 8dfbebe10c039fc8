"""Types, pages, keywords, categories and states in the words of many formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.identifiers import parse_orcid
from generator.clean.publication import (
    parse_categories,
    parse_isbn,
    parse_keywords,
    parse_pages,
    parse_place,
    parse_state,
    parse_title,
    parse_type,
)


@pytest.mark.parametrize(("text", "type_"), [
    ("JOUR", "article"), ("article-journal", "article"), ("journal-article", "article"), ("JournalArticle", "article"),
    ("Journal Article", "article"), ("inproceedings", "conference"), ("CPAPER", "conference"),
    ("paper-conference", "conference"), ("proceedings-article", "conference"), ("Conference", "conference"),
    ("incollection", "chapter"), ("Book Section", "chapter"), ("CHAP", "chapter"), ("phdthesis", "thesis"),
    ("techreport", "report"), ("posted-content", "preprint"), ("misc", "other"), ("", None),
    ("Journal Articles; Reports - Research", "article"), ("Reports - Evaluative", "report"),
])  # fmt: skip
def test_a_type_is_known_in_the_words_of_its_format(text: str, type_: str | None) -> None:
    assert parse_type(text) == type_


@pytest.mark.parametrize(("text", "pages"), [
    ("299--14", "299-14"), ("1299-3", "1299-3"), ("299-301", "299-301"), ("295-9", "295-299"),
    ("271--278", "271-278"), ("271 – 278", "271-278"), ("pp. 1234-45", "1234-1245"), ("e1009", "e1009"),
    ("S12–S19", "S12-S19"), ("p. 7", "7"), ("1:1-1:24", "1:1-1:24"), ("12-3, 40", "12-3, 40"), ("", ""),
])  # fmt: skip
def test_pages_have_one_hyphen_and_whole_numbers(text: str, pages: str) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize(("text", "title"), [
    ("The owls of night.", "The owls of night"), ("[The owls of night].", "The owls of night"),
    ("[The owls of night.]", "The owls of night"), ("Owls (a study).", "Owls (a study)"), ("Owls?", "Owls?"),
    ("Made in the U.S.", "Made in the U.S."), ("Owls et al.", "Owls et al."), ("And so on...", "And so on..."),
    ("[Re] Owls of night", "[Re] Owls of night"), ("[Owls] and [mice]", "[Owls] and [mice]"), (".", "."), ("", ""),
])  # fmt: skip
def test_a_title_loses_the_marks_of_its_database(text: str, title: str) -> None:
    assert parse_title(text) == title


def test_marks_of_a_major_topic_are_not_of_the_keyword() -> None:
    assert parse_keywords(["*Owls", "Lanterns/*history", "2*3"]) == ("Owls", "Lanterns/history", "2*3")


def test_keywords_are_divided_where_they_are_one_text() -> None:
    assert parse_keywords(["owls, night work, Owls"]) == ("owls", "night work")
    assert parse_keywords(["owls, barn; night work"]) == ("owls, barn", "night work")
    assert parse_keywords(["owls, barn", "night work", ""]) == ("owls, barn", "night work")


def test_categories_are_those_of_arxiv() -> None:
    words = ["cs.CL", "hep-th", "68T50", "I.2.7", "cs.CL", "cond-mat.mes-hall"]
    assert parse_categories(words) == ("cs.CL", "hep-th", "cond-mat.mes-hall")


@pytest.mark.parametrize(("text", "state"), [
    ("Retracted Publication", "retracted"), ("withdrawal", "withdrawn"), ("published", None), ("", None),
])  # fmt: skip
def test_a_state_is_told_from_its_word(text: str, state: str | None) -> None:
    assert parse_state(text) == state


@pytest.mark.parametrize(("text", "orcid"), [
    ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"), ("0000000218250097", "0000-0002-1825-0097"),
    ("0000-0002-1694-233x", "0000-0002-1694-233X"), ("0000-0002-1825-0098", None), ("", None),
])  # fmt: skip
def test_an_orcid_has_a_check_digit(text: str, orcid: str | None) -> None:
    assert parse_orcid(text) == orcid


@given(text=st.text(max_size=60))
def test_pages_are_settled_at_once(text: str) -> None:
    """What was parsed parses to itself."""
    assert parse_pages(parse_pages(text)) == parse_pages(text)


@pytest.mark.parametrize(("text", "isbn"), [
    ("978-0-306-40615-7", "9780306406157"), ("0-306-40615-2", "9780306406157"), ("ISBN 0 8044 2957 X", "9780804429573"),
    ("9780306406157 (cloth); 0302-9743", "9780306406157"), ("0302-9743", ""), ("978-0-306-40615-8", ""), ("", ""),
])  # fmt: skip
def test_an_isbn_is_known_by_its_check_digit(text: str, isbn: str) -> None:
    """The short one becomes the long one; an ISSN is none."""
    assert parse_isbn(text) == isbn


@pytest.mark.parametrize(("text", "place"), [
    ("Kiel,  Ohio", "Kiel, Ohio"), ("office@example.org", ""), ("https://example.org/", ""), ("www.example.org", ""),
])  # fmt: skip
def test_a_place_is_no_address_of_a_machine(text: str, place: str) -> None:
    assert parse_place(text) == place
