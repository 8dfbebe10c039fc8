"""Records that wait for a person: counted, and accepted. [I/O]"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.model import Paper, PaperDate, PaperId
from generator.problems import Problem
from generator.records.acts import load_whole
from generator.records.find import find_paper
from generator.records.store import write_records

FEW = 5
"""Records that are named before the rest is counted."""


def accepted(papers: Mapping[PaperId, Paper], chosen: Collection[PaperId | None], day: str) -> dict[PaperId, Paper]:
    """The records with these of them accepted. They come into the catalog on this day, not on that of the proposal."""
    return {
        id_: replace(paper, proposed=None, added=PaperDate(day) or paper.added)
        if paper.proposed and id_ in chosen
        else paper
        for id_, paper in papers.items()
    }


def accept(folder: Path, names: Sequence[str], day: str) -> list[PaperId]:
    """Accepts the proposed papers among those named; returns their ids."""
    _, records = load_whole(folder)
    chosen = {find_paper(records.papers, name).id for name in names}
    waiting = [id_ for id_ in sorted(chosen) if records.papers[id_].proposed]
    write_records(folder / "records", records, accepted(records.papers, waiting, day))
    return waiting


def check_proposed(papers: Iterable[Paper]) -> list[Problem]:
    """How many papers wait, as one warning."""
    waiting = [paper.id for paper in papers if paper.proposed]
    if not waiting:
        return []
    named = ", ".join(waiting[:FEW]) + (f" and {len(waiting) - FEW} more" if len(waiting) > FEW else "")
    return [
        Problem(
            path="records",
            code="proposed",
            level="warning",
            message=f"found {len(waiting)} proposed papers, expected a decision on each: {named}",
            hint="`review --kind proposed` asks of each; `accept ID` takes one in, deleting its file turns it down",
        )
    ]
