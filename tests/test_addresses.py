"""Addresses that the site needs itself are given to nothing, and no page takes another's place."""

import re
from html import unescape
from pathlib import Path

import pytest

from generator.intake.merge.naming import issue_id
from generator.knowledge.catalog import build_catalog
from generator.knowledge.selection import Selection, select
from generator.pipeline import generate, load_catalog
from generator.problems import CatalogError
from generator.publish.downloads import downloads
from generator.publish.pages import render_pages
from generator.publish.pages.addresses import check_addresses, page_addresses
from generator.records.addresses import RESERVED, beside
from generator.records.settings import Decisions, Rulings, Settings, Venue, load_decisions
from generator.records.store import load_records
from generator.starter import write_starter
from tests.curator import run, text_of
from tests.exports.toy import catalog_of, papers
from tests.make import paper, ruled
from tests.pages.toy import toy_catalog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh catalog with a record, an author, a venue and aliases whose addresses the site needs itself."""
    write_starter(tmp_path / "new")
    catalog = tmp_path / "new" / "site_src"
    records = {
        "index": "title: Counting owls\nauthors: [Ann Roe, Index]\ndate: 2020\nvenue: Index\n",
        "owls": "title: More owls\nauthors: [Letters, Index]\ndate: 2021\nvenue: Index 2021\naliases: [index-paper]\n",
        "boats": "title: Boats after Counting owls\nauthors: [Index Author]\ndate: 2022\nvenue: Index Venue\n",
    }
    for id_, text in records.items():
        (catalog / "records" / f"{id_}.yml").write_text(text, encoding="utf-8")
    settings = f"{text_of(catalog, 'catalog.yml')}repository: https://github.com/owls/papers\n"
    (catalog / "catalog.yml").write_text(settings, encoding="utf-8")
    return catalog


def _links(page: str) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", page)


def test_pages_of_such_names_stand_beside_those_of_the_site(folder: Path) -> None:
    """Lists stay lists, each page is linked where it is, and MkDocs finds every link right."""
    done = run(folder, "build")
    assert done.exit_code == 0, done.output
    docs = folder / "docs"
    assert "title: \"Papers\"" in text_of(docs, "papers/index.md")
    assert "title: \"Authors\"" in text_of(docs, "authors/index.md")
    assert "title: \"Venues\"" in text_of(docs, "venues/index.md")
    page = text_of(docs, "papers/index-paper-2.md")
    assert "Counting owls" in page and "/edit/main/site_src/records/index.yml" in unescape(page)
    assert {"../authors/index--author.md", "../venues/index--venue.md"} <= {*_links(page)}
    assert "index-paper-2.md" in text_of(docs, "authors/index--author.md")
    assert "authors/letters--author.md" in text_of(docs, "papers/owls.md")
    assert "owls.html" in text_of(docs, "papers/index-paper.md")
    assert (docs / "authors" / "index-author.md").exists() and (docs / "venues" / "index-venue.md").exists()
    site = folder.parent / "site"
    assert "Counting owls" in text_of(site, "papers/index-paper-2.html")
    assert (site / "papers" / "index-paper-2.bib").exists()


def test_such_a_record_is_named(folder: Path) -> None:
    """With its page and the way out; it keeps its file, and is found by its id as before."""
    said = run(folder, "check")
    assert "records/index.yml: warning reserved-id: found the id `index`" in said.output
    assert "its page is `index-paper-2`" in said.output and said.output.count("reserved-id") == 1
    assert "Counting owls" in run(folder, "export", "--ids", "index", "--format", "csv").output
    assert run(folder, "explain", "index").exit_code == 0


def test_renamed_it_leaves_its_page_a_redirect(folder: Path) -> None:
    """And the site's own address no redirect."""
    assert run(folder, "rename", "index", "counting-owls").exit_code == 0
    assert "aliases:\n  - index\n  - index-paper-2\n" in text_of(folder, "records/counting-owls.yml")
    assert "reserved-id" not in run(folder, "check").output
    catalog, _ = load_catalog(folder)
    assert [former for former, id_ in catalog.redirects.items() if id_ == "counting-owls"] == ["index-paper-2"]


@pytest.mark.parametrize("name", sorted(RESERVED["papers"]))
def test_no_record_gets_such_an_id(folder: Path, name: str) -> None:
    """Not from an import, not by a person's wish, nor where a person wrote a page of that name or one is kept."""
    (folder / "docs" / "papers").mkdir(parents=True)
    (folder / "docs" / "papers" / "guide.md").write_text("# Guide\n")
    records, _ = load_records(folder / "records")
    assert {name, "guide", "index-paper-2"} <= records.taken
    assert issue_id(paper("x", title=name.title()), records.taken) == f"{name}-2"
    done = run(folder, "rename", "boats", name)
    assert done.exit_code == 2 and "the site needs itself" in done.output


