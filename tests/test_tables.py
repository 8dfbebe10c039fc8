"""Tables, plain objects and Parquet: columns by name, rows exactly, and our own dialect without loss."""

import csv
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ids import SCHEMES
from generator.intake.normalize import normalize
from generator.intake.readers import Reading, decode, detect, read_capture, reader_named
from generator.intake.readers.columns import NAMES, column_named, parse_columns
from generator.intake.readers.persons import divided, divider_of, person
from generator.intake.readers.tables.delimited import rows_of
from generator.model import Capture, RawRecord
from generator.problems import CatalogError


def _reading(text: str, reader: str = "csv", columns: str = "") -> Reading:
    found = reader_named(reader)
    assert found
    return read_capture(Capture(name="a", text=text, columns=parse_columns(columns)), found)


def _record(text: str, reader: str = "csv", columns: str = "") -> RawRecord:
    (record,) = _reading(text, reader, columns).records
    return record


# --- Columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "field"), [
    ("Paper Title", "title"), ("paper_title", "title"), ("paperTitle", "title"), ("AUTHOR(S)", "authors"),
    ("Publication Year", "year"), ("publishedAt", "date"), ("Journal/Conference", "venue"), ("arXiv ID", "arxiv"),
    ("TL;DR", "summary"), ("pdf_url", "url"), ("GitHub Repo", "code"), ("Shelf", ""), ("", ""), ("Nr.", ""),
])  # fmt: skip
def test_a_column_is_known_by_its_name(name: str, field: str) -> None:
    """Case, spaces and punctuation do not count."""
    assert column_named(name).field == field


def test_no_name_means_two_fields() -> None:
    """Each name in the table of names is known as the field it is listed under."""
    for field, names in NAMES.items():
        assert {column_named(name).field for name in names.split(", ")} == {field}


def test_columns_for_a_format_without_any_are_a_warning() -> None:
    """The file is read all the same."""
    reading = _reading("@misc{a, title = {Owls}}", "bibtex", "title=Paper")
    assert [(problem.code, problem.level) for problem in reading.problems] == [("no-columns", "warning")]
    assert len(reading.records) == 1


def test_columns_are_named_by_a_person() -> None:
    """`--columns` wins over the names that are known, and makes a table of what was none."""
    text = "Werk,Title,Written by\nOwls,Ms.,Ann Roe\n"
    columns = 'title=Werk, authors="Written by"'
    record = _record(text, columns=columns)
    assert (record.title, record.authors, record.leftover) == ("Owls", ("Ann Roe",), (("Title", "Ms."),))
    capture = Capture(name="a", text="Werk,Haus\nOwls,7\n", columns=parse_columns("title=Werk"))
    assert detect(capture) == reader_named("csv")
    assert _record('{"werk": "Owls", "n": 7}', "json", "title=Werk").title == "Owls"


def test_a_column_that_is_not_there_is_a_problem() -> None:
    """The problem lists those that are."""
    (problem,) = _reading("title,year\nOwls,2020\n", columns="authors=By").problems
    assert (problem.code, problem.level, problem.hint) == ("missing-column", "error", "it has: title, year")


@pytest.mark.parametrize("text", ["owner=Paper", "title", "title=", "title=a,,", "=Paper", "title=a;authors=b,c"])
def test_columns_that_cannot_be_understood_are_misuse(text: str) -> None:
    with pytest.raises(CatalogError, match="--columns: found"):
        parse_columns(text)


def test_a_table_without_a_title_is_a_problem_that_says_what_to_do() -> None:
    """Its lines are all part of the problem."""
    reading = _reading("D1,D2\n1,2\n3,4\n")
    (problem,) = reading.problems
    assert (problem.code, reading.records, reading.residue) == ("unknown-columns", (), ())
    assert "--columns" in problem.hint


# --- Rows ------------------------------------------------------------------------------------------------------------

_CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', '""', "a\nb", ",", ";", "\\", '\\"', 'x\\"y', "%", "\t", ' "a" ', "a\\"]
)


_ROWS = st.lists(st.lists(_CELLS, min_size=2, max_size=4), min_size=1, max_size=5)


