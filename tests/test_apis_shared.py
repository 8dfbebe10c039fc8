"""Recorded answers of arXiv, OpenAlex, Crossref and Semantic Scholar, and volumes of the ACL Anthology, all of them."""

import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.clean.text import clean_text
from generator.intake.normalize import normalize
from generator.intake.readers import READERS, Reader, Reading, decode, detect, read_capture
from generator.model import Capture, Row
from tests.shared import SHARED

ATOM = sorted((SHARED / "data/arxiv-atom").glob("**/*.xml"))
ACL = sorted((SHARED / "data/acl-xml").glob("**/*.xml"))
WORKS = sorted((SHARED / "data/openalex-crossref-json/openalex").glob("*.json"))
CASSETTES = sorted((SHARED / "data").glob("*/**/*.yaml"))
ANSWERS = sorted((SHARED / "data").glob("*/*responses.jsonl"))
OWN = ("arxiv_atom", "crossref", "openalex", "semantic_scholar")
NO_PAPERS = re.compile(r'\s*(\{"error"|<!doctype|\{"doi": ?".*"doi_url"|\{"results": ?\[\{"response")', re.I)
"""Refusals, and what Unpaywall answers: no format that is read."""

pytestmark = pytest.mark.shared("data/arxiv-atom", "data/acl-xml", "data/openalex-crossref-json")


def load(path: Path) -> Capture:
    capture, problems = decode(path.name, path.read_bytes())
    assert capture and not problems
    return capture


@cache
def reading_of(capture: Capture) -> tuple[str, Reading]:
    reader = detect(capture)
    assert isinstance(reader, Reader), (capture.name, reader)
    reading = read_capture(capture, reader)
    assert not reading.residue
    return reader.name, reading


@cache
def rows_of(capture: Capture) -> tuple[tuple[Row, ...], Counter[str]]:
    normalized = [normalize(record) for record in reading_of(capture)[1].records]
    codes = Counter(problem.code for _, problems in normalized for problem in problems)
    return tuple(row for row, _ in normalized if row), codes


def bodies() -> Iterator[tuple[str, str]]:
    """(name, text) of each answer: of the tapes as they were recorded, and of the files beside them."""
    for path in CASSETTES:
        tape = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for number, exchange in enumerate(tape["interactions"]):
            answer = exchange["response"]
            body = answer["body"]["string"] if "body" in answer else answer["content"]
            yield f"{path.stem}-{number}", body if isinstance(body, str) else _unpacked(body)
    for path in ANSWERS:
        for number, line in enumerate(path.read_text(encoding="utf-8").rstrip().split("\n")):
            body = json.loads(line)["body"]
            yield f"{path.parent.name}-{number}", body if isinstance(body, str) else json.dumps(body)


def _unpacked(body: bytes) -> str:
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


def papers_in(answer: Any) -> list[Any]:
    """The papers of an answer, told without the readers."""
    if isinstance(answer, list):
        return [paper for item in answer for paper in papers_in(item)]
    for name in ("message", "items", "results", "data", "recommendedPapers", "citedPaper"):
        if name in answer:
            return papers_in(answer[name])
    return [answer]


@pytest.mark.parametrize("path", ATOM, ids=lambda path: path.name[:60])
def test_each_entry_of_arxiv_is_a_row_or_an_error(path: Path) -> None:
    capture = load(path)
    name, reading = reading_of(capture)
    feed = ET.fromstring(path.read_bytes())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert name == "arxiv_atom"
    assert len(entries) == len(reading.records) + len(reading.problems)
    assert {problem.code for problem in reading.problems} <= {"arxiv-error"}
    rows, codes = rows_of(capture)
    assert len(rows) == len(reading.records) and not codes
    for row, record in zip(rows, reading.records, strict=True):
        assert row.facts.ids.arxiv and row.facts.ids.arxiv in record.text
        assert len(row.facts.authors) == record.text.count("<name>")
        assert row.facts.date and row.facts.abstract and row.facts.categories


