"""What records make of answers: gaps close, hand edits stay, doubt is reported, and a second run does nothing."""

from tests.enrich.answers import LANTERN, REFUSED, crossref, entry, feed, openalex
from tests.enrich.conftest import Bench, counts
from tests.enrich.server import Asked, Played, as_json
from tests.make import ABSTRACT, OTHER_ABSTRACT

ARXIV = "2301.00001"



def test_an_arxiv_id_completes_its_record(bench: Bench) -> None:
    """With the answer as one more source, which names service and query."""
    bench.write("lantern", ids={"arxiv": ARXIV}, summary="Ours.")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = bench.run()
    record = bench.read("lantern")
    (source,) = record.pop("sources")
    assert record == {
        "title": LANTERN,
        "authors": ["Ada Quill", "Bo Reed"],
        "date": "2023-01-02",
        "venue": "arXiv",
        "type": "preprint",
        "ids": {"arxiv": ARXIV},
        "summary": "Ours.",
        "abstract": ABSTRACT,
        "categories": ["cs.NI"],
        "kept": ["ids.arxiv"],
    }
    assert (source["capture"], source["reader"]) == (f"arxiv:{ARXIV}", "arxiv_atom")
    assert (source["merged"], "line" in source) == (f"same arXiv id {ARXIV}", False)
    assert {*source["fields"], *source["less"]} >= {"title", "authors", "date", "abstract", "ids.arxiv"}
    assert counts(done) == {"asked": 1, "answered": 1, "completed": 1, "requests": 1}
    assert (done.changed, done.problems) == (("lantern.yml",), ())
    assert bench.arxiv.requests[0].params == {"id_list": ARXIV, "max_results": "1"}


def test_a_second_run_changes_nothing_and_asks_nothing(bench: Bench) -> None:
    """A gap that the service cannot close stays one, and is answered from disk."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, authors=()))
    bench.run()
    before = bench.bytes("lantern")
    again = bench.run()
    assert counts(again) == {"asked": 1, "answered": 1, "unchanged": 1}
    assert (bench.bytes("lantern"), again.changed, len(bench.arxiv.requests)) == (before, (), 1)


def test_what_changes_every_day_changes_no_record(bench: Bench) -> None:
    """The feed's own date, the number of citations."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    bench.run()
    before = bench.bytes("lantern")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, comment="seen 9 times"), updated="2026-12-24T00:00:00Z")
    again = bench.run("lantern", refresh=True)
    assert (counts(again)["requests"], counts(again)["unchanged"], bench.bytes("lantern")) == (1, 1, before)


