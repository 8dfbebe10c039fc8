"""The blocks of a Markdown file, section by section: items with all that stands below them, paragraphs, table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.intake.readers.markdown.htmlblocks import Piece, pieces_of
from generator.intake.readers.markdown.spans import Line, Span, lines_of, plain

# Text that is indented is text in lists, where few count the spaces; `code` would take it away.
_PARSER = MarkdownIt("commonmark").enable("table").disable("code")
_TABLE_HEAD = re.compile(
    r"^(?P<header>[^\n|]*\|[^\n]*)\n(?P<rule>[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*)$",
    re.MULTILINE,
)
_SUMMARY_LEVEL = 10
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)", re.DOTALL)
_NUMBERING = re.compile(r"^(?:\W*(?:\d+(?:\.\d+)+\.?|\d+[.)、:]|[IVX]+[.)])\s*(?=\w))?\W*(?=\w)|[\s:：#*]+$")
# Parts of a paper or of the page, not of the list.
_NO_HEADING = re.compile(
    r"(abstract|bib ?te?x|citations?|cite|click.*|more|details|expand.*|show.*|(table of )?contents?|toc|目录|摘要)",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Node:
    """A paragraph, a row, or an item with the nodes below it."""

    kind: str
    """`item`, `text`, `row`, or `quote`."""
    lines: list[Line]
    first: int
    last: int
    below: list["Node"] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    """Of a row: what the header of its table says."""
    cells: tuple[tuple[Line, ...], ...] = ()


@dataclass(slots=True, kw_only=True)
class Section:
    """What stands under one heading, up to the next."""

    path: tuple[str, ...]
    """The headings above it, its own last."""
    heading: Node | None
    """Its own, where it has one."""
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Document:
    """A file, with the lines that hold no text of a section."""

    sections: list[Section]
    silent: list[tuple[range, str]]
    """(lines, why nothing is read of them) pairs."""


def parse(text: str) -> Document:
    """The sections of a file; a heading has none but its own nodes, those below it are sections of their own."""
    return _Builder().build(text)


def heading_text(lines: list[Line]) -> str:
    """A heading without its number, emoji and the marks at its end: `3.1 :owl: Night owls:` → `Night owls`."""
    return _NUMBERING.sub("", plain(" ".join(line.text for line in lines))).strip()


@dataclass(slots=True)
class _Builder:
    """Goes through the tokens once."""

    sections: list[Section] = field(default_factory=lambda: [Section(path=(), heading=None)])
    silent: list[tuple[range, str]] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)
    """(level, heading) pairs."""
    items: list[Node] = field(default_factory=list)
    """Those that are open, the outermost first."""
    quotes: int = 0
    columns: tuple[str, ...] = ()
    cells: list[tuple[Line, ...]] = field(default_factory=list)

    def build(self, text: str) -> Document:
        if found := _FRONT_MATTER.match(text):
            count = found[0].count("\n") + 1
            self.silent.append((range(1, count + 1), "front matter"))
            text = "\n" * (count - 1) + text[found.end() :]
        tokens = _PARSER.parse(_with_whole_rules(text))
        for place, token in enumerate(tokens):
            self._take(token, tokens[place - 1] if place else token)
        return Document(sections=self.sections, silent=self.silent)

    def _take(self, token: Token, before: Token) -> None:
        match token.type:
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                self.items.pop()
            case "blockquote_open" | "blockquote_close":
                self.quotes += 1 if token.nesting > 0 else -1
            case "html_block":
                self._html(token)
            case "fence" | "hr" if token.map:
                self.silent.append((range(token.map[0] + 1, token.map[1] + 1), "code block"))
            case "inline":
                self._inline(token, before)
            case "th_open" | "td_open" | "tr_open" | "tr_close":
                self._table(token, before)

    def _open_item(self, token: Token) -> None:
        first, stop = token.map or (0, 1)
        node = Node(kind="item", lines=[], first=first + 1, last=stop)
        (self.items[-1].below if self.items else self.sections[-1].nodes).append(node)
        self.items.append(node)

    def _inline(self, token: Token, before: Token) -> None:
        first, stop = token.map or (0, 1)
        lines = lines_of(token, first + 1)
        if before.type in ("th_open", "td_open"):
            self.cells[-1] = tuple(lines)
            self.row_line = first + 1
        elif before.type == "heading_open" and not _is_underlined_text(before, token, lines):
            self._heading(int(before.tag[1]), lines, first + 1, stop)
        elif lines:
            self._text(lines, first + 1, stop)

    row_line: int = 0

    def _text(self, lines: list[Line], first: int, last: int) -> None:
        open_item = self.items[-1] if self.items else None
        if open_item and not open_item.lines and not self.quotes:
            open_item.lines = lines
            return
        node = Node(kind="quote" if self.quotes else "text", lines=lines, first=first, last=last)
        (open_item.below if open_item else self.sections[-1].nodes).append(node)

    def _heading(self, level: int, lines: list[Line], first: int, last: int) -> None:
        text = heading_text(lines)
        node = Node(kind="heading", lines=lines, first=first, last=last)
        if not text or (level == _SUMMARY_LEVEL and _NO_HEADING.fullmatch(text)):
            self.silent.append((range(first, last + 1), "heading"))
            return
        self.above = [pair for pair in self.above if pair[0] < level or pair[0] == level == _SUMMARY_LEVEL]
        if level == _SUMMARY_LEVEL and len(self.above) > 8:
            self.above.pop()
        self.above.append((level, text))
        self._open_section(node)

    def _open_section(self, heading: Node | None) -> None:
        self.sections.append(Section(path=tuple(text for _, text in self.above), heading=heading))

    def _table(self, token: Token, before: Token) -> None:
        if token.type == "tr_open":
            self.cells = []
        elif token.type != "tr_close":
            self.cells.append(())
        elif before.type == "th_close":
            self.columns = tuple(plain(" ".join(line.text for line in cell)) for cell in self.cells)
            self.silent.append((range(self.row_line, self.row_line + 2), "column names"))
        elif any(self.cells):
            self._add_row(tuple(self.cells), self.columns, self.row_line, self.row_line)

    def _add_row(self, cells: tuple[tuple[Line, ...], ...], columns: tuple[str, ...], first: int, last: int) -> None:
        node = Node(kind="row", lines=[], first=first, last=last, columns=columns, cells=cells)
        self.sections[-1].nodes.append(node)

    def _html(self, token: Token) -> None:
        first = (token.map or (0, 1))[0] + 1
        for piece in pieces_of(token.content, first):
            self._piece(piece)

    def _piece(self, piece: Piece) -> None:
        match piece.kind:
            case "summary":
                self._heading(_SUMMARY_LEVEL, list(piece.lines), piece.first, piece.last)
            case "heading":
                self._heading(piece.level, list(piece.lines), piece.first, piece.last)
            case "end of details":
                if self.above and self.above[-1][0] == _SUMMARY_LEVEL:
                    self.above.pop()
                    self._open_section(None)
            case "columns":
                self.columns = tuple(" ".join(line.text for line in cell) for cell in piece.cells)
                self.silent.append((range(piece.first, piece.last + 1), "column names"))
            case "row":
                self._add_row(piece.cells, self.columns, piece.first, piece.last)
            case "text":
                self._text(list(piece.lines), piece.first, piece.last)


def _with_whole_rules(text: str) -> str:
    """The text with as many marks in the rule of each table as its header has cells: some write too few."""
    return _TABLE_HEAD.sub(_whole_rule, text)


def _whole_rule(head: re.Match[str]) -> str:
    header = head["header"].strip()
    cells = len(re.split(r"(?<!\\)\|", header.removeprefix("|").removesuffix("|")))
    there = len(re.findall(r"-+", head["rule"]))
    return head[0] if cells == there or there < 2 else f"{head['header']}\n|{'---|' * cells}"


def _is_underlined_text(heading: Token, token: Token, lines: list[Line]) -> bool:
    """Whether a rule below a paragraph has made a heading of it: `**Owls** \\ Ann Roe` and `---`."""
    return heading.markup in ("-", "=") and (len(lines) > 1 or len(token.content) > 120)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.below:
        yield from walk(child)


def text_line(number: int, text: str) -> Line:
    return Line(number, (Span(text),))
