"""The formats of libraries and reference managers: nothing is lost, and the real files go through."""

import re
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.merge import merge
from generator.intake.normalize import fingerprint, normalize
from generator.intake.readers import Reader, Reading, decode, detect, read_capture, reader_named
from generator.intake.readers.managers import addresses, labelled_ids, paged, pubmed_ids
from generator.intake.readers.xml.xmlfile import parse_element, text_of
from generator.intake.readers.xml.xmltake import look, rest, take, take_first
from generator.model import Capture, RawRecord
from tests.shared import SHARED

CASES = Path(__file__).parent / "readers"
RIS = SHARED / "data" / "ris"
TAFENOQUINE = SHARED / "data" / "endnote-dedupe" / "tafenoquine.xml"


def _read(text: str, reader: str) -> Reading:
    found = reader_named(reader)
    assert found
    return read_capture(Capture(name="a", text=text), found)


def _said(record: RawRecord) -> str:
    """All that a row holds beside its own source."""
    own = ("reader", "capture", "line", "lines", "text")
    return repr([getattr(record, field.name) for field in fields(record) if field.name not in own])


_WORDS = st.from_regex(r"[a-z]{3,9}( [a-z]{3,9})?", fullmatch=True)
_FORMS = {
    "ris": ("TY  - JOUR", "{tag}  - {text}", "ER  - ", st.from_regex(r"(?!TY|ER)[A-Z][A-Z0-9]", fullmatch=True)),
    "wos": ("PT J", "{tag} {text}", "ER", st.from_regex(r"(?!PT|ER|FN|VR|EF)[A-Z][A-Z0-9]", fullmatch=True)),
    "medline": ("PMID- 1", "{tag}- {text}", "", st.from_regex(r"(?!PMID)[A-Z]{2,4}", fullmatch=True)),
}


@pytest.mark.parametrize("name", _FORMS)
@given(data=st.data())
def test_every_field_of_an_entry_is_in_its_row(name: str, data: st.DataObject) -> None:
    """Whatever the tag, known or not, once or several times, its text is a field's or leftover."""
    first, form, last, tags = _FORMS[name]
    drawn = data.draw(st.lists(st.tuples(tags | st.sampled_from(["AU", "TI", "DA", "PY", "UR", "SP", "EP"]), _WORDS)))
    lines = [form.format(tag=f"{tag:4}" if name == "medline" else tag, text=text) for tag, text in drawn]
    (record,) = _read("\n".join([first, *lines, last]), name).records
    for _, text in drawn:
        assert text in _said(record)


_XML = [path for name in ("endnote_xml", "mods", "pubmed_xml") for path in sorted((CASES / name).glob("*.xml"))]