def test_a_newer_answer_takes_the_place_of_the_older(bench: Bench) -> None:
    """Not beside it: what the service no longer says, it no longer says in the record."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, title="Lantern Routing Ends on Every Single Grid"))
    bench.run()
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, authors=("Ada Quill", "Bo Reed", "Cy Vane")))
    bench.clock.time += 31 * 24 * 3600  # too old by now
    done = bench.run("lantern")
    record = bench.read("lantern")
    assert (record["title"], record["authors"][-1], len(record["sources"])) == (LANTERN, "Cy Vane", 1)
    assert counts(done)["completed"] == 1


def test_an_answer_about_a_corrected_id_replaces_that_about_the_wrong_one(bench: Bench) -> None:
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(asked.params["id_list"]))
    bench.run()
    path = bench.folder / "records" / "lantern.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(f'{{arxiv: "{ARXIV}"}}', "{arxiv: 2301.00002}"), "utf-8")
    bench.run("lantern")
    (source,) = bench.read("lantern")["sources"]
    assert (source["capture"], bench.read("lantern")["ids"]) == ("arxiv:2301.00002", {"arxiv": "2301.00002"})


def test_ids_are_asked_by_the_hundred_three_seconds_apart(bench: Bench) -> None:
    """And when one record more is there, only that one."""
    for number in range(250):
        bench.write(f"owl-{number}", ids={"arxiv": f"2301.{number:05}"})
    bench.arxiv.answering = lambda asked: feed(
        *(entry(i, title=f"Owls at Night, Part {i}") for i in asked.params["id_list"].split(","))
    )
    done = bench.run()
    asked = [request.params for request in bench.arxiv.requests]
    assert [(p["id_list"].count(",") + 1, p["max_results"]) for p in asked] == [(100, "100"), (100, "100"), (50, "50")]
    assert bench.clock.sleeps == [3.0, 3.0]
    assert counts(done) == {"asked": 250, "answered": 250, "completed": 250, "requests": 3}
    assert bench.said == ["arXiv: 0 of 250 asked", "arXiv: 100 of 250 asked", "arXiv: 200 of 250 asked"]
    bench.write("one-more", ids={"arxiv": "2302.00001"})
    bench.run()
    assert [request.params["id_list"] for request in bench.arxiv.requests[3:]] == ["2302.00001"]


def test_an_id_that_is_unknown_is_said_so_and_not_asked_again(bench: Bench) -> None:
    """The others of its batch are answered."""
    for number in (1, 2, 3):
        bench.write(f"owl-{number}", ids={"arxiv": f"2301.0000{number}"})
    bench.arxiv.answering = lambda asked: feed(entry("2301.00003", title="C Owls"), entry("2301.00001", title="A Owls"))
    done = bench.run()
    assert counts(done) == {"asked": 3, "answered": 2, "completed": 2, "not found": 1, "requests": 1}
    assert (bench.read("owl-1")["title"], bench.read("owl-3")["title"]) == ("A Owls", "C Owls")
    assert "title" not in bench.read("owl-2")
    assert "requests" not in counts(bench.run())


def test_an_id_that_is_refused_costs_only_itself(bench: Bench) -> None:
    """arXiv refuses a whole batch for one: halves of it are asked, down to the one."""
    for number in range(1, 9):
        bench.write(f"owl-{number}", ids={"arxiv": f"2301.0000{number}"})

    def answering(asked: Asked) -> Played:
        ids = asked.params["id_list"].split(",")
        return REFUSED if "2301.00006" in ids else feed(*(entry(i, title=f"Owls {i}") for i in ids))

    bench.arxiv.answering = answering
    done = bench.run()
    assert counts(done) == {"asked": 8, "answered": 7, "completed": 7, "problems": 1, "requests": 7}
    (problem,) = done.problems
    assert (problem.path, problem.code, problem.level) == ("records/owl-6.yml", "enrich-failed", "error")
    assert "does not understand `2301.00006`" in problem.message


def test_a_hand_edit_stays_and_is_named(bench: Bench) -> None:
    """As in every import."""
    bench.write("lantern", title="Lantern Routing Ends", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = bench.run()
    assert bench.read("lantern")["title"] == "Lantern Routing Ends"
    assert bench.read("lantern")["sources"][0]["differs"] == {"title": LANTERN}
    assert [(kept.paper, kept.field) for kept in done.kept] == [("lantern", "title")]


def test_a_gap_that_a_person_made_stays_one(bench: Bench) -> None:
    """And is no reason to ask."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    bench.run()
    path = bench.folder / "records" / "lantern.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("venue: arXiv\n", ""), encoding="utf-8")
    assert counts(bench.run()) == {}
    bench.run("lantern", refresh=True)
    assert "venue" not in bench.read("lantern")


def test_abstracts_can_be_left_where_they_are(bench: Bench) -> None:
    """Then their absence is no gap, either."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    bench.run(abstracts=False)
    assert "abstract" not in bench.read("lantern")
    assert "abstract" not in bench.read("lantern")["sources"][0]["fields"]
    assert counts(bench.run(abstracts=False)) == {}
    assert counts(bench.run())["completed"] == 1
    assert bench.read("lantern")["abstract"] == ABSTRACT


def test_a_dry_run_asks_and_writes_nothing(bench: Bench) -> None:
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, doi="10.1234/lantern"))
    bench.crossref.answering = lambda asked: crossref("10.1234/lantern")
    done = bench.run(only="arxiv,crossref", dry_run=True)
    assert [counts(done, at)["completed"] for at in (0, 1)] == [1, 1]
    assert (done.changed, bench.read("lantern")) == ((), {"ids": {"arxiv": ARXIV}})


def test_what_one_service_says_lets_the_next_be_asked(bench: Bench) -> None:
    """arXiv knows the DOI, Crossref by the DOI the conference."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, doi="10.1234/Lantern(1)"))
    bench.crossref.answering = lambda asked: crossref("10.1234/LANTERN(1)")
    bench.run(only="crossref,arxiv")
    record = bench.read("lantern")
    assert bench.crossref.requests[0].path == "/works/10.1234/lantern(1)"
    assert (record["venue"], record["type"], record["pages"]) == (
        "Proceedings of the Third Harbour Conference", "conference", "11-20",
    )
    assert (record["date"], record["first"]) == ("2023-06-07", "2023-01-02")
    assert [source["capture"] for source in record["sources"]] == [f"arxiv:{ARXIV}", "crossref:10.1234/lantern(1)"]


