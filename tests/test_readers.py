"""Each capture under `readers/<reader>/` beside the reading that is expected of it."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.normalize import normalize
from generator.intake.readers import READERS, Reader, Reading, decode, detect, read_capture, reader_named
from generator.model import Capture, RawRecord
from generator.problems import Problem

FOLDER = Path(__file__).parent / "readers"
CASES = sorted(path for path in FOLDER.glob("*/*") if not path.name.endswith(".expected.yml"))
case = pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def load(path: Path) -> Capture:
    capture, problems = decode(path.name, path.read_bytes())
    assert capture
    assert not problems
    return capture


def reader_of(path: Path) -> Reader:
    reader = reader_named(path.parent.name)
    assert reader
    return reader


def as_plain(reading: Reading) -> dict[str, Any]:
    """A reading as its golden file shows it."""
    return {
        "records": [_record(record) for record in reading.records],
        "ignored": [f"{_span(item.lines)} {item.reason}" for item in reading.ignored],
        "problems": [f"{found.line} {found.level} {found.code}: {found.message}" for found in reading.problems],
        "residue": [f"{line} {text}" for line, text in reading.residue],
    }


def _record(record: RawRecord) -> dict[str, Any]:
    """The fields that say something; what the case's own path and lines say is left out."""
    said = {f.name: _plain(getattr(record, f.name)) for f in fields(record) if getattr(record, f.name) != f.default}
    for name in ("line", "reader", "capture", "text"):
        del said[name]
    return {**said, "lines": _span(record.lines)}


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _span(lines: Iterable[int]) -> str:
    first, last = min(lines), max(lines)
    return str(first) if first == last else f"{first}-{last}"


@case
def test_a_capture_is_read_as_its_golden_file_says(path: Path, update_golden: bool) -> None:
    """Rows, ignored lines, problems and residue are those of the golden file."""
    expected = path.with_suffix(".expected.yml")
    plain = as_plain(read_capture(load(path), reader_of(path)))
    if update_golden:
        text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert plain == yaml.safe_load(expected.read_text(encoding="utf-8"))


@case
def test_a_capture_is_known_by_its_text(path: Path) -> None:
    """Each capture is detected as its own format and no other, whatever its name."""
    capture = Capture(name="-", text=load(path).text)
    assert detect(capture) == reader_of(path)


@case
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_marks_change_nothing(path: Path, encoding: str, line_end: str) -> None:
    """The capture saved by Windows or an old Mac reads as the original."""
    capture = load(path)
    again, problems = decode(path.name, capture.text.replace("\n", line_end).encode(encoding))
    assert again == capture
    assert not problems


@case
def test_a_capture_may_be_cut_anywhere(path: Path) -> None:
    """However a capture is cut short, each line is accounted for and each row can be normalized."""
    text = load(path).text
    for end in range(0, len(text), 17):
        check_account(Capture(name="cut", text=text[:end]), reader_of(path))


@case
def test_the_rows_of_a_capture_taken_twice_are_the_same(path: Path) -> None:
    """Reading is a pure function of the capture."""
    capture = load(path)
    assert read_capture(capture, reader_of(path)) == read_capture(capture, reader_of(path))


def check_account(capture: Capture, reader: Reader) -> None:
    reading = read_capture(capture, reader)
    taken = frozenset().union(*(record.lines for record in reading.records), *(item.lines for item in reading.ignored))
    assert taken <= set(range(1, len(capture.lines) + 1))
    assert not taken & {line for line, _ in reading.residue}
    for record in reading.records:
        assert record.text.strip()
        normalize(record)


