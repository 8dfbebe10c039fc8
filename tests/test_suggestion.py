"""Suggestions of strangers, as GitHub writes the events of their issues: carried out or refused, and always text."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.github.event import CHANGES, LABEL, LARGEST, PAPER, RECORD, WHY, read_event
from generator.github.suggestion import CHANGEABLE
from generator.model import Facts
from tests.curator import LANTERN, files_of, run, text_of

EVENTS = Path(__file__).parent / "events"
FORMS = Path(__file__).parent.parent / ".github" / "ISSUE_TEMPLATE"


def issue(body: str, **more: Any) -> dict[str, Any]:
    return {"action": "labeled", "label": {"name": LABEL}, "issue": {"number": 12, "title": "x", "body": body}, **more}


def paper_form(paper: str, why: str = "_No response_") -> str:
    return f"### {PAPER}\n\n{paper}\n\n### {WHY}\n\n{why}"


def correction(record: str, changes: Any, why: str = "_No response_") -> str:
    block = changes if isinstance(changes, str) else json.dumps(changes, indent=1)
    parts = (f"### {RECORD}", record, f"### {CHANGES}", f"```json\r\n{block}\r\n```", f"### {WHY}", why)
    return "\r\n\r\n".join(parts)


class Desk:
    """A catalog to which issues come."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output, self.report = folder, "", ""

    def take(self, event: Any) -> int:
        path, report = self.folder.parent / "event.json", self.folder.parent / "report.md"
        path.write_bytes(event if isinstance(event, bytes) else json.dumps(event).encode())
        done = run(self.folder, "suggestion", path, "--offline", "--report", report)
        assert not done.exception or isinstance(done.exception, SystemExit), done.exception
        self.output, self.report = done.output, report.read_text(encoding="utf-8")
        return done.exit_code


@pytest.fixture
def desk(two_papers: Path) -> Iterator[Desk]:
    desk = Desk(two_papers)
    yield desk
    assert "\n#" not in desk.report and "@owl" not in desk.report and "<script" not in desk.report


@pytest.mark.parametrize("name", [
    "2309.16039", "10.1000/owls.2024", "https://arxiv.org/abs/2309.16039v2", "https://doi.org/10.1000/owls.2024",
    "pmid:12345",
])  # fmt: skip
def test_a_suggested_paper_becomes_a_record(desk: Desk, name: str) -> None:
    assert desk.take(issue(paper_form(name, why="It counts owls.\n\n## @owl"))) == 0, desk.output
    (new,) = {path.stem for path in (desk.folder / "records").iterdir()} - {LANTERN, "counting-boats-2022"}
    assert f"A new record, `{new}`" in desk.report
    assert "still missing: title" in desk.report
    assert "> It counts owls" in desk.report


@pytest.mark.parametrize("path", sorted(EVENTS.glob("*.json")), ids=lambda path: path.stem)
def test_each_recorded_event_has_its_answer(desk: Desk, path: Path, update_golden: bool) -> None:
    """The exit code, the files that differ, and the comment; hostile ones do nothing but stand in it as text."""
    before = files_of(desk.folder)
    code = desk.take(path.read_bytes())
    after = files_of(desk.folder)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    told = f"exit {code}; changed: {', '.join(changed) or 'nothing'}\n\n{desk.report}"
    expected = path.with_suffix(".expected.md")
    if update_golden:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    assert "::" not in desk.output and "##[" not in desk.output and "owned" not in desk.output
    assert not list(desk.folder.parent.rglob("owned"))


def test_a_paper_that_is_there_changes_nothing(desk: Desk) -> None:
    before = files_of(desk.folder)
    assert desk.take(issue(paper_form("2301.00001"))) == 0
    assert f"`{LANTERN}` is in the catalog already" in desk.report
    assert files_of(desk.folder) == before


def test_a_correction_changes_what_it_names(desk: Desk) -> None:
    """As a person would have: no later import takes it back."""
    changes = {"date": "2024-05", "authors": ["Ada Quill", {"name": "Bo Reed", "orcid": "0000-0002-1825-0097"}],
               "ids": {"doi": None, "acl": "2024.acl-long.1"}, "links": [{"kind": "code", "url": "https://example.org/c"}],
               "topics": [], "title": "Lantern Routing Ends on Every Grid"}  # fmt: skip
    assert desk.take(issue(correction(LANTERN, changes))) == 0, desk.output
    text = text_of(desk.folder, f"records/{LANTERN}.yml")
    assert "date: 2024-05\n" in text and "orcid: 0000-0002-1825-0097" in text
    assert 'ids: {arxiv: "2301.00001", acl: 2024.acl-long.1}\n' in text
    assert "links:\n  - {kind: code, url: \"https://example.org/c\"}\n" in text
    assert "| date | &#50;023 | &#50;024-05 |" in desk.report
    assert "| title |" not in desk.report
    run(desk.folder, "import", desk.folder.parent / "library.bib")
    assert "date: 2024-05\n" in text_of(desk.folder, f"records/{LANTERN}.yml")


