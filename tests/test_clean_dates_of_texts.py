"""Dates among words, of other languages and in ranges: what is certain is kept, and nothing else."""

import pytest

from generator.clean.dates import parse_date, whole_date
from generator.clean.months import month_of


@pytest.mark.parametrize(("text", "date"), [
    ("2024 (forthcoming)", "2024"), ("[1987] 2003", "2003"), ("2023, accepted", "2023"), ("2019-02-30", "2019-02"),
    ("2019, in press", "2019"), ("submitted 2024", "2024"), ("10/2001", "2001-10"), ("03/2019", "2019-03"),
    ("2018 aug/sep", "2018-08"), ("2018 aug\\slash sep", "2018"), ("May 2 - May 7 2004", "2004-05-02"),
    ("May 2 – 7, 2004", "2004-05-02"), ("30 June - 4 July 2004", "2004-06-30"),
    ("October 31 and November 1 2018", "2018-10-31"), ("May 27 to June 1 2003", "2003-05-27"),
    ("July 5th - 10th 2004", "2004-07-05"), ("FEB 2011", "2011-02"), ("27/10/2001", "2001-10-27"),
    ("May 2019", "2019-05"), ("2018-04", "2018-04"), ("jui 2003", "2003"), ("2019-2020", "2019"),
    ("2019/2020, in press", "2019"), ("Dec 2003 - Jan 2004", "2003-12"), ("December 2003/January 2004", "2003-12"),
    ("2019-13", "2019"), ("2019-13-45", "2019"), ("31/02/2019", "2019-02"), ("20190230", "2019-02"),
    ("2019-00-00", "2019"), ("n.d. [2018?]", "2018"), ("published online 3 May 2019", "2019-05-03"),
    ("Epub 2019 Mar 5", "2019-03-05"), ("2019 Mar 5 [Epub]", "2019-03-05"), ("2019 Mar 5; accepted", "2019-03-05"),
    ("Vol. 3/2019", "2019"), ("Vol 3 2019", "2019"), ("2018 (accessed 3 May 2019)", "2018"),
    ("2003 (first published 1987)", "2003"), ("(1987) 2003", "2003"), ("1398 [2019]", "2019"), ("2018/19", "2018"),
    ("Augsburg 2019", "2019"), ("Marketing 2019", "2019"), ("Monday, 3 May 2019", "2019-05-03"),
    ("10.2001", "2001-10"), ("27-9-2023", "2023-09-27"), ("13/2001", "2001"), ("03/04/2023", "2023"),
    ("May 2, 2004 - May 7, 2004", "2004-05-02"), ("2-7 May 2004", "2004-05-02"), ("2 May - 7 May 2004", "2004-05-02"),
    ("Sommer 2004", "2004"), ("2004 Jan-Mar", "2004-01"), ("1 December 2004", "2004-12-01"),
    ("the 5th of May 2003", "2003-05-05"), ("5th of May, 2003", "2003-05-05"), ("10~jan 2003", "2003"),
    ("JAN 5 2011", "2011-01-05"), ("2019.03.05", "2019-03-05"), ("In press (2020)", "2020"),
    ("2020 in press, corrected proof", "2020"), ("2020b", "2020"), ("2020 [online first]", "2020"), ("c2018", "2018"),
    ("May/June 2003", "2003-05"), ("2003 May/Jun", "2003-05"), ("Winter 2019/2020", "2019"),
    ("December 31, 2019 - January 2, 2020", "2019-12-31"), ("3rd quarter 1998", "1998"),
    ("2023-09-27T10:00:00Z", "2023-09-27"), ("2004-02/2005", "2004-02"), ("1999-XX", "1999"), ("2003-21", "2003"),
    ("Mon, 14 Apr 2008 13:05:12 GMT", "2008-04-14"),
])  # fmt: skip
def test_what_is_certain_of_a_date_is_kept(text: str, date: str) -> None:
    """One year among words is the year, of a range the start counts, and of a day that is none the month."""
    assert parse_date(text) == date