_PIECES = st.sampled_from([
    "Abstract:", "arxiv_id", "2401.00001v1", "hep-th/9901001", "Collaborating Authors", " Roe, Jane", "A Title: Here",
    "arXiv.org Artificial Intelligence", "new", "Mar 11", "@article{key,", "title = {x", "}", "author = a # b,", '"',
    "title,authors,year", "Owls,Ann Roe|Max Poe,2020", 'Owls,"Ann, Max', "title;doi", "sep=;",
    "- [Owls at Night](https://x.org)",
    "| Title | Year |", "|---|---|", "| [Owls](https://arxiv.org/abs/2401.00001) |", "  - [pdf](https://arxiv.org/abs/1)",
    '{"title": "Owls", "authors": [', '{"itemType": "book", "creators": 7}', "<rdf:RDF>", '  <bib:Book rdf:about="#1">',
    '{"type": "book", "title": "x", "author": [7], "issued": {"date-parts": 7}, "custom": {"ids": 7}}',
    '"ids": {"doi": 7}, "links": [7, {}, {"url": 7}]}', "]}", "  </bib:Book>",
    "TY  - JOUR", "TI  - Owls", "ER  - ", "PT J", "AU Roe, J", "ER", "PMID- 1", "FAU - Roe, Jane", "AUID- ORCID: 1",
    "<records>", "<record>", "<title>Owls", "</record>", "<PubmedArticle>", "</PubmedArticle>", "<mods>", "</mods>",
    "#", "\\", "@string{a = ", "@comment{", "We count owls at night and by day. " * 9, "a line that goes on", "",
    '<feed xmlns="http://arxiv.org/schemas/atom">', "<entry>", "</entry>", "<OAI-PMH>", "<record>", "<metadata><arXiv>",
    '<collection id="2024.a">', '<volume id="1">', "<meta>", '<paper id="1">', "</paper>", "<title>a</title>", "<!--",
    "%0 Journal Article", "%T Owls", "%A Roe, Jane", "RT Journal Article", "T1 Owls", "<1>", "Title", "  Owls",
    '{"data": {"attributes": {"titles": [7], "creators": [7, {"nameIdentifiers": 7}], "dates": 7, "container": 7}}}',
    "<doi_record>", "</doi_record>", "<query>", "</query>", "<journal_article>", "</journal_article>",
    "cff-version: 1", "references:", "  - &a", "    authors: *a", "    title: Owls", "preferred-citation: *a",
    '{"message":', '{"results": [', '{"data": [', '{"DOI": "10.1000/1",', '"title": ["a"]', '{"paperId": null}', "]",
])  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(lines=st.lists(_PIECES | st.text(max_size=40), max_size=12))
def test_a_reader_takes_any_text(reader: Reader, lines: list[str]) -> None:
    """No text makes a reader raise, and every line of it is accounted for."""
    capture = Capture(name="any", text="\n".join(lines))
    reader.identify(capture)
    check_account(capture, reader)


def test_an_unknown_format_is_a_problem_that_names_the_readers() -> None:
    """Plain prose is no capture; the message says what it looks like and how to choose."""
    problem = detect(Capture(name="letter.txt", text="Dear Jane,\n\nthe owls are well.\n"))
    assert isinstance(problem, Problem)
    assert (problem.where, problem.code) == ("letter.txt", "unknown-format")
    assert "text that begins “Dear Jane, the owls are well.”" in problem.message
    assert all(reader.name in problem.hint for reader in READERS)
    assert "--reader NAME" in problem.hint
    assert len(problem.message) < 200


@pytest.mark.parametrize(("text", "said"), [
    ("", "an empty file"),
    ('<?xml version="1.0"?>\n<!-- x -->\n<owl:list>', "XML that begins with <owl:list>"),
    ('{"barn": 1, "owls": 7}', "JSON whose first object has the keys barn, owls"),
    ("[1, 2]", "JSON without an object"),
    ("D1,D2\n1,2\n", "a table with the columns D1, D2, of which are known: none (--columns title=NAME"),
    ("Owl;Year\nStrix;2020\n", "of which are known: Year"),
    ("Dear Jane\n\n# Owls\n", "Markdown without a list of papers"),
    ("XX  - JOUR\nYY  - Owls\n", "lines with two-letter tags"),
    ("%PDF-1.7\n1 0 obj\n", "a PDF (import the DOI"),
    ("00714cam a2200205 a 4500001001300000\x1e", "MARC (export it as MODS)"),
    ("=LDR  00714cam\n=245  10$aOwls\n", "MARC in mnemonic form (export it as MODS)"),
    ('<?xml version="1.0"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim"><record>', "MARC in XML (export it as"),
    ("{\\rtf1\\ansi Owls}", "a document in RTF"),
    ("Scopus\nEXPORT DATE: 3 March 2020\n\nRoe, J.\nOwls\n", "Scopus' plain text (export as CSV, RIS or BibTeX)"),
    ("1. Owl Lett. 2020;3(2):1-9.\n\nOwls.\n\nRoe J.\n\nPMID: 12345678\n", "PubMed's text (save in the format PubMed)"),
    ('<article dtd-version="1.2"><front><article-meta>', "an article in JATS XML"),
    ('<TEI xmlns="http://www.tei-c.org/ns/1.0">', "TEI (export as BibTeX or RIS)"),
    ('<resource xmlns="http://datacite.org/schema/kernel-4"><titles>', "DataCite's XML"),
    ('<?xml version="1.0"?>\n<!-- a -->\n<doi_batch version="4.4.2"><head>', "a deposit to Crossref"),
])  # fmt: skip
def test_an_unknown_format_is_described(text: str, said: str) -> None:
    """The message says what the text looks like rather than what twenty readers look for."""
    problem = detect(Capture(name="a", text=text))
    assert isinstance(problem, Problem)
    assert said in problem.message


