"""What git tells of the records: what became of which paper on which day, however the repository was made."""

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.files import CACHE
from generator.model import Author, Paper
from generator.records.history import Change, FieldChange, History, read_history
from generator.records.store import as_plain, as_yaml
from tests.make import paper
from tests.repository import Files, commit_all, git, make_repository

FIRST = date(2024, 3, 1)


def _day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def _record(record: Paper) -> Files:
    return {f"site_src/records/{record.id}.yml": as_yaml(record)}


def _told(folder: Path) -> History:
    history, problems = read_history(folder / "site_src")
    assert problems == []
    return history


def _changes(tmp_path: Path, *days: Files) -> list[Change]:
    """What a repository with a commit a day tells of all days but the first."""
    folder = make_repository(tmp_path / "repository", [(_day(n), files) for n, files in enumerate(days)])
    return [change for change in _told(folder).changes if change.day > _day(0)]


SAID: dict[str, Any] = {"title": "Lanterns", "authors": ("Ada Roe", "Bo Poe"), "date": "2024",
                        "ids": {"doi": "10.1000/lamp"}, "abstract": "It glows.", "keywords": ("lamps", "wires")}
LANTERN = paper("lantern-2024", **SAID)


@pytest.mark.parametrize(("values", "expected"), [
    ({"title": "Lanterns: a Census"}, [("title", "Lanterns", "Lanterns: a Census")]),
    ({"ids": {"doi": "10.1000/lamp", "arxiv": "2403.00001"}}, [("ids.arxiv", "", "2403.00001")]),
    ({"ids": {}}, [("ids.doi", "10.1000/lamp", "")]),
    ({"authors": ("Ada Roe", "Bob Poe")}, [("authors", "Bo Poe", "Bob Poe")]),
    ({"authors": ("Bo Poe", "Ada Roe")}, [("authors", "Ada Roe; Bo Poe", "Bo Poe; Ada Roe")]),
    ({"authors": ("Ada Roe", "Bo Poe", "Bo Poe")}, [("authors", "", "Bo Poe")]),
    ({"abstract": "It glows at night."}, [("abstract", "", "")]),
    ({"links": (("code", "https://example.org/a"),)}, [("links", "", "code https://example.org/a")]),
    ({"date": "2024-05", "first": "2024"}, [("date", "2024", "2024-05"), ("first", "", "2024")]),
    ({"topics": ("lamps",), "notes": ("It hums.",)}, [("topics", "", "lamps"), ("notes", "", "It hums.")]),
    ({"added": "2024-03-01", "kept": ("date",)}, []),
])  # fmt: skip
def test_a_correction_is_told_field_by_field(
    values: dict[str, Any], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    """Of lists what left and what came; of an abstract only that it changed; of how the record is kept nothing."""
    fields = tuple(FieldChange(field=field, old=old, new=new) for field, old, new in expected)
    found = _changes(tmp_path, _record(LANTERN), _record(paper("lantern-2024", **SAID | values)))
    assert found == ([Change(day=_day(1), kind="corrected", paper="lantern-2024", fields=fields)] if fields else [])


def test_a_retraction_is_one(tmp_path: Path) -> None:
    ended = paper("x", title="X", state="retracted")
    (change,) = _changes(tmp_path, _record(paper("x", title="X")), _record(ended))
    assert (change.kind, change.fields) == ("retracted", (FieldChange(field="state", new="retracted"),))


def _gone(*ids: str) -> Files:
    return {f"site_src/records/{id_}.yml": None for id_ in ids}


def test_records_are_renamed_merged_split_and_removed(tmp_path: Path) -> None:
    """Each is told once, and neither as added nor as removed besides."""
    boats, rafts = paper("boats", title="Boats"), paper("rafts", title="Rafts")
    merged = paper("boats", title="Boats", aliases=("rafts",))
    found = _changes(
        tmp_path,
        {**_record(LANTERN), **_record(boats), **_record(rafts)},
        {**_gone("lantern-2024"), **_record(paper("lamp", title="Lanterns", aliases=("lantern-2024",), date="2025"))},
        {**_gone("rafts"), **_record(merged)},
        {**_record(rafts), **_record(boats)},
        {**_gone("lamp"), "site_src/rulings.yml": "excluded:\n  - {names: [lamp, 10.1000/lamp], because: Dim.}\n"},
    )
    assert [(change.day, change.kind, change.paper, change.other) for change in found if change.fields == ()] == [
        (_day(1), "renamed", "lamp", "lantern-2024"), (_day(2), "merged", "boats", "rafts"),
        (_day(3), "split", "rafts", "boats"), (_day(4), "excluded", "10.1000/lamp", ""),
        (_day(4), "excluded", "lamp", ""), (_day(4), "removed", "lamp", ""),
    ]  # fmt: skip
    (corrected,) = (change for change in found if change.fields)
    assert corrected.paper == "lamp" and {one.field for one in corrected.fields} == {
        "authors", "date", "ids.doi", "abstract", "keywords",
    }  # fmt: skip


def test_what_was_changed_back_on_the_same_day_did_not_happen(tmp_path: Path) -> None:
    days = [(_day(0), _record(LANTERN)), (_day(1), _record(paper("lantern-2024"))), (_day(1), _record(LANTERN)),
            (_day(2), _record(paper("x"))), (_day(2), _gone("x"))]
    folder = make_repository(tmp_path, days)
    assert [change.kind for change in _told(folder).changes] == ["added"]


def test_another_form_of_the_same_record_is_no_change(tmp_path: Path) -> None:
    """Quotes, comments, Windows' line ends, a list of records, and back."""
    by_hand = """# mine
title: 'Lanterns'
authors: [Ada Roe, {name: Bo Poe}]
date: 2024
ids:
  doi: 10.1000/lamp
abstract: >
  It
  glows.
keywords: [lamps, wires]
""".replace("\n", "\r\n")
    line = json.dumps({"id": "lantern-2024", **as_plain(LANTERN)}) + "\n"
    other = json.dumps({"id": "x", "title": "X"}) + "\n"
    found = _changes(
        tmp_path, _record(LANTERN), {"site_src/records/lantern-2024.yml": by_hand},
        {**_gone("lantern-2024"), "site_src/records/all.jsonl": line},
        {"site_src/records/all.jsonl": other + line},
        {**_record(LANTERN), "site_src/records/all.jsonl": other.replace('"X"', '"Y"')},
    )  # fmt: skip
    assert [(change.day, change.kind, change.paper) for change in found] == [
        (_day(3), "added", "x"), (_day(4), "corrected", "x"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "title: [", "- a\n", "title: a\ntitle: b\n", "title: \x00", "\ufeff", "{" * 3000])
def test_a_record_that_cannot_be_read_stops_nothing(text: str, tmp_path: Path) -> None:
    """It was there, and that is all that is known."""
    found = _changes(tmp_path, _record(LANTERN), {"site_src/records/lantern-2024.yml": text, **_record(paper("x"))})
    assert ("added", "x") in {(change.kind, change.paper) for change in found}
    assert {change.kind for change in found} <= {"added", "corrected"}


def test_only_the_records_of_this_catalog_count(tmp_path: Path) -> None:
    """Neither other folders, nor files below them, nor what has no name of a record."""
    text = as_yaml(LANTERN)
    folder = make_repository(tmp_path, [(_day(0), {
        "records/a.yml": text, "site_src/records/deep/b.yml": text, "site_src/records/c.txt": text,
        "site_src/records/tab\there.yml": text, "site_src/records/Not-One.yml": text,
        "site_src/records/all.jsonl": '{"id": "../x", "title": "X"}\n{"id": 1}\n[]\nnull\n\n{"id":\n',
        "other/site_src/records/d.yml": text, **_record(LANTERN),
    })])  # fmt: skip
    assert [change.paper for change in _told(folder).changes] == ["1", "lantern-2024"]


def _random_days(seed: int, commits: int, records: int) -> list[tuple[str, Files]]:
    """Commits on ever later days, each of which writes or deletes a record or two."""
    chance, number = random.Random(seed), 0
    days: list[tuple[str, Files]] = []
    there: set[str] = set()
    for _ in range(commits):
        number += chance.choice((0, 0, 0, 1, 2))
        files: dict[str, str | None] = {}
        for id_ in {f"paper-{chance.randrange(records)}" for _ in range(chance.choice((1, 1, 2)))}:
            if id_ in there and chance.random() < 0.2:
                files |= _gone(id_)
                there.remove(id_)
            else:
                files |= _record(paper(id_, title=f"Title {chance.randrange(4)}", venue=f"V{chance.randrange(2)}"))
                there.add(id_)
        days.append((_day(number), files))
    return days


def _expected(days: list[tuple[str, Files]]) -> set[tuple[str, str, str]]:
    """(day, kind, paper), by comparing what lay there at the end of each day with the end of the day before."""
    found: set[tuple[str, str, str]] = set()
    before: dict[str, str] = {}
    for day in dict.fromkeys(day for day, _ in days):
        now = dict(before)
        for path, text in ((path, text) for when, files in days if when == day for path, text in files.items()):
            now = {**now, path: text} if text is not None else {key: one for key, one in now.items() if key != path}
        for path in before.keys() | now.keys():
            old, new = before.get(path), now.get(path)
            kind = "added" if old is None else "removed" if new is None else "corrected"
            found |= {(day, kind, Path(path).stem)} if old != new else set()
        before = now
    return found


def test_two_thousand_commits_are_told_as_they_were(tmp_path: Path) -> None:
    """Exactly what another way of comparing finds; and the second time without reading them again."""
    days = _random_days(seed=1, commits=2000, records=300)
    folder = make_repository(tmp_path, days, checkout=False)
    (folder / "site_src").mkdir()
    found = _told(folder)
    assert {(change.day, change.kind, change.paper) for change in found.changes} == _expected(days)
    assert len(found.changes) == len(_expected(days)) > 1500
    assert _told(folder) == found


@given(seed=st.integers(0, 10**6), cuts=st.sets(st.integers(1, 59), max_size=4))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_history_read_in_pieces_is_that_read_at_once(seed: int, cuts: set[int], tmp_path: Path) -> None:
    """Wherever the pieces end, in the middle of a day too."""
    days, folder = _random_days(seed, commits=60, records=8), tmp_path / "repository"
    shutil.rmtree(folder, ignore_errors=True)
    make_repository(folder, days[:1])
    (folder / "site_src").mkdir(exist_ok=True)
    for start, end in zip([1, *sorted(cuts)], [*sorted(cuts), 60], strict=True):
        commit_all(folder, days[start:end], checkout=False)
        in_pieces = _told(folder)
    shutil.rmtree(folder / "site_src" / CACHE)
    assert _told(folder) == in_pieces
    assert {(change.day, change.kind, change.paper) for change in in_pieces.changes} == _expected(days)


def test_a_rewritten_history_is_read_anew(tmp_path: Path) -> None:
    """After a rebase, and after commits were taken back."""
    days = [(_day(n), _record(paper(f"p{n}"))) for n in range(4)]
    folder = make_repository(tmp_path, days)
    assert len(_told(folder).changes) == 4
    git(folder, "reset", "-q", "--hard", "HEAD~2")
    assert [change.paper for change in _told(folder).changes] == ["p0", "p1"]
    commit_all(folder, [(_day(5), _record(paper("q"))), (_day(6), _record(paper("r")))], anew=True)
    assert [(change.day, change.paper) for change in _told(folder).changes] == [(_day(5), "q"), (_day(6), "r")]


def test_what_a_branch_brought_counts_when_it_was_merged(tmp_path: Path) -> None:
    """Once, also where the branch was read before as the main one."""
    folder = make_repository(tmp_path, [(_day(0), _record(paper("a")))])
    git(folder, "branch", "side")
    commit_all(folder, [(_day(1), _record(paper("b")))])
    git(folder, "checkout", "-q", "side")
    (folder / "site_src" / "records" / "c.yml").write_text(as_yaml(paper("c")))
    git(folder, "add", "-A", "--", ":!site_src/.paper-catalog-cache")
    _committed(folder, _day(2), "commit", "-qm", "c")
    assert [change.paper for change in _told(folder).changes] == ["a", "c"]
    git(folder, "checkout", "-q", "main")
    _committed(folder, _day(3), "merge", "-q", "--no-ff", "-m", "m", "side")
    assert [(change.day, change.paper) for change in _told(folder).changes] == [
        (_day(0), "a"), (_day(1), "b"), (_day(3), "c"),
    ]  # fmt: skip


def _committed(folder: Path, day: str, *arguments: str) -> None:
    """Runs a git command that commits on that day."""
    moment = f"{day}T12:00:00Z"
    git(folder, *arguments, env={"GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment, "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"})


def test_a_shallow_clone_says_so_and_invents_nothing(tmp_path: Path) -> None:
    """What its first commit holds was there before; whole again, it tells all."""
    days = [(_day(n), _record(paper(f"p{n}"))) for n in range(5)]
    origin = make_repository(tmp_path / "origin", days)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "2", origin.as_uri(), str(clone))
    history, problems = read_history(clone / "site_src")
    assert [change.paper for change in history.changes] == ["p4"] and history.since == _day(3)
    assert [(problem.code, problem.level) for problem in problems] == [("shallow-history", "warning")]
    git(clone, "fetch", "-q", "--unshallow")
    assert [change.paper for change in _told(clone).changes] == ["p0", "p1", "p2", "p3", "p4"]


def test_where_no_git_holds_the_records_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, one without a commit, records that it ignores or that nobody committed, and no git at all."""
    catalog = tmp_path / "site_src"
    (catalog / "records").mkdir(parents=True)
    (catalog / "records" / "a.yml").write_text(as_yaml(paper("a")))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert _told(tmp_path) == History()
    git(tmp_path, "init", "-q", "-b", "main")
    assert _told(tmp_path) == History()
    commit_all(tmp_path, [(_day(0), {".gitignore": "records/\n"})])
    assert _told(tmp_path) == History()
    monkeypatch.setenv("PATH", "")
    assert _told(tmp_path) == History()


def test_a_repository_that_git_refuses_is_a_warning(tmp_path: Path) -> None:
    """A damaged one: the build goes on without its history."""
    folder = make_repository(tmp_path, [(_day(n), _record(paper(f"p{n}"))) for n in range(2)])
    parent = git(folder, "rev-parse", "HEAD~1").strip()
    (folder / ".git" / "objects" / parent[:2] / parent[2:]).unlink()
    history, problems = read_history(folder / "site_src")
    assert history == History() and [problem.code for problem in problems] == ["no-history"]


def test_halves_of_characters_are_no_text(tmp_path: Path) -> None:
    """JSON can state them, and no file could hold what is told of them."""
    lines = [f'{{"id": "x", "title": "{title} \\ud800", "aliases": ["\\udfff"]}}\n' for title in ("One", "Two")]
    (change,) = _changes(tmp_path, *({"site_src/records/all.jsonl": line} for line in lines))
    assert change.fields == (FieldChange(field="title", old="One ?", new="Two ?"),)


def test_a_build_in_a_hook_of_git_reads_its_own_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There git says by variables where its parts lie, as seen from another folder."""
    folder = make_repository(tmp_path, [(_day(0), _record(LANTERN))])
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert len(_told(folder).changes) == 1


def test_a_commit_without_a_day_has_one(tmp_path: Path) -> None:
    """Whatever number it bears for its time."""
    folder = make_repository(tmp_path, [(_day(0), _record(LANTERN))])
    tree = git(folder, "rev-parse", "HEAD^{tree}").strip()
    for time in ("999999999999", "99999999999999999999"):
        raw = f"tree {tree}\nauthor A <a> {time} +0000\ncommitter A <a> {time} +0000\n\nx\n"
        commit = git(folder, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", said=raw.encode()).strip()
        git(folder, "update-ref", "refs/heads/main", commit)
        assert all(len(change.day) == len("2024-03-01") for change in _told(folder).changes)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}', "null"])
def test_a_damaged_memory_is_read_anew(text: str, tmp_path: Path) -> None:
    folder = make_repository(tmp_path, [(_day(0), _record(LANTERN))])
    found = _told(folder)
    (folder / "site_src" / CACHE / "history.json").write_text(text)
    assert _told(folder) == found


def test_the_tags_are_versions_with_what_they_held(tmp_path: Path) -> None:
    """Annotated or not, the latest first; without those of other branches and from before there were records."""
    lines = '{"id": "a", "title": "A"}\n\n{"id": "b", "title": "B"}\n'
    folder = make_repository(tmp_path, [(_day(0), {"README.md": "x"})])
    git(folder, "tag", "none")
    topics = "lamps:\n  title: L\nwires: {title: W}\n"
    commit_all(folder, [(_day(1), {**_record(LANTERN), "site_src/topics.yml": topics})])
    git(folder, "tag", "2024.1")
    commit_all(folder, [(_day(2), {"site_src/records/more.jsonl": lines})])
    _committed(folder, _day(3), "tag", "-m", "<b>", "2024.2")
    git(folder, "checkout", "-q", "--orphan", "other")
    _committed(folder, _day(4), "commit", "-qm", "x", "--allow-empty")
    git(folder, "tag", "elsewhere")
    git(folder, "checkout", "-q", "main")
    for _ in range(2):
        found = [(one.name, one.day, one.papers, one.topics) for one in _told(folder).versions]
        assert found == [("2024.2", _day(3), 3, 2), ("2024.1", _day(1), 1, 2)]


def test_orcids_are_told_with_their_author(tmp_path: Path) -> None:
    known = paper("lantern-2024", title="Lanterns")
    with_orcid = Author(name="Ada Roe", orcid="0000-0002-1825-0097")
    text = as_yaml(known) + "authors:\n  - {name: Ada Roe, orcid: 0000-0002-1825-0097}\n"
    (change,) = _changes(tmp_path, _record(known), {"site_src/records/lantern-2024.yml": text})
    assert change.fields == (FieldChange(field="authors", new=f"{with_orcid.name} ({with_orcid.orcid})"),)
