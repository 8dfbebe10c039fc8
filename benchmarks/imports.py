"""Measures a large import: into an empty catalog, the same file again, ten more papers, and `check`.

    .venv/bin/python -m benchmarks.imports [10000 100000]

Processor seconds and peak memory of one run of each command; with 100,000 papers all four take some ten minutes.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.make_records import ROOT, as_bibtex, invent, topic_phrases
from benchmarks.run import COMMAND, measure

STEPS = ("import", "again", "ten more", "check")
MORE = 10


def measured(count: int, folder: Path) -> list[str]:
    """What each step costs with that many papers: `14.2 s, 268 MB`."""
    catalog = folder / "site_src"
    (catalog / "records").mkdir(parents=True)
    for name in ("topics.yml", "venues.yml"):
        shutil.copy(ROOT / "site_src" / name, catalog)
    papers = list(invent(count + MORE, topic_phrases(ROOT / "site_src" / "topics.yml")))
    all_, more = folder / "invented.bib", folder / "ten.bib"
    all_.write_text(as_bibtex(papers[:count]), encoding="utf-8")
    more.write_text(as_bibtex(papers[count:]), encoding="utf-8")
    calls = (["import", all_], ["import", all_], ["import", more], ["check"])
    costs = [measure([COMMAND, *call, "--catalog", catalog]) for call in calls]
    return [f"{cost.processor:.1f} s, {cost.megabytes:,.0f} MB" for cost in costs]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure large imports.")
    parser.add_argument("papers", type=int, nargs="*", default=[10_000])
    print(f"| papers | {' | '.join(STEPS)} |\n|---|{'---:|' * len(STEPS)}")
    for count in parser.parse_args().papers:
        with tempfile.TemporaryDirectory() as name:
            print(f"| {count:,} | {' | '.join(measured(count, Path(name)))} |")


if __name__ == "__main__":
    main()