def test_marks_of_two_formats_are_a_problem() -> None:
    """Two captures of one rank pasted into one file are not guessed at."""
    both = "@article{a, title = {Owls}}\n\nTY  - JOUR\nTI  - Terns\nER  -\n"
    problem = detect(Capture(name="both.txt", text=both))
    assert isinstance(problem, Problem)
    assert "several formats" in problem.message
    assert problem.hint.endswith("bibtex, ris")


def test_the_better_rank_and_then_the_most_rows_decide() -> None:
    """A syntax beats lines that look like a page; a list of papers is not the one entry that says how to cite it."""
    page = load(FOLDER / "catalyzex/plain.txt").text
    cite = "```\n@article{a, title = {Owls}}\n```\n"
    rows = "".join(f"- [Owls of {place}](https://arxiv.org/abs/2401.0000{place}) Falk\n" for place in range(5))
    for text, name in ((f"{page}\n{cite}", "bibtex"), (f"{rows}\n{cite}", "markdown")):
        found = detect(Capture(name="-", text=text))
        assert isinstance(found, Reader)
        assert found.name == name


def test_bytes_that_are_not_utf8_are_read_as_windows_text() -> None:
    """The text is kept, and a warning says at which line the guess began."""
    capture, (warning,) = decode("a.txt", "first\nGödel’s owl".encode("cp1252"))
    assert capture
    assert capture.lines[1] == "Gödel’s owl"
    assert (warning.level, warning.code, warning.line) == ("warning", "encoding-guessed", 2)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\xff\xfe\x81", "owls".encode("utf-16-le")])
def test_a_file_with_nul_bytes_is_no_text(data: bytes) -> None:
    """A PDF or a file of an unmarked encoding is one problem, and no capture."""
    capture, (problem,) = decode("a.pdf", data)
    assert capture is None
    assert problem.code == "not-text"


@pytest.mark.parametrize(("data", "what", "way"), [
    (b"%PDF-1.7\n\x00", "a PDF", "import the DOI"),
    (b"SQLite format 3\x00\x10", "an SQLite database, as Mendeley", "RIS or BibTeX"),
    (b"PK\x03\x04\x14\x00 word/document.xml", "a Word document", "plain text"),
    (b"PK\x03\x04\x14\x00 xl/workbook.xml", "an Excel workbook", "CSV"),
    (b"PK\x03\x04\x14\x00 My Library.enl", "an EndNote library", "RIS or BibTeX"),
    (b"PK\x03\x04\x14\x00 owls.bib", "a ZIP archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a document of Microsoft Office", "plain text"),
    (b"owls\x00", "a NUL byte", "plain text in UTF-8"),
])  # fmt: skip
def test_a_file_that_is_no_text_is_named_with_the_way_there(data: bytes, what: str, way: str) -> None:
    """The message says what the file is, and the hint what to do with it."""
    capture, (*_, problem) = decode("a", data)
    assert capture is None
    assert problem.code == "not-text"
    assert f"found {what}" in problem.message
    assert way in problem.hint


@given(data=st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """Decoding never raises, and what it gives has one kind of line end and no mark."""
    capture, problems = decode("any", data)
    assert capture or problems[-1].code == "not-text"
    assert not capture or ("\r" not in capture.text and not capture.text.startswith("\ufeff"))


@pytest.mark.parametrize("text", [
    "| | title | authors | year |\n|---|---|---|---|\n| one run | 92 | 96 | 97 |\n| another | 97/99 | 84 % | 93 |\n",
    "| L | list | papers | title | venue |\n|---|---|---|---|---|\n| A | owls | 52/151 | 14/30 | 0/27 |\n",
    "| title | authors | year |\n|---|---|---|\n| 3 | 4 | 5 |\nAll were counted by hand, and twice.\n",
])  # fmt: skip
def test_a_table_of_figures_lists_no_papers(text: str) -> None:
    """Its columns may be called as those of papers are; a line right below it is a row to Markdown, and no title."""
    found = detect(Capture(name="report.md", text=f"# How well titles are read\n\n{text}"))
    assert isinstance(found, Problem)
