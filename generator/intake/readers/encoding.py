"""Bytes into captures: encodings and line ends."""

import codecs
import re

from generator.intake.readers.foreign import foreign_bytes
from generator.intake.readers.tables.parquet import MAGIC, parquet_as_lines
from generator.model import Capture
from generator.problems import Problem

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What editors and reference managers write: `% Encoding: GBK`, `-*- coding: latin-2-unix -*-`, `encoding="koi8-r"`.
_STATED = re.compile(rb"(?i)(?:en)?coding[:=]\s*[\"']?([\w.-]+)")
_TEXT_ENCODINGS = ("iso8859", "cp", "mac", "koi8", "gb", "big5", "euc", "shift_jis", "utf-8")
_SHOWN = {"cp1252": "Windows-1252", "latin-1": "Latin-1", "gbk": "GBK"}
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")


def decode(name: str, data: bytes) -> tuple[Capture | None, tuple[Problem, ...]]:
    """A file's text, with what should be known of it: UTF-8, UTF-16 with its mark, else what it says, else a guess.

    The guess is Chinese (GBK) where every run of high bytes has the shape of it, else Windows' Western or Latin-1.
    Line ends of Windows (`\\r\\n`) and old Macs (`\\r`) become `\\n`. Parquet becomes JSON Lines.
    Without text, such as a PDF, there is no capture.
    """
    if data.startswith(MAGIC) and b"\0" in data:  # a text may begin with PAR1, the name of a gene
        found = parquet_as_lines(name, data)
        return (None, (found,)) if isinstance(found, Problem) else (Capture(name=name, text=found), ())
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    problems: tuple[Problem, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        guess = _guess(data)
        text = data.decode(guess)
        problems = (_not_utf8(name, data, error.start, guess),)
    if "\0" in text:
        return None, (_not_text(name, text, data),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Capture(name=name, text=text), problems


def _guess(data: bytes) -> str:
    """The first encoding that fits: the stated one, then GBK, then Windows-1252; Latin-1 fits all."""
    stated = _STATED.search(data[:2000])
    candidates = [_known(stated[1].decode("ascii", "replace")) if stated else "", "gbk" if _looks_chinese(data) else ""]
    return next(name for name in (*candidates, "cp1252", "latin-1") if name and _fits(data, name))


def _known(name: str) -> str:
    """Python's name of an encoding, "" for those it does not know: Emacs says `latin-9-unix`, JabRef `ISO8859_15`."""
    bare = re.sub(r"(?i)-(unix|dos|mac)$", "", name)
    for spelling in (bare, re.sub(r"[-_]", "", bare), re.sub(r"(?i)^(iso|x)-", "", bare)):
        try:
            found = codecs.lookup(spelling)
        except (LookupError, ValueError):
            continue
        # Others decode to bytes (`base64`) or read escapes; and what calls itself Latin-1 is often Windows'.
        return found.name if found.name.startswith(_TEXT_ENCODINGS) and found.name != "iso8859-1" else ""
    return ""


def _looks_chinese(data: bytes) -> bool:
    """Whether high bytes come in pairs only, and two pairs stand side by side: `ção` in Latin-1 is one pair."""
    runs = [len(run) for run in _HIGH_BYTES.findall(data)]
    return all(length % 2 == 0 for length in runs) and max(runs, default=0) >= 4 and _fits(data, "gb2312")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(name: str, data: bytes, place: int, guess: str) -> Problem:
    return Problem(
        path=name,
        line=data[:place].count(b"\n") + 1,
        code="encoding-guessed",
        message=f"byte 0x{data[place]:02x} is not UTF-8; read as {_SHOWN.get(guess, guess)}",
        hint="save the file as UTF-8 if accents look wrong",
        level="warning",
    )


def _not_text(name: str, text: str, data: bytes) -> Problem:
    what, way = foreign_bytes(data)
    return Problem(
        path=name,
        line=text[: text.index("\0")].count("\n") + 1,
        code="not-text",
        message=f"found {what or 'a NUL byte'}, expected a text file",
        hint=way or "save or export the page as plain text in UTF-8",
    )
