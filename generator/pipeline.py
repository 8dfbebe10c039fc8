"""The order of the stages, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.catalog import Catalog, build_catalog
from generator.merge import MergeResult, find_unclear, merge
from generator.model import Capture, Paper, PaperId, Row
from generator.normalize import normalize
from generator.output import Written, write_tree
from generator.pages import render_pages
from generator.problems import CatalogError, Problem, by_place
from generator.readers import Reader, Reading, detect, read_capture
from generator.search import FOLDER, build_index
from generator.search.golden import check_queries
from generator.settings import Decisions, check_topics, load_decisions
from generator.store import Records, load_records, write_records


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
    accounts = tuple(read_rows(capture, reader) for capture in sorted(captures, key=lambda c: (c.name, c.text)))
    rows = [row for account in accounts for row in account.rows]
    result = merge(records.papers, rows, decisions.rulings, records.taken)
    changed = write_records(folder / "records", records, result.papers) if records.whole and not dry_run else []
    return Import(
        captures=accounts, result=result, problems=tuple(problems), changed=tuple(changed), whole=records.whole
    )


def read_rows(capture: Capture, reader: Reader | None) -> CaptureAccount:
    """One capture's rows, with an account of each of its lines."""
    found = reader or detect(capture)
    if isinstance(found, Problem):
        return CaptureAccount(capture=capture, reader="", reading=None, rows=(), problems=(found,))
    reading = read_capture(capture, found)
    normalized = [normalize(raw) for raw in reading.records]
    return CaptureAccount(
        capture=capture,
        reader=found.name,
        reading=reading,
        rows=tuple(row for row, _ in normalized if row),
        problems=tuple(by_place([*reading.problems, *(p for _, found_ in normalized for p in found_)])),
    )


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


def load_catalog(folder: Path, repository: str = "") -> tuple[Catalog, list[Problem]]:
    """Records → catalog. A record that cannot be read is left out and reported."""
    _, catalog, problems = _load_all(folder, repository)
    return catalog, problems


def _load_all(folder: Path, repository: str) -> tuple[Decisions, Catalog, list[Problem]]:
    decisions, records, problems = load(folder)
    if repository:
        decisions = replace(decisions, settings=replace(decisions.settings, repository=repository))
    problems += check_topics(records.papers, decisions.topics)
    return decisions, build_catalog(records.papers, decisions), by_place(problems)


def check(folder: Path) -> list[Problem]:
    """All problems of records and settings, and the pairs of records that wait for a ruling."""
    decisions, records, problems = load(folder)
    problems += check_topics(records.papers, decisions.topics)
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


def generate(folder: Path, repository: str = "") -> tuple[Written, list[Problem]]:
    """Records → Markdown and search index under `docs/`, of which the golden queries are asked."""
    decisions, catalog, problems = _load_all(folder, repository)
    pages = ((page.path, page.text) for page in render_pages(catalog))
    written = write_tree(folder / "docs", chain(pages, build_index(catalog)))
    return written, by_place([*problems, *check_queries(folder / "docs" / FOLDER, decisions.queries, catalog)])


def find_paper(catalog: Catalog, name: str) -> Paper:
    """The paper of an id, a former id, or an arXiv id, DOI or other identifier."""
    id_ = PaperId(name)
    if found := catalog.papers.get(catalog.redirects.get(id_, id_)):
        return found
    for paper in catalog.papers.values():
        if name in dict(paper.ids.items()).values():
            return paper
    raise CatalogError(f"no paper `{name}`: expected the id of a record, or one of its identifiers")
