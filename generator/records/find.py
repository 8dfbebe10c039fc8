"""A record by what a person calls it."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.model import Paper, PaperId
from generator.problems import CatalogError


def find_paper(papers: Mapping[PaperId, Paper], name: str) -> Paper:
    """The paper of an id, a former id, or an arXiv id, DOI or other identifier."""
    if found := papers.get(PaperId(name)):
        return found
    for paper in papers.values():
        if name in (*paper.aliases, *dict(paper.ids.items()).values()):
            return paper
    hint = near_names(name, [*papers, *(alias for paper in papers.values() for alias in paper.aliases)])
    raise CatalogError(f"no paper `{name}`: expected the id of a record, or one of its identifiers{hint}")


def near_names(name: str, known: Iterable[str]) -> str:
    """` (near: boats-2023, boots-2024)`, where something is."""
    near = get_close_matches(name, sorted({*known}), n=3)
    return f" (near: {', '.join(near)})" if near else ""
