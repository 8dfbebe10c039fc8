"""What goes wrong on the way: each fault is reported, nothing is lost, and the next run goes on from there."""

import socket

import pytest

from tests.enrich.answers import entry, feed
from tests.enrich.conftest import Bench, counts
from tests.enrich.server import Asked, Played, as_json, in_turn


def _shelf(bench: Bench, count: int, scheme: str = "arxiv") -> None:
    for number in range(count):
        value = f"2301.{number:05}" if scheme == "arxiv" else f"10.1234/owl{number}"
        bench.write(f"owl-{number:03}", ids={scheme: value})


def _owls(asked: Asked) -> Played:
    return feed(*(entry(i, title=f"Owls, Part {i}") for i in asked.params["id_list"].split(",")))


RATE = Played(body="Rate exceeded.")
"""With the right type, and status 200."""
FAULTS = {
    "rate exceeded": (RATE, "found “Rate exceeded.”, expected an Atom feed"),
    "cut feed": (Played(body=feed(entry("2301.00000")).body[:300]), "the answer was cut"),
    "empty page": (feed(total=1), "found 0 entries, expected 1"),
    "cut body": (Played(body="<feed>", cut=99), "the connection broke off"),
    "wrong type": (Played(body="<p>log in</p>", media="text/html"), "found text/html, expected xml: “<p>log in</p>”"),
    "500": (Played(status=500), "status 500"),
    "slow": (Played(slow=True), "no answer within 0.3 seconds"),
}


