"""What the answers of arXiv, Crossref, OpenAlex, Semantic Scholar and the ACL Anthology come to."""

import html
import json
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.markup import plain_text
from generator.intake.normalize import normalize
from generator.intake.readers import decode, read_capture, reader_named
from generator.intake.readers.people import as_name
from generator.intake.readers.xml.arxiv import stated
from generator.model import Capture, Facts, Link, Url

FOLDER = Path(__file__).parent / "readers"


@cache
def facts_of(case: str) -> tuple[Facts, ...]:
    path = FOLDER / case
    capture, _ = decode(path.name, path.read_bytes())
    reader = reader_named(path.parent.name)
    assert capture and reader
    reading = read_capture(capture, reader)
    rows = (normalize(record)[0] for record in reading.records)
    return tuple(row.facts for row in rows if row)


@pytest.mark.parametrize(("case", "number", "field", "value"), [
    ("arxiv_atom/plain.xml", 0, "categories", ("cs.AI", "cs.CL")),
    ("arxiv_atom/plain.xml", 0, "date", "2024-01-01"),
    ("arxiv_atom/plain.xml", 0, "links", (Link(kind="code", url=Url("https://github.com/roe/owls")),)),
    ("arxiv_atom/plain.xml", 1, "state", "withdrawn"),
    ("arxiv_atom/plain.xml", 2, "state", None),
    ("arxiv_oai/raw.xml", 0, "title", "Counting Owls with Erdős Numbers"),
    ("arxiv_oai/raw.xml", 0, "date", "2008-04-14"),
    ("arxiv_oai/raw.xml", 0, "abstract", "Owls of $\\alpha$ kind, counted by 5% of Müller's lanterns."),
    ("crossref/list.json", 0, "pages", "543-558"),
    ("crossref/list.json", 0, "date", "2023-11"),
    ("crossref/list.json", 0, "first", "2023-09-27"),
    ("crossref/list.json", 1, "type", "preprint"),
    ("crossref/list.json", 2, "state", "retracted"),
    ("crossref/list.json", 3, "state", None),
    ("crossref/list.json", 4, "state", "withdrawn"),
    ("openalex/list.json", 0, "abstract", "We count owls at night. We like owls too."),
    ("openalex/list.json", 1, "type", "conference"),
    ("openalex/list.json", 2, "venue", "arXiv"),
    ("openalex/list.json", 2, "links", ()),
    ("openalex/single.json", 0, "abstract", "Lanterns glow."),
    ("semantic_scholar/search.json", 0, "type", "conference"),
    ("semantic_scholar/search.json", 0, "summary", ""),
    ("semantic_scholar/search.json", 1, "venue", "arXiv"),
    ("acl_xml/plain.xml", 0, "date", "2024-11"),
    ("acl_xml/plain.xml", 0, "pages", "1-14"),
    ("acl_xml/plain.xml", 0, "awards", ("Best Paper Award", "Night Award")),
    ("acl_xml/journal.xml", 0, "type", "article"),
])  # fmt: skip
def test_an_entry_comes_to_its_facts(case: str, number: int, field: str, value: object) -> None:
    assert getattr(facts_of(case)[number], field) == value


@pytest.mark.parametrize(("case", "names"), [
    ("arxiv_oai/plain.xml", ["Jane Roe", "Jürgen van der Eule Jr", "Owls, Bats and Friends Collaboration"]),
    ("arxiv_oai/raw.xml", ["Jane Roe", "Max Pöe Jr.", "The Owl Collaboration"]),
    ("crossref/list.json", ["Jane Roe", "Jan van der Berg Jr.", "Owls, Bats and Friends Collaboration", "Plato"]),
    ("openalex/list.json", ["Jane Roe", "Xi Chen", "others"]),
    ("acl_xml/journal.xml", ["Jane Roe"]),
])  # fmt: skip
def test_names_are_in_reading_order(case: str, names: list[str]) -> None:
    """Collaborations are kept whole, and a list that was cut ends in others."""
    assert [author.name for author in facts_of(case)[0].authors] == names


def test_an_orcid_goes_with_its_author() -> None:
    for case in ("crossref/list.json", "openalex/list.json", "acl_xml/plain.xml"):
        first, *others = facts_of(case)[0].people
        assert (first.name, first.orcid) == ("Jane Roe", "0000-0002-1825-0097")
        assert not any(author.orcid for author in others)


def test_one_paper_has_its_ids_of_all_services() -> None:
    ids = dict(facts_of("semantic_scholar/search.json")[0].ids.items())
    assert ids == {
        "arxiv": "2401.00001", "doi": "10.1000/owls-main.7", "acl": "2024.owls-main.7", "pmid": "12345678",
        "pmcid": "PMC7654321", "s2": "00000000000000000000000000000000000000a1", "dblp": "conf/owl/RoeP24",
    }  # fmt: skip
    assert dict(facts_of("openalex/list.json")[0].ids.items()) == {
        "arxiv": "2301.00001", "doi": "10.1000/owls.2023.7", "pmid": "12345678", "pmcid": "PMC123456",
        "openalex": "W1000000001",
    }  # fmt: skip
    assert facts_of("openalex/list.json")[2].ids.arxiv == "2402.00002"


