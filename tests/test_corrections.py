"""A file that is imported again, corrected: its rows take the place of the old ones, and what nobody edited follows."""

from dataclasses import replace
from typing import Any

import pytest

from generator.intake.merge import MergeResult, Terms, merge
from generator.model import Paper, PaperDate, PaperId, Row
from tests.make import from_disk, row

TITLE = "Lantern Routing Ends on Every Grid"


def _entry(key: str = "quill21", capture: str = "library.bib", **values: Any) -> Row:
    said = {"title": TITLE, "authors": ("Ada Quill", "Bo Reed"), "date": "2021", **values}
    return replace(row(capture, **said), key=key)


def _then(*imports: list[Row], edit: dict[str, Any] | None = None) -> MergeResult:
    """What the last of several imports did; before it, a person may have edited the only record."""
    papers: dict[PaperId, Paper] = {}
    for number, rows in enumerate(imports, 1):
        if edit and number == len(imports):
            papers = {id_: replace(paper, **edit) for id_, paper in papers.items()}
        result = merge(papers, rows)
        papers = {id_: from_disk(paper) for id_, paper in result.papers.items()}
    return result


@pytest.mark.parametrize("change", [
    {"title": "Lantern Routing Ends"}, {"authors": ("Ada Quill",)}, {"date": "2022"}, {"date": ""}, {"venue": "ROUTE"},
    {"title": "Lantern Routing Ends on Evry Grid", "date": "2019"}, {"keywords": ("lamps",)}, {"volume": "3"},
])  # fmt: skip
def test_every_field_follows_the_corrected_row(change: dict[str, Any]) -> None:
    """Shorter, fewer, later, empty: the rules that choose among sources are not asked within one."""
    before: dict[str, Any] = {"keywords": ("lamps", "grids"), "volume": "12"}
    fresh = _entry(**{**before, **change})
    result = _then([_entry(**before)], [fresh])
    (paper,) = result.papers.values()
    for name, value in change.items():
        shown = tuple(a.name for a in paper.authors) if name == "authors" else getattr(paper, name)
        assert shown == value
    assert [end.outcome for end in result.rows] == ["corrected"]
    assert [source.row for source in paper.sources] == [fresh.fingerprint]


def test_an_edited_field_stays_and_is_told() -> None:
    """The date is a person's; the title follows."""
    result = _then([_entry()], [_entry(title="Lantern Routing Ends", date="2022")], edit={"date": PaperDate("2020")})
    (paper,) = result.papers.values()
    assert (paper.title, paper.date, paper.kept) == ("Lantern Routing Ends", "2020", ("date",))
    assert [(kept.field, kept.value, kept.capture, kept.says) for kept in result.kept] == [
        ("date", "2020", "library.bib", "2022")
    ]


def test_a_corrected_identifier_is_followed() -> None:
    """A slip in a DOI would else part the row from its own record for ever."""
    result = _then([_entry(ids={"doi": "10.1000/slip"})], [_entry(ids={"doi": "10.1000/right"})])
    (paper,) = result.papers.values()
    assert paper.ids.doi == "10.1000/right"


@pytest.mark.parametrize(("old", "new"), [
    ({"key": "a", "ids": {"doi": "10.1000/x"}}, {"key": "b", "ids": {"doi": "10.1000/x"}, "title": "Lanterns"}),
    ({"key": ""}, {"key": "", "date": "2022"}),
    ({"key": "", "ids": {"arxiv": "2101.00001"}}, {"key": "", "ids": {"arxiv": "2101.00001"}, "title": "Lanterns"}),
])  # fmt: skip
def test_a_row_is_known_by_key_identifier_or_title(old: dict[str, Any], new: dict[str, Any]) -> None:
    """By its DOI where its key changed, by its title where it has neither."""
    result = _then([_entry(**old)], [_entry(**new)])
    assert [end.outcome for end in result.rows] == ["corrected"]
    (paper,) = result.papers.values()
    assert len(paper.sources) == 1


@pytest.mark.parametrize("other", [
    {"title": "Creases of Paper Boats", "authors": ("Cy Moor",)},
    {"title": TITLE, "authors": ("Cy Moor",)},
    {"title": "Creases of Paper Boats"},
])  # fmt: skip
def test_a_key_alone_replaces_nothing(other: dict[str, Any]) -> None:
    """Many files are called library.bib, and many keys smith2020: another paper founds a record of its own."""
    result = _then([_entry()], [_entry(**other)])
    assert len(result.papers) == 2
    assert all(len(paper.sources) == 1 for paper in result.papers.values())


def test_another_file_s_row_is_one_more_source() -> None:
    """`--as NAME` tells files of one name apart."""
    result = _then([_entry()], [_entry(capture="other.bib", date="2022")])
    (paper,) = result.papers.values()
    assert len(paper.sources) == 2


def _papers(*numbers: int) -> list[Row]:
    words = ("Lamps", "Boats", "Sails", "Knots", "Tides", "Moors")
    titles = {n: f"A Long Study of {words[n]} and Nothing Else" for n in numbers}
    return [_entry(f"k{n}", title=title, authors=(f"Ada {words[n]}",)) for n, title in titles.items()]


def test_rows_that_are_gone_are_told_and_nothing_is_deleted() -> None:
    """Where most of a file recurs; their records stay as they are."""
    result = _then(_papers(0, 1, 2, 3), _papers(0, 1, 2))
    assert len(result.papers) == 4
    assert [(gone.capture, len(gone.papers)) for gone in result.gone] == [("library.bib", 1)]


def test_another_file_of_the_same_name_has_lost_nothing() -> None:
    """Of four rows one recurs: that is another library."""
    assert _then(_papers(0, 1, 2, 3), _papers(0, 4, 5)).gone == ()


def test_two_rows_of_one_title_do_not_take_each_other_s_place() -> None:
    """Two editorials in one file, one of which is corrected."""
    title = "Editorial"
    first = [_entry("e1", title=title, date="2020"), _entry("e2", title=title, date="2021")]
    result = _then(first, [first[0], _entry("e2", title=title, date="2022")])
    assert sorted(paper.date for paper in result.papers.values()) == ["2020", "2022"]


def test_of_two_papers_with_one_citation_key_the_first_keeps_it_and_the_other_is_told() -> None:
    """`smith2020` of two libraries."""
    one = replace(_entry(), facts=replace(_entry().facts, key="smith2020"))
    boats = _entry(capture="b.bib", title="Creases of Paper Boats", authors=("Cy Moor",))
    two = replace(boats, facts=replace(boats.facts, key="smith2020"))
    result = _then([one], [two])
    assert [paper.key for paper in result.papers.values()] == ["", "smith2020"]
    assert result.keys == (("creases-of-paper-boats-2021", "smith2020"),)


def test_short_keys_are_issued_once() -> None:
    """Family name, year, first word that says something; the second of one kind gets a letter."""
    terms = Terms(short_keys=True)
    rows = [row("a", title=TITLE, authors=("Ada van der Quill",), date="2021")]
    (paper,) = merge({}, rows, terms).papers.values()
    assert paper.key == "quill2021lantern"
    more = row("b", title="Lantern Glass Through the Ages", authors=("Bea Quill",), date="2021")
    papers = merge({paper.id: replace(paper, date=PaperDate("2022"))}, [more], terms).papers
    assert sorted(paper.key for paper in papers.values()) == ["quill2021lantern", "quill2021lanternb"]
