"""Whether what a record says of its two dates agrees: `first` is earlier than `date`, or has no place there."""

from collections.abc import Mapping

from generator.clean.dates import is_earlier
from generator.model import Paper, PaperId
from generator.problems import Problem


def check_dates(papers: Mapping[PaperId, Paper], files: Mapping[PaperId, str]) -> list[Problem]:
    """A warning for each record whose first appearance is not before its date: `2023` is not before `2023-09`."""
    return [
        Problem(
            path=f"records/{files[id_]}",
            code="first-not-earlier",
            level="warning",
            message=f"found first: {paper.first} and {f'date: {paper.date}' if paper.date else 'no date'}, "
            "expected a first appearance before the date",
            hint="take `first` out" if paper.date else "call it `date`, unless you know when the paper was published",
        )
        for id_, paper in papers.items()
        if paper.first and not (paper.date and is_earlier(paper.first, paper.date))
    ]
