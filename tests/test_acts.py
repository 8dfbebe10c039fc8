"""What a curator does to a record: gives it another id, or takes it out for good."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from generator.intake.merge import Terms, merge
from generator.intake.merge.naming import issue_id
from generator.model import Row
from generator.problems import CatalogError
from generator.records.acts import rename
from generator.records.rulings import reserved
from generator.records.settings import Ruling, Rulings, load_decisions
from tests.curator import BIB, LANTERN, files_of, run, text_of
from tests.make import paper, row, ruled


def _git(two_papers: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=two_papers, check=True, capture_output=True)


def _commit(two_papers: Path) -> None:
    _git(two_papers, "init", "-q")
    _git(two_papers, "add", "-A")
    _git(two_papers, "commit", "-qm", "All")


# --- rename ----------------------------------------------------------------------------------------------------------


def test_a_renamed_record_keeps_its_address(two_papers: Path) -> None:
    """By any of its names; the old id becomes an alias, whose page leads to the new one, and the old file is gone."""
    before = text_of(two_papers, f"records/{LANTERN}.yml")
    done = run(two_papers, "rename", "https://doi.org/10.1000/LANTERN", "lantern-2023")
    assert done.exit_code == 0, done.output
    assert f"{LANTERN} is called lantern-2023 now: records/lantern-2023.yml" in done.output
    after = text_of(two_papers, "records/lantern-2023.yml")
    assert after == before.replace("sources:\n", f"aliases:\n  - {LANTERN}\nsources:\n")
    assert not (two_papers / "records" / f"{LANTERN}.yml").exists()
    assert run(two_papers, "generate").exit_code == 0
    assert 'location: "lantern-2023.html"' in text_of(two_papers, f"docs/papers/{LANTERN}.md")
    assert run(two_papers, "check").output == "0 problems\n"


def test_a_record_can_get_its_former_id_back(two_papers: Path) -> None:
    """The two then change places; a third renaming keeps both."""
    before = text_of(two_papers, f"records/{LANTERN}.yml")
    for new in ("lantern-2023", LANTERN):
        assert run(two_papers, "rename", "2301.00001", new).exit_code == 0
    assert text_of(two_papers, f"records/{LANTERN}.yml") == before.replace(
        "sources:\n", "aliases:\n  - lantern-2023\nsources:\n"
    )
    run(two_papers, "rename", "lantern-2023", "routing")
    assert f"aliases:\n  - lantern-2023\n  - {LANTERN}\n" in text_of(two_papers, "records/routing.yml")


def test_a_later_import_finds_the_renamed_record(two_papers: Path) -> None:
    """Its rows are the same."""
    run(two_papers, "rename", LANTERN, "lantern-2023")
    assert "2 records, 0 files changed" in run(two_papers, "import", two_papers.parent / "library.bib").output


QUERIES = f"""# What readers type
- query: lantern  # the lamp
  papers:
    - {LANTERN}  # by title
- {{query: "{LANTERN}", papers: ["{LANTERN}", 'counting-boats-2022'], first: 5}}
- {{query: boats, papers: [counting-boats-2022]}}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_queries_follow_a_renamed_record(two_papers: Path, newline: str, bom: str) -> None:
    """Only where they ask for it; comments, quotes, line ends and the words of a query stay."""
    text = bom + QUERIES.replace("\n", newline)
    (two_papers / "queries.yml").write_bytes(text.encode())
    done = run(two_papers, "rename", LANTERN, "lantern-2023")
    assert "queries.yml: 2 changed" in done.output
    expected = text.replace(f"- {LANTERN} ", "- lantern-2023 ").replace(f'["{LANTERN}"', '["lantern-2023"')
    assert (two_papers / "queries.yml").read_bytes().decode() == expected


