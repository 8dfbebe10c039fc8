"""The order of the stages, and nothing else.

What only some stages need is imported where they run: an import of ten rows waits for no page and no search index.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.files import CACHE
from generator.model import Capture, Paper, PaperId
from generator.problems import Problem, by_place
from generator.records.appearance import check_dates
from generator.records.load import load
from generator.records.proposed import accepted, check_proposed
from generator.records.rulings import excluded_papers
from generator.records.settings import Decisions, Rulings, check_topics, load_decisions
from generator.records.store import write_records
from generator.records.venues import index_venues

if TYPE_CHECKING:
    from generator.intake.merge import MergeResult
    from generator.intake.readers import Reader
    from generator.intake.rows import CaptureAccount
    from generator.knowledge.catalog import Catalog
    from generator.publish.memory import Memory
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
    accepted: tuple[PaperId, ...] = ()
    """Proposed papers that came with the captures, and so are in the catalog now."""


def import_captures(
    folder: Path, captures: Iterable[Capture], reader: Reader | None = None, *, dry_run: bool = False, today: str = ""
) -> Import:
    """Captures → rows → records: read, normalize, merge with what is there, write. New records bear the day."""
    from generator.intake.merge import Terms, merge
    from generator.intake.rows import read_rows

    decisions, records, problems = load(folder)
    venues = index_venues(decisions.venues)
    accounts = tuple(read_rows(capture, reader, venues) for capture in sorted(captures, key=lambda c: (c.name, c.text)))
    rows = [row for account in accounts for row in account.rows]
    terms = Terms.of(decisions, records.taken, today)
    result = merge(records.papers, rows, terms)
    before = result.papers
    result = replace(result, papers=accepted(before, {end.paper for end in result.rows}, today))
    changed = write_records(folder / "records", records, result.papers) if records.whole and not dry_run else []
    return Import(
        captures=accounts, result=result, problems=tuple(problems), changed=tuple(changed), whole=records.whole,
        accepted=tuple(id_ for id_, paper in before.items() if paper.proposed and not result.papers[id_].proposed),
    )  # fmt: skip


def load_catalog(folder: Path, repository: str = "", site_url: str = "") -> tuple[Catalog, list[Problem]]:
    """Records → catalog. A record that cannot be read is left out and reported."""
    from generator.knowledge.catalog import build_catalog

    decisions, records, problems = load(folder)
    if repository:
        decisions = replace(decisions, settings=replace(decisions.settings, repository=repository))
    problems += check_topics(_not_excluded(records.papers, decisions.rulings), decisions.topics)
    catalog = replace(build_catalog(records.papers, decisions), site_url=site_url)
    return _with_twins(catalog, decisions), by_place(problems)


def _with_twins(catalog: Catalog, decisions: Decisions) -> Catalog:
    """The catalog with the pairs that wait for a ruling, for the pages that show them; nobody else pays for that."""
    if not decisions.settings.review_pages:
        return catalog
    from generator.intake.merge import find_unclear
    from generator.knowledge.catalog import Twins
    from generator.knowledge.deferred import Deferred

    def find() -> dict[str, Twins]:
        found = sorted(find_unclear(catalog.papers, decisions.rulings), key=lambda pair: (-pair.kind, pair.papers))
        return {" ".join(pair.papers): Twins(papers=pair.papers, reason=pair.reason) for pair in found}

    return replace(catalog, twins=Deferred(find))


def with_changes(folder: Path, catalog: Catalog) -> tuple[Catalog, list[Problem]]:
    """The catalog with what git tells of its records: what became of them, and the versions that were tagged."""
    from generator.knowledge.catalog import with_history
    from generator.records.history import read_history

    history, problems = read_history(folder)
    return with_history(catalog, history), problems


def _not_excluded(papers: Mapping[PaperId, Paper], rulings: Rulings) -> dict[PaperId, Paper]:
    """The records without those that are left out of the catalog: of them nobody is asked anything."""
    out = excluded_papers(papers, rulings)
    return {id_: paper for id_, paper in papers.items() if id_ not in out}


def check(folder: Path) -> list[Problem]:
    """All problems of records and settings, and all that waits for a person."""
    from generator.intake.check import check_rulings
    from generator.intake.merge import find_unclear
    from generator.knowledge.catalog import build_catalog
    from generator.knowledge.people import check_author_rulings
    from generator.knowledge.relations import check_relations
    from generator.knowledge.waiting import check_catalog
    from generator.records.conflicts import check_conflicts

    decisions, records, problems = load(folder)
    problems += check_dates(records.papers, records.files)
    problems += check_rulings(records.papers, decisions.rulings)
    papers = _not_excluded(records.papers, decisions.rulings)
    problems += check_proposed(papers.values())
    problems += check_topics(papers, decisions.topics)
    problems += check_author_rulings(papers, decisions.rulings.authors)
    problems += check_relations(papers, records.files)
    problems += check_conflicts(papers.values(), records.files)
    problems += check_catalog(build_catalog(records.papers, decisions), records.files)
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


def generate(folder: Path, catalog: Catalog) -> tuple[Written, Memory]:
    """Catalog → Markdown and the search index under `docs/`, and what is known of those pages from now on."""
    from generator.publish.memory import Memory, version_of
    from generator.publish.output import ignore_generated, write_tree
    from generator.publish.pages import ForgottenError, render_changed
    from generator.publish.pages.addresses import check_addresses
    from generator.publish.search import search_files
    from generator.publish.shards import own
    from generator.publish.take import take_files
    from generator.records.addresses import hand_written

    check_addresses(catalog, hand_written(folder / "docs"))
    docs, said = folder / "docs", (repr(catalog.settings), repr(catalog.limits), catalog.site_url, f"{catalog.shard}")
    memory = Memory(folder / CACHE / "pages.json", docs, version_of((), *said))

    def files() -> Iterator[tuple[str, str | bytes | None]]:
        return chain(render_changed(catalog, memory), own(catalog, chain(search_files(catalog), take_files(catalog))))

    try:
        done = write_tree(docs, files())
    except ForgottenError as forgot:
        print(f"a page that seemed unchanged is not ({forgot}): making all anew", file=sys.stderr, flush=True)
        memory.forget()
        done = write_tree(docs, files())
    ignore_generated(docs)
    memory.save()
    return done, memory


def check_search(folder: Path, site: Path, catalog: Catalog) -> list[Problem]:
    """What the golden queries of queries.yml do not find in the index that the site publishes.

    Of several sites none has the whole index, and all have the same: they are asked once, with the first.
    """
    from generator.publish.output import write_new
    from generator.publish.search import FOLDER as INDEX
    from generator.publish.search import build_index
    from generator.publish.search.golden import check_queries

    decisions, _ = load_decisions(folder)
    if not catalog.shard:
        return check_queries(site / INDEX, decisions.queries, catalog)
    if catalog.shard > 1 or not decisions.queries:
        return []
    with TemporaryDirectory() as whole:
        write_new(Path(whole), build_index(catalog))
        return check_queries(Path(whole, INDEX), decisions.queries, catalog)


def publish(folder: Path, site: Path, catalog: Catalog, memory: Memory) -> int:
    """Generated Markdown → site, by MkDocs, and catalog → all its other files; returns how many those are.

    The site that is there stays whole until the new one, made beside it, takes its place. The other files are written
    while MkDocs builds, apart from it, and moved in: what a keeper put into docs under such a name is meant.
    """
    from generator.publish.child import beside
    from generator.publish.downloads import downloads
    from generator.publish.output import move_in, waiting, write_new
    from generator.publish.site import build_pages
    from generator.publish.swap import replacing

    with replacing(site) as fresh:
        place = waiting(fresh)
        with beside(lambda: write_new(place, downloads(catalog), site)):
            generated = {path: file.digest for path, file in memory.files().items()}
            remember = build_pages(folder, fresh, site, generated, catalog if catalog.shard else None)
        moved = move_in(place, fresh)
    remember()
    return moved