@given(rows=_ROWS, delimiter=st.sampled_from(",\t;%"))
def test_what_python_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    """Python's own writer is the oracle: quotes, line ends, delimiters and backslashes in cells survive."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(row.cells) for row in rows_of(out.getvalue(), delimiter)] == rows


def test_backslashes_before_quotes_are_read_where_doubled_ones_would_not_close() -> None:
    """As MySQL and some scripts write."""
    (row,) = rows_of('1,"We say \\"hoot\\", then sleep",2\n', ",", width=3)
    assert row.cells == ("1", 'We say "hoot", then sleep', "2")


def test_a_quote_that_is_never_closed_costs_only_its_row() -> None:
    """The rows after it are read, although a later quote could seem to close it."""
    text = 'title,authors,year\n"Owls,Ann Roe,2020\nMice,"",2021\n"Boats",Max Poe,2022\n'
    reading = _reading(text)
    assert [record.title for record in reading.records] == ['"Owls', "Mice", "Boats"]
    assert [problem.line for problem in reading.problems] == [2]


@pytest.mark.parametrize(("texts", "expected"), [
    (["Ann Roe|Max Poe"], ("Ann Roe", "Max Poe")),
    (["Roe, Ann; Poe, Max"], ("Roe, Ann", "Poe, Max")),
    (["Ann Roe, Max Poe and Jan Moe"], ("Ann Roe", "Max Poe", "Jan Moe")),
    (["Ann Roe, Max Poe, Jr., Jan Moe"], ("Ann Roe", "Max Poe, Jr.", "Jan Moe")),
    (["Roe, Ann and Poe, Max"], ("Roe, Ann", "Poe, Max")),
    (["Ann Roe & Max Poe"], ("Ann Roe", "Max Poe")),
    (["Roe, A., Poe, M. B., & Moe, J."], ("Roe, A.", "Poe, M. B.", "Moe, J.")),
    (["Roe, Ann"], ("Roe, Ann",)),
    (["Ann Roe, Max Poe"], ("Ann Roe, Max Poe",)),  # could be one `van der Berg, Jan Piet`
    (["Ann Roe, Max Poe", "Jo Moe, Max Poe, Ann Roe"], ("Ann Roe", "Max Poe")),
    (["Plato"], ("Plato",)),
])  # fmt: skip
def test_authors_are_divided_where_the_column_makes_it_certain(texts: list[str], expected: tuple[str, ...]) -> None:
    assert divided(texts[0], divider_of(texts)) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ({"given": "Jan", "family": "Berg", "non-dropping-particle": "van der"}, "van der Berg, Jan"),
    ({"given": "Ludwig", "family": "Moe", "dropping-particle": "van", "suffix": "III"}, "Moe III, Ludwig van"),
    ({"firstName": "Ann", "lastName": "Roe"}, "Roe, Ann"), ({"last_name": "Roe"}, "Roe"),
    ({"literal": "The Owl Collaboration"}, "{The Owl Collaboration}"), (["Roe", "Ann", ""], "Roe, Ann"),
    ({"name": "Luz Pardo Vega", "family": "Pardo Vega"}, "Luz {Pardo Vega}"),
    ({"name": "陈海明", "family": "陈"}, "{陈}海明"), ({"family": "Lamps of Paris"}, "{Lamps of Paris}"),
    ("Ann Roe", "Ann Roe"), ({"affiliation": "Attic"}, ""), (7, ""), (None, ""),
])  # fmt: skip
def test_a_person_is_put_together_from_parts(value: Any, expected: str) -> None:
    assert person(value)[0] == expected


def test_authors_that_may_be_divided_or_not_are_a_warning() -> None:
    """One name is taken, and the row says so."""
    (record,) = _reading("title,authors\nOwls,\"Plato, Strix, Bubo\"\n").records
    assert record.authors == ("Plato, Strix, Bubo",)
    assert [(problem.code, problem.level) for problem in normalize(record)[1]] == [("author-list", "warning")]


def test_a_long_summary_in_a_table_without_abstracts_is_one() -> None:
    """arXiv's interface calls abstracts so; a curator's sentence stays a summary."""
    long = "Owls are counted by ear. " * 30
    assert _record(f"title,summary\nOwls,{long}\n").abstract == long.strip()
    assert _record("title,summary\nOwls,Counted by ear.\n").summary == "Counted by ear."
    assert _record(f"title,summary,abstract\nOwls,{long},\n").summary == long.strip()


# --- Our own dialect -------------------------------------------------------------------------------------------------

_WORDS = st.from_regex(r"[A-Z][a-zé]{1,8}( [a-z,'\"|&]{1,9}){0,2}[a-z]", fullmatch=True)
_NAMES = st.from_regex(r"[A-Z][a-zé]{1,8} [A-Z][a-z]{1,8}", fullmatch=True) | st.just("Owls, Inc.")
_URLS = st.from_regex(r"https://x\.org/[a-z()_=&?.-]{0,9}[a-z]", fullmatch=True)
_LINKS = st.tuples(st.sampled_from(["code", "data", "other"]), _URLS)
_TEXT = st.just("") | _WORDS
_OWN = st.fixed_dictionaries({
    "title": _WORDS, "authors": st.lists(_NAMES, max_size=3), "date": st.sampled_from(["", "2023", "2023-09-27"]),
    "venue": _WORDS, "volume": st.sampled_from(["", "7"]), "summary": _TEXT, "abstract": _TEXT,
    "keywords": st.lists(_WORDS.map(str.lower), max_size=3, unique=True),
    "categories": st.lists(st.sampled_from(["cs.CL", "hep-th"]), max_size=2, unique=True),
    "links": st.lists(_LINKS, max_size=2, unique=True), "awards": st.lists(_WORDS, max_size=2, unique=True),
    "state": st.sampled_from(["", "retracted"]), "arxiv": st.sampled_from(["", "2309.00010"]),
})  # fmt: skip
_COLUMNS = (
    "id title authors orcids date venue type volume number pages publisher".split()
    + list(SCHEMES)
    + "summary abstract keywords categories links topics state awards".split()
)


def _as_csv(paper: Mapping[str, Any]) -> str:
    cells = {
        **{name: paper[name] for name in ("title", "date", "venue", "volume", "summary", "abstract", "state", "arxiv")},
        **{name: "; ".join(paper[name]) for name in ("authors", "keywords", "categories", "awards")},
        "orcids": "; ".join("" for _ in paper["authors"]),
        "links": " ".join(f"{kind}={url}" for kind, url in paper["links"]),
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue()


def _as_json(paper: Mapping[str, Any]) -> str:
    links = [{"kind": kind, "url": url} for kind, url in paper["links"]]
    ids = {"arxiv": paper["arxiv"]} if paper["arxiv"] else {}
    plain = {name: value for name, value in paper.items() if name != "arxiv"}
    return json.dumps({"id": "x", **plain, "ids": ids, "links": links, "aliases": [], "sources": []})


@given(paper=_OWN)
def test_our_own_tables_and_lines_are_read_without_loss(paper: Mapping[str, Any]) -> None:
    """What an export writes, commas in a lone keyword and in a company's name included, a reader gives back."""
    for text, reader in ((_as_csv(paper), "csv"), (_as_json(paper), "json")):
        row, problems = normalize(_record(text, reader))
        assert row and not problems
        facts = row.facts
        assert [author.name for author in facts.authors] == paper["authors"]
        assert [(link.kind, link.url) for link in facts.links] == paper["links"]
        assert (facts.ids.arxiv or "") == paper["arxiv"] and (facts.state or "") == paper["state"]
        for name in ("title", "date", "venue", "volume", "summary", "abstract"):
            assert getattr(facts, name) == paper[name]
        for name in ("keywords", "categories", "awards"):
            assert list(getattr(facts, name)) == paper[name]


