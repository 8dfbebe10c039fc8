"""What records lack, by the names under which the gaps page says it."""

from collections.abc import Mapping, Sequence

from generator.model import Paper, PaperId, TopicMatch

GAPS: Mapping[str, str] = {
    "title": "no title",
    "authors": "no authors, or not all",
    "date": "no date",
    "venue": "no venue",
    "ids": "no identifier",
    "summary": "no summary",
    "text": "neither summary nor abstract",
    "topics": "no topic",
}
"""What a record can lack → how the gaps page says it."""


def gaps_of(paper: Paper, topics: Sequence[TopicMatch]) -> list[str]:
    """What a record lacks, by the names of `GAPS`."""
    has = {
        "title": paper.title,
        "authors": paper.people and not paper.et_al,
        "date": paper.date,
        "venue": paper.venue,
        "ids": any(paper.ids.items()),
        "summary": paper.summary,
        "text": paper.summary or paper.abstract,
        "topics": topics,
    }
    return [name for name in GAPS if not has[name]]


def gaps_in(
    papers: Mapping[PaperId, Paper], matches: Mapping[PaperId, Sequence[TopicMatch]]
) -> dict[str, tuple[PaperId, ...]]:
    """What is missing → the records it is missing from."""
    lacking = {id_: gaps_of(paper, matches[id_]) for id_, paper in papers.items()}
    found = {name: tuple(id_ for id_, names in lacking.items() if name in names) for name in GAPS}
    return {name: ids for name, ids in found.items() if ids}
