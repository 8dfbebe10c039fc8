"""Measures what the records cost: a first import, the same again, a corrected file, and loading all to export them.

    .venv/bin/python -m benchmarks.records [--papers 2000] [--beside /other/clone/.venv/bin/paper-catalog]

Processor seconds of the whole command, the least of three runs; with `--beside` those of another version, in turns.
"""

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.make_records import ROOT, as_bibtex, invent, topic_phrases
from benchmarks.run import COMMAND, measure

RUNS = 3
STEPS = ("import", "import again", "import corrected", "load and export")


def run_steps(command: Path, folder: Path, files: Mapping[str, Path]) -> list[float]:
    """Processor seconds of each step, in a fresh catalog."""
    catalog = folder / "site_src"
    catalog.mkdir()
    for name in ("topics.yml", "venues.yml"):  # which every version reads
        shutil.copy(ROOT / "site_src" / name, catalog)
    (catalog / "records").mkdir()
    calls: Sequence[list[str | Path]] = (
        ["import", files["first"]], ["import", files["first"]], ["import", files["corrected"]],
        ["export", "--format", "jsonl"],
    )
    seconds = [measure([command, *call, "--catalog", catalog]).processor for call in calls]
    shutil.rmtree(catalog)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what records cost.")
    parser.add_argument("--papers", type=int, default=2_000)
    parser.add_argument("--beside", type=Path, help="the command of another version")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = as_bibtex(list(invent(asked.papers, topic_phrases(ROOT / "site_src" / "topics.yml"))))
        files = {"first": folder / "one" / "library.bib", "corrected": folder / "two" / "library.bib"}
        for path, content in zip(files.values(), (text, text.replace("year = {2023}", "year = {2022}")), strict=True):
            path.parent.mkdir()
            path.write_text(content, encoding="utf-8")
        commands = {"here": COMMAND, **({"beside": asked.beside} if asked.beside else {})}
        found: dict[str, list[list[float]]] = {who: [] for who in commands}
        for _ in range(RUNS):
            for who, command in commands.items():
                found[who].append(run_steps(command, folder, files))
    print(f"| {asked.papers:,} papers | {' | '.join(STEPS)} |\n|---|{'---:|' * len(STEPS)}")
    for who, runs in found.items():
        print(f"| {who} | {' | '.join(f'{min(times):.1f}' for times in zip(*runs, strict=True))} |")


if __name__ == "__main__":
    main()