# --- JSON ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [
    {"id": "https://openalex.org/W1", "title": "Owls", "publication_year": 2020, "authorships": []},
    {"DOI": "10.1000/a", "title": ["Owls"], "author": [{"family": "Roe"}]},
    {"status": "ok", "message-type": "work", "message": {"title": ["Owls"]}},
    {"paperId": "0" * 40, "title": "Owls", "year": 2020, "authors": [{"authorId": "1", "name": "Roe"}]},
    {"total": 1, "offset": 0, "data": [{"paperId": "0" * 40, "title": "Owls"}]},
    {"name": "owl-counter", "version": "1.0", "author": "Ann Roe", "keywords": ["owls"], "repository": "https://x.org"},
])  # fmt: skip
def test_answers_of_services_and_packages_are_no_plain_objects(value: Any) -> None:
    """Each has a reader of its own, or is no list of papers."""
    capture = Capture(name="a", text=json.dumps(value))
    for name in ("json", "csl_json", "zotero", "csv"):
        reader = reader_named(name)
        assert reader and not reader.identify(capture)


# --- Parquet ---------------------------------------------------------------------------------------------------------


def _parquet(folder: Path, query: str) -> bytes:
    path = folder / "owls.parquet"
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_a_parquet_file_is_read_as_lines_of_json(tmp_path: Path) -> None:
    """Lists stay lists, dates and nested objects are text, rows keep their order."""
    data = _parquet(tmp_path, """
        SELECT 'Owl ' || i AS title, ['Ann Roe', 'Max Poe'] AS authors, DATE '2024-01-02' AS published, NULL AS doi,
        {'code': 'https://github.com/roe/owls'} AS links, 'abc'::BLOB AS image, 'NaN'::DOUBLE AS score
        FROM range(3000) AS t(i)
    """)
    capture, problems = decode("owls.parquet", data)
    assert capture and not problems
    assert decode("owls.parquet", data)[0] == capture
    reader = reader_named("json")
    assert reader and detect(capture) == reader
    reading = read_capture(capture, reader)
    assert [record.title for record in reading.records] == [f"Owl {i}" for i in range(3000)]
    first = reading.records[0]
    assert (first.authors, first.date, first.links) == (
        ("Ann Roe", "Max Poe"), "2024-01-02", (("code", "https://github.com/roe/owls"),)
    )  # fmt: skip
    assert not reading.problems and not reading.residue


def test_a_broken_parquet_file_is_a_problem(tmp_path: Path) -> None:
    """And says so in one line, without the path of our temporary file."""
    data = _parquet(tmp_path, "SELECT 'Owls' AS title")
    capture, (problem,) = decode("cut.parquet", data[:40] + b"\0")
    assert capture is None
    assert problem.code == "parquet-file" and "\n" not in problem.message and "/tmp" not in problem.message


def test_without_duckdb_a_parquet_file_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    capture, (problem,) = decode("owls.parquet", b"PAR1\0\0PAR1")
    assert capture is None
    assert (problem.code, problem.hint) == ("parquet-extra", 'pip install "paper-catalog[parquet]"')


def test_a_text_may_begin_with_the_name_of_a_gene() -> None:
    capture, problems = decode("a.txt", b"PAR1 is a receptor.\n")
    assert capture and not problems
