"""follow.yml and followed.yml as people and programs write them."""

from pathlib import Path

import pytest

from generator.model import PaperId
from generator.records.follow import Followed, as_followed, load_follow, write_followed
from generator.records.settings import Ruling
from tests.curator import run

GOOD = """\
lanterns:
  arxiv: {categories: [cs.NI], words: [lantern routing]}
people:
  openalex: {authors: [A5023888391], orcids: [0000-0002-1825-0097]}
  since: 2026-01-01
library:
  file: lists/library.bib
"""


def _problems(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    (folder / "follow.yml").write_text(text, encoding="utf-8")
    return [(one.line, one.code, one.message + one.hint) for one in load_follow(folder)[1]]


def test_each_kind_of_entry_is_read(tmp_path: Path) -> None:
    assert _problems(tmp_path, GOOD) == []
    entries = load_follow(tmp_path)[0].entries
    assert list(entries) == ["lanterns", "people", "library"]
    assert entries["people"].since == "2026-01-01"


@pytest.mark.parametrize(("text", "line", "code", "said"), [
    ("a:\n  arxiv: {categories: [cs.NI], word: [x]}\n", 2, "unknown-key", "did you mean `words`?"),
    ("a:\n  arxiv: {categories: [CS NI]}\n", 2, "bad-categories", "found “CS NI”"),
    ("a:\n  openalex: {authors: [Ada Quill]}\n", 2, "bad-authors", "found “Ada Quill”"),
    ("a:\n  file: ../library.bib\n", 2, "bad-file", "found “../library.bib”"),
    ("a:\n  file: /etc/passwd\n", 2, "bad-file", "found “/etc/passwd”"),
    ("a:\n  file: lists/../../x.bib\n", 2, "bad-file", "x.bib"),
    ("a:\n  file: .git/config\n", 2, "bad-file", ".git"),
    ("a:\n  file: 'C:\\x.bib'\n", 2, "bad-file", "x.bib"),
    ("a:\n  file: x.bib\n  since: soon\n", 3, "bad-since", "found “soon”"),
    ("x:\n  file: x.bib\na:\n", 3, "bad-search", "found nothing to ask"),
    ("a: {since: 2026-01-01}\n", 1, "bad-search", "found nothing to ask"),
    ("a:\n  arxiv: {}\n", 1, "bad-search", "a search of arxiv for nothing"),
    ("a:\n  arxiv: {words: [owl]}\n  file: x.bib\n", 1, "bad-search", "found arxiv and file"),
    ("A B:\n  file: x.bib\n", 1, "bad-slug", "found “A B”"),
    ("- a\n", 1, "not-a-mapping", ""),
    ("a:\n  arxiv: {words: ['!?']}\n", 2, "bad-words", "!?"),
])  # fmt: skip
def test_each_mistake_has_its_line(tmp_path: Path, text: str, line: int, code: str, said: str) -> None:
    (problem,) = _problems(tmp_path, text)
    assert problem[:2] == (line, code), problem
    assert said in problem[2]


def test_a_bad_entry_costs_only_itself(tmp_path: Path) -> None:
    assert len(_problems(tmp_path, "bad:\n  arxiv: {}\n" + GOOD)) == 1
    assert len(load_follow(tmp_path)[0].entries) == 3


def test_the_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Titles with anything in them; sorted, so that a day more is a line more."""
    titles = ('A "b": [c], {d} # e', "Eine Eule: größer, weiter", "- no\n@x")
    rulings = tuple(Ruling(names=(f"10.1000/{n}", "arxiv:2301.00001"), title=title) for n, title in enumerate(titles))
    followed = Followed(asked={"b": "2027-01-15", "a": "2027-01-14"}, proposed=rulings)
    assert write_followed(tmp_path, followed)
    read, problems = load_follow(tmp_path)
    assert problems == []
    assert as_followed(read.followed) == as_followed(followed)
    assert {one.title for one in read.followed.proposed} == {*titles}
    assert not write_followed(tmp_path, read.followed)


def test_check_says_what_is_wrong_and_how_many_wait(tmp_path: Path) -> None:
    """As of all other settings; one warning for all that waits."""
    (tmp_path / "records").mkdir()
    (tmp_path / "follow.yml").write_text("a:\n  arxiv: {}\n", encoding="utf-8")
    for name in ("one", "two"):
        text = f"title: {name}\nproposed: {{by: a, when: 2027-01-15}}\n"
        (tmp_path / "records" / f"{name}.yml").write_text(text, encoding="utf-8")
    said = run(tmp_path, "check").output
    assert "follow.yml:1: error bad-search" in said
    assert "records: warning proposed: found 2 proposed papers, expected a decision on each: one, two" in said


def test_a_proposal_without_a_day_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "one.yml").write_text("title: One\nproposed: {by: a}\n", encoding="utf-8")
    assert "records/one.yml:2: error missing-key: found no `when`" in run(tmp_path, "check").output


def test_accepting_deletes_the_proposal_and_notes_the_day(tmp_path: Path) -> None:
    """Two are named, one of which is in the catalog already."""
    from generator.records.store import load_records

    (tmp_path / "records").mkdir()
    head = "title: A Paper of Owls\nids: {doi: 10.1000/owls}\nadded: 2026-01-01\n"
    (tmp_path / "records" / "one.yml").write_text(f"{head}proposed: {{by: a, when: 2026-01-01}}\n", encoding="utf-8")
    (tmp_path / "records" / "two.yml").write_text("title: Two\n", encoding="utf-8")
    done = run(tmp_path, "accept", "10.1000/owls", "two")
    assert (done.exit_code, done.output) == (0, "one is in the catalog now\nin it already: 1\n")
    paper = load_records(tmp_path / "records")[0].papers[PaperId("one")]
    assert (paper.proposed, paper.added != "2026-01-01") == (None, True)