def test_the_answers_of_arxiv_hold_what_is_known_of_them() -> None:
    """76 and 24 entries, of which one is an error; 41 name a DOI."""
    rows = [row for path in ATOM for row in rows_of(load(path))[0]]
    assert len(rows) == 99
    assert sum(bool(row.facts.ids.doi) for row in rows) == 41
    by_id = {row.facts.ids.arxiv: row.facts for row in rows}
    assert by_id["2104.12255"].title == "0"
    assert by_id["1111.2011"].ids.doi == "10.1103/physrevb.85.115117"
    assert by_id["quant-ph/0201082"].date == "2002-01-18"


@pytest.mark.parametrize("path", ACL, ids=lambda path: path.name)
def test_each_paper_of_the_anthology_is_a_row(path: Path) -> None:
    """Ids, authors, abstracts, pages and DOIs are those that another parser finds."""
    capture = load(path)
    name, reading = reading_of(capture)
    papers = [paper for volume in ET.parse(path).getroot().iter("volume") for paper in volume.iter("paper")]
    rows, codes = rows_of(capture)
    assert (name, len(reading.problems)) == ("acl_xml", 0)
    assert len(rows) == len(reading.records) == len(papers)
    assert set(codes) <= {"bad-orcid"}
    for row, paper in zip(rows, papers, strict=True):
        facts = row.facts
        assert facts.ids.acl == paper.findtext("url")
        assert facts.ids.doi == (paper.findtext("doi") or "").lower() or not facts.ids.doi
        names = [f"{one.findtext('first') or ''} {one.findtext('last')}" for one in paper.findall("author")]
        assert [author.name for author in facts.authors] == [clean_text(one).removeprefix("Dr ") for one in names]
        assert bool(facts.abstract) == any("".join(found.itertext()).strip() for found in paper.iter("abstract"))
        assert facts.pages == (paper.findtext("pages") or "").replace("–", "-")
        assert facts.awards == tuple(clean_text(award.text or "") for award in paper.findall("award"))
        assert facts.venue.startswith("Proceedings of the") or "Findings" in facts.venue
        assert facts.abstract.count("$") >= 2 or paper.find("abstract/tex-math") is None
        assert facts.date.startswith(path.name[:4]) and facts.publisher and facts.type == "conference"


def test_the_links_of_the_anthology_have_their_kinds() -> None:
    path = next(path for path in ACL if path.name == "2021.acl.xml")
    rows, _ = rows_of(load(path))
    kinds = Counter(link.kind for row in rows for link in row.facts.links)
    assert kinds["data"] >= 1184 and kinds["code"] >= 452 and kinds["video"] >= 767
    assert sum(row.facts.state == "retracted" for row in rows) == 1


def test_the_works_of_openalex_are_read_whole() -> None:
    rows = [row for path in WORKS for row in rows_of(load(path))[0]]
    assert len(rows) == len(WORKS) == 4
    for row, path in zip(rows, WORKS, strict=True):
        work = json.loads(path.read_text(encoding="utf-8"))
        assert row.facts.title == work["title"]
        assert [author.name for author in row.facts.authors] == [
            clean_text(one["author"]["display_name"]) for one in work["authorships"]
        ]
        assert len(row.facts.abstract.split()) == sum(map(len, work["abstract_inverted_index"].values()))


def test_each_recorded_answer_is_read_or_refused() -> None:
    """Every paper of an answer is a row, and nothing else is taken for one; each answer is there twice."""
    counts: Counter[str] = Counter()
    for name, body in bodies():
        capture = Capture(name=name, text=body)
        if NO_PAPERS.match(body):
            assert not [reader.name for reader in READERS if reader.name in OWN and reader.identify(capture)], name
            counts["refused"] += 1
            continue
        reader, reading = reading_of(capture)
        papers = [None] if reader == "bibtex" else papers_in(json.loads(body))
        assert len(papers) == len(reading.records) + len(reading.problems), name
        assert not reading.problems, name
        rows, codes = rows_of(capture)
        assert len(rows) == len(papers) - codes["empty-row"]
        counts[reader] += len(rows)
    assert counts == {"semantic_scholar": 3092, "crossref": 14, "openalex": 12, "bibtex": 8, "refused": 10}
