"""Measures how well rows of one paper are told: sets of records and gold pairs, read and merged as an import does.

    .venv/bin/python -m benchmarks.merging --shared DIR                        # writes the table of README.md
    .venv/bin/python -m benchmarks.merging --records a.csv b.bib --gold pairs.csv [--across]

A gold file has a line of names and then two rows a line, each by its file and key there, `a.csv:17`, or its file and
line, where files of a table have no keys. `--across` counts only pairs of rows of two files. Beside the import stands
the baseline of all such comparisons: the same folded title and year. No weight was chosen by these pairs.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from benchmarks.dirty_citations import dirty_citations
from benchmarks.make_records import ROOT
from generator.clean.text import fold
from generator.intake.merge import MergeResult, merge
from generator.intake.readers import decode, reader_named
from generator.intake.rows import read_rows
from generator.model import Capture, Row

README = ROOT / "benchmarks" / "README.md"
TABLE = re.compile(r"(?<=<!-- merging -->\n).*?(?=<!-- end of merging -->)", re.S)
HEAD = "| set | by | P | R | F1 | false | missed | of these, asked |\n|---|---|---:|---:|---:|---:|---:|---:|"
Place = tuple[str, int]
"""File and line of a row."""
Pair = tuple[Place, Place]
"""The smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What became of the pairs of a set."""

    right: int
    false: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    asked: int = 0
    """Of the missed pairs, those that a person is asked about."""

    def line(self, name: str, by: str) -> str:
        precision = self.right / max(1, self.right + len(self.false))
        recall = self.right / max(1, self.right + len(self.missed))
        both = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"{len(self.false):,} | {len(self.missed):,} | {self.asked:,}"
        return f"| {name} | {by} | {precision:.3f} | {recall:.3f} | {both:.3f} | {counts} |"


def rows_of(captures: Iterable[Capture], reader: str = "") -> list[Row]:
    """The rows of some files, by that reader or by whatever reader knows them."""
    return [row for capture in captures for row in read_rows(capture, reader_named(reader), {}).rows]


def place_of(row: Row) -> Place:
    return row.capture, row.line


def pairs_in(groups: Iterable[Iterable[Place]], *, across: bool) -> set[Pair]:
    pairs = {pair for group in groups for pair in combinations(sorted({*group}), 2)}
    return {(a, b) for a, b in pairs if not across or a[0] != b[0]}


def score(found: set[Pair], gold: set[Pair], asked: set[Pair] = frozenset()) -> Scored:  # type: ignore[assignment]
    missed = sorted(gold - found)
    return Scored(
        right=len(found & gold), false=tuple(sorted(found - gold)), missed=tuple(missed),
        asked=len({*missed} & asked),
    )


def by_import(rows: Sequence[Row], *, across: bool) -> tuple[set[Pair], set[Pair]]:
    """(pairs of rows in one record, pairs of rows of two records that a person is asked about)."""
    result = merge({}, rows)
    records = _records(result)
    asked = {
        tuple(sorted((a, b)))
        for pair in result.unclear
        for a in records[pair.papers[0]]
        for b in records[pair.papers[1]]
    }
    return pairs_in(records.values(), across=across), asked  # type: ignore[return-value]


def _records(result: MergeResult) -> Mapping[str, Sequence[Place]]:
    records: dict[str, list[Place]] = defaultdict(list)
    for end in result.rows:
        if end.paper:
            records[end.paper].append(place_of(end.row))
    return records


def by_title_and_year(rows: Sequence[Row], *, across: bool) -> set[Pair]:
    groups: dict[tuple[str, int | None], list[Place]] = defaultdict(list)
    for row in rows:
        groups[fold(row.facts.title), row.facts.year].append(place_of(row))
    return pairs_in((group for (title, _), group in groups.items() if title), across=across)


def measured(name: str, rows: Sequence[Row], gold: set[Pair], *, across: bool = False) -> Iterator[str]:
    """The lines of one set."""
    found, asked = by_import(rows, across=across)
    yield score(found, gold, asked).line(name, "import")
    yield score(by_title_and_year(rows, across=across), gold).line(name, "same title and year")


# --- The sets --------------------------------------------------------------------------------------------------------


def captures_of(paths: Iterable[Path]) -> list[Capture]:
    return [capture for path in paths if (capture := decode(path.name, path.read_bytes())[0])]


def gold_of(path: Path, rows: Sequence[Row]) -> set[Pair]:
    """The pairs of a gold file, with all that follow from them."""
    places = {f"{row.capture}:{row.key or row.line}": place_of(row) for row in rows}
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [(places[line[0]], places[line[1]]) for line in list(csv.reader(file))[1:]]
    return {(a, b) if a < b else (b, a) for a, b in pairs}


def dblp_acm(folder: Path) -> tuple[list[Row], set[Pair]]:
    """Two bibliographies of databases, and the pairs that people found between them."""
    rows = rows_of(captures_of([folder / "dblp.csv", folder / "acm.csv"]))
    places = {(row.capture, row.key): place_of(row) for row in rows}
    lines = (folder / "gt.csv").read_text(encoding="utf-8").splitlines()[1:]
    named = (line.split("%" if "%" in line else ",") for line in lines)
    return rows, {(places["acm.csv", b], places["dblp.csv", a]) for a, b in named}


def endnote(path: Path) -> tuple[list[Row], set[Place]]:
    """A library of a search, without the captions that mark duplicates, and the rows that have one."""
    capture = captures_of([path])[0]
    caption = re.compile(r"<caption>.*?</caption>")
    entries = re.split(r"(?=<record>)", capture.text)
    plain = Capture(name=capture.name, text="\n".join(caption.sub("", entry) for entry in entries))
    rows = rows_of([plain])
    marked = {line for line, entry in enumerate(entries, 1) if caption.search(entry)}
    return rows, {place_of(row) for row in rows if row.line in marked}


def measured_library(name: str, rows: Sequence[Row], marked: set[Place]) -> Iterator[str]:
    """Of a library whose duplicates are marked, but not of what: each row that has another, as a pair with itself."""
    gold = {(place, place) for place in marked}
    found, asked = by_import(rows, across=False)
    for by, pairs in (("import", found), ("same title and year", by_title_and_year(rows, across=False))):
        members = {(place, place) for pair in pairs for place in pair}
        in_question = {(place, place) for pair in asked for place in pair} if by == "import" else set()
        yield score(members, gold, in_question).line(name, by)


def traps(path: Path) -> Iterator[str]:
    """Pairs that tempt a merge: how many were merged wrongly, and how many lost that are one paper."""
    wrong, lost, asked = [], [], 0
    for trap in json.loads(path.read_text(encoding="utf-8")):
        rows = rows_of([_as_table(trap["rows"])], "csv")
        result = merge({}, rows)
        merged = len(result.papers) < len(rows)
        asked += bool(result.unclear)
        if trap["verdict"] == "apart" and merged and not trap["open"]:
            wrong.append(trap["case"])
        elif trap["verdict"] == "same" and not merged and not result.unclear:
            lost.append(trap["case"])
    yield f"| traps | import | | | | {len(wrong)} | {len(lost)} | {asked} |"
    for kind, cases in (("merged wrongly", wrong), ("lost", lost)):
        if cases:
            print(f"traps {kind}: {', '.join(cases)}")


def _as_table(rows: Sequence[Mapping[str, str]]) -> Capture:
    lines = ["title\tauthors\tyear\tvenue"]
    lines += ["\t".join(row[name] for name in ("title", "authors", "date", "venue")) for row in rows]
    return Capture(name="traps.tsv", text="\n".join(lines) + "\n")


def invented() -> Iterator[str]:
    """Dirty citations of invented papers, ten to fifty of each."""
    capture, papers = dirty_citations()
    rows = rows_of([capture], "csv")
    groups: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        groups[papers[row.key]].append(place_of(row))
    yield from measured("invented citations", rows, pairs_in(groups.values(), across=False))


def shared(folder: Path) -> Iterator[str]:
    rows, gold = dblp_acm(folder / "data" / "dblp-acm" / "full-tables")
    yield from measured("DBLP-ACM", rows, gold, across=True)
    yield from measured_library("EndNote, rows", *endnote(folder / "data" / "endnote-dedupe" / "tafenoquine.xml"))
    yield from traps(folder / "data" / "traps.json")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well rows of one paper are told.")
    parser.add_argument("--records", type=Path, nargs="+", help="files of any format that an import reads")
    parser.add_argument("--gold", type=Path, help="a CSV file: a line of names, then two rows a line, `a.csv:17`")
    parser.add_argument("--across", action="store_true", help="only pairs of two files")
    parser.add_argument("--shared", type=Path, help="the folder of the maintainers' sets; rewrites the table")
    asked = parser.parse_args()
    if asked.records:
        rows = rows_of(captures_of(asked.records))
        print(HEAD, *measured("records", rows, gold_of(asked.gold, rows), across=asked.across), sep="\n")
        return
    lines = [*(shared(asked.shared) if asked.shared else ()), *invented()]
    command = "python -m benchmarks.merging --shared DIR"
    table = "\n".join((HEAD, *lines, "", f"{date.today():%Y-%m-%d}; command: `{command}`", ""))
    if asked.shared:
        README.write_text(TABLE.sub(lambda _: table, README.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
