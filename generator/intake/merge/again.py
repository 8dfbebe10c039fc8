"""A file that is imported again: which of its rows a record knows already, and which are known ones, corrected.

A row is known by the fingerprint of its text. A corrected one has another; it takes the old one's place where both are
of one file and have one name there (its key, an identifier, or its title), and an identifier or the title with an
author says that they are the same paper: many files are called `library.bib`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.clean.text import fold
from generator.fields import value_of
from generator.ids import SCHEMES
from generator.intake.merge.view import View
from generator.model import Fingerprint, Paper, PaperId, Row, Source
from generator.records.provenance import digest, gave, kept_in_full

LIKE_TITLE = 0.85
"""Likeness of letters from which a title may be another one, mended."""
Name = tuple[str, str]
"""(kind, value): what a row is called in its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A source that a record has already."""

    paper: PaperId
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Rows that a file had and has no longer."""

    capture: str
    papers: tuple[PaperId, ...]
    """Whose sources they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What of an import the records know already."""

    known: Mapping[Fingerprint, Known]
    """Row → the source that it is, or whose place it takes."""
    gone: tuple[Gone, ...]


def find_again(papers: Mapping[PaperId, Paper], rows: Mapping[Fingerprint, Row]) -> Again:
    """The sources that the rows are, or take the place of; and those that have gone from files of which most recur."""
    known: dict[Fingerprint, Known] = {}
    left: dict[str, list[Known]] = defaultdict(list)
    captures = {row.capture for row in rows.values()}
    for paper in papers.values():
        for source in paper.sources:
            one = Known(paper=paper.id, source=source)
            if source.row and source.row in rows:
                known[source.row] = one
            elif source.row and source.capture in captures:
                left[source.capture].append(one)
    for capture, candidates in left.items():
        fresh = [row for mark, row in rows.items() if row.capture == capture and mark not in known]
        known |= _corrected(papers, candidates, sorted(fresh, key=lambda row: (row.line, row.fingerprint)))
    return Again(known=known, gone=tuple(_gone(left, known)))


def _corrected(
    papers: Mapping[PaperId, Paper], candidates: Sequence[Known], rows: Sequence[Row]
) -> dict[Fingerprint, Known]:
    """Row → the source in whose place it stands; by keys first, then by identifiers, then by titles."""
    by_name: dict[Name, list[Known]] = defaultdict(list)
    for one in candidates:
        for name in _names_of_source(papers[one.paper], one.source):
            by_name[name].append(one)
    found: dict[Fingerprint, Known] = {}
    used: set[Fingerprint | None] = set()
    for kinds in (("key",), tuple(SCHEMES), ("title",)):
        for row in rows:
            if row.fingerprint not in found:
                names = [name for name in _names_of_row(row) if name[0] in kinds]
                free = (one for name in names for one in by_name[name] if one.source.row not in used)
                if same := next((one for one in free if _is_same(papers[one.paper], one.source, row)), None):
                    found[row.fingerprint] = same
                    used.add(same.source.row)
    return found


def _names_of_row(row: Row) -> Iterator[Name]:
    """Its key, its identifiers, and where it has no key, its title: two editorials are two rows."""
    if row.key:
        yield ("key", row.key)
    yield from ((scheme, digest(value)) for scheme, value in row.facts.ids.items())
    if row.facts.title and not row.key:
        yield ("title", digest(row.facts.title))
        yield ("title", fold(row.facts.title))


def _names_of_source(paper: Paper, source: Source) -> Iterator[Name]:
    """As a row's; of a value that the record shows a digest is known at least."""
    if source.key:
        yield ("key", source.key)
    full = dict(kept_in_full(source))
    for scheme in SCHEMES:
        name = f"ids.{scheme}"
        if name in full or name in source.fields:
            yield (scheme, digest(full[name]) if name in full else source.fields[name])
    if "title" in source.fields:
        yield ("title", source.fields["title"])
    yield ("title", fold(str(full.get("title") or paper.title)))


def _is_same(paper: Paper, source: Source, row: Row) -> bool:
    """Whether an identifier, or the title with an author, says that a row is the paper that a source is of."""
    for scheme, value in row.facts.ids.items():
        name = f"ids.{scheme}"
        if value == value_of(paper, name) or gave(source, name, value):
            return True
    ours, theirs = View(paper), View(row.facts)
    titles = [ours.title, fold(str(dict(kept_in_full(source)).get("title", "")))]
    same_people = bool(ours.surnames & theirs.surnames) or not (ours.surnames and theirs.surnames)
    return same_people and any(_alike(title, theirs.title) for title in titles)


def _alike(a: str, b: str) -> bool:
    """Whether one title is the other, mended: by a few letters, or by its subtitle."""
    if not (a and b):
        return False
    shorter, longer = sorted((a, b), key=len)
    return fuzz.ratio(a, b) / 100 >= LIKE_TITLE or f"{longer} ".startswith(f"{shorter} ")


def _gone(left: Mapping[str, Sequence[Known]], known: Mapping[Fingerprint, Known]) -> Iterator[Gone]:
    """What is no longer in a file; where less than half of it recurs, it is another file of the same name."""
    found: dict[str, set[Fingerprint | None]] = defaultdict(set)
    for one in known.values():
        found[one.source.capture].add(one.source.row)
    for capture, candidates in sorted(left.items()):
        gone = [one.paper for one in candidates if one.source.row not in found[capture]]
        if gone and len(found[capture]) > len(gone):
            yield Gone(capture=capture, papers=tuple(sorted(set(gone))))
