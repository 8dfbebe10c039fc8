"""BibTeX's own rules: what is inherited, what is mended, and what any file comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.normalize import normalize
from generator.intake.readers import Reading, decode, read_capture, reader_named
from generator.model import Capture, Facts, RawRecord

KEYS = st.sampled_from(["a", "b", "c", "d", "e-f"])
TYPES = st.sampled_from(["article", "inproceedings", "proceedings", "book", "mvbook", "xdata", "set", "misc"])
PLAIN = st.characters(codec="utf-8", exclude_characters='{}"\\%@#,=', exclude_categories=["Cc", "Cs"])
TWO = ["https://example.org/1", "https://example.org/2"]
PROSE = st.text(PLAIN, min_size=1)


def reading_of(text: str) -> Reading:
    reader = reader_named("bibtex")
    assert reader
    return read_capture(Capture(name="a.bib", text=text), reader)


def facts_of(text: str) -> tuple[Facts, list[str]]:
    """The facts of a file's first entry, and the codes of what was wrong."""
    reading = reading_of(text)
    row, problems = normalize(reading.records[0])
    assert row
    return row.facts, [problem.code for problem in (*reading.problems, *problems)]


@given(entries=st.lists(st.tuples(TYPES, KEYS, KEYS, KEYS, KEYS), max_size=8))
def test_any_web_of_parents_comes_to_an_end(entries: list[tuple[str, ...]]) -> None:
    """Each entry is one row or one ignored entry, however they refer to one another."""
    text = "\n".join(
        f"@{kind}{{{key}, title = {{T xdata={other}-title}}, crossref = {{{parent}}}, xdata = {{{other}, {last}}}}}"
        for kind, key, parent, other, last in entries
    )
    reading = reading_of(text)
    assert len(reading.records) + len(reading.ignored) == len(entries)
    assert not reading.residue


def test_parents_that_have_many_parents_take_no_time() -> None:
    """Each level doubles the ways to the top; each entry is looked at once."""
    levels = "\n".join(f"@xdata{{x{n}, note = {{n}}, xdata = {{x{n + 1}, x{n + 2}}}}}" for n in range(400))
    assert len(reading_of(f"@book{{b, title = {{Top}}, xdata = {{x0}}}}\n{levels}").records) == 1


@pytest.mark.parametrize("text", [
    '@string{s = "owl"}' + "@string{s = s # s}" * 60 + "@misc{k, title = s}",
    "".join(f"@xdata{{x{n}, title = {{xdata=x{n + 1}-title xdata=x{n + 1}-title}}}}\n" for n in range(48))
    + "@xdata{x48, title = {owl}}@misc{k, title = {xdata=x0-title}}",
], ids=["string", "xdata"])  # fmt: skip
def test_values_that_double_each_other_do_not_fill_the_memory(text: str) -> None:
    """They stop at a length that no value has."""
    (only,) = reading_of(text).records
    assert len(only.title) < 50_000


@given(title=PROSE, note=PROSE, comma=st.sampled_from([",", ", ,", ",\n,", "\n", ", % so far\n"]),
       quotes=st.sampled_from(["{}", '""']), end=st.sampled_from(["}", ",}", "\n  }", ", ,\n}"]))  # fmt: skip
def test_slips_of_the_hand_change_no_value(title: str, note: str, comma: str, quotes: str, end: str) -> None:
    """A comma too many or too few, or a comment between fields, costs neither this entry nor the next."""
    first, last = quotes[0], quotes[1]
    text = f"@misc{{k,\n title = {first}{title}{last}{comma} annote = {{{note}}}{end}\n"
    one, two = reading_of(text + "@misc{next, title = {Behind}}").records
    assert (one.title, dict(one.leftover)["annote"]) == (title.strip(), note.strip())
    assert two.title == "Behind"


def test_what_names_the_volume_is_not_its_chapters() -> None:
    """A chapter that took its book's DOI would be merged with the book."""
    chapter, book = reading_of(
        "@incollection{c, title = {Candles}, crossref = {b}}\n"
        "@book{b, title = {Lights}, doi = {10.1000/b}, url = {https://b.example.org}, isbn = {1},"
        " eprint = {2901.00001}, abstract = {All.}, keywords = {light}, year = 2031}"
    ).records
    assert (chapter.venue, chapter.date) == ("Lights", "2031")
    assert not (chapter.ids or chapter.links or chapter.abstract or chapter.keywords)
    assert len(book.ids) == 2


@pytest.mark.parametrize(("origdate", "first"), [
    ("2028-12", "2028-12"), ("2027", ""), ("2032", ""), ("2031-05", ""), ("n.d.", ""),
])  # fmt: skip
def test_a_first_appearance_is_earlier_but_not_by_years(origdate: str, first: str) -> None:
    """More than three years before it is that of the original of a translation; the date is that of the entry."""
    facts, problems = facts_of(f"@article{{a, title = {{Owls}}, year = 2031, origdate = {{{origdate}}}}}")
    assert (facts.date, facts.first, problems) == ("2031", first, [])


