"""`paper-catalog enrich` as a curator runs it, and everything else without a network."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.enrich.answers import LANTERN, crossref, entry, feed
from tests.enrich.conftest import Bench
from tests.enrich.server import Played

ARXIV = "2301.00001"


@pytest.fixture(autouse=True)
def addresses(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    for name, url in bench.environ.items():
        monkeypatch.setenv(name, url)


def _run(bench: Bench, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, *arguments, "--catalog", str(bench.folder)])


def test_the_account_has_a_line_for_each_service(bench: Bench) -> None:
    """Asked, answered, completed, unchanged, not found, problems, requests; and why one was skipped."""
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.write("boats", ids={"arxiv": "2301.00002", "doi": "10.1234/boats"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV))
    bench.crossref.answering = lambda asked: crossref("10.1234/boats", title="Boats")
    done = _run(bench, "enrich")
    assert done.exit_code == 0, done.output
    head, arxiv, crossref_, openalex, changed = done.output.splitlines()
    assert head.split() == ["asked", "answered", "completed", "unchanged", "not", "found", "problems", "requests"]
    assert arxiv.split() == ["arXiv", "2", "1", "1", "0", "1", "0", "1"]
    assert crossref_.split() == ["Crossref", "1", "1", "1", "0", "0", "0", "1"]
    assert openalex.split(maxsplit=1) == ["OpenAlex", "skipped: OPENALEX_API_KEY holds no key"]
    assert changed == "2 files changed"
    explained = _run(bench, "explain", "lantern").output
    assert f"  arxiv:{ARXIV} (arxiv_atom, " in explained
    assert f"the same paper as the other rows: same arXiv id {ARXIV}" in explained


def test_a_doubt_is_shown_and_fails_nothing(bench: Bench) -> None:
    """It asks for a decision; a hand edit is named."""
    bench.write("lantern", title=LANTERN, ids={"arxiv": ARXIV}, venue="By Hand")
    bench.write("boats", title="Boats", authors=["Cy Vane"], ids={"arxiv": "2301.00002"})
    bench.arxiv.answering = lambda asked: feed(entry(ARXIV), entry("2301.00002", title="A Study of Ink"))
    done = _run(bench, "enrich", "lantern", "2301.00002", "--from", "arxiv", "--no-abstracts")
    assert done.exit_code == 0, done.output
    assert "records/boats.yml: warning enrich-doubt: arxiv:2301.00002 may be it" in done.output
    assert "kept your edit: venue" in done.output and "(records/lantern.yml)" in done.output


@pytest.mark.parametrize(
    ("played", "said"),
    [
        (Played(status=401), "records/lantern.yml: error enrich-failed: arXiv gave no answer: status 401\n"),
        (
            Played(status=429, headers=(("Retry-After", "86400"),)),
            "arXiv: status 429, and asks to wait 86400 seconds; run it again to go on from here\n",
        ),
    ],
)
def test_what_could_not_be_asked_is_said_and_exits_with_one(bench: Bench, played: Played, said: str) -> None:
    bench.write("lantern", ids={"arxiv": ARXIV})
    bench.arxiv.answering = lambda asked: played
    done = _run(bench, "enrich", "--from", "arxiv")
    assert (done.exit_code, said in done.output) == (1, True), done.output


def test_records_that_cannot_be_read_come_first(bench: Bench) -> None:
    (bench.folder / "records" / "broken.yml").write_text("title: [\n", encoding="utf-8")
    done = _run(bench, "enrich")
    assert (done.exit_code, "nothing was written" in done.output) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "no paper `nobody`"),
        (["--from", "owls"], "found the service `owls`, expected some of: arxiv,crossref,openalex"),
    ],
)
def test_misuse_is_one_line(bench: Bench, arguments: list[str], said: str) -> None:
    done = _run(bench, "enrich", *arguments)
    assert (done.exit_code, said in done.output, done.output.count("\n")) == (2, True, 1), done.output


def test_nothing_else_touches_the_network(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With sockets forbidden, records are imported, checked, exported and become pages; only `enrich` complains."""

    def forbidden(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    (tmp_path / "library.bib").write_text(
        f"@article{{owl, title = {{{LANTERN}}}, eprint = {{{ARXIV}}}, archivePrefix = {{arXiv}}}}\n", encoding="utf-8"
    )
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, forbidden)
    for command, *arguments in (["import", str(tmp_path / "library.bib")], ["check"], ["generate"], ["export"]):
        done = _run(bench, command, *arguments)
        assert done.exit_code == 0, done.output
    assert (bench.folder / "docs" / "papers").is_dir()
    with pytest.raises(AssertionError, match="a socket was opened"):
        CliRunner().invoke(main, ["enrich", "--catalog", str(bench.folder)], catch_exceptions=False)
