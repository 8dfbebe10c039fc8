"""Reads and writes the records: `records/<id>.yml`, one paper each, and `records/*.jsonl`, one paper a line. [I/O]

A file is touched only where its bytes change, and then replaced as a whole: no half-written record ever remains.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from generator.fields import OWN_NAMES
from generator.files import write_file
from generator.ids import Ids
from generator.model import DATE, SLUG, Author, Facts, Former, Link, Paper, PaperId, Proposed, Source
from generator.problems import CatalogError, Problem
from generator.records.addresses import RESERVED, hand_written, paper_pages
from generator.records.quickyaml import read_plainly
from generator.records.yamlfile import Document, as_checked, as_flow, parse_yaml

KEYS = tuple(f.name for f in fields(Paper) if f.name != "id")
"""The order of a record's keys in its file."""

Stamp = tuple[int, int, int]
"""(time of the last change, size, number of the file): another after each save."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a `records/` folder holds."""

    papers: Mapping[PaperId, Paper]
    """In id order."""
    files: Mapping[PaperId, str]
    """Record → the name of the file it lives in."""
    taken: frozenset[str]
    """Ids that must not be issued: of records, of their aliases, of files that could not be read, of other pages."""
    whole: bool
    """Whether every record could be read: else a row may belong to one that is not here, and nothing is merged."""
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """File → what it was when it was read: one that somebody changed since is not overwritten."""


def load_records(folder: Path) -> tuple[Records, list[Problem]]:
    """All records that can be read, and every problem of the rest."""
    problems: list[Problem] = []
    papers: dict[PaperId, Paper] = {}
    files: dict[PaperId, str] = {}
    unread: set[str] = set()
    stamps: dict[str, Stamp] = {}
    for name in sorted(name for name in _names_in(folder) if name.endswith((".yml", ".jsonl"))):
        path = folder / name
        if stamp := _stamp(path):  # before it is read: a later change is then seen
            stamps[name] = stamp
        read = _read_yaml if name.endswith(".yml") else _read_jsonl
        for paper, line in read(path, problems):
            if paper is None:
                unread.add(path.stem)
            elif paper.id in papers:
                problems.append(
                    Problem(
                        path=f"records/{name}",
                        line=line,
                        code="duplicate-id",
                        message=f"found the id `{paper.id}` again, expected it once",
                        hint=f"it is in records/{files[paper.id]} already: rename or remove one",
                    )
                )
            else:
                papers[paper.id], files[paper.id] = paper, name
    problems += _alias_problems(papers, files)
    aliases = {alias for paper in papers.values() for alias in paper.aliases}
    taken = {*papers, *aliases, *unread, *RESERVED["papers"]}
    taken |= {Path(path).stem for path in hand_written(folder.parent / "docs", "papers")}
    pages = paper_pages(papers)
    problems += [_no_page(f"records/{files[id_]}", id_, page) for id_, page in pages.items()]
    taken.update(pages.values())
    records = Records(
        papers=dict(sorted(papers.items())), files=files, taken=frozenset(taken), whole=not unread, stamps=stamps
    )
    return records, problems


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def write_records(
    folder: Path, before: Records, papers: Mapping[PaperId, Paper], *, every: bool = False
) -> list[str]:
    """Makes the folder hold exactly these papers; returns the names of the files it changed.

    A record that says what it said keeps its file, however that is laid out, unless `every` one is to be written. A
    file that somebody changed since it was read is never overwritten: nothing is written then, or, where that happened
    while others were written, nothing more.
    """
    for leaving in folder.glob(".*.part"):  # of a run that was killed while it wrote
        leaving.unlink(missing_ok=True)
    lists = sorted({name for name in before.files.values() if name.endswith(".jsonl")})
    new_home = lists[0] if lists and all(name in lists for name in before.files.values()) else None
    home = {id_: before.files.get(id_) or new_home or f"{id_}.yml" for id_ in papers}
    single = [i for i, p in papers.items() if home[i] not in lists and (every or p != before.papers.get(i))]
    gone = [name for id_, name in before.files.items() if id_ not in papers and name not in lists]
    refuse_changed(folder, before, [*lists, *(home[id_] for id_ in single), *gone])
    changed = [
        name for name in lists if write_file(folder / name, _as_jsonl(papers[i] for i in papers if home[i] == name))
    ]
    for id_ in single:
        refuse_changed(folder, before, [home[id_]])  # again: to write thousands takes a while
        if write_file(folder / home[id_], as_yaml(papers[id_])):
            changed.append(home[id_])
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return [*changed, *gone]


