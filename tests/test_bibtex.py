"""A record as BibTeX, read back by a BibTeX parser."""

from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator.model import OTHERS, Author
from generator.publish.exports.bibtex import as_bibtex, entry, utf8_entry
from generator.publish.exports.tex import as_latex, as_title
from generator.records.settings import Venue
from tests.exports.toy import catalog_of
from tests.make import paper

LAMPS = Venue(slug="lamps", name="LAMPS", title="Conference on Lamps", kind="conference")
LARKS = Venue(slug="larks", name="LARKS", kind="journal")


def test_an_entry_holds_what_is_known() -> None:
    """With its type by the kind of venue, capitals and math kept, and LaTeX's own characters escaped."""
    record = paper("lantern-2024", title="Lantern: $n^2$ & 100% of BERT_x", authors=("Ada Møller", "The Lamp Team"),
                   date="2024-03-05", venue="LAMPS 2024", ids={"arxiv": "2403.00001"}, categories=("cs.CL", "cs.LG"),
                   pages="7-12", volume="3", number="4", publisher="Lamps & Sons", keywords=("lamps", "wires"))
    assert as_bibtex(record, LAMPS) == (
        "@inproceedings{lantern-2024,\n"
        "  title = {Lantern: $n^2$ \\& 100\\% of {BERT}\\_x},\n"
        "  author = {Ada Møller and {The Lamp Team}},\n"
        "  booktitle = {Conference on Lamps (LAMPS 2024)},\n"
        "  volume = {3},\n"
        "  number = {4},\n"
        "  pages = {7--12},\n"
        "  publisher = {Lamps \\& Sons},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  day = {5},\n"
        "  eprint = {2403.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CL},\n"
        "  url = {https://arxiv.org/abs/2403.00001},\n"
        "}\n"
    )


def test_a_file_may_have_every_character_as_it_is() -> None:
    """For programs that read UTF-8; what TeX itself gives a meaning is escaped all the same."""
    record = paper("x", title="β & 10⁶ Owls – $n^2$", authors=("Nguyễn Ḥa",))
    assert "  title = {β \\& 10⁶ Owls – $n^2$},\n  author = {Nguyễn Ḥa},\n" in utf8_entry(catalog_of(record), record)
    said = entry(catalog_of(record), record)
    assert "  title = {{$\\beta$} \\& 10\\textsuperscript{6} Owls -- $n^2$},\n" in said
    assert "  author = {Nguy{\\~{\\^{e}}}n {\\d{H}}a},\n" in said


def test_a_file_holds_more_than_a_citation_needs() -> None:
    """In fields that BibLaTeX has, or that people use."""
    record = paper("x", authors=("Ada", "Bo Reed"), abstract="It glows -- $50.", keywords=("lamps", "wires"),
                   ids={"doi": "10.1000/x", "pmid": "12", "s2": "a" * 40}, state="retracted",
                   links=(("code", "https://a.example"), ("code", "https://b.example"), ("other", "https://c.example")))
    record = replace(record, authors=(record.authors[0], replace(record.authors[1], orcid="0000-0002-1825-0097")))
    said = entry(catalog_of(record), record)
    assert said.endswith(
        "  doi = {10.1000/x},\n"
        "  url = {https://pubmed.ncbi.nlm.nih.gov/12/},\n"
        f"  s2 = {{{'a' * 40}}},\n"
        "  author+an:orcid = {2=\"0000-0002-1825-0097\"},\n"
        "  code = {https://a.example},\n"
        "  pubstate = {retracted},\n"
        "  keywords = {lamps, wires},\n"
        "  abstract = {It glows -{}- \\$50.},\n"
        "}\n"
    )


@pytest.mark.parametrize(("type_", "begins", "where"), [
    ("article", "@article{", "journal"), ("thesis", "@phdthesis{", "school"), ("report", "@techreport{", "institution"),
    ("book", "@book{", "howpublished"),
    ("chapter", "@incollection{", "booktitle"), ("dataset", "@dataset{", "howpublished"),
    ("preprint", "@misc{x,\n  type = {preprint},", "howpublished"),
])  # fmt: skip
def test_the_type_of_a_record_is_the_type_of_its_entry(type_: str, begins: str, where: str) -> None:
    """It decides before the kind of venue, and says which field holds the venue."""
    said = as_bibtex(paper("x", venue="LAMPS", type=type_), LAMPS)
    assert said.startswith(begins)
    assert f"  {where} = {{Conference on Lamps (LAMPS)}}," in said


