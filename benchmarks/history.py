"""Measures how long it takes to read a catalog's history out of git, and writes the table of benchmarks/README.md.

    .venv/bin/python -m benchmarks.history

The repositories are invented: an import of all records, then commits that each change one, so many a day on
ever later days. Seconds are those of the processors, git's own processes included; one run each. Linux only.
"""

import random
import re
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.make_records import ROOT, as_jsonl, invent, topic_phrases
from generator.files import CACHE
from generator.model import Paper
from generator.records.history import read_history
from generator.records.store import as_yaml, load_records

README = ROOT / "benchmarks" / "README.md"
TABLE = re.compile(r"(?<=<!-- history -->\n).*?(?=<!-- end of history -->)", re.S)
HEAD = ("commits", "records", "days", "first, s", "nothing new, s", "one commit more, s", "changes", "cache, MB")
SIZES = ((1_000, 2_000, 10), (10_000, 10_000, 10), (10_000, 10_000, 1))
"""(commits, records, commits a day)."""


def invented(count: int) -> list[Paper]:
    """So many records."""
    with tempfile.TemporaryDirectory() as name:
        lines = as_jsonl(invent(count, topic_phrases(ROOT / "site_src" / "topics.yml")))
        Path(name, "invented.jsonl").write_text(lines, encoding="utf-8")
        return list(load_records(Path(name))[0].papers.values())


def make_history(folder: Path, commits: int, records: list[Paper], a_day: int) -> None:
    """A repository with so many commits of these records."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    importer = subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert importer.stdin
    for part in _stream(commits, records, a_day):
        importer.stdin.write(part)
    importer.stdin.close()
    assert importer.wait() == 0
    (folder / "site_src").mkdir()


def _stream(commits: int, records: list[Paper], a_day: int) -> Iterator[bytes]:
    chance, first = random.Random(1), date(1990, 1, 1)
    texts = [(str(record.id), as_yaml(record)) for record in records]
    for number in range(commits):
        day = first + timedelta(days=number // a_day)
        yield _commit(day, texts if not number else [_changed(*chance.choice(texts), number)])


def _changed(id_: str, text: str, number: int) -> tuple[str, str]:
    return id_, f"{text}notes:\n  - Looked at for the {number}th time.\n"


def _commit(day: date, files: list[tuple[str, str]]) -> bytes:
    seconds = (day - date(1970, 1, 1)).days * 86_400
    parts = [f"commit refs/heads/main\ncommitter A <a@example.org> {seconds} +0000\ndata 1\nx\n"]
    for id_, text in files:
        parts.append(f"M 100644 inline site_src/records/{id_}.yml\ndata {len(text.encode())}\n{text}\n")
    return "".join(parts).encode()


def _one_more(folder: Path, records: list[Paper]) -> None:
    day = date(2040, 1, 1)
    head, tip = b"data 1\nx\n", b"from refs/heads/main^0\n"
    stream = _commit(day, [_changed(records[0].id, as_yaml(records[0]), 0)]).replace(head, head + tip)
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input=stream, check=True)


def measure(commits: int, records: list[Paper], a_day: int) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_history(folder, commits, records, a_day)
        first, changes = _seconds(folder)
        again, _ = _seconds(folder)
        _one_more(folder, records)
        more, _ = _seconds(folder)
        size = (folder / "site_src" / CACHE / "history.json").stat().st_size / 1e6
    days = (commits - 1) // a_day + 1
    return (f"{commits:,}", f"{len(records):,}", f"{days:,}", f"{first:.1f}", f"{again:.2f}", f"{more:.2f}",
            f"{changes:,}", f"{size:.1f}")


def _seconds(folder: Path) -> tuple[float, int]:
    before = _processor()
    history, problems = read_history(folder / "site_src")
    assert not problems, problems
    return _processor() - before, len(history.changes)


def _processor() -> float:
    """Seconds of this process and of git's."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    rows = [measure(commits, invented(records), a_day) for commits, records, a_day in SIZES]
    lines = [f"| {' | '.join(map(str, row))} |" for row in (HEAD, *rows)]
    table = "\n".join([lines[0], "|" + "---:|" * len(HEAD), *lines[1:], ""])
    README.write_text(TABLE.sub(lambda _: table, README.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
