"""What a person does to one record: gives it another id, or takes it out of the catalog for good. [I/O]

Nothing is lost where such an act is cut off: a new record is written before the old one goes, and a ruling before the
record that it leaves out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.clean.text import clean_text, slug
from generator.files import write_file
from generator.ids import SCHEMES
from generator.model import SLUG, Paper, PaperId
from generator.problems import CatalogError
from generator.records.addresses import RESERVED, paper_pages
from generator.records.find import find_paper, index_names, names_in, names_of
from generator.records.git import why_not_held
from generator.records.handwork import read_text, with_record, with_renamed, with_ruling
from generator.records.load import load
from generator.records.rulings import Exclusions, excluded_papers
from generator.records.settings import Decisions, Ruling
from generator.records.store import Records, refuse_changed, restamped, write_records


def load_whole(folder: Path) -> tuple[Decisions, Records]:
    """The catalog, for an act that must know all its records."""
    decisions, records, _ = load(folder)
    if not records.whole:
        raise CatalogError("a record cannot be read: mend that first (`paper-catalog check` says where)")
    return decisions, records


# --- Another id ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What a renaming did."""

    old: PaperId
    new: PaperId
    file: str
    queries: int
    """How many queries of queries.yml follow."""
    cited: bool
    """Whether documents cited the paper by its old id."""


def rename(folder: Path, name: str, new: str) -> Renamed:
    """Gives a record another id; the old one stays, so that its address leads to the new one."""
    decisions, records = load_whole(folder)
    paper = find_paper(records.papers, name)
    _check_free(paper, new, records, decisions)
    page = paper_pages(records.papers).get(paper.id, paper.id)
    aliases = tuple(sorted({*paper.aliases, paper.id, page} - {new}))
    moved = replace(paper, id=PaperId(new), aliases=aliases)
    move_records(folder, records, {paper.id: moved})
    text, count = with_renamed(read_text(folder / "queries.yml"), paper.id, new)
    if count:
        write_file(folder / "queries.yml", text)
    file = _home(records, paper.id, moved.id)
    return Renamed(old=paper.id, new=moved.id, file=file, queries=count, cited=not paper.key)


def move_records(folder: Path, records: Records, moved: Mapping[PaperId, Paper]) -> Mapping[PaperId, Paper]:
    """Puts records that have another id now in the place of the old ones; returns all there are then."""
    papers = {id_: one for id_, one in records.papers.items() if id_ not in moved}
    papers |= {paper.id: paper for paper in moved.values()}
    homes = {paper.id: _home(records, old, paper.id) for old, paper in moved.items()}
    write_records(folder / "records", replace(records, files={**records.files, **homes}), dict(sorted(papers.items())))
    return papers


def _home(records: Records, old: PaperId, new: PaperId) -> str:
    """The file of a record that is called otherwise now."""
    listed = records.files[old].endswith(".jsonl")
    return records.files[old] if listed else f"{new}.yml"


def _check_free(paper: Paper, new: str, records: Records, decisions: Decisions) -> None:
    """Misuse, unless the record can be called so."""
    if not re.fullmatch(SLUG, new) or len(new) > 120:
        near = f" (near: {slug(new)[:120].strip('-')})" if slug(new) else ""
        raise CatalogError(
            f"found the id `{new}`, expected lower-case letters, digits and single hyphens, at most 120{near}"
        )
    if new in RESERVED["papers"]:
        raise CatalogError(f"`{new}` is an address that the site needs itself, expected an id that is free")
    if new == paper.id:
        raise CatalogError(f"the record is called `{new}` already")
    if new in {name for one in paper.merged for name in (one.id, *one.aliases)}:
        raise CatalogError(f"`{new}` is what a record was called that `{paper.id}` has taken in, expected a new id")
    if new in records.taken and new not in paper.aliases:
        holders = [one.id for one in records.papers.values() if new in one.aliases]
        holder = f"the former id of `{holders[0]}`" if holders else "another page's"
        raise CatalogError(f"`{new}` is {holder}, expected an id that is free")
    if ruling := Exclusions(decisions.rulings).find(names_in(new)):
        raise CatalogError(f"`{new}` is left out of this catalog by rulings.yml:{ruling.line}, expected another id")


# --- Another value ---------------------------------------------------------------------------------------------------


def edit_record(folder: Path, records: Records, paper: Paper) -> Records:
    """Writes what one record says otherwise now, and no other line of its file; returns the records as they are then.

    `records` are those that were read: a file that somebody changed since is left alone.
    """
    name = records.files[paper.id]
    papers = {**records.papers, paper.id: paper}
    if name.endswith(".jsonl"):
        write_records(folder / "records", records, papers)
    else:
        refuse_changed(folder / "records", records, [name])
        path = folder / "records" / name
        write_file(path, with_record(read_text(path), records.papers[paper.id], paper))
    return restamped(folder / "records", replace(records, papers=papers), [name])


# --- Out of the catalog ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What a removal did."""

    paper: PaperId
    file: str
    line: int
    """Of the entry in rulings.yml."""
    queries: tuple[int, ...]
    """Lines of queries.yml that still ask for it."""


def remove(folder: Path, name: str, because: str, *, force: bool = False) -> Removed:
    """Takes a paper out for good: a ruling keeps every later import from bringing it back.

    Unless `force` says so, only where git can bring the record back.
    """
    decisions, records = load_whole(folder)
    paper = find_paper(records.papers, name)
    reason = clean_text(because)
    if not reason:
        raise CatalogError("found no reason, expected one for the page that stands at its address: `--because …`")
    path = folder / "records" / records.files[paper.id]
    why = "" if force else why_not_held(path)
    if why:
        raise CatalogError(f"{path} {why}: commit it first, so that it can be brought back, or say --force")
    there = excluded_papers(records.papers, decisions.rulings).get(paper.id)
    line = there.line if there else _exclude(folder, paper, records.papers, reason)
    write_records(folder / "records", records, {id_: one for id_, one in records.papers.items() if id_ != paper.id})
    asking = tuple(query.line for query in decisions.queries if {paper.id, *paper.aliases} & {*query.papers})
    return Removed(paper=paper.id, file=path.name, line=line, queries=asking)


def _exclude(folder: Path, paper: Paper, papers: Mapping[PaperId, Paper], because: str) -> int:
    text, line = with_ruling(read_text(folder / "rulings.yml"), "excluded", exclusion(paper, papers, because))
    write_file(folder / "rulings.yml", text)
    return line


def exclusion(paper: Paper, papers: Mapping[PaperId, Paper], because: str) -> Ruling:
    """The ruling that leaves a record out, by every name that it has."""
    return Ruling(names=tuple(_own_names(paper, papers)), title=paper.title, because=because)


def _own_names(paper: Paper, papers: Mapping[PaperId, Paper]) -> Iterator[str]:
    """All that a record and its rows are called, as rulings.yml has it, but what another record is called, too.

    Ids come first, then identifiers, then rows. A row that has no key goes by its title in its file.
    """
    others = index_names({id_: one for id_, one in papers.items() if id_ != paper.id})
    keyless = {source.capture for source in paper.sources if source.row and source.line and not source.key}
    order = ("id", *SCHEMES, "row", "key", "title")
    known = dict.fromkeys(name for name, _ in names_of(paper) if name not in others)
    for name in sorted(known, key=lambda name: order.index(name.partition(":")[0])):
        kind, _, rest = name.partition(":")
        written = name if kind in SCHEMES else rest
        if name in names_in(written) and (kind != "title" or any(rest.startswith(f"{file}:") for file in keyless)):
            yield written
