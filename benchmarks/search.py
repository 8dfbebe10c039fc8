"""Measures the search: building its index, asking it in a cold browser, and how well it answers.

    python -m benchmarks.search                       # the bundled papers, and 10,000 and 100,000 invented ones
    python -m benchmarks.search --records mine.jsonl  # these, too: records, or what `export --format jsonl` wrote

Papers come with abstracts and, but for the bundled ones, without summaries, as a catalog of that size is imported.
Beside ours the same queries go to SQLite's FTS5 (BM25), the best at ranking of all engines we measured, to Material's
own search, and with `--pagefind DIR` to Pagefind (see `search_others`).
"""

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.known_items import KnownItem, known_items
from benchmarks.make_records import ROOT, as_jsonl, invent, topic_phrases
from benchmarks.search_browser import PAGE, Costs, measure, middle, ranks, serving
from benchmarks.search_others import MATERIAL_MOST, first_results, make_material, make_pagefind, other_ranks
from benchmarks.search_sqlite import sqlite_ranks
from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper, PaperId
from generator.publish.search import search_files
from generator.records.settings import load_decisions
from generator.records.store import load_records

README = ROOT / "benchmarks" / "README.md"
TABLES = re.compile(r"(?<=<!-- search -->\n).*?(?=<!-- end of search -->)", re.S)
COSTS = (
    "| papers | built, s | peak memory, MB | on disk, MB | until first results, KB | requests | facets after that, KB "
    "| all facets, KB | first result, ms | 4× slowed, ms | later, ms | 4× slowed, ms | longest task, ms "
    "| 4× slowed, ms |"
)
ASKED = ("words", "prefix", "author", "abstract")
EACH = 5
"""Queries of each kind that a cold browser asks."""
ITEMS, TITLES, OTHERS_ITEMS = 200, 2_000, 50
"""Known items of each kind, and whole titles; the other engines in the browser, which are slow, get the first ones."""
Items = Mapping[str, Sequence[KnownItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    name: str
    records: Path


def corpora(folder: Path, sizes: Sequence[int], given: Sequence[Path]) -> Iterator[Corpus]:
    """The bundled papers, the given files, and invented papers."""
    yield Corpus(name="207 bundled", records=ROOT / "site_src" / "records")
    for path in given:
        yield Corpus(name=f"{len(read_papers(path)):,} {path.stem}", records=path)
    for size in sizes:
        path = folder / f"{size}.jsonl"
        papers = (replace(one, summary="") for one in invent(size, topic_phrases(ROOT / "site_src" / "topics.yml")))
        path.write_text(as_jsonl(papers), encoding="utf-8")
        yield Corpus(name=f"{size:,} invented", records=path)


def read_papers(records: Path) -> dict[PaperId, Paper]:
    if records.is_dir():
        return dict(load_records(records)[0].papers)
    adapter = TypeAdapter(Paper)
    with records.open(encoding="utf-8") as lines:
        return {paper.id: paper for paper in map(adapter.validate_json, map(_record, lines))}


def _record(line: str) -> str:
    """Of an exported paper what a record has: nothing that is empty, and no topic that was computed."""
    row = json.loads(line)
    row["topics"] = [topic for topic in row.get("topics", ()) if isinstance(topic, str)]
    return json.dumps({key: value for key, value in row.items() if value})


def read_catalog(records: Path) -> Catalog:
    """Without related papers, which cost most of the time and are not searched."""
    decisions, _ = load_decisions(ROOT / "site_src")
    decisions = replace(decisions, settings=replace(decisions.settings, related=0))
    return build_catalog(read_papers(records), decisions)


def build(records: Path, folder: Path) -> None:
    """In a process of its own, whose memory is its own: prints the seconds and the peak in megabytes."""
    catalog = read_catalog(records)
    start = time.perf_counter()
    for path, data in search_files(catalog):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def cost_row(corpus: Corpus, folder: Path, items: Items) -> str:
    command = [sys.executable, "-m", "benchmarks.search", "--build", str(folder), "--records", str(corpus.records)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, memory = json.loads(done.stdout)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    (folder / "bench.html").write_text(PAGE, encoding="utf-8")
    queries = [item.query for kind in ASKED for item in items.get(kind, [])[:EACH]]
    with serving(folder) as server:
        fast, slow = measure(server, queries), measure(server, queries, slowed=4, in_page=True)
        page_slowed = measure(server, queries, slowed=4)
    return _cells(corpus.name, f"{seconds:.1f}", f"{memory:.0f}", f"{disk:.1f}", *_costs(fast, slow, page_slowed))


def _costs(fast: Costs, slow: Costs, page_slowed: Costs) -> Iterator[str]:
    for values in (fast.sent, fast.requests, fast.facets_sent, fast.all_facets_sent):
        yield f"{middle(values) / (1 if values is fast.requests else 1000):.0f}"
    for values in (fast.first, slow.first, fast.later, slow.later):
        yield f"{middle(values):.0f}"
    for costs in (fast, page_slowed):
        longest = max(costs.longest, default=0)
        yield f"{longest:.0f}" if longest else "under 50"


def quality_rows(corpus: Corpus, folder: Path, items: Items, pagefind: Path | None) -> Iterator[str]:
    """MRR@10 by kind, ours and that of others."""
    kinds = {kind: own for kind, own in items.items() if own}
    with serving(folder) as server:
        ours = {
            kind: ranks(server.url, [(item.query, item.papers) for item in own])
            for kind, own in kinds.items()
        }
    papers = read_papers(corpus.records)
    yield _cells(corpus.name, *kinds)
    yield "|---|" + "---:|" * len(kinds)
    yield _cells("queries", *(f"{len(own):,}" for own in kinds.values()))
    yield _quality("this index", ours, kinds)
    yield _quality("SQLite FTS5, title 8, authors 4", sqlite_ranks(papers.values(), kinds), kinds)
    yield from _others(folder.with_name(f"{folder.name}-others"), list(papers.values()), kinds, pagefind)
    yield ""


def _others(folder: Path, papers: Sequence[Paper], items: Items, pagefind: Path | None) -> Iterator[str]:
    """Rows of the engines that a browser runs, as far as it can."""
    made = {}
    if len(papers) <= MATERIAL_MOST:
        made["Material"] = make_material(folder / "material", papers)
    if pagefind:
        made["Pagefind"] = make_pagefind(folder / "pagefind", papers, pagefind)
    fewer = {kind: own[:OTHERS_ITEMS] for kind, own in items.items()}
    queries = [item.query for kind in ASKED for item in items.get(kind, [])[:1]]
    for name, seconds in made.items():
        own = folder / name.lower()
        disk = sum(path.stat().st_size for path in own.rglob("*") if path.is_file()) / 1e6
        sent, first, later = first_results(own, queries)
        said = f"{sent / 1000:.0f} KB, {first:.0f} ms until first results, {later:.0f} ms later, {disk:.1f} MB on disk"
        yield _quality(f"{name} ({said}, built in {seconds:.0f} s)", other_ranks(own, fewer), items)


def _quality(name: str, found: Mapping[str, Sequence[int]], kinds: Items) -> str:
    return _cells(name, *(f"{_mrr(found[kind]):.3f}" if kind in found else "–" for kind in kinds))


def _mrr(found: Sequence[int]) -> float:
    return sum(1 / rank for rank in found if rank) / len(found)


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _how(arguments: argparse.Namespace) -> str:
    """When, on what machine and how the tables were made."""
    records = "".join(f" {path.name}" for path in arguments.records)
    command = "python -m benchmarks.search" + (f" --records{records}" if records else "")
    command += " --pagefind DIR" if arguments.pagefind else ""
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
    return f"{date.today():%Y-%m-%d}, {machine}, Python {platform.python_version()}; command: `{command}`"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--invented", type=int, nargs="*", default=[10_000, 100_000], help="how many invented papers")
    parser.add_argument("--records", type=Path, nargs="*", default=[], help="JSON Lines of records, too")
    parser.add_argument("--pagefind", type=Path, help="a folder in which `npm install pagefind` was run")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--dry-run", action="store_true", help="leave benchmarks/README.md as it is")
    arguments = parser.parse_args()
    if arguments.build:
        build(arguments.records[0], arguments.build)
        return
    costs = [COSTS, "|---|" + "---:|" * (COSTS.count("|") - 2)]
    quality: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for corpus in corpora(Path(name), arguments.invented, arguments.records):
            folder = Path(name) / corpus.records.stem
            folder.mkdir()
            items = known_items(list(read_papers(corpus.records).values()), ITEMS, TITLES)
            costs.append(cost_row(corpus, folder, items))
            print(costs[-1], flush=True)
            quality += quality_rows(corpus, folder, items, arguments.pagefind)
            print("\n".join(quality), flush=True)
    table = "\n".join([*costs, "", *quality, _how(arguments), ""])
    if not arguments.dry_run:
        README.write_text(TABLES.sub(lambda _: table, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
