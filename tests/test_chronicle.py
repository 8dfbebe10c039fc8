"""What became of the papers, as a catalog knows it and as its pages, feeds and `changes.jsonl` tell it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from generator.knowledge.catalog import Catalog, build_catalog, with_history
from generator.knowledge.limits import Limits
from generator.model import Paper, PaperId
from generator.pipeline import load_catalog, with_changes
from generator.publish.changes import changes_files
from generator.publish.memory import Memory
from generator.publish.pages import render_changed, render_pages
from generator.publish.pages.changes import LATEST, MOST_A_DAY, ROWS_PER_PAGE
from generator.records.history import Change, FieldChange, History, Kind
from generator.records.settings import Decisions, Ruling, Rulings, Settings
from tests.make import paper
from tests.repository import Files, commit_all, git, make_repository
from tests.test_second_month import DAYS, GOLDEN, Month

TITLE = (FieldChange(field="title", old="Old & <b>bold</b>", new="New"),)


def _catalog(*papers: Paper, told: tuple[Change, ...] = (), limits: Limits | None = None, out: str = "") -> Catalog:
    """Of these records and what git tells; `out`: what is left out by that name."""
    rulings = Rulings(excluded=(Ruling(names=(out,), because="Off topic."),) if out else ())
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=rulings)
    catalog = build_catalog({record.id: record for record in papers}, decisions, limits or Limits())
    return with_history(catalog, History(changes=told))


def _change(day: str, kind: Kind, paper: str, other: str = "") -> Change:
    return Change(day=day, kind=kind, paper=paper, other=other, fields=TITLE if kind == "corrected" else ())


def _all(catalog: Catalog) -> list[tuple[str, str, str]]:
    return [(one.day, one.kind, one.paper) for changes in catalog.changes.values() for one in changes]


def _pages(catalog: Catalog) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(catalog)}


def test_the_second_month_is_told_as_it_was(tmp_path: Path, update_golden: bool) -> None:
    """What the commands of a curator's month did, each committed on a day of its own: as lines and as a page."""
    month = Month(tmp_path)
    for number, (_, act) in enumerate(DAYS):
        act(month)
        files: Files = {f"papers/{path.relative_to(month.catalog)}": path.read_text() for path in
                        sorted(month.catalog.rglob("*.yml"))}
        gone = git(tmp_path, "ls-files").split() if number else []
        changed = {**dict.fromkeys(gone), **files}
        day = (date(2026, 9, 24) + timedelta(days=4 * number)).isoformat()
        make_repository(tmp_path, [(day, changed)], checkout=False)
        git(tmp_path, "reset", "-q", "main")
    catalog, problems = with_changes(month.catalog, load_catalog(month.catalog)[0])
    assert problems == []
    lines, page = dict(changes_files(catalog))["changes.jsonl"], _pages(catalog)["changes/index.md"]
    for name, text in (("changes.expected.jsonl", lines), ("changes.expected.md", page)):
        if update_golden:
            (GOLDEN / name).write_text(text, encoding="utf-8")
        assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_paper_was_added_on_the_day_that_its_record_states() -> None:
    """Else on that of its commit; a month that the record states is less than a day that git knows."""
    told = tuple(_change("2024-05-09", "added", id_) for id_ in ("dated", "month", "plain", "undated"))
    catalog = _catalog(paper("dated", added="2024-05-02"), paper("month", added="2024-04"), paper("plain"),
                       paper("new", added="2024-06-01"), paper("vague", added="2023"), paper("nothing"), told=told)
    assert list(catalog.arrived.items()) == [
        ("new", "2024-06-01"), ("month", "2024-05-09"), ("plain", "2024-05-09"), ("dated", "2024-05-02"),
        ("vague", "2023"), ("nothing", ""),
    ]  # fmt: skip
    assert _all(catalog) == [
        ("2024-06-01", "added", "new"), ("2024-05-09", "added", "month"), ("2024-05-09", "added", "plain"),
        ("2024-05-09", "added", "undated"), ("2024-05-02", "added", "dated"), ("2023", "added", "vague"),
    ]  # fmt: skip


