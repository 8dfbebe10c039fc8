"""The two dates of a paper: that of the version which is cited, and that of its first appearance."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.dates import cited_dates, descending, is_earlier, parse_date
from generator.clean.venues import stated_year
from generator.intake.normalize import normalize
from generator.intake.readers.managers import appearances, dated
from generator.model import PaperDate, PaperId, RawRecord
from generator.records.appearance import check_dates
from tests.make import facts, paper

ARXIV = {"arxiv": "2309.16039"}
DATES = st.sampled_from(["", "2022", "2023", "2023-09", "2023-09-27", "2023-12", "2024-05-13", "2024"])


@pytest.mark.parametrize(("said", "date", "first"), [
    ({"date": "2024-05", "first": "2023-09"}, "2024-05", "2023-09"),
    ({"date": "2024-05", "first": "2024-06"}, "2024-05", ""),
    ({"date": "2023-09-27", "first": "2023-09"}, "2023-09-27", ""),
    ({"date": "2023-09", "venue": "NAACL 2024"}, "2024", "2023-09"),
    ({"date": "2023-09", "venue": "NAACL '24"}, "2024", "2023-09"),
    ({"date": "2023-09", "venue": "Findings of NAACL 2024 (Oral)"}, "2024", "2023-09"),
    ({"date": "2024-06", "venue": "NAACL 2024", "first": "2023-09"}, "2024-06", "2023-09"),
    ({"date": "2024-06", "venue": "NAACL 2024", "ids": ARXIV}, "2024-06", "2023-09"),
    ({"date": "2024-02", "venue": "NeurIPS 2023"}, "2023", ""),
    ({"date": "2024-02", "venue": "NeurIPS 2023", "ids": {"arxiv": "2206.00001"}}, "2023", "2022-06"),
    ({"date": "2023-12", "venue": "NAACL 2024", "ids": ARXIV}, "2024", "2023-09"),
    ({"date": "2023-09-27", "venue": "NAACL 2024", "ids": ARXIV}, "2024", "2023-09-27"),
    ({"date": "2023-09-27", "venue": "Lamp Letters 12345"}, "2023-09-27", ""),
    ({"date": "2023-09-27", "venue": "Lamps 2021–2024"}, "2023-09-27", ""),
    ({"venue": "NAACL 2024"}, "2024", ""),
    ({"venue": "NAACL 2024", "ids": ARXIV}, "2024", "2023-09"),
    ({"ids": ARXIV}, "2023-09", ""),
    ({"ids": ARXIV, "date": "2023"}, "2023", ""),
    ({"ids": ARXIV, "date": "2024-05", "first": "2023-08-31"}, "2024-05", "2023-08-31"),
    ({"first": "2023-09"}, "2023-09", ""),
    ({}, "", ""),
])  # fmt: skip
def test_a_paper_has_the_date_that_is_cited_and_that_of_its_first_appearance(
    said: dict[str, object], date: str, first: str
) -> None:
    """The venue's year decides the first; the second is there only where it is really earlier."""
    assert cited_dates(facts(**said)) == (date, first)  # type: ignore[arg-type]


@given(DATES, DATES, st.sampled_from(["", "OWLS 2023", "OWLS 2024", "OWLS"]), st.sampled_from([{}, ARXIV]))
def test_the_two_dates_are_in_order_and_stay_what_they_are(
    date: str, first: str, venue: str, ids: dict[str, str]
) -> None:
    """A record that states what was computed says the same."""
    said = facts(date=date, first=first, venue=venue, ids=ids)
    known, before = cited_dates(said)
    assert not before or is_earlier(before, known)
    assert cited_dates(replace(said, date=known, first=before)) == (known, before)


@pytest.mark.parametrize(("date", "other", "earlier"), [
    ("2023", "2024", True), ("2023-09", "2024", True), ("2023-09-27", "2023-10", True), ("2023", "2023-09", False),
    ("2023-09", "2023", False), ("2024", "2023-09", False), ("2023-09", "2023-09", False), ("", "2023", False),
])  # fmt: skip
def test_a_date_that_holds_another_is_not_earlier(date: str, other: str, earlier: bool) -> None:
    """A year may end after any of its days."""
    assert is_earlier(date, other) is earlier


