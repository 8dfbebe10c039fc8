"""A conference's list of accepted papers: a title and the line of its authors by turns, or both on one line.

Accepted Papers
1. Counting Owls at Night
Ina Falk (Bergen), Oto Brand, and Mia van der Sand
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.named_ids import item_of, without_mark
from generator.intake.readers.pages.names import are_people, people_of
from generator.intake.readers.pages.page import (
    Passage,
    furniture,
    is_prose,
    is_reference,
    plain_passages,
    split_furniture,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "accepted_papers"
CERTAINTY = Certainty.STATISTICS
LOOKS_FOR = "titles and lines of authors by turns, as in a conference's list of accepted papers"

_SECTION = (
    r"(papers?|posters?|orals?|spotlights?|demo(nstration)?s?|conference|tracks?|sessions?|proceedings|"
    r"findings|abstracts?)"
)
_BUTTON = (
    r"pdf|paper|code|video|poster|slides|abs(tract)?|bib(tex)?|openreview|arxiv|supp(lementary)?|link|website|data"
)
_WHICH = r"accepted|list of|all|the|long|short|full|regular|main|best|industry|system|student|research|workshop|and|&"
_FURNITURE = furniture(
    (r"(important )?dates|calls?( for .{0,30})?|program(me)?|venue|sponsors?(hip)?|registration", "page navigation"),
    (
        r"committees?|organi[sz]ers?|attend(ing)?|authors|submissions?|schedule|travel|visa|workshops?",
        "page navigation",
    ),
    (r"tutorials?|keynotes?|faq|code of conduct|overview|toggle navigation|search|speakers", "page navigation"),
    (r"organi[sz]ation|accommodation|main", "page navigation"),
    (rf"(({_WHICH})[ ,-]*)*{_SECTION}( {_SECTION})?( \(?\d+\)?| [A-Z0-9]{{1,3}})?(:.{{0,60}})?", "heading"),
    (rf"(\[?({_BUTTON})\]?[ |,/]*)+", "paper button"),
    (r"(oral|poster|spotlight|best paper|outstanding paper|award)( award| candidate| nominee)?", "paper label"),
    (r"built with .{0,60}|(last )?updated.{0,60}|powered by .{0,40}|.{0,80}organizers\. .{0,60}", "page footer"),
)
_LIST = re.compile(r"(?i).*\b(?:accepted|papers|posters|proceedings|orals|publications)\b.*")
_ROLE = re.compile(
    r"(?i)\b(?:chairs?|committees?|reviewers?|advisory|boards?|speakers?|panel(?:ists?)?|sponsors?|volunteers?|"
    r"web ?masters?|contacts?|keynotes?|welcome|lunch|coffee|break|registration|students?|alumni|postdocs?|"
    r"staff|members?|directors?|managers?|assistants?|professors?|faculty|editors?|moderators?|hosts?|"
    r"leaders?)\b|^organi[sz]|"
    r"^(?:local|program|general|publicity|finance|invited|opening|closing)\b"
)
_EDITION = re.compile(r"(?:.*\W)?([A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{3,})[ -]?(?:['’](\d\d)|((?:19|20)\d\d))(?:\W.*)?")
_NUMBER = re.compile(
    r"(?i)\A(?:(?:paper|submission|id)\s*#?\d{1,5}[:.)]?\s+|#?\d{1,5}(?:[:.)]\s*|\t)(?=[^\W\d_])|(?:title|"
    r"paper)\s*:\s*)"
)
_DATED = re.compile(r"(?<![\d.-])(?:19|20)\d\d(?![\d-])")
_BY = re.compile(r"(?i)(?:authors?|by)\s*:?\s+")
_CUT = re.compile(r"(?<=[^\W\d_]{2})[.?!]\s+|\s+[-–—|]\s+|\t+|\s+(?=\([^()]*\)$)|:\s+")
_LONGEST, _CUTS = 400, 6
"""Characters of a title with its authors, and places in it where one of them may end."""
_LARGEST = 20_000
"""Lines of a page; the largest conferences have 5,000 papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """One entry."""

    title: str
    authors: str
    parts: tuple[Passage, ...]


