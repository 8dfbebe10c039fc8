"""`paper-catalog add` without a network: names become records."""

from pathlib import Path

import pytest

from generator.intake.merge.naming import issue_id
from generator.records.provenance import digest
from tests.curator import LANTERN, files_of, run, text_of
from tests.make import paper


def test_papers_are_founded_from_names(two_papers: Path) -> None:
    """One record each, with an id after what is known; what the arXiv id says of the date is not stored."""
    names = ("2309.16039v2", "pmid:123", "https://openreview.net/forum?id=aBcDeF12", "P18-1031", "10.1145/3611643.1",
             "Of Owls and Ink", '"Word2vec"')  # fmt: skip
    done = run(two_papers, "add", "--offline", *names)
    assert done.exit_code == 0, done.output
    ids = ["arxiv-2309-16039", "pmid-123", "openreview-abcdef12", "acl-p18-1031", "doi-10-1145-3611643-1",
           "of-owls-and-ink", "word2vec"]  # fmt: skip
    assert [line.split(" → ")[1].split(":")[0] for line in done.output.splitlines()] == ids
    assert done.output.splitlines()[0].endswith("still missing: title, authors, venue (no service was asked)")
    assert text_of(two_papers, "records/arxiv-2309-16039.yml") == (
        'ids: {arxiv: "2309.16039"}\nadded: 2027-01-15\nsources:\n'
        f"  - {{capture: added by hand, reader: curator, fields: {{ids.arxiv: {digest('2309.16039')}}}}}\n"
    )
    assert "title: Word2vec\n" in text_of(two_papers, "records/word2vec.yml")
    said = run(two_papers, "check")
    assert (said.exit_code, {line.split()[2] for line in said.output.splitlines() if line.startswith("records/")}) == (
        0, {"no-date:"},
    )  # fmt: skip
    run(two_papers, "generate")
    assert "September 2023" in text_of(two_papers, "docs/papers/arxiv-2309-16039.md")


@pytest.mark.parametrize("name", [
    "2301.00001", "arXiv:2301.00001v3", "https://arxiv.org/pdf/2301.00001", "arxiv.org/abs/2301.00001",
    "arXiv 2301.00001,", "DOI 10.1000/lantern.",
    "doi:10.1000/LANTERN", "https://doi.org/10.1000/lantern", LANTERN, "lantern routing ends on EVERY grid",
    "“Lantern Routing Ends on Every Grid”",
])  # fmt: skip
def test_a_paper_that_is_there_is_said_to_be(two_papers: Path, name: str) -> None:
    """By whatever name."""
    before = files_of(two_papers)
    done = run(two_papers, "add", name)
    assert (done.exit_code, done.output) == (0, f"{name} → {LANTERN}: is there already\n")
    assert files_of(two_papers) == before


@pytest.mark.parametrize("name", [
    "lantern", "arXiv:23091.1603", "https://example.org/a/paper", "www.example.org/x", "10.1000", "doi:10.1000", "?!",
])  # fmt: skip
def test_what_names_no_paper_founds_none(two_papers: Path, name: str) -> None:
    """A mistyped id is no title; the other names go through."""
    done = run(two_papers, "add", "--offline", name, "Of Owls and Ink")
    assert (done.exit_code, f"found `{name}`, expected an arXiv id" in done.output) == (1, True), done.output
    assert len(list((two_papers / "records").iterdir())) == 3


def test_names_come_from_standard_input_too(two_papers: Path) -> None:
    """One a line; one that comes twice is there the second time."""
    done = run(two_papers, "add", "-", "2309.16039", "--offline", stdin="\n2309.16039\r\n  Of Owls and Ink \n")
    assert done.exit_code == 0, done.output
    assert [line.split(":")[0] for line in done.output.splitlines()] == [
        "2309.16039 → arxiv-2309-16039", "Of Owls and Ink → of-owls-and-ink", "2309.16039 → arxiv-2309-16039",
    ]  # fmt: skip


def test_a_paper_that_is_left_out_is_not_added(two_papers: Path) -> None:
    """The ruling's line says why; a record that still lies there is no excuse."""
    (two_papers / "rulings.yml").write_text(f"excluded:\n  - {{names: [{LANTERN}], because: No.}}\n  - 10.1000/gone\n")
    for name, line in (("2301.00001", 2), ("https://doi.org/10.1000/GONE", 3)):
        done = run(two_papers, "add", name)
        assert (done.exit_code, f"rulings.yml:{line}: error excluded: found `{name}`" in done.output) == (1, True)
    assert len(list((two_papers / "records").iterdir())) == 2


def test_a_title_that_is_the_name_of_another_page_gets_an_id_of_its_own(two_papers: Path) -> None:
    """`papers/index.html` is the list of all papers."""
    assert "index-2: new" in run(two_papers, "add", '"Index"', "--offline").output


def test_a_later_import_completes_what_was_added(two_papers: Path) -> None:
    """The row of a file joins the record by its identifier, and its title, which no person wrote, may win."""
    run(two_papers, "add", "10.1000/owls", "Counting Owls by Night", "--offline")
    bib = two_papers.parent / "owls.bib"
    bib.write_text("@article{a, title = {Owls}, doi = {10.1000/owls}}\n@article{b, title = {COUNTING OWLS BY NIGHT}, "
                   "author = {Roe, Ann}}\n", encoding="utf-8")  # fmt: skip
    done = run(two_papers, "import", bib)
    assert "4 records, 2 files changed" in done.output, done.output
    assert "kept your edit" not in done.output
    assert "title: Owls\n" in text_of(two_papers, "records/doi-10-1000-owls.yml")
    assert "  - Ann Roe\n" in text_of(two_papers, "records/counting-owls-by-night.yml")


@pytest.mark.parametrize(("ids", "expected"), [
    ({"doi": "10.1145/3611643.3616302"}, "doi-10-1145-3611643-3616302"),
    ({"doi": "10.1002/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co;2-o"},
     "doi-10-1002-sici-1097-4571-1998-49-8-693-aid-asi4-3-0-co-2-o"),
    ({"doi": f"10.1000/{'long-' * 20}"}, "doi-10-1000-long-long-long-long-long-long-long-long-long-lon"),
    ({"pmid": "12345678"}, "pmid-12345678"),
    ({"acl": "2024.acl-long.1", "doi": "10.18653/v1/2024.acl-long.1"}, "acl-2024-acl-long-1"),
    ({"openreview": "_-aBcDeF1234"}, "openreview-abcdef1234"),
    ({"arxiv": "hep-th/9901001", "acl": "P18-1031"}, "arxiv-hep-th-9901001"),
])  # fmt: skip
def test_a_paper_without_a_title_is_called_after_its_best_identifier(ids: dict[str, str], expected: str) -> None:
    assert issue_id(paper("x", ids=ids, date="2023"), ()) == expected
