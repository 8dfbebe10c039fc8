"""Records on disk: what is written reads back, and what cannot be read is said with its line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ids import Ids
from generator.model import Author, Link, Paper, PaperDate, PaperId, Source
from generator.problems import Problem
from generator.records.store import Records, as_yaml, load_records, write_records
from generator.records.yamlfile import as_checked, parse_yaml
from tests.make import paper

NOTHING = Records(papers={}, files={}, taken=frozenset(), whole=True)
# what `clean/` lets through: one line, trimmed, no control characters; otherwise anything at all
_TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
_NASTY = st.sampled_from(
    [
        "no",
        "1.10",
        "0012",
        "2309.16039",
        "~",
        "null",
        "a: b",
        "a #b",
        "- x",
        "'",
        '"',
        "{x}",
        "@",
        "%",
        "x:",
        "[",
        "2023-09",
        "?",
        "1e5",
        "0x1F",
        "12:30",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "=",
        "<<",
        "\\n",
    ]
)
_ANY = _TEXT | _NASTY
_PAPERS = st.builds(
    Paper,
    id=st.just(PaperId("x")),
    title=_ANY,
    authors=st.lists(
        st.builds(Author, name=_ANY, orcid=st.sampled_from([None, "0000-0001-0002-000X"])), max_size=3
    ).map(tuple),
    date=st.sampled_from(["", "2023", "2023-09", "2023-09-27"]),
    venue=_ANY,
    ids=st.builds(
        Ids, arxiv=st.sampled_from([None, "2309.16030", "hep-th/9901001"]), pmid=st.sampled_from([None, "0012"])
    ),
    summary=_ANY,
    links=st.lists(
        st.builds(Link, kind=st.just("code"), url=st.sampled_from(["https://a.org/#x,[y]", "http://b.org/?q=1&r='"])),
        max_size=2,
    ).map(tuple),
    topics=st.sampled_from([(), ("a", "-b")]),
    notes=st.lists(_ANY, max_size=2).map(tuple),
    sources=st.lists(
        st.builds(
            Source,
            capture=_ANY,
            reader=_ANY,
            line=st.sampled_from([None, 3]),
            differs=st.dictionaries(st.just("title"), _ANY),
        ),
        max_size=2,
    ).map(tuple),
)


@given(_PAPERS)
def test_every_record_reads_back_as_it_was_written(record: Paper) -> None:
    """Whatever the text holds, YAML's own syntax included."""
    document, problems = parse_yaml("x.yml", as_yaml(record))
    assert document is not None and not problems, problems
    assert as_checked(document, Paper, id="x") == (record, [])


def test_a_record_has_one_value_a_line_in_a_fixed_order() -> None:
    """So that a change to one value is one line of a diff."""
    record = Paper(
        id=PaperId("x"),
        title="Boats: “Folded”",
        authors=(Author(name="Ada Quill"), Author(name="Bo, R", orcid="0000-0001-0002-0003")),
        date=PaperDate("2023-09"),
        ids=Ids(arxiv="2309.16030"),
        links=(Link(kind="code", url="https://example.org/x"),),  # type: ignore[arg-type]
        sources=(Source(capture="a.txt", reader="invented", line=3, fields={"title": "0123abcd"}),),
    )
    assert as_yaml(record) == (
        'title: "Boats: “Folded”"\n'
        "authors:\n"
        "  - Ada Quill\n"
        '  - {name: "Bo, R", orcid: 0000-0001-0002-0003}\n'
        "date: 2023-09\n"
        'ids: {arxiv: "2309.16030"}\n'
        "links:\n"
        '  - {kind: code, url: "https://example.org/x"}\n'
        "sources:\n"
        "  - {capture: a.txt, reader: invented, line: 3, fields: {title: 0123abcd}}\n"
    )


