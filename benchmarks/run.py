"""Measures what a site costs, beside what others take for the same pages, and writes the table of benchmarks/README.md.

    make bench
    .venv/bin/python -m benchmarks.run 207 2000 10000 --others

Seconds are those of the processors, of the command and all that it starts, with the clock behind them; memory is the
peak of the largest process. One run each: read a difference below a third as noise. 207 is the bundled catalog; papers
of any other number are invented ones. Linux only.
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.make_records import ROOT, as_jsonl, invent, topic_phrases
from benchmarks.others import measure_others
from benchmarks.preview import edit_seconds

COMMAND = Path(sys.executable).parent / "paper-catalog"
README = ROOT / "benchmarks" / "README.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.S)
HEAD = ("papers", "what", "processor, s", "clock, s", "MB", "pages", "files", "site, MB")
ONLY_MKDOCS = """
import sys
from pathlib import Path
from generator.files import read_manifest
from generator.publish.fast.build import read_config, run
catalog, site = map(Path, sys.argv[1:])
names = [name for name in read_manifest(catalog / "docs") if name.endswith(".md")]
run(read_config(catalog.parent / "mkdocs.yml", site), dict.fromkeys(names, "made"))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took."""

    seconds: float
    processor: float
    """Seconds of processor time, which a busy machine changes less."""
    megabytes: float


def measure(command: Sequence[str | Path], folder: Path | None = None, env: Mapping[str, str] | None = None) -> Cost:
    """Runs it; raises where it fails, after showing what it said."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               cwd=folder, env={**os.environ, **(env or {})})
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    # wait4 gives the peak of this very child; getrusage(RUSAGE_CHILDREN) that of the largest child so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{said}\nfailed: {command}")
    processor = usage.ru_utime + usage.ru_stime
    return Cost(seconds=seconds, processor=processor, megabytes=usage.ru_maxrss / 1024)


def make_catalog(folder: Path, count: int) -> Path:
    """The bundled settings, with the bundled papers or invented ones, and nothing that was generated."""
    left = [".paper-catalog-cache", *(["records", "queries.yml"] if count != bundled() else [])]
    listed = ROOT / "site_src" / "docs" / ".paper-catalog-manifest"
    made = {line.split("/")[0] for line in listed.read_text().splitlines()} if listed.exists() else set()
    shutil.copytree(ROOT / "site_src", folder / "site_src", ignore=lambda path, names: [
        name for name in names if name in left or (Path(path).name == "docs" and name in {*made, listed.name})
    ])
    shutil.copy(ROOT / "mkdocs.yml", folder)
    catalog = folder / "site_src"
    if count != bundled():
        (catalog / "records").mkdir()
        papers = invent(count, topic_phrases(ROOT / "site_src" / "topics.yml"))
        (catalog / "records" / "invented.jsonl").write_text(as_jsonl(papers), encoding="utf-8")
    return catalog


def bundled() -> int:
    return len(list((ROOT / "site_src" / "records").glob("*.yml")))


def correct(catalog: Path, count: int = 10) -> None:
    """Gives so many records, from all parts of the catalog, a new title."""
    files = sorted((catalog / "records").glob("*.yml"))
    for file in files[:: max(1, len(files) // count)][:count]:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'^title: (["\']?)', r"title: \1Revised ", text, count=1, flags=re.M), encoding="utf-8")
    for lines in (catalog / "records").glob("*.jsonl"):
        records = lines.read_text(encoding="utf-8").splitlines()
        step = max(1, len(records) // count)
        for number in range(0, step * count, step):
            records[number] = records[number].replace('"title": "', '"title": "Revised ', 1)
        lines.write_text("\n".join(records) + "\n", encoding="utf-8")


def measure_size(folder: Path, count: int, *, others: bool) -> list[Sequence[object]]:
    """The rows of one catalog."""
    catalog, site = make_catalog(folder, count), folder / "site"
    build: list[str | Path] = [COMMAND, "build", "--catalog", catalog, "--site", site]
    rows = [_row(count, "build", measure(build), site)]
    (folder / "alone").mkdir()
    rows.append(_row(count, "– of it MkDocs", measure([sys.executable, "-c", ONLY_MKDOCS, catalog, folder / "alone"])))
    correct(catalog)
    rows.append(_row(count, "after ten records changed", measure(build)))
    rows.append(_row(count, "nothing changed", measure(build)))
    if count <= 2_000:
        rows.append((f"{count:,}", "an edit under `serve`", f"{edit_seconds(COMMAND, catalog):.1f}", *[""] * 5))
    if others:
        rows += [_row(count, *found) for found in measure_others(folder, catalog / "docs", measure)]
    return rows


def _row(count: int, what: str, cost: Cost, site: Path | None = None) -> Sequence[object]:
    files = [path for path in site.rglob("*") if path.is_file()] if site else []
    size = sum(path.stat().st_size for path in files)
    pages = sum(path.suffix == ".html" for path in files)
    sizes = (f"{pages:,}", f"{len(files):,}", f"{size / 1e6:.1f}") if site else ("", "", "")
    return (f"{count:,}", what, f"{cost.processor:.1f}", f"{cost.seconds:.1f}", f"{cost.megabytes:.0f}", *sizes)


def machine(asked: str) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    processors = f"{len(os.sched_getaffinity(0))} processors"
    return f"{date.today():%Y-%m-%d}, {processors}, {system}, {packages}; command: `{asked}`"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what a site costs.")
    parser.add_argument("papers", type=int, nargs="*", default=[bundled(), 2_000])
    parser.add_argument("--others", action="store_true", help="Hugo, Material and Zensical on the same pages")
    asked = parser.parse_args()
    rows: list[Sequence[object]] = []
    for count in asked.papers:
        with tempfile.TemporaryDirectory() as name:
            rows += measure_size(Path(name), count, others=asked.others)
    lines = [f"| {' | '.join(map(str, row))} |" for row in (HEAD, *rows)]
    words = " ".join(["python -m benchmarks.run", *map(str, asked.papers), *["--others"] * asked.others])
    table = "\n".join([lines[0], "|---:|---|" + "---:|" * 6, *lines[1:], "", machine(words), ""])
    README.write_text(TABLE.sub(lambda _: table, README.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