@pytest.mark.parametrize(("file", "entry"), [
    ("topics.yml", "{title: Index, definition: All., strong: [index]}"), ("venues.yml", "{name: Index}"),
])  # fmt: skip
def test_such_a_slug_is_an_error_with_its_line(tmp_path: Path, file: str, entry: str) -> None:
    """The other entries of the file stay."""
    (tmp_path / "catalog.yml").touch()
    (tmp_path / file).write_text(f"fine: {entry}\nindex: {entry}\n", encoding="utf-8")
    decisions, problems = load_decisions(tmp_path)
    assert [(p.path, p.line, p.code) for p in problems] == [(file, 2, "bad-slug")]
    assert "found “index”, expected another name: the site needs that address itself" in problems[0].message
    assert {*decisions.topics, *decisions.venues} - {"arxiv"} == {"fine"}


def test_a_venue_that_is_not_listed_takes_no_address_of_one_that_is() -> None:
    """`OWLS` is listed as `lamps`; what a record calls Lamps is another."""
    owls = Venue(slug="lamps", name="OWLS")
    records = [paper("one", venue="Lamps"), paper("two", venue="OWLS")]
    decisions = Decisions(settings=Settings(title="Owls"), topics={}, rulings=Rulings(), venues={"lamps": owls})
    venues = build_catalog({p.id: p for p in records}, decisions).venues
    assert {slug: entry.papers for slug, entry in venues.items()} == {"lamps": ("two",), "lamps--venue": ("one",)}


def test_a_proposed_topic_is_one_that_can_be_had(tmp_path: Path) -> None:
    """A heading `Index` of a list proposes no topic that topics.yml may not have."""
    (tmp_path / "catalog.yml").touch()
    listed = "# Index\n\n- [Owls](https://arxiv.org/abs/2301.00001), Ann Roe, 2023\n"
    (tmp_path / "list.md").write_text(f"{listed}- [Boats](https://arxiv.org/abs/2301.00002), Ann Roe, 2023\n")
    assert run(tmp_path, "topics", "--from", tmp_path / "list.md", "--write").exit_code == 0
    decisions, problems = load_decisions(tmp_path)
    assert (list(decisions.topics), problems) == (["index-topic"], [])


def test_an_excluded_record_of_such_an_id_has_no_page() -> None:
    rulings = ruled(excluded=(("index",), ("letters",)))
    catalog = build_catalog({p.id: p for p in [paper("index", title="Owls")]}, Decisions(
        settings=Settings(title="Owls"), topics={}, rulings=rulings, venues={}))  # fmt: skip
    assert list(catalog.excluded) == ["letters"] and not catalog.papers


def test_a_person_is_found_by_such_a_name(folder: Path) -> None:
    """`export --author Index` means who signs so, and no namesake of the address."""
    catalog, _ = load_catalog(folder)
    assert [one.id for one in select(catalog, Selection(author="Index"))] == ["index-paper-2", "owls"]
    assert [one.id for one in select(catalog, Selection(author="Index Author"))] == ["boats"]
    assert [one.id for one in select(catalog, Selection(venue="Index"))] == ["index-paper-2", "owls"]


@pytest.mark.parametrize("folder", sorted(RESERVED))
def test_no_name_has_the_address_that_stands_in(folder: str) -> None:
    """Two hyphens together are made of no name."""
    for name in RESERVED[folder]:
        assert "--" in beside(folder, name)
    assert beside(folder, "owls") == "owls"


def test_two_pages_for_one_path_are_an_error_that_names_both(folder: Path) -> None:
    """Before anything is written."""
    (folder / "records" / "moths.yml").write_text("title: Moths\naliases: [owls]\n", encoding="utf-8")
    done = run(folder, "generate")
    assert done.exit_code == 2
    assert "two pages for papers/owls.md, the paper `owls` and the former id `owls` of `moths`" in done.output
    assert not (folder / "docs" / "papers").exists()


@pytest.mark.parametrize("path", ["Data.md", "papers/OWLS.md", "Topics/index.md", "authors/Letters.md"])
def test_a_page_that_many_disks_take_for_another_is_an_error(folder: Path, path: str) -> None:
    (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / "docs" / path).write_text("# Mine\n")
    catalog, _ = load_catalog(folder)
    with pytest.raises(CatalogError, match=rf"the hand-written page {path} and {path.lower()}, that of"):
        generate(folder, catalog)
    assert not (folder / "docs" / "index.md").exists()


def test_every_page_says_its_address_first() -> None:
    """Whoever adds a page adds it to `page_addresses`, and its name in a folder of entries to RESERVED."""
    for catalog in (toy_catalog(), catalog_of(*papers())):
        known = {path for path, _ in page_addresses(catalog)}
        below = re.compile(r"\w+/(letters/\w+|[a-z0-9-]+/\d+)\.md")
        for page in render_pages(catalog):
            assert page.path in known or below.fullmatch(page.path), f"add {page.path} to page_addresses"
        check_addresses(catalog)


def test_no_two_files_of_a_site_differ_by_capitals_only(folder: Path) -> None:
    catalog, _ = load_catalog(folder)
    paths = [page.path.replace(".md", ".html") for page in render_pages(catalog)]
    paths += [path for path, _ in downloads(catalog)]
    assert len({path.casefold() for path in paths}) == len(paths)
