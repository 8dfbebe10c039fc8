"""The search index and what is asked of it: the same bytes each time, exact matches first, golden queries."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper, PaperId
from generator.pipeline import check_search, generate, load_catalog
from generator.problems import Problem
from generator.publish.output import write_tree
from generator.publish.search import FOLDER, build_index
from generator.publish.search.facets import frequent_authors
from generator.publish.search.golden import Browser, check_queries
from generator.publish.search.spellings import spelled_out
from generator.records.settings import Decisions, GoldenQuery, Rulings, Settings, load_decisions
from tests.make import ABSTRACT, OTHER_ABSTRACT, paper
from tests.shared import ROOT

BUNDLED = ROOT / "site_src"


def _catalog(*papers: Paper) -> Catalog:
    decisions = Decisions(settings=Settings(related=0), topics={}, venues={}, rulings=Rulings())
    return build_catalog({made.id: made for made in papers}, decisions)


def _open(folder: Path, *papers: Paper) -> Browser:
    write_tree(folder, build_index(_catalog(*papers)))
    return Browser(folder / FOLDER)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled")
    write_tree(folder, build_index(load_catalog(BUNDLED)[0]))
    return folder / FOLDER


def test_the_bundled_golden_queries_hold(bundled: Path) -> None:
    decisions, problems = load_decisions(BUNDLED)
    assert problems == [] and len(decisions.queries) >= 25
    assert check_queries(bundled, decisions.queries, load_catalog(BUNDLED)[0]) == []


def test_every_bundled_title_and_identifier_comes_first(bundled: Path) -> None:
    """As they are; the title also without case and punctuation."""
    browser, catalog = Browser(bundled), load_catalog(BUNDLED)[0]
    for one in catalog.papers.values():
        bare = "".join(letter if letter.isalnum() else " " for letter in one.title.lower())
        for query in (one.title, bare, one.id, *(value for _, value in one.ids.items())):
            assert browser.search(query, size=1) == [one.id], query


def test_a_paper_is_found_by_its_editors_and_by_its_citation_key(tmp_path: Path) -> None:
    """By the key first, whatever else would; a key that is a word is left to the words."""
    browser = _open(
        tmp_path,
        paper("handbook", title="Handbook of Shores", editors=("Ina Falk", "Oto Brand", "others"), key="Falk20Shores"),
        paper("waves", title="Waves by Falk, 2020: Shores", authors=("Mei Horn",), key="shores"),
        paper("shores", title="On Shores", authors=("Others Brandt",)),
    )
    assert browser.search("oto brand", size=1) == ["handbook"]
    assert browser.search("author:falk", size=3) == ["handbook"]
    assert browser.search("falk20shores", size=1) == ["handbook"]
    assert browser.search("shores", size=1) == ["shores"]


def test_among_titles_that_are_nearly_the_same_each_is_first_when_asked_for(tmp_path: Path) -> None:
    """Longer and shorter ones, other orders, other numbers, plurals, and abstracts that say the words more often."""
    titles = [
        "Paper Boats", "The Paper Boats", "Paper Boats in Rain", "Boats, Paper", "Paper Boat", "Paper-Boats Revisited",
        "Paper Boats II", "Paper Boats III", "A Paper on Boats", "Paper Bots", "Über Paper Boats", "纸船", "纸船研究",
    ]  # fmt: skip
    papers = [paper(f"p-{n}", title=title, abstract="Paper boats. " * n) for n, title in enumerate(titles)]
    browser = _open(tmp_path, *papers)
    for made in papers:
        assert browser.search(made.title, size=1) == [made.id], made.title
        assert browser.search(made.id, size=1) == [made.id]


def test_an_identifier_may_be_an_address(tmp_path: Path) -> None:
    ids = {"arxiv": "2309.16039", "doi": "10.5555/owls.7"}
    browser = _open(tmp_path, paper("owl", title="Owls", ids=ids), paper("other", title="Nights of 2309"))
    arxiv_doi = "10.48550/arXiv.2309.16039"
    arxiv = ("https://arxiv.org/pdf/2309.16039v3.pdf", "arXiv:2309.16039", "arXiv: 2309.16039", arxiv_doi)
    for query in (*arxiv, f"https://doi.org/{arxiv_doi}", "https://doi.org/10.5555/OWLS.7", "doi 10.5555/owls.7"):
        assert browser.search(query) == ["owl"], query
    assert browser.search("id:10.5555/owls.7") == ["owl"]


def test_the_same_papers_give_the_same_bytes() -> None:
    """In another order, and whatever the hash seed."""
    one = paper("a", title="Paper Boats", authors=("Ada Lantern", "Jo Owl"), abstract=ABSTRACT, venue="ACL")
    other = paper("b", title="Lantern Routing", authors=("Jo Owl",), abstract=OTHER_ABSTRACT, date="2021")
    assert list(build_index(_catalog(one, other))) == list(build_index(_catalog(other, one)))
    code = (
        "import hashlib; from pathlib import Path; from generator.pipeline import load_catalog;"
        "from generator.publish.search import build_index;"
        "print(hashlib.sha256(repr(list(build_index(load_catalog(Path('site_src'))[0]))).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_catalog_without_papers_has_an_index(tmp_path: Path) -> None:
    browser = _open(tmp_path)
    assert browser.search("anything") == [] and browser.search("") == []


def test_sorted_by_date_and_title(tmp_path: Path) -> None:
    """Undated papers are last, both ways; accents do not matter."""
    papers = [
        paper("a", title="Éclair Boats", date="2021"), paper("b", title="Zinc Boats", date="2023-04"),
        paper("c", title="Elm Boats"), paper("d", title="Alder Boats", date="2023-05-01"),
    ]  # fmt: skip
    browser = _open(tmp_path, *papers)
    assert browser.search("boats", sort="newest") == ["d", "b", "a", "c"]
    assert browser.search("boats", sort="oldest") == ["a", "b", "d", "c"]
    assert browser.search("", sort="title") == ["d", "a", "c", "b"]
    assert browser.search("year:2022-2023", sort="newest") == ["d", "b"]
    assert browser.search("boats -year:-2022", sort="newest", size=1) == ["d"]


def test_the_newest_are_those_that_appeared_last_whatever_year_they_are_of(tmp_path: Path) -> None:
    """A year is the one that is cited; papers of several years stand between one another."""
    papers = [
        paper("printed", title="Boats, Printed", date="2024-05", first="2022-12-31"),
        paper("posted", title="Boats, Posted", date="2023-01"), paper("late", title="Boats, Late", date="2024-06"),
        paper("old", title="Boats, Old", date="2022"), paper("undated", title="Boats, Undated"),
        paper("same", title="Boats, of the Same Day", date="2023-02-01", first="2022-12-31"),
    ]  # fmt: skip
    browser = _open(tmp_path, *papers)
    newest = ["late", "posted", "printed", "same", "old", "undated"]
    assert browser.search("boats", sort="newest") == newest
    assert browser.search("boats", sort="oldest") == ["old", "printed", "same", "posted", "late", "undated"]
    assert browser.search("year:2024", sort="newest") == ["late", "printed"]
    assert browser.search("year:2023", sort="oldest") == ["same", "posted"]


def test_a_result_has_the_papers_state_and_its_math(tmp_path: Path) -> None:
    """Math that cannot be read has no MathML; a gist is not cut within math; dollars are no math."""
    summary = f"{'Hoo ' * 28}and $n^2 + m^2$ owls"
    owl = paper("a", title=r"Owls in $n^2$ Steps of $\frac{1}{$", summary=summary, state="retracted")
    browser = _open(tmp_path, owl, paper("b", title="Boats for $5", summary="Cheap."))
    owls = browser.run('engine.search({ query: "owls" }).then(({ docs }) => docs[0])')
    assert owls["state"] == "retracted"
    texts, (squared, broken) = owls["title"][::2], owls["title"][1::2]
    assert texts == ["Owls in ", " Steps of "]
    assert squared[0] == "n^2" and squared[1].startswith("<math") and "<msup>" in squared[1]
    assert broken == [r"\frac{1}{", ""]
    assert owls["opening"] == f"{'Hoo ' * 28}and…"
    boats = browser.run('engine.search({ query: "boats" }).then(({ docs }) => docs[0])')
    assert (boats["state"], boats["opening"]) == ("", "Cheap.")


def test_what_was_found_is_marked(tmp_path: Path) -> None:
    """With accents, plurals, beginnings and pairs of Chinese characters."""
    browser = _open(tmp_path, paper("a", title="Müller’s Paper Boats: 深度学习"))
    state = json.dumps({"query": "muller boat 学习 pap", "typing": True})
    code = f"engine.search({state}).then((result) => marks(result.docs[0].title, result))"
    marked = [piece for piece, yes in browser.run(code) if yes]
    assert marked == ["Müller’s", "Paper", "Boats", "学", "习"]


def test_a_slip_says_what_was_taken_for_it(tmp_path: Path) -> None:
    browser = _open(tmp_path, paper("a", title="Lantern Routing"))
    code = 'engine.search({ query: "lanten routign" }).then(({ corrections, total }) => [corrections, total])'
    result = browser.run(code)
    assert sorted(result[0]) == [["lanten", ["lantern"]], ["routign", ["routing"]]] and result[1] == 1


def test_a_whole_abstract_may_be_pasted(tmp_path: Path) -> None:
    """Its first words are asked for; no word is too long."""
    papers = [paper("a", title="Lanterns", abstract=ABSTRACT), paper("b", title="Boats", abstract=OTHER_ABSTRACT)]
    browser = _open(tmp_path, *papers)
    assert browser.search(f"{ABSTRACT} {'x' * 5000}", size=1) == ["a"]
    assert browser.search(f'"{OTHER_ABSTRACT}"') == ["b"]


def test_the_author_facet_offers_who_signed_most_and_nobody_with_one_paper() -> None:
    papers = [paper(f"p{n}", title=f"Boats {n}", authors=("Jo Owl", f"Ada {n}")) for n in range(3)]
    assert frequent_authors(_catalog(*papers)) == ["jo-owl"]


def test_a_golden_query_that_misses_says_the_rank_it_saw(tmp_path: Path) -> None:
    catalog = _catalog(*(paper(f"p{n}", title=f"Paper Boats {n}", date=f"202{n}") for n in range(3)))
    write_tree(tmp_path, build_index(catalog))
    queries = [
        GoldenQuery(line=1, query="paper boats", papers=(PaperId("p2"), PaperId("p0")), first=2),
        GoldenQuery(line=2, query="lanterns", papers=(PaperId("p1"),)),
        GoldenQuery(line=3, query="paper boats 1", papers=(PaperId("gone"),)),
    ]
    found = check_queries(tmp_path / FOLDER, queries, catalog)
    assert [(problem.where, problem.message) for problem in found] == [
        ("queries.yml:1", "“paper boats”: expected `p0` among the first 2, but it is number 3, the first is `p2`"),
        ("queries.yml:2", "“lanterns”: expected `p1` among the first 1, but it is not among the first 200"),
        ("queries.yml:3", "“paper boats 1”: expected `gone` among the first 1, but there is no such record"),
    ]


def _folder(tmp_path: Path, queries: str) -> Path:
    records: dict[str, Any] = {"id": "boats-2023", "title": "Paper Boats", "date": "2023"}
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "all.jsonl").write_text(json.dumps(records) + "\n", encoding="utf-8")
    (tmp_path / "queries.yml").write_text(queries, encoding="utf-8")
    return tmp_path


def _generated(folder: Path) -> list[Problem]:
    """What is wrong with the catalog, and with what its index finds."""
    catalog, problems = load_catalog(folder)
    generate(folder, catalog)
    return [*problems, *check_search(folder, folder / "docs", catalog)]


def test_generate_publishes_the_index_and_asks_it(tmp_path: Path) -> None:
    """A query that misses is an error, so that `build` exits with 1; it was asked of the files on the disk."""
    folder = _folder(tmp_path, "- {query: boats, papers: [boats-2023]}\n- {query: owls, papers: [boats-2023]}\n")
    problems = _generated(folder)
    assert [(problem.where, problem.code, problem.level) for problem in problems] == [
        ("queries.yml:2", "golden-query", "error")
    ]
    assert (folder / "docs" / FOLDER / "root.bin").read_bytes()[:2] == b"\x1f\x8b"


def test_bad_entries_of_queries_yml_are_reported_and_the_others_asked(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "- {query: owls, papers: [boats-2023]}\n- {query: boats}\n- {query: x, papers: [Y Z]}\n")
    problems = _generated(folder)
    assert sorted({problem.line for problem in problems if problem.line}) == [1, 2, 3]
    (folder / "queries.yml").write_text("boats: boats-2023\n", encoding="utf-8")
    assert [problem.code for problem in _generated(folder)] == ["not-a-list"]


def test_a_hyphen_a_space_and_neither_find_the_same_papers_the_exact_spelling_first(tmp_path: Path) -> None:
    """However the paper spells it; also names in two parts, and parts that nobody ever joined."""
    browser = _open(
        tmp_path,
        paper("spaced", title="Deep Seek: Long Context Memory of Owls"),
        paper("hyphen", title="Long-Context Owls at Sea"),
        paper("solid", title="Longcontext Owls in a Rather Long Title"),
        paper("camel", title="DeepSeek and StreamingLLM"),
        paper("apart", title="Context of a Boat", abstract="A long boat."), paper("other", title="Lantern Light"),
    )  # fmt: skip
    spellings = {"long context": "spaced", "long-context": "hyphen", "longcontext": "solid", "Long-Context": "hyphen"}
    for query, first in spellings.items():
        found = browser.search(query, typing=True)
        assert found[0] == first and sorted(found) == ["apart", "hyphen", "solid", "spaced"], query
    assert browser.search("streaming llm") == ["camel"]
    means = {"a": "K-Means", "b": "K Means", "c": "Kmeans"}
    solo = _open(tmp_path / "solo", *(paper(id_, title=title) for id_, title in means.items()))
    for query, first in {"k-means": "a", "k means": "b", "kmeans": "c"}.items():
        assert (found := solo.search(query))[0] == first and sorted(found) == ["a", "b", "c"], query
    assert browser.search("deep seek") == ["spaced", "camel"] and browser.search("deepseek") == ["camel", "spaced"]
    assert browser.search("lanternlight") == ["other"]


def test_a_whole_word_of_a_title_comes_first_and_signs_belong_to_words(tmp_path: Path) -> None:
    """Whatever begins so, and whoever is called so."""
    browser = _open(
        tmp_path,
        paper("cpp", title="Parsers in C++"), paper("csharp", title="A C# Toolkit of Many Words"),
        paper("c", title="C for Owls"),
        paper("star", title="Better than A* Search"), paper("r", title="Learning Statistics with Boats in R"),
        paper("lion", title="A Rather Long Title That Names Lion"),
        paper("lioness", title="Lioness", authors=("Ada Lion",)),
        paper("poe", title="Reeds", authors=("Cy Poe", "R. Lionel")),
    )  # fmt: skip
    first = {"C++": "cpp", "c#": "csharp", "C": "c", "A*": "star", "R": "r", "Lion": "lion", "a* search": "star"}
    for query, id_ in first.items():
        assert browser.search(query, typing=True)[0] == id_, query


def test_a_greek_letter_its_name_and_its_tex_are_one_word(tmp_path: Path) -> None:
    """A letter with its index is one, too; a letter within a Greek word is that word's."""
    browser = _open(
        tmp_path,
        paper("sign", title="α-Waves of Owls"), paper("name", title="Alpha Waves of Boats"),
        paper("tex", title=r"$\alpha$-Waves of Lanterns"), paper("indexed", title=r"$\mathcal{L}_{1}$ Distances"),
        paper("small", title="The L₂ Norm of β1 Blockers"),
        paper("gas", title="CO$_2$ and H$_2$O"), paper("greek", title="Περί αρχών"),
    )  # fmt: skip
    for query in ("α-waves", "alpha waves", "alpha-waves", r"\alpha waves", "α waves"):
        assert sorted(browser.search(query)) == ["name", "sign", "tex"], query
    found = {"L1": "indexed", "L_1": "indexed", "$L^2$": "small", "beta1": "small", "αρχων": "greek", "co2": "gas"}
    for query, id_ in found.items():
        assert browser.search(query) == [id_], query


def test_an_abbreviation_finds_what_it_is_short_for(tmp_path: Path) -> None:
    """As the texts themselves say, and the result says so."""
    browser = _open(
        tmp_path,
        paper("says", title="Boats", summary="A mixture of experts (MoE) of owls."),
        paper("long", title="Mixture-of-Experts Lanterns"), paper("apart", title="Experts on a Mixture"),
    )
    code = 'engine.search({ query: "moe" }).then(({ docs, meanings }) => [docs.map(({ id }) => id), meanings])'
    assert browser.run(code) == [["says", "long"], [["moe", "mixture of experts"]]]
    assert spelled_out_of("the boats of owls (OWL), Large Lantern Models (LLMs), in Paris (France)") == {
        "llm": "large lantern models"
    }


def spelled_out_of(text: str) -> dict[str, str]:
    return dict(spelled_out(text))
