"""All records in the form that an import gives them today. [I/O]"""

from dataclasses import dataclass
from pathlib import Path

from generator.intake.merge.fold import marked_anew
from generator.records.acts import load_whole
from generator.records.store import write_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """What an upgrade did."""

    records: int
    changed: tuple[str, ...]
    """Names of the files it wrote."""


def upgrade_records(folder: Path) -> Upgraded:
    """Writes each record anew, with what it keeps of its sources as an import would note it now.

    No value changes that the record shows; the second time nothing does.
    """
    _, records = load_whole(folder)
    papers = {id_: marked_anew(paper) for id_, paper in records.papers.items()}
    changed = write_records(folder / "records", records, papers, every=True)
    return Upgraded(records=len(papers), changed=tuple(sorted(changed)))
