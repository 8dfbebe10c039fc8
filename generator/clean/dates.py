"""Dates, as precise as the text that holds them and no more."""

import datetime
import re
from functools import lru_cache

from generator.clean.months import MONTHS, in_english
from generator.clean.text import clean_text
from generator.clean.venues import stated_year
from generator.model import Facts, PaperDate

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b\.?"
_MONTH_NAME = rf"(?P<name>{_MONTH})"
_YEAR = r"(?P<year>\d{4})"
_NTH = r"\d{1,2}(?:(?:st|nd|rd|th|er|ère|re|º|ª|°|:a)\b)?"
_DAY = r"(?P<day>\d{1,2})(?:(?:st|nd|rd|th|er|ère|re|:a)\b|[º°ª])?"
_TO = r"\s*[-–—/]+\s*"
_GAP = r"[-/., ]+"
# A range keeps its start: `1995--1996`, `Jun--Jul 2023`, `27--30 September 2023`.
_TO_MONTH = rf"({_TO}[^\W\d_]+\.?)?"
_TO_DAY = rf"({_TO}{_NTH})?"
# Quarterlies are dated `2000 Spring` and `2nd quarter 1998`; the year is what that says for certain.
_SEASON = r"(spr(ing)?|sum(mer)?|aut(umn)?|fall?|win(ter)?)([-–—/ ]+(spr(ing)?|sum(mer)?|aut(umn)?|fall?|win(ter)?))?"
_PART = rf"({_SEASON}|(1st|2nd|3rd|4th|first|second|third|fourth) quarter|q[1-4])"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_YEAR}([a-z]|\s*[-–—/]+\s*\d{{4}})?",
        rf"{_YEAR}[-/. ](?P<month>\d{{1,2}})",
        rf"{_YEAR}[-/. ](?P<month>\d{{1,2}})[-/. ]{_DAY}([T ]\d\d:\d\d\S*)?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        rf"{_YEAR}/(?P<month>\d{{1,2}})?/(?P<day>\d{{1,2}})?(/.*)?",  # of RIS: `2023/09//`, `2023///Spring`
        rf"{_YEAR}{_GAP}{_PART}|{_PART}{_GAP}(?P<year_last>\d{{4}})({_TO}\d{{2,4}})?",
        rf"{_YEAR}{_GAP}{_MONTH_NAME}{_TO_MONTH}({_GAP}{_DAY}{_TO_DAY})?",
        rf"{_YEAR}{_GAP}{_MONTH_NAME}\s*[-–—/]+\s*\d{{4}} [a-z]+\.?",
        rf"{_YEAR}{_GAP}{_DAY}{_TO_DAY}{_GAP}{_MONTH_NAME}{_TO_MONTH}",
        rf"{_MONTH_NAME}{_TO_MONTH}{_GAP}({_DAY}{_TO_DAY}{_GAP})?{_YEAR}",
        rf"{_DAY}{_TO_DAY}{_GAP}{_MONTH_NAME}{_TO_MONTH}{_GAP}{_YEAR}",
        # From one month into the next: `May 2 - May 7 2004`, `30 June – 4 July 2004`, `2004 Aug 30/Sep 1`.
        rf"{_MONTH_NAME} {_DAY}{_TO}{_MONTH} {_NTH}{_GAP}{_YEAR}",
        rf"{_DAY}{_GAP}{_MONTH_NAME}{_TO}{_NTH}{_GAP}{_MONTH}{_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}{_MONTH_NAME} {_DAY}{_TO}{_MONTH} {_NTH}",
        rf"{_YEAR}{_GAP}{_DAY}{_GAP}{_MONTH_NAME}{_TO}{_NTH}{_GAP}{_MONTH}",
        # From one year into the next, or with the year twice: `Dec 2003 - Jan 2004`, `May 2, 2004 – May 7, 2004`.
        rf"{_MONTH_NAME}{_GAP}({_DAY}{_GAP})?{_YEAR}{_TO}{_MONTH}{_GAP}({_NTH}{_GAP})?\d{{4}}",
        rf"({_DAY}{_GAP})?{_MONTH_NAME}{_GAP}{_YEAR}{_TO}({_NTH}{_GAP})?{_MONTH}{_GAP}\d{{4}}",
        rf"[a-z]{{3}}, {_DAY} {_MONTH_NAME} {_YEAR} \d\d:\d\d\S*( \S+)?",  # of mail: `Mon, 14 Apr 2008 13:05:12 GMT`
        rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{_YEAR}",
        rf"(?P<month>0?[1-9]|1[0-2])\s?[/.-]\s?{_YEAR}",
    )
)
# ISO 8601-2, as BibLaTeX has it: one start of a range, its precision, and what is not known of it.
_RANGE_START = re.compile(
    r"(\d{4}(?:-[\dX]{2}){0,2}(?:T\S*?)?)[~?%]?/(?:\d[\dX-]*(?:T\S*)?[~?%]?|\.\.|open|unknown)?", re.IGNORECASE
)
_YEAR_AND_MONTH = re.compile(r"\d{4}/(0?[1-9]|1[0-2])")
_UNKNOWN = re.compile(r"(\d{4}|\d{4}-\d\d)(?:-XX)+", re.IGNORECASE)
_SEASON_NUMBER = re.compile(r"(\d{4})-(?:2[1-9]|3\d|4[01])")
_CIRCA = re.compile(r"(?<!\w)(?:c(?:a|irca)?\.?|©)\s*(?=\d{4})", re.IGNORECASE)
# Words between the parts of a date, `15 de enero de 2018`, `2 to 7 May`, and before and behind it, `2019 г.`.
_LINKING = re.compile(
    r"(?<![\w'’])(?:(?:de|del|di|den|der|of|the|le|el|il|am|года|году|р|року|roku|g|r|г)(?!\w)\.?|d['’])\s*", re.I
)
_TO_WORD = re.compile(
    rf"(?<=[\w.])\s+(?:to|and|till|until|bis|und|au|et|al|y|e|till)\s+(?={_MONTH}|\d{{1,2}}\b)|\s*&\s*", re.I
)
# What is said of a date without changing it, and a weekday.
_REMARK = re.compile(
    r"[\[(]?(?<!\w)(?:(?:first )?(?:published|posted|available|printed)(?: online| electronically)?|e-?pub|online|"
    r"in press|forthcoming|accepted|submitted|to appear|in print|early access|ahead of print|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w)[:.\])]?",
    re.IGNORECASE,
)
# A day on which somebody looked is none of the paper's.
_LOOKED_UP = re.compile(r"[\[(,;]?\s*\b(?:accessed|retrieved|last visited|viewed|cited|abgerufen|consulté)\b.*", re.I)
# `[1987] 2003` and `2003 (first published 1987)` are a reprint, and its original in brackets.
_ORIGINAL = re.compile(
    r"^\s*(?:\[\d{4}\]|\(\d{4}\))\s*(?=\d{4})|[\[(][^\])]*\b(?:orig|first|erst)[^\])]*\d{4}[^\])]*[\])]", re.I
)
_NO_START = re.compile(r"(?:\.\.|open|unknown)?\s*/")
_PLAUSIBLE = re.compile(r"(?<![\d.])(?:1[4-9]\d\d|20\d\d|2100)(?!\d)")
_LONGEST = 120
"""Longer texts are no dates, whatever years they name."""
_NEW_ARXIV = re.compile(r"(\d\d)(\d\d)\.\d{4,5}")
_OLD_ARXIV = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/(\d\d)(\d\d)\d{3}")


