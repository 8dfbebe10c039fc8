"""Which rows are the same paper, and what the record keeps of each."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.merge import Terms, find_unclear, merge
from generator.intake.merge.evidence import Kind, View, compare
from generator.model import Author, Facts, Link, Paper, PaperDate, PaperId, Row, Url
from generator.records.settings import Rulings
from generator.records.store import as_yaml
from tests.make import ABSTRACT, OTHER_ABSTRACT, facts, paper, row, ruled

NONE = Rulings()
TITLE = "Lantern Routing Ends on Every Grid"


def _import(
    rows: list[Row], papers: dict[PaperId, Paper] | None = None, rulings: Rulings = NONE
) -> dict[PaperId, Paper]:
    return dict(merge(papers or {}, rows, Terms(rulings=rulings)).papers)


def _texts(papers: dict[PaperId, Paper]) -> dict[PaperId, str]:
    return {id_: as_yaml(p) for id_, p in papers.items()}


def _part(title: str, author: str, pages: str) -> Facts:
    """What carries the DOI of its book."""
    doi, book = {"doi": "10.1000/book"}, "Book of Lanterns"
    return facts(title=title, authors=(author,), pages=pages, ids=doi, venue=book, type="chapter", date="2019")


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (facts(ids={"arxiv": "2301.00001"}), facts(ids={"arxiv": "2301.00001"}, title=TITLE), Kind.SAME_ID),
        (
            facts(ids={"arxiv": "2301.00001", "doi": "10.1000/a"}),
            facts(ids={"arxiv": "2301.00001", "doi": "10.1000/b"}),
            Kind.UNCLEAR,
        ),
        (_part("Foreword", "Ada Quill", "1-3"), _part("Lantern Growth on Wet Rock", "Oto Brand", "4-20"), Kind.UNCLEAR),
        (_part("Foreword", "Ada Quill", "1-3"), _part("Lantern Growth on Wet Rock", "Ada Quill", "4-9"), Kind.UNCLEAR),
        (_part("Foreword", "Ada Quill", "1-3"), _part("Geleitwort", "A. Quill", "1-3"), Kind.SAME_ID),
        (_part(TITLE, "Ada Quill", "1"), _part(f"{TITLE}: A Study", "Oto Brand", "1"), Kind.SAME_ID),
        (_part("灯笼的路线", "李明", ""), _part(TITLE, "Ming Li", ""), Kind.SAME_ID),
        (_part(TITLE, "Ada Quill", ""), _part(f"Erratum: {TITLE}", "Ada Quill", ""), Kind.VETO),
        (_part(f"Erratum: {TITLE}", "Ada Quill", ""), facts(ids={"doi": "10.1000/book"}), Kind.SAME_ID),
        (facts(abstract=ABSTRACT), facts(abstract=ABSTRACT, title=TITLE), Kind.SAME_WORDS),
        (facts(abstract=ABSTRACT), facts(abstract=ABSTRACT[:230]), Kind.SAME_WORDS),
        (facts(abstract=ABSTRACT), facts(abstract=ABSTRACT[:100]), Kind.UNRELATED),
        (facts(abstract=ABSTRACT[:120] + OTHER_ABSTRACT), facts(abstract=ABSTRACT), Kind.UNRELATED),
        (facts(abstract=ABSTRACT), facts(abstract=OTHER_ABSTRACT), Kind.UNRELATED),
        (facts(title=TITLE), facts(title=TITLE.upper() + "."), Kind.SAME_WORDS),
        (facts(title="Introduction"), facts(title="Introduction"), Kind.UNCLEAR),
        (
            facts(title="Introduction", authors=("Ada Quill",), volume="7", pages="1-3"),
            facts(title="Introduction", authors=("A. Quill",), volume="7", pages="1"),
            Kind.SAME_WORDS,
        ),
        (
            facts(title="Introduction", authors=("Ada Quill",), volume="7", pages="1-3"),
            facts(title="Introduction", authors=("Ada Quill",), volume="7", pages="11-13"),
            Kind.UNCLEAR,
        ),
        (facts(title=TITLE, abstract=ABSTRACT), facts(title=TITLE, abstract=OTHER_ABSTRACT), Kind.UNCLEAR),
        (
            facts(title="Lantern Routing, Part I", authors=("Ada Quill",)),
            facts(title="Lantern Routing, Part II", authors=("Ada Quill",)),
            Kind.VETO,
        ),
        (facts(title=TITLE, authors=("Ada Quill",)), facts(title=TITLE, authors=("Bo Reed",)), Kind.UNCLEAR),
        (facts(title=TITLE, ids={"arxiv": "2301.00001"}), facts(title=TITLE, ids={"arxiv": "2301.00002"}), Kind.VETO),
        (facts(title=TITLE, date="2011"), facts(title=TITLE, date="2023"), Kind.UNCLEAR),
        (facts(title=TITLE, date="2022", first="2019"), facts(title=TITLE, date="2019"), Kind.SAME_WORDS),
        (facts(title=TITLE, date="2022", first="2021"), facts(title=TITLE, date="2018"), Kind.UNCLEAR),
        (facts(title=TITLE, date="2020", venue="Grids 2023"), facts(title=TITLE, date="2018"), Kind.SAME_WORDS),
        (
            facts(title=TITLE, authors=("Ada Quill", "Bo Reed")),
            facts(title="Lantern Routing Ends on Every Gridd", authors=("A. Quill",)),
            Kind.SAME_WORDS,
        ),
        (
            replace(facts(title=TITLE), authors=(Author(name="陈海明", family="陈"),)),
            facts(title=TITLE, authors=("Haiming Chen",)),
            Kind.SAME_WORDS,
        ),
        (
            replace(facts(title=TITLE), authors=(Author(name="Luz Pardo Vega", family="Pardo Vega"),)),
            facts(title=TITLE, authors=("L. Pardo Vega",)),
            Kind.SAME_WORDS,
        ),
        (facts(title=TITLE), facts(title="Lantern Routing Ends on Most Grids"), Kind.UNRELATED),
        (facts(), facts(), Kind.UNRELATED),
    ],
)
def test_a_pair_gets_the_verdict_its_evidence_deserves_whichever_comes_first(a: Facts, b: Facts, kind: Kind) -> None:
    """Identifiers, then independent witnesses, then vetoes."""
    assert compare(View(a), View(b)).kind is kind
    assert compare(View(b), View(a)) == compare(View(a), View(b))


def test_a_title_an_arxiv_id_and_an_author_from_three_captures_belong_to_one_record() -> None:
    """Three rows that share only their abstract become one record, and each says why."""
    rows = [
        row("c.txt", abstract=ABSTRACT),
        row("a.txt", abstract=ABSTRACT, ids={"arxiv": "2301.00001"}),
        row("b.txt", abstract=ABSTRACT, title=TITLE, authors=("Ada Quill", "others")),
    ]
    (record,) = _import(rows).values()
    assert (record.title, record.ids.arxiv, record.authors[0].name) == (TITLE, "2301.00001", "Ada Quill")
    assert record.id == "lantern-routing-ends-on-every-grid-2023"
    assert [source.merged for source in record.sources] == ["same abstract"] * 3


def test_the_order_of_rows_does_not_matter() -> None:
    """Every permutation of five rows of two papers gives the same bytes."""
    rows = [
        row("a.txt", 1, abstract=ABSTRACT),
        row("b.txt", 4, abstract=ABSTRACT[:250], title=TITLE),
        row("c.txt", 2, title=TITLE.upper(), authors=("Ada Quill",), date="2023-05"),
        row("c.txt", 9, abstract=OTHER_ABSTRACT, links=(("code", "https://example.org/boats"),)),
        row(
            "d.txt",
            1,
            abstract=OTHER_ABSTRACT,
            title="Creases of Paper Boats",
            links=(("data", "https://example.org/boats"),),
        ),
    ]
    outcomes = {tuple(_texts(_import(list(order))).items()) for order in permutations(rows)}
    assert len(outcomes) == 1
    assert len(next(iter(outcomes))) == 2


def test_importing_again_changes_nothing() -> None:
    """Known rows are unchanged, and so are the records' bytes."""
    rows = [row("a.txt", abstract=ABSTRACT), row("b.txt", abstract=ABSTRACT, title=TITLE)]
    first = _import(rows)
    again = merge(first, rows)
    assert _texts(dict(again.papers)) == _texts(first)
    assert {end.outcome for end in again.rows} == {"unchanged"}


