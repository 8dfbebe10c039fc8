"""`paper-catalog upgrade`: what earlier versions copied goes, what a person changed stays, and the site is the same."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.starter import OWN, Wishes, starter_files
from generator.starter.address import origin
from generator.starter.shipped import LIST, digest, is_shipped
from generator.starter.upgrade import own_settings, still_copied
from tests.curator import run

OLD = Path(__file__).parent / "old_catalog.jsonl"
"""What `paper-catalog init --title "Owl papers"` wrote before the theme came with the package."""
PACKAGE = ("--package", "https://a.example/x.whl")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A catalog of that version, committed."""
    folder = tmp_path / "old"
    for line in OLD.read_text(encoding="utf-8").splitlines():
        file = json.loads(line)
        (folder / file["path"]).parent.mkdir(parents=True, exist_ok=True)
        (folder / file["path"]).write_text(file["text"], encoding="utf-8", newline="\n")
    _git(folder, "init", "-q")
    _commit(folder)
    return folder


def _git(folder: Path, *arguments: str) -> str:
    person = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    command = ["git", *person, "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "As it was")


def _upgrade(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["upgrade", "--catalog", str(folder / "site_src"), *arguments])


def _files(folder: Path) -> set[str]:
    return {path for path in _git(folder, "ls-files", "-co", "--exclude-standard").split() if (folder / path).exists()}


def _site(folder: Path, name: str) -> dict[str, bytes]:
    done = run(folder / "site_src", "build", "--site", folder.parent / name)
    assert done.exit_code == 0, done.output
    site = folder.parent / name
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_an_old_catalog_goes_on_building_and_its_site_has_the_same_pages_after_the_upgrade(old: Path) -> None:
    """With pages that its own settings know nothing of; and nothing that was generated is new to git."""
    before = _site(old, "before")
    done = _upgrade(old, *PACKAGE)
    assert done.exit_code == 0, done.output
    after = _site(old, "after")
    assert before.keys() == after.keys()
    assert b'href="../assets/search.css"' in after["papers/index.html"] and "changes/index.html" in after
    assert "??" not in _git(old, "status", "--porcelain").split()


def test_what_nobody_changed_goes_or_is_as_in_a_new_catalog(old: Path) -> None:
    done = _upgrade(old, *PACKAGE, "--workflows")
    assert done.exit_code == 0, done.output
    new = dict(starter_files(Wishes(title="Owl papers", package=origin(PACKAGE[1]).requirement)))
    assert _files(old) == {*new} - {".gitattributes", "site_src/follow.yml"}
    for path in (".gitignore", ".github/workflows/pages.yml", "requirements.txt"):
        assert (old / path).read_bytes() == new[path]
    config = yaml.safe_load((old / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""))
    assert {**config, "site_description": ""} == {
        **yaml.safe_load(new["mkdocs.yml"].decode().replace("!ENV ", "")), "site_description": "",
    }  # fmt: skip
    settings = yaml.safe_load((old / "site_src" / "catalog.yml").read_text(encoding="utf-8"))
    assert "title" not in settings and settings["packs"] == ["nlp"]
    _commit(old)
    assert "0 files changed" in _upgrade(old, *PACKAGE).output


def test_what_a_person_changed_stays_and_is_named(old: Path) -> None:
    """A template, a style, a list of venues, the workflow; the others go all the same."""
    changed = ("site_src/overrides/404.html", "site_src/docs/assets/catalog.css", "site_src/venues.yml",
               ".github/workflows/pages.yml", ".gitignore")  # fmt: skip
    for path in changed:
        with (old / path).open("a") as file:
            file.write("# mine\n")
    (old / "site_src" / "overrides" / "own.html").write_text("mine")
    _commit(old)
    done = _upgrade(old, *PACKAGE)
    assert done.exit_code == 0, done.output
    assert {*changed, "site_src/overrides/own.html"} <= _files(old)
    assert "site_src/overrides/main.html" not in _files(old)
    assert {path for path in changed if f"stays {path}" in done.output} == {*changed} - {"site_src/venues.yml"}
    assert "packs" not in (old / "site_src" / "catalog.yml").read_text(encoding="utf-8")


def test_own_settings_and_comments_of_mkdocs_yml_stay(old: Path) -> None:
    config = old / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace('site_url: !ENV [SITE_URL, ""]', "site_url: https://owls.example/")
    config.write_text(text.replace("plugins: []", "# Ours.\nedit_uri: blob/main/\n\nplugins: []"), encoding="utf-8")
    _commit(old)
    assert _upgrade(old).exit_code == 0
    lines = config.read_text(encoding="utf-8").splitlines()
    assert lines[:8] == [
        'site_name: "Owl papers"', "site_description: A browsable catalog of research papers",
        "site_url: https://owls.example/", 'repo_url: !ENV [REPO_URL, ""]',
        "copyright: Summaries are the catalog’s own; papers belong to their authors and publishers.", "",
        "# Ours.", "edit_uri: blob/main/",
    ]  # fmt: skip
    assert lines[-3:] == ["docs_dir: site_src/docs", "theme: paper-catalog", "plugins: [paper-catalog]"]


@pytest.mark.parametrize(("ours", "theirs"), [
    ("material/bookshelf", "material/owl"), ("plugins: []", "plugins: [search]"),
])  # fmt: skip
def test_a_theme_of_its_own_keeps_the_templates_it_needs(ours: str, theirs: str, old: Path) -> None:
    """The catalog then is as it was, but for what has nothing to do with that."""
    config = old / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(ours, theirs), encoding="utf-8")
    _commit(old)
    before, text = _files(old), config.read_text(encoding="utf-8")
    done = _upgrade(old, *PACKAGE)
    assert "stays mkdocs.yml" in done.output
    assert config.read_text(encoding="utf-8") == text and _files(old) == before - {"site_src/venues.yml"}