def parse_date(text: str) -> PaperDate | None:
    """What a text says of a date for certain, or None: `2024 (forthcoming)` → `2024`, `2019-02-30` → `2019-02`.

    One year among other words is the year; of two, `2019 or 2020`, none is guessed, but that of a reprint stands before
    its original's: `[1987] 2003`.
    """
    if date := whole_date(text):
        return date
    plain = clean_text(text)
    if len(plain) > _LONGEST or "://" in plain or _NO_START.match(plain):
        return None
    rest = _ORIGINAL.sub(" ", _LOOKED_UP.sub("", plain))
    if date := whole_date(_REMARK.sub(" ", rest)):
        return date
    years = set(_PLAUSIBLE.findall(rest))
    return PaperDate(years.pop()) if len(years) == 1 else None


@lru_cache(maxsize=4096)
def whole_date(text: str) -> PaperDate | None:
    """The date that a text is from end to end, or None; `27th September 2023`, `2023-9`, `3. Mai 2018`, `09/2023`.

    Days and months that cannot be told apart are left off: `03/04/2023` becomes `2023`. Of a range the start counts,
    and of BibLaTeX's dates what is known: `2004-02/2005`, `1988~`, `1999-XX`, `2003-21` (spring), `2004/open`.
    """
    plain = _start(clean_text(text).strip(_AROUND)).translate(_DIGITS)
    if len(plain) > _LONGEST:
        return None
    plain = _LINKING.sub("", _TO_WORD.sub("-", in_english(plain))).strip(_AROUND)
    for shape in _SHAPES:
        if match := shape.fullmatch(plain):
            return _from_parts(match.groupdict())
    return None