@pytest.mark.parametrize(("fault", "reason"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_never_taken_for_an_answer(bench: Bench, fault: Played, reason: str) -> None:
    """Nor kept: the next run asks again, and gets it."""
    _shelf(bench, 1)
    bench.arxiv.answering = lambda asked: fault
    done = bench.run()
    (problem,) = done.problems
    assert (counts(done), problem.code) == ({"asked": 1, "problems": 1, "requests": 5}, "enrich-failed")
    assert problem.message == f"arXiv gave no answer: {reason} (5 attempts)"
    assert bench.clock.sleeps == [3.0, 6.0, 12.0, 24.0]
    bench.arxiv.answering = _owls
    assert counts(bench.run())["completed"] == 1


def test_a_fault_that_passes_is_only_waited_for(bench: Bench) -> None:
    """As long as the service says."""
    _shelf(bench, 1)
    answers = [Played(status=429, headers=(("Retry-After", "45"),)), RATE, feed(entry("2301.00000"))]
    bench.arxiv.answering = in_turn(*answers)
    done = bench.run()
    assert (counts(done)["completed"], done.problems, bench.clock.sleeps) == (1, (), [45.0, 6.0])
    assert bench.said[1:] == [
        "status 429; again in 45 seconds",
        "found “Rate exceeded.”, expected an Atom feed; again in 6 seconds",
    ]


def test_one_paper_that_breaks_a_service_does_not_cost_the_others(bench: Bench) -> None:
    _shelf(bench, 3, "doi")
    broken = Played(status=500)
    bench.crossref.answering = lambda asked: broken if asked.path.endswith("owl1") else as_json({}, status=404)
    done = bench.run(only="crossref")
    assert counts(done) == {"asked": 3, "not found": 2, "problems": 1, "requests": 7}
    assert [problem.path for problem in done.problems] == ["records/owl-001.yml"]


def test_a_service_that_only_fails_is_given_up(bench: Bench) -> None:
    """The next one is asked all the same."""
    _shelf(bench, 9, "doi")
    bench.environ["OPENALEX_API_KEY"] = "hush"
    bench.crossref.answering = lambda asked: Played(status=503)
    done = bench.run(only="crossref,openalex")
    assert counts(done) == {"asked": 3, "problems": 3, "requests": 15}
    assert done.services[0].stopped == "gave up after 3 failures in a row, the last: status 503 (5 attempts)"
    assert counts(done, 1) == {"asked": 9, "not found": 9, "requests": 9}


def test_a_service_that_wants_to_be_left_alone_is(bench: Bench) -> None:
    """OpenAlex says so when the day's allowance is used up."""
    _shelf(bench, 9, "doi")
    bench.environ["OPENALEX_API_KEY"] = "hush"
    day = Played(status=429, headers=(("Retry-After", "7200"),))
    bench.openalex.answering = in_turn(as_json({}, status=404), day)
    done = bench.run(only="openalex")
    assert counts(done) == {"asked": 1, "not found": 1, "requests": 2}
    assert done.services[0].stopped == "status 429, and asks to wait 7200 seconds"


def test_without_a_network_the_run_ends_with_what_it_has(bench: Bench) -> None:
    """The first hundred are written; the other services are not tried."""
    _shelf(bench, 150)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        away = (("Location", f"http://127.0.0.1:{closed.getsockname()[1]}/"),)
        bench.arxiv.answering = lambda asked: (
            _owls(asked) if len(bench.arxiv.requests) == 1 else Played(status=302, headers=away)
        )
        done = bench.run(only="arxiv,crossref")
    assert counts(done) == {"asked": 100, "answered": 100, "completed": 100, "requests": 3}
    assert [service.stopped for service in done.services] == ["cannot be reached"]
    assert sum("title" in bench.read(f"owl-{number:03}") for number in range(150)) == 100


def test_an_interrupt_loses_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered is written, and the next run asks for the rest alone."""
    _shelf(bench, 250)
    bench.arxiv.answering = _owls
    sleep = bench.clock.sleep

    def interrupted(seconds: float) -> None:
        sleep(seconds)
        if len(bench.clock.sleeps) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(bench.clock, "sleep", interrupted)
    done = bench.run(only="arxiv,crossref")
    assert [service.stopped for service in done.services] == ["interrupted"]
    assert counts(done) == {"asked": 200, "answered": 200, "completed": 200, "requests": 2}
    assert len(done.changed) == 200
    done = bench.run()
    assert (counts(done)["requests"], bench.arxiv.requests[2].params["id_list"].count(",")) == (1, 49)
    assert sum("title" in bench.read(f"owl-{number:03}") for number in range(250)) == 250


def test_a_crash_costs_no_answer(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though no record was written: the answers are on disk."""
    _shelf(bench, 250)
    bench.arxiv.answering = _owls
    monkeypatch.setattr(bench.clock, "sleep", lambda seconds: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bench.run()
    monkeypatch.undo()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert counts(bench.run())["requests"] == 2
    assert bench.arxiv.requests[1].params["id_list"].startswith("2301.00100,")


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"question": "arxiv:2301.00000", "asked": "x", "entries": []}'])
def test_a_broken_cache_is_no_cache(bench: Bench, kept: str) -> None:
    """A file that was cut, or that something else wrote."""
    _shelf(bench, 1)
    bench.arxiv.answering = _owls
    bench.run()
    (path,) = (bench.folder / ".paper-catalog-cache").iterdir()
    path.write_text(kept, encoding="utf-8")
    assert counts(bench.run("owl-000")) == {"asked": 1, "answered": 1, "unchanged": 1, "requests": 1}


def test_a_record_that_breaks_meanwhile_stops_the_writing(bench: Bench) -> None:
    """An edit that was saved half-way: the answers stay on disk."""
    _shelf(bench, 1)
    broken = bench.folder / "records" / "broken.yml"

    def answering(asked: Asked) -> Played:
        broken.write_text("title: [\n", encoding="utf-8")
        return _owls(asked)

    bench.arxiv.answering = answering
    done = bench.run()
    assert (done.whole, done.changed, [p.path for p in done.problems]) == (False, (), ["records/broken.yml"])
    broken.unlink()
    assert counts(bench.run()) == {"asked": 1, "answered": 1, "completed": 1}