@pytest.mark.parametrize("text", [
    "forthcoming", "2019 or 2020", "2019, 2020", "20191345", "201913",
    "pp. 1999-2010", "accessed 3 May 2019", "2003 (1987)", "10.2019/abc", "https://x.org/2019/03",
    "12345", "p. 2345", "1999-2000 [i.e. 2001]",
])  # fmt: skip
def test_what_is_not_certain_is_not_guessed(text: str) -> None:
    """Two years, a day on which somebody looked, a number that is no year."""
    assert parse_date(text) is None


@pytest.mark.parametrize(("text", "date"), [
    ("2019 März", "2019-03"), ("3. Mai 2018", "2018-05-03"), ("15 de enero de 2018", "2018-01-15"),
    ("2019年3月5日", "2019-03-05"), ("2019 年 3 月", "2019-03"), ("2019年", "2019"), ("2019년 3월 5일", "2019-03-05"),
    ("1er janvier 2020", "2020-01-01"), ("5 de março de 2019", "2019-03-05"), ("1º de maio de 2017", "2017-05-01"),
    ("5 мая 2019 г.", "2019-05-05"), ("12 января 2020", "2020-01-12"), ("янв. 2020", "2020-01"),
    ("Март 2018", "2018-03"), ("5 marca 2019 r.", "2019-03-05"), ("12 października 2011", "2011-10-12"),
    ("den 5 mars 2019", "2019-03-05"), ("5. toukokuuta 2018", "2018-05-05"), ("Maaliskuu 2018", "2018-03"),
    ("5 Mayıs 2019", "2019-05-05"), ("Ağustos 2012", "2012-08"), ("2019. március 5.", "2019-03-05"),
    ("14 juillet 1999", "1999-07-14"), ("août 2003", "2003-08"), ("févr. 2003", "2003-02"), ("déc. 2003", "2003-12"),
    ("5 mei 2019", "2019-05-05"), ("mrt 2019", "2019-03"), ("okt 2019", "2019-10"), ("5. října 2010", "2010-10-05"),
    ("září 2010", "2010-09"), ("července 2010", "2010-07"), ("červen 2010", "2010-06"), ("Dezember 2011", "2011-12"),
    ("1 de dezembro de 2011", "2011-12-01"), ("2 settembre 2011", "2011-09-02"), ("ott. 2011", "2011-10"),
    ("Setiembre 2011", "2011-09"), ("Febuary 2012", "2012-02"), ("Setember 2012", "2012-09"),
    ("5 января – 7 февраля 2019", "2019-01-05"), ("３月 2019", "2019"), ("2019年03月", "2019-03"),
    ("Mai 2018 (im Druck)", "2018"), ("24 de diciembre del 2010", "2010-12-24"), ("1° maggio 2019", "2019-05-01"),
    ("L'11 maggio 2019", "2019"), ("Desember 2019", "2019-12"), ("5 Ιανουαρίου 2019", "2019-01-05"),
    ("5 يناير 2019", "2019-01-05"), ("7 листопада 2020", "2020-11-07"),
])  # fmt: skip
def test_months_are_known_in_the_large_languages(text: str, date: str) -> None:
    """In the case that a date takes, cut, and with the words between."""
    assert parse_date(text) == date


def test_a_beginning_that_two_months_share_names_none() -> None:
    """`jui` is June or July in French; Czech tells `červen` from `července` by the end."""
    assert [month_of(word) for word in ("jui", "juil", "červen", "července", "mar", "owl")] == [
        None, "jul", "jun", "jul", "mar", None,
    ]  # fmt: skip


def test_words_around_a_date_make_it_no_whole_date() -> None:
    """Which BibTeX needs to know, to tell whether the month beside a year says anything."""
    assert whole_date("2024 (forthcoming)") is None and whole_date("2024 May") == "2024-05"