def test_a_hand_edit_survives_every_import_and_is_named() -> None:
    """A changed title, a removed link and a removed date stay; a new row's other title is kept beside."""
    rows = [row("a.txt", title=TITLE, date="2023", abstract=ABSTRACT, links=(("code", "https://example.org/x"),))]
    (record,) = _import(rows).values()
    edited = replace(record, title="Lanterns Route on Every Grid", date=PaperDate(""), links=())
    more = [
        *rows,
        row(
            "b.txt",
            title="LANTERN ROUTING ENDS ON EVERY GRID",
            date="2022",
            abstract=ABSTRACT,
            links=(("code", "https://example.org/x"),),
        ),
    ]
    result = merge({record.id: edited}, more)
    (after,) = result.papers.values()
    assert (after.title, after.date, after.links) == ("Lanterns Route on Every Grid", "", ())
    assert [(kept.field, kept.value, kept.says) for kept in result.kept] == [
        ("title", "Lanterns Route on Every Grid", TITLE),
        ("date", "", "2022"),
    ]
    assert after.kept == ("title", "date")
    assert after.sources[1].differs["title"] == "LANTERN ROUTING ENDS ON EVERY GRID"


def test_an_added_link_stays_beside_those_a_source_gives() -> None:
    """A curator's link and a later source's link are both kept."""
    rows = [row("a.txt", title=TITLE)]
    (record,) = _import(rows).values()
    edited = replace(record, links=(Link(kind="video", url=Url("https://example.org/talk")),))
    (after,) = _import(
        [*rows, row("b.txt", title=TITLE, authors=("Ada Quill",), links=(("code", "https://example.org/x"),))],
        {record.id: edited},
    ).values()
    assert [link.kind for link in after.links] == ["code", "video"]


