"""Tables as text: cells divided by commas, tabs, semicolons or percent signs, the first row their names.

A row with too many or too few cells costs only itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from generator.clean.formulas import unguard_cell
from generator.intake.readers.cells import Place, as_record, cell_of, dividers_of, tidied, whole_names
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import Column, are_of_papers, column_named, missing_columns
from generator.intake.readers.lines import line_at, lines_between
from generator.intake.readers.persons import OWN_DIVIDER
from generator.intake.readers.tables.delimited import Row, rows_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "csv"
CERTAINTY = Certainty.ANCHORS
LOOKS_FOR = "a first row that names columns, such as `title,authors,year`"

_DELIMITERS = ",\t;%"
_SEPARATOR_LINE = re.compile(r"\s*sep=(.)[ \t]*\n")
# Their names are not columns: `{"title": ";", …`.
_OTHER_FORMATS = ("{", "[", "<", "@")
_OUR_OWN = {"orcids", "state", "awards", "categories", "topics"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first row, and what follows from it."""

    row: Row
    columns: tuple[Column, ...]
    delimiter: str

    @property
    def own(self) -> bool:
        """Whether this is our own export: its cells are then exactly what the records say."""
        return {column.name for column in self.columns} >= _OUR_OWN


def identify(capture: Capture) -> bool:
    """Whether the first row names columns that lists of papers have; under two names must stand a row of two cells."""
    header = None if capture.text.lstrip().startswith(_OTHER_FORMATS) else find_header(capture)
    if header is None or not are_of_papers(header.columns):
        return False
    width = len(header.columns)
    rows = list(islice(rows_of(capture.text, header.delimiter, header.row.end + 1, width), 9))
    return _known(header) > 2 or not rows or any(len(row.cells) == width for row in rows)


def find_header(capture: Capture) -> Header | None:
    """The header by the delimiter under which most of its names are known, then by the one that gives most of them."""
    separator = _SEPARATOR_LINE.match(capture.text)
    place = separator.end() if separator else 0
    headers = (_header(capture, mark, place) for mark in (separator[1] if separator else _DELIMITERS))
    return max(filter(None, headers), key=lambda header: (_known(header), len(header.columns)), default=None)


def _header(capture: Capture, delimiter: str, place: int) -> Header | None:
    row = next(rows_of(capture.text, delimiter, place), None)
    if row is None:
        return None
    names = (text.strip() or f"column {number}" for number, text in enumerate(row.cells, 1))
    columns = tuple(column_named(name, capture.columns) for name in names)
    return Header(row=row, columns=columns, delimiter=delimiter)


def _known(header: Header) -> int:
    return sum(column.field != "" for column in header.columns)


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One record for each row under the header that has as many cells."""
    header = find_header(capture)
    if header is None:
        return
    line = line_at(capture.text, header.row.start)
    if not are_of_papers(header.columns):
        yield _unknown_columns(capture, header, line)
        return
    if line > 1 and (above := frozenset(n for n in range(1, line) if capture.lines[n - 1].strip())):
        yield Ignored(lines=above, reason="line that names the separator")
    yield Ignored(lines=_lines(capture, header.row), reason="column names")
    yield from missing_columns(capture, header.columns, line)
    rows = list(rows_of(capture.text, header.delimiter, header.row.end + 1, len(header.columns)))
    found = list(_judged(capture, header, rows))
    yield from (item for item in found if not isinstance(item, Row))
    yield from _records(capture, header, [item for item in found if isinstance(item, Row)])


def _judged(capture: Capture, header: Header, rows: Sequence[Row]) -> Iterator[Row | Ignored | Problem]:
    """The rows that are records, and what is wrong with the others.

    Short rows lack cells at their end, as some spreadsheets save them; where several together have the cells of one,
    a line end has cut it.
    """
    width = len(header.columns)
    for short, run in groupby(rows, lambda row: len(row.cells) < width):
        listed = list(run)
        if short and len(listed) > 1 and sum(len(row.cells) for row in listed) - len(listed) + 1 == width:
            yield _cut_row(capture, listed, width)
            continue
        for row in listed:
            yield from _judge(capture, header, row)


def _judge(capture: Capture, header: Header, row: Row) -> Iterator[Row | Ignored | Problem]:
    width, cells = len(header.columns), [cell.strip() for cell in row.cells]
    if not any(cells):
        yield Ignored(lines=_lines(capture, row), reason="empty row")
    elif cells == [column.name for column in header.columns]:
        yield Ignored(lines=_lines(capture, row), reason="column names, repeated")
    elif any(cells[width:]):
        hint = f"put cells that hold `{header.delimiter}` into quotation marks, and import the file again"
        yield _problem(capture, row, f"found {len(cells)} cells, expected {width}", hint)
    else:
        yield row
        if len(cells) < width:
            last = ", ".join(column.name for column in header.columns[len(cells) :])
            found = f"found {len(cells)} cells, expected {width}; took {last} for empty"
            yield replace(_problem(capture, row, found, "see that no cell is lost"), level="warning", excerpt="")
        if row.stray:
            found = "found a quotation mark that begins a cell and does not close it; took it for a part of the text"
            yield replace(_problem(capture, row, found, "see that the cells are right"), level="warning", excerpt="")


def _problem(capture: Capture, row: Row, message: str, hint: str) -> Problem:
    return Problem(
        path=capture.name,
        line=line_at(capture.text, row.start),
        code="table-row",
        message=message,
        hint=hint,
        excerpt=capture.text[row.start : row.end],
    )


def _cut_row(capture: Capture, rows: Sequence[Row], width: int) -> Problem:
    whole = Row(cells=(), start=rows[0].start, end=rows[-1].end)
    counts = " and ".join(str(len(row.cells)) for row in rows)
    hint = "put the cell that holds a line end into quotation marks, and import the file again"
    return _problem(capture, whole, f"found rows of {counts} cells, which may be one of {width} that was cut", hint)


def _unknown_columns(capture: Capture, header: Header, line: int) -> Problem:
    known = ", ".join(f"`{column.name}`" for column in header.columns if column.field) or "none"
    return Problem(
        path=capture.name,
        line=line,
        code="unknown-columns",
        message=f"found the columns {', '.join(f'`{column.name}`' for column in header.columns)} ({known} is known), "
        "expected a title and one more",
        hint="--columns title=NAME,authors=NAME,… says which is which",
        excerpt=capture.text[header.row.start :].rstrip(),
    )


def _lines(capture: Capture, row: Row) -> frozenset[int]:
    return lines_between(capture.text, row.start, row.end)


def _records(capture: Capture, header: Header, rows: Sequence[Row]) -> Iterator[RawRecord | Problem]:
    """The record of each row; lists are divided as the whole column divides them."""
    columns = header.columns
    texts = [[_text(header, cell, column) for cell, column in zip(row.cells, columns, strict=False)] for row in rows]
    dividers = (OWN_DIVIDER,) * len(columns) if header.own else dividers_of(columns, texts)
    for row, cells in zip(rows, texts, strict=True):
        source = capture.text[row.start : row.end]
        place = Place(reader=NAME, capture=capture, lines=_lines(capture, row), text=source, exact=header.own)
        found = map(cell_of, columns, cells, dividers)
        yield as_record(place, map(whole_names, found) if header.own else found)


def _text(header: Header, text: str, column: Column) -> str:
    return unguard_cell(text) if header.own else tidied(text, column)