def test_a_paper_keeps_its_history_under_every_name_it_had() -> None:
    """Also where a name went to another paper since; what became part of it has a history of its own."""
    told = (
        _change("2024-01-01", "added", "a"), _change("2024-01-01", "added", "part"),
        _change("2024-01-02", "corrected", "a"), _change("2024-01-03", "corrected", "part"),
        _change("2024-01-04", "renamed", "b", "a"), _change("2024-01-05", "added", "a"),
        _change("2024-01-06", "merged", "b", "part"), _change("2024-01-07", "renamed", "c", "b"),
    )  # fmt: skip
    catalog = _catalog(paper("a"), paper("c", aliases=("b", "part")), told=told)
    assert [(one.day, one.kind) for one in catalog.history[PaperId("c")]] == [
        ("2024-01-07", "renamed"), ("2024-01-06", "merged"), ("2024-01-04", "renamed"), ("2024-01-02", "corrected"),
        ("2024-01-01", "added"),
    ]  # fmt: skip
    assert [one.day for one in catalog.history[PaperId("a")]] == ["2024-01-05"]
    assert ("2024-01-01", "added", "part") in _all(catalog)
    assert "as <code>part</code>" in _pages(catalog)["changes/2024-01.md"]


def test_of_what_is_gone_only_its_id_is_told() -> None:
    """That it came, and that it went; its address says why, where a person left it out."""
    told = (_change("2024-01-01", "added", "out"), _change("2024-01-01", "added", "by-hand"),
            _change("2024-01-02", "corrected", "out"), _change("2024-01-02", "corrected", "by-hand"),
            _change("2024-01-03", "removed", "out"), _change("2024-01-03", "removed", "by-hand"),
            _change("2024-01-03", "excluded", "out"))  # fmt: skip
    catalog = _catalog(paper("x"), told=told, out="out")
    assert _all(catalog) == [
        ("2024-01-03", "excluded", "out"), ("2024-01-03", "removed", "by-hand"), ("2024-01-01", "added", "by-hand"),
        ("2024-01-01", "added", "out"),
    ]  # fmt: skip
    assert not any("bold" in text for text in [*_pages(catalog).values(), *dict(changes_files(catalog)).values()])


def test_an_exclusion_is_told_by_any_name_of_the_paper() -> None:
    """A record that lies there still has its title at its address, and its history nowhere."""
    told = (_change("2024-01-02", "excluded", "doi:10.1000/x"), _change("2024-01-02", "excluded", "doi:10.1000/other"))
    catalog = _catalog(paper("x", ids={"doi": "10.1000/x"}, added="2023-02-01"), told=told, out="doi:10.1000/x")
    assert _all(catalog) == [("2024-01-02", "excluded", "x")]


def test_a_record_whose_address_the_site_needs_has_its_history_at_its_page() -> None:
    catalog = _catalog(paper("index", title="Index"), told=(_change("2024-01-01", "added", "index"),
                                                            _change("2024-01-02", "corrected", "index")))
    assert [one.kind for one in catalog.history[PaperId("index-paper")]] == ["corrected", "added"]


def test_pages_stay_small_however_much_happened() -> None:
    """Of ten thousand papers of one day a hundred are listed; a month of many days has further pages."""
    papers = [paper(f"p{n}", title=f"T{n}") for n in range(1000)]
    told = [_change("2024-01-02", "added", record.id) for record in papers]
    told += [_change(f"2024-02-{1 + n % 28:02}", "corrected", record.id) for n, record in enumerate(papers)]
    pages = _pages(_catalog(*papers, told=tuple(sorted(told, key=lambda one: one.day))))
    made = {path: text.count("\n- ") for path, text in pages.items() if path.startswith("changes/")}
    assert made == {
        "changes/index.md": made["changes/index.md"], "changes/2024-01.md": MOST_A_DAY,
        **{f"changes/2024-02{page}.md": ROWS_PER_PAGE for page in ("", "/2", "/3", "/4", "/5")},
    }  # fmt: skip
    assert LATEST <= made["changes/index.md"] < LATEST + MOST_A_DAY
    assert "… and 900 more" in pages["changes/2024-01.md"] and "../../papers/p" in pages["changes/2024-02/5.md"]


def test_a_large_catalog_tells_on_its_pages_only_what_is_more_than_coming() -> None:
    """All of it is in `changes.jsonl`."""
    papers = [paper(f"p{n}", title=f"T{n}", added="2024-01-01") for n in range(3)]
    told = (_change("2024-01-02", "corrected", "p1"),)
    small, large = (_catalog(*papers, told=told, limits=Limits(history=most)) for most in (3, 2))
    assert ["Added" in _pages(small)[f"papers/p{n}.md"] for n in range(3)] == [True, False, True]
    assert ["Added" in _pages(large)[f"papers/p{n}.md"] for n in range(3)] == [False] * 3
    assert "<summary>What became of it: &#50; changes" in _pages(large)["papers/p1.md"]
    assert dict(changes_files(small)) == dict(changes_files(large))


