"""Who signed which paper: one person only where that is certain."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean.text import author_key
from generator.knowledge.catalog import build_catalog
from generator.knowledge.people import People, check_author_rulings, find_people
from generator.knowledge.people.signing import signings_of
from generator.model import Author, Paper, PaperId
from generator.publish.pages.author import sort_key
from generator.records.settings import Decisions, Rulings, Settings
from tests.make import paper, ruled_authors

A, B, C = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"
NAMES = ("Li Roe", "L. Roe", "Lily Roe", "Líly Roe", "李明", "黎明", "LiMing", "The Roe Team", "Li Roe Jr.")


def signed(*papers: str) -> dict[PaperId, Paper]:
    """Papers by their authors, as `Ada Roe 0097, Bo Poe 0001`; four digits at the end stand for the ORCID that ends so,
    and where there is none, for DBLP's number.
    """
    orcids = {orcid[-4:]: orcid for orcid in (A, B, C)}
    found = {}
    for number, text in enumerate(papers):
        people = []
        for name in text.split(", "):
            bare, _, tail = name.rpartition(" ")
            known = {"orcid": orcids[tail]} if tail in orcids else {"homonym": tail} if tail.isdigit() else {}
            people.append(Author(name=bare if known else name, **known))
        id_ = PaperId(f"p{number}")
        found[id_] = Paper(id=id_, authors=tuple(people), date=f"{2000 + number}")  # type: ignore[arg-type]
    return found


def who(papers: dict[PaperId, Paper], **rulings: Iterable[Iterable[str]]) -> list[str]:
    """The addresses of the papers' authors, a text for each paper."""
    return [", ".join(slugs) for slugs in people_of(papers, **rulings).paper_authors.values()]


def people_of(papers: dict[PaperId, Paper], **rulings: Iterable[Iterable[str]]) -> People:
    return find_people(papers, ruled_authors(**rulings))


@pytest.mark.parametrize(("papers", "slugs"), [
    # One full name, and one ORCID under any names.
    (["Ada Róe", "ADA ROE"], ["ada-roe", "ada-roe"]),
    (["Mike Roe 0097", "M. Roe 0097", "Michael Roe 0097"], ["mike-roe", "mike-roe", "mike-roe"]),
    (["Mike Roe 0097", "Mike Roe", "Michael Roe 0097", "Michael Roe"], ["mike-roe"] * 4),
    # The full spelling of the earliest paper gives the address.
    (["M. Roe 0097", "Michael Roe 0097", "Mike Roe 0097", "Mike Roe 0097"], ["michael-roe"] * 4),
    # Two ORCIDs under one name are two people, and who has none is neither.
    (["Li Roe 0097", "Li Roe 3700", "Li Roe"], ["li-roe-0097", "li-roe-3700", "li-roe"]),
    (["Li Roe 0097", "Li Roe 233X"], ["li-roe-0097", "li-roe-233x"]),
    # A name that stands twice on one paper is several people's.
    (["Wei Roe, Wei Roe", "Wei Roe"], ["wei-roe, wei-roe", "wei-roe"]),
    (["Wei Roe 0097, Wei Roe", "Wei Roe 0097"], ["wei-roe-0097, wei-roe", "wei-roe-0097"]),
    # An ORCID that stands twice on one paper is a slip.
    (["Ada Roe 0097, Bo Poe 0097", "Ada Roe"], ["ada-roe, bo-poe", "ada-roe"]),
    # So are two numbers of DBLP's, on one paper too; a number tells nothing under another name.
    (["Li Roe 0001", "Li Roe 0002", "Li Roe 0001", "Bo Roe 0001"], ["li-roe-0001", "li-roe-0002", "li-roe-0001",
                                                                  "bo-roe"]),
    (["Li Roe 0001", "Li Roe 0002", "Li Roe"], ["li-roe-0001", "li-roe-0002", "li-roe"]),
    (["Li Roe 0001, Li Roe 0002", "Li Roe 0002"], ["li-roe-0001, li-roe-0002", "li-roe-0002"]),
    (["L. Roe 0001", "L. Roe 0002", "L. Roe 0001"], ["l-roe-0001", "l-roe-0002", "l-roe-0001"]),
    (["李明 0001", "黎明 0001", "李明 0002"], ["liming-674e660edblp0001", "liming-9ece660edblp0001", "liming-0002"]),
    # Who has the only number, or the only ORCID and the only number, is everybody of that name.
    (["Li Roe 0001", "Li Roe"], ["li-roe", "li-roe"]),
    (["Li Roe 0001", "Li Roe 0097", "Li Roe"], ["li-roe", "li-roe", "li-roe"]),
    (["Li Roe 0001", "Li Roe 0097", "Li Roe 3700"], ["li-roe-0001", "li-roe-0097", "li-roe-3700"]),
    # A number that stands twice on one paper is a slip.
    (["Li Roe 0001, Li Roe 0001"], ["li-roe, li-roe"]),
    # Suffixes, initials, middle names, spaces and scripts are different names.
    (["Max Roe Jr.", "Max Roe Sr.", "Max Roe"], ["max-roe-jr", "max-roe-sr", "max-roe"]),
    (["M. Roe", "Mike Roe", "Mike T. Roe"], ["m-roe", "mike-roe", "mike-t-roe"]),
    (["M. Roe 0097", "M. Roe"], ["m-roe-0097", "m-roe"]),
    (["Li Ming", "LiMing", "Ming Li"], ["li-ming", "liming", "ming-li"]),
    (["李明", "李明", "黎明"], ["liming-674e660e", "liming-674e660e", "liming-9ece660e"]),
    (["¿", "¡"], ["unnamed-bf", "unnamed-a1"]),
    (["The Roe Team", "the Roe Team"], ["the-roe-team", "the-roe-team"]),
])  # fmt: skip
def test_one_page_is_one_person(papers: list[str], slugs: list[str]) -> None:
    """What joins, what keeps apart, and the addresses."""
    assert who(signed(*papers)) == slugs


