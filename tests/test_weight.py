"""What a site holds by the number of its papers."""

import gzip
import json
from dataclasses import replace

import pytest

from generator.knowledge.catalog import AuthorSlug
from generator.knowledge.limits import LIMITS, UNLIMITED, Limits, early
from generator.publish import weight
from generator.publish.downloads import downloads
from generator.publish.exports import EXPORTS, PAPER_FILES
from generator.publish.exports.lists import downloads_of
from generator.publish.pages import render_pages
from generator.publish.take import take_files
from tests.grown import grown_catalog, grown_papers
from tests.make import paper


@pytest.mark.parametrize(("days", "limit", "expected"), [
    (["", "", "2024-01-02", "2024-01-03"], 1, ""),
    (["", "", "2024-01-02", "2024-01-03"], 2, "p0 p1"),
    (["", "", "2024-01-02", "2024-01-03"], 3, "p0 p1 p2"),
    (["2024-01-03", "2024-01-02", "2024-01-02"], 2, "p1 p2"),
    (["2024-01-02", "2024-01-02", "2024-01-02"], 2, ""),
    ([], 2, ""),
])  # fmt: skip
def test_papers_are_early_by_the_days_they_were_founded(days: list[str], limit: int, expected: str) -> None:
    """A day counts as a whole, and what has no day as the oldest."""
    papers = [paper(f"p{n}", added=day) for n, day in enumerate(days)]
    found = early(papers, replace(UNLIMITED, lists=limit))
    assert [id_ for id_ in sorted(found) if "lists" in found[id_]] == expected.split()


def test_a_small_catalog_has_everything() -> None:
    """At each limit itself, still all of it."""
    catalog = grown_catalog(grown_papers(2))
    paths = {path for path, _ in downloads(catalog)}
    assert {f"topics/lamps{export.suffix}" for export in EXPORTS} <= paths
    assert {f"papers/p1{file.suffix}" for file in PAPER_FILES} <= paths
    assert {"authors/only-aer.feed.xml", "authors/only-aer.feed.json", "catalog.jsonl"} <= paths


@pytest.mark.parametrize(("count", "twins", "feeds", "formats"), [
    (3, ".json .md", ".json .xml", 6), (4, ".json .md", ".xml", 6), (5, "", ".xml", 6), (7, "", "", 2),
])  # fmt: skip
def test_each_limit_takes_files_away(count: int, twins: str, feeds: str, formats: int) -> None:
    """Of a catalog that was imported on one day."""
    files = dict(downloads(grown_catalog(grown_papers(count))))
    assert sorted(path.removeprefix("papers/p1") for path in files if path.startswith("papers/p1.")) == twins.split()
    followed = [path for path in files if path.startswith("authors/ada-lamp.")]
    assert sorted(path.removeprefix("authors/ada-lamp.feed") for path in followed) == feeds.split()
    assert len([path for path in files if path.startswith("catalog.") and path.endswith(".txt")]) in (0, formats)
    assert not any(path.startswith("topics/") and ".feed." not in path for path in files)


def test_all_is_for_catalogs_of_any_size() -> None:
    """`downloads: all` brings everything back."""
    every, usual = (
        {path for path, _ in downloads(grown_catalog(grown_papers(8), downloads=how))} for how in ("all", "auto")
    )
    some = {"topics/lamps.csv", "papers/p7.ris", "authors/only-aer.feed.json", "years/2021.bib", "catalog.bib"}
    assert some <= every and not some & usual


def test_the_whole_catalog_is_packed_in_parts_of_so_many() -> None:
    """The same parts in each format, together what one file would be; a part says neither a time nor a name."""
    catalog = grown_catalog(grown_papers(6))
    files = dict(downloads(catalog))
    assert files["catalog.jsonl.gz.parts.txt"] == "catalog.1.jsonl.gz\ncatalog.2.jsonl.gz\n"
    first, second = (files[f"catalog.{n}.jsonl.gz"] for n in (1, 2))
    assert isinstance(first, bytes) and isinstance(second, bytes) and first[3:8] == bytes(5)
    ids = [json.loads(line)["id"] for line in gzip.decompress(first + second).decode().splitlines()]
    assert ids == list(catalog.papers)


def test_the_size_of_a_packed_file_is_about_right() -> None:
    """It is said before the file is made."""
    catalog = grown_catalog(grown_papers(600), Limits(lists=2))
    files = dict(downloads(catalog))
    for download in downloads_of(catalog, "catalog", catalog.papers, measured=True):
        assert download.size == pytest.approx(len(files[download.path]), rel=0.3)


def test_scripts_are_told_where_the_papers_are() -> None:
    """Every format with its parts, and the papers in their order, also where parts are years."""
    for catalog in (grown_catalog(grown_papers(6)), grown_catalog(grown_papers(6), LIMITS, largest_file=500)):
        files, told = dict(downloads(catalog)), dict(take_files(catalog))
        formats = json.loads(told["search-scripts/files.json"])["formats"]
        assert [one["suffix"] for one in formats] == [export.suffix for export in EXPORTS]
        lines = next(one for one in formats if one["suffix"] == ".jsonl")
        order = gzip.decompress(told[f"search-scripts/{lines['ids']}"]).decode().split("\n")
        raw = [files[part["path"]] for part in lines["parts"]]
        text = "".join(part if isinstance(part, str) else gzip.decompress(part).decode() for part in raw)
        assert [json.loads(line)["id"] for line in text.splitlines()] == order
        assert sum(part["papers"] for part in lines["parts"]) == len(order) == 6


def test_an_author_of_one_paper_is_named_there_and_in_the_index() -> None:
    """Whose page there is none of; the index has so many names on a page."""
    pages = {page.path: page.text for page in render_pages(grown_catalog(grown_papers(5)))}
    assert "authors/only-aer.md" not in pages and "authors/ada-lamp.md" in pages
    assert "[Ada Lamp](../authors/ada-lamp.md), [Bo Wick](../authors/bo-wick.md)" in pages["papers/p0.md"]
    assert ", Only Aer\n" in pages["papers/p0.md"]
    assert "[Only Aer](../../papers/p0.md)" in pages["authors/letters/a.md"]
    assert "[Only Aer](../papers/p0.md){ .chip }" in pages["authors/ada-lamp.md"]
    many = {page.path: page.text for page in render_pages(grown_catalog([
        paper(f"p{n}", title=f"T{n}", authors=(f"Q{n} Same",)) for n in range(7)]))}
    names = [many[path].count("](../../papers/") + many[path].count("](../../../papers/")
             for path in ("authors/letters/s.md", "authors/letters/s/2.md", "authors/letters/s/3.md")]
    assert names == [3, 3, 1] and "[&#50;](../../../authors/letters/s/2.md)" in many["authors/letters/s/3.md"]


def test_a_name_that_several_share_keeps_its_page() -> None:
    """It says who signs so, whatever the size."""
    catalog = grown_catalog([paper("one", title="One", authors=("Li Wei",)), *grown_papers(5)])
    alone = catalog.authors[AuthorSlug("li-wei")]
    shared = replace(alone, people=(AuthorSlug("ada-lamp"),), doubt="several")
    assert not weight.has_page(catalog, AuthorSlug("li-wei"))
    assert weight.has_page(replace(catalog, authors={**catalog.authors, shared.slug: shared}), shared.slug)
