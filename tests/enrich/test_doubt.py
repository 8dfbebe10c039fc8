"""Whether an answer is the paper: what is taken, what is another paper, and what a person has to say."""

from typing import Any

import pytest

from generator.intake.enrich.services import gaps, services_named
from generator.pipeline import check
from generator.problems import CatalogError, Problem
from tests.enrich.answers import LANTERN, crossref, entry, feed, openalex
from tests.enrich.conftest import Bench, counts
from tests.enrich.server import as_json
from tests.make import ABSTRACT, paper

ARXIV = "2301.00001"
DOUBT = {"asked": 1, "answered": 1, "problems": 1, "requests": 1}
TAKEN = {"asked": 1, "answered": 1, "completed": 1, "requests": 1}
OTHER = {"asked": 1, "not found": 1, "requests": 1}


def _rule(bench: Bench, kind: str, problem: Problem) -> None:
    """Writes what the hint says."""
    pair = problem.hint.split("`")[1]
    (bench.folder / "rulings.yml").write_text(f"{kind}:\n  {pair}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("record", "entries", "expected"),
    [
        ({"date": "2023"}, [entry(ARXIV)], TAKEN),
        ({"authors": ["A. Quill"]}, [entry(ARXIV)], TAKEN),
        ({"abstract": ABSTRACT}, [entry(ARXIV)], TAKEN),
        ({"date": "2024"}, [entry(ARXIV)], TAKEN),
        ({}, [entry(ARXIV)], DOUBT),
        ({"date": "2025"}, [entry(ARXIV)], DOUBT),
        ({"date": "2019"}, [entry(ARXIV)], DOUBT),
        ({"authors": ["Cy Vane"], "date": "2023"}, [entry(ARXIV)], DOUBT),
        ({"date": "2023"}, [entry(ARXIV), entry("2302.00001")], DOUBT),
        ({"date": "2023"}, [entry(ARXIV), entry("2302.00001", title=f"{LANTERN} and Tree")], TAKEN),
        ({"date": "2023"}, [entry(ARXIV, title=f"{LANTERN} and Tree")], OTHER),
        ({"date": "2023"}, [], OTHER),
    ],
)
def test_a_title_needs_a_witness(
    bench: Bench, record: dict[str, Any], entries: list[str], expected: dict[str, int]
) -> None:
    """The very title, and an author, the year or the abstract; two papers of one title are one too many."""
    bench.write("lantern", title=LANTERN, **record)
    bench.arxiv.answering = lambda asked: feed(*entries)
    before = bench.bytes("lantern")
    done = bench.run()
    assert counts(done) == expected, done.problems
    assert bench.arxiv.requests[0].params == {"search_query": f'ti:"{LANTERN}"', "max_results": "20"}
    assert (bench.bytes("lantern") == before) is (expected != TAKEN)
    assert [p.code for p in done.problems] == ["enrich-doubt"] * (expected == DOUBT)


def test_a_record_that_was_found_by_title_is_at_rest_afterwards(bench: Bench) -> None:
    """Then it has an id to be asked by, and the reason of the first time stays."""
    bench.write("lantern", title=LANTERN, date="2023")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    bench.run()
    before = bench.bytes("lantern")
    assert bench.read("lantern")["sources"][0]["merged"] == "same title, same year"
    again = bench.run("lantern", refresh=True)
    assert counts(again) == {"asked": 1, "answered": 1, "unchanged": 1, "requests": 1}
    assert bench.arxiv.requests[1].params["id_list"] == ARXIV
    assert bench.bytes("lantern") == before


def test_a_commonplace_title_is_not_enough(bench: Bench) -> None:
    """Though the same people wrote both."""
    bench.write("intro", title="Introduction", authors=["Ada Quill"], date="2023")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, title="Introduction"))
    assert counts(bench.run()) == DOUBT


def test_a_mistyped_id_is_seen(bench: Bench) -> None:
    """Another title and other people: nobody's record takes that in."""
    bench.write("lantern", title=LANTERN, authors=["Ada Quill"], ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, title="On the Folding of Boats", authors=("Cy Vane",)))
    before = bench.bytes("lantern")
    done = bench.run()
    (problem,) = done.problems
    assert (counts(done), bench.bytes("lantern")) == (DOUBT, before)
    assert (problem.path, problem.level) == ("records/lantern.yml", "warning")
    assert problem.message == (
        f"arxiv:{ARXIV} may be it: same arXiv id {ARXIV}, but another title and no author in common"
    )


@pytest.mark.parametrize("title", ["Lantern Routing", "A Wholly New Name"])
def test_a_paper_that_changed_its_name_keeps_its_people(bench: Bench, title: str) -> None:
    """Then its id suffices."""
    bench.write("lantern", title=title, authors=["Ada Quill"], ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    assert counts(bench.run()) == TAKEN


def test_a_ruling_settles_a_doubt(bench: Bench) -> None:
    """As the hint has it: `same` takes the answer, `different` leaves it without another word."""
    bench.write("lantern", title=LANTERN, authors=["Ada Quill"], ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, title="On the Folding of Boats", authors=("Cy Vane",)))
    (problem,) = bench.run().problems
    _rule(bench, "different", problem)
    done = bench.run()
    assert (counts(done), done.problems) == ({"asked": 1, "not found": 1}, ())
    _rule(bench, "same", problem)
    assert counts(bench.run()) == {"asked": 1, "answered": 1, "completed": 1}
    assert bench.read("lantern")["sources"][0]["merged"] == "ruled in rulings.yml"


