"""The maintainers' tables and Zotero exports: every row is a record or an explained problem."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.intake.normalize import normalize
from generator.intake.readers import Reader, Reading, decode, detect, read_capture
from generator.model import RawRecord
from tests.shared import SHARED

DATA = SHARED / "data"
TABLES = (
    ("emnlp2020-tracks/main_papers.csv", ","),
    ("emnlp2020-tracks/findings_papers.csv", ","),
    ("iclr2020-miniconf/papers.csv", ","),
    ("dblp-acm/full-tables/acm.csv", "%"),
    ("dblp-acm/full-tables/dblp.csv", "%"),
)


def _reading(path: Path, name: str) -> Reading:
    capture, problems = decode(path.name, path.read_bytes())
    assert capture and not problems
    reader = detect(capture)
    assert isinstance(reader, Reader) and reader.name == name
    return read_capture(capture, reader)


@pytest.mark.shared("data/emnlp2020-tracks", "data/iclr2020-miniconf", "data/dblp-acm")
@pytest.mark.parametrize(("name", "delimiter"), TABLES)
def test_a_real_table_is_read_row_by_row(name: str, delimiter: str) -> None:
    """As many records as Python's own reader finds rows, with its titles, and no line left."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=delimiter))
    reading = _reading(DATA / name, "csv")
    assert not reading.residue and not reading.problems
    assert len(reading.records) == len(rows) > 400
    for record, row in zip(reading.records, rows, strict=True):
        assert row["title"].split()[:1] == record.title.split()[:1]
        names = re.split(r"\||\s+and\s+" if delimiter == "," else r",\s*|\s+and\s+", row["authors"])
        # DBLP's table has `?` where nobody signed.
        assert len(record.authors) == len([name for name in names if name not in ("", "?", "Jr.", "III")]), row
        normalized, problems = normalize(record)
        assert normalized and not problems


def _zotero() -> Iterator[Path]:
    return (path for path in sorted((DATA / "bbt-import-sample").glob("*.json")))


@pytest.mark.shared("data/bbt-import-sample")
def test_real_zotero_exports_are_read_item_by_item() -> None:
    """Titles, authors, dates and DOIs are those of the items."""
    count = 0
    for path in _zotero():
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        reading = _reading(path, "zotero")
        assert not reading.residue and not reading.problems
        assert len(reading.records) == len(items)
        for record, item in zip(reading.records, items, strict=True):
            count += 1
            _check(record, item)
    assert count == 53


def _check(record: RawRecord, item: dict[str, object]) -> None:
    creators = item["creators"]
    assert isinstance(creators, list)
    signing = [creator for creator in creators if creator["creatorType"] in ("author", "inventor")]
    assert len(record.authors) == len(signing)
    assert record.date == item.get("date", "")
    assert dict(record.ids).get("doi") == item.get("DOI")
    row, problems = normalize(record)
    assert row and {problem.code for problem in problems} <= {"bad-date", "bad-id", "bad-link"}
