"""Identifiers in the many ways to write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.identifiers import PARSERS, as_id, doi_of_page, id_in_url, split_stamp
from generator.clean.urls import split_urls
from generator.ids import SCHEMES, Ids

TABLE = [
    ("arxiv", "2309.16039", "2309.16039"),
    ("arxiv", "2309.16039v2", "2309.16039"),
    ("arxiv", "arXiv:2309.16039v2 [cs.LG]", "2309.16039"),
    ("arxiv", "arxiv: 1312.5663", "1312.5663"),
    ("arxiv", "https://arxiv.org/abs/2309.16039v1", "2309.16039"),
    ("arxiv", "http://www.arxiv.org/pdf/2309.16039.pdf", "2309.16039"),
    ("arxiv", "abs/2309.16039", "2309.16039"),
    ("arxiv", "10.48550/arXiv.2309.16039", "2309.16039"),
    ("arxiv", "hep-th/9901001v3", "hep-th/9901001"),
    ("arxiv", "https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
    ("arxiv", "2399.16039", None),
    ("arxiv", "13.8", None),
    ("arxiv", "12309.16039", None),
    ("doi", "10.1000/ABC.1", "10.1000/abc.1"),
    ("doi", "https://doi.org/10.1000/abc.", "10.1000/abc"),
    ("doi", "doi: 10.1000/(sici)1<2>3", "10.1000/(sici)1<2>3"),
    ("doi", "http://dx.doi.org/10.1000/x", "10.1000/x"),
    ("doi", "11.1000/x", None),
    ("doi", "10.5555/sg.40 [doi]", "10.5555/sg.40"),
    ("doi", "10.5555/sg.40[doi]", "10.5555/sg.40"),
    ("doi", "http://doi.acm.org/10.5555/1234567.1234568", "10.5555/1234567.1234568"),
    ("doi", "https://resolver.example.org/x/y/10.5555/abc", "10.5555/abc"),
    ("doi", "info:doi/10.5555/abc", "10.5555/abc"),
    ("doi", "urn:doi:10.5555/abc", "10.5555/abc"),
    ("doi", "DOI 10.5555/abc", "10.5555/abc"),
    ("doi", "doi10.5555/abc", "10.5555/abc"),
    ("doi", "doi: https://doi.org/10.5555/abc", "10.5555/abc"),
    ("doi", "https://doi.org/doi:10.5555/abc", "10.5555/abc"),
    ("doi", "doi.org/10.5555/abc", "10.5555/abc"),
    ("doi", "10.5555/(SICI)1097(199806)49:8%3C693::AID-K4%3E3.0.CO;2-O",
     "10.5555/(sici)1097(199806)49:8<693::aid-k4>3.0.co;2-o"),
    ("doi", "10.5555/(SICI)1097(199806)49:8&lt;693::AID-K4&gt;3.0.CO;2-#",
     "10.5555/(sici)1097(199806)49:8<693::aid-k4>3.0.co;2-#"),
    ("doi", "10.5555/(SICI)1234-5678(199808)17:15$<$1661::AID-SG968$>$3.0.CO;2-2",
     "10.5555/(sici)1234-5678(199808)17:15<1661::aid-sg968>3.0.co;2-2"),
    ("doi", "10.5555/(SICI)1{\\textless}2{\\textgreater}3", "10.5555/(sici)1<2>3"),
    ("doi", "10.5555/a\\_b{\\_}c", "10.5555/a_b_c"),
    ("doi", "10.5555/a$\\_$b", "10.5555/a_b"),
    ("doi", "10.5555/x/full", "10.5555/x"),
    ("doi", "10.5555/x/pdf", "10.5555/x"),
    ("doi", "10.5555/x.pdf", "10.5555/x"),
    ("doi", "10.5555/x/full/html", "10.5555/x"),
    ("doi", "10.5555/x/abstract", "10.5555/x"),
    ("doi", "10.5555/x?x=y", "10.5555/x"),
    ("doi", "https://doi.org/10.5555/x?needAccess=true&a=b", "10.5555/x"),
    ("doi", "10.5555/x#sec1", "10.5555/x"),
    ("doi", "10.5555/x.", "10.5555/x"),
    ("doi", "10.5555/x,", "10.5555/x"),
    ("doi", "10.5555/x);", "10.5555/x"),
    ("doi", "(10.5555/x)", "10.5555/x"),
    ("doi", "<10.5555/x>", "10.5555/x"),
    ("doi", '"10.5555/x"', '10.5555/x'),
    ("doi", "10.5555/x(16)30001-X", "10.5555/x(16)30001-x"),
    ("doi", "10.5555/x(16)", "10.5555/x(16)"),
    ("doi", "10.5555/full", "10.5555/full"),
    ("doi", "10.5555/pdf", "10.5555/pdf"),
    ("doi", "10.5555/x-pdf", "10.5555/x-pdf"),
    ("doi", "10.5555/xfull", "10.5555/xfull"),
    ("doi", "10.5555/a; 10.5555/b", "10.5555/a"),
    ("doi", "10.5555/a;10.5555/b", "10.5555/a"),
    ("doi", "10.5555/a,10.5555/b", "10.5555/a"),
    ("doi", "10.5555/a 10.5555/b", "10.5555/a"),
    ("doi", "10.5555/a and 10.5555/b", "10.5555/a"),
    ("doi", "https://doi.org/10.5555/a https://doi.org/10.5555/b", "10.5555/a"),
    ("doi", "10.5555/x (accessed 2019)", "10.5555/x"),
    ("doi", "[10.5555/x](https://doi.org/10.5555/x)", "10.5555/x"),
    ("doi", "\\href{https://doi.org/10.5555/x}{10.5555/x}", "10.5555/x"),
    ("doi", "\\url{https://doi.org/10.5555/x}", "10.5555/x"),
    ("doi", "https://doi.org/10.5555%2Fabc", "10.5555/abc"),
    ("doi", "https://proxy.example.edu/login?url=https://doi.org/10.5555/abc", "10.5555/abc"),
    ("doi", "https://onlinelibrary.wiley.com/doi/full/10.1002/abc", "10.1002/abc"),
    ("doi", "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf", "10.1101/2020.01.01.123456"),
    ("doi", "10.1101/2020.01.01.123456", "10.1101/2020.01.01.123456"),
    ("doi", "DOI: 10.5555/abc. PMID: 123", "10.5555/abc"),
    ("doi", "10.5555/abc;PMID:123", "10.5555/abc"),
    ("doi", "doi=10.5555/abc", "10.5555/abc"),
    ("doi", "11.1000/x", None),
    ("doi", "some words 10.5555/x", None),
    ("doi", "10.5555/", None),
    ("doi", "10.5555/.", None),
    ("doi", "10.555", None),
    ("doi", "10.5555/x/", "10.5555/x"),
    ("doi", "10.1234/abc/def", "10.1234/abc/def"),
    ("doi", "10.5555/12345678-ab.c", "10.5555/12345678-ab.c"),
    ("doi", "10.5555\\/x", "10.5555/x"),
    ("doi", "https://dx.doi.org/10.5555/SHELL_97", "10.5555/shell_97"),
    ("doi", "10.5555/x&amp;y", "10.5555/x&y"),
    ("doi", "10.3389/fpsyg.2019.01234/full", "10.3389/fpsyg.2019.01234"),
    ("doi", "10.1088/1742-6596/1/meta", "10.1088/1742-6596/1"),
    ("arxiv", "math.GT/0309137", "math/0309137"),
    ("arxiv", "math/0309137 [math.GT]", "math/0309137"),
    ("arxiv", "0309137 [math.GT]", "math/0309137"),
    ("arxiv", "0309137v2 [math.GT]", "math/0309137"),
    ("arxiv", "arXiv:0309137 [math.GT, math.QA]", "math/0309137"),
    ("arxiv", "cond-mat/0604596v2", "cond-mat/0604596"),
    ("arxiv", "cond-mat.str-el/0604596", "cond-mat/0604596"),
    ("arxiv", "0604596 [cond-mat]", "cond-mat/0604596"),
    ("arxiv", "Hep-Th/9701005", "hep-th/9701005"),
    ("arxiv", "arXiv preprint arXiv:2309.16039", "2309.16039"),
    ("arxiv", "arXiv:2309.16039v2 [cs.CL] 5 May 2023", "2309.16039"),
    ("arxiv", "https://arxiv.org/abs/2309.16039?context=cs", "2309.16039"),
    ("arxiv", "https://ar5iv.org/abs/2309.16039", "2309.16039"),
    ("arxiv", "https://arxiv.org/pdf/cond-mat/0604596v1.pdf", "cond-mat/0604596"),
    ("arxiv", "0309137", None),
    ("arxiv", "9913137 [math.GT]", None),
    ("arxiv", "10.48550/arXiv.2309.16039", "2309.16039"),
    ("arxiv", "2309.16039 (cs)", "2309.16039"),
    ("arxiv", "2309.16039 [cs.CL, cs.LG]", "2309.16039"),
    ("acl", "P19-1001", "P19-1001"),
    ("acl", "https://aclanthology.org/2024.acl-long.1.pdf", "2024.acl-long.1"),
    ("acl", "https://www.aclweb.org/anthology/P19-1001/", "P19-1001"),
    ("acl", "2024 acl", None),
    ("openreview", "https://openreview.net/forum?id=aBcDeF1234&noteId=x", "aBcDeF1234"),
    ("openreview", "https://openreview.net/pdf?id=aB-_eF1234", "aB-_eF1234"),
    ("openreview", "x y", None),
    ("pmid", "PMID: 12345678", "12345678"),
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/12345678/", "12345678"),
    ("pmid", "PMC123", None),
    ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/", "PMC123456"),
    ("pmcid", "PMCID: pmc123456", "PMC123456"),
    ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/123456", "PMC123456"),
    ("pmcid", "123456", None),
    ("openalex", "https://openalex.org/W2741809807", "W2741809807"),
    ("openalex", "A2741809807", None),
    ("s2", "https://www.semanticscholar.org/paper/A-Title/" + "0A" * 20, "0a" * 20),
    ("s2", "0a0a", None),
    ("dblp", "https://dblp.org/rec/conf/icml/RoeP24.html", "conf/icml/RoeP24"),
    ("dblp", "DBLP:journals/corr/abs-2401-00001", "journals/corr/abs-2401-00001"),
    ("dblp", "homepages/r/Roe", None),
]


@pytest.mark.parametrize(("scheme", "text", "value"), TABLE)
def test_an_identifier_is_read_from_its_spellings(scheme: str, text: str, value: str | None) -> None:
    """Prefixes, addresses, versions and case go; what is no identifier is None."""
    assert PARSERS[scheme](text) == value


def test_each_scheme_of_a_record_has_a_parser() -> None:
    """A new field of `Ids` needs a parser here."""
    assert set(PARSERS) == set(SCHEMES)


@pytest.mark.parametrize("scheme", sorted(PARSERS))
@given(text=st.text(max_size=40) | st.from_regex(r"10\.\d{4}/.{1,9}|\d{4}\.\d{5}(v\d)?|[a-z-]{2,9}/\d{7}"))
def test_what_is_read_is_valid_and_reads_as_itself(scheme: str, text: str) -> None:
    """The model accepts each value that a parser gives."""
    if value := PARSERS[scheme](text):
        assert getattr(Ids(**{scheme: value}), scheme) == value
        assert PARSERS[scheme](value) == value


@pytest.mark.parametrize(("url", "found"), [
    ("https://arxiv.org/abs/2309.16039", ("arxiv", "2309.16039")),
    ("https://doi.org/10.48550/arXiv.2309.16039", ("arxiv", "2309.16039")),
    ("https://doi.org/10.1000/x", ("doi", "10.1000/x")),
    ("https://aclanthology.org/P19-1001", ("acl", "P19-1001")),
    ("https://openreview.net/group?id=Example", None),
    ("http://doi.acm.org/10.5555/1.2", ("doi", "10.5555/1.2")),
    ("https://doi-org.proxy.example.edu/10.5555/x", ("doi", "10.5555/x")),
    ("https://doi.org/10.5555%2Fx", ("doi", "10.5555/x")),
    ("https://proxy.example.edu/login?url=https://doi.org/10.5555/x", ("doi", "10.5555/x")),
    ("https://a.example.org/list;view=1,2?q=shell%20song", None),
    ("https://dl.acm.org/doi/10.5555/1.2", None),
    ("https://github.com/a/b", None),
])  # fmt: skip
def test_the_address_of_a_papers_page_is_an_id(url: str, found: tuple[str, str] | None) -> None:
    """Other addresses stay links."""
    assert id_in_url(url) == found


@pytest.mark.parametrize(("url", "doi"), [
    ("https://dl.acm.org/doi/abs/10.5555/1.2", "10.5555/1.2"),
    ("https://example.org/article/10.5555/s1-2", "10.5555/s1-2"),
    ("https://dl.acm.org/doi/proceedings/10.5555/9", None), ("https://github.com/a/b/10.5555/x", None),
])  # fmt: skip
def test_a_publishers_page_names_its_article(url: str, doi: str | None) -> None:
    """But pages of volumes and of other things do not."""
    assert doi_of_page(url) == doi


@pytest.mark.parametrize("text", ["10.5555/" + ")" * 50_000, "10.5555/" + "/pdf" * 9_000, "/" * 50_000 + "10.5555/"])
def test_a_long_text_takes_no_time(text: str) -> None:
    """It is no DOI."""
    begun = time.monotonic()
    assert PARSERS["doi"](text) is None and split_urls("{" * 30_000) == ("{" * 30_000,)
    assert time.monotonic() - begun < 5


def test_an_arxiv_doi_is_the_arxiv_id() -> None:
    """Both name one thing, so that records with one of them meet."""
    assert as_id("doi", "10.48550/arxiv.2309.16039") == ("arxiv", "2309.16039")
    assert as_id("doi", "10.1000/x") == ("doi", "10.1000/x")


@pytest.mark.parametrize(("text", "parts"), [
    ("Owls. arXiv:2904.04517v1 [cs.LG] 7 May 2029", ("Owls.", "2904.04517", "2029-05-07")),
    ("Owls. arXiv:hep-th/9901001v2 2 Jan 1999", ("Owls.", "hep-th/9901001", "1999-01-02")),
    ("Owls. arXiv:2904.04517", ("Owls.", "2904.04517", None)),
    ("As arXiv:2904.04517 says, owls.", ("As arXiv:2904.04517 says, owls.", None, None)),
])  # fmt: skip
def test_the_stamp_at_the_end_is_split_off(text: str, parts: tuple[str, str | None, str | None]) -> None:
    """Only at the end it is a stamp; elsewhere it names another paper."""
    assert split_stamp(text) == parts


def test_the_number_of_a_register_of_trials_is_no_doi_of_the_paper() -> None:
    """Cochrane's CENTRAL gives each entry a DOI of its own; the page stays a link."""
    url = "https://www.cochranelibrary.com/central/doi/10.1002/central/CN-00000001/full"
    assert (id_in_url(url), doi_of_page(url)) == (None, None)
    assert id_in_url("https://doi.org/10.1002/central/CN-00000001") is None
    assert doi_of_page("https://onlinelibrary.wiley.com/doi/abs/10.1002/owl.1") == "10.1002/owl.1"