def restamped(folder: Path, records: Records, names: Iterable[str]) -> Records:
    """The records after we wrote these files ourselves."""
    now = {name: stamp for name in names if (stamp := _stamp(folder / name))}
    return replace(records, stamps={**records.stamps, **now})


def _stamp(path: Path) -> Stamp | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def refuse_changed(folder: Path, before: Records, names: Iterable[str]) -> None:
    """Raises where one of the files is not what was read; one that was there and is gone counts, too."""
    for name in names:
        if _stamp(folder / name) != before.stamps.get(name):
            raise CatalogError(
                f"records/{name} was changed while this ran, and is left as it is now; run the same command again"
            )


def _no_page(path: str, id_: PaperId, page: PaperId) -> Problem:
    return Problem(
        path=path,
        code="reserved-id",
        level="warning",
        message=f"found the id `{id_}`, expected one whose address the site does not need itself; its page is `{page}`",
        hint=f"`paper-catalog rename {id_} NEW-ID` gives it another",
    )


def _alias_problems(papers: Mapping[PaperId, Paper], files: Mapping[PaperId, str]) -> list[Problem]:
    holder: dict[str, str] = {str(id_): str(id_) for id_ in papers}
    problems = []
    for paper in papers.values():
        for alias in paper.aliases:
            if alias in holder:
                problems.append(
                    Problem(
                        path=f"records/{files[paper.id]}",
                        code="alias-taken",
                        message=f"found the alias `{alias}`, expected one that leads nowhere else",
                        hint=f"it is or leads to `{holder[alias]}` already",
                    )
                )
            holder.setdefault(alias, paper.id)
    return problems


# --- Reading ---------------------------------------------------------------------------------------------------------


def _read_yaml(path: Path, problems: list[Problem]) -> list[tuple[Paper | None, int]]:
    name = f"records/{path.name}"
    if not re.match(SLUG, path.stem):
        problems.append(
            Problem(
                path=name,
                code="bad-id",
                message=f"found the file name “{path.name}”, expected "
                "lower-case letters, digits and single hyphens before .yml",
                hint="rename the file",
            )
        )
        return [(None, 1)]
    if plain := _read_plain(path):
        return [(plain, 1)]
    text = _text(path, problems)
    document, found = parse_yaml(name, text) if text is not None else (None, [])
    problems += found
    if document is None or found:  # a file with a repeated key is not read in part: writing it would lose the rest
        return [(None, 1)]
    return [(_paper(document, path.stem, problems), 1)]


