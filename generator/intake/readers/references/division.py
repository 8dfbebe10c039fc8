"""A pasted list as references with their lines: by marks, `[1]` or `1.`, else by indents, by blank lines, or where a
line begins with names after a reference that is finished.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.intake.readers.references.joining import joined, words_of
from generator.intake.readers.references.namelists import UPPER
from generator.intake.readers.references.parsing import Reference, readings
from generator.model import Ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to read the beginning of a reference."""

    names: str
    """The grammar of its names."""
    kind: str
    """What stands behind them."""
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The text of one reference, its mark off, and where it stands."""

    text: str
    lines: tuple[int, ...]
    """1-based, without the lines of the page between them."""


_STRICT = ("family, I.", "I. family", "family II", "family I.")
"""Grammars that hardly any other text follows."""
_LONGEST = 6
"""Lines that are read to see whether the first of them begins a reference."""
_HEADING = re.compile(
    r"#{0,4}\s*(?:\d{0,2}(?:\.\d)*\.?|[IVX]+\.)\s*(?:references?(?:\s(?:and\snotes|cited|list))?|bibliography|"
    r"works\scited|literature(?:\scited)?|"
    r"(?:selected\s)?(?:publications|bibliography)|reference\slist|cited\sworks|literatur(?:verzeichnis)?|quellen|"
    r"références|bibliographie|referencias|bibliografía|"
    r"bibliografia|referências|参考文献|文献)\s*(?:\(\d+\))?\s*[:.]?\s*\**",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"[-–—\s]*\d{1,4}[-–—\s]*|page\s\d+(?:\s(?:of|/)\s\d+)?|\d+\s?(?:of|/)\s?\d+|[ivxl]{1,6}|\f+"
    r"|arXiv:\d{4}\.\d{4,5}v\d+\s\[[\w.-]+\]\s.*|(?:Published as|Under review as) a conference paper at .{2,40}"
    r"|Preprint\.(?: Under review\.)?|(?:Crossref|CrossRef|Google Scholar|PubMed|View Article|Article|DOI|Full Text|"
    r"CAS|MathSciNet|Web of Science|[|•·,]|\s|\[|\])+",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"(?:[.?!)\]”\"’]|https?://\S+|\b10\.\d{4,9}/\S+|\d)(?<![\s.,-]{UPPER}\.)(?<!^{UPPER}\.)(?<!\bet al\.)\s*$"
)
_MARKS = (
    re.compile(r"\s*\[(?P<n>\d{1,4})\]\.?(?:\s+|$)"),
    re.compile(r"\s*(?P<n>\d{1,4})\.(?:\s+|$)"),
    re.compile(r"\s*\((?P<n>\d{1,4})\)\.?(?:\s+|$)"),
    re.compile(r"\s*(?P<n>\d{1,3})[):]?(?:\s+|$)"),
)
_LABEL = re.compile(
    r"\s*\[(?P<n>[^\W\d_][\w+*.&’' -]{0,30}(?:,?\s?\(?\d{2,4}\)?[a-z]?)|[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?)\](?:\s+|$)"
)
_BULLET = re.compile(r"\s*(?:[•▪◦‣·–*-])\s+")


def divide(lines: Sequence[str]) -> tuple[list[Piece], list[Ignored]]:
    """The references of a capture, and the lines of the page around and between them."""
    ignored, kept = _furniture(lines)
    words = words_of(lines[number - 1] for number in kept)
    starts, mark = _starts(lines, kept, words)
    pieces = []
    for place, first in enumerate(starts):
        last = starts[place + 1] if place + 1 < len(starts) else len(lines) + 1
        own = [number for number in kept if first <= number < last]
        texts = [lines[number - 1] for number in own]
        texts[0] = mark.sub("", texts[0], count=1) if mark else texts[0]
        if text := joined(texts, words):
            pieces.append(Piece(text=text, lines=tuple(own)))
        else:
            ignored.append(Ignored(lines=frozenset(own), reason="mark without a reference"))
    return pieces, ignored


def _furniture(lines: Sequence[str]) -> tuple[list[Ignored], list[int]]:
    """What belongs to the page: the heading, page numbers, and lines that come again and again."""
    plain = [re.sub(r"\d+", "0", line.strip()) for line in lines]
    often = {text for text, count in Counter(plain).items() if count > 1 and 3 < len(text) < 120}
    ignored, kept = [], []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if _HEADING.fullmatch(text):
            ignored.append(Ignored(lines=frozenset({number}), reason="heading of the list"))
        elif _PAGE.fullmatch(text) or _is_header(lines, number, plain[number - 1] in often):
            ignored.append(Ignored(lines=frozenset({number}), reason="page header or number"))
        else:
            kept.append(number)
    return ignored, kept


def _is_header(lines: Sequence[str], number: int, recurs: bool) -> bool:
    """Whether a line is a page's: it comes again, or stands alone near a page number, and is no text of references."""
    text = lines[number - 1].strip()
    if re.search(r"[,;:.-]$|\d[–-]\d|https?://|\b10\.\d{4}|\(?\d{4}\)?\.|^\W", text):
        return False
    beside = [line.strip() for line in (*lines[max(0, number - 2) : number - 1], *lines[number : number + 1])]
    if recurs:
        return any(not line or _PAGE.fullmatch(line) for line in beside)
    near = [line.strip() for line in lines[max(0, number - 4) : number + 3]]
    return len(text) < 90 and not any(beside) and any(re.fullmatch(r"\d{1,4}", line) for line in near)