def test_a_known_family_name_makes_nobody_another_person() -> None:
    """One page, filed under the family name."""
    plain, known = paper("a", authors=("Luz Pardo Vega",)), paper("b")
    known = replace(known, authors=(Author(name="Luz Pardo Vega", family="Pardo Vega"),))
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    catalog = build_catalog({plain.id: plain, known.id: known}, decisions)
    (entry,) = catalog.authors.values()
    assert (entry.name, entry.papers, sort_key(entry)[0]) == ("Luz Pardo Vega", ("a", "b"), "pardovega")


def test_the_page_of_a_name_lists_all_who_sign_so() -> None:
    """Its papers are those of which it is not known whose they are."""
    people = people_of(signed("Li Roe 0097", "Li Roe 3700", "Li Roe"))
    assert people.doubts == {"li-roe": "several"}
    assert people.namesakes == {"li-roe": ("li-roe-0097", "li-roe-3700")}
    without = people_of(signed("Li Roe 0097", "Li Roe 3700"))
    assert without.namesakes == people.namesakes


@pytest.mark.parametrize(("papers", "doubts"), [
    (["M. Roe"], {}),
    (["M. Roe", "M. Roe"], {"m-roe": "abbreviated"}),
    (["M. Roe", "Mike Roe 0097, M. Poe", "M. Roe 0097"], {"m-roe": "abbreviated"}),
    (["M. Roe", "M. Roe 0097", "M. Roe 3700"], {"m-roe": "several"}),
    (["M. Roe, M. Roe"], {"m-roe": "several"}),
    (["Weinan E", "Weinan E"], {}),
    (["Plato", "Plato"], {}),
    (["Owl Team", "Owl Team"], {}),
])  # fmt: skip
def test_initials_are_nobodys_full_name(papers: list[str], doubts: dict[str, str]) -> None:
    """Two papers by `M. Roe` may be those of two people; one cannot."""
    assert people_of(signed(*papers)).doubts == doubts