def test_crossref_is_told_whom_to_write_to(bench: Bench) -> None:
    """catalog.yml says it, and the environment instead."""
    bench.write("lantern", ids={"doi": "10.1234/lantern"})
    settings = "repository: https://github.com/owls/papers\ncontact: owls@example.org\n"
    (bench.folder / "catalog.yml").write_text(settings, encoding="utf-8")
    bench.run(only="crossref")
    bench.environ["PAPER_CATALOG_CONTACT"] = "ada@example.org"
    bench.run(only="crossref", refresh=True)
    first, second = (request.agent for request in bench.crossref.requests)
    assert first.endswith(" (+https://github.com/owls/papers; mailto:owls@example.org)")
    assert second.endswith("mailto:ada@example.org)")


def test_a_doi_that_crossref_does_not_have_is_an_answer(bench: Bench) -> None:
    bench.write("lantern", ids={"doi": "10.1234/lantern"})
    done = bench.run(only="crossref")
    assert (counts(done), done.problems) == ({"asked": 1, "not found": 1, "requests": 1}, ())


def test_openalex_needs_a_key_which_stands_nowhere_else(bench: Bench) -> None:
    """Without one it is skipped, and says so; with one, neither cache nor messages hold it."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    (skipped,) = bench.run(only="openalex").services
    assert (skipped.skipped, bench.openalex.requests) == ("OPENALEX_API_KEY holds no key", [])
    bench.environ["OPENALEX_API_KEY"] = "hush"
    work = openalex(7, locations=[{"landing_page_url": f"https://arxiv.org/abs/{ARXIV}"}])
    bench.openalex.answering = lambda asked: as_json(work)
    done = bench.run(only="openalex")
    (asked,) = bench.openalex.requests
    assert (asked.path, asked.params) == (f"/works/doi:10.48550/arxiv.{ARXIV}", {"api_key": "hush"})
    assert bench.read("lantern")["ids"] == {"arxiv": ARXIV, "doi": "10.1234/lantern", "openalex": "W7"}
    bench.openalex.answering = lambda asked: Played(status=500)
    done = bench.run("lantern", only="openalex", refresh=True)
    assert counts(done)["problems"] == 1
    assert "hush" not in str(done) + "".join(bench.said)
    assert all(b"hush" not in path.read_bytes() for path in bench.folder.rglob("*") if path.is_file())


def test_a_record_of_one_text_is_asked_by_its_other_names_too(bench: Bench) -> None:
    """`find_paper` knows them: an arXiv id here."""
    bench.write("lantern", title=LANTERN, ids={"arxiv": ARXIV})
    bench.write("boats", title="Boats", ids={"arxiv": "2301.00002"})
    bench.run(ARXIV)
    assert [request.params["id_list"] for request in bench.arxiv.requests] == [ARXIV]


def test_an_edit_made_while_the_services_were_asked_stays(bench: Bench) -> None:
    """Hours can pass: the records are read again before they are written."""
    bench.write("lantern", ids={"arxiv": ARXIV})

    def answering(_: Asked) -> Played:
        bench.write("lantern", ids={"arxiv": ARXIV}, abstract=OTHER_ABSTRACT, notes=["Mine."])
        return feed(entry(ARXIV))

    bench.arxiv.answering = answering
    bench.run()
    record = bench.read("lantern")
    assert (record["abstract"], record["notes"], record["title"]) == (OTHER_ABSTRACT, ["Mine."], LANTERN)


def test_records_in_one_list_are_completed_there(bench: Bench) -> None:
    path = bench.folder / "records" / "all.jsonl"
    path.write_text(f'{{"id": "lantern", "ids": {{"arxiv": "{ARXIV}"}}}}\n', encoding="utf-8")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    assert bench.run().changed == ("all.jsonl",)
    assert f'"title": "{LANTERN}"' in path.read_text(encoding="utf-8")


def test_nothing_is_asked_while_a_record_cannot_be_read(bench: Bench) -> None:
    bench.write("lantern", ids={"arxiv": ARXIV})
    (bench.folder / "records" / "broken.yml").write_text("title: [\n", encoding="utf-8")
    done = bench.run()
    assert (done.whole, done.services, bench.arxiv.requests) == (False, (), [])
    assert [problem.path for problem in done.problems] == ["records/broken.yml"]
