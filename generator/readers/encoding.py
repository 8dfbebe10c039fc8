"""Bytes into captures: encodings and line ends."""

import codecs

from generator.model import Capture
from generator.problems import Problem
from generator.readers.parquet import MAGIC, parquet_as_lines

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(name: str, data: bytes) -> tuple[Capture | None, tuple[Problem, ...]]:
    """A file's text, with what should be known of it: UTF-8, UTF-16 with its mark, else Windows' or Latin-1.

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
        text = _guessed(data)
        problems = (_not_utf8(name, data, error.start),)
    if "\0" in text:
        return None, (_not_text(name, text),)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Capture(name=name, text=text), problems


def _guessed(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _not_utf8(name: str, data: bytes, place: int) -> Problem:
    return Problem(
        path=name,
        line=data[:place].count(b"\n") + 1,
        code="encoding-guessed",
        message=f"byte 0x{data[place]:02x} is not UTF-8; read as Windows-1252",
        hint="save the file as UTF-8 if accents look wrong",
        level="warning",
    )


def _not_text(name: str, text: str) -> Problem:
    return Problem(
        path=name,
        line=text[: text.index("\0")].count("\n") + 1,
        code="not-text",
        message="found a NUL byte, expected a text file",
        hint="save or export the page as plain text in UTF-8",
    )