def test_every_spelling_keeps_its_address() -> None:
    """As a redirect, where one person has it, and as a page of the name, where several do."""
    papers = signed("Mike Roe 0097", "M. Roe 0097", "Michael Roe 0097, M. Poe", "M. Roe")
    people = people_of(papers)
    assert people.redirects == {"michael-roe": "mike-roe"}
    assert people.namesakes == {"m-roe": ("mike-roe",)}


def test_orcids_that_end_alike_make_longer_addresses() -> None:
    """The short one leads to the page of the name."""
    other = "0000-0003-0000-0097"
    papers = {
        PaperId(f"p{n}"): Paper(id=PaperId(f"p{n}"), authors=(Author(name="Li Roe", orcid=orcid),))
        for n, orcid in enumerate((A, other))
    }
    people = people_of(papers)
    assert people.namesakes["li-roe"] == ("li-roe-0000000218250097", "li-roe-0000000300000097")  # type: ignore[index]
    assert people.redirects == {"li-roe-0097": "li-roe"}


@pytest.mark.parametrize(("group", "slugs"), [
    (["Mike Roe", "Michael Roe"], ["mike-roe", "mike-roe", "m-roe", "mike-roe, ann-roe"]),
    (["mike-roe", "m-roe"], ["mike-roe", "michael-roe", "mike-roe", "michael-roe, ann-roe"]),
    (["M. Roe", A], ["mike-roe", "michael-roe", "michael-roe", "michael-roe, ann-roe"]),
    (["Mike Roe", "nobody", "Michael Roe"], ["mike-roe", "mike-roe", "m-roe", "mike-roe, ann-roe"]),
])  # fmt: skip
def test_a_ruling_makes_spellings_one_person(group: list[str], slugs: list[str]) -> None:
    """By name, address or ORCID."""
    assert who(signed("Mike Roe", "Michael Roe", "M. Roe", "Michael Roe 0097, Ann Roe"), same=[group]) == slugs


def test_a_ruling_gives_the_papers_of_a_name_to_one_of_its_people() -> None:
    """The page of the name stays, and lists them."""
    papers = signed("Li Roe 0097", "Li Roe 3700", "Li Roe")
    people = people_of(papers, same=[["li-roe", "li-roe-3700"]])
    assert [*people.paper_authors.values()] == [("li-roe-0097",), ("li-roe-3700",), ("li-roe-3700",)]
    assert people.namesakes == {"li-roe": ("li-roe-0097", "li-roe-3700")}


def test_a_ruling_keeps_apart_what_would_join() -> None:
    """A wrong ORCID, and a name without one."""
    assert who(signed("Ann Roe 0097", "Bo Poe 0097"), different=[["Ann Roe", "Bo Poe"]]) == ["ann-roe", "bo-poe"]
    assert who(signed("Ann Roe 0097", "Ann Roe"), different=[["Ann Roe", A]]) == ["ann-roe-0097", "ann-roe"]
    both = who(signed("Ann Roe", "A. Roe"), same=[["Ann Roe", "A. Roe"]], different=[["Ann Roe", "A. Roe"]])
    assert both == ["ann-roe", "a-roe"]


def test_a_ruling_of_two_orcids_makes_them_one_person() -> None:
    """Some people have two."""
    assert who(signed("Li Roe 0097", "Li Roe 3700", "Li Roe"), same=[[A, B]]) == ["li-roe"] * 3


def test_people_that_dblp_numbers_are_known_to_be_several() -> None:
    """The name has a page that lists them, neither may be the other, and a ruling tells one by the number."""
    papers = signed("Li Roe 0001", "Li Roe 0002", "Lily Roe")
    people = people_of(papers)
    assert people.namesakes == {"li-roe": ("li-roe-0001", "li-roe-0002")}
    assert people.apart == {("li-roe-0001", "li-roe-0002"), ("li-roe-0002", "li-roe-0001")}
    for name in ("Li Roe 0002", "li-roe-0002"):
        assert who(papers, same=[["Lily Roe", name]]) == ["li-roe-0001", "lily-roe", "lily-roe"]
    (problem,) = check_author_rulings(papers, ruled_authors(same=(("Lily Roe", "Li Roe"),)))
    assert (problem.code, problem.hint) == ("unknown-author", "say which: li-roe-0001, li-roe-0002")