@pytest.mark.parametrize(("old", "new", "said"), [
    ("nobody", "somebody", "no paper `nobody`"),
    (LANTERN, "Lantern 2023", "found the id `Lantern 2023`, expected lower-case letters"),
    (LANTERN, "Lantern 2023", "(near: lantern-2023)"),
    (LANTERN, "lantern--2023", "(near: lantern-2023)"),
    (LANTERN, "../lantern", "found the id `../lantern`"),
    (LANTERN, "x" * 121, "at most 120"),
    (LANTERN, LANTERN, "is called"),
    (LANTERN, "counting-boats-2022", "expected an id that is free"),
    (LANTERN, "boats", "is the former id of `counting-boats-2022`"),
    (LANTERN, "index", "expected an id that is free"),
    (LANTERN, "gone", "rulings.yml:2"),
])  # fmt: skip
def test_an_id_that_cannot_be_given_changes_nothing(two_papers: Path, old: str, new: str, said: str) -> None:
    """Misuse, on one line."""
    run(two_papers, "rename", "counting-boats-2022", "boats")
    run(two_papers, "rename", "boats", "counting-boats-2022")
    (two_papers / "rulings.yml").write_text("excluded:\n  - gone\n", encoding="utf-8")
    before = files_of(two_papers)
    done = run(two_papers, "rename", old, new)
    assert (done.exit_code, said in done.output, done.output.count("\n")) == (2, True, 1), done.output
    assert files_of(two_papers) == before


def test_the_id_of_a_record_that_was_merged_is_no_new_id(two_papers: Path) -> None:
    """By it, it is taken out again."""
    run(two_papers, "rename", LANTERN, "lantern-2023")
    (two_papers / "rulings.yml").write_text("same:\n  - [lantern-2023, counting-boats-2022]\n", encoding="utf-8")
    assert run(two_papers, "import").exit_code == 0
    with pytest.raises(CatalogError, match="has taken in"):
        rename(two_papers, "counting-boats-2022", "lantern-2023")


def test_a_list_of_records_is_renamed_in_its_file(tmp_path: Path) -> None:
    """JSON Lines stay JSON Lines, in the order of ids; other records of it stay as they are."""
    (tmp_path / "records").mkdir()
    (tmp_path / "catalog.yml").touch()
    lists = tmp_path / "records" / "all.jsonl"
    lists.write_text('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n', encoding="utf-8")
    assert "records/all.jsonl" in run(tmp_path, "rename", "a", "z").output
    assert lists.read_text(encoding="utf-8") == (
        '{"id": "b", "title": "B"}\n{"id": "z", "title": "A", "aliases": ["a"]}\n'
    )
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["all.jsonl"]
    assert run(tmp_path, "remove", "a", "--because", "No.", "--force").exit_code == 0
    assert lists.read_text(encoding="utf-8") == '{"id": "b", "title": "B"}\n'


@pytest.mark.parametrize("command", [
    ["rename", LANTERN, "x"], ["remove", LANTERN, "--because", "No.", "--force"], ["add", "2301.00009", "--offline"],
    ["upgrade", "--records"],
])  # fmt: skip
def test_nothing_is_done_while_a_record_cannot_be_read(two_papers: Path, command: list[str]) -> None:
    """It may be the very paper, and a line of a list would be lost."""
    (two_papers / "records" / "broken.yml").write_text("title: [\n", encoding="utf-8")
    before = files_of(two_papers)
    done = run(two_papers, *command)
    assert (done.exit_code, "a record cannot be read" in done.output) == (2, True)
    assert files_of(two_papers) == before


# --- remove ----------------------------------------------------------------------------------------------------------

RULINGS = """# Ours
same: []
excluded: []  # what is out
authors:
  same: []
"""


