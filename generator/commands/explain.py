"""`paper-catalog explain`: why a paper's page says what it says, and why a topic has the papers it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.command import catalog_option, finish
from generator.problems import CatalogError

if TYPE_CHECKING:
    from generator.knowledge.catalog import Catalog
    from generator.model import Paper, TopicSlug

KINDS = ("topic", "paper")
FEW = 12
"""Papers of one phrase that are shown before the rest is counted."""


@click.command("explain")
@click.argument("name", metavar="ID|TOPIC")
@click.argument("of", default="", metavar="[TOPIC]")
@catalog_option
@click.option("--all", "all_", is_flag=True, help="All papers of a topic, not only the first few of each phrase.")
def explain_(name: str, of: str, catalog: Path, all_: bool) -> None:
    """Says where everything on a paper's page comes from, or why a topic has its papers.

    ID may be a former id, an arXiv id or a DOI, too; TOPIC is a slug of topics.yml or the title there. Of a topic it
    says how many papers each phrase finds, which papers it has by which phrase, what its sub-topics bring, and which
    papers are nearly in. Where a paper and a topic have one name, `paper:NAME` and `topic:NAME` tell them apart.
    With ID and TOPIC it says why the paper has that topic, or why not.

    Example: paper-catalog explain 2309.16039
    Example: paper-catalog explain long-context
    """
    from generator.pipeline import load_catalog

    loaded, problems = load_catalog(catalog)
    if of:
        lines = _why(loaded, name.removeprefix("paper:"), of.removeprefix("topic:"))
    else:
        lines = _lines(loaded, name, None if all_ else FEW)
    for line in lines:
        click.echo(line)
    finish(problems)


def _why(catalog: Catalog, name: str, topic: str) -> Iterator[str]:
    """Why a paper has a topic, or why not."""
    from generator.account import why_topic_lines
    from generator.knowledge.selection import find_topic

    paper = _paper(catalog, name, must=True)
    assert paper
    return why_topic_lines(catalog, paper, find_topic(catalog, topic))


def _lines(loaded: Catalog, name: str, few: int | None) -> Iterator[str]:
    """All about a paper or a topic."""
    from generator.account import explain_lines
    from generator.topic_account import topic_lines

    kind, _, rest = name.partition(":")
    wanted, named = (kind, rest.strip()) if kind in KINDS and rest.strip() else ("", name)
    topic = None if wanted == "paper" else _topic(loaded, named)
    paper = None if wanted == "topic" else _paper(loaded, named, must=topic is None)
    if topic is not None and paper:
        raise CatalogError(f"`{name}` is a topic and a paper, expected `topic:{topic}` or `paper:{paper.id}`")
    if topic is not None:
        return topic_lines(loaded, topic, few)
    if paper:
        return explain_lines(loaded, paper)
    raise CatalogError(f"no topic `{named}`: expected a slug or a title of topics.yml{_near(loaded, named)}")


def _topic(catalog: Catalog, name: str) -> TopicSlug | None:
    """The topic of a slug, else of a title."""
    from generator.clean.text import fold

    titled = (slug for slug, entry in catalog.topics.items() if fold(entry.topic.title) == fold(name))
    return next((slug for slug in catalog.topics if slug == name), next(titled, None))


def _paper(catalog: Catalog, name: str, *, must: bool) -> Paper | None:
    """The paper of any of its names; where there must be one, its absence is misuse."""
    from generator.model import PaperId
    from generator.records.find import find_paper

    try:
        if ruling := catalog.excluded.get(PaperId(name)):
            because = f": {ruling.because}" if ruling.because else ""
            raise CatalogError(f"`{name}` is left out of this catalog by rulings.yml:{ruling.line}{because}")
        return find_paper(catalog.papers, name)
    except CatalogError as error:
        if must:
            raise CatalogError(f"{error}{_near(catalog, name, '; no topic either')}") from None
        return None


def _near(catalog: Catalog, name: str, before: str = "") -> str:
    """The topics whose names are like it."""
    from generator.records.find import near_names

    near = near_names(name, catalog.topics)
    return f"{before}{near}" if near else ""