def identify(capture: Capture) -> int:
    """The entries, where they are papers: what people do at a conference is listed in the same way."""
    lines, _ = split_furniture(plain_passages(capture), _FURNITURE)
    papers = _papers(lines) if len(lines) <= _LARGEST else []
    roles = sum(bool(_ROLE.search(paper.title)) for paper in papers)
    named = any(_LIST.fullmatch(line.text) and len(line.text) <= 80 for line in plain_passages(capture))
    words = sum(len(paper.title.split()) for paper in papers)
    enough = len(papers) >= (2 if named else 3) and words >= (3 if named else 4) * len(papers)
    # A list of references has the year in each of them.
    dated = sum(bool(_DATED.search(line.text)) for line in lines)
    return len(papers) if enough and 10 * roles <= len(papers) and 2 * dated <= len(papers) + 2 else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each title with authors; the heading of the page gives the venue and its year."""
    lines, ignored = split_furniture(plain_passages(capture), _FURNITURE)
    yield from ignored
    papers = _papers(lines)
    taken = {line.lines[0] for paper in papers for line in paper.parts}
    rest = [line for line in lines if line.lines[0] not in taken]
    edition = next((match for line in rest if (match := _EDITION.fullmatch(line.text)) and len(line.text) < 120), None)
    for paper, following in zip(papers, [*papers[1:], None], strict=bool(papers)):
        yield _row(capture, paper, _abstract(paper, following, rest), edition)
    for line in rest:
        if edition and line.text == edition[0]:
            yield Ignored(lines=frozenset(line.lines), reason="page header")
        elif len(line.text) <= 60 and not is_prose(line.text) and not are_people(line.text):
            yield Ignored(lines=frozenset(line.lines), reason="heading")


def _row(capture: Capture, paper: _Paper, abstract: Sequence[Passage], edition: re.Match[str] | None) -> RawRecord:
    people = people_of(_BY.sub("", paper.authors, count=1), "," if ";" not in paper.authors else ";")
    parts = [*paper.parts, *abstract]
    numbers = frozenset(number for part in parts for number in part.lines)
    year = (edition[3] or f"20{edition[2]}") if edition else ""
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=min(numbers),
        lines=numbers,
        text="\n".join(part.text for part in parts),
        title=paper.title,
        authors=people.names,
        authors_complete=people.complete,
        date=year,
        venue=f"{edition[1]} {year}" if edition else "",
        abstract="\n".join(part.text for part in abstract),
        leftover=tuple(("affiliation", note) for note in people.notes),
    )


def _abstract(paper: _Paper, following: _Paper | None, rest: Sequence[Passage]) -> list[Passage]:
    """The prose between an entry and the next one."""
    first = paper.parts[-1].lines[-1]
    last = following.parts[0].lines[0] if following else first + 3
    return [line for line in rest if first < line.lines[0] < last and is_prose(line.text)]


# --- Entries ---------------------------------------------------------------------------------------------------------


def _papers(lines: Sequence[Passage]) -> list[_Paper]:
    """The entries in the one way in which most lines can be read."""
    ways = [_by_turns(lines, authors_first=False), _by_turns(lines, authors_first=True)]
    ways += [_on_one_line(lines, _title_first), _on_one_line(lines, _authors_first)]
    return max(ways, key=lambda papers: sum(len(paper.parts) for paper in papers))


def _by_turns(lines: Sequence[Passage], *, authors_first: bool) -> list[_Paper]:
    papers: list[_Paper] = []
    place = 0
    apart = _are_apart(lines)
    while place + 1 < len(lines):
        pair = lines[place], lines[place + 1]
        title, authors = reversed(pair) if authors_first else pair
        rival = lines[place + 2] if place + 2 < len(lines) and not authors_first else None
        if apart and not pair[0].touches(pair[1]):
            taken = False
        else:
            taken = _is_title(title) and 0 < _as_people(authors) >= (_as_people(rival) if rival and not apart else 0)
        if taken:
            papers.append(_Paper(title=_numberless(title.text), authors=authors.text, parts=pair))
        place += 2 if taken else 1
    return papers


def _are_apart(lines: Sequence[Passage]) -> bool:
    """Whether blank lines stand between entries, and not between all lines."""
    touching = sum(before.touches(line) for before, line in pairwise(lines))
    return 0.3 * len(lines) <= touching <= 0.8 * len(lines)


def _is_title(line: Passage) -> bool:
    text = _numberless(line.text)
    if not 8 <= len(text) <= 300 or is_prose(text) or is_reference(text) or item_of(line):
        return False
    return len(text.split()) > 1 and text[0] != "@" and not (_as_people(line) == 3 and " and " in text)


def _as_people(line: Passage) -> int:
    """How much a line looks like one of names: several people, one, or perhaps a short title."""
    text = _BY.sub("", line.text, count=1)
    if (is_prose(text) and not text.endswith(".")) or not are_people(text.rstrip(".")):
        return 0
    names = people_of(text.rstrip("."), ",").names
    return 3 if len(names) > 1 else 2 if len(names[0].split()) <= 3 else 1


def _numberless(text: str) -> str:
    return _NUMBER.sub("", without_mark(text), count=1).strip()


def _on_one_line(lines: Sequence[Passage], cut: Callable[[str], tuple[str, str] | None]) -> list[_Paper]:
    found = ((line, cut(_numberless(line.text))) for line in lines if len(line.text) <= _LONGEST)
    return [_Paper(title=pair[0], authors=pair[1], parts=(line,)) for line, pair in found if pair]


def _title_first(text: str) -> tuple[str, str] | None:
    for mark in islice(_CUT.finditer(text), _CUTS):
        title = text[: mark.end()].rstrip(" .\t–—-|:(")
        authors = text[mark.end() :].rstrip(". ").removeprefix("(").removesuffix(")")
        if len(title.split()) > 2 and mark[0].strip() != ":" and are_people(authors):
            return title, authors
    return None


def _authors_first(text: str) -> tuple[str, str] | None:
    for mark in islice(_CUT.finditer(text), _CUTS):
        authors, title = text[: mark.start()], text[mark.end() :].strip()
        if len(title.split()) > 2 and not title.startswith("(") and are_people(authors) and not are_people(title):
            return title, authors
    return None