def test_writing_touches_only_what_changed(tmp_path: Path) -> None:
    """An unchanged record keeps its time; a record that is gone loses its file."""
    papers = {p.id: p for p in (paper("a", title="A"), paper("b", title="B"))}
    assert write_records(tmp_path, NOTHING, papers) == ["a.yml", "b.yml"]
    records, problems = load_records(tmp_path)
    assert (records.papers, problems) == (papers, [])
    before = (tmp_path / "a.yml").stat().st_mtime_ns
    changed = write_records(tmp_path, records, {PaperId("a"): papers[PaperId("a")]})
    assert changed == ["b.yml"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.yml"]
    assert (tmp_path / "a.yml").stat().st_mtime_ns == before


def test_json_lines_are_records_too_and_stay_where_they_live(tmp_path: Path) -> None:
    """A folder of JSON Lines takes new records as lines, and reads back the same."""
    (tmp_path / "all.jsonl").write_text('{"id": "b", "title": "B"}\n', encoding="utf-8")
    records, _ = load_records(tmp_path)
    papers = {p.id: p for p in (paper("a", title="Ä"), paper("b", title="B"))}
    assert write_records(tmp_path, records, papers) == ["all.jsonl"]
    assert [
        json.loads(line)["title"] for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    ] == ["Ä", "B"]
    assert load_records(tmp_path)[0].papers == papers


@pytest.mark.parametrize(
    ("text", "line", "code", "found"),
    [
        ("title: A\ntitle: B\n", 2, "duplicate-key", "`title` again"),
        ("title: A\nautors: [B]\n", 2, "unknown-key", "`autors`"),
        ("date: 2023-13\n", 1, "bad-date", "“2023-13”"),
        ("title: A\nlinks:\n  - kind: code\n    url: javascript:alert(1)\n", 4, "bad-url", "javascript"),
        ("links:\n  - {kind: cod, url: https://a.org}\n", 2, "bad-value", "“cod”"),
        ("links:\n  - {kind: code}\n", 2, "missing-key", "`url`"),
        ("ids:\n  arxiv: 2309.16039v2\n", 2, "bad-arxiv", "2309.16039v2"),
        ("ids:\n  arxivid: x\n", 2, "unknown-key", "`arxivid`"),
        ("title: a: b\n", 1, "yaml-syntax", "mapping values"),
        ("- a\n", 1, "not-a-mapping", "list"),
        ("title: [a]\n", 1, "bad-value", "a list"),
        ("title: &x A\nsummary: *x\nnotes: &y [a]\nawards: *y\n", 3, "yaml-alias", "alias"),
        ("authors:\n  - {name: A, orcid: 1}\n", 2, "bad-orcid", "“1”"),
    ],
)
def test_a_mistake_in_a_record_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, code: str, found: str
) -> None:
    """Path, line, a stable code, and what was found."""
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    (tmp_path / "good.yml").write_text("title: Good\n", encoding="utf-8")
    records, problems = load_records(tmp_path)
    assert list(records.papers) == ["good"] and not records.whole
    assert [(p.path, p.line, p.code) for p in problems] == [("records/x.yml", line, code)]
    assert found in problems[0].message


def test_an_unknown_key_gets_the_nearest_known_one_as_a_hint(tmp_path: Path) -> None:
    """`autors` is probably `authors`."""
    (tmp_path / "x.yml").write_text("autors: [B]\n", encoding="utf-8")
    assert load_records(tmp_path)[1][0].hint == "did you mean `authors`?"


def test_values_stay_text_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    """`no` is not false, `1.10` not 1.1, `0012` not ten."""
    (tmp_path / "x.yml").write_text(
        "title: no\nvenue: 1.10\nids: {pmid: 0012}\nsummary: 12:30\nnotes: [null, ~]\n", encoding="utf-8"
    )
    (tmp_path / "y.yml").write_text("title: no\nvenue: 1.10\nids: {pmid: 0012}\nsummary: 12:30\n", encoding="utf-8")
    record = load_records(tmp_path)[0].papers[PaperId("y")]
    assert (record.title, record.venue, record.ids.pmid, record.summary) == ("no", "1.10", "0012", "12:30")


def test_an_id_in_two_files_and_an_alias_in_use_are_problems(tmp_path: Path) -> None:
    """The first one read stays, and both places are named."""
    (tmp_path / "a.yml").write_text("title: A\naliases: [b]\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("title: B\n", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "a"}\nnot json\n', encoding="utf-8")
    records, problems = load_records(tmp_path)
    assert list(records.papers) == ["a", "b"]
    assert sorted((p.code, p.where) for p in problems) == [
        ("alias-taken", "records/a.yml"),
        ("duplicate-id", "records/c.jsonl:1"),
        ("json-syntax", "records/c.jsonl:2"),
    ]


def test_an_unreadable_record_keeps_its_file_and_its_id(tmp_path: Path) -> None:
    """It is reported, left on disk, and its id is not issued to another paper."""
    (tmp_path / "broken.yml").write_bytes(b"title: \xff\xfe\n")
    records, problems = load_records(tmp_path)
    assert isinstance(problems[0], Problem) and problems[0].code == "unreadable"
    assert "broken" in records.taken
    write_records(tmp_path, records, {})
    assert (tmp_path / "broken.yml").exists()


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there(tmp_path: Path, nothing: str) -> None:
    """So one clears a field by hand; a title that is the word itself stands in quotes."""
    text = f'title: "null"\nvenue:{nothing}\nids: {{doi:{nothing or " ~"}}}\n'
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    records, problems = load_records(tmp_path)
    assert problems == []
    assert (records.papers[PaperId("a")].title, records.papers[PaperId("a")].venue) == ("null", "")