_AROUND = " .,;:()[]{}~?%"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _start(text: str) -> str:
    """The start of a range, without what ISO 8601-2 says of its precision; other dates as they are."""
    if _YEAR_AND_MONTH.fullmatch(text):  # `2024/05` could be a range to 2005, but never is
        return text
    match = _RANGE_START.fullmatch(text) if len(text) < 100 else None
    start = _UNKNOWN.sub(r"\1", _CIRCA.sub("", match[1] if match else text))
    return _SEASON_NUMBER.sub(r"\1", start) if _SEASON_NUMBER.fullmatch(start) else start


def _from_parts(parts: dict[str, str | None]) -> PaperDate | None:
    year, day = int(parts["year"] or parts.get("year_last") or 0), parts.get("day")
    month = parts.get("month")
    if first := parts.get("first"):
        return _by_size(year, int(first), int(parts.get("second") or 0))
    if name := parts.get("name"):
        month = str(MONTHS.index(name[:3].lower()) + 1)
    return _possible(year, int(month or 0), int(day or 0))


def _by_size(year: int, first: int, second: int) -> PaperDate | None:
    """`27/9/2023` and `9/27/2023` can only be read one way; `3/4/2023` can be read two ways."""
    if first == second or first > 12:
        return _possible(year, second, first)
    return _possible(year, first, second) if second > 12 else as_date(year, None, None)


def _possible(year: int, month: int, day: int) -> PaperDate | None:
    """As much of a date as the calendar has: `2019-02` of 30 February, `2019` of month 13 or 0."""
    date = as_date(year, month, day) if month and day else None
    return date or (as_date(year, month, None) if month else None) or as_date(year, None, None)


def as_date(year: int, month: int | None, day: int | None) -> PaperDate | None:
    """`2023`, `2023-09` or `2023-09-27`; None where the calendar has no such day."""
    try:
        date = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    # Printing began about 1450: an earlier year is a page number or a typing error.
    if not 1450 <= year <= 2100:
        return None
    return PaperDate(date.isoformat()[: 10 if day else 7 if month else 4])


def arxiv_date(arxiv_id: str) -> PaperDate | None:
    """The month of announcement that an arXiv id states: `2309.16039` → `2023-09`, `hep-th/9901001` → `1999-01`."""
    match = _NEW_ARXIV.fullmatch(arxiv_id) or _OLD_ARXIV.fullmatch(arxiv_id)
    if not match:
        return None
    short, month = int(match[1]), int(match[2])
    return as_date(1900 + short if short >= 91 else 2000 + short, month, None)


def is_earlier(date: str, other: str) -> bool:
    """Whether a date lies before another for certain: `2023` is not earlier than `2023-09`, which it may be."""
    known = min(len(date), len(other))
    return date[:known] < other[:known]


def descending(date: str) -> list[int]:
    """A sort key: later dates first, a bare year after its months, no date last."""
    return [-int(part) for part in date.split("-")] + [1] if date else [1]


def cited_dates(facts: Facts) -> tuple[PaperDate, PaperDate]:
    """(`date`, `first`) as they are shown: what a record does not state, its arXiv id and its venue do.

    What `NAACL 2024` printed is cited as of 2024, whenever it was posted: a date of September 2023 is then that of its
    first appearance. One of 2025 is a slip, and no first appearance. `first` is empty unless it is really earlier.
    """
    posted = arxiv_date(facts.ids.arxiv or "")
    own = facts.date or posted or facts.first
    year = stated_year(facts.venue)
    date = PaperDate(str(year)) if year and own[:4] != str(year) else own
    earlier = [known for known in (own, posted) if known and is_earlier(known, date)]
    if facts.first and is_earlier(facts.first, date):
        earlier = [facts.first]
    elif len(earlier) == 2 and is_earlier(earlier[1], earlier[0]):
        earlier.reverse()
    return date, earlier[0] if earlier else PaperDate("")


def is_far(first: str, date: str) -> bool:
    """Whether a first appearance lies years before a date: more than three tell the original of a translation."""
    return bool(first and date) and int(date[:4]) - int(first[:4]) > 3
