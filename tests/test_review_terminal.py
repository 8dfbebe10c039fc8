"""`review` in a terminal: one key an answer, each written at once."""

import re
from pathlib import Path

import click
import pytest
from click.testing import Result

from generator.commands import review
from tests.curator import files_of, run, text_of
from tests.waiting import BOATS, LAMPS, OWLS, RULINGS, STUDY, make_waiting


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalog, and somebody before a terminal of 100 columns."""
    monkeypatch.setattr(review, "in_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    return make_waiting(tmp_path)


def _keys(catalog: Path, keys: str, *options: str) -> Result:
    return run(catalog, "review", *options, stdin=keys)


def test_each_key_settles_one_question(waiting: Path) -> None:
    """Another key than those that are offered is answered by which there are; a reason is asked for until it comes."""
    done = _keys(waiting, "zdx\n  \nNot about boats.\n21lll")
    assert done.exit_code == 0, done.output
    assert "found the key 'z', expected one of: s, d, l, q" in done.output
    assert [line for line in done.output.splitlines() if line.startswith("  → ")] == [
        f"  → rulings.yml:4: different: {BOATS}, {STUDY}",
        f"  → rulings.yml:9: excluded: {LAMPS}: Not about boats.",
        f"  → records/{OWLS}.yml: title is Counting Owls by Night",
        f"  → records/{OWLS}.yml: authors is Anna Roe; Bo Quill; Tim Third",
        *(f"  → conflicts:{OWLS}:{name}: later" for name in ("date", "venue", "pages")),
    ]
    assert done.output.splitlines()[-3] == "4 decided, 3 wait"
    assert f"  - [{BOATS}, {STUDY}]\n" in text_of(waiting, "rulings.yml")
    assert "kept:\n  - authors\n" in text_of(waiting, f"records/{OWLS}.yml")


def test_twins_stand_side_by_side(waiting: Path) -> None:
    """What differs first; on a narrow screen below each other."""
    shown = _keys(waiting, "q", "--kind", "twins").output
    titles, dates = r"  ≠ title +Folding Paper Boats +Folding Paper Boats: A Study\n", r"  ≠ date +2020 +2021\n"
    assert re.search(rf"{titles}{dates}  = authors +Ann Roe", shown), shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_narrow_terminal_shows_one_below_the_other(waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than it."""
    monkeypatch.setenv("COLUMNS", "60")
    shown = _keys(waiting, "q", "--kind", "twins").output
    assert "  ≠ title\n      1 Folding Paper Boats\n      2 Folding Paper Boats: A Study\n" in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_quitting_leaves_the_rest(waiting: Path) -> None:
    """Nothing is written that was not answered; later is written nowhere."""
    before = files_of(waiting)
    done = _keys(waiting, "lq")
    assert done.exit_code == 0
    assert "0 decided, 7 wait" in done.output
    assert files_of(waiting) == before


@pytest.mark.parametrize("end", ["", "\x03"], ids=["end of input", "Ctrl-C"])
def test_an_interrupt_keeps_what_was_decided(waiting: Path, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, and says how much that is."""
    keys = iter(f"s{end}")

    def getchar() -> str:
        key = next(keys, "")
        if key in ("", "\x03"):
            raise KeyboardInterrupt if key else EOFError
        return key

    monkeypatch.setattr(click, "getchar", getchar)
    done = _keys(waiting, "")
    assert done.exit_code == 1
    assert "1 decided, 6 wait" in done.output
    line = "  - [x-3, x-4]\n"
    assert text_of(waiting, "rulings.yml") == RULINGS.replace(line, f"{line}  - [{BOATS}, {STUDY}]\n")


def test_gaps_are_a_list_with_their_commands(waiting: Path) -> None:
    """No key is asked for, and records that lack the same share a line."""
    done = _keys(waiting, "", "--kind", "gaps")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        f"{OWLS} lacks publisher, abstract: `paper-catalog enrich {OWLS} --from crossref,openalex` may fill that",
        "2 records lack ids: `paper-catalog enrich` may fill that",
        "0 decided, 0 wait",
    ]


def test_without_a_terminal_what_waits_is_printed(waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nobody is asked."""
    monkeypatch.undo()
    before = files_of(waiting)
    done = run(waiting, "review", "--limit", "2")
    assert done.output.endswith("2 questions wait; answer them in a terminal, or with --answers\n")
    assert "twins: one title within the other, same authors, same venue, but at another time\n" in done.output
    assert f"  Paper Lamps  [{LAMPS}]\n" in done.output
    assert files_of(waiting) == before


def test_a_record_that_was_saved_meanwhile_is_left_alone(waiting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was decided before stays; the command says which file it was, and ends."""
    path = waiting / "records" / f"{OWLS}.yml"
    keys = iter("d1")

    def getchar() -> str:
        path.write_text(path.read_text(encoding="utf-8") + "notes:\n  - Mine.\n", encoding="utf-8")
        return next(keys)

    monkeypatch.setattr(click, "getchar", getchar)
    done = _keys(waiting, "", "--kind", "twins", "--kind", "conflicts")
    assert done.exit_code == 2
    assert f"records/{OWLS}.yml was changed while this ran" in done.output
    assert STUDY in text_of(waiting, "rulings.yml")
    assert text_of(waiting, f"records/{OWLS}.yml").endswith("notes:\n  - Mine.\nnotes:\n  - Mine.\n")


def test_a_title_cannot_take_over_the_terminal(waiting: Path) -> None:
    """What it holds for terminals is shown as one sign."""
    path = waiting / "records" / f"{LAMPS}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Paper Lamps", '"Paper \\e[2J Lamps"'), encoding="utf-8")
    shown = run(waiting, "review", "--kind", "proposed", stdin="q").output
    assert "\x1b" not in shown
    assert "Paper �[2J Lamps" in shown
