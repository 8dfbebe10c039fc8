"""What the readers of tables and of plain objects share: from the cells of a row to a raw record.

The text of a cell goes into the field of its column; what no field takes is left over, under the column's name.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.clean.identifiers import ARXIV_ARCHIVES, parse_acl, parse_arxiv, parse_doi
from generator.clean.keys import parse_citation_key
from generator.fields import PLAIN, holds
from generator.ids import SCHEMES
from generator.intake.readers.columns import LINK_FIELDS, Column
from generator.intake.readers.persons import divided, divider_of
from generator.model import LINK_KINDS, Capture, RawRecord

ADDRESS = re.compile(r"https?://[^\s<>\"|]+|(?<![\w/@.])(?:www\.|github\.com/|huggingface\.co/)[^\s<>\"|]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_NOTHING = {"nan", "n/a", "na", "none", "null", "-", "–", "—", "?", "[]", "{}"}
_QUOTED = r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\""
# As pandas and numpy save lists: `['Ann Roe', 'Max Poe']`, `['owls' 'mice']`.
_LISTED = re.compile(rf"\[\s*(?:{_QUOTED})(?:[,\s]+(?:{_QUOTED}))*+\s*\]")
_ITEM = re.compile(_QUOTED)
_CATEGORIES = re.compile(rf"(?:(?:{'|'.join(ARXIV_ARCHIVES)})(?:\.[A-Za-z-]{{2,}})?[;,|\s]*)+")
_WORDS = ("keywords", "categories", "awards")
PEOPLE = ("authors", "editors")
_LISTS = (*PEOPLE, "orcids", *_WORDS)
_KINDS = "|".join(LINK_KINDS)
_OWN_LINKS = re.compile(rf"(?:{_KINDS})=\S+(?: (?:{_KINDS})=\S+)*")
_YEAR_MONTH_DAY = ("year", "month", "day")
_FIRST_LAST = ("first_page", "last_page")
_LONGEST_SUMMARY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a row has in one column."""

    column: Column
    text: str
    """All of it."""
    items: tuple[str, ...] = ()
    """One each, where the field is a list."""
    links: tuple[tuple[str, str], ...] = ()
    """(kind or "", address) pairs that the source itself keeps apart from the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands."""

    reader: str
    capture: Capture
    lines: frozenset[int]
    text: str
    exact: bool = False
    """Whether each column holds what its name says, as in CSL and our own exports: an address elsewhere is a text."""


# --- Text into cells -------------------------------------------------------------------------------------------------


def tidied(text: str, column: Column) -> str:
    """Without the marks for nothing that programs leave, `NaN` and `None`, and with HTML's entities resolved."""
    plain = text.strip()
    if plain.casefold() in _NOTHING and column.field != "title":
        return ""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), plain)


