"""CatalyzeX pages: an `Abstract:` a paper, without titles, between the furniture of the page.

    Jane Roe
    Abstract:We count owls at night. …
    Abstract:Maps of the deep sea are …
"""

from collections.abc import Iterator
from itertools import pairwise

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.page import (
    LONG,
    Passage,
    as_record,
    furniture,
    passages,
    split_furniture,
    take_abstract,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "catalyzex"
CERTAINTY = Certainty.STATISTICS
LOOKS_FOR = "lines that begin with `Abstract:`"
_LABEL = "Abstract:"

_FURNITURE = furniture(
    (r"via|(access paper or )?ask questions|(get|request|add) (my )?(code|alerts?)( .{0,40})?", "paper button"),
    (r"view paper on.{0,40}|picture for .{0,60}|(get|try) (our )?free .{0,60}", "page header"),
    (r"catalyzex.{0,80}|(install|add) (the )?(catalyzex )?(browser )?extension.{0,60}", "page header"),
)


def identify(capture: Capture) -> int:
    """The labels, where most of the prose has one: an abstract elsewhere may itself begin with `Abstract:`."""
    lines = passages(capture)
    labelled = sum(line.text.startswith(_LABEL) for line in lines)
    other = sum(len(line.text) >= LONG and not line.text.startswith(_LABEL) for line in lines)
    return labelled if labelled >= other else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each `Abstract:`, with the lines that go on with it."""
    kept, ignored = split_furniture(passages(capture), _FURNITURE)
    yield from ignored
    starts = [place for place, line in enumerate(kept) if line.text.startswith(_LABEL)]
    used: set[int] = set()
    for start, end in pairwise([*starts, len(kept)]):
        if abstract := take_abstract(kept[start:end]):
            used.update(abstract.lines)
            text = abstract.text.removeprefix(_LABEL).strip()
            yield as_record(NAME, capture, [abstract], abstract=text)
    rest = [line for line in kept if line.lines[0] not in used]
    yield from _labels(rest, before=kept[starts[0]].lines[0] if starts else 0)


def _labels(lines: list[Passage], before: int) -> Iterator[Ignored]:
    """Short lines above the first abstract, and lines of a word or two anywhere: nothing a paper has here."""
    for line in lines:
        if line.lines[0] < before and len(line.text) <= 80:
            yield Ignored(lines=frozenset(line.lines), reason="page header")
        elif len(line.text) <= 30 and len(line.text.split()) <= 2:
            yield Ignored(lines=frozenset(line.lines), reason="page label")
