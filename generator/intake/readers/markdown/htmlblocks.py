"""The HTML that Markdown files hold: tables, headings, what `<details>` sums up, and text with links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.intake.readers.markdown.spans import Line, SpanWriter, badge

_LINE_ENDS = {"br", "p", "div", "li", "ul", "ol", "details"}
_SILENT = {"script", "style", "pre", "code"}
_BLOCKS = {"p", "div", "li"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a block of HTML."""

    kind: str
    """`text`, `summary`, `heading`, `end of details`, `columns`, `row`."""
    first: int
    last: int
    lines: tuple[Line, ...] = ()
    cells: tuple[tuple[Line, ...], ...] = ()
    level: int = 0


def pieces_of(source: str, first: int) -> list[Piece]:
    """The parts of a block that begins on a line of the file, in order."""
    parser = _Parser(first)
    parser.feed(source)
    parser.close()
    parser.flush()
    return parser.pieces


@dataclass(slots=True)
class _Open:
    """What is being gathered."""

    writer: SpanWriter
    first: int
    cells: list[tuple[Line, ...]] = field(default_factory=list)
    are_names: bool = True
    in_row: bool = False


class _Parser(HTMLParser):
    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.base = first
        self.silent = 0
        self.open = _Open(SpanWriter(number=first), first)

    @property
    def line(self) -> int:
        return self.base + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        writer = self.open.writer
        writer.number = self.line
        if tag == "a" and said.get("href"):
            writer.open_link(said["href"])
        elif tag == "img" and writer.link is not None:
            writer.write(badge(said.get("alt", ""), said.get("src", "")))
        elif tag in _SILENT:
            self.silent += 1
        elif tag in ("td", "th"):
            self._begin()
            self.open.are_names = self.open.are_names and tag == "th"
        elif tag == "tr":
            self.flush()
            self.open.cells, self.open.are_names, self.open.in_row = [], True, True
            self.open.first = self.line
        elif tag == "summary" or _level(tag):
            self.flush()
        elif tag in _LINE_ENDS:
            self._end_line(tag)
        else:
            writer.style(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        writer = self.open.writer
        writer.number = self.line
        if tag == "a":
            writer.close_link()
        elif tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in ("td", "th"):
            self.open.cells.append(tuple(self._lines()))
        elif tag == "tr":
            self._end_row()
        elif tag == "summary" or _level(tag):
            self._end("summary" if tag == "summary" else "heading", _level(tag))
        elif tag == "details":
            self.flush()
            self.pieces.append(Piece(kind="end of details", first=self.line, last=self.line))
        elif tag in _LINE_ENDS:
            self._end_line(tag)
        else:
            writer.style(tag, -1)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        writer = self.open.writer
        writer.number = self.line
        for place, part in enumerate(data.split("\n")):
            if place:
                writer.number += 1
                writer.write(" ")
            writer.write(part)

    def flush(self) -> None:
        """Ends the text that stands outside of everything."""
        self._end("text", 0)

    def _end_line(self, tag: str) -> None:
        if tag in _BLOCKS and not self.open.in_row:
            self.flush()
        else:
            self.open.writer.end_line()

    def _lines(self) -> list[Line]:
        writer = self.open.writer
        writer.close_link()
        writer.end_line()
        lines, self.open.writer = writer.done, SpanWriter(number=self.line)
        return lines

    def _begin(self) -> None:
        self._lines()

    def _end(self, kind: str, level: int) -> None:
        if lines := self._lines():
            piece = Piece(kind=kind, first=lines[0].number, last=self.line, lines=tuple(lines), level=level)
            self.pieces.append(piece)

    def _end_row(self) -> None:
        if any(self.open.cells):
            kind = "columns" if self.open.are_names else "row"
            piece = Piece(kind=kind, first=self.open.first, last=self.line, cells=tuple(self.open.cells))
            self.pieces.append(piece)
        self.open.cells, self.open.in_row = [], False


def _level(tag: str) -> int:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() and tag[1] != "0" else 0
