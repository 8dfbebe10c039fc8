"""What `check` says of rulings.yml: every kind of name, rulings that say nothing, and rulings against each other."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.intake.check import check_rulings
from generator.intake.merge import Terms, merge
from generator.model import Fingerprint, Former, PaperId, Source
from generator.problems import Problem
from generator.records.find import find_paper
from generator.records.provenance import digest
from generator.records.rulings import Exclusions
from generator.records.settings import Ruling, Rulings
from generator.records.store import as_yaml
from tests.curator import LANTERN, run, text_of
from tests.make import paper, row, ruled

ROW, OTHER_ROW, LAST_ROW = (Fingerprint(mark * 12) for mark in "abc")


def _source(mark: Fingerprint, key: str = "", of: str = "", **given: str) -> Source:
    return Source(
        capture="library.bib", reader="bibtex", line=1, key=key, row=mark, of=PaperId(of) if of else None,
        fields={name.replace("ids_", "ids."): digest(value) for name, value in given.items()},
    )  # fmt: skip


def _answer(capture: str, **given: str) -> Source:
    return Source(capture=capture, reader="crossref", row=LAST_ROW, fields={n: digest(v) for n, v in given.items()})


PAPERS = {
    one.id: one
    for one in (
        paper("boats-2023", title="Paper Boats", ids={"doi": "10.1000/boats"},
              sources=(_source(ROW, "roe", title="Paper Boats", ids_doi="10.1000/boats"),)),
        paper("lamps-2024", title="Paper Lamps", ids={"arxiv": "2401.00001"}, aliases=("lamp-2024",),
              sources=(_source(OTHER_ROW, title="Paper Lamps"), _answer("crossref:10.1000/lamps"))),
        # merged: two papers in one, which an import can take apart
        paper("owls-2022", title="Owls", aliases=("ink-2021",), merged=(Former(id=PaperId("ink-2021")),),
              sources=(_source(Fingerprint("d" * 12), "owl", title="Owls"),
                       _source(Fingerprint("e" * 12), "ink", of="ink-2021", venue="Ink"))),
        # merged before records noted how: nobody can tell which row came with the alias
        paper("ships-2020", title="Ships", aliases=("rafts-2020",),
              sources=(_source(Fingerprint("1" * 12), "ship", title="Ships"), _source(Fingerprint("2" * 12)))),
        paper("plain", title="Plain"),
    )
}  # fmt: skip


def _check(**kinds: tuple[tuple[str, ...], ...]) -> list[Problem]:
    """The problems of rulings that stand in lines 1, 2, … in the order of the kinds."""
    lines = iter(range(1, 99))
    entries = {
        kind: tuple(Ruling(names=names, line=next(lines)) for names in of_kind) for kind, of_kind in kinds.items()
    }
    return check_rulings(PAPERS, Rulings(**entries))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [
    "lamps-2024", "lamp-2024", "2401.00001", "arXiv:2401.00001v2", "https://arxiv.org/abs/2401.00001", OTHER_ROW,
    "library.bib:paper LAMPS", "crossref:10.1000/lamps",
])  # fmt: skip
@pytest.mark.parametrize("other", [
    "boats-2023", "10.1000/BOATS", "doi:10.1000/boats", "https://doi.org/10.1000/boats", ROW, "library.bib:roe",
])  # fmt: skip
def test_every_kind_of_name_is_known(name: str, other: str) -> None:
    """Of two papers, which may be ruled the same or different; `explain` takes the same names."""
    assert _check(same=((name, other),)) == []
    assert _check(different=((name, other),)) == []
    assert find_paper(PAPERS, name).id == "lamps-2024"


@pytest.mark.parametrize("kind", ["same", "different"])
@pytest.mark.parametrize(("name", "level", "said"), [
    ("boat-2023", "error", "(near: boats-2023"),
    ("10.1000/nobody", "error", "expected a record's id"),
    ("2309.16039", "error", "expected a record's id"),
    ("library.bib:nobody", "error", "expected a record's id"),
    ("other.bib:roe", "error", "expected a record's id"),
    ("0123456789ab", "warning", "expected a record's id"),
])  # fmt: skip
def test_a_name_that_nothing_has_is_found(kind: str, name: str, level: str, said: str) -> None:
    """A row that no record has fails nothing: it may be an answer that `enrich` left alone."""
    (problem,) = _check(**{kind: (("boats-2023", "lamps-2024"), ("plain", name))})
    assert (problem.where, problem.code, problem.level) == ("rulings.yml:2", "unknown-name", level)
    assert problem.message.startswith(f"`{kind}`: found `{name}`, which no record has") and said in problem.message
    assert problem.hint


def test_an_answer_that_was_ruled_out_is_nowhere_and_rightly_so() -> None:
    """One that is to be taken waits for `enrich`."""
    for name in ("crossref:10.1000/x", "openalex:W1", "arxiv:2309.16039"):
        assert _check(different=(("plain", name),)) == []
    assert [p.level for p in _check(same=(("plain", "crossref:10.1000/x"),))] == ["warning"]
    assert [p.level for p in _check(different=(("crossref:10.1000/y", "crossref:10.1000/x"),))] == ["warning"] * 2


def test_what_is_left_out_needs_not_be_there() -> None:
    """Neither under `excluded`, nor where another ruling names it from former days."""
    assert _check(excluded=(("gone-2020", "10.1000/gone"),), same=(("gone-2020", "10.1000/GONE"),)) == []
    assert _check(excluded=(("gone-2020",),), different=(("gone-2020", "plain"),)) == []


@pytest.mark.parametrize(("kind", "names", "level", "said"), [
    ("same", ("plain", "plain"), "error", "found `plain` twice, expected two papers"),
    ("same", ("10.1000/boats", "https://doi.org/10.1000/Boats"), "error", "twice, expected two papers"),
    ("different", ("plain", "plain"), "error", "found `plain` twice, expected two papers"),
    ("different", ("plain", "boats-2023", "plain"), "warning", "found `plain` twice, expected it once"),
    ("excluded", ("gone", "gone"), "warning", "found `gone` twice, expected it once"),
])  # fmt: skip
def test_a_name_that_stands_there_twice_says_nothing(
    kind: str, names: tuple[str, ...], level: str, said: str
) -> None:
    (problem,) = _check(**{kind: (names,)})
    assert (problem.where, problem.code, problem.level) == ("rulings.yml:1", "idle-ruling", level)
    assert said in problem.message


def test_an_entry_that_stands_there_twice_says_nothing() -> None:
    """In another order, too, or in another spelling; the first one counts."""
    found = _check(
        same=(("plain", "10.1000/boats"), ("doi:10.1000/BOATS", "plain")), excluded=(("gone",), ("old",), ("gone",))
    )
    assert [(p.where, p.level, p.message) for p in found] == [
        ("rulings.yml:2", "warning", "`same`: found the entry of line 1 again, expected it once"),
        ("rulings.yml:5", "warning", "`excluded`: found the entry of line 3 again, expected it once"),
    ]


@pytest.mark.parametrize(("names", "said", "hint"), [
    (("boats-2023", "10.1000/boats"), "found `boats-2023`, `10.1000/boats`, which mean the same part of", "take the"),
    (("boats-2023", ROW), "which mean the same part of `boats-2023`", "take the entry out"),
    (("library.bib:roe", ROW), "which mean the same part of `boats-2023`", "take the entry out"),
    (("plain", "boats-2023", ROW), "which mean the same part of `boats-2023`", "take the entry out"),
    (("lamps-2024", "lamp-2024"), "found `lamp-2024`, a former name of `lamps-2024` and no more",
     f"name their rows: `{OTHER_ROW}`, `{LAST_ROW}`"),
    (("ships-2020", "rafts-2020"), "found `rafts-2020`, a former name of `ships-2020` and no more",
     "where two papers are in it, name their rows: `library.bib:ship`, `222222222222`"),
    (("owls-2022", "ink-2021", "library.bib:ink"), "found `ink-2021`, `library.bib:ink`, which mean the same part",
     "name their rows: `library.bib:owl`, `library.bib:ink`"),
])  # fmt: skip
def test_what_cannot_be_taken_apart_is_said(names: tuple[str, ...], said: str, hint: str) -> None:
    """And which rows to name instead, where there are several."""
    problems = _check(different=(names,))
    assert {(p.where, p.code, p.level) for p in problems} == {("rulings.yml:1", "idle-ruling", "error")}
    assert any(said in p.message and hint in p.hint for p in problems), problems


@pytest.mark.parametrize("names", [
    ("owls-2022", "ink-2021"), ("ink-2021", "owls-2022"), ("library.bib:owl", "library.bib:ink"),
    ("d" * 12, "library.bib:ink"), ("owls-2022", "e" * 12), ("ships-2020", "2" * 12), ("boats-2023", "lamp-2024"),
])  # fmt: skip
def test_what_an_import_will_take_apart_is_no_problem(names: tuple[str, ...]) -> None:
    assert _check(different=(names,)) == []


@pytest.mark.parametrize(("same", "different", "lines"), [
    ((("plain", "boats-2023"),), ("boats-2023", "plain"), "line 1 calls the same"),
    ((("plain", "boats-2023"),), ("10.1000/boats", "plain"), "line 1 calls the same"),
    ((("plain", "boats-2023"), ("doi:10.1000/boats", "lamps-2024")), ("plain", "lamps-2024"), "lines 1, 2 call"),
    ((("owls-2022", "ink-2021"),), ("ink-2021", "owls-2022"), "line 1 calls the same"),
    ((("plain", "crossref:10.1000/x"),), ("plain", "crossref:10.1000/x"), "line 1 calls the same"),
])  # fmt: skip
def test_rulings_against_each_other_are_found(
    same: tuple[tuple[str, ...], ...], different: tuple[str, ...], lines: str
) -> None:
    """By whatever names, and by way of a third paper."""
    problems = [p for p in _check(same=same, different=(different,)) if p.code == "contrary-rulings"]
    assert [(p.where, p.level) for p in problems] == [(f"rulings.yml:{len(same) + 1}", "error")]
    assert lines in problems[0].message


def test_rulings_that_agree_are_no_problem() -> None:
    """What is the same as one paper may differ from another."""
    different = (("plain", "lamps-2024"), ("boats-2023", "owls-2022"))
    assert _check(same=(("plain", "boats-2023"),), different=different) == []


def test_a_paper_cannot_be_out_and_the_same_as_one_that_stays() -> None:
    """Different from one that stays it may well be, and all that are the same may be out."""
    (problem,) = _check(same=(("plain", "boats-2023"),), excluded=(("10.1000/boats",),))
    assert (problem.where, problem.code) == ("rulings.yml:2", "contrary-rulings")
    assert "found `boats-2023`, which line 1 calls the same as one that stays" in problem.message
    assert _check(different=(("plain", "boats-2023"),), excluded=(("boats-2023",),)) == []
    assert _check(same=(("plain", "boats-2023"),), excluded=(("boats-2023",), ("plain",))) == []
    assert _check(same=(("owls-2022", "ink-2021"),), excluded=(("owls-2022",),)) == []


# --- As a curator sees it --------------------------------------------------------------------------------------------


def test_check_gives_the_line_and_says_what_to_do(two_papers: Path) -> None:
    """Of rulings on papers and on people."""
    (two_papers / "rulings.yml").write_text(
        "# Ours\nsame:\n  - [lantern, counting-boats-2022]\nauthors:\n  same:\n    - [Ann Roe, Ann Row]\n"
        "    - [Ann Roe, A. Quill]\n  different:\n    - [Ann Row, Ann Roe]\n",
        encoding="utf-8",
    )
    done = run(two_papers, "check")
    assert done.exit_code == 1
    heads = [line.split(", expected")[0] for line in done.output.splitlines() if line.startswith("rulings.yml")]
    assert heads == [
        "rulings.yml:3: error unknown-name: `same`: found `lantern`, which no record has",
        "rulings.yml:6: warning unknown-author: authors: found `Ann Row`, which no paper has",
        "rulings.yml:7: warning unknown-author: authors: found `A. Quill`, which no paper has",
        "rulings.yml:9: error conflict: authors: found `Ann Row` and `Ann Roe` under both `same` and `different`",
        "rulings.yml:9: warning unknown-author: authors: found `Ann Row`, which no paper has",
    ]


@pytest.mark.parametrize("names", [
    (LANTERN, "twin"), ("2301.00001", "10.1000/twin"), ("https://arxiv.org/abs/2301.00001", "twin"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["same", "different"])
def test_check_never_advises_what_a_ruling_says(two_papers: Path, kind: str, names: tuple[str, str]) -> None:
    """By whatever names the ruling has the two records."""
    twin = paper("twin", title="Lantern Routing Ends on Every Grid", ids={"doi": "10.1000/twin"}, authors=("A. Quill",),
                 date="2021")  # fmt: skip
    (two_papers / "records" / "twin.yml").write_text(as_yaml(twin), encoding="utf-8")
    (two_papers / "records" / f"{LANTERN}.yml").write_text(
        text_of(two_papers, f"records/{LANTERN}.yml").replace(', doi: "10.1000/lantern"', "").replace(
            ", doi: 10.1000/lantern", ""), encoding="utf-8")  # fmt: skip
    assert "warning may-be-same" in run(two_papers, "check").output
    (two_papers / "rulings.yml").write_text(f'{kind}:\n  - ["{names[0]}", "{names[1]}"]\n', encoding="utf-8")
    assert run(two_papers, "check").output == "0 problems\n"


def test_check_says_nothing_else_of_a_record_that_is_left_out(two_papers: Path) -> None:
    """Neither that it may be another, nor that its topic is unknown; nor is it a problem that it lies there."""
    twin = paper("twin", title="Lantern Routing Ends on Every Grid", topics=("nowhere",))
    (two_papers / "records" / "twin.yml").write_text(as_yaml(twin), encoding="utf-8")
    assert run(two_papers, "check").output.count("warning may-be-same") == 1
    (two_papers / "rulings.yml").write_text("excluded:\n  - twin\n", encoding="utf-8")
    assert run(two_papers, "check").output == "0 problems\n"
    assert "twin" not in run(two_papers, "export").output


def test_an_import_says_what_an_old_merge_has_lost(two_papers: Path) -> None:
    """Of a record that was merged before merges were noted, only digests and what differs are left."""
    old = paper(
        "boats-2023", title="Paper Boats", date="2023", aliases=("rafts-2022",),
        sources=(
            Source(capture="a.bib", reader="bibtex", line=1, row=ROW,
                   fields={"title": digest("Paper Boats"), "date": digest("2023")}),
            Source(capture="b.bib", reader="bibtex", line=1, row=OTHER_ROW, differs={"title": "Rafts", "date": "2022"},
                   fields={"title": digest("Rafts"), "date": digest("2022"), "venue": digest("Nobody knows")}),
        ),
    )  # fmt: skip
    (two_papers / "records" / "boats-2023.yml").write_text(as_yaml(old), encoding="utf-8")
    (two_papers / "rulings.yml").write_text("different:\n  - [boats-2023, rafts-2022]\n", encoding="utf-8")
    assert "sources-differ" in run(two_papers, "check").output
    done = run(two_papers, "import")
    assert "rafts-2022 was taken out of boats-2023" in done.output
    assert "what it had for venue is not known any more" in done.output
    assert text_of(two_papers, "records/rafts-2022.yml").startswith("title: Rafts\ndate: 2022\n")
    assert run(two_papers, "check").output == "0 problems\n"
    assert "0 files changed" in run(two_papers, "import").output


def test_a_ruling_names_an_answer_of_the_network_as_its_source_is_called() -> None:
    """`crossref:10.1000/x`, not its fingerprint: `different` takes it out of the record that took it in."""
    record = PAPERS[PaperId("lamps-2024")]
    apart = merge({record.id: record}, [], Terms(rulings=ruled(different=(("lamps-2024", "crossref:10.1000/lamps"),))))
    assert [source.capture for source in apart.papers[record.id].sources] == ["library.bib"]


def test_a_record_never_loses_all_it_has() -> None:
    """Its only row is no other paper than the record that is made of it; what a person wrote can stand alone."""
    terms = Terms(rulings=ruled(different=(("boats-2023", ROW),)))
    record = PAPERS[PaperId("boats-2023")]
    assert dict(merge({record.id: record}, [], terms).papers) == {record.id: record}
    written = replace(record, venue="By Hand", kept=("venue",))
    parted = merge({record.id: written}, [], terms).papers
    assert parted[record.id].venue == "By Hand" and not parted[record.id].sources
    assert [one.title for one in parted.values()] == ["", "Paper Boats"]


def test_a_key_in_a_file_of_the_same_name_leaves_out_no_other_paper() -> None:
    """Many files are called library.bib; a corrected title is still the paper's own."""
    rulings = Rulings(excluded=(Ruling(names=("library.bib:smith2020",), title="Lantern Routing Ends on Every Grid"),))
    rows = [
        replace(row("library.bib", title=title), key="smith2020")
        for title in ("Lantern Routing Ends on Every Gird", "Creases of Paper Boats")
    ]
    assert [Exclusions(rulings).has(one) for one in rows] == [True, False]
