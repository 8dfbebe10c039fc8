"""What waits shows in the report, to a person, and nowhere else."""

from pathlib import Path

import pytest
import yaml

from generator.github.markdown import hostile
from tests.curator import run
from tests.enrich.answers import entry, feed
from tests.follow.conftest import Desk

NASTY = "@owl and #12 | <img src=x onerror=1> [a](javascript:b) `c` https://example.org/ www.example.org ![d](e)"
RECORD = {"title": "Counting Boats on Every Grid", "authors": ["Ann Roe"], "ids": {"doi": "10.1000/boats"}}
TOPICS = {"grids": {"title": "Grids | <b>", "definition": "Of grids.", "strong": ["grid"]}}


@pytest.fixture
def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name, value in desk.bench.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    (desk.folder / "topics.yml").write_text(yaml.safe_dump(TOPICS), encoding="utf-8")
    desk.follow(lanterns={"arxiv": {"words": ["lantern | @routing"]}})
    return desk


def test_the_report_has_a_row_for_each_new_paper(told: Desk) -> None:
    """Title, authors, why it was found, the nearest papers, and the topics it would have."""
    people = ("A One", "B Two", "C Three", "D Four")
    told.bench.write("boats", **RECORD)
    told.bench.arxiv.answering = lambda asked: feed(entry("2301.00001", authors=people))
    report = told.path("report.md")
    done = run(told.folder, "update", "--report", report)
    assert done.exit_code == 0, done.output
    assert "proposed: lantern-routing-ends-on-every-grid-2023" in done.output
    (row,) = [line for line in report.read_text(encoding="utf-8").splitlines() if line.startswith("| [")]
    title, names, why, near, topics = row.strip("| ").split(" | ")
    assert title == (
        "[Lantern Routing Ends on Every Grid](https://arxiv.org/abs/2301.00001)<br>"
        "`lantern-routing-ends-on-every-grid-2023`"
    )
    assert names == "A One, B Two, C Three et al&#46;"
    assert why == "lanterns: arXiv: “lantern &#124; &#64;&#8203;routing”"
    assert (near, topics) == ("Counting Boats on Every Grid", "Grids &#124; &#60;b&#62;")


def test_a_title_can_do_nothing_in_a_comment(told: Desk) -> None:
    """No mention, no reference, no image, no link of its own, no further cell."""
    told.bench.arxiv.answering = lambda asked: feed(entry("2301.00001", title=NASTY))
    report = told.path("report.md")
    run(told.folder, "update", "--report", report)
    text = report.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| ["))
    assert row.count(" | ") == 4
    for sign in ("@owl", " #12", "<img", "](j", "![", "https://example", "www.example"):
        assert sign not in text


def test_a_sign_that_tells_somebody_is_parted_from_the_name() -> None:
    """GitHub reads the page and not its source, so that to spell the sign as a number is not enough."""
    assert hostile("@owl") == "&#64;&#8203;owl"
    assert hostile("a" * 400).endswith("a…") and len(hostile("a" * 400)) == 301
    assert hostile("one\n\n# two\x00\u202e") == "one &#35;&#8203; two"


def _site(folder: Path) -> dict[str, bytes]:
    done = run(folder, "generate")
    assert done.exit_code == 0, done.output
    files = {path.relative_to(folder).as_posix(): path for path in (folder / "docs").rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(files.items())}


def test_a_proposed_paper_is_nowhere_in_the_site(told: Desk) -> None:
    """Pages, search and exports are those of a catalog without it, byte for byte."""
    told.bench.write("boats", **RECORD)
    proposed = {"by": "lanterns", "when": "2027-01-15"}
    waits = {"title": "Lanterns of Every Grid", "authors": ["Ann Roe"], "date": "2025", "added": "2027-01-15"}
    pages, exported = _site(told.folder), run(told.folder, "export").output
    told.bench.write("lanterns", **waits, proposed=proposed)
    assert _site(told.folder) == pages
    assert run(told.folder, "export").output == exported
    told.bench.write("lanterns", **waits)
    assert "docs/papers/lanterns.md" in _site(told.folder)


def test_nobody_is_asked_offline(told: Desk) -> None:
    done = run(told.folder, "update", "--offline")
    assert (done.exit_code, told.bench.arxiv.requests) == (0, [])
    assert "lanterns: nobody was asked" in done.output
    told.bench.write("boats", **RECORD)
    done = run(told.folder, "enrich", "--offline")
    assert (done.exit_code, told.bench.crossref.requests, told.bench.openalex.requests) == (0, [], [])
