"""Bare lists of ids and addresses, alone or with titles beside or above them, and messages that name papers by them.

1. 2401.00001
Counting Owls at Night
<https://doi.org/10.1000/owls.1>
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.named_ids import Item, item_of, without_mark
from generator.intake.readers.pages.names import are_people, people_of
from generator.intake.readers.pages.page import (
    Passage,
    furniture,
    is_finished,
    is_prose,
    is_reference,
    is_title,
    plain_passages,
    split_furniture,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "id_list"
CERTAINTY = Certainty.STATISTICS
LOOKS_FOR = "ids or addresses of papers on lines of their own, alone or with titles"

_FURNITURE = furniture(
    (r"\d+ (replies|reply|reactions?|new messages?)|view thread|edited|today|yesterday|new", "page button"),
    (r"last reply .*", "page button"),
)
_STAMP = re.compile(r"(?:\S.{0,60}?\s{1,3})?\[?\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?\]?")
_SITE = re.compile(r"(?i)arxiv(?:\.org)?|openreview(?:\.net)?|acl anthology|pubmed|hugging ?face|semantic scholar")
_DATED = re.compile(r"(.+?)\s*[(\[](?:([A-Z][\w@.-]*(?: [A-Z][\w@.-]*){0,3}),? ?)?['’]?((?:19|20)\d\d)[)\]]")
_HEADING = 80
"""Characters that no heading of a list has."""
_FEW = 4
"""Lines that may stand around the shortest list: a heading, a greeting, a name."""


@dataclass(slots=True, kw_only=True)
class _Paper:
    """A paper of the list, as its lines are found."""

    item: Item
    parts: list[Passage]
    title: str = ""
    authors: str = ""
    ids: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def identify(capture: Capture) -> int:
    """The lines that name a paper; in running text an id is only quoted."""
    lines, _ = split_furniture(plain_passages(capture), _FURNITURE)
    chat = _is_chat(lines)
    return sum(_names_paper(item, chat) for item in map(item_of, lines) if item)


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each paper that is named; several ids on a line are several papers, if they are of one scheme."""
    lines, ignored = split_furniture(plain_passages(capture), _FURNITURE)
    yield from ignored
    if _is_chat(lines):
        yield from _read_chat(capture, lines)
        return
    items = {place: item for place, line in enumerate(lines) if (item := item_of(line)) and item.listed}
    titles = _titles(lines, items)
    papers = _papers(lines, items, titles)
    yield from (row for paper in papers for row in _rows(capture, paper))
    used = {number for paper in papers for part in paper.parts for number in part.lines}
    rest = [line for line in lines if line.lines[0] not in used]
    headings = [line for line in rest if _is_heading(line)]
    if len(headings) <= max(_FEW, len(papers)):
        yield from (Ignored(lines=frozenset(line.lines), reason="heading") for line in headings)


def _names_paper(item: Item, chat: bool) -> bool:
    return bool(item.ids) and (item.listed or chat)


def _is_heading(line: Passage) -> bool:
    """Whether a short line is no sentence, and no part of one."""
    text = line.text
    sentence = text[0].islower() or is_prose(text) or (text.endswith(".") and " " in text)
    return len(text) <= _HEADING and not sentence and item_of(line) is None


# --- Titles ----------------------------------------------------------------------------------------------------------


def _titles(lines: Sequence[Passage], items: dict[int, Item]) -> dict[int, list[int]]:
    """Item → the lines that hold its title and its authors: those above each item, or those below.

    One line of text above many ids is the heading of the list.
    """
    bare = [place for place, item in items.items() if not item.title and not _names_again(lines, items, place)]
    above = {place: _texts(lines, items, range(place - 1, -1, -1)) for place in bare}
    below = {place: _texts(lines, items, range(place + 1, len(lines))) for place in bare}
    counts = [sum(bool(texts) for texts in side.values()) for side in (above, below)]
    ends_with_text = bool(lines) and len(lines) - 1 not in items
    if counts[1] > counts[0] or (counts[0] == counts[1] and ends_with_text):
        side, count = below, counts[1]
    else:
        side, count = above, counts[0]
    enough = 2 * count >= len(bare) if count > 1 else len(bare) == 1 and _touch(lines, side)
    return {place: texts for place, texts in side.items() if texts} if enough else {}


def _touch(lines: Sequence[Passage], side: dict[int, list[int]]) -> bool:
    """Whether the one text beside the one id stands on the next line."""
    return any(abs(lines[place].lines[0] - lines[texts[0]].lines[0]) == 1 for place, texts in side.items() if texts)


def _names_again(lines: Sequence[Passage], items: dict[int, Item], place: int) -> bool:
    """Whether an item may name the paper of the line above it in another way: its DOI below its arXiv id."""
    before = items.get(place - 1)
    if before is None or items[place].title or not _is_next(lines, place):
        return False
    known = {scheme for scheme, _ in before.ids}
    return set(items[place].ids) <= set(before.ids) or not known & {scheme for scheme, _ in items[place].ids}


