"""What in a section may be one paper: an item with all below it, a paragraph that begins with a title, a heading with
labelled lines, a row; whatever has the same shape is of one kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.clean.urls import leads_to_paper
from generator.intake.readers.columns import LINK_FIELDS, column_named
from generator.intake.readers.markdown.blocks import Node, Section, heading_text, walk
from generator.intake.readers.markdown.labels import is_label, label_kind
from generator.intake.readers.markdown.spans import Line, Span
from generator.intake.readers.markdown.titles import Title, title_of
from generator.intake.readers.markdown.words import heading_place, is_venue, key_of, names_in

LABELLED = re.compile(r"\W*(\w[\w ./&-]{0,28}?)\s*(?:\([^()]{0,20}\))?\W{0,2}[:：]\s*(.*)", re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Unit:
    """Lines that may say one paper."""

    kind: str
    """`item`, `text`, `heading`, `row`, or `prose` for what is none by its form."""
    path: tuple[str, ...]
    """The headings above it."""
    lines: list[Line]
    title: Title | None
    numbers: set[int]
    """All lines of the file that it has."""
    depth: int = 0
    node: Node | None = None
    """Of a row: its cells and columns."""
    open_to: bool = field(default=False)
    """Whether paragraphs that follow may say more of it."""

    @property
    def shape(self) -> str:
        columns = "|".join(self.node.columns) if self.node else ""
        style = self.title.style if self.title else "untitled"
        return f"{self.kind} {self.depth} {style} {columns}".strip()


def units_of(section: Section) -> Iterator[Unit]:
    """The units of a section, in order; what belongs to none is prose."""
    return _Gatherer(section).gather()


@dataclass(slots=True)
class _Gatherer:
    section: Section
    done: list[Unit] = field(default_factory=list)
    waiting: list[Node] = field(default_factory=list)
    """Nodes before the first unit: the heading's, if labelled lines follow."""

    def gather(self) -> Iterator[Unit]:
        self._linked_heading()
        for node in self.section.nodes:
            self._take(node)
        for node in self.waiting:
            self._prose(node)
        if self.section.heading and not any(unit.kind == "heading" for unit in self.done):
            self._add("prose", self.section.heading, self.section.heading.lines, None)
        return iter(self.done)

    def _linked_heading(self) -> None:
        """A heading that leads to a paper is its title: `### [Counting Owls](https://arxiv.org/…)`."""
        heading = self.section.heading
        if heading and any(span.url and leads_to_paper(span.url) for line in heading.lines for span in line.spans):
            self._open_heading()

    def _open_heading(self) -> bool:
        heading = self.section.heading
        if not heading or self.done:
            return False
        title = title_of(heading.lines) or None
        text = heading_text(heading.lines)
        if title is None or title.style == "plain":
            title = Title(text, "heading", 0, 0, len(heading.lines[0].spans) - 1, "", "") if heading.lines else None
        if title is None or len(key_of(title.text)) < 9 or " " not in title.text or is_venue(title.text):
            return False
        unit = self._add(
            "heading", heading, heading.lines, title._replace(style="heading"), path=self.section.path[:-1]
        )
        unit.open_to = True
        for node in self.waiting:
            _give(unit, node)
        self.waiting = []
        return True

    def _take(self, node: Node) -> None:
        if node.kind == "row":
            self.done.append(Unit(kind="row", path=self.section.path, lines=[], title=None,
                                  numbers=set(range(node.first, node.last + 1)), node=node))  # fmt: skip
        elif self._belongs_above(node):
            _give(self.done[-1], node)
        elif node.kind == "item":
            if _is_labelled(node.lines) and self._open_heading():
                _give(self.done[-1], node)
            else:
                self._item(node, self.section.path, 0)
        else:
            self._paragraph(node)

    def _belongs_above(self, node: Node) -> bool:
        """Whether a node says more of the unit before it, which has a title and is open to that."""
        above = self.done[-1] if self.done else None
        if not above or not above.title:
            return False
        says_more = _is_labelled(node.lines) or _is_of_names(node.lines)
        if node.kind == "item":
            return above.open_to and (says_more or (above.kind == "heading" and not _leads(node)))
        if above.kind == "item":
            return says_more and not _has_paper_link(above.lines)
        return above.open_to and (says_more or not _is_titled(node.lines, strict=above.kind == "heading"))

    def _item(self, node: Node, path: tuple[str, ...], depth: int) -> None:
        title = title_of(node.lines)
        apart = [child for child in node.below if child.kind == "item" and _is_entry(child)]
        own = _has_paper_link(node.lines)
        is_group = not own and (len(apart) > 1 or any(map(_leads, apart)))
        if apart and is_group and not (title and _facts_below(node, apart)):
            text = heading_text(node.lines[:1])
            self._add("prose", node, node.lines, None)
            for child in node.below:
                if child.kind == "item":
                    self._item(child, (*path, text) if text else path, depth + 1)
                else:
                    self._prose(child)
            return
        unit = self._add("item", node, node.lines, title, path=path, depth=depth)
        for child in node.below:
            if own and child in apart and _leads(child):
                self._item(child, path, depth + 1)
            else:
                _give(unit, child)

    def _paragraph(self, node: Node) -> None:
        """Each line that begins as the first one does begins a unit: a bold title, a link alone."""
        if (
            node.kind == "quote"
            or not (title := title_of(node.lines, plain_too=False))
            or not _begins_well(node.lines, title)
        ):
            if _is_labelled(node.lines) and node.kind != "quote" and self._open_heading():
                _give(self.done[-1], node)
            elif self.done or node.kind == "quote":
                self._prose(node)
            else:
                self.waiting.append(node)
            return
        for waiting in self.waiting:
            self._prose(waiting)
        self.waiting = []
        for lines, last in _divided(node, title.style):
            part = Node(kind="text", lines=lines, first=lines[0].number, last=last)
            unit = self._add("text", part, lines, title_of(lines, plain_too=False))
            unit.open_to = True

    def _prose(self, node: Node) -> None:
        self._add("prose", node, [line for part in walk(node) for line in part.lines], None)
        self.done[-1].numbers |= set(range(node.first, node.last + 1))

    def _add(self, kind: str, node: Node, lines: Sequence[Line], title: Title | None, *,
             path: tuple[str, ...] | None = None, depth: int = 0) -> Unit:  # fmt: skip
        last = max([node.first, *(line.number for line in lines)]) if node.below else node.last
        unit = Unit(kind=kind, path=self.section.path if path is None else path, lines=list(lines), title=title,
                    numbers=set(range(node.first, last + 1)), depth=depth)  # fmt: skip
        self.done.append(unit)
        return unit


