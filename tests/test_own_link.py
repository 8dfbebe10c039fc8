"""A link of kind `paper` is the paper’s own address where no identifier gives one; a video or a repository never is."""

import json

import pytest

from generator.intake.normalize import normalize
from generator.intake.readers import Reader, detect, read_capture
from generator.knowledge.catalog import build_catalog
from generator.model import Capture, Link, Paper
from generator.publish.exports import export_named
from generator.publish.exports.bibtex import as_bibtex
from generator.publish.exports.csl_json import as_csl
from generator.publish.pages.paper_head import pdf_url, structured_data
from generator.publish.pages.paper_links import is_pdf, outside_links
from generator.records.settings import Decisions, Rulings, Settings
from tests.make import paper

OWN = "https://press.example/owls.pdf"
LINKS = (("video", "https://youtu.be/owls"), ("paper", OWN), ("code", "https://github.com/a/owls"))
BARE = paper("owls", title="Owls", date="2024", links=LINKS)
NAMED = paper("owls", title="Owls", date="2024", links=LINKS, ids={"doi": "10.1000/owls"})


def _text(name: str, record: Paper) -> str:
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    return "".join(export_named(name).render(build_catalog({record.id: record}, decisions), [record]))


def test_a_title_in_markdown_leads_to_the_paper() -> None:
    """By an identifier, else by the paper's own link, else nowhere; the others keep their labels."""
    video, code = "[[video](https://youtu.be/owls)]", "[[code](https://github.com/a/owls)]"
    assert _text("markdown", BARE) == f"- [Owls]({OWN}) 2024. {video} {code}\n"
    doi = "https://doi.org/10.1000/owls"
    assert _text("markdown", NAMED) == f"- [Owls]({doi}) 2024. [[paper]({OWN})] {video} {code}\n"
    assert _text("markdown", paper("x", title="X", links=LINKS[:1])) == f"- **X** {video}\n"


def test_buttons_begin_with_the_paper() -> None:
    """Behind identifiers; a PDF says that it is one, and each address is there once."""
    assert [(button.label, button.url) for button in outside_links(BARE)] == [
        ("PDF", OWN), ("Video", "https://youtu.be/owls"), ("Code", "https://github.com/a/owls")
    ]  # fmt: skip
    assert [button.label for button in outside_links(NAMED)] == ["DOI", "PDF", "Video", "Code"]
    page = paper("x", links=(("paper", "https://press.example/owls"),))
    assert [(button.label, button.detail) for button in outside_links(page)] == [("Paper", "press.example")]


@pytest.mark.parametrize(("links", "expected"), [
    ((("other", "https://a.example/poster.pdf"), ("paper", OWN)), OWN),
    ((("other", "https://a.example/owls.pdf"), ("paper", "https://a.example/owls")), "https://a.example/owls.pdf"),
    ((("paper", "https://a.example/owls.PDF?download=1"),), "https://a.example/owls.PDF?download=1"),
    ((("data", "https://a.example/tables.pdf"),), ""),
    ((("paper", "https://a.example/pdf-of-owls"),), ""),
])  # fmt: skip
def test_the_pdf_is_the_papers_own(links: tuple[tuple[str, str], ...], expected: str) -> None:
    """A supplement is not the paper; what an identifier leads to goes before all."""
    assert pdf_url(paper("x", links=links)) == expected
    assert pdf_url(paper("x", links=links, ids={"arxiv": "2309.00001"})) == "https://arxiv.org/pdf/2309.00001"


def test_a_pdf_is_known_by_its_address() -> None:
    """Not by a word in it."""
    assert is_pdf("https://openreview.net/pdf?id=aBcDeF_-1") and is_pdf("https://a.example/b.pdf#page=2")
    assert not is_pdf("https://a.example/pdf?id=x") and not is_pdf("https://a.example/?file=x.pdf")


def test_citations_have_the_papers_own_address_for_want_of_identifiers() -> None:
    """BibTeX's `url`, CSL's `URL`, schema.org's `sameAs`; RIS has it as its first address."""
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    catalog = build_catalog({}, decisions)
    assert f"url = {{{OWN}}}" in as_bibtex(BARE) and "url" not in as_bibtex(NAMED)
    assert as_csl(catalog, BARE)["URL"] == OWN and "URL" not in as_csl(catalog, NAMED)
    assert json.loads(str(structured_data("Owls", BARE, None)))["sameAs"] == [OWN]
    assert json.loads(str(structured_data("Owls", NAMED, None)))["sameAs"] == ["https://doi.org/10.1000/owls"]
    addresses = [line for line in _text("ris", BARE).splitlines() if line[:2] in ("UR", "LK")]
    assert addresses == [f"UR  - {OWN}", "LK  - https://youtu.be/owls", "LK  - https://github.com/a/owls"]


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
@pytest.mark.parametrize("record", [BARE, NAMED], ids=["bare", "named"])
def test_an_address_that_is_written_twice_comes_back_once(name: str, record: Paper) -> None:
    """With the kind that the file states, and not a second time with one that is guessed."""
    capture = Capture(name="x", text=_text(name, record))
    reader = detect(capture)
    assert isinstance(reader, Reader)
    (raw,) = read_capture(capture, reader).records
    row, _ = normalize(raw)
    assert row and {*row.facts.links} == {*record.links} and len(row.facts.links) == 3
    assert Link(kind="paper", url=OWN) in row.facts.links  # type: ignore[arg-type]
