"""The files of a site that are no pages: which there are, what is in them, and what becomes of large ones."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.knowledge.catalog import Catalog
from generator.knowledge.selection import Selection, select
from generator.pipeline import load_catalog, publish
from generator.problems import CatalogError
from generator.publish.downloads import downloads
from generator.publish.exports import EXPORTS, PAPER_FILES, Export, export_named
from generator.publish.exports.lists import downloads_of, lists
from generator.publish.memory import Memory
from generator.publish.output import move_in, waiting, write_new
from generator.publish.pages import render_pages
from generator.publish.site import claim, site_url
from generator.publish.swap import replacing
from tests.exports.toy import catalog_of
from tests.make import ABSTRACT, paper
from tests.pages.toy import LANTERN, PLAIN, toy_catalog
from tests.shared import ROOT

TOY = replace(toy_catalog(), site_url="https://papers.example/x/")


def _texts(catalog: Catalog) -> dict[str, str]:
    """Path → text of all files that are not packed."""
    return {path: content for path, content in downloads(catalog) if isinstance(content, str)}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return _texts(TOY)


def test_every_paper_and_list_has_its_files(files: dict[str, str]) -> None:
    """Papers, topics, venues, years, authors of several papers, and the whole; no path twice."""
    wanted = [f"papers/{id_}{export.suffix}" for id_ in TOY.papers for export in PAPER_FILES]
    stems = ("catalog", "topics/paper-craft", "venues/lampconf", "years/2023", "authors/ada-moller")
    wanted += [f"{stem}{export.suffix}" for stem in stems for export in EXPORTS]
    assert set(wanted) <= set(files)
    assert "authors/author-a.bib" not in files and "authors/author-a.feed.xml" in files
    paths = [path for path, _ in downloads(TOY)]
    assert len(paths) == len(set(paths))
    assert not set(paths) & {page.path for page in render_pages(TOY) if not page.path.endswith(".md")}


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_the_command_and_the_site_write_the_same(export: Export, files: dict[str, str]) -> None:
    """`export --topic paper-craft` and `topics/paper-craft.bib`, whatever the format."""
    asked = select(TOY, Selection(topic="paper-craft"))
    assert "".join(export.render(TOY, asked)) == files[f"topics/paper-craft{export.suffix}"]


def test_a_papers_json_is_one_object(files: dict[str, str]) -> None:
    """The line that it has in the whole."""
    assert json.loads(files[f"papers/{LANTERN}.json"])["id"] == LANTERN
    assert files[f"papers/{LANTERN}.json"] in files["catalog.jsonl"]


def test_the_page_of_a_paper_as_markdown(files: dict[str, str]) -> None:
    """Needs no site around it, and leads to its neighbours' files."""
    text = files[f"papers/{LANTERN}.md"]
    assert text.startswith("# Lantern: \\*glow\\* routing in $O(n^2)$ \\<b\\>steps\\</b\\> & 100% of wires\n\nAda ")
    assert "## Abstract\n\nA packet goes where it glows. 1. It ends.\n" in text
    assert "- [Paper craft](../topics/paper-craft.md)" in text and "- [Paper boats](boats-2023.md)" in text


def test_every_download_a_page_offers_is_there(files: dict[str, str]) -> None:
    """In the text, and in the head; an author of one paper has that paper's files."""
    for page in render_pages(TOY):
        found = re.findall(r'href="([^":]+\.(?:bib|ris|json|jsonl|csv|md|xml|txt))"', page.text)
        found += re.findall(r'"href": "([^"]+)"', page.text)
        for link in found:
            target = (Path("/") / page.path).parent.joinpath(link).resolve().relative_to("/").as_posix()
            assert target in files, (page.path, link)
    pages = {page.path: page.text for page in render_pages(TOY)}
    assert f"../papers/{LANTERN}.bib" in pages["authors/author-a.md"]


# --- Large files -----------------------------------------------------------------------------------------------------


def _large() -> Catalog:
    papers = [paper(f"p{n}", title=f"Paper {n}", date=f"{2020 + n // 4}", abstract=ABSTRACT) for n in range(8)]
    catalog = catalog_of(*papers, paper("undated", title="No date"))
    return replace(catalog, settings=replace(catalog.settings, largest_file=1500))


