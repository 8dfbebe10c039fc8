"""The one reader of all pages that list papers: it cuts a page into entries by its `Shape`, and takes those apart.

An entry is found by its anchor. A line of it that no pattern takes is residue; so is what stands above the first entry
and below the last, unless the shape names it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.clean.text import fold
from generator.intake.readers.pages.names import are_people
from generator.intake.readers.pages.page import Passage, continues, plain_passages, split_furniture
from generator.intake.readers.pages.row import row_of
from generator.intake.readers.pages.shape import Line, Shape
from generator.model import Capture, Ignored, RawRecord

_HEADER, _FOOTER, _BUTTON = "page header", "page footer", "page button"
_VOLUME = "a whole volume, no paper"
_NOTES, _HEADING = "notes and attachments", "heading, said of the papers below"
_GOES_ON = re.compile(r".*(?:[,;]|\band|&)", re.DOTALL)
_LONGEST_LINE = 20_000
"""Patterns are not tried on longer ones."""
_LOOKED_AT = 1000
"""Lines in which a page shows what it is."""

Facts = dict[str, list[str]]
"""Field → its texts, in the order of the page."""


@dataclass(slots=True, kw_only=True)
class Entry:
    """What has been found of one paper so far."""

    parts: list[Passage] = field(default_factory=list)
    values: Facts = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    """What the page says of it elsewhere."""
    later: Facts = field(default_factory=dict)
    """What a heading among its lines says of the entries below."""
    ignored: list[Ignored] = field(default_factory=list)
    left: list[Passage] = field(default_factory=list)
    """Lines that no pattern takes."""
    closed: bool = False
    sure: bool = False
    below: str = ""
    last: str = ""

    def takes(self, kind: Line) -> bool:
        if (kind.free and self.closed) or (kind.after and kind.after not in self.values):
            return False
        return kind.many or kind.running or not (kind.fields & self.values.keys())

    def add(self, found: dict[str, str], parts: Sequence[Passage]) -> None:
        self.parts += parts
        for name, text in found.items():
            self.values.setdefault(name, []).append(text)
            self.last = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where an entry stands among the lines of the page."""

    start: int
    anchor: int
    below: int
    """Behind the anchor."""
    stop: int
    end: int
    """Where the next entry begins; what lies between `stop` and it is the page's foot."""


def rows_in(shape: Shape, capture: Capture) -> int:
    """How many entries a page has for certain: its marks, or where it has none its anchors."""
    lines = _lines(shape, replace(capture, text="\n".join(capture.text.split("\n", _LOOKED_AT)[:_LOOKED_AT])))
    marks = sum(bool(shape.mark.fullmatch(line.text)) for line in lines) if shape.mark else 1
    anchors = sum(1 for _ in _anchors(shape, lines)) if marks else 0
    return anchors if not shape.mark else min(anchors, max(marks, 1)) if marks else 0


