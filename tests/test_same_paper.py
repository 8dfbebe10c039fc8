"""Rows that look like one paper and are two, and rows that do not look so and are one; all papers invented."""

from itertools import permutations
from typing import Any

import pytest

from generator.clean.titles import compare_titles, is_spelling, title_words
from generator.intake.merge import find_unclear, merge
from generator.intake.merge.evidence import Kind, View, compare
from generator.model import Facts, PaperId
from generator.records.settings import Rulings
from generator.records.store import as_yaml
from tests.make import ABSTRACT, facts, paper, row

TITLE = "Glow tables for lantern routing on wet grids"
BOTH = ("Ada Quill", "Bo Reed")


def _kind(a: Facts, b: Facts) -> Kind:
    """The verdict, whichever comes first."""
    verdict = compare(View(a), View(b))
    assert verdict == compare(View(b), View(a))
    return verdict.kind


def _titled(title: str, authors: tuple[str, ...] = BOTH, date: str = "2014", **said: Any) -> Facts:
    return facts(title=title, authors=authors, date=date, **said)


@pytest.mark.parametrize(("one", "other"), [
    (TITLE, f"Erratum to: {TITLE}"), (TITLE, f"Correction: {TITLE}"), (TITLE, f"Comment on “{TITLE}”"),
    (f"{TITLE}, Part One", f"{TITLE}, Part Two"), (f"{TITLE}, Part A", f"{TITLE}, Part B"),
    (f"{TITLE}, Part I", f"{TITLE}, Part II"), (TITLE, f"{TITLE}, Part 2"),
    ("Report on the 3rd Meeting on Wet Grids", "Report on the 4th Meeting on Wet Grids"),
    ("Lanterns are seen by owls in the rain", "Lanterns are not seen by owls in the rain"),
    ("Lanterns aren't seen by owls in the rain", "Lanterns are seen by owls in the rain"),
    (f"Supervised {TITLE}", f"Unsupervised {TITLE}"), (f"{TITLE}: upper bounds", f"{TITLE}: lower bounds"),
    (f"{TITLE} in Basque", f"{TITLE} in Breton"), (f"{TITLE}-A", f"{TITLE}-B"), (TITLE, f"{TITLE}: study protocol"),
    ("Glow 2 on wet grids", "Glow on wet grids"), ("Wet grids", "Wet grids 2: lessons of the rain"),
])  # fmt: skip
def test_the_words_that_differ_part_two_papers(one: str, other: str) -> None:
    """However many letters agree, by the same authors in the same year, with the same abstract."""
    assert _kind(_titled(one), _titled(other)) is Kind.VETO
    assert _kind(_titled(one, abstract=ABSTRACT), _titled(other, abstract=ABSTRACT)) is Kind.VETO


@pytest.mark.parametrize(("one", "other"), [
    (TITLE, f"{TITLE} (tutorial)"), (TITLE, f"{TITLE} [in German]"), (TITLE, f"{TITLE} - Extended Abstract"),
    (TITLE, f"{TITLE}. In Proc. of WET 1997"), (TITLE, "Glow-tables for lan-tern routing on wet grids"),
    (TITLE, "Glow table for lantern routing on wet grids"), (TITLE, "Glow tables for lantren routing on wet grids"),
    (TITLE, "Lantern routing on wet grids: glow tables"), (f"{TITLE}: lessons of nine harbours", TITLE),
    ("Three glow tables", "3 glow tables"), ("Glow3 tables", "Glow 3 tables"),
    ("Persis-tent lamps", "Persistent lamps"),
    ("Th?mis glow tables on grids", "Themis glow tables on grids"),
])  # fmt: skip
def test_what_tells_no_papers_apart_joins_them(one: str, other: str) -> None:
    """Brackets, kinds of text, hyphens, slips, forms, order, a subtitle, what citations leave behind a title."""
    assert _kind(_titled(one), _titled(other)) is Kind.SAME_WORDS


