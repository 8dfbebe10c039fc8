"""BibTeX and BibLaTeX files, split by bibtexparser 2; an entry that fails is a problem, and its neighbours survive."""

import logging
import re
from collections import ChainMap
from collections.abc import Iterable, Iterator

from bibtexparser.exceptions import ParsingException
from bibtexparser.model import Entry, ParsingFailedBlock, String

from generator.intake.readers.bibtex.blocks import Mended, Piece, mend, mend_braces, pieces
from generator.intake.readers.bibtex.fields import as_record
from generator.intake.readers.bibtex.inherit import VOLUMES, BibEntry, Family, inherit
from generator.intake.readers.bibtex.values import MONTHS, Strings, evaluate
from generator.intake.readers.certainty import Certainty
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "bibtex"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "entries such as `@article{`"

# What fails is reported as a Problem; bibtexparser would also print it.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)[a-z]\w*\s*[{(]", re.IGNORECASE | re.MULTILINE)
_NO_NAME = re.compile(r"[%\s]")
_OTHER_BLOCKS = {"Preamble": "BibTeX preamble", "String": "BibTeX abbreviation"}
# What programs write into comments; the last reason of each kind fits all.
_COMMENTS = {
    "ExplicitComment": (
        (re.compile(r"jabref", re.IGNORECASE), "groups and settings of JabRef"),
        (re.compile(r"bibdesk", re.IGNORECASE), "groups of BibDesk"),
        (re.compile(r""), "BibTeX comment"),
    ),
    "ImplicitComment": (
        (re.compile(r"% == \w+ quality report", re.IGNORECASE), "report of Better BibTeX"),
        (re.compile(r"%+ *(encoding:|-\*-)", re.IGNORECASE), "stated encoding"),
        (re.compile(r""), "text between entries"),
    ),
}
_NO_PAPERS = {
    "xdata": "fields that other entries share (@xdata)",
    "set": "names of entries cited together (@set)",
    "control": "setting of a BibTeX style",
    "ieeetranbstctl": "setting of a BibTeX style",
}