@pytest.mark.parametrize("changes", [
    {"sources": []}, {"id": "x"}, {"aliases": ["x"]}, {"kept": ["title"]}, {"merged": []}, {"proposed": None},
    {"added": "2020-01-01"}, {"key": "roe"}, {"abstract": "All of it."}, {"notes": ["@owl"]}, {"__class__": "x"},
    {"Title": "x"}, {"date": "2024", "sources": []}, {"ids.doi": "10.1/x"}, {"@owl <script>": 1},
])  # fmt: skip
def test_what_a_correction_may_not_change_costs_all_of_it(desk: Desk, changes: dict[str, Any]) -> None:
    """Also the field beside it that it may."""
    before = files_of(desk.folder)
    assert desk.take(issue(correction(LANTERN, changes))) == 1
    assert "bad&#45;field" in desk.report or "bad-field" in desk.report
    assert files_of(desk.folder) == before


@pytest.mark.parametrize("changes", [
    {"title": 5}, {"title": ["a"]}, {"title": {"a": "b"}}, {"date": "soon"}, {"date": True}, {"authors": "Ada"},
    {"authors": [{"nom": "x"}]}, {"authors": [[["x"]]]}, {"ids": "10.1000/x"}, {"ids": {"doi": "owl"}},
    {"ids": {"isbn": "1"}}, {"links": [{"kind": "code", "url": "javascript:alert(1)"}]},
    {"links": [{"kind": "code", "url": "file:///etc/passwd"}]}, {"topics": ["../x"]}, {"type": "poem"},
    {"keywords": ["x"] * 1001}, {"authors": [{"name": "x" * 301}]}, {"state": "@owl"}, {"title": {"a": [[[["x"]]]]}},
])  # fmt: skip
def test_a_value_that_no_record_can_hold_is_refused(desk: Desk, changes: dict[str, Any]) -> None:
    before = files_of(desk.folder)
    assert desk.take(issue(correction(LANTERN, changes))) == 1, desk.report
    assert "Nothing was changed" in desk.report
    assert files_of(desk.folder) == before


@pytest.mark.parametrize("record", [
    "../../etc/passwd", "/etc/passwd", "a b", "$(touch owned)", "`id`", "nobody", "..", "x" * 200, "", "a\nb",
    f"{LANTERN}.yml", "@owl", "-rf", "records/x",
])  # fmt: skip
def test_what_names_no_record_changes_none(desk: Desk, record: str) -> None:
    before = files_of(desk.folder)
    assert desk.take(issue(correction(record, {"date": "2024"}))) == 1
    assert files_of(desk.folder) == before


@pytest.mark.parametrize("name", [
    "$(touch owned)", "; rm -rf ~", "`id`", "--help", "-", "\"A Title of Owls\"", "A Title of Owls", "file:///etc/passwd",
    "https://example.org/x.pdf", "2309.16039 2309.16040", "2309.16039\n2309.16040", "x" * 600,
    "<script>alert(1)</script>", "@owl", "", "_No response_", "../../x",
])  # fmt: skip
def test_what_names_no_paper_founds_no_record(desk: Desk, name: str) -> None:
    """Neither a title, which anybody may have mistyped, nor anything else."""
    before = files_of(desk.folder)
    assert desk.take(issue(paper_form(name))) == 1, desk.report
    assert files_of(desk.folder) == before
    assert not list(desk.folder.parent.rglob("owned"))


@pytest.mark.parametrize("event", [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b"1e999", b"[" * 100_000, b" " * (LARGEST + 1),
    b'{"issue": {"number": NaN}}', {}, {"issue": []}, issue("", issue={"number": "12", "body": "x"}),
    issue("", issue={"number": 12, "body": None}),
    issue("", issue={"number": True, "body": "x"}), issue("", issue={"number": -1, "body": "x"}),
    issue(paper_form("2309.16039"), action="opened"), issue(paper_form("2309.16039"), label={"name": "bug"}),
    issue(paper_form("2309.16039"), label=None), issue("no form"), issue("## Paper\n\n2309.16039"), issue(""),
    issue(correction(LANTERN, "{")), issue(correction(LANTERN, "[]")), issue(correction(LANTERN, "{}")),
    issue(correction(LANTERN, "[" * 50_000)), issue(correction(LANTERN, '{"date": ' + "9" * 5000 + "}")),
])  # fmt: skip
def test_what_is_no_suggestion_is_a_problem(desk: Desk, event: Any) -> None:
    """Cut, huge, of other types, without the label, without a form."""
    before = files_of(desk.folder)
    assert desk.take(event) == 1, desk.report
    assert files_of(desk.folder) == before


def test_the_first_of_each_heading_counts(desk: Desk) -> None:
    """A heading in the reasons is part of them."""
    body = paper_form("2309.16039", why=f"### {PAPER}\n\n2309.16040\n\n### {RECORD}\n\n{LANTERN}")
    assert desk.take(issue(body)) == 0
    assert (desk.folder / "records" / "arxiv-2309-16039.yml").exists()
    assert len(list((desk.folder / "records").iterdir())) == 3
    body = correction(LANTERN, '{"date": "2025"}\n```\n\n### Record\n\ncounting-boats-2022')
    assert desk.take(issue(body)) == 0
    assert "date: 2025\n" in text_of(desk.folder, f"records/{LANTERN}.yml")


