"""A build after a change makes what changed, and ends in the bytes of a build from nothing."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.files import CACHE, MANIFEST
from generator.knowledge.catalog import Catalog
from generator.model import Author, Paper, PaperDate, TopicSlug
from generator.pipeline import generate
from generator.publish import pages
from generator.publish.memory import Memory
from generator.publish.pages import PAGE_KINDS, render_changed, render_pages
from generator.publish.plugin import THEME
from generator.publish.site import build_pages
from generator.publish.swap import replacing
from tests.exports.toy import catalog_of
from tests.make import paper
from tests.pages.toy import toy_catalog

ROOT = Path(__file__).parent.parent


def _papers() -> list[Paper]:
    """Forty papers on lamps and owls, by ten people, at three venues, in five years."""
    return [
        paper(f"paper-{number}", title=f"{'Lamp' if number % 3 else 'Owl'} number {number}", summary=f"It is {number}.",
              authors=(f"Ada Roe {number % 10}", f"Bo Poe {number % 7}"), date=f"202{number % 5}",
              venue=("OWLS", "Lamp Lett.", "Ships")[number % 3])
        for number in range(40)
    ]


def _made(folder: Path, catalog: Catalog) -> dict[str, bytes]:
    """What a build leaves in the docs."""
    generate(folder, catalog)
    docs = folder / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*.md")}


def _again(tmp_path: Path, first: Catalog, second: Catalog) -> dict[str, bytes]:
    """The pages of the second catalog, made where those of the first lay."""
    _made(tmp_path / "warm", first)
    return _made(tmp_path / "warm", second)


CHANGES: dict[str, Callable[[list[Paper]], Sequence[Paper]]] = {
    "a title": lambda papers: [replace(papers[0], title="A new lamp"), *papers[1:]],
    "a summary": lambda papers: [replace(papers[0], summary="It glows."), *papers[1:]],
    "a year": lambda papers: [replace(papers[0], date=PaperDate("2019")), *papers[1:]],
    "an author": lambda papers: [replace(papers[0], authors=(Author(name="Cy Doe"),)), *papers[1:]],
    "a venue": lambda papers: [replace(papers[0], venue="Boats"), *papers[1:]],
    "a state": lambda papers: [replace(papers[0], state="retracted"), *papers[1:]],
    "a former name": lambda papers: [replace(papers[0], aliases=("old-0",)), *papers[1:]],  # type: ignore[arg-type]
    "a paper more": lambda papers: [*papers, paper("more", title="Lamp of more", authors=("Ada Roe 1",), date="2024")],
    "a paper less": lambda papers: papers[1:],
    "nothing": lambda papers: papers,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_the_pages_are_those_of_a_fresh_build(
    change: Callable[[list[Paper]], Sequence[Paper]], tmp_path: Path
) -> None:
    after = catalog_of(*change(_papers()))
    assert _again(tmp_path, catalog_of(*_papers()), after) == {
        page.path: page.text.encode() for page in render_pages(after)
    }


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_the_pages_are_those_of_a_fresh_build(data: st.DataObject, tmp_path: Path) -> None:
    """Of everything that a page shows, by whatever way it gets there."""
    papers = data.draw(st.permutations(_papers()))[: data.draw(st.integers(2, 40))]
    for number in data.draw(st.lists(st.integers(0, len(papers) - 1), max_size=4)):
        change: dict[str, Any] = data.draw(st.sampled_from([
            {"title": "The lamp and the owl"}, {"title": ""}, {"summary": "Lamp number 3 glows."}, {"date": ""},
            {"authors": (Author(name="Ada Roe 1"), Author(name="Bo Poe 2"))}, {"venue": "Ships 2024"},
            {"keywords": ("wire",)}, {"topics": (TopicSlug("lamps"),)}, {"authors": ()}, {"key": "roe2024"},
        ]))  # fmt: skip
        papers[number] = replace(papers[number], **change)
    after = catalog_of(*papers)
    fresh = {page.path: page.text.encode() for page in render_pages(after)}
    assert _made(tmp_path, after) == fresh


def test_what_nothing_has_to_do_with_a_change_is_left_alone(tmp_path: Path) -> None:
    """Of the other papers only those that name the changed one as related have a reason to be made again."""
    memory = Memory(tmp_path / "memory", tmp_path, "v")
    _written(tmp_path, memory, catalog_of(*_papers()))
    papers = _papers()
    papers[0] = replace(papers[0], keywords=("wire",))
    changed = _written(tmp_path, Memory(tmp_path / "memory", tmp_path, "v"), catalog_of(*papers))
    catalog = catalog_of(*papers)
    near = {id_ for id_, related in catalog.related.items() if "paper-0" in {other.paper for other in related}}
    assert 0 < len(near) < 39
    assert {path for path in changed if path.startswith("papers/paper-")} == {
        f"papers/{id_}.md" for id_ in (*near, "paper-0")
    }


def _written(folder: Path, memory: Memory, catalog: Catalog) -> list[str]:
    """The pages that were made."""
    made = [(path, text) for path, text in render_changed(catalog, memory) if text is not None]
    for path, text in made:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    memory.save()
    return [path for path, _ in made]


def test_settings_and_the_version_of_anything_change_every_page(tmp_path: Path) -> None:
    first = toy_catalog()
    second = replace(first, settings=replace(first.settings, title="Other"))
    assert _again(tmp_path, first, second) == {page.path: page.text.encode() for page in render_pages(second)}


def test_a_page_that_a_hand_has_changed_or_deleted_is_made_again(tmp_path: Path) -> None:
    catalog = catalog_of(*_papers())
    before = _made(tmp_path, catalog)
    (tmp_path / "docs" / "papers" / "paper-1.md").write_text("mine")
    (tmp_path / "docs" / "papers" / "paper-2.md").unlink()
    assert _made(tmp_path, catalog) == before


@pytest.mark.parametrize("text", [
    b"", b"{", b"[]", b'{"version": 1}', b"\xff", b"[" * 100_000,
    b'{"version": "V", "reads": [["papers", "x", ""]], "units": {"home ": ["d", [7], []]}}',
    b'{"version": "V", "reads": [1], "units": {}}', b'{"version": "V", "reads": [], "units": {"home ": 1}}',
])  # fmt: skip
def test_a_damaged_memory_is_no_memory(text: bytes, tmp_path: Path) -> None:
    """Whatever stands in the file, the pages are right."""
    catalog = catalog_of(*_papers())
    before = _made(tmp_path, catalog)
    file = tmp_path / CACHE / "pages.json"
    version = json.loads(file.read_bytes())["version"]
    file.write_bytes(text.replace(b'"V"', json.dumps(version).encode()))
    assert _made(tmp_path, catalog) == before


def test_a_page_that_reads_what_is_not_noted_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that looked at the clock, say: one page in a hundred is made again, and compared."""
    catalog = catalog_of(*_papers())
    _made(tmp_path, catalog)
    home = next(kind for kind in PAGE_KINDS if kind.name == "home")
    secret = replace(home, render=lambda catalog, key: (
        replace(page, text=page.text + "It is noon.\n") for page in home.render(catalog, key)
    ))
    monkeypatch.setattr(pages, "PAGE_KINDS", (secret, *PAGE_KINDS[1:]))
    assert b"It is noon." in _made(tmp_path, catalog)["index.md"]
    assert "making all anew" in capsys.readouterr().err


