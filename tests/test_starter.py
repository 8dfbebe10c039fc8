"""`init` makes a catalog that is whole, valid and called what its keeper wants."""

from pathlib import Path

import pytest
import yaml

from generator.pipeline import check, load_catalog
from generator.problems import CatalogError
from generator.records.settings import load_decisions
from generator.records.store import as_yaml, load_records
from generator.starter import starter_files, write_starter

TITLES = ["My papers", "Yes: no", "#1 “quoted” \"papers\"", "\\1 & <b>"]


@pytest.mark.parametrize("title", TITLES)
def test_a_fresh_catalog_has_no_problems(title: str, tmp_path: Path) -> None:
    write_starter(tmp_path / "new", title)
    decisions, problems = load_decisions(tmp_path / "new" / "site_src")
    assert [*problems, *check(tmp_path / "new" / "site_src")] == []
    assert decisions.settings.title == title
    config = (tmp_path / "new" / "mkdocs.yml").read_text(encoding="utf-8")
    name = next(line for line in config.splitlines() if line.startswith("site_name: "))
    assert yaml.safe_load(name) == {"site_name": title}


def test_the_example_record_is_as_an_import_would_write_it(tmp_path: Path) -> None:
    write_starter(tmp_path)
    records, _ = load_records(tmp_path / "site_src" / "records")
    for id_, paper in records.papers.items():
        assert (tmp_path / "site_src" / "records" / f"{id_}.yml").read_text(encoding="utf-8") == as_yaml(paper)
        assert load_catalog(tmp_path / "site_src")[0].paper_topics[id_]


def test_every_file_of_a_catalog_is_there() -> None:
    names = {name for name, _ in starter_files("x")}
    for name in ("mkdocs.yml", ".gitignore", "README.md", "requirements.txt", ".github/workflows/pages.yml",
                 "site_src/catalog.yml", "site_src/topics.yml", "site_src/venues.yml", "site_src/rulings.yml",
                 "site_src/docs/about/index.md"):
        assert name in names
    assert any(name.startswith("site_src/overrides/") for name in names)
    assert any(name.startswith("site_src/docs/assets/") for name in names)


def test_nothing_of_this_project_is_left_in_it() -> None:
    for name, content in starter_files("My papers"):
        text = content.decode(errors="ignore")
        assert "207" not in text or "assets" in name, name
        assert "TITLE" not in text or "overrides" in name, name


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