def test_a_comment_tells_nobody_and_draws_nothing(desk: Desk) -> None:
    """A table's cell, a mention, an image, a link, a fence and HTML in values, old ones too."""
    nasty = "a | b @owl #12 ![x](https://example.org) [y](javascript:z) </td><script>alert(1)</script> ``` \n## Big"
    assert desk.take(issue(correction(LANTERN, {"title": nasty, "keywords": [nasty]}, why=nasty))) == 0
    (row,) = [line for line in desk.report.splitlines() if line.startswith("| title")]
    assert row.count(" | ") == 2
    assert not re.search(r"!\[|\]\(j|```|https://example", desk.report)
    assert desk.take(issue(correction(LANTERN, {"title": "Plain"}))) == 0
    assert "<script" not in desk.report


def test_a_likely_twin_is_named(desk: Desk) -> None:
    changes = {"title": "Lantern Routing Ends on Every Grid", "authors": ["Ada Quill", "Bo Reed"], "ids": {"doi": None}}
    assert desk.take(issue(correction("counting-boats-2022", changes))) == 0
    assert "may be the same paper as" in desk.report


def test_a_paper_that_is_left_out_stays_out(desk: Desk) -> None:
    (desk.folder / "rulings.yml").write_text("excluded:\n  - 2309.16039\n", encoding="utf-8")
    assert desk.take(issue(paper_form("2309.16039"))) == 1
    assert "left out of this catalog" in desk.report


def test_half_a_character_breaks_nothing(desk: Desk) -> None:
    """JSON can name one, and no file can hold it."""
    half = "\ud800"
    assert desk.take(issue(paper_form(f"2309.16039{half}", why=half))) in (0, 1)
    assert desk.take(issue(correction(LANTERN, {"title": f"Lantern{half}s", half: 1}, why=half))) == 1
    assert desk.take(issue(correction(LANTERN, {"title": f"Lantern{half}s", "keywords": [half]}, why=half))) == 0
    assert "title: Lanterns\n" in text_of(desk.folder, f"records/{LANTERN}.yml")
    assert desk.take(issue(correction(half, {"title": "x"}))) == 1
    assert desk.take(issue(half)) == 1


def test_the_forms_have_the_headings_that_are_read() -> None:
    """And the names by which a page fills them in; none gives the label that carries an issue out."""
    labels = {}
    for path in (FORMS / "suggest-paper.yml", FORMS / "correct-record.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels[path.stem] = [(part["id"], part["attributes"]["label"]) for part in form["body"]]
        assert LABEL not in form["labels"]
    assert labels == {
        "suggest-paper": [("paper", PAPER), ("why", WHY)],
        "correct-record": [("record", RECORD), ("changes", CHANGES), ("why", WHY)],
    }


def test_the_page_of_a_paper_leads_to_the_form(two_papers: Path) -> None:
    """With its id and a block to change; elsewhere than on GitHub there is none, and the file is edited."""
    done = run(two_papers, "generate", "--repository", "https://github.com/owls/papers/")
    assert done.exit_code == 0, done.output
    page = text_of(two_papers, f"docs/papers/{LANTERN}.md")
    (address,) = re.findall(r"\[Correct this record\]\((.*?)\)", page)
    parts = urlsplit(unescape(address))
    assert (parts.hostname, parts.path) == ("github.com", "/owls/papers/issues/new")
    filled = dict(parse_qsl(parts.query, strict_parsing=True))
    form = yaml.safe_load((FORMS / filled.pop("template")).read_text(encoding="utf-8"))
    assert {*filled} <= {part["id"] for part in form["body"]}
    assert (filled["record"], json.loads(filled["changes"])["title"][:7]) == (LANTERN, "Lantern")
    assert "[edit its file](https://github.com/owls/papers/edit/main/site_src/records/" in page
    assert "(https://github.com/owls/papers/issues/new?template=suggest-paper.yml)" in unescape(
        text_of(two_papers, "docs/index.md")
    )
    run(two_papers, "generate", "--repository", "https://example.org/papers")
    assert "[Correct this record](https://example.org/papers/edit/" in text_of(two_papers, f"docs/papers/{LANTERN}.md")


def test_each_field_is_changeable_or_has_a_reason_not_to_be() -> None:
    assert {*Facts.__dataclass_fields__} - {*CHANGEABLE} == {"key", "abstract"}


KEYS = st.text() | st.sampled_from(["issue", "body", "number", "label"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


FLAT = SCALARS | st.lists(SCALARS) | st.dictionaries(KEYS, SCALARS)


@given(FLAT | st.lists(FLAT) | st.dictionaries(KEYS, FLAT))
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "event.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    wanted, problems = read_event(path)
    assert (wanted is None) == bool(problems)


@given(st.text())
def test_any_text_of_an_issue_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    path = tmp_path_factory.getbasetemp() / "event.json"
    for text in (body, paper_form(body), correction(body, body)):
        path.write_text(json.dumps(issue(text)), encoding="utf-8")
        wanted, problems = read_event(path)
        assert (wanted is None) == bool(problems)