# --- The site --------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalog's folder with settings and pages that people wrote."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_src" / "docs" / "about", tmp_path / "site_src" / "docs" / "about")
    return tmp_path / "site_src"


def _change_theme(folder: Path) -> None:
    """By a template of the catalog's own, in the place of ours."""
    (folder / "overrides").mkdir(exist_ok=True)
    shutil.copy(Path(THEME) / "main.html", folder / "overrides")
    with (folder / "overrides" / "main.html").open("a") as theme:
        theme.write("{% block announce %}Noon.{% endblock %}")


def _built(folder: Path, catalog: Catalog, site: Path) -> dict[str, bytes]:
    _, memory = generate(folder, catalog)
    with replacing(site) as fresh:
        remember = build_pages(folder, fresh, site, {path: file.digest for path, file in memory.files().items()})
    remember()
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}


def _inodes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


@pytest.mark.slow
def test_pages_that_did_not_change_are_taken_over_and_the_site_is_that_of_a_fresh_build(folder: Path) -> None:
    """Also where a kept page was touched by a hand, where a page is gone, and after a change of the theme."""
    site, fresh = folder / "site", folder / "fresh"
    papers = _papers()
    papers[1] = replace(papers[1], aliases=("old-1",))  # type: ignore[arg-type]
    _built(folder, catalog_of(*papers), site)
    before = _inodes(site)
    papers[0] = replace(papers[0], aliases=("old-0",))  # type: ignore[arg-type]
    papers[1] = replace(papers[1], aliases=())
    (site / "papers" / "paper-3.html").write_text("mine")
    after = catalog_of(*papers)
    warm = _built(folder, after, site)
    now = _inodes(site)
    kept = [path for path in before if now.get(path) == before[path]]
    assert "papers/paper-7.html" in kept and len(kept) > 40
    assert not {"papers/paper-3.html", "papers/old-0.html"} & set(kept)
    assert "papers/old-1.html" not in now
    assert warm == _built(folder, after, fresh)
    _change_theme(folder)
    assert b"Noon." in _built(folder, after, site)["papers/paper-7.html"]


@pytest.mark.slow
def test_a_kept_page_is_compared_with_what_it_would_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first that seems unchanged is built all the same; where that gives other bytes, all are built."""
    site, catalog = folder / "site", catalog_of(*_papers())
    _built(folder, catalog, site)
    version = "generator.publish.site._version"
    monkeypatch.setattr(version, lambda _: "the same")
    _built(folder, catalog, site)
    _change_theme(folder)
    made = _built(folder, catalog, site)
    assert all(b"Noon." in made[f"papers/paper-{number}.html"] for number in range(40))
    assert "which seemed unchanged" in capsys.readouterr().err


@pytest.mark.slow
def test_a_link_to_an_anchor_of_a_kept_page_is_still_looked_at(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    site, catalog = folder / "site", catalog_of(*_papers())
    _built(folder, catalog, site)
    about = folder / "docs" / "about" / "index.md"
    about.write_text(f"{about.read_text()}\n[a](../papers/paper-5.md#cite) [b](../papers/paper-7.md#nowhere)\n")
    with pytest.raises(Exception, match="mkdocs could not build"):
        _built(folder, catalog, site)
    assert "#nowhere" in caplog.text and "#cite" not in caplog.text


def test_the_manifest_and_the_memory_name_the_same_pages(tmp_path: Path) -> None:
    _, memory = generate(tmp_path, catalog_of(*_papers()))
    listed = (tmp_path / "docs" / MANIFEST).read_text().splitlines()
    assert sorted(memory.files()) == sorted(path for path in listed if path.endswith(".md"))
    assert all((tmp_path / "docs" / path).stat().st_size == file.size for path, file in memory.files().items())
