"""Lists of papers in Markdown: items that begin with a linked, bold or quoted title, and tables with known columns.

    - [Counting Owls at Night](https://arxiv.org/abs/2401.00001) Ann Roe, Max Poe. *ICLR 2024* [[code](https://…)]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.intake.readers.cells import Cell, Place, as_record, cell_of
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import LINK_FIELDS, Column, column_named
from generator.intake.readers.markdown.blocks import ITEM, Block, blocks_of
from generator.intake.readers.markdown.inline import BREAK, PAPER_HOST, plain, readied, segments, take_links, take_title
from generator.intake.readers.markdown.tables import columns_of, lists_papers, read_table
from generator.intake.readers.persons import divided, divider_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "markdown"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "Markdown list items that begin with a title and link to a paper, or a table with known columns"

_PREFIX = re.compile(
    r"\W*?(?:[\[(](?P<inside>[^\[\]()]{2,40})[\])](?!\()|\*\*(?P<bold>[^*]{2,30}\d{4})\*\*)\s*[:,-]?\s*"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"{_YEAR}(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{{1,2}})?)?|[A-Z][a-z]{{2,8}}\.? (?:\d{{1,2}},? )?{_YEAR}"
)
_VENUE = re.compile(
    r"(?:(?i:in|accepted (?:at|to|by)|to appear (?:at|in)|@)\s+)?([A-Z][\w&/+.' -]{1,60}?)"
    rf"[, ]*(?:({_YEAR})|['’]\d\d)"
    r"(?:[ ,]+(?i:oral|spotlight|poster|workshop|findings|demo|long|short))?"
)
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|van|von|de|der|den|del|della|la|le|di|da|dos|du|bin|ibn|al|el|ter|ten)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")
_OTHERS = re.compile(r"[, ]*\b(?:et\.? al\.?|and others)$", re.IGNORECASE)
_LABELLED = re.compile(r"(\w[\w ]{1,24}):\s+(\S.*)")


@dataclass(slots=True, kw_only=True)
class _Entry:
    """An item that may be a paper, with the items below it."""

    blocks: list[Block]
    cells: list[Cell]
    titled: bool
    of_paper: bool
    """Whether a link of it leads to a paper."""

    @property
    def sure(self) -> bool:
        """Whether it is a paper: by a link to it, or by a title, authors and a date."""
        fields = {cell.column.field for cell in self.cells}
        return self.of_paper or (self.titled and {"authors", "date"} <= fields)


def identify(capture: Capture) -> int:
    """How many rows and items certainly are papers, where there is a table of papers or two such items."""
    if not re.search(r"\]\(https?://|^\s*\|?[ :-]*-[ :|-]*\|", capture.text, re.MULTILINE):
        return 0
    rows = items = 0
    for block in blocks_of(capture.lines):
        if block.kind == "table" and lists_papers(columns_of(capture, block)):
            rows += len(block.lines) - 2
        items += block.kind == "item" and (entry := _entry(block)).titled and entry.sure
    return rows + items if rows or items > 1 else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper, in the order of the file."""
    group: list[Block] = []
    for block in blocks_of(capture.lines):
        if block.kind == "item":
            group.append(block)
            continue
        yield from _items(capture, group)
        group = []
        if block.kind == "table":
            yield from read_table(NAME, capture, block)
        else:
            yield _prose(capture, block)
    yield from _items(capture, group)


def _prose(capture: Capture, block: Block) -> Ignored | Problem:
    """A paragraph is no paper; one that links to papers is shown, so that somebody may look."""
    if block.kind != "text" or not PAPER_HOST.search(block.text):
        return Ignored(lines=block.lines, reason="prose" if block.kind == "text" else block.kind)
    return Problem(
        path=capture.name,
        line=block.first,
        code="markdown-text",
        level="warning",
        message="found a link to a paper in running text, took none from there",
        hint="make it an item such as `- [Title](address) Authors. Venue 2024`, if it belongs to the list",
        excerpt=block.text,
    )


# --- Items -----------------------------------------------------------------------------------------------------------


