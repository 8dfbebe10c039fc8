"""`update`: what is new of all that is followed waits for a person, and nothing else changes."""

import re

import pytest

from generator.intake.enrich.client import PATIENCE
from generator.problems import CatalogError
from tests.enrich.answers import LANTERN, entry, feed, openalex
from tests.enrich.server import Asked, Played, as_json
from tests.follow.conftest import Desk, page

FOUND = "lantern-routing-ends-on-every-grid-2023"
LANTERNS = {"arxiv": {"categories": ["cs.NI", "cs.DC"], "words": ["lantern routing"]}}
BIB = "@article{owl, title = {Counting Owls by Night}, author = {Roe, Ann}, year = 2024, doi = {10.1000/owls}}\n"


def test_a_new_paper_becomes_a_record_that_waits(desk: Desk) -> None:
    """It says who found it, when, and why; its source is named as `enrich` would name it."""
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    done = desk.update()
    assert [paper.id for paper in done.papers] == [FOUND]
    record = desk.bench.read(FOUND)
    assert record["proposed"] == {
        "by": "lanterns", "when": "2027-01-15", "why": "arXiv: cs.NI, cs.DC, “lantern routing”",
    }  # fmt: skip
    assert (record["added"], record["title"]) == ("2027-01-15", LANTERN)
    (source,) = record["sources"]
    assert (source["capture"], source["reader"], "line" in source) == ("arxiv:2301.00001", "arxiv_atom", False)
    assert desk.bench.run(FOUND).changed == ()


def test_arxiv_is_asked_for_the_days_since_last_time(desk: Desk) -> None:
    """The first time for thirty days; then since the last time, less a week for what is announced late."""
    desk.follow(lanterns=LANTERNS)
    desk.update("2027-01-15")
    desk.update("2027-02-15")
    first, second = (asked.params for asked in desk.bench.arxiv.requests)
    query = '(cat:cs.NI OR cat:cs.DC) AND (ti:"lantern routing" OR abs:"lantern routing") AND submittedDate:'
    assert first["search_query"] == f"{query}[202612160000 TO 202701152359]"
    assert second["search_query"] == f"{query}[202701080000 TO 202702152359]"
    assert (first["start"], first["sortOrder"]) == ("0", "ascending")


def test_a_search_may_begin_on_any_day(desk: Desk) -> None:
    desk.follow(lanterns=LANTERNS | {"since": "2020-02-01"})
    desk.update()
    assert "[202002010000 TO" in desk.bench.arxiv.requests[0].params["search_query"]


def test_openalex_is_asked_for_all_that_an_entry_names(desk: Desk) -> None:
    """Of each list one; a paper of the catalog goes by what OpenAlex calls it."""
    desk.bench.write("boats", title="Boats", ids={"openalex": "W77"})
    wanted = {"authors": ["A12", "A13"], "venues": ["S4"], "cites": ["boats"], "words": ["b: c"]}
    desk.follow(people={"openalex": wanted})
    desk.bench.openalex.answering = lambda asked: page(openalex(5))
    (paper,) = desk.update().papers
    (asked,) = desk.bench.openalex.requests
    assert asked.params["filter"] == (
        "authorships.author.id:A12|A13,primary_location.source.id:S4,cites:W77,"
        'title_and_abstract.search:"b c",from_publication_date:2026-12-16,to_publication_date:2027-01-15'
    )
    assert asked.params["api_key"] == "hush"
    assert paper.proposed and paper.proposed.why == "OpenAlex: A12, A13, S4, cites boats, “b: c”"


def test_works_that_cite_a_paper_are_found_by_its_doi_too(desk: Desk) -> None:
    """OpenAlex is asked what it calls the paper, once."""
    desk.bench.write("boats", title="Boats", ids={"doi": "10.1000/boats"})
    desk.follow(citing={"openalex": {"cites": ["10.1000/boats"]}})
    works = {"/works/doi:10.1000/boats": as_json(openalex(9, title="Boats"))}
    desk.bench.openalex.answering = lambda asked: works.get(asked.path, page())
    desk.update()
    desk.update("2027-01-16")
    assert [asked.params.get("filter", asked.path)[:9] for asked in desk.bench.openalex.requests] == [
        "/works/do", "cites:W9,", "cites:W9,",
    ]  # fmt: skip


