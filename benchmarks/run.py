"""Measures import and build, of the bundled papers and of invented ones, and writes the table of benchmarks/README.md.

    make bench

Seconds are wall clock of the whole command; memory is the peak of the process and what it starts. One run each:
read a difference below a third as noise.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.make_records import ROOT, as_bibtex, as_jsonl, invent, topic_phrases

COMMAND = Path(sys.executable).parent / "paper-catalog"
SEEDS = ROOT.parent / "shared" / "seeds"
README = ROOT / "benchmarks" / "README.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.S)
HEAD = "| what | seconds | of processor | peak memory, MB | site, MB | files | mean page, KB | search index, MB |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took."""

    seconds: float
    processor: float
    """Seconds of processor time, which a busy machine changes less."""
    megabytes: float


def measure(command: Sequence[str | Path]) -> Cost:
    """Runs it; raises where it fails, after showing what it said."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    # wait4 gives the peak of this very child; getrusage(RUSAGE_CHILDREN) that of the largest child so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{said}\nfailed: {command}")
    processor = usage.ru_utime + usage.ru_stime
    return Cost(seconds=seconds, processor=processor, megabytes=usage.ru_maxrss / 1024)


def empty_catalog(folder: Path) -> Path:
    """The bundled settings without records and what is to be found in them; returns the catalog folder."""
    shutil.copytree(ROOT / "site_src", folder / "site_src", ignore=shutil.ignore_patterns("records", "queries.yml"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "site_src" / "records").mkdir()
    return folder / "site_src"


def measure_import(what: str, captures: Sequence[Path], catalog: Path) -> str:
    cost = measure([COMMAND, "import", *captures, "--catalog", catalog])
    return row(f"import of {what}", cost, "", len(list((catalog / "records").iterdir())), "", "")


def measure_build(what: str, catalog: Path, site: Path) -> str:
    cost = measure([COMMAND, "build", "--catalog", catalog, "--site", site])
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in files if path.suffix == ".html"]
    index = sum(path.stat().st_size for path in (site / "search-index").rglob("*") if path.is_file())
    total = sum(path.stat().st_size for path in files)
    return row(f"build of {what}", cost, f"{total / 1e6:.1f}", len(files), f"{sum(pages) / len(pages) / 1e3:.1f}",
               f"{index / 1e6:.1f}")


def row(what: str, cost: Cost, *rest: object) -> str:
    spent = (what, f"{cost.seconds:.1f}", f"{cost.processor:.1f}", f"{cost.megabytes:.0f}")
    return f"| {' | '.join([*spent, *map(str, rest)])} |"


def bundled_rows(folder: Path) -> list[str]:
    rows = []
    if SEEDS.exists():
        captures = sorted(SEEDS.glob("*.txt"))
        rows.append(measure_import(f"{len(captures)} real captures", captures, empty_catalog(folder / "seeds")))
    catalog = empty_catalog(folder / "bundled")
    shutil.copytree(ROOT / "site_src" / "records", catalog / "records", dirs_exist_ok=True)
    count = len(list((catalog / "records").glob("*.yml")))
    return [*rows, measure_build(f"the {count} bundled papers", catalog, folder / "bundled-site")]


def invented_rows(count: int, folder: Path) -> list[str]:
    """Imported from BibTeX into an empty catalog; built from records, since BibTeX has no place for a summary."""
    papers = list(invent(count, topic_phrases(ROOT / "site_src" / "topics.yml")))
    folder.mkdir()
    capture = folder / "invented.bib"
    capture.write_text(as_bibtex(papers), encoding="utf-8")
    what = f"{count:,} invented papers"
    catalog = empty_catalog(folder / "invented")
    (catalog / "records" / "invented.jsonl").write_text(as_jsonl(papers), encoding="utf-8")
    return [
        measure_import(f"{what} (BibTeX)", [capture], empty_catalog(folder / "imported")),
        measure_build(what, catalog, folder / "invented-site"),
    ]


def machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{date.today():%Y-%m-%d}, {processors} processors, {system}, {packages}; command: `make bench`"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure import and build.")
    parser.add_argument("--invented", type=int, nargs="*", default=[2_000], help="how many invented papers")
    sizes = parser.parse_args().invented
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = bundled_rows(folder)
        for size in sizes:
            rows += invented_rows(size, folder / str(size))
    table = "\n".join([HEAD, "|---|" + "---:|" * 7, *rows, "", machine(), ""])
    README.write_text(TABLE.sub(lambda _: table, README.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
