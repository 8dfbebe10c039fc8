"""The order of the stages, and nothing else.

What only some stages need is imported where they run: an import of ten rows waits for no page and no search index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator.intake.check import check_rulings
from generator.intake.merge import MergeResult, Terms, find_unclear, merge
from generator.intake.readers import Reader
from generator.intake.rows import CaptureAccount, read_rows
from generator.model import Capture, Paper, PaperId
from generator.problems import Problem, by_place
from generator.records.appearance import check_dates
from generator.records.load import load
from generator.records.rulings import excluded_papers, reserved
from generator.records.settings import Rulings, check_topics, load_decisions
from generator.records.store import write_records
from generator.records.venues import index_venues

if TYPE_CHECKING:
    from generator.knowledge.catalog import Catalog
    from generator.publish.output import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import did, or with `dry_run` would do."""

    captures: tuple[CaptureAccount, ...]
    result: MergeResult
    problems: tuple[Problem, ...]
    """Of the records that were there."""
    changed: tuple[str, ...]
    """Names of the record files it wrote or removed."""
    whole: bool
    """Whether every record could be read; else nothing was written."""


def import_captures(
    folder: Path, captures: Iterable[Capture], reader: Reader | None = None, *, dry_run: bool = False, today: str = ""
) -> Import:
    """Captures → rows → records: read, normalize, merge with what is there, write. New records bear the day."""
    decisions, records, problems = load(folder)
    venues = index_venues(decisions.venues)
    accounts = tuple(read_rows(capture, reader, venues) for capture in sorted(captures, key=lambda c: (c.name, c.text)))
    rows = [row for account in accounts for row in account.rows]
    terms = Terms(
        rulings=decisions.rulings,
        taken=records.taken | reserved(decisions.rulings),
        today=today,
        short_keys=decisions.settings.citation_keys == "short",
    )
    result = merge(records.papers, rows, terms)
    changed = write_records(folder / "records", records, result.papers) if records.whole and not dry_run else []
    return Import(
        captures=accounts, result=result, problems=tuple(problems), changed=tuple(changed), whole=records.whole
    )


def load_catalog(folder: Path, repository: str = "", site_url: str = "") -> tuple[Catalog, list[Problem]]:
    """Records → catalog. A record that cannot be read is left out and reported."""
    from generator.knowledge.catalog import build_catalog

    decisions, records, problems = load(folder)
    if repository:
        decisions = replace(decisions, settings=replace(decisions.settings, repository=repository))
    problems += check_topics(_not_excluded(records.papers, decisions.rulings), decisions.topics)
    return replace(build_catalog(records.papers, decisions), site_url=site_url), by_place(problems)


def _not_excluded(papers: Mapping[PaperId, Paper], rulings: Rulings) -> dict[PaperId, Paper]:
    """The records without those that are left out of the catalog: of them nobody is asked anything."""
    out = excluded_papers(papers, rulings)
    return {id_: paper for id_, paper in papers.items() if id_ not in out}


def check(folder: Path) -> list[Problem]:
    """All problems of records and settings, and the pairs of records that wait for a ruling."""
    from generator.knowledge.people import check_author_rulings

    decisions, records, problems = load(folder)
    problems += check_dates(records.papers, records.files)
    problems += check_rulings(records.papers, decisions.rulings)
    papers = _not_excluded(records.papers, decisions.rulings)
    problems += check_topics(papers, decisions.topics)
    problems += check_author_rulings(papers, decisions.rulings.authors)
    for pair in find_unclear(papers, decisions.rulings):
        first, second = pair.papers
        problems.append(
            Problem(
                path=f"records/{records.files[first]}",
                code="may-be-same",
                level="warning",
                message=f"may be the same paper as `{second}`: {pair.reason}",
                hint=f"put `- [{first}, {second}]` under `same` or `different` in rulings.yml, then run `import`",
            )
        )
    return by_place(problems)


def generate(folder: Path, catalog: Catalog) -> Written:
    """Catalog → Markdown and the search index under `docs/`."""
    from generator.publish.output import write_tree
    from generator.publish.pages import render_pages
    from generator.publish.pages.addresses import check_addresses
    from generator.publish.search import search_files
    from generator.records.addresses import hand_written

    check_addresses(catalog, hand_written(folder / "docs"))
    pages = ((page.path, page.text) for page in render_pages(catalog))
    return write_tree(folder / "docs", chain(pages, search_files(catalog)))


def check_search(folder: Path, site: Path, catalog: Catalog) -> list[Problem]:
    """What the golden queries of queries.yml do not find in the index that the site publishes."""
    from generator.publish.search import FOLDER as INDEX
    from generator.publish.search.golden import check_queries

    decisions, _ = load_decisions(folder)
    return check_queries(site / INDEX, decisions.queries, catalog)


def publish(folder: Path, site: Path, catalog: Catalog) -> int:
    """Generated Markdown → site, by MkDocs, and catalog → all its other files; returns how many those are.

    The site that is there stays whole until the new one, made beside it, takes its place. MkDocs is a process of its
    own and empties its folder first, so the others are written meanwhile, and moved in.
    """
    from generator.publish.downloads import downloads
    from generator.publish.output import move_in, waiting, write_new
    from generator.publish.site import building
    from generator.publish.swap import replacing

    with replacing(site) as fresh:
        beside = waiting(fresh)
        with building(folder, fresh):
            write_new(beside, downloads(catalog))
        return move_in(beside, fresh)