def test_a_row_finds_its_record_again_where_the_record_kept_nothing_of_it() -> None:
    """A record without the row's abstract takes it from the row, by its fingerprint, and loses nothing."""
    known = row("a.txt", abstract=ABSTRACT)
    (bare,) = _import([known]).values()
    bundled = replace(bare, abstract="", title=TITLE, summary="Ours.", sources=(replace(bare.sources[0], fields={}),))
    result = merge({bundled.id: bundled}, [known])
    (after,) = result.papers.values()
    assert after == replace(bundled, abstract=ABSTRACT, sources=bare.sources)
    assert [end.outcome for end in result.rows] == ["completed"]


def test_what_a_person_noted_under_kept_stays_there_before_any_source_says_otherwise() -> None:
    """A gap that was confirmed: the source that would fill it may come later."""
    one, two = row("a.txt", title=TITLE, authors=("Ada Quill",)), row("b.txt", title=TITLE, venue="Ships 2023")
    (record,) = _import([one]).values()
    (kept,) = _import([replace(one, line=2)], {record.id: replace(record, kept=("venue",))}).values()
    assert kept.kept == ("venue",)
    (after,) = _import([two], {kept.id: kept}).values()
    assert (after.venue, after.kept, len(after.sources)) == ("", ("venue",), 2)


def test_two_records_are_not_joined_by_likeness_but_listed() -> None:
    """What a person put side by side stays apart until a ruling says otherwise."""
    both = {PaperId(i): paper(i, title=TITLE, authors=("Ada Quill",)) for i in ("one", "two")}
    assert list(_import([], both)) == ["one", "two"]
    assert [(pair.papers, pair.reason) for pair in find_unclear(both, NONE)] == [
        (("one", "two"), "same title, same authors")
    ]
    assert find_unclear(both, ruled(different=(("one", "two"),))) == ()
    (joined,) = _import([], both, ruled(same=(("two", "one"),))).values()
    assert (joined.id, joined.aliases) == ("one", ("two",))


def test_an_unclear_row_stays_apart_and_is_listed() -> None:
    """Same title, no author in common: two records and a line for a person."""
    result = merge(
        {}, [row("a.txt", title=TITLE, authors=("Ada Quill",)), row("b.txt", title=TITLE, authors=("Bo Reed",))]
    )
    assert len(result.papers) == 2
    assert "no author in common" in result.unclear[0].reason


