"""From raw rows to rows of facts: what is read, what is kept, what is reported."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ids import SCHEMES
from generator.intake.normalize import fingerprint, normalize
from generator.intake.readers import Reader as ReaderRecord
from generator.intake.readers import Reading, decode, detect, read_capture
from generator.model import Link, RawRecord, Url

FOLDER = Path(__file__).parent / "readers"


def raw(**fields: object) -> RawRecord:
    """A row of one line of a BibTeX file, with these fields."""
    place: dict[str, object] = {"reader": "bibtex", "capture": "a.bib", "line": 3, "lines": frozenset({3})}
    return RawRecord(**({"text": "row"} | place | fields))  # type: ignore[arg-type]


def reading_of(name: str) -> Reading:
    path = FOLDER / name
    capture, _ = decode(path.name, path.read_bytes())
    assert capture
    reader = detect(capture)
    assert isinstance(reader, ReaderRecord)
    return read_capture(capture, reader)


def test_a_bibtex_entry_becomes_facts() -> None:
    """Every field of the entry is a value: names in reading order, date, ids in lower case, links by kind."""
    row, problems = normalize(reading_of("bibtex/plain.bib").records[0])
    assert row
    assert not problems
    assert row.facts.title == "Owls in Snow: Counting What Gödel Missed by 5%"
    names = ["Jane Roe", "Jan van der Berg", "The Owl Collaboration", "others"]
    assert [author.name for author in row.facts.authors] == names
    assert (row.facts.date, row.facts.venue) == ("2031-09", "Letters of the Example Society B")
    assert row.facts.ids.doi == "10.1000/owls.2031"
    assert row.facts.links == (Link(kind="code", url=Url("https://github.com/example-owls/snow_count")),)


def test_a_scraped_row_becomes_facts() -> None:
    """The id loses its version, the link in the abstract comes free, and the date is not made up from the id."""
    row, _ = normalize(reading_of("hf_dataset/plain.txt").records[0])
    assert row
    assert row.facts.ids.arxiv == "2901.00017"
    assert row.facts.abstract.endswith("at https://github.com/example-lights/dialects.")
    assert row.facts.links == (Link(kind="code", url=Url("https://github.com/example-lights/dialects")),)
    assert row.facts.date == ""


def test_the_stamp_in_an_abstract_gives_id_and_date() -> None:
    """The stamp leaves the abstract; it names this very paper."""
    row, _ = normalize(raw(abstract="We count owls. arXiv:2904.04517v1 [cs.LG] 7 May 2029"))
    assert row
    assert (row.facts.abstract, row.facts.ids.arxiv, row.facts.date) == ("We count owls.", "2904.04517", "2029-05-07")


def test_an_unreadable_date_costs_only_itself() -> None:
    """The row stays, and a warning shows what was found."""
    row, (problem,) = normalize(raw(title="Owls", date="to appear"))
    assert row
    assert row.facts.date == ""
    assert (problem.where, problem.code, problem.level) == ("a.bib:3", "bad-date", "warning")
    assert "`to appear`" in problem.message


def test_unreadable_ids_and_links_cost_only_themselves() -> None:
    """Each is reported with what was found; the readable ones are kept."""
    row, problems = normalize(raw(
        title="Owls",
        ids=(("doi", "none yet"), ("doi", "10.1000/X"), ("arxiv", "soon")),
        links=(("code", "javascript:alert(1)"), ("video", "https://a.example/film")),
    ))  # fmt: skip
    assert row
    assert dict(row.facts.ids.items()) == {"doi": "10.1000/x"}
    assert row.facts.links == (Link(kind="video", url=Url("https://a.example/film")),)
    assert [problem.code for problem in problems] == ["bad-id", "bad-id", "bad-link"]


def test_the_address_of_the_papers_own_page_is_an_id() -> None:
    """`url = {https://arxiv.org/abs/…}` names the paper and is no link."""
    addresses = ("https://arxiv.org/abs/2904.00001v2", r"\url{https://doi.org/10.1000/X}")
    row, _ = normalize(raw(links=tuple(("", address) for address in addresses)))
    assert row
    assert dict(row.facts.ids.items()) == {"arxiv": "2904.00001", "doi": "10.1000/x"}
    assert row.facts.links == ()


def test_a_row_without_anything_is_a_problem_that_quotes_it() -> None:
    """Nothing to know a paper by: no row, and its text is not lost."""
    row, (problem,) = normalize(raw(authors=("Jane Roe",), text="@article{empty,}"))
    assert row is None
    assert (problem.code, problem.excerpt) == ("empty-row", "@article{empty,}")


@pytest.mark.parametrize("more", ["others", "et al.", "{others}"])
def test_a_list_that_says_others_is_not_whole(more: str) -> None:
    """`and others` is no author but the mark that the list goes on, and stands last."""
    row, _ = normalize(raw(title="Owls", authors=("Roe, Jane", more, "Poe, Max")))
    assert row
    assert [author.name for author in row.facts.authors] == ["Jane Roe", "Max Poe", "others"]
    assert row.facts.et_al


def test_two_authors_of_one_name_are_two_people() -> None:
    """There are papers by Wei Wang and Wei Wang, and their ORCIDs say so."""
    orcids = ("0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700")
    row, problems = normalize(raw(title="Owls", authors=("Wang, Wei", "Wei Wang", "Roe, Jane"), orcids=orcids))
    assert row
    assert not problems
    assert [(author.name, author.orcid) for author in row.facts.authors] == [
        ("Wei Wang", "0000-0002-1825-0097"), ("Wei Wang", "0000-0001-5109-3700"), ("Jane Roe", None),
    ]


def test_an_orcid_with_a_wrong_check_digit_is_a_warning() -> None:
    """The author stays, without it."""
    row, (problem,) = normalize(raw(title="Owls", authors=("Jane Roe",), orcids=("0000-0002-1825-0098",)))
    assert row
    assert row.facts.authors[0].orcid is None
    assert (problem.code, problem.level) == ("bad-orcid", "warning")


def test_what_says_where_it_stands_in_print_is_normalized() -> None:
    """Type, pages, keywords, categories, state and awards."""
    row, _ = normalize(
        raw(title="Owls", type="JOUR", volume=" 12 ", pages="pp. 1234--45", keywords=("owls; night work; Owls",),
            categories=("cs.CL", "68T50", "hep-th"), state="Retracted Article", awards=("Best Paper", ""))
    )
    assert row
    facts = row.facts
    assert (facts.type, facts.volume, facts.pages) == ("article", "12", "1234-1245")
    assert facts.keywords == ("owls", "night work")
    assert (facts.categories, facts.state, facts.awards) == (("cs.CL", "hep-th"), "retracted", ("Best Paper",))


def test_a_citation_key_that_cannot_be_cited_is_only_the_rows_name() -> None:
    row, _ = normalize(raw(title="Owls", key="my owl, 2020", citation_key="my owl, 2020"))
    assert row and (row.key, row.facts.key) == ("my owl, 2020", "")


def test_an_author_as_long_as_a_sentence_is_reported() -> None:
    """A list that could not be split is not passed off as a name."""
    row, (problem,) = normalize(raw(title="Owls", authors=("Owl " * 100,)))
    assert row
    assert row.facts.authors == ()
    assert problem.code == "bad-author"


def test_the_label_of_an_abstract_is_dropped() -> None:
    """`Abstract:` is the page's word, but an abstract may be about the abstract."""
    texts = ("Abstract: We count.", "ABSTRACT -- We count.", "Abstract art counts.")
    rows = [normalize(raw(abstract=text))[0] for text in texts]
    assert [row.facts.abstract for row in rows if row] == ["We count.", "We count.", "Abstract art counts."]


def test_a_fingerprint_does_not_depend_on_line_breaks() -> None:
    """A row wrapped by another page is known again; another row is not."""
    assert fingerprint("We count\r\n  owls.\n") == fingerprint("We count owls.")
    assert fingerprint("We count owls.") != fingerprint("We count owls!")


TEXT = st.text(max_size=40)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
IDS = st.lists(st.tuples(st.sampled_from(list(SCHEMES)), TEXT), max_size=3).map(tuple)
LINKS = st.lists(st.tuples(st.sampled_from(["", "code", "owl"]), TEXT), max_size=3).map(tuple)


@given(
    title=TEXT, abstract=TEXT, date=TEXT, venue=TEXT, authors=NAMES, ids=IDS, links=LINKS, latex=st.booleans()
)  # fmt: skip
def test_any_row_is_normalized_or_reported(**fields: object) -> None:
    """Whatever text stands in a field, the result is valid facts or a problem."""
    row, problems = normalize(raw(**fields))
    assert row or problems
