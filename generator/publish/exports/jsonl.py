"""JSON Lines: one object a paper, with every computed topic and its evidence."""

import json
from typing import Any

from generator.knowledge.catalog import Catalog
from generator.model import Paper, TopicMatch
from generator.publish.exports.cited import abstract_of
from generator.records.store import as_plain


def entry(catalog: Catalog, paper: Paper) -> str:
    return json.dumps(as_object(catalog, paper), ensure_ascii=False) + "\n"


def as_object(catalog: Catalog, paper: Paper) -> dict[str, Any]:
    """All keys, always; what is unknown is empty. `topics` are the final ones, computed and curated."""
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": as_plain(paper.authors),
        "date": paper.date,
        "venue": paper.venue,
        "type": paper.type or "",
        "volume": paper.volume,
        "number": paper.number,
        "pages": paper.pages,
        "publisher": paper.publisher,
        "ids": as_plain(paper.ids),
        "summary": paper.summary,
        "abstract": abstract_of(catalog, paper),
        "keywords": list(paper.keywords),
        "categories": list(paper.categories),
        "links": as_plain(paper.links),
        "topics": [_topic(match) for match in catalog.paper_topics.get(paper.id, ())],
        "state": paper.state or "",
        "awards": list(paper.awards),
        "sources": as_plain(paper.sources),
        "aliases": list(paper.aliases),
    }


def _topic(match: TopicMatch) -> dict[str, Any]:
    return {
        "slug": match.topic,
        "points": match.points,
        "evidence": [{"field": field, "words": words} for field, words in match.evidence],
    }
