"""A catalog on several sites: each file is on one of them or on all, and every link leads to the right one."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import quickjs

from generator.knowledge.catalog import Catalog
from generator.knowledge.limits import Limits
from generator.pipeline import check_search, generate
from generator.publish.downloads import downloads
from generator.publish.pages import render_pages
from generator.publish.search import search_files
from generator.publish.search.scripts import VIEWS
from generator.publish.shards import as_shard, base, own, shard_of
from generator.publish.take import take_files
from generator.records.settings import load_decisions
from tests.curator import run
from tests.grown import grown_catalog, grown_papers
from tests.pages.toy import toy_catalog

SITES = ("https://a.example/one/", "https://a.example/two/", "https://b.example/")
LIMITS = Limits(lists=5, citations=5, twins=300, people=20, crowd=1000, part=20, names=9)
CATALOGS = {
    "toy": toy_catalog(),
    "large": grown_catalog(grown_papers(230), LIMITS),
}
EVERYWHERE = re.compile(
    r"((papers|topics|authors|venues|years|changes|search)/)?index\.html|(data|gaps|reading-list|review/\w+)\.html"
    r"|badges/.*|feed\.(xml|json)|changes\.jsonl|llms\.txt|record\.schema\.json|search-index/(root\.bin|engine\.js)|search-scripts/[\w.]+"
)


def divided(catalog: Catalog) -> Catalog:
    return replace(catalog, settings=replace(catalog.settings, shards=SITES))


def files_of(catalog: Catalog) -> dict[str, str | bytes]:
    """All that is generated, the Markdown of each page under the name that the page will have."""
    pages = ((page.path.replace(".md", ".html"), page.text) for page in render_pages(catalog))
    beside = own(catalog, chain(search_files(catalog), take_files(catalog)))
    found: dict[str, str | bytes] = {}
    for path, content in chain[tuple[str, str | bytes]](pages, beside, downloads(catalog)):
        assert path not in found, path
        found[path] = content
    return found


@cache
def sites_of(name: str) -> list[dict[str, str | bytes]]:
    """The files of the catalog as one site, then those of its three."""
    return [files_of(as_shard(divided(CATALOGS[name]), shard)) for shard in ("", "1/3", "2/3", "3/3")]


@pytest.fixture(params=CATALOGS)
def sites(request: pytest.FixtureRequest) -> list[dict[str, str | bytes]]:
    return sites_of(request.param)


def test_each_address_is_on_one_site_or_on_all(sites: list[dict[str, str | bytes]]) -> None:
    """None is lost, and what all have is what leads into the catalog."""
    whole, *shards = sites
    assert set().union(*shards) == whole.keys()
    for path in whole:
        holders = [number for number, files in enumerate(shards, 1) if path in files]
        known = EVERYWHERE.fullmatch(path) and not path.startswith("search-scripts/ids-")
        assert holders == ([1, 2, 3] if known else [shard_of(path, 3)]), path


def test_the_index_is_that_of_the_whole_catalog(sites: list[dict[str, str | bytes]]) -> None:
    """Byte for byte, so that a search finds the same in the same order."""
    whole, *shards = sites
    for files in shards:
        for path, content in files.items():
            if path.startswith("search-index/"):
                assert content == whole[path], path


def test_every_site_has_its_share(sites: list[dict[str, str | bytes]]) -> None:
    """Of 230 papers about 77, give or take four deviations."""
    for files in sites[1:]:
        papers = [path for path in files if re.fullmatch(r"papers/p\d+\.html", path)]
        assert not papers or 48 <= len(papers) <= 106


def test_what_belongs_together_lies_together() -> None:
    """A page, its twins, its feeds and its lists; the parts of the catalog are dealt out."""
    for stem, endings in (("papers/a-2024", ".html .md .json .csl.json"), ("topics/x", ".md .feed.xml .csv .html#y2")):
        assert len({shard_of(stem + ending, 97) for ending in endings.split()}) == 1
    assert len({shard_of(f"catalog.{n}.bib.gz", 97) for n in range(40)}) > 20
    assert shard_of("catalog.7.bib.gz", 97) == shard_of("catalog.7.jsonl.gz", 97)


def _names() -> list[str]:
    folders = ("papers/", "authors/", "authors/letters/", "topics/", "search-index/terms/", "")
    names = ("lory-2024", "a", "2023", "zoë-ﬁ", "李-白", "𝒜-1", "catalog", "x/12", "0", "l" * 250)
    endings = (".html", ".md", ".csl.json", ".2023.2.bib", ".3.jsonl.gz", ".feed.xml", "", "?x=1.2", ".html#a.b")
    return [f"{folder}{name}{ending}" for folder in folders for name in names for ending in endings]


def test_browsers_deal_out_as_the_generator_does() -> None:
    """The same site for many names, of any script, and for any number of sites."""
    context = quickjs.Context()
    context.eval("class URL { constructor(path) { this.href = this.pathname = String(path); } }")
    context.eval("class TextEncoder { encode(text) { return Uint8Array.from(unescape(encodeURIComponent(text)),"
                 " (letter) => letter.charCodeAt(0)); } }")
    known = f"const OWN = 2, SHARDS = {json.dumps(SITES)};"
    script = (VIEWS / "shards.js").read_text(encoding="utf-8").replace("export ", "").replace("import.meta.url", '""')
    context.eval(script.replace("const OWN = 0, SHARDS = [];", known))
    second = as_shard(divided(CATALOGS["toy"]), "2/3")
    for name in _names():
        for count in (1, 2, 3, 64, 137):
            assert context.eval(f"shardOf({json.dumps(name)}, {count})") == shard_of(name, count), name
        assert context.eval(f"at({json.dumps(name)})") == (base(second, name) or "../") + name
    assert context.eval("HOME") == SITES[0]


def test_addresses_do_not_move() -> None:
    """Whoever changes the function moves every page of every catalog that is divided."""
    paths = ("papers/attention-is-all-you-need-2017.html", "authors/ada-lamp.feed.xml", "search-index/terms/12.bin")
    assert [shard_of(path, 1000) for path in paths] == [771, 666, 87]


LINK = re.compile(r"(?:\]\(|href=\"|\"url\": \"|^location: \")([^()\s\"<>]+)", re.M)


def _broken(files: Mapping[str, str | bytes], sites: Mapping[str, Mapping[str, str | bytes]]) -> Iterator[str]:
    """`page: link` for each that leads to nothing, neither here nor on the site that it names."""
    for path, text in files.items():
        for link in LINK.findall(text) if path.endswith(".html") and isinstance(text, str) else ():
            address = link.partition("#")[0]
            site = next((site for site in sites if address.startswith(site)), None)
            if site is None and ("://" in address or not address):
                continue
            found = sites[site] if site else files
            target = address.removeprefix(site or "")
            if not site:
                folder = Path("/", path).parent
                target = (folder / target).resolve().as_posix().lstrip("/")
            if target not in found and target.replace(".md", ".html") not in found:
                yield f"{path}: {link}"


def test_every_link_leads_to_the_site_that_has_it(sites: list[dict[str, str | bytes]]) -> None:
    """In pages, before MkDocs sees them; some do lead to other sites."""
    shards = dict(zip(SITES, sites[1:], strict=True))
    for files in shards.values():
        assert [link for link in _broken(files, shards) if "about/index." not in link] == []
        assert any(f"]({site}" in text for site in SITES for text in files.values() if isinstance(text, str))


def test_a_former_address_leads_to_another_site(sites: list[dict[str, str | bytes]]) -> None:
    """The page that stands there is dealt out by its own name."""
    texts = [str(text) for files in sites[1:] for text in files.values()]
    pages = [text for text in texts if text.startswith('---\ntemplate: "redirect.html"') and "\nforward: " not in text]
    locations = [match[1] for text in pages if (match := re.search(r'^location: "([^"]+)"', text, re.M))]
    assert len(locations) == len(pages) and (not pages or any(link.startswith(SITES) for link in locations))


def test_feeds_and_llms_txt_lead_to_the_site_that_has_it(sites: list[dict[str, str | bytes]]) -> None:
    shards = dict(zip(SITES, sites[1:], strict=True))
    for files in shards.values():
        texts = [text for path, text in files.items() if re.fullmatch(r"llms\.txt|(.*\.)?feed\.\w+", path)]
        links = {link for text in texts for link in re.findall(r'(?:href="|"url": "|\]\()([^")]+)', str(text))}
        for link in links:
            site = next((site for site in SITES if link.startswith(site)), "")
            path = link.removeprefix(site) or "index.html"
            if site:
                assert path in shards[site], link
        assert all(any(link.startswith(site) for link in links) for site in SITES)


def test_the_list_of_the_parts_has_their_addresses() -> None:
    """Each on the site that has it."""
    shards = dict(zip(SITES, sites_of("large")[1:], strict=True))
    holder = next(files for files in shards.values() if "catalog.jsonl.gz.parts.txt" in files)
    parts = str(holder["catalog.jsonl.gz.parts.txt"]).splitlines()
    assert len(parts) == 12 and len({part.rpartition("/")[0] for part in parts}) == 3
    assert all(part.rpartition("/")[2] in shards[part.rpartition("/")[0] + "/"] for part in parts)


@pytest.mark.parametrize("name", CATALOGS)
def test_the_addresses_change_nothing_of_the_one_site(name: str) -> None:
    assert files_of(CATALOGS[name]) == sites_of(name)[0]


@pytest.mark.parametrize(("shard", "addresses", "said"), [
    ("4/3", 3, "expected the number of a site and of how many"),
    ("0/3", 3, "expected the number of a site and of how many"),
    ("2", 3, "found --shard 2, expected"),
    ("²/3", 3, "expected the number of a site"),
    ("1/2", 0, "found no addresses under `shards` in catalog.yml, expected 2"),
    ("1/2", 3, "found 3 addresses under `shards` in catalog.yml, expected 2"),
])  # fmt: skip
def test_a_shard_that_cannot_be_is_refused_in_words(
    shard: str, addresses: int, said: str, two_papers: Path
) -> None:
    listed = ", ".join(SITES[:addresses])
    (two_papers / "catalog.yml").write_text(f"shards: [{listed}]\n", encoding="utf-8")
    (two_papers / "mkdocs.yml").write_text("site_name: Boats\n", encoding="utf-8")
    done = run(two_papers, "build", "--shard", shard)
    assert done.exit_code == 2 and said in done.output
    assert not (two_papers / "docs").exists()


@pytest.mark.parametrize("address", ["a.example/1/", "ftp://a.example/", "https://a.example/1/?x", "https://a.example/(1)/"])
def test_an_address_that_is_none_is_a_problem_with_its_line(address: str, tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").write_text(f"title: X\nshards:\n- https://a.example/1\n- {address}\n", encoding="utf-8")
    assert [(problem.path, problem.line) for problem in load_decisions(tmp_path)[1]] == [("catalog.yml", 4)]


def test_addresses_end_with_a_slash_and_differ(tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").write_text("shards: [https://a.example/1, https://b.example/]\n", encoding="utf-8")
    assert load_decisions(tmp_path)[0].settings.shards == ("https://a.example/1/", "https://b.example/")
    (tmp_path / "catalog.yml").write_text("shards: [https://a.example/1, https://a.example/1/]\n", encoding="utf-8")
    assert "expected each address once" in load_decisions(tmp_path)[1][0].message


def test_golden_queries_are_asked_once_of_the_whole_index(tmp_path: Path) -> None:
    """With the first site: what it publishes of the index would not answer any."""
    queries = "- {query: lamps 12, papers: [p12]}\n- {query: lamps, papers: [p13]}\n"
    (tmp_path / "queries.yml").write_text(queries, encoding="utf-8")
    first, second = (as_shard(divided(CATALOGS["large"]), shard) for shard in ("1/3", "2/3"))
    problems = check_search(tmp_path, tmp_path / "site", first)
    assert [(problem.code, problem.line) for problem in problems] == [("golden-query", 2)]
    assert check_search(tmp_path, tmp_path / "site", second) == []


def test_one_folder_makes_one_site_after_another(tmp_path: Path) -> None:
    """Pages of the last are gone, and those of both are not taken for unchanged."""
    for shard in ("1/3", "2/3", "", "2/3"):
        generate(tmp_path / "warm", as_shard(divided(CATALOGS["toy"]), shard))
    generate(tmp_path / "cold", as_shard(divided(CATALOGS["toy"]), "2/3"))
    warm, cold = (
        {path.relative_to(docs): path.read_bytes() for path in docs.rglob("*") if path.is_file()}
        for docs in (tmp_path / "warm" / "docs", tmp_path / "cold" / "docs")
    )
    assert warm == cold


def test_a_second_build_of_a_shard_keeps_its_pages(tmp_path: Path) -> None:
    catalog = as_shard(divided(CATALOGS["large"]), "3/3")
    generate(tmp_path, catalog)
    assert generate(tmp_path, catalog)[0].written == 0