@pytest.mark.parametrize(("text", "plain"), [
    ("No markup at all", "No markup at all"), ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
    ("<i>Strix</i> &amp; H<sub>2</sub>O", "Strix & H₂O"), ("&amp;lt;i&amp;gt;Strix&amp;lt;/i&amp;gt;", "Strix"),
    ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
    ("<jats:sec><jats:title>Aims</jats:title><jats:p>One.</jats:p></jats:sec>", "Aims: One."),
    ("a <tex-math><![CDATA[$$x^2$$]]></tex-math> b", "a $x^2$ b"),
    ("<mml:math><mml:mi>x</mml:mi></mml:math> alone", "x alone"), ("list<vector<int>>", "list<vector<int>>"),
    ("<b", "<b"), ("&notanentity; &", "&notanentity; &"),
])  # fmt: skip
def test_markup_is_taken_off(text: str, plain: str) -> None:
    """What is no tag of these sources is text."""
    assert plain_text(text) == plain


@pytest.mark.parametrize(("parts", "name"), [
    (("Roe", "Jane"), "Roe, Jane"), (("Roe", "Max", "Jr."), "Roe Jr., Max"), (("Plato", ""), "Plato"),
    (("", "Jane"), "Jane"), (("Owls, Inc.",), "{Owls, Inc.}"), (("", ""), ""),
])  # fmt: skip
def test_a_name_has_one_reading(parts: tuple[str, ...], name: str) -> None:
    assert as_name(*parts) == name


@pytest.mark.parametrize(("text", "state"), [
    ("This paper has been withdrawn by the authors", "withdrawn"), ("Withdrawn: the boats sank", "withdrawn"),
    ("12 pages; this version is superseded by arXiv:2401.00001", "superseded"),
    ("Supersedes arXiv:2401.00001", ""), ("We study why money is withdrawn", ""), ("", ""),
])  # fmt: skip
def test_a_state_is_that_of_this_paper(text: str, state: str) -> None:
    assert stated(text).lower() == state


_KEYS = st.sampled_from(
    "DOI title author name family issued date-parts updated-by update-to type relation has-preprint message items "
    "container-title id doi ids authorships display_name biblio primary_location source locations landing_page_url "
    "abstract_inverted_index keywords results paperId externalIds ArXiv authors journal volume publicationTypes data "
    "papers citedPaper openAccessPdf url".split()
)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
_ODD = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner), max_leaves=12)


@pytest.mark.parametrize("name", ["crossref", "openalex", "semantic_scholar"])
@given(value=st.dictionaries(_KEYS, _ODD, min_size=1))
def test_any_shape_of_an_answer_is_read(name: str, value: dict[str, object]) -> None:
    """A service may change what its fields hold: nothing raises, and each line is accounted for."""
    reader = reader_named(name)
    assert reader
    capture = Capture(name="any", text=json.dumps(value, indent=1))
    reader.identify(capture)
    reading = read_capture(capture, reader)
    assert not reading.residue
    for record in reading.records:
        normalize(record)


_TAGS = st.sampled_from("title author first last tex-math abstract url award id authors keyname link arXiv dc".split())
_TREES = st.recursive(
    st.text(alphabet="ab <&;'\"$\\", max_size=6).map(html.escape),
    lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=3)).map(lambda it: f"<{it[0]}>{''.join(it[1])}</{it[0]}>"),
)


@pytest.mark.parametrize(("name", "around"), [
    ("arxiv_atom", "<feed><entry>{}</entry></feed>"),
    ("arxiv_oai", "<record>{}</record>"),
    ("arxiv_oai", "<record><metadata><arXiv>{}</arXiv></metadata></record>"),
    ("acl_xml", "<volume id='1'><meta>{0}</meta><paper id='2'>{0}</paper></volume>"),
])  # fmt: skip
@given(trees=st.lists(_TREES, max_size=4))
def test_any_tree_of_an_answer_is_read(name: str, around: str, trees: list[str]) -> None:
    reader = reader_named(name)
    assert reader
    reading = read_capture(Capture(name="any", text=around.format("".join(trees))), reader)
    assert not reading.residue
    for record in reading.records:
        normalize(record)


@pytest.mark.parametrize("text", ["<title>", "<jats:alternatives>", "<![CDATA[", "<mml:math>", "<", "&", "<p "])
def test_markup_that_never_closes_takes_no_time(text: str) -> None:
    begun = time.monotonic()
    plain_text(text * 20_000)
    assert time.monotonic() - begun < 5
