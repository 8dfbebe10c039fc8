"""What the formats of reference managers share: ids that say what they are, pages and dates in two fields."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.clean.dates import is_earlier, parse_date
from generator.clean.urls import split_urls

_LABELLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("doi", re.compile(r"((?:doi:?\s*|info:doi/|https?://\S+/)?10\.\d{4,9}/\S+)(?:\s*[\[(]doi[\])])?", re.IGNORECASE)),
    ("arxiv", re.compile(r"(arxiv:\s*\S*\d\S*(?:\s\[[\w.-]+\])?)", re.IGNORECASE)),
    ("pmid", re.compile(r"(?:pmid|pubmed)\s*:?\s*(\d{1,8})\b.*", re.IGNORECASE | re.DOTALL)),
    ("pmcid", re.compile(r"(?:pmcid:?\s*)?(PMC\d{1,9})\b.*", re.IGNORECASE | re.DOTALL)),
)
"""Scheme → a whole field that says of itself what it is, the id in group 1: `PUBMED 30388194`, `arXiv:2309.16039`.

Of a number alone nobody can tell.
"""
ADDRESS = re.compile(r"(?:https?://|www\.).*", re.IGNORECASE | re.DOTALL)
NO_OTHER_SCHEME = re.compile(r"(?!<|[\w+.-]+:)(?:.*)|https?:.*", re.IGNORECASE | re.DOTALL)
"""What may be meant as an address, and neither `internal-pdf://3/Roe.pdf` nor `<Go to ISI>://WOS:000`."""

_NUMBER = re.compile(r"[1-9]\d{0,7}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_EMBASE = re.compile(r"embase", re.IGNORECASE)
_ARXIV_INSIDE = re.compile(r"arxiv:\s?(\S*\d)", re.IGNORECASE)


def labelled_ids(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ids among fields that may hold anything else: `C2` of RIS is `PMC6750137`, or where a paper was printed."""
    for text in texts:
        yield from ((scheme, match[1]) for scheme, pattern in _LABELLED if (match := pattern.fullmatch(text.strip())))


def is_only_id(text: str) -> bool:
    """Whether a field says nothing but an id: `PMC6750137` does, `PMC6750137 conflicts of interest` says more."""
    plain = text.strip()
    return any((match := pattern.fullmatch(plain)) and match.end(1) == len(plain) for _, pattern in _LABELLED)


def pubmed_ids(database: str, accession: Iterable[str], fifth: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The PubMed ids among numbers that do not say what they are, by the name of the database they are from.

    Embase has accession numbers of its own, and puts PubMed's into custom field 5.
    """
    embase = _EMBASE.search(database)
    numbers = [*fifth] if embase else [*accession, *fifth] if _PUBMED.search(database) else []
    return (("pmid", number) for number in numbers if _NUMBER.fullmatch(number))


def arxiv_inside(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The arXiv ids that stand in the names of venues: `arXiv preprint arXiv:2309.16039`."""
    return (("arxiv", match[1]) for text in texts if (match := _ARXIV_INSIDE.search(text)))


def states_year(text: str) -> bool:
    """Whether a date is whole: `2019/09/18` is, `Sep 18` is not."""
    return bool(_YEAR.search(text))


def appearances(*dates: str) -> dict[str, Any]:
    """`date` and `first` of a paper that appeared several times, the appearance that is cited before the others.

    Of `2024`, `2024-02` and `2023-11-05` the second is the date, since it only says more, and the third is the first.
    """
    known = [(text, parsed) for text in dates if (parsed := parse_date(text))]
    if not known:
        return {"date": next(filter(None, dates), "")}
    date, cited = max((pair for pair in known if pair[1].startswith(known[0][1])), key=lambda pair: len(pair[1]))
    earlier = [pair for pair in known if is_earlier(pair[1], cited)]
    # Of a year and one of its days the day says more.
    first = min(earlier, key=lambda pair: f"{pair[1]}-99-99"[:10], default=("", ""))[0]
    return {"date": date, "first": first}


def dated(year: str, day: str) -> dict[str, Any]:
    """The same of a year and of a day that may lack it, `2019` and `Sep 18`, or be one of another year."""
    return appearances(year, day) if states_year(day) else {"date": f"{year} {day}".strip()}


def paged(start: str, end: str) -> str:
    """`271` and `278` give `271-278`; so do `271-278` and `278`."""
    return f"{start}-{end}" if start and end and end not in (start, start.rpartition("-")[2]) else start or end


def addresses(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The links of some fields, of which one may list several."""
    return tuple(("", part) for text in texts for part in split_urls(text) if part)


EDITED = re.compile(r"EDBOOK|edited[\s-]?book", re.IGNORECASE)
"""Types of a whole that its editors sign, where the format has them for authors."""
WHOLE_BOOKS = re.compile(rf"BOOK|EBOOK|(?:electronic )?book|{EDITED.pattern}", re.IGNORECASE)
"""Types under which EndNote has the editors of the series in second place, and those of the book in third."""


def one_list(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """The people of two fields that name the same ones: those of the second alone, then the first.

    RIS has the first author under `A1` and all under `AU`; two people of one name stand twice in one field.
    """
    names = tuple(first)
    return (*(name for name in second if name not in names), *names)


def unparted(name: str) -> str:
    """A name as `normalize` reads it: EndNote has a comma behind one that has no parts, `Owls of Paris,`."""
    whole = name.rstrip().removesuffix(",")
    return f"{{{whole}}}" if whole != name.rstrip() and "," not in whole else name


def signed(people: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a row that name its authors, of (name, ORCID) pairs."""
    listed = [(name, orcid) for name, orcid in people if name]
    orcids = tuple(orcid for _, orcid in listed)
    return {"authors": tuple(name for name, _ in listed), "orcids": orcids if any(orcids) else ()}
