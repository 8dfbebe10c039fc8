"""Two records become one, and are taken apart again with all that their sources gave and a person had written."""

from dataclasses import replace

import pytest

from generator.intake.merge import MergeResult, Terms, merge
from generator.model import Author, Link, Paper, PaperDate, PaperId, Row, Url
from generator.records.settings import Rulings
from tests.make import from_disk, row, ruled

DOI = {"doi": "10.1000/lamps"}
LAMPS = row("lamps.bib", title="Lantern Routing Ends", authors=("Ada Quill",), date="2021", ids=DOI)
BOATS = row(
    "boats.bib",
    title="Creases of Paper Boats",
    authors=("Bo Reed",),
    date="2023-05",
    keywords=("boats", "paper"),
    links=(("code", "https://example.org/boats"),),
    ids={"doi": "10.1000/boats"},
)
LAMP, BOAT = PaperId("lantern-routing-ends-2021"), PaperId("creases-of-paper-boats-2023")


def _run(papers: dict[PaperId, Paper], rows: list[Row], rulings: Rulings | None = None) -> MergeResult:
    return merge(papers, rows, Terms(rulings=rulings or Rulings(), today="2026-11-25"))


def _stored(result: MergeResult) -> dict[PaperId, Paper]:
    return {id_: from_disk(paper) for id_, paper in result.papers.items()}


@pytest.fixture
def both() -> dict[PaperId, Paper]:
    return _stored(_run({}, [LAMPS, BOATS]))


def test_what_was_joined_comes_apart_as_it_was(both: dict[PaperId, Paper]) -> None:
    """To the byte."""
    one = _stored(_run(both, [], ruled(same=((LAMP, BOAT),))))
    (joined,) = one.values()
    assert (joined.id, joined.aliases) == (BOAT, (LAMP,))
    assert [source.of for source in joined.sources] == [None, LAMP]
    result = _run(one, [], ruled(different=((BOAT, LAMP),)))
    assert _stored(result) == both
    assert [(back.paper, back.out_of, back.missing) for back in result.restored] == [(LAMP, BOAT, ())]


def test_what_a_person_had_written_in_either_goes_back_where_it_was(both: dict[PaperId, Paper]) -> None:
    """A date, a summary, topics, notes and a link of the one that was merged; and the other keeps its own."""
    both[LAMP] = replace(
        both[LAMP],
        date=PaperDate("2020"),
        summary="Lamps.",
        topics=("lamps",),
        notes=("Seen.",),
        links=(Link(kind="video", url=Url("https://example.org/talk")),),
    )
    both[BOAT] = replace(both[BOAT], title="Creases", summary="Boats.")
    one = _stored(_run(both, [], ruled(same=((LAMP, BOAT),))))
    (joined,) = one.values()
    assert (joined.title, joined.date, joined.summary) == ("Creases", "2020", "Boats.")
    assert (joined.topics, joined.notes) == (("lamps",), ("Seen.",))
    apart = _stored(_run(one, [], ruled(different=((LAMP, BOAT),))))
    lamp, boat = apart[LAMP], apart[BOAT]
    assert (lamp.date, lamp.summary, lamp.topics, lamp.notes) == ("2020", "Lamps.", ("lamps",), ("Seen.",))
    assert (lamp.title, lamp.links[0].url) == ("Lantern Routing Ends", "https://example.org/talk")
    assert (boat.title, boat.date, boat.summary, boat.topics, boat.notes) == ("Creases", "2023-05", "Boats.", (), ())
    assert [link.url for link in boat.links] == ["https://example.org/boats"]


def test_two_decisions_against_each_other_are_told_and_both_kept(both: dict[PaperId, Paper]) -> None:
    """Of two corrected titles the record shows its own; the other one is said, and goes back with its record."""
    both = {id_: replace(paper, title=f"{paper.title}, Corrected") for id_, paper in both.items()}
    result = _run(both, [], ruled(same=((LAMP, BOAT),)))
    assert [(kept.field, kept.capture, kept.says) for kept in result.kept] == [
        ("title", f"records/{LAMP}.yml", "Lantern Routing Ends, Corrected")
    ]
    apart = _run(_stored(result), [], ruled(different=((LAMP, BOAT),))).papers
    assert {paper.title for paper in apart.values()} == {paper.title for paper in both.values()}