def test_a_name_that_differs_on_the_pages_stays_in_both_places(old: Path) -> None:
    settings = old / "site_src" / "catalog.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Owl papers", "Owls"), encoding="utf-8")
    _commit(old)
    assert _upgrade(old).exit_code == 0
    assert 'title: "Owls"\n' in settings.read_text(encoding="utf-8")


def test_line_ends_that_git_changed_are_no_change(old: Path) -> None:
    """As in a checkout on Windows."""
    for path in sorted((old / "site_src" / "overrides").rglob("*.html")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    _commit(old)
    done = _upgrade(old)
    assert "stays site_src" not in done.output and not (old / "site_src" / "overrides").exists()


def test_a_dry_run_changes_nothing_and_an_unclean_tree_is_refused(old: Path) -> None:
    before = _files(old)
    done = _upgrade(old, "--dry-run", *PACKAGE)
    assert done.exit_code == 0 and "26 files would change" in done.output and "goes  site_src/venues.yml" in done.output
    assert _files(old) == before and not _git(old, "status", "--porcelain")
    (old / "README.md").write_text("changed")
    done = _upgrade(old)
    assert done.exit_code == 2 and "changes that are not committed, of README.md" in done.output
    assert _files(old) == before


def test_outside_of_a_repository_nothing_is_changed(old: Path) -> None:
    (old / ".git").rename(old / "elsewhere")
    done = _upgrade(old)
    assert done.exit_code == 2 and "is in no git repository" in done.output


def test_without_an_address_the_bare_name_stays_and_is_named(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.starter.address._of_checkout", lambda _: origin.__globals__["Origin"](address=""))
    done = _upgrade(old)
    assert "stays requirements.txt: it asks a package index for a bare name" in done.output
    assert "paper-catalog==" in (old / "requirements.txt").read_text(encoding="utf-8")


def test_a_new_catalog_has_nothing_to_upgrade() -> None:
    assert own_settings((OWN / "mkdocs.yml").read_text(encoding="utf-8")) is None


def test_what_is_copied_today_is_known_tomorrow(update_golden: bool) -> None:
    """Else a later upgrade would take it for a person's work."""
    missing = {path: content for path, content in still_copied().items() if not is_shipped(path, content)}
    if update_golden and missing:
        lines = LIST.read_text(encoding="utf-8").splitlines() + [f"{digest(missing[path])} {path}" for path in missing]
        LIST.write_text("".join(f"{line}\n" for line in sorted(lines, key=lambda line: line[17:])), encoding="utf-8")
        return
    assert not missing, f"{[*missing]} changed: `pytest {__file__} --update-golden` adds them to shipped.txt."


def test_workflows_come_only_where_they_are_wanted(old: Path) -> None:
    """They open pull requests; without the option they are named."""
    said = _upgrade(old, *PACKAGE).output
    assert "--workflows brings: " in said and ".github/workflows/update.yml" in said
    assert [path for path in _files(old) if path.startswith(".github/")] == [".github/workflows/pages.yml"]
    _commit(old)
    done = _upgrade(old, *PACKAGE, "--workflows")
    assert "new   .github/workflows/update.yml" in done.output and "brings" not in done.output
