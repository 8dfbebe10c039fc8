"""The order of the stages, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.catalog import Catalog, build_catalog
from generator.downloads import downloads
from generator.merge import MergeResult, find_unclear, merge
from generator.model import Capture, Row
from generator.normalize import normalize
from generator.output import Written, move_in, waiting, write_new, write_tree
from generator.pages import render_pages
from generator.people import check_author_rulings
from generator.problems import CatalogError, Problem, by_place
from generator.readers import Reader, Reading, detect, read_capture
from generator.search import FOLDER as INDEX
from generator.search.files import search_files
from generator.search.golden import check_queries
from generator.settings import Decisions, check_topics, load_decisions
from generator.site import building
from generator.store import Records, load_records, write_records
from generator.venues import VenueIndex, edition_of, index_venues


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureAccount:
    """What became of one capture."""

    capture: Capture
    reader: str
    """Empty where no reader knew it."""
    reading: Reading | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


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
    folder: Path, captures: Iterable[Capture], reader: Reader | None = None, *, dry_run: bool = False
) -> Import:
    """Captures → rows → records: read, normalize, merge with what is there, write."""
    decisions, records, problems = load(folder)
    venues = index_venues(decisions.venues)
    accounts = tuple(read_rows(capture, reader, venues) for capture in sorted(captures, key=lambda c: (c.name, c.text)))
    rows = [row for account in accounts for row in account.rows]
    result = merge(records.papers, rows, decisions.rulings, records.taken)
    changed = write_records(folder / "records", records, result.papers) if records.whole and not dry_run else []
    return Import(
        captures=accounts, result=result, problems=tuple(problems), changed=tuple(changed), whole=records.whole
    )


def read_rows(capture: Capture, reader: Reader | None, venues: VenueIndex) -> CaptureAccount:
    """One capture's rows, with an account of each of its lines; a venue of venues.yml gets its short name."""
    found = reader or detect(capture)
    if isinstance(found, Problem):
        return CaptureAccount(capture=capture, reader="", reading=None, rows=(), problems=(found,))
    reading = read_capture(capture, found)
    normalized = [normalize(raw) for raw in reading.records]
    return CaptureAccount(
        capture=capture,
        reader=found.name,
        reading=reading,
        rows=tuple(_with_venue(row, venues) for row, _ in normalized if row),
        problems=tuple(by_place([*reading.problems, *(p for _, found_ in normalized for p in found_)])),
    )


def _with_venue(row: Row, venues: VenueIndex) -> Row:
    return replace(row, facts=replace(row.facts, venue=edition_of(row.facts.venue, venues)))


def load(folder: Path) -> tuple[Decisions, Records, list[Problem]]:
    """The settings and records of a catalog folder, and all that is wrong with them."""
    if not (folder / "records").is_dir() and not (folder / "catalog.yml").is_file():
        raise CatalogError(
            f"{folder} is no catalog: it has neither catalog.yml nor records/ "
            "(`--catalog DIR` names one, `paper-catalog init DIR` makes one)"
        )
    decisions, problems = load_decisions(folder)
    records, found = load_records(folder / "records")
    return decisions, records, by_place([*problems, *found])


def load_catalog(folder: Path, repository: str = "", site_url: str = "") -> tuple[Catalog, list[Problem]]:
    """Records → catalog. A record that cannot be read is left out and reported."""
    decisions, records, problems = load(folder)
    if repository:
        decisions = replace(decisions, settings=replace(decisions.settings, repository=repository))
    problems += check_topics(records.papers, decisions.topics)
    return replace(build_catalog(records.papers, decisions), site_url=site_url), by_place(problems)


def check(folder: Path) -> list[Problem]:
    """All problems of records and settings, and the pairs of records that wait for a ruling."""
    decisions, records, problems = load(folder)
    problems += check_topics(records.papers, decisions.topics)
    problems += check_author_rulings(records.papers, decisions.rulings.authors)
    for pair in find_unclear(records.papers, decisions.rulings):
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
    pages = ((page.path, page.text) for page in render_pages(catalog))
    return write_tree(folder / "docs", chain(pages, search_files(catalog)))


def check_search(folder: Path, site: Path, catalog: Catalog) -> list[Problem]:
    """What the golden queries of queries.yml do not find in the index that the site publishes."""
    decisions, _ = load_decisions(folder)
    return check_queries(site / INDEX, decisions.queries, catalog)


def publish(folder: Path, site: Path, catalog: Catalog) -> int:
    """Generated Markdown → site, by MkDocs, and catalog → all its other files; returns how many those are.

    MkDocs is a process of its own and empties the site first, so the others are written beside it meanwhile.
    """
    with waiting(site) as beside:
        with building(folder, site):
            write_new(beside, downloads(catalog))
        return move_in(beside, site)