@pytest.mark.parametrize("names", [
    (BOAT, LAMP), (LAMP, BOAT), (BOAT, "10.1000/lamps"), ("https://doi.org/10.1000/BOATS", "doi:10.1000/lamps"),
    (BOAT, "lamps.bib:quill21"), (BOAT, LAMPS.fingerprint), (BOATS.fingerprint, LAMPS.fingerprint),
])  # fmt: skip
def test_a_merge_is_undone_by_every_name_one_knows(names: tuple[str, ...]) -> None:
    """Ids, former ids, DOIs in any spelling, rows by file and key, fingerprints."""
    lamps = replace(LAMPS, key="quill21")
    one = _stored(_run(_stored(_run({}, [lamps, BOATS])), [], ruled(same=((LAMP, BOAT),))))
    assert len(one) == 1
    apart = _run(one, [], ruled(different=(names,))).papers
    assert {paper.title for paper in apart.values()} == {"Lantern Routing Ends", "Creases of Paper Boats"}
    again = _run(_stored(_run(one, [], ruled(different=(names,)))), [lamps, BOATS], ruled(different=(names,)))
    assert len(again.papers) == 2


def test_a_row_corrected_while_merged_goes_back_corrected() -> None:
    """The new row stands where the old one stood: with the record that brought it."""
    keyed = [replace(LAMPS, key="quill21"), BOATS]
    one = _stored(_run(_stored(_run({}, keyed)), [], ruled(same=((LAMP, BOAT),))))
    fresh = row("lamps.bib", title="Lantern Routing Ends Soon", authors=("Ada Quill",), date="2022", ids=DOI)
    result = _run(one, [replace(fresh, key="quill21")])
    assert [end.outcome for end in result.rows] == ["corrected"]
    apart = _run(_stored(result), [], ruled(different=((LAMP, BOAT),))).papers
    assert (apart[LAMP].title, apart[LAMP].date) == ("Lantern Routing Ends Soon", "2022")


def test_of_three_records_in_one_each_can_leave(both: dict[PaperId, Paper]) -> None:
    """Also the one that had been merged into another before: it stays with that."""
    third = row("sails.bib", title="Sails of Linen", authors=("Cy Moor",), date="2019", ids={"doi": "10.1000/sails"})
    papers = _stored(_run(both, [third]))
    sails = PaperId("sails-of-linen-2019")
    two = _stored(_run(papers, [], ruled(same=((LAMP, sails),))))
    one = _stored(_run(two, [], ruled(same=((LAMP, BOAT),))))
    assert list(one) == [BOAT]
    apart = _stored(_run(one, [], ruled(different=((BOAT, LAMP),))))
    assert apart == two
    assert _stored(_run(apart, [], ruled(different=((LAMP, sails),)))) == papers


def test_a_record_that_was_merged_long_ago_comes_apart_as_far_as_it_is_known(
    both: dict[PaperId, Paper],
) -> None:
    """What only digests are left of is named as missing."""
    (joined,) = _run(both, [], ruled(same=((LAMP, BOAT),))).papers.values()
    sources = tuple(
        replace(source, of=None, less={}, fields={**source.fields, **({"volume": "12345678"} if source.of else {})})
        for source in joined.sources
    )
    old = from_disk(replace(joined, merged=(), sources=sources, added=PaperDate("")))
    result = _run({old.id: old}, [], ruled(different=((BOAT, LAMP),)))
    assert result.papers[LAMP].title == "Lantern Routing Ends"
    assert [(back.paper, back.missing) for back in result.restored] == [(LAMP, ("volume",))]


def test_the_day_a_record_was_founded_is_the_earlier_of_two(both: dict[PaperId, Paper]) -> None:
    both[LAMP] = replace(both[LAMP], added=PaperDate("2026-01-02"))
    (joined,) = _run(both, [], ruled(same=((LAMP, BOAT),))).papers.values()
    assert joined.added == "2026-01-02"
    assert both[BOAT].added == "2026-11-25"


def test_no_day_is_invented_for_records_that_have_none(both: dict[PaperId, Paper]) -> None:
    both[LAMP] = replace(both[LAMP], added=PaperDate(""))
    again = _run(both, [row("c.bib", title="Lantern Routing Ends", authors=("Ada Quill",), ids=DOI)])
    assert again.papers[LAMP].added == ""


def test_authors_of_one_name_stay_two() -> None:
    """There are papers by Wei Wang and Wei Wang."""
    (paper,) = _run({}, [row("a.bib", title="Lantern Routing Ends", authors=("Wei Wang", "Wei Wang"))]).papers.values()
    assert from_disk(paper).authors == (Author(name="Wei Wang"),) * 2
