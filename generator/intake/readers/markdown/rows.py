"""A row of a table as an entry: by the names of its columns, and where they say nothing, by what its cells hold."""

import re
from collections.abc import Iterable, Sequence

from generator.ids import SCHEMES
from generator.intake.readers.cells import Cell, cell_of, list_cell, tidied
from generator.intake.readers.columns import LINK_FIELDS, Column, are_of_papers, column_named
from generator.intake.readers.markdown.facts import TEXT, Facts, add_link, split_title
from generator.intake.readers.markdown.labels import UNTOLD, is_label, label_kind
from generator.intake.readers.markdown.spans import Line, Span, plain
from generator.intake.readers.markdown.titles import title_of
from generator.intake.readers.markdown.words import date_in, is_date, is_venue, key_of, names_in, venue_of
from generator.intake.readers.persons import divided

_HERE: dict[str, str] = {
    name: field
    for field, names in {
        "title": "标题,题目,名字,论文,论文题目,论文标题,名称,work,papers,paper name,paper title,title & authors",
        "authors": "作者,people",
        "year": "年份",
        "date": "日期,时间,time,publish date,date",
        "venue": "会议,期刊,source,publication,conf,published in,published at,publisher,where",
        "abstract": "摘要",
        "text": "简介",
        "links": "resources,materials",
        "code": "代码,repo,repos",
        "video": "视频",
        "project": "项目",
        "data": "数据,数据集",
    }.items()
    for name in names.split(",")
}
"""What the headers of lists mean, beyond what tables of other programs call their columns."""
_VAGUE = frozenset("name paper papers article work model models method methods publication 名字 名称 论文 标题".split())
_NUMBERED = re.compile(r"\W*\d{1,3}[).]\s+(.+?)(?:\s{2,}|\s[-–—:]\s|:\s|\s*$)(.*)", re.DOTALL)

Cells = Sequence[Sequence[Line]]


def columns_of(names: Iterable[str], chosen: tuple[tuple[str, str], ...]) -> list[Column]:
    """What the header of a table names: `**Paper** (Link)` is `paper`."""
    return [_column(name, chosen) for name in names]


def _column(name: str, chosen: tuple[tuple[str, str], ...]) -> Column:
    bare = re.sub(r"\s*[(（][^()（）]*[)）]", "", name).strip(" *:") or name
    known = column_named(bare, chosen)
    field = known.field if known.rank < 0 else _HERE.get(bare.lower(), known.field)
    return Column(name=name, field="" if field == "text" else field, rank=known.rank if field == known.field else 0)


def row_facts(columns: Sequence[Column], cells: Cells) -> tuple[Facts, str] | None:
    """What a row says, and the style of its title; None where nothing in it may be a title: figures are none."""
    place = _title_cell(columns, cells)
    if place is None:
        return None
    facts, style, rest = _of_title(cells[place])
    if len(key_of(facts.title)) < 2:
        return None
    for number, cell in enumerate(cells):
        column = columns[number] if number < len(columns) else TEXT
        if number != place:
            _take_cell(facts, column, cell)
    for span in rest:
        _take_span(facts, span, "")
    return (facts, style) if facts.of_paper or re.search(r"[^\W\d_]", facts.title) else None


def are_sure(columns: Sequence[Column]) -> bool:
    """Whether the header alone says that the rows are papers: title and something beside it, in the usual words."""
    titled = any(column.field == "title" for column in columns)
    usual = [column for column in columns if column.name.isascii()]
    return titled and are_of_papers([Column(name=c.name.strip("* "), field=c.field, rank=c.rank) for c in usual])


def _title_cell(columns: Sequence[Column], cells: Cells) -> int | None:
    """The cell of the column that is called so, but of a vaguely named one only if it is not a mere label."""
    named = [n for n, column in enumerate(columns) if column.field == "title" and n < len(cells) and cells[n]]
    plainly = [n for n in named if not _is_vague(columns[n])]
    linked = [n for n, cell in enumerate(cells) if _is_linked_title(cell) and not _is_other(columns, n)]
    bold = [n for n, cell in enumerate(cells) if any(s.bold and _may_be_title(s) for line in cell for s in line.spans)]
    told = [n for n in named if _says_more_than_label(cells[n])]
    order = [*plainly, *(n for n in linked if n in named), *linked, *(n for n in bold if n in told), *told]
    if not columns or not named:
        order += [n for n in bold if not _is_other(columns, n)]
    return order[0] if order else None


def _is_vague(column: Column) -> bool:
    return column.rank >= 0 and column.name.strip(" *").lower() in _VAGUE


