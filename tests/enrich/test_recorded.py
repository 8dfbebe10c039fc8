"""Answers that the services really gave, played again: each completes the record that asked for it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.clean.text import fold
from tests.enrich.conftest import Bench, counts
from tests.enrich.server import Played, as_json
from tests.shared import SHARED

pytestmark = pytest.mark.shared("data/arxiv-atom", "data/openalex-crossref-json")

FEEDS = SHARED / "data" / "arxiv-atom"
BY_ID = sorted([*FEEDS.glob("id_*.xml"), *FEEDS.glob("old-format/id_list*.xml")])
SEARCHES = sorted([*FEEDS.glob("q_*.xml"), *FEEDS.glob("old-format/search_query*.xml")])
JSON = SHARED / "data" / "openalex-crossref-json"
COMPLETED = {"asked": 1, "answered": 1, "completed": 1, "requests": 1}


def _ids(path: Path) -> list[str]:
    """`id_0808.05394_1707.08567_s0_…` was asked for two ids."""
    named = re.findall(r"\d{4}\.\d{4,5}|[a-z-]+_\d{7}", path.stem)
    return [name.replace("_", "/") for name in named]


@pytest.mark.parametrize("path", BY_ID, ids=lambda path: path.stem)
def test_arxiv_answers_by_id(bench: Bench, path: Path) -> None:
    """As many records are completed as there are entries; an error is a problem, and an empty feed an answer."""
    text = path.read_text(encoding="utf-8")
    ids = _ids(path) or ["2301.00001"]  # `id_abc` is the question for no id at all
    for number, arxiv in enumerate(ids):
        bench.write(f"paper-{number}", ids={"arxiv": arxiv})
    bench.arxiv.answering = lambda asked: Played(body=text)
    done = bench.run()
    found = 0 if "/api/errors" in text else text.count("<entry>")
    refused = "/api/errors" in text
    expected = {
        "asked": len(ids),
        "answered": found,
        "completed": found,
        "not found": 0 if refused else len(ids) - found,
        "problems": len(ids) if refused else 0,
        "requests": 1,
    }
    assert counts(done) == {name: count for name, count in expected.items() if count}, done.problems
    assert counts(bench.run()).get("completed", 0) == 0
    titles = [bench.read(f"paper-{number}").get("title", "") for number in range(len(ids))]
    assert sum(map(bool, titles)) == found


@pytest.mark.parametrize("path", SEARCHES, ids=lambda path: path.stem)
def test_arxiv_answers_by_title(bench: Bench, path: Path) -> None:
    """Each paper of a page of results is found in it by its title and an author, and none of the others."""
    text = path.read_text(encoding="utf-8")
    bench.arxiv.answering = lambda asked: Played(body=text)
    entries = re.findall(r"<entry>.*?</entry>", text, re.S)
    for number, entry in enumerate(entries):
        title = " ".join(re.findall(r"<title[^>]*>(.*?)</title>", entry, re.S)[0].split())
        author = re.findall(r"<name>(.*?)</name>", entry, re.S)[0]
        bench.write(f"paper-{number}", title=title.replace("&lt;", "<").replace("&amp;", "&"), authors=[author])
    done = bench.run()
    taken = counts(done).get("completed", 0)
    doubts = [problem.message for problem in done.problems if problem.code == "enrich-doubt"]
    assert taken + len(doubts) == len(entries), counts(done)
    assert all("many papers could have" in doubt for doubt in doubts), doubts
    found = [bench.read(f"paper-{n}")["ids"]["arxiv"] for n in range(len(entries)) if "ids" in bench.read(f"paper-{n}")]
    assert len(found) == len(set(found)) == taken


def _responses(host: str, path: str) -> list[dict[str, Any]]:
    recorded = JSON / "paper-qa-responses.jsonl"
    lines = recorded.read_text(encoding="utf-8").splitlines() if recorded.is_file() else []
    return [one for one in map(json.loads, lines) if one["host"] == host and re.search(path, one["url"])]


CROSSREF = _responses("api.crossref.org", r"/works/10[^/]+\?")


@pytest.mark.parametrize("answer", CROSSREF, ids=lambda one: one["url"][28:60])
def test_crossref_answers_by_doi(bench: Bench, answer: dict[str, Any]) -> None:
    work = answer["body"]["message"]
    bench.write("paper", ids={"doi": work["DOI"].lower()})
    bench.crossref.answering = lambda asked: as_json(answer["body"])
    done = bench.run(only="crossref")
    assert counts(done) == COMPLETED, done.problems
    record = bench.read("paper")
    assert fold(work["title"][0]) in fold(record["title"])
    assert len(record["authors"]) == len(work["author"])
    assert bench.run("paper", only="crossref", refresh=True).changed == ()


def _works() -> list[dict[str, Any]]:
    """Every whole work that OpenAlex answered with."""
    bodies = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(JSON.glob("openalex/*.json"))]
    bodies += [one["body"] for one in _responses("api.openalex.org", "") if isinstance(one["body"], dict)]
    works = [work for body in bodies for work in body.get("results", [body])]
    return [work for work in works if work.get("authorships")]


WORKS = [(work, by) for work in _works() for by in ("openalex", "doi", "title") if by != "doi" or work["doi"]]


@pytest.mark.parametrize(("work", "by"), WORKS, ids=[f"{work['id'].rpartition('/')[2]}-{by}" for work, by in WORKS])
def test_openalex_answers(bench: Bench, work: dict[str, Any], by: str) -> None:
    """By its own id, by DOI, or by title and year."""
    known = {"openalex": work["id"].rpartition("/")[2], "doi": str(work.get("doi")).partition("doi.org/")[2].lower()}
    if by == "title":
        bench.write("paper", title=work["title"], date=str(work["publication_year"]))
    else:
        bench.write("paper", ids={by: known[by]})
    bench.environ["OPENALEX_API_KEY"] = "hush"
    bench.openalex.answering = lambda asked: as_json({"results": [work]} if "filter" in asked.params else work)
    done = bench.run(only="openalex")
    assert counts(done) == COMPLETED, done.problems
    record = bench.read("paper")
    assert (record["ids"]["openalex"], len(record["authors"])) == (known["openalex"], len(work["authorships"]))
    assert bench.run("paper", only="openalex", refresh=True).changed == ()


@pytest.mark.parametrize("answer", _responses("api.openalex.org", "not-in|2003.00795"), ids=lambda one: one["status"])
def test_openalex_answers_of_what_it_does_not_have(bench: Bench, answer: dict[str, Any]) -> None:
    """With a page of HTML, and status 404."""
    bench.write("paper", ids={"doi": "10.1046/j.1365-2699.2003.00795"})
    bench.environ["OPENALEX_API_KEY"] = "hush"
    played = Played(body=answer["body"], media="text/html", status=int(answer["status"]))
    bench.openalex.answering = lambda asked: played
    done = bench.run(only="openalex")
    assert (counts(done), done.problems) == ({"asked": 1, "not found": 1, "requests": 1}, ())


def test_the_recorded_answers_are_there() -> None:
    """Else the tests above would be about nothing."""
    assert (len(BY_ID), len(SEARCHES)) == (8, 10)
    assert (len(CROSSREF), len(WORKS)) == (2, 20)
