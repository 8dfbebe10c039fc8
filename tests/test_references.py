"""Formatted references in twelve styles, whole and broken; what is no list of references; names, joins, pages."""

import pytest

from generator.clean.text import fold
from generator.intake.normalize import normalize
from generator.intake.readers import Reader, detect, read_capture, reader_named
from generator.intake.readers.html import html
from generator.intake.readers.references import references
from generator.intake.readers.references.joining import joined
from generator.intake.readers.references.namelists import name_lists
from generator.intake.readers.references.parsing import readings
from generator.model import Capture, Facts, Row
from tests.reference_styles import PAPERS, STYLES, Printed, as_section


def rows_of(text: str) -> list[Row]:
    reader = reader_named("references")
    assert reader
    read = read_capture(Capture(name="-", text=text), reader)
    assert not read.residue
    return [row for row, _ in map(normalize, read.records) if row]


def key(title: str) -> str:
    return fold(title).replace(" ", "")


def is_right(facts: Facts, paper: Printed) -> bool:
    """Whether the year, and of each name that is printed the family and the first letter of the given, are right."""
    printed = paper.authors[: len(facts.people)] if facts.et_al else paper.authors
    names = [fold(author.name) for author in facts.people]
    same = [name.endswith(fold(family)) and name[0] == fold(given)[0]
            for name, (given, family) in zip(names, printed, strict=False)]
    return facts.year == paper.year and len(names) == len(printed) and all(same)


@pytest.mark.parametrize("width", [0, 60, 72, 80])
@pytest.mark.parametrize("style", STYLES)
def test_references_of_each_style_are_read_right_or_refused(style: str, width: int) -> None:
    """At least nine of ten become rows, and of those all but one have title, authors and year right."""
    papers = {key(paper.title): paper for paper in PAPERS}
    rows = rows_of(as_section(style, PAPERS, width))
    right = [row for row in rows if (paper := papers.get(key(row.facts.title))) and is_right(row.facts, paper)]
    assert len(rows) >= 0.9 * len(PAPERS)
    assert len(right) >= len(rows) - 1


@pytest.mark.parametrize("style", STYLES)
def test_a_list_is_known_in_each_style(style: str) -> None:
    """Detection takes a section for references, broken by a PDF or not."""
    for width in (0, 66):
        found = detect(Capture(name="-", text=as_section(style, PAPERS, width)))
        assert isinstance(found, Reader)
        assert found.name == "references"


def test_the_same_list_from_another_viewer_is_the_same_rows() -> None:
    """Neither line breaks nor the mark before a reference are part of the row."""
    broken, whole = (rows_of(as_section("springer", PAPERS, width)) for width in (64, 0))
    same = {row.fingerprint for row in broken} & {row.fingerprint for row in whole}
    assert len(same) > 0.9 * len(PAPERS)


@pytest.mark.parametrize("text", [
    "",
    "Dear all,\n\nKiel (2023) says so, see doi:10.5555/jsc.2023.045 and arXiv:2409.90231.\n\nBest,\nIna",
    "CoLP 2024\nOrganizers\n\nGeneral Chair\nIna Falk, University of Bergen\n\nProgram Chairs\nOto Brand and Rut Kiel",
    "We count owls. In 2023 we counted many of them, and in 2024 more. They were seen by Falk and Brand (2020).\n" * 9,
    "1. Buy milk\n2. Call Oto\n3. Read Kiel 2023",
])  # fmt: skip
def test_other_texts_are_not_claimed(text: str) -> None:
    """Prose that cites, committees and plain lists are no references."""
    assert not references.identify(Capture(name="-", text=text))


