"""The addresses that the site needs itself: nothing new gets one, and what has one already has its page beside it."""

import os
from collections.abc import Mapping
from pathlib import Path

from generator.files import read_manifest
from generator.model import Paper, PaperId

RESERVED: Mapping[str, frozenset[str]] = {
    "papers": frozenset({"index"}),
    "topics": frozenset({"index"}),
    "authors": frozenset({"index", "letters"}),
    "venues": frozenset({"index"}),
    "years": frozenset({"index"}),
}
"""Folder of pages → names in it that pages and folders of lists have. A page kind that adds one says so here."""


def beside(folder: str, slug: str) -> str:
    """The slug itself, or where the site needs it one that no name can have: `index--venue` of a venue called Index."""
    return f"{slug}--{folder.removesuffix('s')}" if slug in RESERVED[folder] else slug


def paper_pages(papers: Mapping[PaperId, Paper]) -> dict[PaperId, PaperId]:
    """Records whose ids the site needs itself → the ids of their pages: `index-paper`, else `index-paper-2`."""
    pages: dict[PaperId, PaperId] = {}
    reserved = sorted(RESERVED["papers"].intersection(papers))
    taken = {*papers, *(alias for paper in papers.values() for alias in paper.aliases)} if reserved else set()
    for id_ in reserved:
        stem = page = f"{id_}-paper"
        number = 1
        while page in taken:
            number += 1
            page = f"{stem}-{number}"
        pages[PaperId(id_)] = PaperId(page)
    return pages


def hand_written(docs: Path, folder: str = "") -> list[str]:
    """The Markdown files that people put into the docs folder, or into one of its folders and not below."""
    found = []
    for place, folders, names in os.walk(docs / folder):
        within = Path(place).relative_to(docs).as_posix().removeprefix(".")
        found += [f"{within}/{name}".lstrip("/") for name in names if name.endswith(".md")]
        if folder:
            folders.clear()
    return sorted(set(found).difference(read_manifest(docs)))
