"""JSON Lines: one object a paper, sorted by id, with every computed topic and its evidence."""

import json
from collections.abc import Iterator
from typing import Any

from generator.catalog import Catalog
from generator.model import Paper, TopicMatch
from generator.store import as_plain


def as_jsonl(catalog: Catalog) -> Iterator[str]:
    """The lines, each with its line end."""
    return (json.dumps(as_object(catalog, paper), ensure_ascii=False) + "\n" for paper in catalog.papers.values())


def as_object(catalog: Catalog, paper: Paper) -> dict[str, Any]:
    """All keys, always; what is unknown is empty. `topics` are the final ones, computed and curated."""
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "date": paper.date,
        "venue": paper.venue,
        "ids": dict(paper.ids.items()),
        "links": [{"kind": link.kind, "url": link.url} for link in paper.links],
        "summary": paper.summary,
        "abstract": paper.abstract if catalog.settings.abstracts == "publish" else "",
        "topics": [_topic(match) for match in catalog.paper_topics[paper.id]],
        "sources": [as_plain(source) for source in paper.sources],
        "aliases": list(paper.aliases),
    }


def _topic(match: TopicMatch) -> dict[str, Any]:
    return {
        "slug": match.topic,
        "points": match.points,
        "evidence": [{"field": field, "words": words} for field, words in match.evidence],
    }