def test_a_removed_paper_stays_out(two_papers: Path) -> None:
    """The ruling names it in every way, the import drops its rows, its address says why."""
    (two_papers / "rulings.yml").write_text(RULINGS, encoding="utf-8")
    run(two_papers, "rename", LANTERN, "lantern-2023")
    _commit(two_papers)
    done = run(two_papers, "remove", "arxiv:2301.00001", "--because", "About lamps: <b>only</b>")
    assert done.exit_code == 0, done.output
    assert "lantern-2023 is left out of the catalog: rulings.yml:4" in done.output
    ruling = load_decisions(two_papers)[0].rulings.excluded[0]
    assert ruling.names[:4] == ("lantern-2023", LANTERN, "arxiv:2301.00001", "doi:10.1000/lantern")
    assert len(ruling.names[4]) == 12 and ruling.names[5].startswith("library.bib:")
    assert (ruling.title, ruling.because) == ("Lantern Routing Ends on Every Grid", "About lamps: <b>only</b>")
    text = text_of(two_papers, "rulings.yml")
    assert text.startswith("# Ours\nsame: []\nexcluded:  # what is out\n  - names: [lantern-2023, ")
    assert text.endswith('\n    because: "About lamps: <b>only</b>"\nauthors:\n  same: []\n')
    assert [p.name for p in (two_papers / "records").iterdir()] == ["counting-boats-2022.yml"]
    again = run(two_papers, "import", two_papers.parent / "library.bib")
    assert ("excluded" in again.output, "1 records, 0 files changed" in again.output) == (True, True)
    assert run(two_papers, "check").output == "0 problems\n"
    explained = run(two_papers, "explain", LANTERN)
    assert explained.exit_code == 2
    assert "left out of this catalog by rulings.yml:4: About lamps" in explained.output
    run(two_papers, "generate")
    for page in ("lantern-2023", LANTERN):
        assert "About lamps: &#60;b&#62;only" in text_of(two_papers, f"docs/papers/{page}.md")


@pytest.mark.parametrize(("old", "new"), [
    ("Ends on Every Grid", "Never Ends"), ("2301.00001", "2301.00002"), ("10.1000/Lantern", "10.1000/other"),
    ("Quill, Ada and Reed, Bo", "Quill, A."), (", year = 2023", ", year = 2021, note = {mended}"),
])  # fmt: skip
def test_a_row_that_was_corrected_meanwhile_stays_out_too(two_papers: Path, old: str, new: str) -> None:
    """Any other name of it suffices."""
    run(two_papers, "remove", LANTERN, "--because", "No.", "--force")
    bib = two_papers.parent / "library.bib"
    bib.write_text(BIB.replace(old, new), encoding="utf-8")
    assert "1 records, 0 files changed" in run(two_papers, "import", bib).output


def test_a_row_is_left_out_by_its_key_or_its_title_alone() -> None:
    """As its file calls it; the same key in another file is another paper."""
    one = row("library.bib", title="Introduction", authors=("Ada Quill",))
    keyed = [replace(one, key="quill"), replace(one, capture="other.bib", key="quill"), replace(one, key="x"), one]
    assert _ends(keyed, "library.bib:quill") == ["excluded", "new", "new", "new"]
    rows = [row("page.txt", title="INTRODUCTION"), row("page.txt", title="Preface"), row("b.txt", title="Introduction")]
    assert _ends(rows, "page.txt:introduction") == ["excluded", "new", "new"]
    assert _ends(rows, "page.txt") == ["new", "new", "new"]


def _ends(rows: list[Row], *excluded: str) -> list[str]:
    """What becomes of each row by itself."""
    terms = Terms(rulings=ruled(excluded=(excluded,)))
    return [merge({}, [each], terms).rows[0].outcome for each in rows]


