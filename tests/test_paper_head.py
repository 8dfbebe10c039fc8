"""What a paper's page says to machines: the tags that Google Scholar and Zotero read, and schema.org's data."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from generator.model import Author, Paper
from generator.pipeline import load_catalog
from generator.publish.exports import PAPER_FILES
from generator.publish.exports.cited import venue_of
from generator.publish.pages.paper_head import alternates, citation_tags, pdf_url, structured_data
from generator.records.settings import Venue
from tests.exports.toy import ORCID, catalog_of, papers
from tests.make import paper
from tests.shared import ROOT

OWLS = Venue(slug="owls", name="OWLS", title="Conference on Owls", kind="conference")
RECORD = paper(
    "owls-2023", title="Owls & <lamps>", authors=("Ada Møller", "others"), date="2023-09-27", venue="OWLS 2023",
    pages="7-12", volume="3", number="4", publisher="Owl & Sons", keywords=("owls", "lamps"),
    ids={"arxiv": "2309.00001", "doi": "10.1000/x", "pmid": "12"},
)


def _tags(**values: Any) -> dict[str, list[str]]:
    record = replace(RECORD, **values)
    found: dict[str, list[str]] = {}
    for tag in citation_tags(record, OWLS if record.venue.startswith("OWLS") else None):
        found.setdefault(tag["name"], []).append(tag["content"])
    return found


def test_every_field_that_is_known_has_its_tag() -> None:
    """As the inclusion guide names them; nothing that is unknown, and no author called others."""
    assert _tags() == {
        "citation_title": ["Owls & <lamps>"],
        "citation_author": ["Ada Møller"],
        "citation_publication_date": ["2023/09/27"],
        "citation_conference_title": ["Conference on Owls"],
        "citation_volume": ["3"],
        "citation_issue": ["4"],
        "citation_firstpage": ["7"],
        "citation_lastpage": ["12"],
        "citation_publisher": ["Owl & Sons"],
        "citation_keywords": ["owls", "lamps"],
        "citation_doi": ["10.1000/x"],
        "citation_arxiv_id": ["2309.00001"],
        "citation_pmid": ["12"],
        "citation_pdf_url": ["https://arxiv.org/pdf/2309.00001"],
    }


def test_a_book_has_editors_and_an_isbn() -> None:
    """A family name that the name does not tell stands first; nobody is called others."""
    editors = (Author(name="Luz Pardo Vega", family="Pardo Vega"), Author(name="Bo Reed"), Author(name="others"))
    found = _tags(editors=editors, isbn="9780306406157", language="en")
    assert found["citation_editor"] == ["Pardo Vega, Luz", "Bo Reed"]
    assert (found["citation_isbn"], found["citation_language"]) == (["9780306406157"], ["en"])
    said = json.loads(str(structured_data("Owls", replace(RECORD, editors=editors, edition="2"), None)))
    assert said["editor"][0] == {
        "@type": "Person", "name": "Luz Pardo Vega", "familyName": "Pardo Vega", "givenName": "Luz",
    }  # fmt: skip
    assert said["bookEdition"] == "2"


@pytest.mark.parametrize(("type_", "venue", "tag", "content"), [
    ("article", "Lamp Letters", "citation_journal_title", "Lamp Letters"),
    ("chapter", "All of Owls", "citation_inbook_title", "All of Owls"),
    ("thesis", "University of Lamps", "citation_dissertation_institution", "University of Lamps"),
    ("report", "", "citation_technical_report_institution", "Owl & Sons"),
])  # fmt: skip
def test_the_type_says_what_the_venue_is(type_: str, venue: str, tag: str, content: str) -> None:
    """A report's may only be known as its publisher."""
    found = _tags(type=type_, venue=venue)
    assert found[tag] == [content]
    assert "citation_conference_title" not in found


def test_a_report_has_a_number_and_no_issue() -> None:
    """Zotero takes an issue for a journal's."""
    found = _tags(type="report", venue="")
    assert found["citation_technical_report_number"] == ["4"] and "citation_issue" not in found


def test_a_paper_that_was_online_before_says_both() -> None:
    """The date that is cited comes first."""
    found = _tags(date="2024-05", first="2023-09-27")
    assert found["citation_publication_date"] == ["2024/05"]
    assert found["citation_online_date"] == ["2023/09/27"]


def test_an_entry_without_a_title_helps_nobody() -> None:
    """It has no tags at all."""
    assert _tags(title="") == {}


def test_only_a_thesis_or_report_is_where_it_was_published() -> None:
    """A publisher is no journal, and no conference."""
    for type_ in ("article", "conference", "chapter"):
        found = _tags(type=type_, venue="")
        assert found["citation_publisher"] == ["Owl & Sons"]
        assert not found.keys() & PLACES


