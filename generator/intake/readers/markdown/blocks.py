"""The blocks of a Markdown file: headings, tables, list items, paragraphs, and what is none of a reader's business."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,4}[.)])[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ONE_LINE = (
    ("heading", re.compile(r" {0,3}#{1,6}(?:\s|$)")),
    ("rule", re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")),
    ("quote", re.compile(r" {0,3}>")),
    ("HTML", re.compile(r"[ \t]*</?(?!https?:|a\s)[a-zA-Z][^>]*>")),
    ("link definition", re.compile(r" {0,3}\[[^\]]+\]:\s")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together."""

    kind: str
    """`table`, `item`, `text`, or the reason why it holds no paper: `heading`, `code block`, …"""
    first: int
    """1-based."""
    text: str
    indent: int = 0

    @property
    def lines(self) -> frozenset[int]:
        return frozenset(range(self.first, self.first + self.text.count("\n") + 1))


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks in order; blank lines are in none."""
    place = 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        kind, stop = _block(lines, place)
        item = ITEM.match(lines[place])
        indent = len(item["indent"].expandtabs(4)) if item and kind == "item" else 0
        text = "\n".join(lines[place:stop]).rstrip("\n")
        yield Block(kind=kind, first=place + 1, text=text, indent=indent)
        place = stop


def _block(lines: Sequence[str], place: int) -> tuple[str, int]:
    """The kind of the block that begins here, and the line after its last."""
    line = lines[place]
    if fence := _FENCE.match(line):
        return "code block", _behind(lines, place + 1, fence[1])
    if line.lstrip().startswith("<!--"):
        return "comment", place + 1 if "-->" in line else _behind(lines, place + 1, "-->")
    if place == 0 and line.rstrip() == "---" and any(other.rstrip() == "---" for other in lines[1:]):
        return "front matter", _behind(lines, 1, "---")
    if "|" in line and place + 1 < len(lines) and "|" in lines[place + 1] and _TABLE_RULE.fullmatch(lines[place + 1]):
        return "table", next((n for n in range(place, len(lines)) if "|" not in lines[n]), len(lines))
    if kind := _one_line(line):
        return kind, place + 1
    kind = "item" if ITEM.match(line) else "text"
    stop = place + 1
    while stop < len(lines) and lines[stop].strip() and not _begins(lines, stop):
        stop += 1
    return kind, stop


def _behind(lines: Sequence[str], place: int, mark: str) -> int:
    return next((n + 1 for n in range(place, len(lines)) if mark in lines[n]), len(lines))


def _one_line(line: str) -> str:
    return next((kind for kind, pattern in _ONE_LINE if pattern.match(line)), "")


def _begins(lines: Sequence[str], place: int) -> bool:
    """Whether a line begins a block of its own rather than going on with the one before."""
    line = lines[place]
    return bool(ITEM.match(line) or _one_line(line) or _FENCE.match(line) or line.lstrip().startswith(("<!--", "|")))