@pytest.mark.parametrize(("one", "other"), [
    (("Ada Quill", "Bo Reed"), ("Quill A", "Reed B")), (("Wei Wang",), ("Wang Wei",)),
    (("Jörg Müller",), ("J. Mueller",)),
    (("Gabriel García Márquez",), ("G. García",)), (("Ada Quill Jr.",), ("Ada Quill",)), (("王伟",), ("Wei Wang",)),
    (("M. ?zsu", "Bo Reed"), ("M. Özsu", "B. Reed")), (("Ann Lindström",), ("Ann Lindtsröm",)),
    (("Ann Roe-Smith",), ("Ann Roe Smith",)), (("Ada Quill", "Bo Reed"), ("Quill, A.", "others")),
])  # fmt: skip
def test_names_are_one_however_they_are_written(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert _kind(_titled("Wet lamps", one), _titled("Wet lamps", other)) is Kind.SAME_WORDS


@pytest.mark.parametrize(("one", "other", "kind"), [
    (_titled("Editorial", venue="J. Lamps"), _titled("Editorial", venue="J. Lamps"), Kind.UNCLEAR),
    (_titled("Editorial"), _titled("Editorial", date="2015"), Kind.UNRELATED),
    (_titled("Preface"), _titled("Preface", ("Max Poe",)), Kind.VETO),
    (_titled("Wet lamps"), _titled("Wet lamps"), Kind.SAME_WORDS),
    (_titled("Wet lamps", ()), _titled("Wet lamps", (), ""), Kind.UNCLEAR),
    (_titled(TITLE, (), ""), _titled(TITLE), Kind.SAME_WORDS),
    (_titled(TITLE, date="2011"), _titled(TITLE, date="2023"), Kind.UNCLEAR),
    (_titled("Overview of the wet lamps task"), _titled("Overview of the wet lamps task", date="2015"), Kind.UNCLEAR),
    (_titled(TITLE, volume="3", pages="1-9", venue="J. Lamps"),
     _titled(TITLE, volume="7", pages="55-60", venue="Grids"), Kind.UNCLEAR),
    (_titled(TITLE, venue="Proc. Lamps"), _titled(TITLE, venue="Journal of Lamps", date="2015"), Kind.UNCLEAR),
    (_titled(TITLE, venue="SIGLAMP Conference"), _titled(TITLE, venue="SIGLAMP Record"), Kind.SAME_WORDS),
    (_titled(TITLE, venue="arXiv"), _titled(TITLE, venue="Journal of Lamps", date="2015"), Kind.SAME_WORDS),
    (_titled(TITLE, state="retracted"), _titled(TITLE), Kind.UNCLEAR),
    (_titled(f"{TITLE} for boats"), _titled(f"{TITLE} for trains"), Kind.UNCLEAR),
])  # fmt: skip
def test_what_is_likely_but_not_clear_is_asked(one: Facts, other: Facts, kind: Kind) -> None:
    """Commonplaces, yearly reports, two prints, and a title with another word at its end."""
    assert _kind(one, other) is kind


def test_two_identifiers_of_one_title_are_asked_about_and_one_of_two_titles_too() -> None:
    """A slip of a digit, a preprint's DOI beside the journal's; the DOI of a book on each of its chapters."""
    one = facts(title=TITLE, authors=BOTH, ids={"doi": "10.1000/a"}, abstract=ABSTRACT)
    other = facts(title=TITLE, authors=BOTH, ids={"doi": "10.1000/b"}, abstract=ABSTRACT)
    assert _kind(one, other) is Kind.UNCLEAR
    bare = [facts(title=TITLE, ids={"doi": f"10.1000/{end}"}) for end in "ab"]
    assert _kind(*bare) is Kind.VETO
    chapter = facts(title="Owls at dusk", authors=("Max Poe",), ids={"doi": "10.1000/a"})
    assert _kind(one, chapter) is Kind.UNCLEAR


def test_copies_of_one_paper_become_one_record_in_one_file_as_in_several() -> None:
    """Thirty copies, with slips and missing years, among them those of the article it became: two records."""
    names = ("Ada Quill; Bo Reed", "A. Quill; B. Reed", "Quill A; Reed B")
    titles = (TITLE, TITLE.upper(), "Glow tables for lantren routing on wet grids")
    rows = [
        row("one.bib", n + 1, title=titles[n % 3], authors=tuple(names[n % 3].split("; ")), date=("1994", "")[n % 2],
            venue=("Proc. Meeting on Lamps", "Meeting on Lamps")[n % 2], pages=f"7-{10 + n}")
        for n in range(24)
    ]  # fmt: skip
    rows += [row("one.bib", 40 + n, title=TITLE, authors=BOTH, date="1996", venue="Journal of Lamps", volume="9",
                 pages=f"100-{110 + n}") for n in range(6)]  # fmt: skip
    result = merge({}, rows)
    assert sorted(len(one.sources) for one in result.papers.values()) == [6, 24]
    assert all(pair.reason.endswith("one at a meeting, one in a journal") for pair in result.unclear)


def test_a_column_stays_as_many_as_it_has_issues() -> None:
    """One title, three years, one editor; or three authors who have nobody in common."""
    column = [row("a.bib", n + 1, title="Book Reviews", authors=("Ada Quill",), date=f"{2000 + n}") for n in range(3)]
    people = ("Ann Lark", "Bo Wren", "Cy Finch")
    glow = "Memories of Papers That Glow in Rain"
    memories = [row("a.bib", 9 + n, title=glow, authors=(name,), date="2003") for n, name in enumerate(people)]
    assert len(merge({}, column).papers) == 3
    assert len(merge({}, memories).papers) == 3


def test_a_pair_that_is_two_versions_keeps_a_third_row_from_joining_them() -> None:
    """In any order: the row without a venue goes to one of them, and a person is asked."""
    rows = [
        row("a.bib", 1, title=TITLE, authors=BOTH, date="1994", venue="Proc. Meeting on Lamps"),
        row("b.bib", 1, title=TITLE, authors=BOTH, date="1996", venue="Journal of Lamps", volume="9"),
        row("c.bib", 1, title=TITLE, authors=BOTH, date="1995"),
    ]
    outcomes = {tuple(map(as_yaml, merge({}, list(order)).papers.values())) for order in permutations(rows)}
    assert len(outcomes) == 1 and len(next(iter(outcomes))) == 2


def test_records_that_a_person_put_side_by_side_are_asked_about_with_the_sum() -> None:
    both = {PaperId(i): paper(i, title="Lamps", authors=("Ada Quill",)) for i in ("one", "two")}
    (pair,) = find_unclear(both, Rulings())
    assert pair.reason == "same title 7, same authors 6: 13 of 18"


@pytest.mark.parametrize(("one", "other", "same"), [
    ("optimise", "optimization", True), ("query", "queries", True), ("colour", "color", True), ("based", "base", True),
    ("supervised", "unsupervised", False), ("macro", "micro", False), ("online", "offline", False),
    ("net", "jet", False), ("1995", "1996", False), ("swahili", "somali", False), ("lantern", "lantren", True),
    ("lora", "qlora", False),
])  # fmt: skip
def test_spellings_of_a_word_are_no_other_word(one: str, other: str, same: bool) -> None:
    assert is_spelling(one, other) is is_spelling(other, one) is same


def test_titles_are_compared_in_one_form() -> None:
    assert title_words("Part III: Owls aren't “seen”") == ("part", "3", "owls", "are", "not", "seen")
    assert compare_titles(title_words("Data base glow"), title_words("Database glow")).kind == ""
    assert compare_titles(title_words("Report on Owls"), title_words("Owls")).ours == ("report",)