def _is_other(columns: Sequence[Column], place: int) -> bool:
    return place < len(columns) and columns[place].field not in (
        "",
        "title",
        "url",
        "links",
        "paper",
        "summary",
        *SCHEMES,
    )


def _is_linked_title(cell: Sequence[Line]) -> bool:
    return any(span.url and _may_be_title(span) for line in cell for span in line.spans)


def _may_be_title(span: Span) -> bool:
    bare = span.text.strip(" []()")
    return len(key_of(bare)) > 5 and not is_label(bare) and not is_date(bare) and not is_venue(bare)


def _says_more_than_label(cell: Sequence[Line]) -> bool:
    return any(len(key_of(s.text)) > 1 and (not is_label(s.text) or not s.url) for line in cell for s in line.spans)


def _of_title(cell: Sequence[Line]) -> tuple[Facts, str, list[Span]]:
    """The title of its cell, with the links and texts beside it."""
    lines = [Line(line.number, tuple(s for s in line.spans if not _is_badge(s))) for line in cell]
    lines = [line for line in lines if any(key_of(span.text) for span in line.spans)]
    kept = [span for line in cell for span in line.spans]
    if lines and not any(s.bold or s.url for s in lines[0].spans) and (found := _NUMBERED.fullmatch(lines[0].text)):
        facts = Facts(title=found[1].strip(" .*"), rest=[found[2]] if found[2] else [])
        return facts, "plain", [span for span in kept if span.url]
    title = title_of(lines, plain_too=False)
    text, style, url = (title.text, title.style, title.url) if title else (_text(lines[:1]), "plain", "")
    facts = Facts(title=text)
    split_title(facts)
    if url:
        add_link(facts, "", url, of_title=True)
    rest = [span for span in kept if span.url != url or not url]
    used = title.text if title else text
    return facts, style, [s for s in rest if s.url or (key_of(s.text) and key_of(s.text) not in key_of(used))]


def _is_badge(span: Span) -> bool:
    return bool(span.url) and (not span.text or label_kind(span.text) != "")


def _text(cell: Sequence[Line]) -> str:
    return plain(" ".join(span.text for line in cell for span in line.spans)).strip(" *")


def _take_cell(facts: Facts, column: Column, cell: Sequence[Line]) -> None:
    text = tidied(_text(cell), column)
    spans = [span for line in cell for span in line.spans]
    if column.field == "authors":
        lines = [name for line in cell for name in names_in(line.text, alone=True)]
        facts.authors = (names_in(text, alone=True, cited=False) or tuple(lines) or divided(text, ",")) if text else ()
        return
    if column.field in SCHEMES:
        address = next((span.url for span in spans if span.url), "")
        if address or text:
            facts.cells.append(Cell(column=column, text=address or text))
            facts.of_paper = facts.of_paper or bool(address)
        return
    if _take_when_and_where(facts, column, text):
        spans = [span for span in spans if span.url]
    elif column.field == "keywords" and text:
        facts.cells.append(list_cell(column, tuple(p.strip() for p in re.split(r"[,;|]", text) if p.strip())))
    elif text and column.field and column.field not in ("title", *LINK_FIELDS):
        facts.cells.append(cell_of(column, text))
    elif beside := tidied(plain(" ".join(span.text for span in spans if not span.url)), column).strip(" ,;|/-–—[]()"):
        facts.rest.append(beside)
    for span in spans:
        if span.url:
            _take_span(facts, span, column.name if column.field in LINK_FIELDS or is_label(column.name) else "")


def _take_when_and_where(facts: Facts, column: Column, text: str) -> bool:
    if column.field not in ("venue", "date", "year") or not text:
        return False
    if column.field in ("date", "year"):
        facts.date = date_in(text)
        facts.rest += [] if facts.date else [text]
    elif found := venue_of(text):
        facts.venue, facts.date = found.venue, facts.date or found.year
    elif is_date(text):
        facts.date = facts.date or text
    else:
        facts.venue = text
    return True


def _take_span(facts: Facts, span: Span, header: str) -> None:
    """A link by its label, else by the header of its column; a text that is no link is left over."""
    if not span.url:
        facts.rest += [bare] if re.search(r"[^\W\d]", bare := plain(span.text).strip(" -–—:;,.)")) else []
        return
    own = label_kind(span.text) if span.text else UNTOLD
    strange = own in ("", UNTOLD) or bool(re.fullmatch(r"[\d.v]+", span.text))
    if strange and not header and own == "" and not names_in(span.text, alone=True):
        facts.rest.append(span.text)
    add_link(facts, header if strange and header else span.text, span.url)
