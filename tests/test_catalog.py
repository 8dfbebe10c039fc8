"""The frozen catalog: every list a page needs, in its order."""

from collections.abc import Mapping

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper, TopicSlug
from generator.records.settings import Decisions, Rulings, Settings, Topic, Venue
from tests.make import paper

TOPICS = {
    TopicSlug(t.slug): t
    for t in (
        Topic(slug=TopicSlug("craft"), title="Craft", definition="x"),
        Topic(slug=TopicSlug("boats"), title="Boats", definition="x", parents=("craft",), strong=("boat",)),
        Topic(slug=TopicSlug("creases"), title="Creases", definition="x", strong=("crease",)),
    )
}
VENUES = {"fold": Venue(slug="fold", name="FOLD", kind="conference", aliases=("Folding Conference",))}


def _catalog(*papers: Paper, venues: Mapping[str, Venue] = VENUES) -> Catalog:
    decisions = Decisions(settings=Settings(), topics=TOPICS, venues=venues, rulings=Rulings())
    return build_catalog({p.id: p for p in papers}, decisions)


def test_lists_are_newest_first_and_ties_go_by_id() -> None:
    """A day beats its bare month, a month its bare year; no date comes last."""
    catalog = _catalog(
        paper("d"),
        paper("c", date="2023"),
        paper("b", date="2023-05"),
        paper("a", date="2023-05"),
        paper("e", date="2023-05-02"),
    )
    assert catalog.newest == ("e", "a", "b", "c", "d")
    assert catalog.years == {2023: ("e", "a", "b", "c")}


def test_a_missing_date_is_the_month_of_the_arxiv_id() -> None:
    """Computed, never stored: it is exactly what the id says."""
    catalog = _catalog(
        paper("a", ids={"arxiv": "2309.16039"}),
        paper("b", ids={"arxiv": "hep-th/9901001"}),
        paper("c", ids={"arxiv": "2309.16039"}, date="2024"),
    )
    assert [(p.date, p.first) for p in catalog.papers.values()] == [
        ("2023-09", ""), ("1999-01", ""), ("2024", "2023-09"),
    ]  # fmt: skip


def test_papers_are_new_by_their_first_appearance_and_of_the_year_that_is_cited() -> None:
    """What was posted in December and printed in May is older than what was posted in January."""
    catalog = _catalog(
        paper("printed", date="2023-12-05", venue="FOLD 2024"),
        paper("posted", date="2024-01"),
        paper("later", date="2025-03", first="2024-02"),
        paper("old", date="2023-11"),
    )
    assert catalog.newest == ("later", "posted", "printed", "old")
    assert list(catalog.years.items()) == [(2025, ("later",)), (2024, ("posted", "printed")), (2023, ("old",))]


def test_a_parent_topic_holds_the_papers_of_its_children() -> None:
    """`direct` does not; neighbours are other families."""
    catalog = _catalog(paper("a", title="A boat", date="2023"), paper("b", title="Boat creases", date="2024"))
    assert catalog.topics[TopicSlug("craft")].papers == ("b", "a")
    assert catalog.topics[TopicSlug("craft")].direct == ()
    assert catalog.topics[TopicSlug("craft")].children == ("boats",)
    assert catalog.topics[TopicSlug("craft")].neighbours == (("creases", 1),)


def test_spellings_that_fold_alike_are_one_author() -> None:
    """The most frequent spelling names the page; co-authors are counted; `others` is nobody."""
    catalog = _catalog(
        paper("a", authors=("Ada Quíll", "Bo Reed")),
        paper("b", authors=("Ada Quill", "Bo Reed", "others")),
        paper("c", authors=("Ada Quill",)),
    )
    ada = catalog.authors["ada-quill"]  # type: ignore[index]
    assert (ada.name, ada.spellings, len(ada.papers)) == ("Ada Quill", ("Ada Quill", "Ada Quíll"), 3)
    assert ada.coauthors == (("bo-reed", 2),)
    assert sorted(catalog.authors) == ["ada-quill", "bo-reed"]


def test_a_venue_is_known_by_any_of_its_names_in_any_year() -> None:
    """`FOLD 2024` and `Proceedings of the 3rd Folding Conference` are one; an unknown one is made of its text."""
    catalog = _catalog(
        paper("a", venue="FOLD 2024"),
        paper("b", venue="Proceedings of the 3rd Folding Conference"),
        paper("c", venue="Ships '23"),
    )
    assert {slug: len(entry.papers) for slug, entry in catalog.venues.items()} == {"fold": 2, "ships": 1}


def test_what_a_record_lacks_is_a_gap() -> None:
    """An incomplete author list is one, too."""
    whole = paper(
        "a", title="A boat", authors=("Ada",), date="2023", venue="FOLD", ids={"doi": "10.1000/x"}, summary="s"
    )
    catalog = _catalog(whole, paper("b", title="B", authors=("Ada", "others"), summary="s", date="2023", venue="FOLD"))
    assert catalog.gaps == {"authors": ("b",), "ids": ("b",), "topics": ("b",)}


def test_a_paper_without_a_title_is_headed_by_what_is_known() -> None:
    """Its arXiv id, else its first words, else its id."""
    text = "One two three four five six seven eight nine ten eleven."
    catalog = _catalog(paper("a", ids={"arxiv": "2309.16039"}), paper("b", abstract=text), paper("c"))
    assert [catalog.heading(p) for p in catalog.papers.values()] == [
        "arXiv 2309.16039",
        "One two three four five six seven eight nine ten…",
        "c",
    ]


def test_a_citation_key_is_one_papers() -> None:
    """Of two records with one key the first has it; none is another's id, and BibTeX must be able to hold it."""
    catalog = _catalog(
        paper("a", key="Roe2024"), paper("b", key="roe2024"), paper("c", key="a"), paper("d", key="roe, {x} 50%"),
        paper("e", key="e"), paper("f", key="müller:2020+"), paper("g"),
    )
    assert catalog.keys == {"a": "Roe2024", "e": "e", "f": "müller:2020+"}


def test_former_ids_lead_to_the_record() -> None:
    """For redirects."""
    assert _catalog(paper("a", aliases=("old",))).redirects == {"old": "a"}


def test_the_order_of_the_records_does_not_matter() -> None:
    """The same catalog from the same records."""
    papers = [
        paper("a", title="Boat", venue="Ships"),
        paper("b", title="Boats", venue="ships", authors=("Á B",)),
        paper("c", authors=("A B",)),
    ]
    assert _catalog(*papers) == _catalog(*reversed(papers))


def test_a_date_that_a_person_decided_is_shown_whatever_the_venue_states() -> None:
    """Else the year of `NAACL 2024` counts."""
    said = {"date": "2023-09", "venue": "NAACL 2024"}
    shown = _catalog(paper("ours", kept=("date",), **said), paper("theirs", **said)).papers
    assert [(p.date, p.first) for p in shown.values()] == [("2023-09", ""), ("2024", "2023-09")]