@pytest.mark.parametrize(("fields", "date"), [
    ("date = {2004-02/2005}", "2004-02"), ("date = {1988~}", "1988"), ("date = {2004-05-06/open}", "2004-05-06"),
    ("date = {1999-01-XX}", "1999-01"), ("date = {2003-21}", "2003"), ("date = {2031-01-03T15:00Z/..}", "2031-01-03"),
    ('year = 2031, month = "10~" # jan', "2031-01-10"), ('year = 2031, month = jul # "--" # aug', "2031-07"),
    ("year = {1985a}", "1985"), ("year = {[ca. 1955]}", "1955"), ("year = 1995, month = {14}", "1995"),
])  # fmt: skip
def test_a_date_is_what_its_entry_states(fields: str, date: str) -> None:
    """Ranges by their start, as precise as they are known."""
    facts, problems = facts_of(f"@article{{a, title = {{Owls}}, {fields}}}")
    assert (facts.date, problems) == (date, [])


@pytest.mark.parametrize("date", ["open/2004", "../2004", "199X", "-0049-03", "Y17000002", "in press"])
def test_a_date_that_says_no_year_is_reported(date: str) -> None:
    facts, problems = facts_of(f"@article{{a, title = {{Owls}}, date = {{{date}}}}}")
    assert (facts.date, problems) == ("", ["bad-date"])


@pytest.mark.parametrize(("author", "names"), [
    ("given=Ann, family=Roe and family=Berg, given=Jo, prefix=van der, useprefix=true", ["Ann Roe", "Jo van der Berg"]),
    ('"family={Owls and Sons, Inc.}"', ["Owls and Sons, Inc."]),
    ("given={Jan}, family={{\\'E}t{\\'e}}, middle={P.}, suffix=Jr.", ["Jan P. Été Jr."]),
    ("sortingnamekeytemplatename=x and given=Ann, family=Roe", ["Ann Roe"]),
    ("van der Berg, Jr., Jan and Jan {van der} Berg", ["Jan van der Berg Jr.", "Jan van der Berg"]),
    ("E=mc Group", ["E=mc Group"]),
])  # fmt: skip
def test_names_are_in_reading_order(author: str, names: list[str]) -> None:
    """All formats of BibTeX and BibLaTeX; options among the names are none."""
    facts, _ = facts_of(f"@article{{a, title = {{Owls}}, author = {{{author}}}}}")
    assert [one.name for one in facts.authors] == names


def test_orcids_stand_beside_their_authors() -> None:
    facts, problems = facts_of(
        "@article{a, title = {Owls}, author = {Roe, Ann and Poe, Max}, author+an:orcid = {2=\"0000-0002-1825-0097\"},"
        " orcid-numbers = {Roe, Ann/0000-0001-5109-3700}}"
    )
    assert [one.orcid for one in facts.authors] == ["0000-0001-5109-3700", "0000-0002-1825-0097"]
    assert not problems


def record(text: str) -> RawRecord:
    (only,) = reading_of(text).records
    return only


def test_two_entries_on_one_line_are_two_rows() -> None:
    """Also behind one that was mended."""
    first, second = reading_of("@misc{a, title = {A}, , }@misc{b, title = {B}}").records
    assert (first.title, second.title) == ("A", "B")


def test_a_row_keeps_its_fingerprint_whatever_its_parents_say() -> None:
    """It is known again by its own text."""
    child = "@inproceedings{c, title = {Candles}, crossref = {p}}"
    parents = ["@proceedings{p, title = {Old}}", "@proceedings{p, title = {New}, year = 2031}"]
    assert {record(f"{child}\n{parent}").text for parent in parents} == {child}


@pytest.mark.parametrize(("text", "encoding", "shown"), [
    ("% Encoding: ISO8859_2\n@misc{a, title = {Żółw}}", "iso8859-2", "iso8859-2"),
    ("% -*- coding: latin-9-unix -*-\n@misc{a, title = {Šome}}", "iso8859-15", "iso8859-15"),
    ("% Encoding: ISO8859_1\n@misc{a, title = {“Gödel”}}", "cp1252", "Windows-1252"),
    ("% Encoding: rot13\n@misc{a, title = {Gödel}}", "cp1252", "Windows-1252"),
    ("% Encoding: GB2312\n@misc{a, title = {Gödel}}", "cp1252", "Windows-1252"),
    ("@misc{a, title = {纸船与灯笼}}", "gbk", "GBK"),
    ("@misc{a, title = {Educação e Conceição}}", "latin-1", "Windows-1252"),
    ("@misc{a, title = {\u0081 Gödel}}", "latin-1", "Latin-1"),
])  # fmt: skip
def test_a_file_that_is_not_utf8_is_read_as_what_it_says_or_looks_like(text: str, encoding: str, shown: str) -> None:
    """What it states counts if it fits; else Chinese is told by its pairs of bytes."""
    capture, (warning,) = decode("a.bib", text.encode(encoding))
    assert capture
    assert capture.text == text
    assert warning.message.endswith(f"read as {shown}")


