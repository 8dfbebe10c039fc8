"""Which pairs are compared."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean.author_lists import divided_names
from generator.intake.merge.blocking import candidates
from generator.intake.merge.evidence import Kind, View, compare, may_be_same
from generator.intake.normalize import normalize
from generator.intake.readers import decode, read_capture, reader_named
from generator.model import Author, Facts, PaperDate
from tests.shared import SHARED

TITLES = st.lists(st.sampled_from(["owl", "boat", "lantern", "grid", "kelp", "moss"]), max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TITLES, TITLES, st.booleans()), max_size=9))
def test_an_import_compares_each_pair_with_a_new_row_and_no_other(papers: list[tuple[str, str, bool]]) -> None:
    """The pairs with a new row are those of a comparison of all: the records around them still count the words."""
    views = {f"p{n}": [View(Facts(title=title, abstract=text))] for n, (title, text, _) in enumerate(papers)}
    new = {f"p{n}" for n, (_, _, is_new) in enumerate(papers) if is_new}
    assert {*candidates(views, new)} == {pair for pair in candidates(views) if new & {*pair}}


WORDS = ["owl", "boat", "lantern", "grid", "kelp", "moss", "reef", "tide"]
TEXTS = st.sampled_from(["", *(" ".join(WORDS[n:] * 8 + WORDS[:n]) for n in range(4)), "owls and boats " * 20])
PEOPLE = st.lists(st.sampled_from(["Ann Roe", "Max Poe", "Jan Doe", "Roe"]), max_size=3)
FACTS = st.builds(
    lambda title, people, text, year, ids: Facts(
        title=title, authors=tuple(Author(name=name) for name in people), abstract=text, date=PaperDate(year), **ids
    ),
    TITLES,
    PEOPLE,
    TEXTS,
    st.sampled_from(["", "2019", "2024"]),
    st.sampled_from([{}, {"ids": {"doi": "10.1000/a"}}, {"ids": {"doi": "10.1000/b"}}]),
)


@given(FACTS, FACTS)
def test_what_is_not_compared_would_never_have_been_the_same(a: Facts, b: Facts) -> None:
    """A pair that is put aside unread has no verdict in its favour, and none that a person would be asked about."""
    ours, theirs = View(a), View(b)
    if not may_be_same(ours, theirs):
        assert compare(ours, theirs).kind < Kind.UNCLEAR


def compared(views: Mapping[str, View]) -> set[tuple[str, str]]:
    alone = {key: [view] for key, view in views.items()}
    return {pair for pair in candidates(alone) if may_be_same(views[pair[0]], views[pair[1]])}


def missed(gold: Iterable[tuple[str, str]], views: Mapping[str, View]) -> list[tuple[str, str]]:
    """Of the pairs that are one paper, those that are never compared."""
    found = compared(views)
    return [pair for pair in gold if tuple(sorted(pair)) not in found]


@pytest.mark.shared("data/dblp-acm")
def test_two_bibliographies_of_databases_lose_no_pair_that_titles_and_authors_tell() -> None:
    """Of 2,224 pairs that people found in DBLP and ACM, all but two that titles and authors speak for are compared."""
    folder = SHARED / "data" / "dblp-acm" / "full-tables"
    views: dict[str, View] = {}
    for name in ("dblp", "acm"):
        for row in csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines(), delimiter="%"):
            authors = tuple(Author(name=person) for person in divided_names(row["authors"]) if person)
            views[f"{name} {row['id']}"] = View(Facts(title=row["title"], authors=authors, date=PaperDate(row["year"])))
    pairs = csv.DictReader((folder / "gt.csv").read_text(encoding="utf-8").splitlines(), delimiter="%")
    gold = [(f"dblp {row['D1']}", f"acm {row['D2']}") for row in pairs]
    telling = [pair for pair in gold if compare(views[pair[0]], views[pair[1]]).kind >= Kind.UNCLEAR]
    assert len(missed(telling, views)) <= 2  # a review with the authors of its book, and a title with another end
    assert len(telling) / len(gold) > 0.95


@pytest.mark.shared("data/endnote-dedupe")
def test_a_library_with_marked_duplicates_loses_no_pair() -> None:
    """Whatever is the same or a question in the 179 records of a search is compared."""
    path = SHARED / "data" / "endnote-dedupe" / "tafenoquine.xml"
    capture, _ = decode(path.name, path.read_bytes())
    reader = reader_named("endnote_xml")
    assert capture and reader
    rows = [row for row, _ in map(normalize, read_capture(capture, reader).records) if row]
    views: dict[str, View] = {row.fingerprint: View(row.facts) for row in rows}
    pairs = combinations(sorted(views), 2)
    telling = [(a, b) for a, b in pairs if compare(views[a], views[b]).kind >= Kind.UNCLEAR]
    assert telling and missed(telling, views) == []


@pytest.mark.shared("data/traps.json")
def test_the_traps_are_all_looked_at() -> None:
    """Pairs that tempt a merge are compared wherever they are one paper or a question."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for trap in json.loads((SHARED / "data" / "traps.json").read_text(encoding="utf-8")):
        views = {
            f"{number}": View(
                Facts(
                    title=row["title"],
                    authors=tuple(Author(name=name) for name in row["authors"].split("; ") if name),
                    date=PaperDate(row["date"]),
                    venue=row["venue"],
                )
            )
            for number, row in enumerate(trap["rows"])
        }
        telling = [(a, b) for a, b in combinations(views, 2) if compare(views[a], views[b]).kind >= Kind.UNCLEAR]
        if lost := missed(telling, views):
            groups[trap["case"]] = lost
    assert groups == {}


def test_a_short_title_of_frequent_words_is_compared_by_a_word_and_an_author() -> None:
    """`Query processing` and `Query processing (tutorial)` by one person, among fifty titles with the same words."""
    titles = {"a": "Query processing", "b": "Query processing (tutorial)"}
    crowd = {f"c{n}": f"Query processing of {word} and tutorial" for n, word in enumerate("owl boat".split() * 25)}
    views = {
        key: View(Facts(title=title, authors=(Author(name="Ann Roe" if len(key) == 1 else f"Max Poe{key}"),)))
        for key, title in (titles | crowd).items()
    }
    assert ("a", "b") in compared(views)