def identify(capture: Capture) -> int:
    """How many entries begin a line."""
    return sum(1 for _ in _ENTRY.finditer(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each entry, in the order of the file, with abbreviations, `#` and inheritance resolved.

    A volume that papers refer to by `crossref` is their venue and no row of its own, but a @book is.
    """
    try:
        found = tuple(pieces(capture.text))
    except ParsingException as error:
        yield Problem(path=capture.name, line=1, code="bibtex-file", message=str(error), excerpt=capture.text)
        return
    entries: list[BibEntry] = []
    for item in _evaluated(found, capture):
        if isinstance(item, BibEntry):
            entries.append(item)
        else:
            yield item
    family = inherit(entries)
    for entry, complaint in family.complaints:
        yield _warning(entry, capture, "bibtex-crossref", complaint, "add that entry to the file, or mend the field")
    for entry in family.entries:
        reason = _no_paper(entry, family)
        yield Ignored(lines=entry.lines, reason=reason) if reason else as_record(entry, capture, NAME)


def _no_paper(entry: BibEntry, family: Family) -> str:
    is_parent = entry.type in VOLUMES and entry.key in family.parents
    return "volume that other entries refer to (crossref)" if is_parent else _NO_PAPERS.get(entry.type, "")


def _evaluated(found: Iterable[Piece], capture: Capture) -> Iterator[BibEntry | Ignored | Problem]:
    """The entries with their values, and all else that the file holds."""
    strings = _Strings(found)
    for piece in found:
        block = piece.block
        kind = type(block).__name__
        if isinstance(block, Entry | ParsingFailedBlock) and piece.commented:
            yield Ignored(lines=piece.lines, reason="entry put away with %")
        elif isinstance(block, Entry):
            yield from _read_entry(block, piece, strings, capture)
        elif isinstance(block, ParsingFailedBlock):
            yield from _read_failed(block, piece, strings, capture)
        else:
            if isinstance(block, String):
                strings.define(block)
            comments = _COMMENTS.get(kind, ())
            reason = next((reason for mark, reason in comments if mark.search(piece.text)), "")
            yield Ignored(lines=piece.lines, reason=reason or _OTHER_BLOCKS[kind])


class _Strings:
    """Abbreviations as they stand at one place of the file; those of further down count where there is no other."""

    def __init__(self, found: Iterable[Piece]) -> None:
        self._so_far: dict[str, str] = dict(MONTHS)
        self._anywhere: dict[str, str] = {}
        self.known: Strings = ChainMap(self._so_far, self._anywhere)
        blocks = [piece.block for piece in found if isinstance(piece.block, String)]
        # Twice, since those may use one another in any order.
        for block in [*blocks, *blocks]:
            self._anywhere[block.key.lower()] = evaluate(block.value, self.known)[0]

    def define(self, block: String) -> None:
        self._so_far[block.key.lower()] = evaluate(block.value, self.known)[0]


def _read_entry(
    entry: Entry, piece: Piece, strings: _Strings, capture: Capture
) -> Iterator[BibEntry | Ignored | Problem]:
    values = (str(field.value).replace("\\{", "").replace("\\}", "") for field in entry.fields)
    is_open = any(value.count("{") != value.count("}") for value in values)
    ends_early = len(entry.raw or "") < len(piece.text)
    if (is_open or ends_early) and (mended := mend_braces(piece.text)):
        yield from _read_mended(mended, piece, strings, capture)
        return
    read, undefined = _with_values(entry, piece.text, piece.lines, strings.known)
    is_suspect = "=" in undefined or any(map(_NO_NAME.search, read.fields))
    if is_suspect and (mended := mend(piece.text)):
        yield from _read_mended(mended, piece, strings, capture)
        return
    yield read
    if undefined:
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(undefined))
        message = f"`{entry.key}` uses {names}, which no @string defines; kept as text"
        yield _warning(read, capture, "bibtex-string", message, "put the value into braces, or add the @string")


def _read_mended(
    mended: Mended, piece: Piece, strings: _Strings, capture: Capture
) -> Iterator[BibEntry | Ignored | Problem]:
    text = piece.text[: mended.end]
    whole = Piece(block=mended.entry, text=text, lines=piece.part(0, mended.end), commented=False)
    read, _ = _with_values(mended.entry, whole.text, whole.lines, strings.known)
    yield read
    if mended.slips:
        message = f"in `{mended.entry.key}` {' and '.join(mended.slips)}; read as it must be meant"
        yield _warning(read, capture, "bibtex-slip", message, "mend the entry")
    rest = piece.text[mended.end :]
    if rest.strip():
        start = mended.end + len(rest) - len(rest.lstrip())
        yield Ignored(lines=piece.part(start, len(piece.text)), reason="text between entries")


def _read_failed(
    block: ParsingFailedBlock, piece: Piece, strings: _Strings, capture: Capture
) -> Iterator[BibEntry | Ignored | Problem]:
    if piece.text.lower().startswith("@comment"):
        yield Ignored(lines=piece.lines, reason="BibTeX comment")
    elif _ENTRY.match(piece.text) and (mended := mend(piece.text) or mend_braces(piece.text)):
        yield from _read_mended(mended, piece, strings, capture)
    else:
        reason = getattr(block.error, "abort_reason", None) or str(block.error)
        yield Problem(
            path=capture.name,
            line=min(piece.lines),
            code="bibtex-entry",
            message=f"the entry cannot be read: {reason.strip()}",
            hint="mend the entry and import the file again; the other entries were read",
            excerpt=piece.text,
        )


def _with_values(entry: Entry, text: str, lines: frozenset[int], strings: Strings) -> tuple[BibEntry, list[str]]:
    """The entry with its values, and the names in them that no @string defines."""
    fields: dict[str, str] = {}
    repeated: list[tuple[str, str]] = []
    undefined: list[str] = []
    for field in entry.fields:
        value, unknown = evaluate(str(field.value), strings)
        undefined += unknown
        name = field.key.lower()
        if name in fields:
            repeated.append((name, value.strip()))
        else:
            fields[name] = value.strip()
    kept = tuple(repeated)
    read = BibEntry(type=entry.entry_type, key=entry.key, fields=fields, repeated=kept, text=text, lines=lines)
    return read, undefined


def _warning(entry: BibEntry, capture: Capture, code: str, message: str, hint: str) -> Problem:
    return Problem(path=capture.name, line=min(entry.lines), code=code, message=message, hint=hint, level="warning")
