"""The dataset viewer of huggingface.co: column names and statistics, then an arXiv id and an abstract by turns.

    arxiv_id
    stringlengths
    9
    12
    abstract
    …
    2401.00001v2
    We count owls at night. …
"""

import re
from collections.abc import Iterator

from generator.clean.identifiers import parse_arxiv
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.page import (
    LONG,
    Passage,
    as_record,
    furniture,
    is_prose,
    passages,
    split_furniture,
    take_abstract,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "hf_dataset"
CERTAINTY = Certainty.STATISTICS
LOOKS_FOR = "arXiv ids on lines of their own, each beside an abstract"

# An id's line is never furniture, so numbers can be.
_STATISTIC = re.compile(
    r"(string|list|sequence|image|audio)?(lengths|classes)|u?int\d*|float\d*|bool(ean)?|timestamp\S*|dict|list|string|null|"
    r"[\d.,]+ ?[kMB%]?( (rows?|values?|classes|columns?))?|[\d.,]+[kMB]?\s*[-–⌀]+\s*[\d.,]+[kMB]?"
)
_COLUMN = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_FURNITURE = furniture(
    (r"(subset|split) \(\d+\)|(default|train|test|validation)( ·? ?.{0,20}(rows?|splits?))?", "page header"),
    (r"search this dataset|(full screen|dataset)( viewer)?|data studio|api|embed|sql console|arxiv:?", "page header"),
    (r"dataset card|files( and versions)?|auto-converted to parquet.{0,20}|the full dataset viewer .+", "page header"),
    (r"(size of|number of rows|downloads last month|edit dataset card|use this dataset).{0,80}", "page footer"),
)


def identify(capture: Capture) -> int:
    """The ids, where they stand on lines of their own and abstracts between; a single one needs the column's name."""
    lines = passages(capture)
    ids = sum(_is_id(line) for line in lines)
    named = any(_unquoted(line.text) == "arxiv_id" for line in lines)
    prose = sum(len(line.text) >= LONG for line in lines)
    enough = ids >= (1 if named else 2) and prose <= 2 * ids + 1
    return ids if enough and (named or prose or _has_abstract(lines)) else 0


def _has_abstract(lines: list[Passage]) -> bool:
    """Whether the lines between two ids are sentences and no title, which may stand there in other lists."""
    rows = (" ".join(line.text for line in row if not _is_id(line)) for row in _rows(lines, abstract_first=False))
    return any(map(is_prose, rows))


def _unquoted(text: str) -> str:
    """Viewers put values with commas or quotes into quotation marks."""
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"').strip() if quoted else text


def _is_id(line: Passage) -> bool:
    return len(line.text) <= 60 and parse_arxiv(_unquoted(line.text)) is not None


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each id, with the abstract beside it; an id that was cut from its abstract is still a row."""
    header, kept, ignored = _split(passages(capture))
    yield from ignored
    abstract_first = _is_abstract_first(header, kept)
    for row in _rows(kept, abstract_first):
        prose = [line for line in row if not _is_id(line)]
        abstract = take_abstract(prose[_first_prose(prose) :])
        id_line = next((line for line in row if _is_id(line)), None)
        parts = [part for part in ((abstract, id_line) if abstract_first else (id_line, abstract)) if part]
        if parts:
            yield as_record(
                NAME,
                capture,
                parts,
                abstract=_unquoted(abstract.text) if abstract else "",
                ids=(("arxiv", _unquoted(id_line.text)),) if id_line else (),
            )


def _is_abstract_first(header: list[Passage], rows: list[Passage]) -> bool:
    """Whether the columns stand the other way round: rows end with ids, or with a cut and the header says so."""
    names = [_unquoted(line.text) for line in header if _unquoted(line.text) in ("abstract", "arxiv_id")]
    return bool(rows) and not _is_id(rows[0]) and (_is_id(rows[-1]) or names[:1] == ["abstract"])


def _split(lines: list[Passage]) -> tuple[list[Passage], list[Passage], list[Ignored]]:
    """The header's lines, the lines of rows, and all that is ignored."""
    ids = [line for line in lines if _is_id(line)]
    first = ids[0].lines[0] if ids else 0
    header, others = [], []
    ignored: list[Ignored] = []
    for line in lines:
        if not _is_id(line) and (reason := _column_reason(line, line.lines[0] < first)):
            header.append(line)
            ignored.append(Ignored(lines=frozenset(line.lines), reason=reason))
        else:
            others.append(line)
    rest, furniture_lines = split_furniture([line for line in others if not _is_id(line)], _FURNITURE)
    kept = sorted([*rest, *ids], key=lambda line: line.lines)
    return header, kept, ignored + furniture_lines


def _column_reason(line: Passage, above_rows: bool) -> str | None:
    text = _unquoted(line.text)
    if _STATISTIC.fullmatch(text):
        return "column statistic"
    named = _COLUMN.fullmatch(text) and (above_rows or text in ("arxiv_id", "abstract"))
    return "column name" if named and len(text) <= 40 else None


def _rows(lines: list[Passage], abstract_first: bool) -> Iterator[list[Passage]]:
    """The lines of each row; an id begins a row, or ends it where the columns stand the other way round."""
    row: list[Passage] = []
    for line in lines:
        if _is_id(line) and not abstract_first:
            yield row
            row = []
        row.append(line)
        if _is_id(line) and abstract_first:
            yield row
            row = []
    yield row


def _first_prose(lines: list[Passage]) -> int:
    """Where the abstract begins: what stands before the first long line is no part of it."""
    return next((place for place, line in enumerate(lines) if len(line.text) >= 40), len(lines))