def read_listing(shape: Shape, capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each entry, those included that the top or the end of the copy has cut."""
    lines = _lines(shape, capture)
    spans = list(_spans(shape, lines))
    if not spans:
        return
    first = spans[0].start
    stated = _facts(shape, lines[:first])
    facts = dict(stated)
    yield from _read_above(shape, capture, lines[:first], facts)
    titles = frozenset(fold(line.text) for line in lines[:first])
    for span in spans:
        entry = _read_entry(shape, lines, span, facts)
        volume = _is_volume(shape, entry, titles)
        yield from entry.ignored
        yield from _ignored(entry.parts, _VOLUME) if volume else _row(shape, capture, entry)
        yield from _ignored(lines[span.stop : span.end], _FOOTER)
        facts |= ({"venue": entry.values["title"]} if volume and "venue" not in stated else {}) | entry.later
        if span is spans[-1] and span.stop == len(lines) and shape.above:
            yield from _read_cut(shape, capture, entry.left, facts)


def _lines(shape: Shape, capture: Capture) -> list[Passage]:
    lines = plain_passages(capture)
    if shape.divides:
        return [part for line in lines for part in _divided(shape.divides, line)]
    if not shape.paragraphs:
        return lines
    whole: list[Passage] = []
    for line in lines:
        if whole and whole[-1].touches(line):
            whole[-1] = whole[-1].joined(line)
        else:
            whole.append(line)
    return [replace(paragraph, text=" ".join(paragraph.text.split())) for paragraph in whole]


def _divided(begins: re.Pattern[str], line: Passage) -> list[Passage]:
    match = begins.match(line.text)
    if not match:
        return [line]
    return [replace(line, text=line.text[: match.end()]), replace(line, text=line.text[match.end() :].strip())]


# --- Where the entries stand -----------------------------------------------------------------------------------------


def _anchors(shape: Shape, lines: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """(first line, line behind the last) of each anchor."""
    place = 0
    while place < len(lines):
        count = _fits(shape.anchor, lines, place)[0]
        if count:
            yield place, place + count
        place += count or 1


def _fits(kind: Line, lines: Sequence[Passage], place: int) -> tuple[int, dict[str, str]]:
    """How many lines from a place on are of a kind, as many as can be, and what they say."""
    for count in range(min(kind.over, len(lines) - place), 0, -1):
        text = "\n".join(line.text for line in lines[place : place + count])
        if len(text) <= _LONGEST_LINE and (match := kind.pattern.fullmatch(text)):
            return count, kind.said(match)
    return 0, {}


def _spans(shape: Shape, lines: Sequence[Passage]) -> Iterator[Span]:
    anchors = list(_anchors(shape, lines))
    starts: list[int] = []
    for number, (anchor, _) in enumerate(anchors):
        floor = anchors[number - 1][1] if number else _head_end(shape, lines[:anchor])
        starts.append(_start(shape, lines, anchor, floor))
    for start, end, (anchor, below) in zip(starts, [*starts[1:], len(lines)], anchors, strict=bool(starts)):
        foot = (n for n in range(below, end) if shape.foot and shape.foot.match(lines[n].text))
        yield Span(start=start, anchor=anchor, below=below, stop=next(foot, end), end=end)


def _head_end(shape: Shape, lines: Sequence[Passage]) -> int:
    """Behind the last line that belongs to the page's head for certain; a heading of entries is the first below it."""
    marks = [n + 1 for n, line in enumerate(lines) if shape.head and shape.head.fullmatch(line.text)]
    headings = (n for n in range(len(lines)) if any(_fits(kind, lines, n)[0] for kind in _running(shape)))
    return max([*marks, next(headings, 0)], default=0)


def _start(shape: Shape, lines: Sequence[Passage], anchor: int, floor: int) -> int:
    """Up from the anchor, over as many lines as an entry has there; those of the page do not count."""
    if shape.opens:
        return next((n for n in range(anchor - 1, floor - 1, -1) if shape.opens.fullmatch(lines[n].text)), anchor)
    start, wanted, place = anchor, shape.above, anchor
    while wanted and place > floor:
        place -= 1
        if shape.foot and shape.foot.match(lines[place].text):
            break
        if not split_furniture([lines[place]], shape.furniture)[1] and not _known(shape, lines, place):
            start, wanted = place, wanted - 1
    return start


def _known(shape: Shape, lines: Sequence[Passage], place: int) -> bool:
    """Whether a line is of those that stand below the anchor, or head the entries below."""
    return any(_fits(kind, lines, place)[0] for kind in shape.lines if not kind.free)


# --- What stands in an entry -----------------------------------------------------------------------------------------


def _read_entry(shape: Shape, lines: Sequence[Passage], span: Span, facts: Facts) -> Entry:
    entry = Entry(facts=dict(facts))
    above = lines[span.start : span.anchor]
    if len(above) == 1 < shape.above and are_people(above[0].text):  # the title is cut off
        entry.add({"authors": above[0].text}, above)
    else:
        _read_lines(shape, above, entry)
    parts = lines[span.anchor : span.below]
    entry.add(_fits(shape.anchor, parts, 0)[1], parts)
    entry.closed = shape.closes
    _read_lines(shape, lines[span.below : span.stop], entry)
    return entry


def _read_lines(shape: Shape, lines: Sequence[Passage], entry: Entry) -> None:
    place = 0
    while place < len(lines):
        place += _read_line(shape, lines, place, entry)


def _read_line(shape: Shape, lines: Sequence[Passage], place: int, entry: Entry) -> int:
    """How many lines have been read: those of a kind that tells itself, then furniture, then those told by place."""
    if count := _read_kind([kind for kind in shape.lines if not kind.free], lines, place, entry):
        return count
    line = lines[place]
    if entry.below:
        _take_below(entry, line)
        return 1
    if furniture := split_furniture([line], shape.furniture)[1]:
        entry.ignored += furniture
    elif _goes_on(entry, line):
        entry.parts.append(line)
        entry.values[entry.last][-1] += f"\n{line.text}"
    elif count := _read_kind([kind for kind in shape.lines if kind.free], lines, place, entry):
        return count
    else:
        entry.left.append(line)
    return 1


def _take_below(entry: Entry, line: Passage) -> None:
    """A line under a heading of the entry, as each tag under `Tags:`."""
    if entry.below == "-":
        entry.ignored += _ignored([line], _NOTES)
    else:
        entry.add({entry.below: line.text}, [line])


def _read_kind(kinds: Sequence[Line], lines: Sequence[Passage], place: int, entry: Entry) -> int:
    for kind in kinds:
        count, found = _fits(kind, lines, place) if entry.takes(kind) else (0, {})
        if not count:
            continue
        parts = lines[place : place + count]
        if kind.running:
            entry.later |= {name: [text] for name, text in found.items()}
            entry.ignored += _ignored(parts, _HEADING)
        elif kind.closes or kind.below == "-":
            entry.ignored += _ignored(parts, _BUTTON if kind.closes else _NOTES)
        else:
            entry.add(found, parts)
        entry.below = kind.below
        entry.closed = entry.closed or kind.closes
        entry.sure = entry.sure or kind.sure
        return count
    return 0


def _goes_on(entry: Entry, line: Passage) -> bool:
    """Whether a line belongs to the field before it: names after a comma, the next line of an abstract."""
    if not entry.values or entry.closed:
        return False
    before = Passage(text=entry.values[entry.last][-1], lines=entry.parts[-1].lines) if entry.last else None
    if before and entry.last in ("authors", "categories"):
        return bool(_GOES_ON.fullmatch(before.text))
    return bool(before and entry.last == "abstract" and continues(before, line))


def _facts(shape: Shape, head: Sequence[Passage]) -> Facts:
    """What the head says of all entries, the more telling of two lines for a field counts."""
    facts: Facts = {}
    for kind in shape.facts:
        said = (_fits(kind, head, place)[1] for place in range(len(head)))
        facts = {name: [text] for name, text in next(filter(None, said), {}).items()} | facts
    return facts


# --- What is given ---------------------------------------------------------------------------------------------------


def _is_volume(shape: Shape, entry: Entry, titles: frozenset[str]) -> bool:
    """Whether an entry is the volume that holds the others, and no paper: its title heads the page, or tells it."""
    title, key = (entry.values.get(name, [""])[0] for name in ("title", "key"))
    if shape.no_paper is None or not title:
        return False
    return bool(shape.no_paper.match(title) or shape.no_paper.match(key)) or fold(title) in titles


def _row(shape: Shape, capture: Capture, entry: Entry) -> Iterator[RawRecord]:
    if entry.parts:
        yield row_of(shape, capture, entry.parts, _with_facts(entry.values, entry.facts))


def _with_facts(values: Facts, facts: Facts) -> Facts:
    """What an entry says itself counts, and then what its page says; a date is said in one place."""
    dated = any(name in values for name in ("date", "year"))
    said = {name: texts[:1] for name, texts in facts.items() if not (dated and name in ("date", "year", "month"))}
    return said | values


def _read_above(
    shape: Shape, capture: Capture, lines: Sequence[Passage], facts: Facts
) -> Iterator[RawRecord | Ignored]:
    """What stands above the first entry: the page's head, and an entry whose own top is cut off."""
    head = _head_end(shape, lines)
    yield from _ignored(lines[:head], _HEADER)
    rest = lines[head:]
    entry = Entry(facts=dict(facts))
    if not shape.above:
        _read_lines(shape, rest, entry)
    if entry.sure:
        yield from entry.ignored
        yield from _row(shape, capture, entry)
        return
    for place in range(len(rest)):
        _read_heading(shape, rest, place, facts)
    known = [part for n, part in enumerate(rest) if _known(replace(shape, lines=_running(shape)), rest, n)]
    yield from _ignored(known, _HEADING)
    yield from split_furniture([part for part in rest if part not in known], shape.furniture)[1]


def _running(shape: Shape) -> tuple[Line, ...]:
    return tuple(kind for kind in shape.lines if kind.running)


def _read_heading(shape: Shape, lines: Sequence[Passage], place: int, facts: Facts) -> None:
    for kind in _running(shape):
        facts |= {name: [text] for name, text in _fits(kind, lines, place)[1].items()}


def _read_cut(shape: Shape, capture: Capture, lines: Sequence[Passage], facts: Facts) -> Iterator[RawRecord]:
    """An entry at the very end whose anchor is cut off: no more lines than such an entry has."""
    entry = Entry(facts=facts)
    if 0 < len(lines) <= shape.above and len(lines[0].text.split()) > 2:  # `Proceedings Ti` is no title
        _read_lines(shape, lines, entry)
    yield from _row(shape, capture, entry)


def _ignored(lines: Sequence[Passage], reason: str) -> list[Ignored]:
    return [Ignored(lines=frozenset(n for line in lines for n in line.lines), reason=reason)] if lines else []
