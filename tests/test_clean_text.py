"""Plain text, names, dates and venues: tables of awkward cases, and what holds for any text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.dates import arxiv_date, parse_date
from generator.clean.names import parse_name, split_names
from generator.clean.text import clean_text, fold, slug
from generator.clean.venues import parse_venue
from generator.model import SLUG

ANY = st.text(max_size=80)


@pytest.mark.parametrize(("text", "clean"), [
    ("  Long\u200b-Context\n\tScaling ", "Long-Context Scaling"),
    ("e\u0301tude", "étude"),
    ("\u202eevil\u202c \u2066x\u2069", "evil x"),
    ("a\u00a0b\u2028c\x00d\x1be", "a b cde"),
    ("soft\u00adhyphen \ufeffmark", "softhyphen mark"),
])  # fmt: skip
def test_clean_text_shows_what_a_reader_sees(text: str, clean: str) -> None:
    """What cannot be seen goes, white space folds, accents compose."""
    assert clean_text(text) == clean


@given(ANY)
def test_clean_text_holds_no_invisible_characters(text: str) -> None:
    """One line without controls, and cleaning it again changes nothing."""
    clean = clean_text(text)
    assert not [char for char in clean if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert clean_text(clean) == clean
    assert clean == clean.strip()


@pytest.mark.parametrize(("text", "key"), [
    ("Erdős–Rényi: “Graphs”", "erdos renyi graphs"),
    ("LLaMA-2 7B", "llama 2 7b"),
    ("Nguyễn", "nguyen"),
    ("…", ""),
])  # fmt: skip
def test_fold_is_the_same_for_spellings_of_one_name(text: str, key: str) -> None:
    """Accents, case and punctuation do not count."""
    assert fold(text) == key


@given(ANY)
def test_fold_is_made_of_plain_words(text: str) -> None:
    """A key is lower-case ASCII, and its own key."""
    key = fold(text)
    assert key.isascii()
    assert key == key.lower()
    assert fold(key) == key


@pytest.mark.parametrize(("text", "name"), [
    ("Roe, Jane", "Jane Roe"),
    ("Jane  Roe", "Jane Roe"),
    ("van der Berg, Jan", "Jan van der Berg"),
    ("Roe, Jr., Max", "Max Roe Jr."),
    ("Roe, Max, III", "Max Roe III"),
    ("Max Poe, Jr.", "Max Poe Jr."),
    ("Roe, Max A Jr", "Max A Roe Jr"),
    ("Roe, Max, 3rd", "Max Roe 3rd"),
    ("Roe, John V", "John V Roe"),
    ("van der Berg J.-A.", "J.-A. van der Berg"),
    ("Roe J.", "J. Roe"),
    ("J. R. Roe", "J. R. Roe"),
    ("Max Roe Jr.", "Max Roe Jr."),
    ("O'Lear, A. B.", "A. B. O'Lear"),
    ("Lei Shi 0002", "Lei Shi"),
    ("Jane Roe*†", "Jane Roe"),
    ("Owls, Inc.", "Owls, Inc."),
    ("{Owls, Bats and Friends}", "Owls, Bats and Friends"),
    ("a, b, c, d", "a, b, c, d"),
    ("Plato", "Plato"),
    ("", ""),
])  # fmt: skip
def test_a_name_is_put_into_reading_order(text: str, name: str) -> None:
    """`Last, First` turns round; particles, suffixes and single names keep their place."""
    assert parse_name(text) == name


@pytest.mark.parametrize(("text", "name"), [
    ("{The Owl Collaboration}", "The Owl Collaboration"),
    ("{Barnes, Noble}", "Barnes, Noble"),
    (r"G{\"o}del, Kurt", "Kurt Gödel"),
    (r"Erd{\H o}s, P{\'a}l", "Pál Erdős"),
    (r"{\L}ukasz~Nowak", "Łukasz Nowak"),
])  # fmt: skip
def test_a_latex_name_loses_its_braces_and_keeps_its_accents(text: str, name: str) -> None:
    """What stands in braces is one word, and its commas divide nothing."""
    assert parse_name(text, latex=True) == name


@pytest.mark.parametrize(("text", "names", "complete"), [
    ("Roe, Jane and Poe, Max", ("Roe, Jane", "Poe, Max"), True),
    ("Roe, Jane and others", ("Roe, Jane",), False),
    ("Jane Roe and et al.", ("Jane Roe",), False),
    ("Roe, J.\n  and\n  Poe, M.", ("Roe, J.", "Poe, M."), True),
    ("{Barnes and Noble} and Roe, J.", ("{Barnes and Noble}", "Roe, J."), True),
    ("Ann Roe, Max Poe, Jan Doe", ("Ann Roe", "Max Poe", "Jan Doe"), True),
    ("Roe, Ann; Poe, Max", ("Roe, Ann", "Poe, Max"), True),
    ("Roe, Jr., Max", ("Roe, Jr., Max",), True),
    ("", (), True),
])  # fmt: skip
def test_an_author_field_is_split_into_names(text: str, names: tuple[str, ...], complete: bool) -> None:
    """Names are divided at `and` outside braces; `others` says that some are missing."""
    assert split_names(text) == (names, complete)


@given(ANY)
def test_any_text_has_names_or_none(text: str) -> None:
    """Splitting and turning round never raise, and leave no control character."""
    for name in split_names(text)[0]:
        for latex in (False, True):
            parsed = parse_name(name, latex)
            assert parsed == clean_text(parsed)


@pytest.mark.parametrize(("text", "date"), [
    ("2023", "2023"),
    ("2023-09", "2023-09"),
    ("2023-9-7", "2023-09-07"),
    ("2023/09/27", "2023-09-27"),
    ("2024/05", "2024-05"),
    ("1995/96", "1995"),
    ("2023-09-27T12:00:00Z", "2023-09-27"),
    ("Sep 2023", "2023-09"),
    ("Sept. 2023", "2023-09"),
    ("27 September 2023", "2023-09-27"),
    ("27th September, 2023", "2023-09-27"),
    ("September 27, 2023", "2023-09-27"),
    ("Jan-15-2031", "2031-01-15"),
    ("2023 sep", "2023-09"),
    ("2023 sep 27", "2023-09-27"),
    ("2023 9", "2023-09"),
    ("1999 jun--jul", "1999-06"),
    ("Jun–Jul 2023", "2023-06"),
    ("27–30 September 2023", "2023-09-27"),
    ("2023-09-27/2023-09-30", "2023-09-27"),
    ("1995–1996", "1995"),
    ("27/9/2023", "2023-09-27"),
    ("9/27/2023", "2023-09-27"),
    ("3/4/2023", "2023"),
    ("(2023)", "2023"),
    ("1999~", "1999"),
    ("20230927", "2023-09-27"),
    ("2023//", "2023"),
    ("2023/09//", "2023-09"),
    ("2023/09/27/Autumn", "2023-09-27"),
    ("2023///Autumn", "2023"),
    ("2023 Autumn", "2023"),
    ("Spring-Summer 2023", "2023"),
    ("2nd quarter 2023", "2023"),
    ("2023 Dec-2024 Jan", "2023-12"),
])  # fmt: skip
def test_a_date_is_as_precise_as_its_text(text: str, date: str) -> None:
    """Day and month are given only where the text states them beyond doubt; a range gives its start."""
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["", "Mar 11", "to appear", "2023 or 2024", "0380", "199X"])
def test_what_is_no_date_is_none(text: str) -> None:
    """Nothing is made up: neither a year for `Mar 11` nor one of two."""
    assert parse_date(text) is None


@given(st.dates().filter(lambda date: date.year >= 1450 and date.year <= 2100))
def test_every_day_is_read_back(date: object) -> None:
    """An ISO date is its own value."""
    assert parse_date(str(date)) == str(date)


@given(ANY)
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Reading a date never raises, and a date reads as itself."""
    if date := parse_date(text):
        assert parse_date(date) == date


