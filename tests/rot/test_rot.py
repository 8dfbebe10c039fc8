"""`check --links`: dead and moved links, retractions and published preprints, each told once and with its line."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.intake.enrich import World as Outside
from generator.intake.enrich import client
from generator.intake.rot import Rotten, find_rot
from generator.intake.rot.visit import is_public
from tests.curator import run
from tests.enrich.answers import LANTERN, crossref, entry, feed, openalex
from tests.rot.world import NO_HOST, Page, World, as_json, copied

WAYBACK = "https://archive.org/wayback/available"
FINE = Page()


class Catalog:
    def __init__(self, folder: Path, world: World) -> None:
        self.folder, self.world, self.environ = folder, world, dict[str, str]()

    def write(self, id_: str, *links: str, **values: Any) -> None:
        value = {"title": "Owls", **values, "links": [{"kind": "code", "url": url} for url in links]}
        path = self.folder / "records" / f"{id_}.yml"
        path.write_text(yaml.safe_dump(value, sort_keys=False, width=1000), encoding="utf-8")

    def check(self, *, offline: bool = False) -> Rotten:
        clock = self.world.clock
        return find_rot(self.folder, Outside(environ=self.environ, sleep=clock.sleep, now=clock.now), offline=offline)

    def told(self) -> list[tuple[str, str]]:
        return [(one.code, one.message) for one in self.check().problems]


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    world = World({"https://there.example/": FINE, WAYBACK: as_json({"archived_snapshots": {}})})
    monkeypatch.setattr(client, "_session", world.session)
    (tmp_path / "records").mkdir()
    return Catalog(tmp_path, world)


def test_a_dead_link_is_told_with_its_copy(catalog: Catalog) -> None:
    """And with the line of its record, so that an editor goes there."""
    dead = "https://gone.example/code"
    catalog.write("owls", "https://there.example/", dead)
    catalog.world.pages |= {dead: Page(status=404), WAYBACK: copied(dead)}
    (problem,) = catalog.check().problems
    assert (problem.path, problem.line, problem.code, problem.level) == ("records/owls.yml", 6, "dead-link", "warning")
    assert problem.message == f"found `{dead}`, which is dead: status 404"
    assert problem.hint == f"a copy is at https://web.archive.org/web/20240101000000/{dead}"


@pytest.mark.parametrize(("page", "why"), [
    (Page(status=410), "status 410"), (NO_HOST, "gone.example has no address"),
    (Page(status=302, to="/"), "it leads to the front page of gone.example"),
    (Page(status=301, to="https://other.example/home"), "it leads to the front page of other.example"),
])  # fmt: skip
def test_what_is_dead_in_other_ways(catalog: Catalog, page: Page, why: str) -> None:
    catalog.write("owls", "https://there.example/", "https://gone.example/a/b")
    catalog.world.pages |= {"https://gone.example/a/b": page, "https://gone.example/": FINE,
                            "https://other.example/home": FINE}  # fmt: skip
    (problem,) = catalog.check().problems
    assert (problem.code, problem.message.partition("dead: ")[2]) == ("dead-link", why)
    assert problem.hint.startswith("the Internet Archive has no copy")


@pytest.mark.parametrize("page", [
    Page(status=403), Page(status=429), Page(status=500), Page(status=401), Page(error="reset by peer"),
    Page(status=999), Page(status=301), Page(status=302, to="ftp://x.example/"), Page(status=302, to="http://127.0.0.1/"),
    Page(status=301, to="https://busy.example/a"), Page(status=301, to="http://localhost/x"),
])  # fmt: skip
def test_what_says_nothing_of_an_address_is_not_told(catalog: Catalog, page: Page) -> None:
    """Robot checks, servers that are down, circles; nor is any private address asked."""
    catalog.write("owls", "https://busy.example/a", "https://there.example/")
    catalog.world.pages["https://busy.example/a"] = page
    done = catalog.check()
    assert (done.problems, done.unclear) == ((), 1)
    assert not [url for url in catalog.world.asked if "127.0.0.1" in url or "localhost" in url]


@pytest.mark.parametrize(("status", "to", "moved"), [
    (301, "https://new.example/a", True), (308, "/b/c", True), (302, "https://new.example/a", False),
    (301, "https://www.old.example/a/", False), (301, "http://old.example/a", False), (307, "/b/c", False),
])  # fmt: skip
def test_what_has_moved_for_good_is_told(catalog: Catalog, status: int, to: str, moved: bool) -> None:
    """Not for a while, nor to the same place by another spelling."""
    catalog.write("owls", "https://old.example/a")
    catalog.world.pages |= {"https://old.example/a": Page(status=status, to=to), "https://new.example/a": FINE,
                            "https://old.example/b/c": FINE, "https://www.old.example/a/": FINE,
                            "http://old.example/a": FINE}  # fmt: skip
    told = catalog.told()
    assert [code for code, _ in told] == ["moved-link"] * moved
    assert not moved or told[0][1].endswith(f"moved to `{to if ':' in to else 'https://old.example/b/c'}`")


def test_a_move_ends_where_it_was_for_good(catalog: Catalog) -> None:
    """What then leads on for a while is no part of the new address: a login, a mirror of the day."""
    catalog.write("owls", "https://old.example/a")
    catalog.world.pages |= {
        "https://old.example/a": Page(status=301, to="https://new.example/a"),
        "https://new.example/a": Page(status=302, to="https://mirror7.example/a"), "https://mirror7.example/a": FINE,
    }  # fmt: skip
    assert catalog.told()[0][1].endswith("moved to `https://new.example/a`")


def test_without_a_network_nothing_is_dead(catalog: Catalog) -> None:
    """No host has an address then."""
    catalog.write("owls", "https://gone.example/code", "https://gone.example/data")
    done = catalog.check()
    assert (done.problems, done.stopped) == ((), "no network: no host has an address")


def test_a_link_is_visited_once_a_week_however_many_papers_have_it(catalog: Catalog) -> None:
    for name in ("owls", "boats"):
        catalog.write(name, "https://there.example/", "https://gone.example/code")
    catalog.world.pages["https://gone.example/code"] = Page(status=404)
    assert len(catalog.check().problems) == 2
    asked = len(catalog.world.asked)
    assert asked == 3  # two links, and the archive
    assert len(catalog.check().problems) == len(catalog.check(offline=True).problems) == 2
    assert len(catalog.world.asked) == asked
    catalog.world.clock.time += 7 * 24 * 3600
    catalog.check()
    assert len(catalog.world.asked) == asked + 2


def test_offline_nobody_is_asked(catalog: Catalog) -> None:
    catalog.write("owls", "https://gone.example/code", ids={"arxiv": "2301.00001"})
    assert (catalog.check(offline=True).problems, catalog.world.asked) == ((), [])


def test_hosts_take_turns_and_one_is_asked_once_a_second(catalog: Catalog) -> None:
    """One that is too busy is left alone for the rest of the run."""
    slow = [f"https://one.example/{n}" for n in range(3)] + ["https://two.example/a", "https://three.example/a"]
    busy = [f"https://busy.example/{n}" for n in range(3)]
    catalog.write("owls", *slow, *busy)
    catalog.world.pages |= dict.fromkeys(slow, FINE) | dict.fromkeys(busy, Page(status=429))
    catalog.check()
    times = [time for host, time in catalog.world.times if host == "one.example"]
    assert [later - earlier >= 1 for earlier, later in pairwise(times)] == [True, True]
    assert [host for host, _ in catalog.world.times].count("busy.example") == 1
    assert catalog.world.times[0][0] != catalog.world.times[1][0]


def test_papers_that_are_not_in_the_catalog_are_not_looked_at(catalog: Catalog) -> None:
    catalog.write("owls", "https://gone.example/code", proposed={"by": "a", "when": "2027-01-15"})
    catalog.write("boats", "https://gone.example/data")
    (catalog.folder / "rulings.yml").write_text("excluded: [boats]\n", encoding="utf-8")
    assert (catalog.check().links, catalog.world.asked) == (0, [])


# --- Papers ----------------------------------------------------------------------------------------------------------


def _arxiv(catalog: Catalog, text: str) -> None:
    catalog.environ["PAPER_CATALOG_ARXIV_URL"] = "https://arxiv.example/api"
    catalog.world.pages["https://arxiv.example/api"] = Page(body=text, media="application/atom+xml")


def _openalex(catalog: Catalog, work: dict[str, Any]) -> None:
    catalog.environ |= {"OPENALEX_API_KEY": "hush", "PAPER_CATALOG_OPENALEX_URL": "https://openalex.example/works"}
    catalog.world.pages[f"https://openalex.example/works/{work['id'].rpartition('/')[2]}"] = as_json(work)


PREPRINT: dict[str, Any] = {"title": LANTERN, "authors": ["Ada Quill", "Bo Reed"], "date": "2023", "venue": "arXiv"}


def test_a_preprint_that_was_published_is_told(catalog: Catalog) -> None:
    """By arXiv, with the DOI that it names; asked for all preprints at once."""
    catalog.write("lantern", **PREPRINT, ids={"arxiv": "2301.00001"})
    catalog.write("boats", **{**PREPRINT, "title": "Boats"}, ids={"arxiv": "2301.00002"})
    catalog.write("sails", **{**PREPRINT, "venue": "Harbour Letters"}, ids={"arxiv": "2301.00003"})
    _arxiv(catalog, feed(entry("2301.00001", doi="10.1000/lantern"), entry("2301.00002", title="Boats")).body)
    (problem,) = catalog.check().problems
    assert (problem.path, problem.code) == ("records/lantern.yml", "published")
    assert problem.message == "arXiv says that it has been published as doi:10.1000/lantern"
    (asked,) = catalog.world.asked
    assert "2301.00001%2C2301.00002" in asked or "2301.00002%2C2301.00001" in asked


def test_openalex_tells_venues_and_retractions(catalog: Catalog) -> None:
    catalog.write("lantern", **PREPRINT, ids={"openalex": "W5"})
    _openalex(catalog, openalex(5, is_retracted=True))
    assert catalog.told() == [
        ("published", "OpenAlex says that it has appeared in Harbour Letters (2023)"),
        ("retracted", "OpenAlex says that it has been retracted"),
    ]


def test_what_enrich_was_answered_counts(catalog: Catalog) -> None:
    """Crossref is not asked by the week."""
    from generator.intake.enrich.cache import Cache

    catalog.write("lantern", **PREPRINT, ids={"doi": "10.1234/lantern"})
    cache = Cache(catalog.folder, catalog.world.clock.now)
    cache.put("crossref:10.1234/lantern", [crossref("10.1234/lantern").body])
    ((code, message),) = catalog.told()
    assert (code, message.startswith("Crossref says that it has appeared in ")) == ("published", True)
    assert catalog.world.asked == []


@pytest.mark.parametrize("kept", [["venue", "state"], ["venue"], ["state"]])
def test_what_a_person_decided_is_not_told(catalog: Catalog, kept: list[str]) -> None:
    catalog.write("lantern", **PREPRINT, ids={"openalex": "W5"}, kept=kept)
    _openalex(catalog, openalex(5, is_retracted=True))
    wanted = {"venue": "published", "state": "retracted"}
    assert [code for code, _ in catalog.told()] == [code for name, code in wanted.items() if name not in kept]


def test_an_answer_that_may_be_another_paper_is_not_believed(catalog: Catalog) -> None:
    catalog.write("lantern", **PREPRINT, ids={"openalex": "W5"})
    work = openalex(5, title="A Study of Ink", is_retracted=True)
    work["authorships"] = [{"author": {"display_name": "Cy Vane"}}]
    _openalex(catalog, work)
    assert catalog.told() == []


# --- The command -----------------------------------------------------------------------------------------------------


def test_the_command_lists_it_with_all_else(catalog: Catalog) -> None:
    """As warnings, which fail nothing; without `--links` no address is visited."""
    dead = "https://gone.example/@owl"
    catalog.write("owls", "https://there.example/", dead)
    catalog.world.pages |= {dead: Page(status=404), WAYBACK: copied(dead)}
    said = run(catalog.folder, "check").output
    assert "no-date" in said and "gone.example" not in said and not catalog.world.asked
    report = catalog.folder.parent / "links.md"
    done = run(catalog.folder, "check", "--links", "--report", report)
    assert (done.exit_code, "records/owls.yml:6: warning dead-link" in done.output) == (0, True), done.output
    assert "2 links, 2 requests, 0 links of which nothing can be told" in done.output
    text = report.read_text(encoding="utf-8")
    assert text.count("\n- ") == 1 and "`records/owls.yml:6` dead-link" in text and "@owl" not in text
    catalog.write("owls", "https://there.example/")
    run(catalog.folder, "check", "--links", "--report", report)
    assert report.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(("host", "public"), [
    ("example.org", True), ("8.8.8.8", True), ("localhost", False), ("127.0.0.1", False), ("169.254.169.254", False),
    ("10.0.0.1", False), ("[::1]", False), ("::1", False), ("printer.local", False), ("intranet", False), ("", False),
    ("metadata.google.internal", False), ("0.0.0.0", False),
])  # fmt: skip
def test_only_public_hosts_are_asked(host: str, public: bool) -> None:
    assert is_public(host) is public