@pytest.mark.parametrize("path", _XML, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_text_of_an_element_is_in_its_row(path: Path) -> None:
    """Of XML too; rows of the cases hold all words that their source has between its tags."""
    for record in _read(path.read_text(encoding="utf-8"), path.parent.name).records:
        for text in parse_element(record.text).itertext():
            for word in re.findall(r"\w+", text):
                assert word in _said(record)


def test_what_is_taken_of_an_element_is_gone() -> None:
    mixed = "<c><d t='x'>10<sup>3</sup></d> and <i>more</i></c>"
    element = parse_element(f"<a><b>one&#xD;two</b><b/>{mixed}<e type='z'>!</e></a>")
    assert look(element, "b") == ("one", "two")
    assert take_first(element, "x", "b") == "one two"
    assert rest(element) == (("c", "10³ and more"), ("e z", "!"))
    assert take(element, "c", "e") == ("10³ and more", "!")
    assert rest(element) == ()


def test_a_deep_element_is_taken_apart() -> None:
    """Files that nest deeper than Python recurses are only odd."""
    element = parse_element("<a>" * 5000 + "owl" + "</a>" * 5000)
    assert [text for _, text in rest(element)] == ["owl"]


@pytest.mark.parametrize(("text", "found"), [
    ("PMID: 12345678", ("pmid", "12345678")), ("PUBMED 123,EMBASE 456", ("pmid", "123")),
    ("PMC7000001 none declared", ("pmcid", "PMC7000001")), ("arXiv:1906.00011", ("arxiv", "arXiv:1906.00011")),
    ("doi:10.5555/a", ("doi", "doi:10.5555/a")), ("10.5555/a", ("doi", "10.5555/a")), ("12345678", None),
    ("Journal Article", None), ("WOS:000000000000001", None),
])  # fmt: skip
def test_an_id_is_known_by_its_label(text: str, found: tuple[str, str] | None) -> None:
    assert list(labelled_ids([text])) == ([found] if found else [])


def test_a_number_is_pubmeds_where_the_database_says_so() -> None:
    assert list(pubmed_ids("Ovid MEDLINE(R)", ["123"], [])) == [("pmid", "123")]
    assert list(pubmed_ids("Embase Medline", ["123"], ["456"])) == [("pmid", "456")]
    assert list(pubmed_ids("Scopus", ["123"], ["456"])) == []
    assert list(pubmed_ids("PubMed", ["WOS:1", "2006713348"], [])) == []


def test_pages_and_addresses_of_several_fields() -> None:
    assert [paged("271", "278"), paged("271-278", "278"), paged("7", "7"), paged("e12", "")] == [
        "271-278", "271-278", "7", "e12",
    ]  # fmt: skip
    assert addresses(["http://a.org; www.b.org"]) == (("", "http://a.org"), ("", "www.b.org"))


def _account(path: Path, text: str = "") -> tuple[Reading, int]:
    """The reading of a real file, and how many of its rows say enough to be papers or are problems that say why."""
    capture, problems = decode(path.name, text.encode() or path.read_bytes())
    assert capture and not problems
    reader = detect(Capture(name="-", text=capture.text))
    assert isinstance(reader, Reader), reader
    reading = read_capture(capture, reader)
    explained = 0
    for raw in reading.records:
        row, found = normalize(raw)
        explained += bool(row) or any(problem.code == "empty-row" for problem in found)
    return reading, explained


@pytest.mark.shared("data/ris")
@pytest.mark.parametrize("path", sorted(RIS.glob("*.ris")), ids=lambda path: path.stem)
def test_real_ris_files_balance(path: Path) -> None:
    """One row for each `TY` (of Web of Science, `PT`), no problem of the file, no line left over."""
    opening = rb"^PT \w" if path.stem == "example_wos" else rb"^(?:\xef\xbb\xbf)?TY  -"
    entries = len(re.findall(opening, path.read_bytes(), re.MULTILINE))
    reading, explained = _account(path)
    assert entries and len(reading.records) == explained == entries
    assert not reading.problems and not reading.residue
    for ignored in reading.ignored:
        lines = [path.read_text("utf-8-sig").split("\n")[number - 1] for number in ignored.lines]
        assert not [line for line in lines if re.match(r"[A-Z][A-Z0-9]  -|(AU|TI|DI) ", line)]


@pytest.mark.shared("data/endnote-dedupe")
def test_the_real_endnote_library_balances() -> None:
    reading, explained = _account(TAFENOQUINE)
    entries = TAFENOQUINE.read_text(encoding="utf-8").count("<record>")
    assert entries == len(reading.records) == explained == 179
    assert not reading.problems and not reading.residue
    for record, element in zip(reading.records, ET.parse(TAFENOQUINE).iter("record"), strict=True):
        assert record.title == text_of(element, "titles/title")
        assert len(record.authors) == len(element.findall("contributors/authors/author"))


@pytest.mark.shared("data/endnote-dedupe")
def test_the_duplicates_of_a_real_library_are_those_that_people_marked() -> None:
    """Without the marks, of 179 records the members of duplicate groups are found; about 74 are superfluous."""
    marked = [bool(text_of(found, "caption")) for found in ET.parse(TAFENOQUINE).iter("record")]
    unmarked = re.sub(r"<caption>.*?</caption>", "", TAFENOQUINE.read_text(encoding="utf-8"))
    reading, _ = _account(TAFENOQUINE, unmarked)
    rows = [row for raw in reading.records if (row := normalize(raw)[0])]
    paper_of = {end.row.fingerprint: end.paper for end in merge({}, rows).rows}
    papers = [paper_of[fingerprint(raw.text)] for raw in reading.records]
    grouped = [papers.count(paper) > 1 for paper in papers]
    both = sum(a and b for a, b in zip(marked, grouped, strict=True))
    assert both / sum(grouped) >= 0.98 and both / sum(marked) >= 0.98
    assert 72 <= len(papers) - len(set(papers)) <= 76
