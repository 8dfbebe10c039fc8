"""Which units of a file are papers: those that certainly are, and those whose neighbours of the same shape are."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.clean.urls import leads_to_paper
from generator.intake.readers.cells import Cell, list_cell
from generator.intake.readers.columns import Column
from generator.intake.readers.markdown.blocks import parse
from generator.intake.readers.markdown.facts import Facts, facts_of
from generator.intake.readers.markdown.labels import link_kind
from generator.intake.readers.markdown.rows import are_sure, columns_of, row_facts
from generator.intake.readers.markdown.units import Unit, place_above, units_of
from generator.intake.readers.markdown.words import heading_place, key_of, names_before_year

_NO_LIST = re.compile(
    r"\b(news|updates?|what'?s new|citations?|citing|cite|contribut\w*|licen[cs]e|acknowledge?ments?|contact|"
    r"star history|(table of )?contents?|related (lists?|repos\w*)|installation|usage|getting started|"
    r"quick start|maintainers?|introduction|overview|目录|引用|更新)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:all |the |selected |recent |other |related )?(?:papers?|publications?|articles?|paper list|list of papers|"
    r"reading list|contents?|resources|works?|literature|others?|misc\w*|more|论文|list|\d+)s?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[?(#[\w.:-]+\w)\]?_?")
_TELLING = 24
"""So many letters of a title are no other paper's."""
_OF_LIST = re.compile(r"\b(awesome|papers?|lists?|reading|collection|survey|notes|resources|readme)\b", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Entry:
    """A unit and what it says, if it may be a paper."""

    unit: Unit
    facts: Facts | None
    sure: bool = False
    paper: bool = False
    style: str = ""

    @property
    def shape(self) -> str:
        return f"{self.unit.shape} {self.style}".strip()

    @property
    def leads_to_paper(self) -> bool:
        """Whether any link of the unit does, so that it must not be passed over in silence."""
        lines = self.unit.lines or [line for cell in (self.unit.node.cells if self.unit.node else ()) for line in cell]
        return any(span.url and leads_to_paper(span.url) for line in lines for span in line.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All units of a file."""

    entries: tuple[Entry, ...]
    silent: tuple[tuple[range, str], ...]


@lru_cache(maxsize=2)
def entries_of(text: str, chosen: tuple[tuple[str, str], ...] = ()) -> Found:
    """The entries of a file; kept, since `identify` and `read` both want them."""
    document = parse(text)
    entries = [_entry(unit, chosen) for section in document.sections for unit in units_of(section)]
    _settle(entries)
    return Found(entries=tuple(entries), silent=tuple(document.silent))


def _entry(unit: Unit, chosen: tuple[tuple[str, str], ...]) -> Entry:
    if unit.node:
        columns = columns_of(unit.node.columns, chosen)
        found = row_facts(columns, unit.node.cells)
        if not found:
            return Entry(unit=unit, facts=None)
        facts, style = found
        filled = sum(any(line.spans for line in cell) for cell in unit.node.cells)
        known = are_sure(columns) and bool(facts.title) and filled > 1  # a line right below a table is taken for a row
        return Entry(unit=unit, facts=facts, sure=known or facts.of_paper, style=style)
    if unit.title is None or unit.kind == "prose" or len(key_of(unit.title.text)) < 3:
        return Entry(unit=unit, facts=None)
    facts = facts_of(unit.lines, unit.title)
    if len(key_of(facts.title)) < 3:
        return Entry(unit=unit, facts=None)
    dated = bool(facts.authors and facts.date) and (
        unit.title.style in ("bold", "quote") or (bool(facts.links) and link_kind("", unit.title.url) != "code")
    )
    if (
        unit.title.url
        and len(facts.title.split()) < 3
        and link_kind("", unit.title.url) == "code"
        and not facts.authors
    ):
        return Entry(unit=unit, facts=facts)  # a tool that names the paper it comes from
    linked = facts.of_paper and (unit.kind != "heading" or bool(facts.links))
    return Entry(unit=unit, facts=facts, sure=(linked or dated) and not is_of_the_list(unit), style="")


def is_of_the_list(unit: Unit) -> bool:
    """Whether a unit stands where lists speak of themselves: under `News`, `Citation`, `Contents`."""
    return bool(unit.path) and bool(_NO_LIST.search(unit.path[-1])) and not heading_place(unit.path[-1]).year


def _settle(entries: Sequence[Entry]) -> None:
    """Says which entries are papers: the sure ones, and others where half of one shape under one heading are sure.

    A paragraph alone is none, for a sentence may begin with a bold word and link to a paper.
    """
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    shapes: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.facts:
            groups[entry.unit.path, entry.shape].append(entry)
            shapes[entry.shape].append(entry)
    for group in groups.values():
        for entry in group:
            everywhere = shapes[entry.shape]
            lone = entry.unit.kind == "text" and sum(other.sure for other in everywhere) < 2
            alike = _are_mostly_sure(group, 2) or (_is_dated(entry.unit) and _are_mostly_sure(everywhere, 8))
            entry.paper = not lone and (
                entry.sure or (alike and _has_substance(entry) and not is_of_the_list(entry.unit))
            )


def _are_mostly_sure(entries: Sequence[Entry], least: int) -> bool:
    sure = sum(entry.sure for entry in entries)
    return sure >= least and 2 * sure >= len(entries)


def _is_dated(unit: Unit) -> bool:
    """Whether a unit stands under a venue or a year, where lists have papers and nothing else: `## ICLR 2024`."""
    return any(place_above(unit.path))


def joined(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The papers; one that recurs under other headings once, with all places where it stands."""
    found: list[list[Entry]] = []
    known: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if not entry.paper or not entry.facts:
            continue
        title = key_of(entry.facts.title)
        address = next((address for kind, address in entry.facts.links if kind == "paper"), "")
        names = [(title, address), *([(title, "")] if len(title) > _TELLING else [])]
        group = next((known[name] for name in names if name in known), None)
        if group is None:
            group = []
            found.append(group)
        group.append(entry)
        known |= dict.fromkeys(names, group)
    return found


def _has_substance(entry: Entry) -> bool:
    """Whether an entry may be a paper by its neighbours; one that leads to code and says no more is a tool."""
    facts, title = entry.facts, entry.unit.title
    bare = not (facts and (facts.authors or facts.date))
    if bare and title and title.url and link_kind("", title.url) == "code":
        return False
    return bool(facts and (facts.links or facts.authors or facts.date or len(facts.title) > 30))


def cells_of(group: Sequence[Entry], notes: Mapping[str, str]) -> list[Cell]:
    """The cells of a paper, with what the headings above it say: keywords, and year and venue where it has none.

    `notes` are the references of the file by their marks: `#Roe2023`.
    """
    whole = Facts()
    venue = year = ""
    words: list[str] = []
    for entry in group:
        whole.add(entry.facts or Facts())
        above = place_above(entry.unit.path)
        venue, year = venue or above[0], year or above[1]
        words.append(keyword_of(entry.unit.path))
    note = next((notes[mark] for text in whole.rest for mark in _MARK.findall(text) if mark in notes), "")
    whole.authors = whole.authors or names_before_year(note)
    whole.rest = [text for text in whole.rest if not notes or not _MARK.search(text)]
    stated = {cell.column.field for cell in whole.cells}
    whole.venue = whole.venue or ("" if "venue" in stated else venue)
    whole.date = whole.date or ("" if stated & {"date", "year"} else year)
    cells = whole.as_cells()
    if keywords := tuple(dict.fromkeys(filter(None, words))):
        cells.append(list_cell(Column(name="heading", field="keywords"), keywords))
    return cells


def subjects_in(path: Sequence[str]) -> list[str]:
    """The headings of a path that tell a subject, without the title of the file."""
    below = path[1:] if len(path) > 1 else path
    return [heading for heading in below if not _GENERAL.fullmatch(heading) and not _is_place(heading)]


def keyword_of(path: Sequence[str]) -> str:
    """The nearest heading that tells a subject; where all are years, venues or `Papers`, the nearest."""
    told = subjects_in(path)
    whole = [heading for heading in path[:1] if not _OF_LIST.search(heading) and not _is_place(heading)]
    return (told or whole or list(path[-1:]) or [""])[-1]


def _is_place(heading: str) -> bool:
    found = heading_place(heading)
    rest = key_of(re.sub(r"(19|20)\d\d|papers?|updat\w+", "", heading.lower()))
    if re.search(r"\b\d{3}[\dX] ?[-–] ?\d{4}\b", heading):
        return True
    return bool(found.year) and (not rest or key_of(found.venue) == rest)
