"""`paper-catalog add` with a network, without one, and with one that knows nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.intake.add import Added, Way, add
from generator.intake.enrich import World, services_named
from tests.enrich.answers import LANTERN, crossref, entry, feed, openalex
from tests.enrich.conftest import Bench
from tests.enrich.server import Played, as_json

ARXIV = "2301.00001"
FOUND = "lantern-routing-ends-on-every-grid-2023"


def _add(bench: Bench, *names: str, only: str = "arxiv,crossref,openalex") -> Added:
    world = World(environ=bench.environ, sleep=bench.clock.sleep, now=bench.clock.now, timeout=(2.0, 0.3))
    return add(bench.folder, names, Way(services=services_named(only), world=world, today="2026-11-25"))


def _ids(bench: Bench) -> list[str]:
    return sorted(path.stem for path in (bench.folder / "records").iterdir())


def test_a_new_record_is_completed_and_gets_its_id_then(bench: Bench) -> None:
    """Nobody has seen the first one, so that no address has to redirect; what was typed is a source of its own."""
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = _add(bench, f"https://arxiv.org/abs/{ARXIV}v2")
    (founded,) = done.founded
    assert (founded.paper, founded.missing, done.there, done.problems) == (FOUND, (), (), ())
    assert _ids(bench) == [FOUND]
    record = bench.read(FOUND)
    assert (record["title"], record["date"], record["added"]) == (LANTERN, "2023-01-02", "2026-11-25")
    assert "aliases" not in record
    assert [source["capture"] for source in record["sources"]] == ["added by hand", f"arxiv:{ARXIV}"]


def test_each_new_record_says_what_it_lacks_and_why(bench: Bench) -> None:
    """Not found, not told, not to be asked."""
    bench.crossref.answering = lambda asked: crossref("10.1234/ink", title="Of Ink", author=[])
    done = _add(bench, ARXIV, "10.1234/ink", "pmid:123")
    assert [(one.name, one.paper, one.missing, one.why) for one in done.founded] == [
        (ARXIV, "arxiv-2301-00001", ("title", "authors", "venue"), "not found at arXiv"),
        ("10.1234/ink", "of-ink-2023", ("authors",), "Crossref does not say"),
        ("pmid:123", "pmid-123", ("title", "authors", "date", "venue"),
         "no service can be asked by its PubMed id; OpenAlex: OPENALEX_API_KEY holds no key"),
    ]  # fmt: skip


def test_a_pubmed_id_is_asked_for_at_openalex(bench: Bench) -> None:
    """Where there is a key; the others cannot be asked by it."""
    bench.environ["OPENALEX_API_KEY"] = "hush"
    bench.openalex.answering = lambda asked: as_json(openalex(1, ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"}))
    (founded,) = _add(bench, "https://pubmed.ncbi.nlm.nih.gov/123/").founded
    assert [asked.path for asked in bench.openalex.requests] == ["/works/pmid:123"]
    assert (founded.paper, founded.missing) == (FOUND, ())


def test_records_that_are_there_are_not_asked_about(bench: Bench) -> None:
    """Only the new ones are."""
    bench.write("boats", title="Boats", ids={"arxiv": "2301.00002"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = _add(bench, ARXIV, "2301.00002")
    assert done.there == (("2301.00002", "boats"),)
    assert [asked.params["id_list"] for asked in bench.arxiv.requests] == [ARXIV]


def test_a_title_needs_a_person_and_keeps_its_id(bench: Bench) -> None:
    """The title alone is no proof: the message says what to write, and names the record that it is about."""
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = _add(bench, LANTERN)
    (founded,) = done.founded
    assert (founded.paper, founded.why) == ("lantern-routing-ends-on-every-grid", "see the messages above")
    assert done.enriched
    (problem,) = done.enriched.problems
    assert problem.path == f"records/{founded.paper}.yml"
    pair = problem.hint.split("`")[1]
    assert pair == f'- [{founded.paper}, "arxiv:{ARXIV}"]'
    (bench.folder / "rulings.yml").write_text(f"same:\n  {pair}\n", encoding="utf-8")
    bench.run()
    assert bench.read(founded.paper)["ids"] == {"arxiv": ARXIV}


def test_two_names_of_one_paper_are_a_question(bench: Bench) -> None:
    """Nobody knew it when they were founded; both stay, and keep the ids that the message has."""
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV, doi="10.1234/lantern"))
    bench.crossref.answering = lambda asked: crossref("10.1234/lantern")
    done = _add(bench, ARXIV, "10.1234/lantern")
    assert done.enriched and [p.code for p in done.enriched.problems] == ["enrich-doubt"]
    assert _ids(bench) == ["arxiv-2301-00001", "doi-10-1234-lantern"]
    assert "its DOI 10.1234/lantern is that of" in done.enriched.problems[0].message


def test_without_a_network_the_records_are_founded(bench: Bench) -> None:
    """It is said that there was none; `enrich` completes them later."""
    bench.environ = dict.fromkeys(bench.environ, "http://127.0.0.1:9/nowhere")
    done = _add(bench, ARXIV, "10.1234/ink")
    assert [one.why for one in done.founded] == ["no network: arXiv cannot be reached"] * 2
    assert _ids(bench) == ["arxiv-2301-00001", "doi-10-1234-ink"]


def test_with_short_keys_a_completed_record_gets_one(bench: Bench) -> None:
    """Where its authors and title are known."""
    (bench.folder / "catalog.yml").write_text("citation_keys: short\n", encoding="utf-8")
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    _add(bench, ARXIV, "pmid:123")
    assert bench.read(FOUND)["key"] == "quill2023lantern"
    assert "key" not in bench.read("pmid-123")


# --- The command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The services of the bench for the command too, whose waits take no time."""
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    for name, url in bench.environ.items():
        monkeypatch.setenv(name, url)
    clock = bench.clock
    monkeypatch.setattr("generator.intake.enrich.World", lambda **more: World(sleep=clock.sleep, now=clock.now, **more))


def _run(folder: Path, *names: str) -> Result:
    return CliRunner().invoke(main, ["add", *names, "--catalog", str(folder)])


@pytest.mark.usefixtures("at_once")
def test_the_command_prints_both_accounts(bench: Bench) -> None:
    """What was asked, and what became of each name; without abstracts where they are not wanted."""
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    done = _run(bench.folder, ARXIV, "--no-abstracts")
    assert done.exit_code == 0, done.output
    assert f"\n{ARXIV} → {FOUND}: new\n" in done.output
    assert done.output.splitlines()[1].split() == ["arXiv", "1", "1", "1", "0", "0", "0", "1"]
    assert "abstract" not in bench.read(FOUND)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("played", [Played(drop=True), Played(status=503), Played(status=401)])
def test_a_network_that_fails_is_no_failure_of_adding(bench: Bench, played: Played) -> None:
    """The records are there, and the account says what was not answered."""
    bench.arxiv.answering = bench.crossref.answering = lambda asked: played
    done = _run(bench.folder, ARXIV)
    assert done.exit_code == 0, done.output
    assert "still missing: title, authors, venue (see the messages above)" in done.output, done.output
    assert _ids(bench) == ["arxiv-2301-00001"]