TAKE = "take it as the author's page shows it"
HOLDS = "`different` holds until one is taken out"


def test_rulings_that_name_nobody_are_reported() -> None:
    """So are those that name several people, and those that conflict; the others are not."""
    papers = signed("Li Roe 0097", "Li Roe 3700", "Ann Roe", "A. Roe")
    rulings = ruled_authors(
        same=(("Ann Roe", "A. Roe"), ("Ann Roe", "Ann Row"), ("Li Roe", "Ann Roe"), ("li-roe-0097", C)),
        different=(("A. Roe", "Ann Roe"),),
    )
    problems = check_author_rulings(papers, rulings)
    assert [(p.code, p.level, p.message.split(", expected")[0], p.hint) for p in problems] == [
        ("unknown-author", "warning", "authors: found `Ann Row`, which no paper has", TAKE),
        ("unknown-author", "warning", "authors: found `Li Roe`, which 2 people sign", f"say which: {B}, {A}"),
        ("unknown-author", "warning", f"authors: found `{C}`, which no paper has", TAKE),
        ("conflict", "error", "authors: found `A. Roe` and `Ann Roe` under both `same` and `different`", HOLDS),
    ]


AUTHORS = st.builds(
    Author, name=st.sampled_from(NAMES), orcid=st.sampled_from([None, None, A, B, C]),
    homonym=st.sampled_from([None, None, None, "0001", "0097"]),
)  # fmt: skip
PAPERS = st.lists(st.lists(AUTHORS, min_size=1, max_size=3), min_size=1, max_size=8).map(
    lambda lists: {
        PaperId(f"p{n}"): Paper(id=PaperId(f"p{n}"), authors=tuple(authors), date=f"20{n:02}")  # type: ignore[arg-type]
        for n, authors in enumerate(lists)
    }
)


@settings(max_examples=300)
@given(PAPERS, st.randoms())
def test_people_are_those_of_any_order(papers: dict[PaperId, Paper], random: object) -> None:
    """The order of the papers does not matter; one ORCID is one person, but for slips, and no person has two."""
    people = people_of(papers)
    shuffled = sorted(papers.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert people_of(dict(shuffled)) == people
    homes: dict[str, set[str]] = {}
    for id_, own in signings_of(papers).items():
        for signing, slug in zip(own, people.paper_authors[id_], strict=True):
            if signing.orcid:
                homes.setdefault(signing.orcid, set()).add(slug)
    assert all(len(slugs) == 1 for slugs in homes.values())
    assert all(len(orcids) <= 1 for orcids in people.orcids.values())


@settings(max_examples=300)
@given(PAPERS)
def test_every_name_leads_somewhere(papers: dict[PaperId, Paper]) -> None:
    """The folded name is always an address: a person's, a redirect's, or that of a page of the name."""
    people = people_of(papers)
    pages = {slug for slugs in people.paper_authors.values() for slug in slugs} | set(people.doubts)
    assert not pages & set(people.redirects)
    assert set(people.redirects.values()) <= pages
    for of_paper in papers.values():
        for author in of_paper.people:
            assert author_key(author.name) in pages | set(people.redirects)


def test_the_first_name_of_a_ruling_is_the_one_the_person_goes_by() -> None:
    """Page and heading are those of the name of today; the earlier one leads there."""
    papers = {
        PaperId("one"): paper("one", title="One", date="2010", authors=("Ina Falk",)),
        PaperId("two"): paper("two", title="Two", date="2020", authors=("Ina Horn",)),
    }
    rulings = Rulings(authors=ruled_authors(same=(("Ina Horn", "Ina Falk"),)))
    catalog = build_catalog(papers, Decisions(settings=Settings(), topics={}, venues={}, rulings=rulings))
    assert [(slug, entry.name) for slug, entry in catalog.authors.items()] == [("ina-horn", "Ina Horn")]
    assert catalog.author_redirects == {"ina-falk": "ina-horn"}