def test_sizes_are_those_of_the_files() -> None:
    """What decides whether a file is too large is what will be written."""
    catalog = _large()
    files = _texts(catalog)
    for stem, papers in lists(catalog):
        for download in downloads_of(catalog, stem, papers):
            assert [part.size for part in download.parts] == [len(files[part.path].encode()) for part in download.parts]


def test_a_file_that_is_too_large_is_split_by_year() -> None:
    """A year that still is, into numbered parts; an index names them; nothing is lost or doubled."""
    catalog = _large()
    files = _texts(catalog)
    parts = files["catalog.bib.parts.txt"].splitlines()
    assert "catalog.bib" not in files
    assert parts == ["catalog.2020.1.bib", "catalog.2020.2.bib", "catalog.2021.1.bib", "catalog.2021.2.bib",
                     "catalog.undated.bib"]
    assert all(len(files[part].encode()) <= 1500 for part in parts)
    together = "\n".join(files[part] for part in parts)
    assert together == "".join(export_named("bibtex").render(catalog, catalog.papers.values()))
    assert all(json.loads(text) is not None for path, text in files.items() if path.endswith(".json"))


def test_pages_lead_to_the_parts() -> None:
    """The Data page to each of them, other pages to the index."""
    pages = {page.path: page.text for page in render_pages(_large())}
    assert 'href="catalog.2020.1.bib"' in pages["data.md"] and "catalog&#46;bib in 5 parts" in pages["data.md"]
    assert '<a href="../catalog.bib.parts.txt">BibTeX</a>' in pages["papers/index.md"]


def test_a_paper_that_is_too_large_stands_alone() -> None:
    """It cannot be split, and must not be lost."""
    catalog = _large()
    small = replace(catalog, settings=replace(catalog.settings, largest_file=1))
    (bibtex, *_) = downloads_of(small, "catalog", small.papers)
    assert [len(part.papers) for part in bibtex.parts] == [1] * 9


# --- Writing, and where the site lies --------------------------------------------------------------------------------


def test_what_a_site_has_already_stays(tmp_path: Path) -> None:
    """Its keeper's own llms.txt is no mistake."""
    site = tmp_path / "site"
    site.mkdir()
    beside = waiting(site)
    write_new(beside, [("llms.txt", "ours"), ("papers/x.bib", "@misc{x,}")])
    (site / "llms.txt").write_text("mine")
    assert move_in(beside, site) == 1
    assert (site / "llms.txt").read_text() == "mine"
    assert (site / "papers" / "x.bib").read_text() == "@misc{x,}"
    assert sorted(path.name for path in site.iterdir()) == ["llms.txt", "papers"]


def test_a_site_that_mkdocs_cannot_build_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Owls\ntheme: nonesuch\n")
    with pytest.raises(CatalogError, match="mkdocs could not build"):
        publish(tmp_path, tmp_path / "site", _large(), Memory(tmp_path / "memory", tmp_path, ""))
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_a_build_empties_no_folder_but_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh one, an empty one, one of a build before, marked or by its files; and nobody's thesis."""
    catalog, thesis, older = (tmp_path / name for name in ("catalog", "thesis", "older"))
    for folder in (catalog, thesis, older, older / "papers", older / "topics", tmp_path / "empty"):
        folder.mkdir()
    (thesis / "chapter.tex").write_text("precious")
    for name in ("404.html", "sitemap.xml"):
        (older / name).write_text("")
    for name in ("new", "empty", "older", "new"):
        claim(tmp_path / name, catalog)
        with replacing(tmp_path / name) as fresh:
            (fresh / "index.html").write_text("")
    with pytest.raises(CatalogError, match=r"found `chapter\.tex` in it; name an empty folder"):
        claim(thesis, catalog)
    (tmp_path / "root" / ".git").mkdir(parents=True)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("catalog", ".", "root", "home", "file"):
        with pytest.raises(CatalogError):
            claim((tmp_path / name).resolve(), catalog)
    assert (thesis / "chapter.tex").read_text() == "precious" and not (tmp_path / "home").exists()


