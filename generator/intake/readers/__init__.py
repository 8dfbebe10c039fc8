"""Readers: one file per source format, from a capture's text to rows exactly as they were found.

A new format is a module with `NAME`, `CERTAINTY`, `LOOKS_FOR`, `identify` and `read`, one line in `READERS`, and a
case under `tests/readers/<name>/`. A reader never raises and never does I/O; what it says nothing of is residue.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial

from generator.intake.readers.bibtex import bibtex
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.encoding import decode
from generator.intake.readers.foreign import foreign_text
from generator.intake.readers.html import html
from generator.intake.readers.json import crossref, csl_json, datacite, json, openalex, semantic_scholar, zotero
from generator.intake.readers.markdown import markdown, rst
from generator.intake.readers.pages import accepted_papers, aitopics, catalyzex, hf_dataset, hf_papers, id_list
from generator.intake.readers.pages.listing import read_listing, rows_in
from generator.intake.readers.pages.shapes import SHAPES
from generator.intake.readers.references import bbl, references
from generator.intake.readers.resemblance import likeness
from generator.intake.readers.tables import csv
from generator.intake.readers.tagged import medline, ovid, refer, refworks, ris, wos
from generator.intake.readers.xml import (
    acl_xml,
    arxiv_atom,
    arxiv_oai,
    arxiv_rss,
    crossref_xml,
    endnote_xml,
    mods,
    pubmed_xml,
    zotero_rdf,
)
from generator.intake.readers.yaml import cff, front_matter, yaml_list
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

__all__ = ["READERS", "Reader", "Reading", "decode", "detect", "read_capture", "reader_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One source format."""

    name: str
    looks_for: str
    """What `identify` goes by, for the message when several match."""
    certainty: Certainty
    identify: Callable[[Capture], int]
    """How many rows a capture has that are surely of this format, told from its text alone; 0 for none. Where one
    sign tells the format of a whole file, 1 will do."""
    read: Callable[[Capture], Iterator[RawRecord | Ignored | Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The account of one capture: each line that is not blank is in one of these."""

    records: tuple[RawRecord, ...]
    ignored: tuple[Ignored, ...]
    problems: tuple[Problem, ...]
    residue: tuple[tuple[int, str], ...]
    """(line, text) of what nobody could use."""


_MODULES = tuple(
    Reader(
        name=module.NAME,
        certainty=module.CERTAINTY,
        looks_for=module.LOOKS_FOR,
        identify=module.identify,
        read=module.read,
    )
    for module in (
        accepted_papers,
        acl_xml,
        aitopics,
        arxiv_atom,
        arxiv_oai,
        arxiv_rss,
        bbl,
        bibtex,
        catalyzex,
        cff,
        crossref,
        crossref_xml,
        csl_json,
        csv,
        datacite,
        endnote_xml,
        front_matter,
        hf_dataset,
        hf_papers,
        html,
        id_list,
        json,
        markdown,
        medline,
        mods,
        openalex,
        ovid,
        pubmed_xml,
        refer,
        references,
        refworks,
        ris,
        rst,
        semantic_scholar,
        wos,
        yaml_list,
        zotero,
        zotero_rdf,
    )
)
_LISTINGS = tuple(
    Reader(
        name=shape.name,
        looks_for=shape.looks_for,
        certainty=Certainty.ANCHORS,
        identify=partial(rows_in, shape),
        read=partial(read_listing, shape),
    )
    for shape in SHAPES
)
READERS: tuple[Reader, ...] = (*_MODULES, *_LISTINGS)


def reader_named(name: str) -> Reader | None:
    return next((reader for reader in READERS if reader.name == name), None)


def detect(capture: Capture) -> Reader | Problem:
    """The one reader that knows the capture's format, or a Problem that says why there is not one.

    The best rank of certainty decides, and in it the reader that is sure of most rows; half as many is a rival. Where
    only statistics speak, how much of the text they account for is the test.
    """
    claims = _claims(capture)
    most = max(claims.values(), default=0)
    rivals = [reader for reader, rows in sorted(claims.items(), key=lambda claim: -claim[1]) if 2 * rows >= most]
    if len(rivals) == 1:
        return rivals[0]
    if rivals:
        found = " and ".join(f"{reader.name} ({reader.looks_for})" for reader in rivals)
        message = f"found the marks of several formats, {found}; expected those of one"
    else:
        message = f"found {likeness(capture)}, expected a format that is known"
    names = ", ".join(sorted(reader.name for reader in rivals or READERS))
    return Problem(path=capture.name, code="unknown-format", message=message, hint=f"--reader NAME, one of: {names}")


def _claims(capture: Capture) -> dict[Reader, int]:
    """The rows that readers of the best rank are sure of; those of the next rank are asked where none is."""
    for rank in Certainty:
        asked = ((reader, reader.identify(capture)) for reader in READERS if reader.certainty == rank)
        if claims := {reader: rows for reader, rows in asked if rows}:
            return _covering(capture, claims) if rank == Certainty.STATISTICS else claims
    return {}


def _covering(capture: Capture, claims: dict[Reader, int]) -> dict[Reader, int]:
    """Of readers that go by statistics those that can account for two thirds of the lines; none of a known format.

    Of several that can, the one counts that finds most in a row, then the one that leaves least: a list of titles and
    ids is not one of ids alone.
    """
    if foreign_text(capture.text):
        return {}
    lines = sum(1 for line in capture.lines if line.strip())
    worth: dict[Reader, tuple[float, int]] = {}
    for reader in claims:
        reading = read_capture(capture, reader)
        if reading.records and 3 * len(reading.residue) <= lines:
            worth[reader] = _fields_a_row(reading), -len(reading.residue)
    most = max(worth.values(), default=None)
    return {reader: claims[reader] for reader, found in worth.items() if found == most}


def _fields_a_row(reading: Reading) -> float:
    """To a tenth: a single row tells nothing."""
    said = [sum(bool(getattr(record, name)) for name in _SAID) for record in reading.records]
    return round(sum(said) / len(said), 1)


_SAID = tuple(field.name for field in fields(RawRecord) if field.default in ("", ()) and field.name != "leftover")


def read_capture(capture: Capture, reader: Reader) -> Reading:
    """All that a capture holds, down to the lines that nobody could use."""
    found = tuple(reader.read(capture))
    records = tuple(item for item in found if isinstance(item, RawRecord))
    ignored = tuple(sorted((item for item in found if isinstance(item, Ignored)), key=lambda item: min(item.lines)))
    problems = (*_unheeded(capture, reader), *(item for item in found if isinstance(item, Problem)))
    used = {line for record in records for line in record.lines}
    used.update(line for item in ignored for line in item.lines)
    used.update(line for problem in problems for line in _lines_of(problem))
    residue = tuple(
        (number, line) for number, line in enumerate(capture.lines, 1) if line.strip() and number not in used
    )
    return Reading(records=records, ignored=ignored, problems=problems, residue=residue)


_WITH_COLUMNS = {csv.NAME, json.NAME, markdown.NAME}


def _unheeded(capture: Capture, reader: Reader) -> Iterator[Problem]:
    if capture.columns and reader.name not in _WITH_COLUMNS:
        yield Problem(
            path=capture.name,
            code="no-columns",
            message=f"found --columns for the format {reader.name}, expected one of {', '.join(sorted(_WITH_COLUMNS))}",
            hint="import the file by itself, without --columns",
            level="warning",
        )


def _lines_of(problem: Problem) -> range:
    """The lines that a problem's excerpt quotes, from its line on."""
    if problem.line is None or not problem.excerpt:
        return range(0)
    return range(problem.line, problem.line + problem.excerpt.count("\n") + 1)
