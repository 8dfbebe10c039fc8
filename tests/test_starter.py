"""`init` makes a catalog that is whole, valid and called what its keeper wants, of whatever field."""

import json
import os
import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import __version__
from generator.cli import main
from generator.pipeline import check, load_catalog
from generator.problems import CatalogError
from generator.records.packs import add_pack, pack_folder, pack_names
from generator.records.settings import load_decisions
from generator.records.store import as_yaml, load_records
from generator.starter import Wishes, address, starter_files, write_starter
from tests.curator import BIB

TITLES = ["My papers", "Yes: no", "#1 “quoted” \"papers\"", "\\1 & <b>"]
WHEEL = f"/releases/download/v{__version__}/paper_catalog-{__version__}-py3-none-any.whl"


def _init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments])


def _log(folder: Path) -> list[str]:
    command = ["git", "-C", str(folder), "log", "--format=%s"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git knows somebody here, and nothing of the machine's own settings."""
    for variable in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(variable, "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


# --- What it writes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", TITLES)
def test_a_fresh_catalog_has_no_problems(title: str, tmp_path: Path) -> None:
    """Its name stands in one place, and the pages have it from there."""
    write_starter(tmp_path / "new", Wishes(title=title))
    decisions, problems = load_decisions(tmp_path / "new" / "site_src")
    assert [*problems, *check(tmp_path / "new" / "site_src")] == []
    assert decisions.settings.title == title
    named = [path for path, content in starter_files(Wishes(title="Owls at noon")) if b"Owls at noon" in content]
    assert named == ["README.md", "mkdocs.yml"]


def test_the_example_record_is_as_an_import_would_write_it(tmp_path: Path) -> None:
    write_starter(tmp_path)
    records, _ = load_records(tmp_path / "site_src" / "records")
    assert len(records.papers) == 1
    for id_, paper in records.papers.items():
        assert (tmp_path / "site_src" / "records" / f"{id_}.yml").read_text(encoding="utf-8") == as_yaml(paper)
        assert load_catalog(tmp_path / "site_src")[0].paper_topics[id_]


def test_every_file_of_a_catalog_is_there_and_nothing_that_comes_with_the_package() -> None:
    """No theme, no venues of any field."""
    assert sorted(name for name, _ in starter_files(Wishes())) == [
        ".gitattributes", ".github/ISSUE_TEMPLATE/correct-record.yml", ".github/ISSUE_TEMPLATE/suggest-paper.yml",
        ".github/workflows/pages.yml", ".github/workflows/preview-comment.yml", ".github/workflows/preview.yml",
        ".github/workflows/suggestion.yml", ".github/workflows/update.yml", ".gitignore", "README.md", "mkdocs.yml",
        "requirements.txt", "site_src/catalog.yml", "site_src/docs/about/index.md", "site_src/follow.yml",
        "site_src/records/line-length-and-reading-speed-2024.yml", "site_src/rulings.yml", "site_src/topics.yml",
    ]  # fmt: skip


def test_its_mkdocs_yml_has_only_what_is_its_own(tmp_path: Path) -> None:
    write_starter(tmp_path)
    text = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    assert list(yaml.safe_load(text)) == [
        "site_name", "site_description", "site_url", "repo_url", "copyright", "docs_dir", "theme", "plugins",
    ]  # fmt: skip


def test_nothing_of_this_project_is_left_in_it() -> None:
    for name, content in starter_files(Wishes()):
        text = content.decode(errors="ignore")
        assert not {"207", "TITLE", "PACKAGE"} & set(text.replace('"', " ").split()), name


def test_a_folder_with_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CatalogError, match="expected an empty folder"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_fresh_git_repository_is_accepted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_starter(tmp_path)
    assert (tmp_path / "site_src" / "catalog.yml").exists()


def test_no_half_written_folder_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(CatalogError, match="No space left"):
        write_starter(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


# --- Packs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_is_valid_and_gives_its_venues_and_topics(name: str, tmp_path: Path) -> None:
    """At once or later; the second time nothing is added, and a comment stays where it stood."""
    assert _init(tmp_path / "one", "--pack", name).exit_code == 0
    assert _init(tmp_path / "two").exit_code == 0
    added = CliRunner().invoke(main, ["pack", name, "--catalog", str(tmp_path / "two" / "site_src")])
    assert added.exit_code == 0 and f"the pack {name}" in added.output
    for file in ("catalog.yml", "topics.yml"):
        texts = [(tmp_path / folder / "site_src" / file).read_text(encoding="utf-8") for folder in ("one", "two")]
        assert texts[0] == texts[1] and "# A curator’s" not in texts[0]
    decisions, problems = load_decisions(tmp_path / "one" / "site_src")
    assert not problems and len(decisions.venues) > 50 and len(decisions.topics) > 10
    assert add_pack(tmp_path / "one" / "site_src", name) == ()


def test_a_venue_of_the_catalog_goes_before_that_of_a_pack(tmp_path: Path) -> None:
    assert (pack_folder("nlp") / "venues.yml").read_text(encoding="utf-8").startswith("# Venues")
    (tmp_path / "catalog.yml").write_text("# mine\npacks: [nlp]\n")
    (tmp_path / "venues.yml").write_text("acl:\n  name: Our ACL\n")
    venues = load_decisions(tmp_path)[0].venues
    assert venues["acl"].name == "Our ACL" and venues["aacl"].name == "AACL"


def test_an_unknown_pack_is_a_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").write_text("title: A\npacks: [owls]\n")
    (problem,) = load_decisions(tmp_path)[1]
    assert (problem.path, problem.line) == ("catalog.yml", 2) and "owls" in problem.message


def test_settings_on_one_line_are_named_and_not_changed(tmp_path: Path) -> None:
    """What cannot be changed line by line is a person's to change."""
    (tmp_path / "catalog.yml").write_text("{title: Owls}\n")
    with pytest.raises(CatalogError, match=r"write `packs: \[nlp\]`"):
        add_pack(tmp_path, "nlp")
    assert not (tmp_path / "topics.yml").exists()


# --- Its repository --------------------------------------------------------------------------------------------------


def test_it_is_a_repository_with_one_commit_and_nothing_left_over(tmp_path: Path) -> None:
    assert _init(tmp_path / "new").exit_code == 0
    assert _log(tmp_path / "new") == ["Start the catalog"]
    status = subprocess.run(["git", "-C", tmp_path / "new", "status", "--porcelain", "--branch"],
                            capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert status == "## main\n"


def test_within_a_repository_it_makes_none(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = _init(tmp_path / "new")
    assert done.exit_code == 0 and "in a git repository already" in done.output
    assert not (tmp_path / "new" / ".git").exists()


def test_without_git_or_a_name_it_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    for variable in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(variable, raising=False)
    done = _init(tmp_path / "nameless")
    assert done.exit_code == 0 and "git does not know your name" in done.output
    monkeypatch.setenv("PATH", str(tmp_path))
    done = _init(tmp_path / "gitless")
    assert done.exit_code == 0 and "git is not installed" in done.output
    assert not check(tmp_path / "gitless" / "site_src")


# --- What it imports at once -----------------------------------------------------------------------------------------


def test_a_library_is_imported_at_once_without_the_example(tmp_path: Path) -> None:
    """Its records are not committed: they are for a person to read."""
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    done = _init(tmp_path / "new", "--from", str(tmp_path / "library.bib"))
    assert done.exit_code == 0, done.output
    records, _ = load_records(tmp_path / "new" / "site_src" / "records")
    assert len(records.papers) == 2 and "line-length-and-reading-speed-2024" not in records.papers
    assert _log(tmp_path / "new") == ["Start the catalog"]


def test_the_headings_of_a_list_become_topics(tmp_path: Path) -> None:
    entries = [f"- [Boats {n} at sea](https://arxiv.org/abs/2309.0000{n}) - A. Quill, 2023" for n in range(1, 5)]
    (tmp_path / "README.md").write_text("\n".join(["# Boats", "", "## Sails", "", *entries, ""]), encoding="utf-8")
    done = _init(tmp_path / "new", "--from", str(tmp_path / "README.md"))
    assert done.exit_code == 0, done.output
    catalog, problems = load_catalog(tmp_path / "new" / "site_src")
    assert not problems and len(catalog.papers) == 4 and "sails" in catalog.topics


@pytest.mark.parametrize(("file", "said"), [
    ("https://example.org/library.bib", "found the address"), ("nowhere.bib", "there is no such file"),
])  # fmt: skip
def test_what_is_no_file_is_refused_before_anything_is_written(file: str, said: str, tmp_path: Path) -> None:
    done = _init(tmp_path / "new", "--from", file)
    assert done.exit_code == 2 and said in done.output
    assert not (tmp_path / "new").exists()


# --- From where the program comes ------------------------------------------------------------------------------------


class _Installed(Distribution):
    """As a package that was installed from somewhere."""

    def __init__(self, direct: dict[str, object], home: str = "") -> None:
        self.texts = {"direct_url.json": json.dumps(direct)} if direct else {}
        urls = f"Project-URL: Repository, {home}\n" if home else ""
        self.texts["METADATA"] = f"Metadata-Version: 2.4\nName: paper-catalog\nVersion: {__version__}\n{urls}\n"

    def read_text(self, filename: str) -> str | None:
        return self.texts.get(filename)

    def locate_file(self, path: str | os.PathLike[str]) -> Path:
        return Path(path)


@pytest.mark.parametrize(("direct", "home", "wanted"), [
    ({"url": "https://a.example/x-1-py3-none-any.whl", "archive_info": {"hashes": {"sha256": "ab12"}}}, "",
     "https://a.example/x-1-py3-none-any.whl#sha256=ab12"),
    ({"url": "https://me:secret@a.example/x.whl", "archive_info": {}}, "", "https://a.example/x.whl"),
    ({"url": "https://a.example/me/x", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}, "",
     "git+https://a.example/me/x@c0ffee"),
    ({}, "https://github.com/me/x", f"https://github.com/me/x{WHEEL}"),
    ({"url": "file:///home/me/x.whl", "archive_info": {}}, "https://github.com/me/x", f"https://github.com/me/x{WHEEL}"),
    ({"url": "file:///home/me/x.whl", "archive_info": {}}, "", ""),
])  # fmt: skip
def test_the_address_is_that_from_which_the_program_was_installed(
    direct: dict[str, object], home: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or else of its release; without a password, and never that of a file on this machine."""
    monkeypatch.setattr(address, "distribution", lambda _: _Installed(direct, home))
    found = address.origin()
    assert found.address == wanted and bool(found.why) == (not wanted)


def test_the_address_of_a_clone_is_its_release_or_a_commit_that_others_can_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone, other = tmp_path / "clone", tmp_path / "other.git"

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(clone), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    subprocess.run(["git", "init", "-q", "--bare", str(other)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(clone)], check=True)
    git("commit", "-q", "--allow-empty", "-m", "One")
    monkeypatch.setattr(
        address, "distribution", lambda _: _Installed({"url": clone.as_uri(), "dir_info": {"editable": True}})
    )
    assert "without a remote" in address.origin().why
    git("config", f"url.{other}.insteadOf", "https://github.com/me/x")
    git("remote", "add", "origin", "https://github.com/me/x.git")
    git("config", "--unset-all", f"url.{other}.insteadOf")
    assert "does not have the commit" in address.origin().why
    git("push", "-q", str(other), "main")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert address.origin().address == f"git+https://github.com/me/x@{git('rev-parse', 'HEAD')}"
    git("remote", "set-url", "origin", "git@github.com:me/x.git")
    git("tag", f"v{__version__}")
    assert address.origin().address == f"https://github.com/me/x{WHEEL}"


def test_a_person_names_an_address_or_a_wheel_and_no_bare_name(tmp_path: Path) -> None:
    wheel = tmp_path / "paper_catalog-9-py3-none-any.whl"
    wheel.write_bytes(b"owl")
    assert address.origin("https://a.example/x.whl#sha256=ab").requirement == (
        "paper-catalog @ https://a.example/x.whl#sha256=ab"
    )
    assert address.origin(str(wheel)).address.startswith(f"{wheel.as_uri()}#sha256=")
    for name in ("paper-catalog", "paper-catalog==1", "http://a.example/x.whl", "https://a b"):
        with pytest.raises(CatalogError, match="a bare name may be anybody's"):
            address.origin(name)


def test_without_an_address_pip_refuses_the_line_and_shows_it(tmp_path: Path) -> None:
    """Before it asks anybody."""
    file = tmp_path / "requirements.txt"
    file.write_text(address.Origin(address="", why="nobody knows").requirement + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "its address is not known" in done.stderr
    assert "# It is not known from where paper-catalog can be had: nobody knows." in file.read_text(encoding="utf-8")
