"""The short way through MkDocs: the same bytes as the slow one, and the slow one wherever in doubt."""

import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.publish.escaping import environment
from generator.publish.fast.forms import UnknownFormError, convert
from generator.publish.fast.page import FastPage, read_front_matter
from tests.nasty import NASTY, built, built_slowly, written
from tests.test_fast_forms import LEFT_TO_PYTHON_MARKDOWN


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{}, {"light_above": 0}], ids=["full", "light"])
def test_both_ways_make_the_same_bytes(
    settings: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands in titles, names, venues, summaries and abstracts; and the short way is not given up."""
    site = written(tmp_path, 250, **settings)
    slow_pages: list[str] = []
    render = Page.render

    def noting(page: Page, config: MkDocsConfig, files: Files) -> None:
        if isinstance(page, FastPage):
            slow_pages.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", noting)
    quick = built(site, "quick")
    said = capsys.readouterr().err
    assert not said, said
    # Python-Markdown drops two control characters, which stand in the BibTeX entry of a page.
    held = [page for page in slow_pages if not re.search("[\x02\x03]", (site / "site_src/docs" / page).read_text())]
    assert set(held) <= LEFT_TO_PYTHON_MARKDOWN
    slow = built_slowly(site, monkeypatch)
    assert quick.keys() == slow.keys()
    assert [path for path in slow if quick[path] != slow[path] and not path.endswith(".gz")] == []


@pytest.mark.slow
def test_a_difference_in_the_sample_is_said_and_the_site_built_the_slow_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after an upgrade of Python-Markdown that changes what it writes."""
    site = written(tmp_path, 3)
    slow = built_slowly(site, monkeypatch)
    read = read_front_matter
    monkeypatch.setattr("generator.publish.fast.page.read_front_matter",
                        lambda text: (made := read(text)) and ({**made[0], "wrong": True}, made[1]))
    assert built(site, "quick")["papers/nasty-1.html"] == slow["papers/nasty-1.html"]
    assert "building again" in capsys.readouterr().err


@pytest.mark.parametrize("text", [
    "1. one", "* one", "- a\n    - b", "- a\n\n- b", "`code`", "**bold**", "a\n===", "<div>\n\n</div>", "![x](y.png)",
    "[a][b]", "> a", "```\nx\n```", "```sh\nx", "<p>a", "\\*", "a  \nb", "<div markdown=\"1\">", "#x",
    "|a|\n|b|", "_a_", "a\tb", "a \x02 b",
])  # fmt: skip
def test_a_form_that_no_template_writes_is_left_to_python_markdown(text: str) -> None:
    """Better slow than wrong."""
    with pytest.raises(UnknownFormError):
        convert(text, lambda url: url)


@pytest.mark.parametrize("head", ["title: 1e5", "tags: [a]", "title: plain", 'title: "\\ud83d"', "a", 'a: "b" # c'])
def test_front_matter_that_is_not_json_is_left_to_yaml(head: str) -> None:
    """JSON reads `1e5` as a number, YAML as text."""
    assert read_front_matter(f"---\n{head}\n---\n\nx\n") is None


def test_escaped_text_holds_no_form() -> None:
    """All that is short about the short way rests on this."""
    template = environment(None).from_string("{{ text }}")  # type: ignore[arg-type]
    for text in NASTY:
        shown = template.render(text=f"a {text}")
        assert convert(shown, lambda url: url).content == f"<p>{shown.strip()}</p>"