# --- The published rules of Google Scholar and Zotero ----------------------------------------------------------------

PLACES = {
    "citation_journal_title", "citation_conference_title", "citation_inbook_title", "citation_dissertation_institution",
    "citation_technical_report_institution",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(/(0[1-9]|1[0-2])(/(0[1-9]|[12]\d|3[01]))?)?")
_ONE_PERSON = re.compile(r"[^;]+")
RULES = {
    "citation_title": re.compile(r"[^$<]\S?.*"),
    "citation_author": _ONE_PERSON,
    "citation_editor": _ONE_PERSON,
    "citation_publication_date": _DATE,
    "citation_online_date": _DATE,
    **dict.fromkeys(PLACES, re.compile(r"[^$]+")),
    "citation_series_title": re.compile(r".+"),
    "citation_volume": re.compile(r".+"),
    "citation_issue": re.compile(r".+"),
    "citation_technical_report_number": re.compile(r".+"),
    "citation_firstpage": re.compile(r"[^-–\s]+"),
    "citation_lastpage": re.compile(r"[^-–\s]+"),
    "citation_publisher": re.compile(r".+"),
    "citation_isbn": re.compile(r"\d{9}[\dX]|\d{13}"),
    "citation_language": re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*"),
    "citation_keywords": re.compile(r"[^;]+"),
    "citation_doi": re.compile(r"10\.\d{4,9}/\S+"),
    "citation_arxiv_id": re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}"),
    "citation_pmid": re.compile(r"\d+"),
    "citation_pdf_url": re.compile(r"https?://\S+"),
}
"""All tags that we write, in their order, and what may stand in each."""
_MANY = {"citation_author", "citation_editor", "citation_keywords"}


def _broken_rules(record: Paper, venue: Venue | None) -> Iterator[str]:
    tags = [(tag["name"], tag["content"]) for tag in citation_tags(record, venue)]
    names = [name for name, _ in tags]
    yield from (f"{name}={content}" for name, content in tags if not RULES[name].fullmatch(content))
    yield from (name for name, count in Counter(names).items() if count > 1 and name not in _MANY)
    if len(PLACES & {*names}) > 1:
        yield f"{PLACES & {*names}} exclude one another"
    if names and (names[0] != "citation_title" or bool(record.people) != ("citation_author" in names)):
        yield "a title is asked for, and an author"
    if sum(name == "citation_author" for name in names) != len(record.people):
        yield "a tag is of one author"


def test_the_rules_find_a_mistake() -> None:
    """Else the next test would say nothing."""
    found = [*_broken_rules(replace(RECORD, keywords=("owls; lamps",), pages="7–12-14", publisher=""), OWLS)]
    assert len(found) == 2, found


def test_tags_follow_the_published_rules() -> None:
    """One author a tag, years with slashes, one place, no TeX: for all that a record can hold, and the bundled ones."""
    for catalog in (catalog_of(*papers()), load_catalog(ROOT / "site_src")[0]):
        for record in catalog.papers.values():
            assert [*_broken_rules(record, venue_of(catalog, record))] == [], record.id


def test_only_a_real_pdf_is_called_one() -> None:
    """A DOI leads to a page."""
    assert pdf_url(paper("x", ids={"doi": "10.1000/x"})) == ""
    assert pdf_url(paper("x", ids={"acl": "2024.toy-long.1"})) == "https://aclanthology.org/2024.toy-long.1.pdf"
    assert pdf_url(paper("x", links=(("other", "https://a.example/X.PDF"),))) == "https://a.example/X.PDF"


def test_the_other_forms_of_a_paper_lie_beside_its_page() -> None:
    """Each with its media type."""
    assert {other["href"]: other["type"] for other in alternates(RECORD, PAPER_FILES)} == {
        "owls-2023.bib": "application/x-bibtex",
        "owls-2023.ris": "application/x-research-info-systems",
        "owls-2023.csl.json": "application/vnd.citationstyles.csl+json",
        "owls-2023.json": "application/json",
        "owls-2023.md": "text/markdown",
    }


def test_structured_data_knows_people_by_their_orcid() -> None:
    """And cannot end the element it stands in."""
    record = replace(RECORD, authors=(Author(name="Ada </script>", orcid=ORCID), Author(name="Bo")))
    text = structured_data("Owls </script>", record, OWLS)
    assert "<" not in text
    data = json.loads(text)
    assert data["author"] == [
        {"@type": "Person", "@id": f"https://orcid.org/{ORCID}", "name": "Ada </script>"},
        {"@type": "Person", "name": "Bo"},
    ]
    assert data["sameAs"] == ["https://arxiv.org/abs/2309.00001", "https://doi.org/10.1000/x",
                              "https://pubmed.ncbi.nlm.nih.gov/12/"]