def _give(unit: Unit, node: Node) -> None:
    """A node and all below it say more of a unit."""
    for part in walk(node):
        unit.lines += part.lines
    unit.numbers |= set(range(node.first, node.last + 1))


def _divided(node: Node, style: str) -> Iterator[tuple[list[Line], int]]:
    """The lines of a paragraph by titles, and the last line of the file that each part has."""
    starts = [0]
    for place, line in enumerate(node.lines[1:], 1):
        title = title_of([line], plain_too=False)
        alone = len([span for span in line.spans if span.text.strip() or span.url]) == 1
        before = node.lines[place - 1]
        alike = title and title.style == style and title.line == 0
        long = alike and title is not None and len(key_of(title.text)) > 12 and not names_in(title.text, alone=True)
        if long and (
            (alone and style == "link" and len(before.spans) == 1) or (style == "bold") or _has_paper_link([line])
        ):
            starts.append(place)
    for start, stop in zip(starts, [*starts[1:], len(node.lines)], strict=True):
        last = node.last if stop == len(node.lines) else max(node.lines[stop].number - 1, node.lines[start].number)
        yield node.lines[start:stop], last


def _begins_well(lines: Sequence[Line], title: Title) -> bool:
    """Whether a paragraph begins with its title, and is no sentence that goes on after a link."""
    line = lines[title.line]
    before = "".join(span.text for span in line.spans[: title.first]) + title.before
    behind = "".join(span.text for span in line.spans[title.last + 1 :] if not span.url)
    if title.style == "link" and re.match(r"\s*(?:[a-z]+ ){2}", behind):
        return False
    return title.line == 0 and (len(before) < 30 or title.style in ("quote", "bold")) and len(title.text) < 300


# --- What a node looks like ------------------------------------------------------------------------------------------


def _is_titled(lines: Sequence[Line], *, strict: bool = False) -> bool:
    title = title_of(lines, plain_too=False)
    if not title or title.line or not _begins_well(lines, title):
        return False
    return not strict or (title.style != "quote" and _has_paper_link(lines))


def _is_entry(node: Node) -> bool:
    """Whether an item below another looks like a paper of its own: a long bold or linked title."""
    title = title_of(node.lines)
    if not title or title.line or (names_in(title.text, alone=True) and not _has_paper_link(node.lines)):
        return False
    return (title.style != "plain" and len(title.text.split()) > 2) or _has_paper_link(node.lines)


def _leads(node: Node) -> bool:
    return _is_entry(node) and _has_paper_link(node.lines)


def _facts_below(node: Node, apart: Sequence[Node]) -> bool:
    """Whether most of what stands below an item are facts of it, in spite of what looks like another paper."""
    items = [child for child in node.below if child.kind == "item"]
    labelled = sum(_is_labelled(child.lines) for child in items)
    return labelled > len(apart)


def _has_paper_link(lines: Sequence[Line]) -> bool:
    spans = [span for line in lines for span in line.spans if span.url]
    return any(leads_to_paper(span.url) or label_kind(span.text) == "paper" for span in spans)


def _is_labelled(lines: Sequence[Line]) -> bool:
    """Whether a node begins with a label: `Paper: https://…`, `[[code](…)]`, `Authors: Ann Roe`, a venue and links."""
    if not lines:
        return False
    first = lines[0]
    said = [span for span in first.spans if span.url or re.search(r"\w", span.text)]
    if not said:
        return True
    if all(_is_label_link(span) for span in said if span.url) and any(span.url for span in said):
        rest = " ".join(span.text for span in said if not span.url).strip(" .,:;|[]()-–—•·")
        named = LABELLED.fullmatch(rest + ":") if rest else None
        return not rest or is_venue(rest) or is_label(rest) or bool(named and is_label(rest))
    match = LABELLED.fullmatch("".join(span.text for span in first.spans))
    column = column_named(match[1]).field if match else ""
    return (
        bool(match)
        and (column not in ("", "title") or is_label(match[1] if match else ""))
        and (column not in LINK_FIELDS or any(span.url for span in said))
    )


def _is_label_link(span: Span) -> bool:
    return not span.text or is_label(span.text)


def _is_of_names(lines: Sequence[Line]) -> bool:
    """Whether a node begins with names of people; in bold, what looks like a name is a title."""
    return bool(lines) and not any(span.bold for span in lines[0].spans) and bool(names_in(lines[0].text, alone=True))


def place_above(path: Sequence[str]) -> tuple[str, str]:
    """The venue and the year that the headings above say, the nearest first."""
    venue = year = ""
    for heading in reversed(path):
        found = heading_place(heading)
        venue, year = venue or found.venue, year or found.year
    return venue, year