def test_a_paper_is_of_the_date_that_is_cited() -> None:
    """Not of the one on which it first was on arXiv, which stands beside it."""
    said = as_bibtex(paper("x", date="2017-10", first="2015-03", venue="LARKS 2017"), LARKS)
    when = "  year = {2017},\n  month = oct,\n  origdate = {2015-03},\n"
    assert said == f"@article{{x,\n  journal = {{LARKS}},\n{when}}}\n"


def test_names_are_taken_apart_as_they_should() -> None:
    """BibTeX takes `Jr.` for a family name, and `Owls and Larks` for two people."""
    names = ("Max von der Roe Jr.", "Owls and Larks", "Gemini", "Jan van Owl")
    said = as_bibtex(paper("x", authors=names))
    assert "author = {von der Roe, Jr., Max and {Owls and Larks} and {Gemini} and Jan van Owl}" in said


def test_a_known_family_name_stands_first() -> None:
    """In braces where a small word in it would make BibTeX part it; who has no given name is whole."""
    known = (("Luz Pardo Vega", "Pardo Vega"), ("Ann Eckart de Roe", "Eckart de Roe"), ("陈海明", "陈"),
             ("Luz Pardo Vega Jr.", "Pardo Vega"), ("Lamps of Paris", "Lamps of Paris"))
    people = tuple(Author(name=name, family=family) for name, family in known)
    record = replace(paper("x"), authors=people[:2], editors=(*people[2:], OTHERS))
    said = as_bibtex(record)
    assert "author = {Pardo Vega, Luz and {Eckart de Roe}, Ann}" in said
    assert "editor = {陈, 海明 and Pardo Vega, Jr., Luz and {Lamps of Paris} and others}" in said


def test_an_entry_has_the_papers_own_key() -> None:
    """Where BibTeX can hold it and no other paper has it."""
    first, second = paper("a", key="roe2024"), paper("b", key="Roe2024")
    catalog = catalog_of(first, second)
    assert [entry(catalog, one).splitlines()[0] for one in (first, second)] == ["@misc{roe2024,", "@misc{b,"]


def test_a_keyword_may_hold_a_comma() -> None:
    """Semicolons then divide."""
    record = paper("x", keywords=("lamps, old", "wires"))
    assert "keywords = {lamps, old; wires;}" in entry(catalog_of(record), record)


def test_an_address_says_what_no_other_field_does() -> None:
    """Nothing that `doi` or `eprint` says already, unless it is the only one."""
    said = as_bibtex(paper("x", ids={"arxiv": "2403.00001", "doi": "10.1000/x", "acl": "2024.toy-long.1"}))
    assert "  url = {https://aclanthology.org/2024.toy-long.1/},\n" in said
    assert "url" not in as_bibtex(paper("x", ids={"arxiv": "2403.00001", "doi": "10.1000/x"}))


def test_a_list_of_authors_that_is_not_whole_says_so() -> None:
    """As BibTeX does: with `others`, which is no name."""
    assert "author = {Ada Møller and others}" in as_bibtex(paper("x", authors=("Ada Møller", "others")))


def test_a_record_of_almost_nothing_is_an_entry() -> None:
    """What is not known is left out, not said to be empty."""
    assert as_bibtex(paper("x-1")) == "@misc{x-1,\n}\n"


def test_braces_that_do_not_close_end_nothing() -> None:
    """BibTeX counts every brace, and would swallow the entries that follow."""
    for text in ("{", "}", "a{b", "$}{$", "\\", "${$ x"):
        assert as_latex(text).count("{") == as_latex(text).count("}"), text


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), max_size=3))
def test_any_record_can_be_read_back(title: str, authors: list[str]) -> None:
    """One entry comes of it, and no error."""
    names = tuple(name for name in authors if name.strip())
    library = parse_string(as_bibtex(paper("x-1", title=title, authors=names)), parse_stack=[])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["x-1"]


@pytest.mark.parametrize(("title", "shown"), [
    ("Deep Tides: Learning BERT-Like Models", "Deep Tides: Learning {BERT}-Like Models"),
    ("A survey of owls in Paris and of the North sea", "A survey of owls in {Paris} and of the {North} sea"),
    ("LaTeX for C Programmers", "{LaTeX} for {C} Programmers"),
    ("Attention is all owls need", "Attention is all owls need"),
    ("Counting Owls with $O(N)$ Lamps & 5% of GPT-4", "Counting Owls with {$O(N)$} Lamps \\& 5\\% of {GPT}-4"),
])  # fmt: skip
def test_a_title_protects_what_must_keep_its_capitals(title: str, shown: str) -> None:
    """Acronyms and names, and never the whole."""
    assert as_title(title) == shown
