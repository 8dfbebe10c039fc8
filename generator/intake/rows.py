"""From a capture to rows of facts, with an account of each of its lines."""

from dataclasses import dataclass, replace

from generator.intake.normalize import normalize
from generator.intake.readers import Reader, Reading, detect, read_capture
from generator.model import Capture, Row
from generator.problems import Problem, by_place
from generator.records.venues import VenueIndex, edition_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureAccount:
    """What became of one capture."""

    capture: Capture
    reader: str
    """Empty where no reader knew it."""
    reading: Reading | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_rows(capture: Capture, reader: Reader | None, venues: VenueIndex) -> CaptureAccount:
    """One capture's rows, with an account of each of its lines; a venue of venues.yml gets its short name."""
    found = reader or detect(capture)
    if isinstance(found, Problem):
        return CaptureAccount(capture=capture, reader="", reading=None, rows=(), problems=(found,))
    reading = read_capture(capture, found)
    normalized = [normalize(raw) for raw in reading.records]
    return CaptureAccount(
        capture=capture,
        reader=found.name,
        reading=reading,
        rows=tuple(_with_venue(row, venues) for row, _ in normalized if row),
        problems=tuple(by_place([*reading.problems, *(p for _, found_ in normalized for p in found_)])),
    )


def _with_venue(row: Row, venues: VenueIndex) -> Row:
    return replace(row, facts=replace(row.facts, venue=edition_of(row.facts.venue, venues)))
