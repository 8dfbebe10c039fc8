"""The engine that browsers run finds what a plain search through all papers finds, and folds text as the index does."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import PaperId
from generator.publish.output import write_tree
from generator.publish.search import FOLDER, build_index
from generator.publish.search.fold import compact, fold, words
from generator.publish.search.golden import Browser
from generator.records.settings import Decisions, Rulings, Settings
from tests.make import paper
from tests.search_reference import Corpus, Unit, by_author, forms, with_flag

VOCABULARY = (
    "boat boats boast lantern lanterns lanten study studies the of pre-training pretraining training fold folding "
    "owl owls 深度学习 学习 müller muller gpt-4 analyses analysis box boxes state-of-the-art don't"
).split()
NAMES = ("Ada Müller", "Ada Lantern", "Jo O'Brien", "Owl Fold", "学习 Li", "Mei Owl Lantern")

a_text = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
a_paper = st.fixed_dictionaries(
    {
        "title": a_text,
        "authors": st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
        "date": st.sampled_from(["", "2021", "2022-03", "2023-01-05"]),
        "venue": st.sampled_from(["", "ACL", "Boat Letters"]),
        "abstract": st.one_of(st.just(""), a_text),
        "summary": st.one_of(st.just(""), a_text),
        "links": st.sampled_from([(), (("code", "https://code.example/x"),)]),
    }
)


def _catalog(papers: list[dict[str, Any]]) -> Catalog:
    made = {PaperId(f"p{n}"): paper(f"p{n}", **values) for n, values in enumerate(papers)}
    return build_catalog(made, Decisions(settings=Settings(related=0), topics={}, venues={}, rulings=Rulings()))


def open_index(folder: Path, catalog: Catalog) -> Browser:
    write_tree(folder, build_index(catalog))
    return Browser(folder / FOLDER)


Find = Callable[[Corpus], set[PaperId]]


@st.composite
def a_query(draw: st.DrawFn) -> tuple[str, list[Unit], list[tuple[bool, Find]]]:
    """A query as it is typed, its words, and what else papers must or must not have."""
    typed: list[str] = []
    units: list[Unit] = []
    filters: list[tuple[bool, Find]] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=4)):
        word = draw(st.sampled_from(VOCABULARY))
        if kind == "word":
            typed.append(word)
            units += _units(word)
        elif kind == "slip":
            at = draw(st.integers(0, len(word) - 1))
            typed.append(word[:at] + word[at + 1 :])
            units += _units(typed[-1])
        elif kind == "phrase":
            text = draw(a_text)
            typed.append(f'"{text}"')
            units += _phrase(text)
            filters += _phrase_filter(text, yes=True)
        elif kind == "field":
            flag = draw(st.sampled_from(["has:code", "venue:acl", "venue:boat-letters"]))
            typed.append(flag)
            filters.append((True, partial(with_flag, flag)))
        elif kind == "author":
            name = draw(st.sampled_from(["müller", "ada", "brien", "owl lantern"]))
            typed.append(f'author:"{name}"')
            filters.append((True, partial(by_author, fold(name).split())))
        else:
            typed.append(f"-{word}")
            filters += _phrase_filter(word, yes=False)
    return " ".join(typed), units, filters


Asked = list[tuple[str, list[tuple[int, str]]]]


def _parted(text: str) -> Asked:
    """The words one asks for, each with its parts and their places: of a CJK run pairs, of a hyphenated word both."""
    found = words(text)
    asked: Asked = []
    n = 0
    while n < len(found):
        word, at = found[n]
        if word.isascii() and n + 1 < len(found) and found[n + 1][1] == at:
            count = next(k for k in range(2, 9) if "".join(w for w, _ in found[n + 1 : n + 1 + k]) == word)
            asked.append((word, [(place, w) for w, place in found[n + 1 : n + 1 + count]]))
            n += count
        elif word.isascii() or len(word) == 2:
            asked.append((word, [(at, word)]))
        n += 1
    return asked


def _units(text: str) -> list[Unit]:
    if len(text) == 1 and not text.isascii():
        return [Unit(word=text)]
    parted = [(word, tuple(w for _, w in parts)) for word, parts in _parted(text)]
    return [Unit(word=word, parts=parts if len(parts) > 1 else ()) for word, parts in parted]


def _spelled_out(text: str) -> list[tuple[int, str]]:
    return [part for _, parts in _parted(text) for part in parts]


def _phrase(text: str) -> list[Unit]:
    return [Unit(word=word, quoted=True) for _, word in _spelled_out(text)]


def _phrase_filter(text: str, *, yes: bool) -> list[tuple[bool, Find]]:
    said = _spelled_out(text)
    if len(said) > 1:
        return [(yes, lambda corpus: corpus.phrase(said))]
    return [] if yes else [(yes, lambda corpus: {id_ for _, word in said for id_ in corpus.having.get(word, ())})]


KINDS = ["word", "word", "slip", "phrase", "field", "author", "not"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_paper, min_size=1, max_size=12), st.lists(a_query(), min_size=1, max_size=8), st.data())
def test_the_engine_finds_what_a_plain_search_finds(
    tmp_path_factory: pytest.TempPathFactory,
    papers: list[dict[str, Any]],
    queries: list[tuple[str, list[Unit], list[tuple[bool, Find]]]],
    data: st.DataObject,
) -> None:
    """Result sets are the same, whatever is asked of whatever papers."""
    catalog = _catalog(papers)
    browser, corpus = open_index(tmp_path_factory.mktemp("index"), catalog), Corpus(catalog)
    for query, units, filters in queries:
        expected = corpus.find(units) if units else set(catalog.papers)
        for yes, find in filters:
            expected = expected & find(corpus) if yes else expected - find(corpus)
        if query and not filters:
            titles = {id_: compact(catalog.heading(made)) for id_, made in catalog.papers.items()}
            expected |= {id_ for id_, title in titles.items() if title == compact(query)}
        assert set(browser.search(query, size=99)) == expected, query
    begun = data.draw(st.sampled_from(["bo", "lan", "s", "fold", "pret", "mull", "a"]))
    assert set(browser.search(begun, size=99, typing=True)) >= corpus.find([Unit(word=begun, prefix=True)]), begun


@settings(max_examples=30)
@given(st.lists(a_paper, min_size=1, max_size=10), st.sampled_from(["", "boat", "study owl"]), st.data())
def test_facets_count_what_choosing_them_would_show(
    tmp_path_factory: pytest.TempPathFactory, papers: list[dict[str, Any]], query: str, data: st.DataObject
) -> None:
    """With any choice made in other facets, a value's count is the size of the list that choosing it alone gives."""
    catalog = _catalog(papers)
    browser = open_index(tmp_path_factory.mktemp("index"), catalog)
    values = {"year": ["2021", "2022", "2023"], "venue": ["acl", "boat-letters"], "has": ["code"]}
    chosen = {
        facet: {data.draw(st.sampled_from(["any", "not"])): data.draw(st.lists(st.sampled_from(own), max_size=2))}
        for facet, own in values.items()
    }
    state = json.dumps({"query": query, "chosen": chosen})
    facets = browser.run(f'engine.search({state}).then((r) => engine.facets(r, ["year", "venue", "has"]))')
    for facet, counted in facets.items():
        for value in counted:
            alone = {**chosen, facet: {"any": [value["value"]]}}
            assert value["count"] == len(browser.search(query, size=99, chosen=alone)), (facet, value)


@given(st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=40))
def test_text_is_folded_the_same_on_both_sides(browser: Browser, text: str) -> None:
    """Also in scripts nobody here reads."""
    asked = json.dumps(text)
    assert browser.run(f"fold({asked})") == fold(text)
    assert browser.run(f"compact({asked})") == compact(text)
    assert [tuple(pair) for pair in browser.run(f"words({asked}).map(({{ word, at }}) => [word, at])")] == words(text)


@given(st.text("aeisxyhc", min_size=1, max_size=6).map(lambda end: "w" + end))
def test_the_other_number_of_a_word_is_the_same_on_both_sides(browser: Browser, word: str) -> None:
    assert set(browser.run(f"forms({json.dumps(word)})")) - {word} == forms(word) - {word}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return open_index(tmp_path_factory.mktemp("index"), _catalog([{"title": "Paper Boats"}]))
