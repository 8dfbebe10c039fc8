"""JSON Lines: one object a paper, with every computed topic and its evidence."""

import json
from dataclasses import fields
from typing import Any

from generator.knowledge.catalog import Catalog
from generator.model import Facts, Paper, TopicMatch
from generator.publish.exports.cited import abstract_of
from generator.records.store import as_plain


def entry(catalog: Catalog, paper: Paper) -> str:
    return json.dumps(as_object(catalog, paper), ensure_ascii=False) + "\n"


def as_object(catalog: Catalog, paper: Paper) -> dict[str, Any]:
    """All keys, always; what is unknown is empty. `topics` are the final ones, computed and curated."""
    said = {field.name: _plain(getattr(paper, field.name)) for field in fields(Facts)}
    return {
        "id": paper.id,
        **said,
        "abstract": abstract_of(catalog, paper),
        "topics": [_topic(match) for match in catalog.paper_topics.get(paper.id, ())],
        "added": paper.added,
        "sources": as_plain(paper.sources),
        "aliases": list(paper.aliases),
    }


def _plain(value: Any) -> Any:
    plain = as_plain(value)
    return "" if plain is None else plain


def _topic(match: TopicMatch) -> dict[str, Any]:
    return {
        "slug": match.topic,
        "points": match.points,
        "evidence": [{"field": field, "words": words} for field, words in match.evidence],
    }
