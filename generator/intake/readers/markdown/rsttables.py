"""The tables of reStructuredText as rows of Markdown, one line of the file for one line of the table."""

import re
from collections.abc import Sequence

_SPAN = re.compile(r"=+")


def simple_rows(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    """A table between rules of `=`, from the line of its first rule, and the line behind it."""
    spans = [(found.start(), found.end()) for found in _SPAN.finditer(lines[place])]
    rules = [place]
    stop = place + 1
    while stop < len(lines) and len(rules) < 3:
        if _is_rule(lines[stop]):
            rules.append(stop)
            if stop + 1 >= len(lines) or not lines[stop + 1].strip():
                stop += 1
                break
        stop += 1
    if len(rules) < 2:
        return [""], place + 1
    rows = [_cut(lines[number], spans) if number not in rules else "" for number in range(place, stop)]
    return _with_header(rows, rules[1] - place if len(rules) > 2 else 0), stop


def _is_rule(line: str) -> bool:
    return bool(re.fullmatch(r"=+(?:[ \t]+=+)+[ \t]*", line))


def _cut(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """The cells of a line at the columns of the rules; the last one goes on to the end."""
    stops = [start for start, _ in spans[1:]] + [len(line)]
    cells = [line[start:stop].strip().replace("|", "\\|") for (start, _), stop in zip(spans, stops, strict=True)]
    return f"| {' | '.join(cells)} |" if any(cells) else ""


def _with_header(rows: list[str], header: int) -> list[str]:
    """The rows with Markdown's rule where that below the header stood; nothing above it, nothing empty between."""
    if header > 1 and rows[header - 1]:
        rows[header] = "|" + "---|" * (rows[header - 1].count(" | ") + 1)
    return rows


def grid_rows(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    """A table drawn with `+`, `-` and `|`, whose rows may have several lines: all of one go into its first."""
    stop = place
    while stop < len(lines) and lines[stop].startswith(("+", "|")):
        stop += 1
    rows = [""] * (stop - place)
    parts: list[list[str]] = []
    first = place + 1
    header = True
    for number in range(place + 1, stop):
        if lines[number].startswith("+"):
            if parts:
                cells = [" ".join(filter(None, cell)) for cell in parts]
                rows[(number - 1 if header else first) - place] = f"| {' | '.join(cells)} |"
                if header:
                    rows[number - place] = "|" + "---|" * len(cells)
                    header = False
            parts, first = [], number + 1
            continue
        cells_here = [cell.strip() for cell in lines[number].strip().strip("|").split("|")]
        parts = parts if len(parts) == len(cells_here) else [[] for _ in cells_here]
        for cell, text in zip(parts, cells_here, strict=True):
            cell.append(text)
    return rows, stop
