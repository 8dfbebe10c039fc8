"""One polite request: what is an answer, what is tried again, how long it waits, and when it gives up."""

import socket
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from generator.intake.enrich.client import Client, Reply, Request
from tests.enrich.server import START, Answering, Clock, Played, Service, in_turn, serving

GOOD = Played(body="<feed>owls</feed>")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Iterator[Client]:
    made = Client("paper-catalog/test", sleep=clock.sleep, now=clock.now, timeout=(2.0, 0.2))
    with made.session:
        yield made


def _request(url: str, check: str = "") -> Request:
    return Request(url=url, params={"q": "owls & ink"}, media="xml", check=lambda text: check, pause=3.0)


def _got(client: Client, answering: Answering) -> tuple[Reply, Service]:
    with serving(answering) as service:
        return client.get(_request(service.url)), service


def test_an_answer_is_taken_at_once(client: Client, clock: Clock) -> None:
    """The first request waits for nothing, says who asks, and encodes what it asks for."""
    reply, service = _got(client, lambda asked: GOOD)
    assert (reply, clock.sleeps) == (Reply(outcome="answer", text="<feed>owls</feed>"), [])
    (asked,) = service.requests
    assert (asked.params, asked.agent) == ({"q": "owls & ink"}, "paper-catalog/test")


def test_requests_stay_their_pause_apart(client: Client, clock: Clock) -> None:
    """What has passed anyway counts."""
    with serving(lambda asked: GOOD) as service:
        client.get(_request(service.url))
        client.get(_request(service.url))
        clock.time += 2
        client.get(_request(service.url))
        clock.time += 60
        client.get(_request(service.url))
    assert clock.sleeps == [3.0, 1.0]


def test_a_clock_set_back_costs_one_pause(client: Client, clock: Clock) -> None:
    with serving(lambda asked: GOOD) as service:
        client.get(_request(service.url))
        clock.time -= 3600
        client.get(_request(service.url))
    assert clock.sleeps == [3.0]


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("17", 17.0),
        (formatdate(START + 40, usegmt=True), 40.0),
        (formatdate(START - 40, usegmt=True), 3.0),
        ("soon", 3.0),
        ("", 3.0),
    ],
)
def test_retry_after_is_obeyed(client: Client, clock: Clock, header: str, wait: float) -> None:
    """Seconds or a date; a date that is past and a word that is neither mean the usual pause."""
    busy = Played(status=429, headers=(("Retry-After", header),))
    reply, service = _got(client, in_turn(busy, GOOD))
    assert (reply.outcome, clock.sleeps, len(service.requests)) == ("answer", [wait], 2)


def test_a_service_that_asks_for_an_hour_is_left_alone(client: Client, clock: Clock) -> None:
    """Nobody waits that long; the run says so."""
    reply, service = _got(client, lambda asked: Played(status=429, headers=(("Retry-After", "3600"),)))
    assert reply == Reply(outcome="gone", text="status 429, and asks to wait 3600 seconds")
    assert (clock.sleeps, len(service.requests)) == ([], 1)


FAULTS = {
    "429": (Played(status=429), "status 429"),
    "403": (Played(status=403), "status 403"),
    "500": (Played(status=500, body="<html>sorry</html>", media="text/html"), "status 500"),
    "503": (Played(status=503), "status 503"),
    "cut": (Played(body="<feed>ow", cut=40), "the connection broke off"),
    "rate exceeded": (Played(body="Rate exceeded.", media="text/plain"), "found text/plain, expected xml: “Rate exc"),
    "wrong type": (Played(body="<html>log in</html>", media="text/html"), "found text/html, expected xml: “<html>log"),
    "slow": (Played(slow=True), "no answer within 0.2 seconds"),
    "dropped": (Played(drop=True), "the connection broke off"),
    "not gzip": (Played(body="owls", headers=(("Content-Encoding", "gzip"),)), "the answer could not be read"),
}


@pytest.mark.parametrize(("fault", "reason"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_tried_again_and_then_reported(client: Client, clock: Clock, fault: Played, reason: str) -> None:
    """Five attempts, each wait twice as long as the last; the reason is the server's, and no address is in it."""
    reply, service = _got(client, in_turn(fault, GOOD))
    assert (reply.outcome, clock.sleeps) == ("answer", [3.0]), reply
    clock.sleeps.clear()
    clock.time += 60
    reply, service = _got(client, lambda asked: fault)
    assert (reply.outcome, len(service.requests)) == ("failed", 5)
    assert clock.sleeps == [3.0, 6.0, 12.0, 24.0]
    assert reply.text.startswith(reason) and reply.text.endswith("(5 attempts)") and "127.0.0.1" not in reply.text


def test_a_body_that_is_not_whole_is_a_fault(client: Client) -> None:
    """Of the right type, under status 200, and yet no answer."""
    with serving(lambda asked: GOOD) as service:
        reply = client.get(_request(service.url, check="the answer was cut"))
    assert reply == Reply(outcome="failed", text="the answer was cut (5 attempts)")


@pytest.mark.parametrize(("status", "outcome"), [(404, "unknown"), (410, "unknown"), (400, "refused"), (401, "failed")])
def test_what_will_not_change_is_not_tried_again(client: Client, clock: Clock, status: int, outcome: str) -> None:
    """Not known there, not understood there, not allowed there."""
    reply, service = _got(client, lambda asked: Played(status=status, media="text/plain"))
    assert (reply.outcome, len(service.requests), clock.sleeps) == (outcome, 1, [])


def test_without_a_network_it_ends_soon(client: Client, clock: Clock) -> None:
    """Two attempts, and a message without the address, in which a key may stand."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        reply = client.get(_request(f"http://127.0.0.1:{free.getsockname()[1]}/works?api_key=secret"))
    assert (reply, clock.sleeps) == (Reply(outcome="offline", text="cannot be reached"), [3.0])


def test_a_name_that_nobody_knows_is_no_network(client: Client) -> None:
    assert client.get(_request("http://owls.invalid/works")).outcome == "offline"
