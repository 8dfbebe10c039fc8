"""A record as BibTeX, read back by a BibTeX parser."""

from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.bibtex import as_bibtex, as_latex
from generator.settings import Venue
from tests.make import paper

NEURIPS = Venue(slug="neurips", name="NeurIPS", kind="conference")


def test_an_entry_holds_what_is_known() -> None:
    """With its type by the kind of venue, capitals and math kept, and LaTeX's own characters escaped."""
    record = paper("lantern-2024", title="Lantern: $n^2$ & 100% of BERT_x", authors=("Ada Møller", "The Lamp Team"),
                   date="2024-03", venue="NeurIPS 2024", ids={"arxiv": "2403.00001"})
    assert as_bibtex(record, NEURIPS) == (
        "@inproceedings{lantern-2024,\n"
        "  title = {{Lantern: $n^2$ \\& 100\\% of BERT\\_x}},\n"
        "  author = {Ada Møller and {The Lamp Team}},\n"
        "  booktitle = {NeurIPS},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  eprint = {2403.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2403.00001},\n"
        "}\n"
    )


def test_a_paper_is_of_the_year_its_venue_names() -> None:
    """Not of the one in which it first was on arXiv; the month of that is then left out."""
    entry = as_bibtex(paper("x", date="2015-03", venue="TNNLS 2017"), Venue(slug="t", name="TNNLS", kind="journal"))
    assert entry == "@article{x,\n  journal = {TNNLS},\n  year = {2017},\n}\n"


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