def test_changes_that_are_too_many_for_one_file_have_one_a_year() -> None:
    """The one that was there before goes on with the latest."""
    papers = [paper(f"p{n}", added=f"202{n}-01-01") for n in range(4)]
    files = {path: [json.loads(line)["paper"] for line in text.splitlines()]
             for path, text in changes_files(_catalog(*papers, limits=Limits(changes=2)))}
    assert files == {"changes.jsonl": ["p3", "p2"], **{f"changes/202{n}.jsonl": [f"p{n}"] for n in range(4)}}


def test_a_line_of_changes_has_what_is_known() -> None:
    told = (_change("2024-01-01", "added", "x"), _change("2024-01-02", "renamed", "x", "old"),
            _change("2024-01-03", "split", "x", "y"),
            Change(day="2024-01-04", kind="corrected", paper="x", fields=(*TITLE, FieldChange(field="abstract"))))
    lines = dict(changes_files(_catalog(paper("x"), paper("y"), told=told)))["changes.jsonl"].splitlines()
    assert list(map(json.loads, lines)) == [
        {"day": "2024-01-04", "kind": "corrected", "paper": "x",
         "fields": [{"field": "title", "old": "Old & <b>bold</b>", "new": "New"}, {"field": "abstract"}]},
        {"day": "2024-01-03", "kind": "split", "paper": "x", "from": "y"},
        {"day": "2024-01-02", "kind": "renamed", "paper": "x", "former": "old"},
        {"day": "2024-01-01", "kind": "added", "paper": "x"},
    ]  # fmt: skip


def test_a_change_makes_only_the_pages_anew_that_tell_it(tmp_path: Path) -> None:
    """Its paper's, its month's, the first of the changes; no other paper's and no other month's."""
    papers = [paper(f"p{n}", title=f"T{n}", added=f"2024-0{1 + n}-01") for n in range(5)]
    before = _catalog(*papers)
    after = _catalog(*papers, told=(_change("2024-02-09", "corrected", "p3"),))
    _made(tmp_path, before)
    assert _made(tmp_path, before) == []
    assert _made(tmp_path, after) == ["papers/p3.md", "changes/index.md", "changes/2024-02.md"]
    since = replace(after, since=("2024-01-01",))
    assert _made(tmp_path, since) == ["changes/index.md"]
    assert "before &#49; January 2024" in _pages(since)["changes/index.md"]


def _made(folder: Path, catalog: Catalog) -> list[str]:
    memory = Memory(folder / "memory", folder, "v")
    made = [(path, text) for path, text in render_changed(catalog, memory) if text is not None]
    for path, text in made:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    memory.save()
    return [path for path, _ in made]


def test_what_is_new_here_is_what_came_last() -> None:
    """And not what was published last."""
    papers = [paper(f"p{n}", title=f"T{n}", date=str(2010 + n), added=f"2024-01-{20 - n:02}") for n in range(12)]
    home = _pages(_catalog(*papers))["index.md"]
    listed = home.partition("## New here")[2].partition("</div>")[0]
    assert [name for name in (f"[T{n}]" for n in range(12)) if name in listed] == [f"[T{n}]" for n in range(8)]


def _written(folder: Path, **env: str) -> dict[str, bytes]:
    """The pages that `generate` writes in a process of its own."""
    catalog = folder / "site_src"
    shutil.rmtree(catalog / "docs", ignore_errors=True)
    shutil.rmtree(catalog / ".paper-catalog-cache", ignore_errors=True)
    command = [sys.executable, "-c", "from generator.cli import main; main()", "generate", "--catalog", str(catalog)]
    subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in (catalog / "docs").rglob("*.md")}


def test_neither_locale_nor_hashes_nor_who_committed_matter(tmp_path: Path) -> None:
    """The same history, the same bytes; names and messages of commits are nowhere."""
    days = [(f"2024-0{1 + n}-07", {f"site_src/records/p{m}.yml": f"title: T{m} {n}\n" for m in range(n, n + 3)})
            for n in range(4)]
    folder = make_repository(tmp_path, days)
    (folder / "site_src" / "catalog.yml").write_text("title: Toy\n")
    first = _written(folder, PYTHONHASHSEED="1", LC_ALL="C", TZ="Pacific/Kiritimati")
    assert first == _written(folder, PYTHONHASHSEED="2", LC_ALL="tr_TR.UTF-8", TZ="America/Adak", LANGUAGE="de")
    assert b"&#55; January 2024" in first["2024-01.md"] and not any(b"vil" in text for text in first.values())
    commit_all(folder, [("2024-09-01", {"README.md": "x"})], checkout=False)
    assert _written(folder) == first
