"""What is the same in every catalog comes from the package: mkdocs.yml and .gitignore need no new lines."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.pipeline import generate
from generator.publish.fast.build import read_config
from generator.publish.pages import render_pages
from generator.publish.plugin import complete
from tests.pages.toy import toy_catalog

CONFIG = {"site_name": "Owls", "docs_dir": "site_src/docs", "theme": "paper-catalog", "plugins": ["paper-catalog"]}
LISTS = ["Home", "Papers", "Topics", "Authors", "Venues", "Years", "Data"]


def _config(folder: Path, **own: Any) -> MkDocsConfig:
    (folder / "site_src" / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**CONFIG, **own}), encoding="utf-8")
    return read_config(folder / "mkdocs.yml", folder / "site")


def _titles(config: MkDocsConfig) -> list[str]:
    return [name for entry in config.nav or [] for name in entry]


def test_a_catalog_says_only_what_is_its_own(tmp_path: Path) -> None:
    """All else is as the package has it."""
    config = _config(tmp_path)
    assert _titles(config) == LISTS
    assert [str(path) for path in config.extra_css] == ["assets/catalog.css", "assets/search.css"]
    assert config.theme["palette"][1]["scheme"] == "slate" and config.use_directory_urls is False
    assert config.mdx_configs == {"toc": {"permalink": False}}


def test_its_own_settings_are_joined_with_ours(tmp_path: Path) -> None:
    """Lists are joined, of anything else its own value counts; a page about the catalog is shown where there is one."""
    _config(tmp_path)
    (tmp_path / "site_src" / "docs" / "about").mkdir()
    (tmp_path / "site_src" / "docs" / "about" / "index.md").write_text("# About")
    config = _config(
        tmp_path, nav=[{"Rules": "rules.md"}], extra_css=["mine.css", "assets/search.css"], use_directory_urls=True,
        validation={"links": {"anchors": "ignore"}}, theme={"name": "paper-catalog", "features": []},
        markdown_extensions=["admonition"], not_in_nav="/drafts/",
    )  # fmt: skip
    assert _titles(config) == [*LISTS, "About", "Rules"]
    assert [str(path) for path in config.extra_css] == ["assets/catalog.css", "assets/search.css", "mine.css"]
    assert config.use_directory_urls is True and config.theme["features"] == []
    assert (config.validation.links.anchors, config.validation.links.not_found) == (10, 30)
    assert {"admonition", "attr_list", "toc"} <= {*config.markdown_extensions}
    assert config.not_in_nav and {*config.not_in_nav.match_files(("drafts/x.md", "about/x.md", "rules.md"))} == {
        "drafts/x.md", "about/x.md",
    }  # fmt: skip


def test_a_navigation_that_names_the_home_page_is_the_whole(tmp_path: Path) -> None:
    config = _config(tmp_path, nav=[{"Start": "index.md"}, "data.md"])
    assert config.nav == [{"Start": "index.md"}, "data.md"]


def test_completing_twice_changes_nothing(tmp_path: Path) -> None:
    """MkDocs asks the plugin again when it builds."""
    config = _config(tmp_path, extra_css=["mine.css"])
    (tmp_path / "site_src" / "overrides").mkdir()
    complete(config)
    before = repr(dict(config)), list(config.theme.dirs)
    complete(config)
    assert (repr(dict(config)), config.theme.dirs) == before


def test_generated_pages_are_under_no_version_control_and_need_no_place_in_the_navigation(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Of whatever kind; a page that somebody wrote is both."""
    _config(tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    catalog, docs = toy_catalog(), tmp_path / "site_src" / "docs"
    generate(tmp_path / "site_src", catalog)
    (docs / "rules.md").write_text("# Rules")
    command = ["git", "-C", str(tmp_path), "status", "--porcelain", "-uall", "--", "site_src/docs"]
    status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert status.split() == ["??", "site_src/docs/rules.md"]
    with caplog.at_level("WARNING", "mkdocs"):
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    missing = [record.getMessage() for record in caplog.records if "not included in the" in record.getMessage()]
    assert len(missing) == 1 and "rules.md" in missing[0] and "papers/" not in missing[0]
    assert all((tmp_path / "site" / page.path.replace(".md", ".html")).is_file() for page in render_pages(catalog))


def test_a_gitignore_that_a_keeper_wrote_into_docs_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".gitignore").write_text("/papers/\n")
    generate(tmp_path, toy_catalog())
    assert (docs / ".gitignore").read_text() == "/papers/\n"


def test_a_template_in_overrides_goes_before_ours(tmp_path: Path) -> None:
    """Without a word in mkdocs.yml."""
    _config(tmp_path)
    (tmp_path / "site_src" / "overrides" / "partials").mkdir(parents=True)
    (tmp_path / "site_src" / "overrides" / "partials" / "footer.html").write_text("<footer>Mine.</footer>")
    env = _config(tmp_path).theme.get_env()
    assert env.get_template("partials/footer.html").render() == "<footer>Mine.</footer>"