def _is_next(lines: Sequence[Passage], place: int) -> bool:
    """Whether no blank line stands above a line, where such lines divide anything at all."""
    spaced = not any(before.touches(line) for before, line in pairwise(lines))
    return spaced or lines[place - 1].touches(lines[place])


def _texts(lines: Sequence[Passage], items: dict[int, Item], places: range) -> list[int]:
    """The lines of text up to the next item, the nearest first, two at most; what ends in a colon is a heading."""
    found: list[int] = []
    for place in places:
        text = lines[place].text
        if place in items or len(found) == 2 or len(text) > 300 or is_prose(text) or is_reference(text):
            break
        if text.endswith(":") or not any(char.isalpha() for char in text):
            break
        found.append(place)
    return found


def _papers(lines: Sequence[Passage], items: dict[int, Item], titles: dict[int, list[int]]) -> list[_Paper]:
    papers: list[_Paper] = []
    for place, item in items.items():
        before = papers[-1] if papers else None
        if before and before.title and place not in titles and _names_again(lines, items, place):
            before.ids += item.ids
            before.links += item.links
            before.parts.append(item.line)
        elif item.ids or item.title or place in titles:
            papers.append(_paper(lines, item, titles.get(place, [])))
    return papers


def _paper(lines: Sequence[Passage], item: Item, texts: Sequence[int]) -> _Paper:
    paper = _Paper(item=item, parts=[item.line], title=item.title, ids=[*item.ids], links=[*item.links])
    places = sorted(texts)
    if len(places) == 2 and are_people(lines[places[1]].text):
        paper.authors = lines[places[1]].text
        paper.title = without_mark(lines[places[0]].text)
    elif places:
        places = [texts[0]]
        paper.title = without_mark(lines[texts[0]].text)
    paper.parts = sorted([item.line, *(lines[place] for place in places)], key=lambda part: part.lines)
    return paper


# --- Chats -----------------------------------------------------------------------------------------------------------


def _is_chat(lines: Sequence[Passage]) -> bool:
    """Whether who wrote and when stands above messages: `Ina Falk  10:42 AM`."""
    stamps = sum(bool(_STAMP.fullmatch(line.text)) for line in lines)
    return stamps > 0 and any(not _STAMP.fullmatch(line.text) for line in lines)


def _read_chat(capture: Capture, lines: Sequence[Passage]) -> Iterator[RawRecord | Ignored]:
    """The papers that messages name; the title stands where the chat shows a preview of the address."""
    papers: list[_Paper] = []
    for place, line in enumerate(lines):
        item = item_of(line)
        if item and item.ids:
            title = item.title if is_title(item.title) else ""
            papers.append(_Paper(item=item, parts=[line], title=title, ids=[*item.ids], links=[*item.links]))
        elif papers and place and _SITE.fullmatch(lines[place - 1].text) and not papers[-1].title:
            papers[-1].title = line.text
            papers[-1].parts.append(line)
        elif _STAMP.fullmatch(line.text):
            yield Ignored(lines=frozenset(line.lines), reason="who wrote, and when")
        elif item is None:
            yield Ignored(lines=frozenset(line.lines), reason="message that names no paper")
    yield from (row for paper in papers for row in _rows(capture, paper))


# --- Rows ------------------------------------------------------------------------------------------------------------


def _rows(capture: Capture, paper: _Paper) -> Iterator[RawRecord]:
    schemes = [scheme for scheme, _ in paper.ids]
    several = len(schemes) > len(set(schemes))
    for ids in [(pair,) for pair in paper.ids] if several else [tuple(paper.ids)]:
        dated = _DATED.fullmatch(paper.title)
        people = people_of(paper.authors, ",")
        numbers = frozenset(number for part in paper.parts for number in part.lines)
        text = "\n".join(part.text for part in paper.parts)
        yield RawRecord(
            reader=NAME,
            capture=capture.name,
            line=min(numbers),
            lines=numbers,
            text=f"{ids[0][1]} of {text}" if several else text,
            title="" if several else _bare(dated[1] if dated else paper.title),
            authors=people.names,
            authors_complete=people.complete,
            date=dated[3] if dated else "",
            venue=f"{dated[2]} {dated[3]}" if dated and dated[2] else "",
            ids=ids,
            links=tuple(("paper", url) for _, url in paper.links),
            leftover=tuple(("beside the id", text) for text in _beside(paper)),
        )


def _beside(paper: _Paper) -> Iterator[str]:
    """What a line holds besides the id and the title: the words of a message."""
    return (text for text in (paper.item.title, paper.item.beside) if text and text != paper.title)


def _bare(title: str) -> str:
    return title.strip(" *_") if not is_finished(title) else title