@pytest.mark.parametrize("kind", ["same", "different"])
@pytest.mark.parametrize("only", ["arxiv", "crossref"])
def test_a_ruling_names_the_answer_as_a_person_would(bench: Bench, only: str, kind: str) -> None:
    """By its service and identifier; and `check` finds nothing wrong with it, before and after."""
    bench.write("lantern", title=LANTERN, authors=["Ada Quill"], ids={"arxiv": ARXIV, "doi": "10.1234/Old"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, title="On the Folding of Boats", authors=("Cy Vane",)))
    bench.crossref.answering = lambda asked: crossref("10.1234/new,1", title="On the Folding of Boats")
    (problem,) = bench.run(only=only).problems
    name = {"arxiv": f"arxiv:{ARXIV}", "crossref": "crossref:10.1234/new,1"}[only]
    assert problem.hint.split("`")[1] == f'- [lantern, "{name}"]'
    _rule(bench, kind, problem)
    done = bench.run(only=only)
    assert (counts(done).get("completed", 0), done.problems) == (int(kind == "same"), ())
    assert [p for p in check(bench.folder) if p.path == "rulings.yml"] == []


def test_a_record_that_is_left_out_is_not_asked_about(bench: Bench) -> None:
    """Unless it is named."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    (bench.folder / "rulings.yml").write_text("excluded:\n  - lantern\n", encoding="utf-8")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    assert (counts(bench.run()), bench.arxiv.requests) == ({}, [])
    assert counts(bench.run("lantern"))["completed"] == 1


def test_two_identifiers_that_disagree_are_a_doubt(bench: Bench) -> None:
    """The arXiv id is that of the record, the DOI is not."""
    bench.write("lantern", title=LANTERN, ids={"arxiv": ARXIV, "doi": "10.1234/another"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, doi="10.1234/lantern"))
    done = bench.run()
    assert (counts(done), "but different DOI" in done.problems[0].message) == (DOUBT, True)


def test_an_identifier_of_another_record_is_a_doubt(bench: Bench) -> None:
    """Which of the two it is, or whether both are one, no run decides."""
    bench.write("lantern", title=LANTERN, ids={"arxiv": ARXIV})
    bench.write("letter", title="Boats", authors=["Cy Vane"], date="2020", venue="X", ids={"doi": "10.1234/lantern"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, doi="10.1234/lantern"))
    done = bench.run()
    assert counts(done) == DOUBT
    assert "its DOI 10.1234/lantern is that of `letter`" in done.problems[0].message


def test_crossref_may_answer_about_another_doi(bench: Bench) -> None:
    """One that was renamed; with another title it is a doubt."""
    bench.write("lantern", title=LANTERN, ids={"doi": "10.1234/old"})
    bench.crossref.answering = lambda asked: crossref("10.1234/new", title="On the Folding of Boats")
    assert counts(bench.run(only="crossref")) == DOUBT


def test_openalex_is_searched_by_title_last(bench: Bench) -> None:
    """Its search is one by words: only the very title counts."""
    title = "Owls, Ink: “A Study”"
    bench.environ["OPENALEX_API_KEY"] = "hush"
    bench.write("owls", title=title, date="2023")
    found = [openalex(1, title="Owls, Ink: Another Study"), openalex(2, title="OWLS, INK - A STUDY")]
    bench.openalex.answering = lambda asked: as_json({"meta": {"count": 2}, "results": found})
    assert counts(bench.run(only="openalex")) == TAKEN
    (asked,) = bench.openalex.requests
    assert asked.params["filter"] == "title.search:Owls Ink A Study"
    assert bench.read("owls")["ids"]["openalex"] == "W2"


def test_gaps_are_what_a_service_may_close() -> None:
    """A search by title is not worth an abstract, one by id is."""
    arxiv, crossref_, openalex_ = services_named("arxiv,crossref,openalex")
    whole = paper("x", title=LANTERN, authors=("Ada Quill",), date="2023", venue="Owls", ids={"doi": "10.1234/x"})
    assert gaps(whole, arxiv, abstracts=True) == ()
    assert gaps(whole, crossref_, abstracts=True) == ("type", "pages", "publisher")
    assert gaps(whole, openalex_, abstracts=True) == ("type", "abstract")
    some = paper("x", title=LANTERN, authors=("Ada Quill", "others"), ids={"arxiv": ARXIV})
    assert gaps(some, arxiv, abstracts=False) == ("authors", "date", "venue", "categories")
    assert gaps(some, crossref_, abstracts=True) == ()
    assert gaps(paper("x", abstract=ABSTRACT), arxiv, abstracts=True) == ()


def test_a_service_that_is_none_is_misuse() -> None:
    assert [service.name for service in services_named("crossref, arxiv")] == ["arxiv", "crossref"]
    with pytest.raises(CatalogError, match="found the service `owl`, expected some of: arxiv,crossref,openalex"):
        services_named("arxiv,owl")
