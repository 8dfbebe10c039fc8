"""Readers: one file per source format, from a capture's text to rows exactly as they were found.

A new format is a module with `NAME`, `CERTAINTY`, `LOOKS_FOR`, `identify` and `read`, one line in `READERS`, and a
case under `tests/readers/<name>/`. A reader never raises and never does I/O; what it says nothing of is residue.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.intake.readers.bibtex import bibtex
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.encoding import decode
from generator.intake.readers.html import html
from generator.intake.readers.json import crossref, csl_json, datacite, json, openalex, semantic_scholar, zotero
from generator.intake.readers.markdown import markdown
from generator.intake.readers.pages import aitopics, catalyzex, hf_dataset, hf_papers
from generator.intake.readers.references import bbl, references
from generator.intake.readers.resemblance import likeness
from generator.intake.readers.tables import csv
from generator.intake.readers.tagged import medline, ovid, refer, refworks, ris, wos
from generator.intake.readers.xml import (
    acl_xml,
    arxiv_atom,
    arxiv_oai,
    crossref_xml,
    endnote_xml,
    mods,
    pubmed_xml,
    zotero_rdf,
)
from generator.intake.readers.yaml import cff
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


READERS: tuple[Reader, ...] = tuple(
    Reader(
        name=module.NAME,
        certainty=module.CERTAINTY,
        looks_for=module.LOOKS_FOR,
        identify=module.identify,
        read=module.read,
    )
    for module in (
        acl_xml,
        aitopics,
        arxiv_atom,
        arxiv_oai,
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
        hf_dataset,
        hf_papers,
        html,
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
        semantic_scholar,
        wos,
        zotero,
        zotero_rdf,
    )
)


def reader_named(name: str) -> Reader | None:
    return next((reader for reader in READERS if reader.name == name), None)


def detect(capture: Capture) -> Reader | Problem:
    """The one reader that knows the capture's format, or a Problem that says why there is not one.

    The best rank of certainty decides, and in it the reader that is sure of most rows; half as many is a rival.
    """
    claims = [(reader.certainty, -rows, reader) for reader in READERS if (rows := reader.identify(capture))]
    claims.sort(key=lambda claim: claim[:2])
    rivals = [reader for rank, rows, reader in claims if rank == claims[0][0] and 2 * rows <= claims[0][1]]
    if len(rivals) == 1:
        return rivals[0]
    if rivals:
        found = " and ".join(f"{reader.name} ({reader.looks_for})" for reader in rivals)
        message = f"found the marks of several formats, {found}; expected those of one"
    else:
        message = f"found {likeness(capture)}, expected a format that is known"
    names = ", ".join(sorted(reader.name for reader in rivals or READERS))
    return Problem(path=capture.name, code="unknown-format", message=message, hint=f"--reader NAME, one of: {names}")


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