def _starts(lines: Sequence[str], kept: list[int], words: frozenset[str]) -> tuple[list[int], re.Pattern[str] | None]:
    """The numbers of the lines on which references begin, and the mark before each, if they have marks."""
    for mark in _MARKS:
        if numbered := _numbered(lines, kept, mark):
            return numbered, mark
    for mark in (_LABEL, _BULLET):
        marked = [number for number in kept if mark.match(lines[number - 1])]
        if marked and marked[0] == kept[0] and (len(marked) > 1 or mark is _LABEL):
            return marked, mark
    return _unmarked(lines, kept, words), None


def _numbered(lines: Sequence[str], kept: list[int], mark: re.Pattern[str]) -> list[int]:
    """The lines whose numbers count up, from the first line on; none where they do not."""
    found: list[int] = []
    expected = None
    for number in kept:
        match = mark.match(lines[number - 1])
        value = int(match["n"]) if match else None
        if value is None and expected is None:
            return []
        # With brackets about it, a number may also be the next but one: the page has lost a mark.
        may_skip = 2 if mark is _MARKS[0] else 0
        if value is not None and (expected is None or expected <= value <= expected + may_skip):
            found.append(number)
            expected = value + 1
    return found if len(found) > 1 or (found and mark is not _MARKS[3]) else []


def _unmarked(lines: Sequence[str], kept: list[int], words: frozenset[str]) -> list[int]:
    """Where references without marks begin."""
    if not kept:
        return []
    if by_indent := _by_indent(lines, kept):
        return by_indent
    styles = {number: _begins(lines, kept, place, words) for place, number in enumerate(kept)}
    kinds = _most({number: [style.kind for style in found] for number, found in styles.items()})
    names = _most({number: [style.names for style in found if style.kind == kinds] for number, found in styles.items()})
    whole = {number for number in kept if _is_sure(lines[number - 1])}
    begun = [number for number in kept if number == kept[0] or {number, number - 1} <= whole or any(
        _is_of_list(style, names, kinds) for style in styles[number]
    )]
    after_blank = [number for number in kept if number == kept[0] or not lines[number - 2].strip()]
    if len(whole) * 3 < len(kept) * 2 and 2 * len(after_blank) >= len(begun) and _divides(lines, after_blank, words):
        return [number for place, number in enumerate(kept) if number in after_blank and (
            not place or _stands_alone(lines, kept, place, words, bool(styles[number]))
        )]
    return begun


def _is_of_list(style: Style, names: str, kind: str) -> bool:
    """Whether a style of a line is that of the list, or sure enough for one that is printed otherwise, as books are."""
    is_strict = style.names == names and style.names in _STRICT
    return style.kind == kind or is_strict or (style.is_sure and style.names in (names, "body"))


def _most(found: dict[int, list[str]]) -> str:
    """What most lines have; each line has one vote for each."""
    votes = Counter(one for several in found.values() for one in dict.fromkeys(several))
    return votes.most_common(1)[0][0] if votes else ""


def _stands_alone(lines: Sequence[str], kept: list[int], place: int, words: frozenset[str], begins: bool) -> bool:
    """Whether the block of a line is a reference, and not the end of one that a page has cut."""
    block = _block(lines, kept[place], words)
    is_after_end = _ENDED.search(lines[kept[place - 1] - 1]) and (begins or re.search(r"\b(?:19|20)\d\d\b", block))
    return bool(is_after_end) or _is_sure(block)


def _by_indent(lines: Sequence[str], kept: list[int]) -> list[int]:
    """The lines that begin further left than the others, as in a hanging indent."""
    left = min(len(lines[number - 1]) - len(lines[number - 1].lstrip()) for number in kept)
    flush = [number for number in kept if len(lines[number - 1]) - len(lines[number - 1].lstrip()) == left]
    hanging = len(kept) - len(flush)
    return flush if len(flush) > 1 and hanging >= len(flush) / 3 and flush[0] == kept[0] else []


def _is_sure(text: str) -> bool:
    found = readings(" ".join(text.split()))
    return bool(found) and not found[0].doubt


def _divides(lines: Sequence[str], starts: list[int], words: frozenset[str]) -> bool:
    """Whether blank lines stand between references: half of the blocks are one that is sure."""
    return 2 * sum(_is_sure(_block(lines, first, words)) for first in starts) >= len(starts)


def _block(lines: Sequence[str], first: int, words: frozenset[str]) -> str:
    """The text from a line to the next blank one."""
    return joined(takewhile(str.strip, lines[first - 1 :]), words)


def _begins(
    lines: Sequence[str], kept: list[int], place: int, words: frozenset[str]
) -> list[Style]:
    """In which styles a line begins a reference: the line before it has ended, and it reads as one with the next."""
    before = lines[kept[place - 1] - 1] if place else ""
    if before and not _ENDED.search(before):
        return []
    own = [lines[number - 1] for number in kept[place : place + _LONGEST]]
    ends = {count for count, line in enumerate(own, 1) if _ENDED.search(line)} | {len(own)}
    found: list[Reference] = []
    for end in sorted(ends):
        found += readings(joined(own[:end], words))
        if any(not one.doubt for one in found):
            break
    named = ((one.grammar.partition(" · "), one) for one in found if one.title)
    return [Style(names=name, kind=kind, is_sure=not one.doubt) for (name, _, kind), one in named]