def _items(capture: Capture, blocks: Sequence[Block]) -> Iterator[RawRecord | Ignored]:
    """The papers of a list; what stands under a title and is no titled paper itself says more of it."""
    entries: list[_Entry] = []
    for block in blocks:
        entry = _entry(block)
        above = entries[-1] if entries else None
        below = above and above.titled and block.indent > above.blocks[0].indent
        if above and below and not (entry.titled and entry.sure):
            above.blocks.append(block)
            above.of_paper = above.of_paper or entry.of_paper
            above.cells += [cell for cell in entry.cells if cell.column.field != "title"]
            above.cells += [replace(c, column=_TEXT) for c in entry.cells if c.column.field == "title"]
        else:
            entries.append(entry)
    for entry in entries:
        lines = frozenset(line for block in entry.blocks for line in block.lines)
        if entry.sure:
            text = "\n".join(block.text for block in entry.blocks)
            yield as_record(Place(reader=NAME, capture=capture, lines=lines, text=text), entry.cells)
        else:
            yield Ignored(lines=lines, reason="list item that names no paper")


_TEXT = Column(name="text", field="")


def _entry(block: Block) -> _Entry:
    """What an item says: title, then links, and of the rest what certainly is a date, a venue or a list of authors."""
    text = readied(ITEM.sub("", block.text, count=1))
    before = ""
    if prefix := _PREFIX.match(text):
        before, text = f"{prefix['inside'] or prefix['bold']}{BREAK}", text[prefix.end() :]
    title, rest = take_title(text)
    rest, links = take_links(rest)
    column = column_named("title") if title else _TEXT
    cells = [Cell(column=column, text=plain(title).rstrip(" .,:;"), links=tuple(links.known))]
    cells += [Cell(column=_TEXT, text=f"[{label}]({address})") for label, address in links.others]
    cells += _said(before + rest)
    return _Entry(blocks=[block], cells=cells, titled=bool(title), of_paper=links.of_paper)


def _said(text: str) -> Iterator[Cell]:
    """The cells of what stands around title and links, first of all of lines such as `Authors: Roe, Ann; Poe, Max`."""
    for line in text.split(BREAK):
        labelled = _LABELLED.fullmatch(plain(line).rstrip(" .,;"))
        column = column_named(labelled[1]) if labelled else _TEXT
        if labelled and column.field and column.field not in ("title", *LINK_FIELDS):
            yield cell_of(column, labelled[2], divider_of([labelled[2]]))
        else:
            yield from _guessed(segments(line))


def _guessed(parts: Iterator[str]) -> Iterator[Cell]:
    """The cells of the parts of a line; authors stand first in it, and what is not certain is left over."""
    first = True
    for part in parts:
        if _DATE.fullmatch(part):
            yield Cell(column=column_named("date"), text=part)
        elif venue := _VENUE.fullmatch(part):
            yield from _venue(venue)
        elif first and (found := _authors(part)):
            yield from found
            first = False
        else:
            yield Cell(column=_TEXT, text=part)
            first = False


def _venue(match: re.Match[str]) -> Iterator[Cell]:
    yield Cell(column=column_named("venue"), text=match[1] if match[2] else match[0])
    if match[2]:
        yield Cell(column=column_named("year"), text=match[2])


def _authors(part: str) -> list[Cell]:
    """The cells of a list of names, and of a venue or a year at its end: `Ann Roe, Max Poe, ICLR 2024`."""
    names = re.sub(r"^(?:by|authors?:?)\s+", "", part, flags=re.IGNORECASE)
    head, _, tail = names.rpartition(", ")
    ends: list[Cell] = []
    if head and (venue := _VENUE.fullmatch(tail)):
        names, ends = head, list(_venue(venue))
    elif head and _DATE.fullmatch(tail):
        names, ends = head, [Cell(column=column_named("date"), text=tail)]
    some = _OTHERS.sub("", names)
    people = divided(some, ",")
    certain = len(people) > 1 or some != names or names != part
    if not people or not certain or not all(_NAME.fullmatch(name) for name in people):
        return []
    items = (*people, "others") if some != names else people
    return [Cell(column=column_named("authors"), text=names, items=items), *ends]