def test_rulings_on_rows_join_and_split() -> None:
    """`same` joins rows nothing else would; `different` takes a merged record apart again, values and all."""
    one, two = (
        row("a.txt", title=TITLE, abstract=ABSTRACT),
        row("b.txt", abstract=ABSTRACT, ids={"arxiv": "2301.00001"}),
    )
    merged = _import([one, two])
    assert len(merged) == 1
    apart = _import([], merged, ruled(different=((one.fingerprint, two.fingerprint),)))
    assert [(p.title, p.ids.arxiv) for p in apart.values()] == [("", "2301.00001"), (TITLE, None)]
    assert (
        len(
            _import(
                [row("a.txt", title="Introduction"), three := row("b.txt", title="Preface")],
                rulings=ruled(same=(("x", three.fingerprint),)),
            )
        )
        == 2
    )


def test_a_veto_reaches_across_a_cluster() -> None:
    """A row without identifiers cannot tie together two papers whose identifiers differ."""
    rows = [
        row("a.txt", title=TITLE, ids={"arxiv": "2301.00001"}),
        row("b.txt", title=TITLE, authors=("Ada Quill",)),
        row("c.txt", title=TITLE, ids={"arxiv": "2301.00002"}),
    ]
    result = merge({}, rows)
    assert sorted(str(p.ids.arxiv) for p in result.papers.values()) == ["2301.00001", "2301.00002"]
    assert result.unclear


def test_a_new_id_never_takes_one_that_was_issued() -> None:
    """An id, a former id and the name of an unreadable file are all taken."""
    papers = merge({}, [row(title="A B C D")], Terms(taken=frozenset({"a-b-c-d", "a-b-c-d-2"}))).papers
    assert list(papers) == ["a-b-c-d-3"]


def test_the_fuller_value_wins_and_the_other_is_kept_under_its_source() -> None:
    """A partial author list and a preprint's date are no disagreement; another title is."""
    rows = [
        row("a.txt", title=TITLE, authors=("Ada Quill", "Bo Reed"), date="2023-05-02", venue="arXiv"),
        row(
            "b.txt",
            title=TITLE + ": A Proof",
            authors=("Ada Quill", "others"),
            date="2024",
            venue="ROUTE 2024",
            abstract=ABSTRACT,
        ),
        row("c.txt", title=TITLE, abstract=ABSTRACT),
    ]
    (record,) = _import(rows).values()
    assert record.authors == (Author(name="Ada Quill"), Author(name="Bo Reed"))
    assert (record.title, record.date, record.venue) == (TITLE + ": A Proof", "2024", "ROUTE 2024")
    assert record.first == "2023-05-02"
    assert [dict(source.differs) for source in record.sources] == [{"title": TITLE}, {}, {"title": TITLE}]
    assert [dict(source.less) for source in record.sources] == [
        {"date": "2023-05-02", "venue": "arXiv"},
        {"authors": (Author(name="Ada Quill"), Author(name="others"))},
        {},
    ]


_WORDS = st.sampled_from(["", ABSTRACT, ABSTRACT[:240], OTHER_ABSTRACT])
_ROWS = st.builds(
    row,
    capture=st.sampled_from(["a.txt", "b.txt", "c.bib"]),
    line=st.integers(1, 9),
    title=st.sampled_from(["", TITLE, TITLE.upper(), "Creases of Paper Boats", "Introduction"]),
    abstract=_WORDS,
    authors=st.sampled_from([(), ("Ada Quill",), ("Ada Quill", "others"), ("Bo Reed", "Ada Quill")]),
    date=st.sampled_from(["", "2023", "2023-05", "2022"]),
    ids=st.sampled_from([None, {"arxiv": "2301.00001"}, {"doi": "10.1000/a"}]),
)


@given(st.lists(_ROWS, max_size=7).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_any_rows_in_any_order_give_the_same_records_and_none_is_lost(both: tuple[list[Row], list[Row]]) -> None:
    """Order never matters, every row is a source of exactly one record, and a second import changes nothing."""
    rows, shuffled = both
    first = _import(rows)
    assert _texts(first) == _texts(_import(shuffled))
    held = [source.row for record in first.values() for source in record.sources]
    assert sorted(map(str, held)) == sorted({r.fingerprint for r in rows})
    assert _texts(_import(shuffled, first)) == _texts(first)
