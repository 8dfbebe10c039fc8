"""Invents citations as people type them: ten to fifty of each paper, with slips, short venues and missing years.

The papers are nobody's. One in four has appeared twice, in proceedings and as an article of a journal a year or two
later: two papers. The same call gives the same bytes.
"""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.invented_words import Words
from generator.model import Capture

PAPERS = 60
COLUMNS = ("id", "title", "authors", "venue", "year", "volume", "pages")
_MEETINGS = {
    "International Conference on Lantern Engineering": ("Proc. ICLE", "In Proceedings of ICLE", "ICLE"),
    "Symposium on the Theory of Harbours": ("STOH", "Proc. of the Symp. on Theory of Harbours", "In Proc. STOH"),
    "Annual Conference on Kelp Systems": ("Conf. on Kelp Systems", "Proc. 7th Ann. Conf. on Kelp Sys.", "ACKS"),
}
_JOURNALS = {
    "Journal of Lantern Research": ("J. Lantern Res.", "Journal of Lantern Research", "JLR"),
    "Transactions on Harbours": ("Trans. Harbours", "Transactions on Harbours", "Trans. on Harbours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """One paper, as its title page has it."""

    id: str
    title: str
    authors: tuple[str, ...]
    venue: str
    year: int
    volume: str
    first: int


def dirty_citations() -> tuple[Capture, Mapping[str, str]]:
    """A table of citations, and row → paper."""
    random_ = random.Random(20_260_114)
    words = Words(random_)
    rows: list[Sequence[str]] = []
    papers: dict[str, str] = {}
    for number in range(PAPERS):
        for version in _versions(number, random_, words):
            for _ in range(random_.randint(10, 50)):
                key = f"r{len(rows)}"
                papers[key] = version.id
                rows.append((key, *_cited(version, random_)))
    random_.shuffle(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return Capture(name="citations.csv", text=text.getvalue()), papers


def _versions(number: int, random_: random.Random, words: Words) -> list[_Version]:
    title = " ".join(words.draw(random_.randint(4, 9), words.subjects(), small=0.3, own=0.4))
    authors = tuple(words.name() for _ in range(random_.randint(1, 4)))
    meeting = _Version(
        id=f"p{number}", title=title.capitalize(), authors=authors, venue=random_.choice([*_MEETINGS]),
        year=random_.randint(1988, 1999), volume="", first=random_.randint(1, 400),
    )
    if number % 4:
        return [meeting]
    journal = _Version(
        id=f"p{number}-journal", title=meeting.title, authors=authors, venue=random_.choice([*_JOURNALS]),
        year=meeting.year + random_.randint(1, 2), volume=str(random_.randint(1, 60)), first=random_.randint(1, 400),
    )
    return [meeting, journal]


def _cited(paper: _Version, random_: random.Random) -> Sequence[str]:
    """Title, authors, venue, year, volume and pages of one citation."""
    venue = random_.choice([paper.venue, *(_MEETINGS | _JOURNALS)[paper.venue]])
    return (
        _typed(paper.title, random_, 0.25),
        _signed(paper.authors, random_),
        venue,
        str(paper.year) if random_.random() < 0.75 else "",
        paper.volume,
        f"{paper.first}-{paper.first + random_.randint(8, 12)}" if random_.random() < 0.6 else "",
    )


def _signed(authors: Sequence[str], random_: random.Random) -> str:
    """`Ann Roe and Max Poe`, `A. Roe, M. Poe`, `Roe, A., Poe, M.`; some with a slip, some cut."""
    style = random_.randrange(3)
    listed = [_typed(name, random_, 0.06) for name in authors]
    if len(listed) > 2 and random_.random() < 0.1:
        listed = listed[:1]
    parts = [(name.split()[0], name.split()[-1]) for name in listed]
    if style == 0:
        return " and ".join(listed)
    if style == 1:
        return ", ".join(f"{given[0]}. {family}" for given, family in parts)
    return "; ".join(f"{family}, {given[0]}." for given, family in parts)


def _typed(text: str, random_: random.Random, slips: float) -> str:
    """The text as somebody types it: now and then a letter is lost, doubled or swapped, a word lost, a hyphen set."""
    if random_.random() >= slips:
        return text
    kind, place = random_.randrange(5), random_.randrange(1, len(text) - 1)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    if kind == 2:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    words = text.split()
    if kind == 3 and len(words) > 4:
        del words[len(words) // 2]
        return " ".join(words)
    return text.replace(" ", "-", 1)