def dividers_of(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What divides the lists of each column, told from all its rows."""
    texts: list[list[str]] = [[] for _ in columns]
    for row in rows:
        for place, text in enumerate(row[: len(columns)]):
            if columns[place].field in _LISTS and text and not _LISTED.fullmatch(text):
                texts[place].append(text)
    return tuple(_divider(column.field, found) for column, found in zip(columns, texts, strict=True))


def _divider(field: str, texts: list[str]) -> str:
    if field in PEOPLE:
        return divider_of(texts)
    return next((mark for mark in "|;" if any(mark in text for text in texts)), "")


def cell_of(column: Column, text: str, divider: str = "") -> Cell:
    """The cell of a text; a list in it is divided."""
    if _LISTED.fullmatch(text):
        items = tuple(re.sub(r"\\(.)", r"\1", item[1:-1]) for item in _ITEM.findall(text))
    elif column.field in PEOPLE:
        items = divided(text, divider)
    elif column.field == "categories":
        items = tuple(re.split(r"[;,|\s]+", text))
    else:
        items = tuple(part.strip() for part in text.split(divider)) if divider and text else (text,) if text else ()
        if divider and len(items) == 1:
            return list_cell(column, items)
    return Cell(column=column, text=text, items=items)


def list_cell(column: Column, items: tuple[str, ...]) -> Cell:
    """The cell of a list. Of one word with a comma in it the list is still one word, which an empty second one says."""
    lone = column.field == "keywords" and len(items) == 1 and ("," in items[0] or ";" in items[0])
    return Cell(column=column, text="; ".join(items), items=(*items, "") if lone else items)


def whole_names(cell: Cell) -> Cell:
    """A cell whose names stand in reading order: braces keep `Owls, Bats and Friends` whole."""
    if cell.column.field not in PEOPLE:
        return cell
    items = (f"{{{name}}}" if "," in name and "{" not in name else name for name in cell.items)
    return replace(cell, items=tuple(items))


# --- Cells into a record ---------------------------------------------------------------------------------------------


def as_record(place: Place, cells: Iterable[Cell], leftover: Iterable[tuple[str, str]] = ()) -> RawRecord:
    """The row of these cells; of several columns for one field the best gives it."""
    row = sorted(cells, key=lambda cell: cell.column.rank)
    one: dict[str, Cell] = {}
    words: dict[str, list[str]] = {field: [] for field in _WORDS}
    ids: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    for cell in row:
        field = _field(cell, exact=place.exact)
        links += cell.links
        if field in SCHEMES:
            ids.append((field, cell.text))
        elif field in LINK_FIELDS:
            found, beside = _links(field, cell.text)
            links += found
            rest += [(cell.column.name, beside)] if beside else []
        elif field in _WORDS:
            words[field] += cell.items
        elif field and field not in one:
            one[field] = cell
        elif cell.text:
            rest.append((cell.column.name, cell.text))
    raw = replace(
        _of_single_cells(place, one, "abstract" in {cell.column.field for cell in row}),
        keywords=tuple(words["keywords"]),
        categories=tuple(filter(None, words["categories"])),
        awards=tuple(filter(None, words["awards"])),
        ids=tuple(ids),
        links=tuple(dict.fromkeys(links)),
    )
    return replace(raw, leftover=(*rest, *raw.leftover, *leftover))


def _of_single_cells(place: Place, one: dict[str, Cell], has_abstracts: bool) -> RawRecord:
    """The fields that one cell each gives, and the cells beside which another said the same better."""
    text = {field: cell.text for field, cell in one.items()}
    authors = one["authors"].items if "authors" in one else ()
    editors = one["editors"].items if "editors" in one else ()
    raw = RawRecord(
        reader=place.reader,
        capture=place.capture.name,
        line=min(place.lines),
        lines=place.lines,
        text=place.text,
        **_keys(text),
        title=text.pop("title", ""),
        authors=authors,
        orcids=one["orcids"].items if "orcids" in one and authors else (),
        editors=editors,
        date=_date(text),
        first=text.pop("first", ""),
        venue=text.pop("venue", ""),
        type=text.pop("type", ""),
        volume=text.pop("volume", ""),
        number=text.pop("number", ""),
        pages=_pages(text),
        publisher=text.pop("publisher", ""),
        **_plain(text),
        abstract=text.pop("abstract", "") or _long_summary(text, has_abstracts),
        summary=text.pop("summary", ""),
        state=text.pop("state", ""),
    )
    taken = [*(("authors", "orcids") if authors else ()), *(("editors",) if editors else ())]
    unused = [(one[field].column.name, said) for field, said in text.items() if field not in taken]
    return replace(raw, leftover=tuple(unused))


def _plain(text: dict[str, str]) -> dict[str, Any]:
    return {name: text.pop(name, "") for name in _PLAIN}


def _keys(text: dict[str, str]) -> dict[str, Any]:
    """Takes the name of the row, and the key by which it is cited if that is what its column has."""
    row, stated = text.pop("row", ""), text.get("key", "")
    key = parse_citation_key(stated)
    if key or not row:
        text.pop("key", "")
    return {"key": row or stated, "citation_key": key}


def _field(cell: Cell, *, exact: bool) -> str:
    """The field that takes a cell: an address is a link wherever it stands, and a link is none without an address."""
    field, text = cell.column.field, cell.text.strip()
    if not text or not field:
        return ""
    if field == "id":
        return next((scheme for scheme, parse in _BY_SHAPE if parse(text)), "row")
    if field in LINK_FIELDS:
        return field if ADDRESS.search(text) else ""
    if field == "categories":
        return field if _CATEGORIES.fullmatch(" ".join(cell.items)) else ""
    if field not in SCHEMES and ADDRESS.fullmatch(text) and not exact:
        return "url"
    return field if field not in _PLAIN or holds(_PLAIN[field], text) else ""


_PLAIN = {field.name: field for field in PLAIN}
_BY_SHAPE = (("arxiv", parse_arxiv), ("doi", parse_doi), ("acl", parse_acl))


def _links(field: str, text: str) -> tuple[list[tuple[str, str]], str]:
    """The (kind, address) pairs of a cell, and the text that stands around them, if it says anything.

    In `links` each may have its kind before it, `code=https://…`, as our own tables do.
    """
    if _OWN_LINKS.fullmatch(text):
        return [(kind, address) for kind, _, address in (part.partition("=") for part in text.split())], ""
    found = []
    for match in ADDRESS.finditer(text):
        before = re.search(r"(\w+)[=:]\s?$", text[: match.start()])
        kind = before[1] if before and before[1] in LINK_KINDS else field
        address = match[0].rstrip(".,;)]" if "(" not in match[0] else ".,;]")
        found.append((kind if kind in LINK_KINDS else "", address))
    around = re.sub(rf"\b(?:{_KINDS})[=:]", "", ADDRESS.sub("", text))
    return found, text if re.search(r"\w", around) else ""


def _date(text: dict[str, str]) -> str:
    """Takes the date out of its parts; where it states no year, the year's own column does: `July 10` and `2018`."""
    date = text.pop("date", "")
    if date:
        return date if re.search(r"\d{4}", date) else f"{date} {text.pop('year', '')}".strip()
    return " ".join(text.pop(name) for name in _YEAR_MONTH_DAY if name in text) if "year" in text else ""


def _pages(text: dict[str, str]) -> str:
    return text.pop("pages", "") or "-".join(text.pop(name) for name in _FIRST_LAST if name in text)


def _long_summary(text: dict[str, str], has_abstracts: bool) -> str:
    """arXiv calls its abstracts summaries: one that is longer than three sentences, in a table without abstracts."""
    alone = not has_abstracts and len(text.get("summary", "")) > _LONGEST_SUMMARY
    return text.pop("summary") if alone else ""