@pytest.mark.parametrize(("cites", "said"), [
    ("nobody", "no paper `nobody`"), ("nameless", "`nameless` has no identifier"), ("boats", "does not know boats"),
])  # fmt: skip
def test_a_paper_that_cannot_be_asked_for_costs_only_its_entry(desk: Desk, cites: str, said: str) -> None:
    """The others go on, and the day of this one stays what it was."""
    desk.bench.write("nameless", title="A Nameless Paper of Owls")
    desk.bench.write("boats", title="Boats", ids={"doi": "10.1000/boats"})
    desk.follow(citing={"openalex": {"cites": [cites]}}, lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    done = desk.update()
    assert [paper.id for paper in done.papers] == [FOUND]
    (problem,) = done.problems
    assert (problem.path, problem.line, problem.code, problem.level) == ("follow.yml", 1, "follow-failed", "error")
    assert said in problem.message
    assert "citing:" not in desk.state()


def test_a_file_of_the_repository_is_read_as_an_import_reads_it(desk: Desk) -> None:
    """A later import of the same file finds its rows, and accepts the papers, since a person asked for them."""
    from tests.curator import run

    desk.follow(library={"file": "library.bib"})
    desk.path("library.bib").write_text(BIB, encoding="utf-8")
    done = desk.update(offline=True)
    assert [(paper.id, paper.proposed.why) for paper in done.papers if paper.proposed] == [
        ("counting-owls-by-night-2024", "library.bib"),
    ]  # fmt: skip
    said = run(desk.folder, "import", desk.path("library.bib")).output
    assert "counting-owls-by-night-2024 was proposed, and is accepted by this import" in said, said
    assert "proposed" not in desk.bench.read("counting-owls-by-night-2024")


def test_a_file_that_is_not_there_is_said(desk: Desk) -> None:
    desk.follow(library={"file": "library.bib"})
    (problem,) = desk.update().problems
    assert (problem.code, problem.level) == ("follow-failed", "error")
    assert "library.bib cannot be read: No such file" in problem.message


def test_a_link_out_of_the_repository_is_not_followed(desk: Desk) -> None:
    desk.follow(library={"file": "library.bib"})
    desk.path("library.bib").symlink_to("/etc/hostname")
    with pytest.raises(CatalogError, match="leads out of"):
        desk.update()


def test_what_is_in_the_catalog_stays_as_it_is(desk: Desk) -> None:
    """Also where the answer knows more: that is for `enrich` and `import`."""
    desk.bench.write("lantern", title=LANTERN, ids={"arxiv": "2301.00001"})
    desk.follow(lanterns=LANTERNS)
    before = desk.bench.bytes("lantern")
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    done = desk.update()
    assert (done.papers, done.changed, done.entries[0].counts.known) == ((), (), 1)
    assert desk.bench.bytes("lantern") == before


def test_what_is_left_out_is_not_proposed(desk: Desk) -> None:
    (desk.folder / "rulings.yml").write_text("excluded:\n  - 2301.00001\n", encoding="utf-8")
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    done = desk.update()
    assert (done.papers, done.entries[0].counts.excluded, desk.records()) == ((), 1, [])


def test_a_proposal_whose_record_was_deleted_does_not_come_back(desk: Desk) -> None:
    """Nor from another service under other identifiers; taken out of followed.yml, it does."""
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    desk.update()
    (desk.folder / "records" / f"{FOUND}.yml").unlink()
    done = desk.update("2027-02-01")
    assert (done.papers, done.entries[0].counts.declined) == ((), 1)
    desk.follow(people={"openalex": {"authors": ["A1"]}})
    desk.bench.openalex.answering = lambda asked: page(openalex(5))
    assert desk.update("2027-02-02").papers == ()
    state = re.sub(r"  - .*\n", "", desk.state())
    (desk.folder / "followed.yml").write_text(state, encoding="utf-8")
    assert [paper.id for paper in desk.update("2027-02-03").papers] == [FOUND]


def test_another_paper_may_have_the_title_of_one_that_was_accepted(desk: Desk) -> None:
    """Of one that was turned down, the whole title says which paper is meant."""
    editorial = "Editorial for the Year of Owls"
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001", title=editorial, authors=("Ada Quill",)))
    (first,) = desk.update().papers
    desk.bench.arxiv.answering = lambda asked: feed(
        entry("2401.00002", title=editorial, authors=("Cy Vane",)).replace("2023-01-02", "2029-01-02")
    )
    (second,) = desk.update("2027-02-01").papers
    for paper in (first, second):
        (desk.folder / "records" / f"{paper.id}.yml").unlink()
    done = desk.update("2027-02-02")
    assert (done.papers, done.entries[0].counts.declined) == ((), 1)


def test_two_updates_in_a_row_propose_once(desk: Desk) -> None:
    """By two entries too: the first has it, and both say why."""
    desk.follow(lanterns=LANTERNS, grids={"arxiv": {"words": ["grid"]}})
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    (paper,) = desk.update().papers
    assert paper.proposed
    assert (paper.proposed.by, paper.proposed.why.split("; ")[1]) == ("lanterns", "arXiv: “grid”")
    state, record = desk.state(), desk.bench.bytes(FOUND)
    assert desk.update().papers == ()
    assert (desk.state(), desk.bench.bytes(FOUND)) == (state, record)


def test_many_pages_are_turned_and_what_is_too_much_waits(desk: Desk) -> None:
    """Ten of a hundred, oldest first; the next update begins where this one ended."""
    desk.follow(lanterns=LANTERNS)

    def answering(asked: Asked) -> Played:
        start = int(asked.params["start"])
        papers = [entry(f"2301.{start + n:05}", title=f"Owl {start + n} of the Grid") for n in range(100)]
        played = feed(*papers, total=2500)
        return Played(body=played.body.replace("<opensearch:itemsPerPage>", f"<startIndex>{start}</startIndex>"
                                               "<opensearch:itemsPerPage>"))  # fmt: skip

    desk.bench.arxiv.answering = answering
    done = desk.update()
    assert [asked.params["start"] for asked in desk.bench.arxiv.requests] == [str(n * 100) for n in range(10)]
    assert (len(done.papers), done.problems[0].code, done.problems[0].level) == (1000, "follow-cut", "warning")
    assert "  lanterns: 2023-01-09\n" in desk.state()


def test_an_answer_is_asked_for_once_a_day(desk: Desk) -> None:
    """What was interrupted goes on from the cache."""
    desk.follow(lanterns=LANTERNS, library={"file": "none.bib"})
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    assert len(desk.update(dry_run=True).papers) == 1
    assert desk.records() == []
    assert len(desk.update(offline=True).papers) == 1
    assert len(desk.bench.arxiv.requests) == 1


@pytest.mark.parametrize(("played", "said"), [
    (Played(status=503, headers=(("Retry-After", str(int(PATIENCE) + 1)),)), "asks to wait 301 seconds"),
    (Played(status=400), "status 400"),
    (Played(body="<html>", media="text/html"), "5 attempts"),
])  # fmt: skip
def test_a_service_that_fails_is_asked_again_from_the_same_day(desk: Desk, played: Played, said: str) -> None:
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: played
    done = desk.update()
    assert said in done.entries[0].stopped
    assert (done.problems[0].code, done.problems[0].level) == ("follow-failed", "error")
    assert "lanterns" not in desk.state()


def test_without_a_key_openalex_is_not_asked_and_nothing_fails(desk: Desk) -> None:
    del desk.bench.environ["OPENALEX_API_KEY"]
    desk.follow(people={"openalex": {"authors": ["A1"]}})
    (problem,) = desk.update().problems
    assert (problem.level, "OPENALEX_API_KEY holds no key" in problem.message) == ("warning", True)
    assert desk.bench.openalex.requests == []


def test_a_catalog_that_follows_nothing_is_left_alone(desk: Desk) -> None:
    """With a follow.yml that holds comments only, or without one."""
    assert desk.update().entries == ()
    (desk.folder / "follow.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert (desk.update().entries, (desk.folder / "followed.yml").exists()) == ((), False)


def test_a_likely_twin_is_named(desk: Desk) -> None:
    """It is proposed all the same: a person decides."""
    desk.bench.write("lantern", title=LANTERN, authors=["Ada Quill", "Bo Reed"], date="2015")
    desk.follow(lanterns=LANTERNS)
    desk.bench.arxiv.answering = lambda asked: feed(entry("2301.00001"))
    done = desk.update()
    assert [one.papers for one in done.unclear] == [("lantern", FOUND)]
