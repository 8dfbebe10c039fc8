"""`report --base`: what a pull request does to a catalog."""

import subprocess
from pathlib import Path

import pytest

from tests.curator import LANTERN, run


def _git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def kept(two_papers: Path) -> Path:
    """The catalog as the first commit of a repository around it."""
    root = two_papers.parent
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "papers")
    _git(root, "commit", "-qm", "one")
    return two_papers


def test_papers_and_problems_are_told_against_the_base(kept: Path) -> None:
    """Added, changed by field, removed; only problems that are new, wherever they stand now."""
    path = kept / "records" / f"{LANTERN}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2023", "date: 2024"), encoding="utf-8")
    (kept / "records" / "counting-boats-2022.yml").unlink()
    (kept / "records" / "owls.yml").write_text("title: Owls `@owl` <b>\ntopics: [night]\n", encoding="utf-8")
    (kept / "records" / "waits.yml").write_text("title: W\nproposed: {by: a, when: 2027-01-15}\n", encoding="utf-8")
    done = run(kept, "report", "--base", "main")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:7] == [
        "2 added, 1 changed, 1 removed",
        "  added owls: Owls `@owl` <b>",
        "  added waits: W (proposed)",
        f"  changed {LANTERN}: date",
        "  removed counting-boats-2022",
        "2 papers, 1 waiting for a person",
        "3 new problems, 0 solved",
    ]
    assert "records/owls.yml: error unknown-topic" in done.output


def test_nothing_changed_is_nothing(kept: Path) -> None:
    (kept.parent / "site").mkdir()
    (kept.parent / "site" / "index.html").touch()
    done = run(kept, "report", "--base", "HEAD", "--site", kept.parent / "site")
    assert done.output == "0 added, 0 changed, 0 removed\n2 papers, 1 page\n0 new problems, 0 solved\n"


@pytest.mark.parametrize("ref", ["nowhere", "--upload-pack=touch owned", "-x", "main; touch owned", ""])
def test_a_base_that_is_no_commit_is_said(kept: Path, ref: str) -> None:
    done = run(kept, "report", f"--base={ref}")
    assert (done.exit_code, "git rev-parse" in done.output) == (2, True), done.output
    assert not list(kept.parent.rglob("owned"))


def test_a_base_without_the_catalog_is_an_empty_one(kept: Path) -> None:
    _git(kept.parent, "rm", "-q", "-r", "--cached", "papers")
    (kept.parent / "README.md").write_text("x", encoding="utf-8")
    _git(kept.parent, "add", "README.md")
    _git(kept.parent, "commit", "-qm", "none")
    assert run(kept, "report", "--base", "HEAD").output.startswith("2 added, 0 changed, 0 removed\n")


def test_a_link_in_the_base_leads_nowhere(kept: Path) -> None:
    """Of another's commit only files are read."""
    (kept / "records" / "evil.yml").symlink_to("/etc/passwd")
    _git(kept.parent, "add", "papers")
    _git(kept.parent, "commit", "-qm", "evil")
    (kept / "records" / "evil.yml").unlink()
    assert run(kept, "report", "--base", "HEAD").output.startswith("0 added, 0 changed, 0 removed\n")


def test_a_long_list_is_cut(kept: Path) -> None:
    for number in range(60):
        (kept / "records" / f"owl-{number}.yml").write_text(f"title: Owl {number} {'x' * 300}\n", encoding="utf-8")
    lines = run(kept, "report", "--base", "main").output.splitlines()
    assert "  … and 10 more" in lines
    assert max(map(len, lines)) < 170
