"""Markdown tables: `| Title | Venue | Code |`, with links in the cells."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from generator.ids import SCHEMES
from generator.intake.readers.cells import Cell, Place, as_record, cell_of, dividers_of, tidied
from generator.intake.readers.columns import LINK_FIELDS, Column, are_of_papers, column_named, missing_columns
from generator.intake.readers.markdown.blocks import Block
from generator.intake.readers.markdown.inline import Links, plain, readied, take_links, take_title
from generator.model import LINK_KINDS, Capture, Ignored, RawRecord
from generator.problems import Problem

_NAMELESS = Column(name="cell without a column", field="")


def columns_of(capture: Capture, block: Block) -> list[Column]:
    """What the first row of a table names."""
    return [column_named(plain(cell), capture.columns) for cell in _cells_in(block.text.split("\n", 1)[0])]


def lists_papers(columns: list[Column]) -> bool:
    """Whether a title is among them: a table of measurements may have `arXiv id` and `abstract`."""
    return are_of_papers(columns) and any(column.field == "title" for column in columns)


def read_table(reader: str, capture: Capture, block: Block) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each row under the header; a cell without a column is left over."""
    columns = columns_of(capture, block)
    if not lists_papers(columns):
        yield Ignored(lines=block.lines, reason="table without columns of papers")
        return
    yield Ignored(lines=frozenset({block.first, block.first + 1}) & block.lines, reason="column names")
    yield from missing_columns(capture, columns, block.first)
    lines = block.text.split("\n")[2:]
    rows = [[_parted(column, cell) for column, cell in _paired(columns, line)] for line in lines]
    dividers = dividers_of(columns, [[text for _, text, _ in row] for row in rows])
    for number, (line, row) in enumerate(zip(lines, rows, strict=True), block.first + 2):
        marked = zip_longest(row, dividers[: len(row)], fillvalue="")
        cells = [_cell(*parts, divider) for parts, divider in marked if isinstance(parts, tuple)]
        yield as_record(Place(reader=reader, capture=capture, lines=frozenset({number}), text=line), cells)


def _cells_in(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _paired(columns: list[Column], line: str) -> Iterator[tuple[Column, str]]:
    for column, cell in zip_longest(columns, _cells_in(line)):
        if cell is not None:
            yield column or _NAMELESS, cell


def _parted(column: Column, source: str) -> tuple[Column, str, Links]:
    """A cell as its text and its links; the title's own link is one of the paper."""
    text = readied(source)
    title, rest = take_title(text) if column.field == "title" else ("", text)
    rest, links = take_links(rest)
    return column, tidied(" ".join(filter(None, (plain(title), plain(rest)))), column), links


def _cell(column: Column, text: str, links: Links, divider: str) -> Cell:
    """A link column's kind holds for its links, whatever their labels; an id column's link states the id."""
    everywhere = [*links.known, *(("", address) for _, address in links.others)]
    if column.field in SCHEMES:
        return Cell(column=column, text=everywhere[0][1] if everywhere else text)
    if column.field in LINK_FIELDS:
        own = column.field if column.field in LINK_KINDS else ""
        kept = tuple((kind or own, address) for kind, address in everywhere)
        return Cell(column=column, text="" if kept else text, links=kept)
    cell = cell_of(column, text, divider)
    return Cell(column=column, text=cell.text, items=cell.items, links=tuple(links.known))
