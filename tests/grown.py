"""Catalogs of any size, grown in days or at once, with limits so small that a few papers pass them."""

from typing import Any

from generator.knowledge.catalog import Catalog, build_catalog
from generator.knowledge.limits import Limits
from generator.model import Paper, TopicSlug
from generator.records.settings import Decisions, Rulings, Settings, Topic
from tests.make import paper

SMALL = Limits(lists=2, citations=2, twins=4, people=3, crowd=6, part=4, names=3)
LAMPS = Topic(slug=TopicSlug("lamps"), title="Lamps", definition="What glows.", strong=("lamps",))


def grown_papers(count: int, *, a_day: int = 0) -> list[Paper]:
    """`Ada Lamp` signs each, `Bo Wick` every second one, and each has an author of its own, `Only Aer`, `Only Ber`.

    `a_day`: so many of them were founded on each day; 0: all on one that is not known.
    """
    return [
        paper(
            f"p{n}",
            title=f"Paper on lamps, “{n}”",
            date=f"{2020 + n % 5}-03",
            summary=f"It is the lamp\nof number {n}.",
            authors=("Ada Lamp", *(["Bo Wick"] if n % 2 == 0 else []), f"Only {chr(65 + n % 26)}er{'a' * (n // 26)}"),
            added=f"2024-01-{1 + n // a_day:02}" if a_day else "",
        )
        for n in range(count)
    ]


def grown_catalog(papers: list[Paper], limits: Limits = SMALL, **settings: Any) -> Catalog:
    """Of these records; `settings` are those of catalog.yml."""
    decisions = Decisions(settings=Settings(**settings), topics={LAMPS.slug: LAMPS}, venues={}, rulings=Rulings())
    return build_catalog({record.id: record for record in papers}, decisions, limits)