@pytest.mark.parametrize(("text", "names"), [
    ("Falk, I., Brand, O., & van der Sand, M. (2024).", ["Falk, I.", "Brand, O.", "van der Sand, M."]),
    ("I. Falk, O. K. Brand, and M. van der Sand, “", ["I. Falk", "O. K. Brand", "M. van der Sand"]),
    ("Falk I, Brand OK. Tides.", ["Falk, I", "Brand, O. K."]),
    ("Falk, Ina, and Oto Brand. “", ["Falk, Ina", "Oto Brand"]),
    ("Falk, Ina M and Brand, Oto. Tides", ["Falk, Ina M", "Brand, Oto"]),
    ("Noor al-Hadi, Bao Nguyễn, and Inês d'Ávila. 2024.", ["Noor al-Hadi", "Bao Nguyễn", "Inês d'Ávila"]),
    ("Falk, I.; Brand, O.-K. Tides", ["Falk, I.", "Brand, O.-K."]),
])  # fmt: skip
def test_the_grammar_that_takes_most_names_is_right(text: str, names: list[str]) -> None:
    """Each way to write a list gives one name each, in a spelling that can be read in one way."""
    assert list(max(name_lists(text), key=lambda found: found.end).names) == names


@pytest.mark.parametrize(("text", "title"), [
    ("Rut Kiel. 2020. “Why wade?”: Explaining tides. In CoLP, pages 1–9.", "“Why wade?”: Explaining tides"),
    ("Kiel, R. (2020). Is it deep? A study of mud. Soil and Shore, 3(1), 1–9.", "Is it deep? A study of mud"),
    ("Kiel, R. Wading in U.S. waters vs. mud. J. Shore Comput. 9, 1–9 (2020).", "Wading in U.S. waters vs. mud"),
    ("R. Kiel, Mud and Tides. Bergen, Norway: Coastal Press, 2006.", "Mud and Tides"),
    ("R. Kiel, O. Brand, Mud, sand and tides, J. Shore Comput. 9 (2020) 1–9.", "Mud, sand and tides"),
    ("Kiel, R. et al. Mud. Part II: Sand. Soil and Shore 3, 1–9 (2020).", "Mud. Part II: Sand"),
])  # fmt: skip
def test_a_title_ends_where_its_style_ends_it(text: str, title: str) -> None:
    """Abbreviations, questions, quotes and commas inside a title do not cut it."""
    best = readings(text)[0]
    assert (best.title, best.doubt) == (title, "")


@pytest.mark.parametrize("text", [
    "E. Brand and R. Kiel, Phys. Tides 64, 1196 (1990).",
    "R. Kiel, Methods for Research, Brand and Sons, Bergen, 1925.",
    "Kiel, R. (n.d.). A page without a date. https://kiel.example",
    "Kiel, R. Tides. 2019 (first published 1987 in Bergen, and again in 1991 in Faro).",
])  # fmt: skip
def test_what_is_not_sure_is_doubted(text: str) -> None:
    """A reference without a title, a title without a bound, no year, or several."""
    assert all(reading.doubt for reading in readings(text))


@pytest.mark.parametrize(("lines", "text"), [
    (["Retriev-", "al of tides"], "Retrieval of tides"),
    (["self-", "attention"], "self-attention"),
    (["Cross-", "Lingual"], "Cross-Lingual"),
    (["pages 12–", "19"], "pages 12–19"),
    (["https://doi.org/10.5555/", "coast.1"], "https://doi.org/10.5555/coast.1"),
    (["https://doi.org/10.5555/coast.1", "Kiel, R."], "https://doi.org/10.5555/coast.1 Kiel, R."),
])  # fmt: skip
def test_broken_lines_are_joined(lines: list[str], text: str) -> None:
    """Words that a line's end divided are whole, compounds keep their hyphen, addresses have no space."""
    assert joined(lines) == text


def test_a_page_of_our_own_is_read_by_its_tags() -> None:
    """Families fill the gaps of one another, and never add a person; a cited paper is none of the page."""
    text = (
        '<!doctype html><html><head><title>x</title><meta name="citation_title" content="Tides">'
        '<meta name="citation_author" content="Ina Falk"><meta name="dc.creator" content="Falk, I.">'
        '<meta name="prism.volume" content="3"><meta name="citation_reference" content="citation_title=Mud">'
        '<script type="application/ld+json">{"@type": "ScholarlyArticle", "name": "Tides", "datePublished": "2024"}'
        "</script></head></html>"
    )
    reader = reader_named(html.NAME)
    assert reader
    (row,) = read_capture(Capture(name="-", text=text), reader).records
    assert (row.title, row.authors, row.volume, row.date) == ("Tides", ("Ina Falk",), "3", "2024")
