"""Lists of papers in reStructuredText: rows of tables, whose notes name the authors, and items with links.

=====================  ========  ====  ============  ==========================
Paper Title            Venue     Year  Ref           Materials
=====================  ========  ====  ============  ==========================
Counting Owls          Letters   2023  [#Roe2023]_   `[PDF] <https://…>`_
=====================  ========  ====  ============  ==========================

.. [#Roe2023] Roe, A. and Poe, M., 2023. Counting Owls. *Letters*, 7.
"""

import re
from collections.abc import Iterator, Sequence

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.markdown.entries import entries_of
from generator.intake.readers.markdown.listing import read_listing
from generator.intake.readers.markdown.rsttables import grid_rows, simple_rows
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "rst"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "reStructuredText whose tables or items lead to papers: `Title <https://…>`_"

_LINK = re.compile(r"`([^`<>]*?)\s*<([^<>`\s]+)>`__?")
_NAMED = re.compile(r"^\.\. _`?([^`:\n]+)`?:[ \t]*(\S+)[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"^\.\. \[(#?[\w.:-]+)\][ \t]+(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[(#[\w.:-]+|[A-Z][\w.:-]+)\]_")
_RULE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*$")
_GRID = re.compile(r"\+[-=]+(?:\+[-=]+)+\+[ \t]*$")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_<>])\1{2,}[ \t]*$")
_SIGN = re.compile(r"`[^`<>\n]*<https?://[^<>`\s]+>`__?|^(?:=+[ \t]+)+=+[ \t]*$|^\+(?:[-=]+\+)+[ \t]*$", re.MULTILINE)
_MARKDOWN = re.compile(r"\]\(https?://|^#{1,6} ", re.MULTILINE)


def identify(capture: Capture) -> int:
    """How many papers it is sure of, where the marks of reStructuredText outnumber those of Markdown."""
    text = capture.text
    if not (">`_" in text or "\n=" in text or "\n+" in text or text.startswith(("=", "+"))) or not _SIGN.search(text):
        return 0
    links = len(_LINK.findall(text))
    if not (links or _UNDERLINE.search(text)) or len(_MARKDOWN.findall(text)) > links:
        return 0
    sure = [e for e in entries_of(as_markdown(text), capture.columns).entries if e.sure and e.paper]
    return len(sure)


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """Its rows and items, as those of Markdown are read; line by line, so that each keeps its number."""
    notes = {name: " ".join(text.split()) for name, text in _NOTE.findall(capture.text)}
    yield from read_listing(NAME, capture, as_markdown(capture.text), notes)


def as_markdown(text: str) -> str:
    """The same lines with the marks of Markdown: headings, links, the rows of tables."""
    lines = text.split("\n")
    targets = {name.strip().lower(): url for name, url in _NAMED.findall(text)}
    done: list[str] = []
    place = 0
    levels: list[str] = []
    while place < len(lines):
        line = lines[place]
        if _RULE.match(line):
            rows, place = simple_rows(lines, place)
            done += [_inline(row, targets) for row in rows]
        elif _GRID.match(line):
            rows, place = grid_rows(lines, place)
            done += [_inline(row, targets) for row in rows]
        elif _is_heading(lines, place):
            mark = lines[place + 1].strip()[0]
            levels += [mark] if mark not in levels else []
            done += [f"{'#' * min(levels.index(mark) + 1, 6)} {line.strip()}", ""]
            place += 2
        else:
            done.append(_inline(_plain_line(line), targets))
            place += 1
    return "\n".join(done)


def _is_heading(lines: Sequence[str], place: int) -> bool:
    """Whether a line of text has a rule of one mark below it that is about as long."""
    if place + 1 >= len(lines) or not re.match(r"\w|[\"'(\[`]", lines[place]):
        return False
    below = lines[place + 1].rstrip()
    return bool(_UNDERLINE.match(below)) and len(below) >= min(len(lines[place].rstrip()), 4)


def _plain_line(line: str) -> str:
    """A line outside of tables; directives, notes and rules say nothing here."""
    if _NOTE.match(line) or line.startswith((".. ", "__ ")) or _UNDERLINE.match(line):
        return ""
    return re.sub(r"^(\s*)(?:#\.|\(?\d+\))\s+", r"\1- ", line)


def _inline(text: str, targets: dict[str, str]) -> str:
    """Links and code of one line: `Owls <https://…>`_ and `Owls`_ become `[Owls](https://…)`."""
    text = _LINK.sub(lambda match: f"[{_bare(match[1])}]({match[2]})", text)
    text = re.sub(r"``([^`]+)``", r"`\1`", text)

    def named(match: re.Match[str]) -> str:
        url = targets.get(match[1].lower())
        return f"[{_bare(match[1])}]({url})" if url else match[1]

    return re.sub(r"`([^`<>\[\]()]+)`__?(?!\w)", named, text)


def _bare(label: str) -> str:
    return label.strip().strip("[]").replace("[", "(").replace("]", ")")