@pytest.mark.parametrize("state", ["no repository", "untracked", "staged", "modified", "removed from git"])
def test_a_record_that_git_does_not_hold_is_not_removed(two_papers: Path, state: str) -> None:
    """It could not be brought back; `--force` removes it all the same."""
    path = two_papers / "records" / f"{LANTERN}.yml"
    if state != "no repository":
        path.rename(two_papers / "aside")
        _commit(two_papers)
        (two_papers / "aside").rename(path)
    if state in ("staged", "modified", "removed from git"):
        _git(two_papers, "add", "-A")
    if state in ("modified", "removed from git"):
        _git(two_papers, "commit", "-qm", "It")
    if state == "modified":
        path.write_text(path.read_text(encoding="utf-8") + "notes: [Mine.]\n", encoding="utf-8")
    if state == "removed from git":
        _git(two_papers, "rm", "-q", "--cached", f"records/{LANTERN}.yml")
    before = {name: data for name, data in files_of(two_papers).items() if not name.startswith(".git/")}
    refused = run(two_papers, "remove", LANTERN, "--because", "No.")
    assert (refused.exit_code, "--force" in refused.output, refused.output.count("\n")) == (2, True, 1), refused.output
    assert {name: data for name, data in files_of(two_papers).items() if not name.startswith(".git/")} == before
    assert run(two_papers, "remove", LANTERN, "--because", "No.", "--force").exit_code == 0
    assert not path.exists()


def test_a_removal_without_a_reason_is_misuse(two_papers: Path) -> None:
    """The page at the address would have nothing to say."""
    before = files_of(two_papers)
    assert run(two_papers, "remove", LANTERN, "--force").exit_code == 2
    done = run(two_papers, "remove", LANTERN, "--because", " \n", "--force")
    assert (done.exit_code, "found no reason" in done.output, files_of(two_papers) == before) == (2, True, True)


def test_a_removal_that_was_cut_off_is_finished(two_papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ruling comes first, so that nothing is lost; the second time only the record goes."""

    def cut(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("generator.records.acts.write_records", cut)
        assert run(two_papers, "remove", LANTERN, "--because", "No.", "--force").exit_code == 2
    assert (two_papers / "records" / f"{LANTERN}.yml").exists()
    assert "2 records, 0 files changed" in run(two_papers, "import", two_papers.parent / "library.bib").output
    rulings = text_of(two_papers, "rulings.yml")
    assert run(two_papers, "check").output == "0 problems\n"
    assert "rulings.yml:2" in run(two_papers, "remove", LANTERN, "--because", "No!", "--force").output
    assert text_of(two_papers, "rulings.yml") == rulings
    assert [p.name for p in (two_papers / "records").iterdir()] == ["counting-boats-2022.yml"]


def test_what_another_record_is_called_too_is_not_left_out(two_papers: Path) -> None:
    """A DOI that two records claim."""
    other = two_papers / "records" / "other.yml"
    other.write_text('title: Other\nids: {doi: "10.1000/lantern"}\n', encoding="utf-8")
    (two_papers / "queries.yml").write_text(f"# q\n- {{query: lantern, papers: [{LANTERN}]}}\n", encoding="utf-8")
    done = run(two_papers, "remove", LANTERN, "--because", "Twice.", "--force")
    assert "queries.yml:2 still asks for it" in done.output
    assert "10.1000/lantern" not in text_of(two_papers, "rulings.yml")
    assert "title: Other" in run(two_papers, "export", "--format", "jsonl").output.replace('"title": "', "title: ")


def test_a_new_record_never_gets_the_id_of_a_paper_that_is_left_out() -> None:
    """It would be left out with it: another paper of one title and year is a second one."""
    rulings = Rulings(excluded=(Ruling(names=("boats-2023",)),))
    assert reserved(rulings) == {"boats-2023"}
    assert issue_id(paper("x", title="Boats", date="2023"), reserved(rulings)) == "boats-2023-2"


def test_an_import_founds_another_paper_of_a_title_that_is_left_out(two_papers: Path) -> None:
    """A short title names no paper by itself, and the id of the one that is out is not free."""
    run(two_papers, "remove", "counting-boats-2022", "--because", "No.", "--force")
    bib = two_papers.parent / "other.bib"
    bib.write_text("@book{b, title = {Counting Boats}, author = {Poe, Jo}, year = 2022}\n", encoding="utf-8")
    assert "2 records, 1 files changed" in run(two_papers, "import", bib).output
    assert "  - Jo Poe\n" in text_of(two_papers, "records/counting-boats-2022-2.yml")
