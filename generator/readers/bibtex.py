"""BibTeX and BibLaTeX files, read by bibtexparser 2; an entry that fails is a problem, and its neighbours survive."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParsingException
from bibtexparser.model import Block, Entry, ParsingFailedBlock, String

from generator.clean.names import split_names
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem
from generator.readers.bibtex_values import MONTHS, Strings, evaluate

NAME = "bibtex"
LOOKS_FOR = "entries such as `@article{`"

# What fails is reported as a Problem; bibtexparser would also print it.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)[a-z]+\w*[ \t]*[{(]", re.IGNORECASE | re.MULTILINE)
_OTHER_BLOCKS = {
    "ExplicitComment": "BibTeX comment",
    "ImplicitComment": "text between entries",
    "Preamble": "BibTeX preamble",
    "String": "BibTeX abbreviation",
}
_DATES = ("date", "year", "month", "day")
_VENUES = ("journal", "journaltitle", "booktitle", "howpublished", "school", "institution", "publisher")
_IDS = {"doi": "doi", "arxiv": "arxiv", "arxivid": "arxiv", "pmid": "pmid", "openreview": "openreview", "acl": "acl"}
_LINKS = {
    "url": "",
    "pdf": "",
    "html": "",
    "link": "",
    "code": "code",
    "github": "code",
    "project": "project",
    "website": "project",
    "data": "data",
    "dataset": "data",
    "model": "model",
    "demo": "demo",
    "video": "video",
}
_ADDRESS = re.compile(r"https?://\S+")


def identify(capture: Capture) -> bool:
    return bool(_ENTRY.search(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each entry, in the order of the file, with abbreviations and `#` resolved."""
    try:
        # Without its middlewares: they neither concatenate nor survive an undefined abbreviation.
        blocks = parse_string(capture.text, parse_stack=[]).blocks
    except ParsingException as error:
        yield Problem(path=capture.name, line=1, code="bibtex-file", message=str(error), excerpt=capture.text)
        return
    recovered = [(block, _recovered(block)) for block in blocks]
    strings = _strings(block for _, block in recovered if isinstance(block, String))
    for block, inner in recovered:
        if isinstance(inner, Entry):
            yield from _read_entry(inner, capture, strings)
        elif isinstance(inner, ParsingFailedBlock):
            yield _failed(inner, capture)
        else:
            yield Ignored(lines=_lines(block), reason=_OTHER_BLOCKS[type(inner).__name__])


def _recovered(block: Block) -> Block:
    """An entry whose key or whose field stands twice is whole; bibtexparser counts it as failed."""
    inner = block
    while isinstance(inner, ParsingFailedBlock) and inner.ignore_error_block is not None:
        inner = inner.ignore_error_block
    return inner


def _lines(block: Block) -> frozenset[int]:
    first = (block.start_line or 0) + 1
    return frozenset(range(first, first + (block.raw or "").rstrip().count("\n") + 1))


def _failed(block: ParsingFailedBlock, capture: Capture) -> Problem:
    reason = getattr(block.error, "abort_reason", None) or str(block.error)
    return Problem(
        path=capture.name,
        line=min(_lines(block)),
        code="bibtex-entry",
        message=f"the entry cannot be read: {reason.strip()}",
        hint="mend the entry and import the file again; the other entries were read",
        excerpt=(block.raw or "").rstrip(),
    )


def _strings(blocks: Iterable[String]) -> Strings:
    """Abbreviations with their values; one may use those above it."""
    strings: dict[str, str] = dict(MONTHS)
    for block in blocks:
        strings[block.key.lower()] = evaluate(block.value, strings)[0]
    return strings


def _read_entry(entry: Entry, capture: Capture, strings: Strings) -> Iterator[RawRecord | Problem]:
    lines = _lines(entry)
    fields: dict[str, str] = {}
    repeated: list[tuple[str, str]] = []
    undefined: list[str] = []
    for field in entry.fields:
        value, unknown = evaluate(str(field.value), strings)
        undefined += unknown
        if field.key.lower() in fields:
            repeated.append((field.key.lower(), value))
        else:
            fields[field.key.lower()] = value
    yield _as_record(entry, capture, fields, tuple(repeated))
    if undefined:
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(undefined))
        yield Problem(
            path=capture.name,
            line=min(lines),
            code="bibtex-string",
            message=f"`{entry.key}` uses {names}, which no @string defines; kept as text",
            hint="put the value into braces, or add the @string",
            level="warning",
        )


def _as_record(
    entry: Entry, capture: Capture, fields: Mapping[str, str], repeated: tuple[tuple[str, str], ...]
) -> RawRecord:
    authors, complete = split_names(fields.get("author", ""))
    venue = next((name for name in _VENUES if fields.get(name) and not _ADDRESS.search(fields[name])), "")
    used = {"title", "author", "abstract", venue, *_DATES, *_IDS, *_LINKS}
    key = (("entry type", entry.entry_type), ("entry key", entry.key))
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=min(_lines(entry)),
        lines=_lines(entry),
        text=entry.raw or "",
        title=": ".join(fields[name] for name in ("title", "subtitle") if fields.get(name)),
        authors=authors,
        authors_complete=complete,
        date=fields.get("date") or " ".join(fields[name] for name in _DATES[1:] if fields.get(name)),
        venue=fields.get(venue, ""),
        abstract=fields.get("abstract", ""),
        ids=tuple(_ids(fields)),
        links=tuple(_links(fields)),
        latex=True,
        leftover=key + tuple((name, value) for name, value in fields.items() if name not in used) + repeated,
    )


def _ids(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Ids by field, and arXiv's in `eprint`, in `journal = {arXiv preprint arXiv:…}` and in `volume = {abs/…}`."""
    yield from ((scheme, fields[name]) for name, scheme in _IDS.items() if fields.get(name))
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if eprint := fields.get("eprint"):
        if archive in ("arxiv", "") or "arxiv" in eprint.lower():
            yield "arxiv", eprint
        elif archive in ("pubmed", "pmid"):
            yield "pmid", eprint
    for name in ("journal", "volume", "note", "number"):
        if match := re.search(r"(?i:arxiv:\s?|abs/)(\S+\d)", fields.get(name, "")):
            yield "arxiv", match[1]


def _links(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, kind in _LINKS.items():
        if value := fields.get(name, "").strip():
            yield kind, value
    for name in ("howpublished", "note"):
        if address := _ADDRESS.search(fields.get(name, "")):
            yield "", address[0].rstrip("}.,;)")
