"""What a list gives, whatever its marks: a row for each paper, and what else leads to papers, once for each shape."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.intake.readers.cells import Place, as_record
from generator.intake.readers.columns import missing_columns
from generator.intake.readers.markdown.entries import Entry, cells_of, entries_of, is_of_the_list, joined
from generator.intake.readers.markdown.rows import columns_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

_MANY = 5
"""So many paragraphs of one shape with links to papers are a list that was not understood, not prose."""


def read_listing(
    reader: str, capture: Capture, text: str, notes: Mapping[str, str] | None = None
) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper, in the order of the file; what else leads to papers is said, once for each shape."""
    found = entries_of(text, capture.columns)
    lines = capture.lines
    told = frozenset(number for number, line in enumerate(lines, 1) if line.strip())
    yield from _missing(capture, found.entries)
    used: set[int] = set()
    for group in joined(found.entries):
        if own := frozenset().union(*(entry.unit.numbers for entry in group)) & told:
            source = "\n".join(lines[number - 1] for number in sorted(own))
            yield as_record(Place(reader=reader, capture=capture, lines=own, text=source), cells_of(group, notes or {}))
            used |= own
    passed = [entry for entry in found.entries if not entry.paper]
    problems = list(_residue(capture, passed, used, told))
    quoted = {problem.line for problem in problems}
    yield from problems
    yield from _ignored(passed, found.silent, told - used - quoted)


def _missing(capture: Capture, entries: Sequence[Entry]) -> Iterator[Problem]:
    tables = {entry.unit.node.columns: entry.unit.node.first for entry in reversed(entries) if entry.unit.node}
    if capture.columns and tables:
        every = [column for names in tables for column in columns_of(names, capture.columns)]
        yield from missing_columns(capture, every, min(tables.values()) - 2 or 1)


def _residue(capture: Capture, passed: Sequence[Entry], used: set[int], told: frozenset[int]) -> Iterator[Problem]:
    """What leads to papers and was not read: an error where it is an entry, a warning where it is a sentence."""
    shapes: dict[tuple[str, bool], list[Entry]] = defaultdict(list)
    for entry in passed:
        if entry.leads_to_paper and frozenset(entry.unit.numbers) & told - used:
            shapes[_form(entry), entry.unit.kind in ("prose", "text") or is_of_the_list(entry.unit)].append(entry)
    for (form, is_prose), entries in shapes.items():
        lines = [min(frozenset(entry.unit.numbers) & told - used) for entry in entries]
        count = f"{len(entries)} {form}s that lead" if len(entries) > 1 else f"{form} that leads"
        yield Problem(
            path=capture.name,
            line=lines[0],
            code="markdown-text" if is_prose else "markdown-unread",
            level="warning" if is_prose and len(entries) < _MANY else "error",
            message=f"found {count} to papers, took none from there",
            hint="make each an item such as `- [Title](address) Authors. Venue 2024`, if it belongs to the list",
            excerpt=capture.lines[lines[0] - 1],
        )


def _form(entry: Entry) -> str:
    unit = entry.unit
    if unit.node:
        return f"row of the table {' | '.join(filter(None, unit.node.columns))}"
    return {"prose": "paragraph", "text": "paragraph"}.get(unit.kind, unit.kind)


def _ignored(passed: Sequence[Entry], silent: Sequence[tuple[range, str]], left: frozenset[int]) -> Iterator[Ignored]:
    taken: set[int] = set()
    reasons = {"prose": "prose", "item": "list item that names no paper", "row": "row that names no paper"}
    parts: list[tuple[Iterable[int], str]] = list(silent)
    parts += [(entry.unit.numbers, reasons.get(entry.unit.kind, "text that names no paper")) for entry in passed]
    for lines, reason in parts:
        if own := frozenset(lines) & left - taken:
            yield Ignored(lines=own, reason=reason)
            taken |= own
    if rest := left - taken:
        yield Ignored(lines=rest, reason="marks, notes and addresses that nothing uses")
