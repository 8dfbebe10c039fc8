"""Name, description and address of a catalog stand in mkdocs.yml, and are read without MkDocs."""

from pathlib import Path

import pytest

from generator.records.settings import load_decisions
from generator.records.sitefile import read_site_file, said_of_catalog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalog with mkdocs.yml beside its folder."""
    (tmp_path / "site_src").mkdir()
    text = "site_name: Owls\nsite_description: All of them.\nrepo_url: https://github.com/owls/papers\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path / "site_src"


def test_what_mkdocs_yml_says_need_not_be_said_again(folder: Path) -> None:
    settings = load_decisions(folder)[0].settings
    assert (settings.title, settings.description) == ("Owls", "All of them.")
    assert settings.repository == "https://github.com/owls/papers"


def test_what_catalog_yml_says_counts(folder: Path) -> None:
    """As in catalogs of the first versions, an empty text too."""
    (folder / "catalog.yml").write_text('title: Boats\nrepository: ""\n', encoding="utf-8")
    settings = load_decisions(folder)[0].settings
    assert (settings.title, settings.description, settings.repository) == ("Boats", "All of them.", "")


def test_the_environment_and_the_file_it_inherits_from_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag that only MkDocs knows is no mistake, and runs nothing."""
    monkeypatch.setenv("OWL_URL", "https://owls.example/")
    (folder.parent / "base.yml").write_text("site_name: Base\nrepo_url: http://plain.example\n", encoding="utf-8")
    (folder.parent / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_url: !ENV [NO_URL, OWL_URL, '']\nsite_description: !ENV NOTHING\n"
        "emoji: !!python/object/apply:os.system [exit 1]\n", encoding="utf-8",
    )  # fmt: skip
    assert said_of_catalog(folder) == {"title": "Base"}
    assert read_site_file(folder.parent / "mkdocs.yml")["site_url"] == "https://owls.example/"


@pytest.mark.parametrize("text", ["site_name: [", "INHERIT: nowhere.yml", "INHERIT: mkdocs.yml"])
def test_a_file_that_cannot_be_read_is_a_problem_and_the_rest_is_checked(text: str, folder: Path) -> None:
    (folder.parent / "mkdocs.yml").write_text(text, encoding="utf-8")
    (folder / "catalog.yml").write_text("title: Boats\n", encoding="utf-8")
    decisions, problems = load_decisions(folder)
    assert [(problem.path, problem.code) for problem in problems] == [("mkdocs.yml", "unreadable")]
    assert decisions.settings.title == "Boats"


def test_a_catalog_without_mkdocs_yml_has_what_it_says_itself(tmp_path: Path) -> None:
    assert said_of_catalog(tmp_path / "site_src") == {}