@pytest.mark.parametrize(("arxiv", "date"), [
    ("2309.16039", "2023-09"), ("0704.0001", "2007-04"), ("hep-th/9901001", "1999-01"), ("math.GT/0309136", "2003-09"),
    ("2313.00001", None), ("owls", None),
])  # fmt: skip
def test_an_arxiv_id_states_a_month(arxiv: str, date: str | None) -> None:
    """The month of announcement, in the new scheme and the old."""
    assert arxiv_date(arxiv) == date


@pytest.mark.parametrize(("text", "venue"), [
    ("arXiv.org Artificial Intelligence", "arXiv"),
    ("arXiv.org Statistical Machine Learning", "arXiv"),
    ("CoRR", "arXiv"),
    ("CoRR, abs/2904.00001", "arXiv"),
    ("arXiv preprint arXiv:2904.00001v2 [cs.LG]", "arXiv"),
    ("ArXiv e-prints", "arXiv"),
    ("arXiv (Cornell University)", "arXiv"),
    ("  Letters of the\nExample Society,", "Letters of the Example Society"),
    ("Proceedings of arXiv Studies", "Proceedings of arXiv Studies"),
])  # fmt: skip
def test_all_names_of_arxiv_are_one_venue(text: str, venue: str) -> None:
    """Other venues keep their own words."""
    assert parse_venue(text) == venue


@given(ANY)
def test_a_venue_is_its_own_venue(text: str) -> None:
    """Cleaning a venue twice changes nothing."""
    assert parse_venue(parse_venue(text)) == parse_venue(text)


def test_an_address_is_never_too_long_for_a_file() -> None:
    """Its end is then a digest, so that names which begin alike have each their own."""
    names = [f"{'Owl ' * 100}{ending}" for ending in ("Letters", "Notes")]
    found = [slug(name) for name in names]
    assert len({*found}) == 2
    assert all(len(one) <= 180 and re.fullmatch(SLUG, one) and one.startswith("owl-owl-") for one in found)
    assert slug("Owl " * 40) == "-".join(["owl"] * 40)