def _read_plain(path: Path) -> Paper | None:
    """The record of a file that is as we write them and without a mistake: of others more is to be told."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # a third of the time, ten thousand times
            value = read_plainly(file.read())
    except OSError:
        return None
    document = Document(path=path.name, value=value, lines={})
    return _paper(document, path.stem, []) if value else None


def _read_jsonl(path: Path, problems: list[Problem]) -> list[tuple[Paper | None, int]]:
    read: list[tuple[Paper | None, int]] = []
    for number, line in enumerate((_text(path, problems) or "").split("\n"), 1):
        if line.strip():
            read.append((_json_line(f"records/{path.name}", number, line, problems), number))
    return read


def _json_line(name: str, number: int, line: str, problems: list[Problem]) -> Paper | None:
    try:
        value = json.loads(line)
    except ValueError as error:
        problems.append(
            Problem(
                path=name,
                line=number,
                code="json-syntax",
                message=f"cannot be read as JSON: {error}",
                hint="one complete object a line",
            )
        )
        return None
    id_ = value.pop("id", "") if isinstance(value, dict) else ""
    return _paper(Document(path=name, value=value, lines={(): number}), str(id_), problems)


def _paper(document: Document, id_: str, problems: list[Problem]) -> Paper | None:
    paper, found = as_checked(document, Paper, id=id_)
    problems += found
    for place, name in enumerate(paper.kept if paper else ()):
        if name not in OWN_NAMES:
            near = get_close_matches(name, OWN_NAMES, n=1)
            problems.append(
                Problem(
                    path=document.path,
                    line=document.line(("kept", place)),
                    code="unknown-field",
                    message=f"`kept`: found `{name}`, expected names of fields: {', '.join(OWN_NAMES)}",
                    hint=f"did you mean `{near[0]}`?" if near else "take it out",
                )
            )
            return None
    return paper


def _text(path: Path, problems: list[Problem]) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(
            Problem(
                path=f"records/{path.name}",
                code="unreadable",
                message=f"cannot be read: {error}",
                hint="save it as UTF-8 text",
            )
        )
        return None


# --- Writing ---------------------------------------------------------------------------------------------------------


def as_plain(value: Any) -> Any:
    """A record, or a part of one, as text, numbers, lists and mappings, with what is empty left out.

    `Author(name="Mike Lewis")` becomes `"Mike Lewis"`.
    """
    if type(value) is str:  # as most are
        return value
    match value:
        case Author(name=name, family=None, orcid=None, homonym=None):
            return name
        case Ids():
            return dict(value.items())
        case Author() | Link() | Source() | Former() | Proposed():
            return {
                f.name: plain
                for f in fields(value)
                if (plain := as_plain(getattr(value, f.name))) not in (None, "", [], {})
            }
        case Facts():
            return {
                key: plain for key in KEYS if (plain := as_plain(getattr(value, key, None))) not in (None, "", [], {})
            }
        case tuple() | list():
            return [as_plain(item) for item in value]
        case Mapping():
            return {key: as_plain(item) for key, item in value.items()}
    return value


def as_yaml(paper: Paper) -> str:
    """The record as its file holds it: fixed key order, one value a line, whatever its length."""
    return "".join(f"{line}\n" for key, value in as_plain(paper).items() for line in key_lines(key, value))


def key_line(key: str, value: Any) -> str:
    """The same on one line, which says the same: `kept: [date, venue]`."""
    return f"{key}: {_flow(value, inside=False)}"


def key_lines(key: str, value: Any) -> list[str]:
    """One key of a record as its file holds it; the value is that of `as_plain`."""
    if isinstance(value, list):
        return [f"{key}:", *(f"  - {_flow(item, inside=False)}" for item in value)]
    return [key_line(key, value)]


def _as_jsonl(papers: Iterable[Paper]) -> str:
    return "".join(json.dumps({"id": p.id, **as_plain(p)}, ensure_ascii=False) + "\n" for p in papers)


def _flow(value: Any, *, inside: bool = True) -> str:
    """A value in YAML's one-line form; `inside` a bracket, commas and brackets need quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else as_scalar(value, inside)


_DATE = re.compile(DATE)
_PLAIN = re.compile(r"[^\W_][^\n]*")
_IN_FLOW = re.compile(r"[,\[\]{}:]")
_NUMBER_LIKE = re.compile(r"0[xob][\da-fA-F_]+|[\d_.,:]+([eE][-+]?\d+)?")
_WORDS_OF_YAML = {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"}


def as_scalar(text: str, inside: bool) -> str:
    """Plain where every YAML reader agrees that it is text, else in double quotes: `"no"`, `"2309.16039"`."""
    if _DATE.match(text):
        return text
    plain = (
        _PLAIN.fullmatch(text) is not None
        and text.isprintable()
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and not _NUMBER_LIKE.fullmatch(text)
        and text.lower() not in _WORDS_OF_YAML
        and not (inside and _IN_FLOW.search(text))
    )
    return text if plain else as_flow(text)
