"""A list between two marks of a file, and nothing else of that file."""

import re
from collections.abc import Sequence
from itertools import accumulate

from generator.problems import Problem
from generator.publish.exports.readme import Piece

BEGIN, END = "<!-- papers:begin -->", "<!-- papers:end -->"
SHOWN = 512_000
"""Bytes of a Markdown file that GitHub shows; the rest it cuts off."""

_MARK = re.compile(rb"<!--[ \t]*papers:(begin|end)[ \t]*-->")
_NAMED = 3


def between_marks(pieces: Sequence[Piece]) -> str:
    """The list with its marks, for a file that has none yet."""
    return f"{BEGIN}\n{_inside(pieces)}{END}\n"


def fill_marks(name: str, old: bytes, pieces: Sequence[Piece]) -> tuple[bytes | None, list[Problem]]:
    """The file with the list between its marks, None where they are not as they must be; warnings of what is too long.

    All outside the marks, and they themselves, stay as they are, byte for byte; the list has the file's line ends.
    """
    marks = list(_MARK.finditer(old))
    if [mark[1] for mark in marks] != [b"begin", b"end"]:
        return None, [_bad_marks(name, old, marks)]
    before, after = old[: marks[0].end()], old[marks[1].start() :]
    around = before + after
    ends = "\r\n" if b"\r\n" in around and around.count(b"\r\n") == around.count(b"\n") else "\n"
    inside = f"\n{_inside(pieces)}".replace("\n", ends).encode()
    return before + inside + after, too_long(name, pieces, len(before), len(before + inside + after))


def _inside(pieces: Sequence[Piece]) -> str:
    """A blank line at both ends, since a comment would take the line next to it for its own."""
    return f"\n{''.join(piece.text for piece in pieces)}\n"


def _bad_marks(name: str, old: bytes, marks: Sequence[re.Match[bytes]]) -> Problem:
    lines = [(mark[1].decode(), old.count(b"\n", 0, mark.start()) + 1) for mark in marks]
    found = ", ".join(f"`papers:{kind}` in line {line}" for kind, line in lines) or "none"
    return Problem(
        path=name,
        line=lines[0][1] if lines else None,
        code="bad-marks",
        message=f"found {found}, expected `{BEGIN}` once and behind it `{END}` once; nothing was written",
        hint=f"put `{BEGIN}` and `{END}` on lines of their own, around the place where the list belongs",
    )


def too_long(name: str, pieces: Sequence[Piece], start: int, total: int) -> list[Problem]:
    """A warning that names the sections of which GitHub shows nothing, or not all."""
    if total <= SHOWN:
        return []
    ends = accumulate((len(piece.text.encode()) for piece in pieces), initial=start)
    cut = [piece.name or "the list" for piece, end in zip(pieces, list(ends)[1:], strict=True) if end > SHOWN]
    more = f" and {len(cut) - _NAMED} more" if len(cut) > _NAMED else ""
    what = f"{', '.join(f'“{one}”' for one in cut[:_NAMED])}{more}" if cut else "what stands behind the list"
    return [
        Problem(
            path=name,
            code="too-long-for-github",
            level="warning",
            message=f"found {total:,} bytes, of which GitHub shows the first {SHOWN:,}: it cuts off {what}",
            hint="choose fewer columns under `readme` in catalog.yml, or give parts files of their own, by `--year`",
        )
    ]