@pytest.mark.parametrize(("slip", "title", "field"), [
    ("title = {Mint in {Buckets},", "Mint in Buckets", "title"),
    ("title = {Mint} in Buckets},", "Mint in Buckets", "title"),
    ("title = {{Mint} in} Buckets},", "Mint in Buckets", "title"),
    ('title = "Mint in {Buckets",', "Mint in Buckets", "title"),
    ("title = {Mint in Buckets},\n  publisher = {Garden {{\\&} Press},", "Mint in Buckets", "publisher"),
    ("title = {Mint in Buckets},\n  note = {see there}},", "Mint in Buckets", "note"),
    ("title = {Mint in Buckets},\n  abstract = {Of {mint\n  and more},", "Mint in Buckets", "abstract"),
])  # fmt: skip
def test_a_brace_that_does_not_match_costs_one_field(slip: str, title: str, field: str) -> None:
    """Each line that begins with a name begins a field; the neighbours do not notice."""
    text = f"@article{{a,\n  {slip}\n  author = {{Roe, Ann}},\n  year = 2031,\n  doi = {{10.5555/a}}\n}}\n"
    reading = reading_of(f"{text}\n@misc{{b, title = {{Whole}}}}\n")
    facts, problems = facts_of(text)
    assert (facts.title, facts.authors[0].name, facts.date, facts.ids.doi) == (title, "Ann Roe", "2031", "10.5555/a")
    assert problems == ["bibtex-slip"] and f"`{field}`" in reading.problems[0].message
    assert [record.title for record in reading.records[1:]] == ["Whole"] and not reading.residue


def test_white_space_of_a_string_is_meant() -> None:
    """It stands between the pieces of a value, and goes at the ends of the whole."""
    text = '@string{proc = "Proceedings of the "}\n@misc{a, title = { Owls }, booktitle = proc # "Owl Meeting "}'
    (record,) = reading_of(text).records
    assert (record.title, record.venue) == ("Owls", "Proceedings of the Owl Meeting")


@pytest.mark.parametrize(("fields", "date"), [
    ('year = 2031, month = {M{\\"a}rz}', "2031-03"), ('year = 2031, month = aug # "\\slash " # sep', "2031-08"),
    ("year = {2031 (forthcoming)}, month = may", "2031-05"), ("year = 2031, month = {soon}", "2031"),
    ("date = {in press}, year = 2031", "2031"), ("year = {[1987] 2003}", "2003"), ("date = {2019-02-30}", "2019-02"),
])  # fmt: skip
def test_parts_of_a_date_that_say_something_count(fields: str, date: str) -> None:
    """A month in LaTeX does; a word that is none costs itself."""
    assert facts_of(f"@misc{{a, title = {{Owls}}, {fields}}}")[0].date == date


@pytest.mark.parametrize(("fields", "arxiv"), [
    ("eprint = {0309137}, archivePrefix = {arXiv}, primaryClass = {math.GT}", "math/0309137"),
    ("eprint = {0604596v2}, archivePrefix = {arXiv}, primaryClass = {cond-mat}", "cond-mat/0604596"),
    ("eprint = {0309137}, archivePrefix = {math}", "math/0309137"),
    ("eprint = {hep-th/9701005}, eprinttype = {arxiv}, eprintclass = {hep-th}", "hep-th/9701005"),
    ("eprint = {2101.00005v2}, archivePrefix = {arXiv}, primaryClass = {cs.CL}", "2101.00005"),
])  # fmt: skip
def test_an_old_arxiv_number_and_its_class_are_one_id(fields: str, arxiv: str) -> None:
    """BibLaTeX prints them apart."""
    facts, problems = facts_of(f"@misc{{a, title = {{Owls}}, {fields}}}")
    assert (facts.ids.arxiv, problems) == (arxiv, [])


@pytest.mark.parametrize(("url", "doi", "links"), [
    ("https://doi.org/10.5555/a https://example.org/a", "10.5555/a", ["https://example.org/a"]),
    ("https://example.org/1; https://example.org/2 (visited in May)", None, TWO),
    (r"\url{https://example.org/1}, \url{https://example.org/2}", None, TWO),
    ("https://example.org/list;view=1,2?q=a%20b", None, ["https://example.org/list;view=1,2?q=a%20b"]),
    ("10.5555/a", "10.5555/a", []),
    ("https://dl.acm.org/doi/10.5555/a", "10.5555/a", ["https://dl.acm.org/doi/10.5555/a"]),
])  # fmt: skip
def test_addresses_of_one_field_are_told_apart(url: str, doi: str | None, links: list[str]) -> None:
    """What belongs to an address stays in it."""
    facts, problems = facts_of(f"@misc{{a, title = {{Owls}}, url = {{{url}}}}}")
    assert (facts.ids.doi, [link.url for link in facts.links], problems) == (doi, links, [])