@pytest.mark.parametrize(("config", "url"), [
    ("site_url: https://a.example/b", "https://a.example/b/"),
    ("site_url: !ENV [PAPERS_URL, 'https://c.example/']", "https://c.example/"),
    ("site_url: !ENV [HOME_OF_PAPERS, '']", "https://d.example/"),
    ("site_url: ''", ""), ("site_name: X", ""),
])  # fmt: skip
def test_mkdocs_says_where_the_site_lies(
    config: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the environment, by way of it."""
    monkeypatch.setenv("HOME_OF_PAPERS", "https://d.example")
    monkeypatch.delenv("PAPERS_URL", raising=False)
    (tmp_path / "mkdocs.yml").write_text(config)
    assert site_url(tmp_path) == url


def test_a_catalog_without_mkdocs_lies_nowhere(tmp_path: Path) -> None:
    """And a configuration that cannot be read is misuse."""
    assert site_url(tmp_path / "site_src") == ""
    (tmp_path / "mkdocs.yml").write_text("site_url: [")
    with pytest.raises(CatalogError, match=r"mkdocs\.yml"):
        site_url(tmp_path)


# --- llms.txt and the recipes ----------------------------------------------------------------------------------------


def test_llms_txt_has_the_shape_of_its_convention(files: dict[str, str]) -> None:
    """One heading, a quotation, then sections of links, all of them to files that are there."""
    lines = files["llms.txt"].splitlines()
    assert lines[0] == "# Toy & Catalog" and lines[2].startswith("> Four papers, \\*none\\*")
    assert [line for line in lines if line.startswith("#")] == [lines[0], "## Data", "## Topics", "## Years"]
    after = lines[lines.index("## Data") :]
    links = [re.fullmatch(r"- \[[^]]+\]\(([^)]+)\): .+", line) for line in after if line and not line.startswith("#")]
    assert links and all(link and link[1].removeprefix(TOY.site_url) in files for link in links)


def test_llms_txt_of_an_empty_catalog_has_no_empty_section() -> None:
    """A heading with nothing under it would promise something."""
    text = _texts(catalog_of())["llms.txt"]
    assert "## Years" not in text


def _recipe(language: str) -> str:
    data = next(page.text for page in render_pages(TOY) if page.path == "data.md")
    match = re.search(rf"```(?:{language}|{{ \.{language}.*?}})\n(.*?)```", data, re.S)
    assert match
    return match[1]


def test_the_recipe_for_jq_works(files: dict[str, str], tmp_path: Path) -> None:
    """Titles with code; jq itself runs it where there is one, and Python does what it says everywhere."""
    recipe = _recipe("sh")
    assert recipe.startswith("curl -s https://papers.example/x/catalog.jsonl |")
    objects = [json.loads(line) for line in files["catalog.jsonl"].splitlines()]
    wanted = [o for o in objects if any(link["kind"] == "code" for link in o["links"])]
    expected = "".join(f"{o['date']}\t{o['id']}\t{o['title']}\n" for o in wanted)
    assert [o["id"] for o in wanted] == [LANTERN]
    if jq := shutil.which("jq"):
        (tmp_path / "catalog.jsonl").write_text(files["catalog.jsonl"], encoding="utf-8")
        query = recipe[recipe.index("'") + 1 : recipe.rindex("'")]
        run = subprocess.run([jq, "-r", query, tmp_path / "catalog.jsonl"], capture_output=True, check=True)
        assert run.stdout.decode() == expected


def test_the_recipe_for_pandas_uses_what_is_there(files: dict[str, str]) -> None:
    """It is Python, and asks for a key that every line has as text."""
    recipe = _recipe("python")
    compile(recipe, "recipe", "exec")
    (key,) = re.findall(r'papers\["(\w+)"\]', recipe)
    assert all(isinstance(json.loads(line)[key], str) for line in files["catalog.jsonl"].splitlines())
    assert json.loads(files[f"papers/{PLAIN}.json"])[key][:4] == "2023"


def test_the_bundled_catalog_has_no_file_above_the_limit() -> None:
    """And every path is one that a web server serves as it is."""
    catalog, _ = load_catalog(ROOT / "site_src")
    for path, text in _texts(catalog).items():
        assert len(text.encode()) <= catalog.settings.largest_file
        assert re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)?(\.[a-z0-9]+)+", path), path