def test_later_dates_come_first_and_none_comes_last() -> None:
    """A year comes after its months."""
    dates = ["2023", "", "2023-09", "2024-01-02", "2024-01"]
    assert sorted(dates, key=descending) == ["2024-01-02", "2024-01", "2023-09", "2023", ""]


@pytest.mark.parametrize(("venue", "year"), [
    ("NAACL 2024", 2024), ("OWLS2024", 2024), ("Proc. of OWLS '99", 1999), ("Owl Lett. 12 (2007)", 2007),
    ("OWLS 2023 (2023)", 2023), ("OWLS 2023–2024", None), ("Lecture Notes 14321", None), ("OWLS", None),
])  # fmt: skip
def test_a_venue_states_one_year_or_none(venue: str, year: int | None) -> None:
    """Of two nobody knows which is meant."""
    assert stated_year(venue) == year


@pytest.mark.parametrize("text", ["Dec 2021", "7-12 Dec. 2021", "17 Dec 2021"])
def test_the_end_of_december_is_no_sign_of_about(text: str) -> None:
    """`c 2021` is about 2021."""
    assert (parse_date(text) or "").startswith("2021-12")


@pytest.mark.parametrize(("dates", "date", "first"), [
    (("2024", "2024-02", "2023-11-05"), "2024-02", "2023-11-05"),
    (("2024-02", "2023", "2023-11-05"), "2024-02", "2023-11-05"),
    (("2023", "2024-02"), "2023", ""),
    (("", "2023-11-05"), "2023-11-05", ""),
    (("in press", "2023-11-05"), "2023-11-05", ""),
    (("in press", ""), "in press", ""),
    ((), "", ""),
])  # fmt: skip
def test_of_several_appearances_one_is_cited_and_the_earliest_is_the_first(
    dates: tuple[str, ...], date: str, first: str
) -> None:
    """What only says more of the cited one is the cited one."""
    found = appearances(*dates)
    assert (found["date"], found.get("first", "")) == (date, first)


@pytest.mark.parametrize(("year", "day", "date", "first"), [
    ("2019", "Sep 18", "2019 Sep 18", ""), ("2019", "2019/09/18/", "2019/09/18/", ""), ("2019", "", "2019", ""),
    ("2024", "2023/11/02", "2024", "2023/11/02"), ("2023", "2024/01/15", "2023", ""),
    ("", "2023/09//", "2023/09//", ""),
])  # fmt: skip
def test_a_day_of_an_earlier_year_is_the_first_appearance(year: str, day: str, date: str, first: str) -> None:
    """The year of publication is the one that is cited."""
    found = dated(year, day)
    assert (found["date"], found.get("first", "")) == (date, first)


@pytest.mark.parametrize(("date", "first", "expected"), [
    ("May 2024", "27 Sep 2023", ("2024-05", "2023-09-27")), ("2023", "Sep 2023", ("2023", "")),
    ("", "Sep 2023", ("2023-09", "")), ("2023", "2024", ("2023", "")),
])  # fmt: skip
def test_a_row_keeps_a_first_appearance_only_before_its_date(date: str, first: str, expected: tuple[str, str]) -> None:
    """Where it has no other date, that is its date."""
    raw = RawRecord(reader="x", capture="x", line=1, lines=frozenset({1}), text="x", title="Owls")
    row, problems = normalize(replace(raw, date=date, first=first))
    assert row and not problems
    assert (row.facts.date, row.facts.first) == expected


def test_a_record_whose_first_appearance_is_not_earlier_is_a_warning() -> None:
    """So is one without a date, which its first appearance would be."""
    records = [
        paper("right", date="2024", first="2023-12"), paper("same", date="2023-09", first="2023"),
        paper("late", date="2023", first="2024"), paper("lone", first="2023"), paper("plain", date="2023"),
    ]  # fmt: skip
    papers = {record.id: record for record in records}
    problems = check_dates(papers, {PaperId(id_): f"{id_}.yml" for id_ in papers})
    assert [(found.path, found.code, found.level) for found in problems] == [
        (f"records/{name}.yml", "first-not-earlier", "warning") for name in ("same", "late", "lone")
    ]
    assert "found first: 2023 and no date" in problems[2].message


def test_a_first_date_is_a_date() -> None:
    """As `date` is."""
    assert facts(first=PaperDate("2023-09")).appeared == "2023-09" and facts(date="2024").appeared == "2024"
