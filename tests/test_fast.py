"""The short way through MkDocs: the same bytes as the slow one, and the slow one wherever in doubt."""

import random
import re
import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.model import Paper
from generator.publish.escaping import environment
from generator.publish.fast import build as fast
from generator.publish.fast.forms import UnknownFormError, convert
from generator.publish.fast.page import FastPage, read_front_matter
from generator.publish.output import MANIFEST, write_tree
from generator.publish.pages import render_pages
from tests.browser import hostile
from tests.exports.toy import catalog_of, papers
from tests.make import paper

ROOT = Path(__file__).parent.parent

NASTY = (
    hostile.TITLE, hostile.SUMMARY, hostile.ABSTRACT, hostile.MATH, hostile.MARKDOWN, hostile.TEMPLATE,
    "1. not a list", "- not an item", "# not a heading", "| a | b |\n|---|---|", "    four spaces", "```sh", "</div>",
    "{ #paper .lead }", "x { .y }", "a  \nb", "===", "\\", "&amp;#45;", "<!-- -->", "[a]: b", "*[HTML]: x", "!!! note",
    "\u202e\u200b",
    "\x02klzzwxh:0001\x03", "İß\u0301", "日本語 論文", "مرحبا", "$x_1 < y$ & $\\frac{a}{b}$", "$", "\u00a0",
    "?? ::: details", "http://example.org/<a>", "me@example.org", "--- title: x", "😀 😀",
    "Robert'); DROP TABLE papers;",
)


def _papers(count: int) -> list[Paper]:
    """Papers whose texts are nasty ones and plain words, mixed from a fixed seed."""
    choose = random.Random(12)
    names = [f"Ada {word} Lamp" for word in NASTY] + [f"Person {number}" for number in range(60)]

    def text() -> str:
        return " ".join(choose.sample([*NASTY, "lamp", "glow", "owls of the harbour", "a wire"], 3))

    return [
        paper(f"nasty-{number}", title=f"{text()} {number}", authors=tuple(choose.sample(names, 3)), summary=text(),
              abstract=text(), venue=choose.choice(["OWLS", choose.choice(NASTY)[:60]]),
              date=f"20{number % 25:02}-0{number % 9 + 1}",
              keywords=(text(),), awards=(text(),))
        for number in range(count)
    ]


def _site(tmp_path: Path, count: int) -> Path:
    """The folder of a catalog with so many hostile papers, its pages written, its settings those of the project."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_src" / "overrides", tmp_path / "site_src" / "overrides")
    for name in ("about", "assets"):
        shutil.copytree(ROOT / "site_src" / "docs" / name, tmp_path / "site_src" / "docs" / name)
    pages = render_pages(catalog_of(*papers(), *_papers(count)))
    write_tree(tmp_path / "site_src" / "docs", ((page.path, page.text) for page in pages))
    return tmp_path


def _built(folder: Path, name: str) -> dict[str, bytes]:
    docs = folder / "site_src" / "docs"
    generated = dict.fromkeys((docs / MANIFEST).read_text().splitlines(), "digest")
    (folder / name).mkdir(exist_ok=True)
    fast.run(folder / "mkdocs.yml", folder / name, generated)
    return {path.relative_to(folder / name).as_posix(): path.read_bytes()
            for path in (folder / name).rglob("*") if path.is_file()}


@pytest.mark.slow
def test_both_ways_make_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands in titles, names, venues, summaries and abstracts; and the short way is not given up."""
    site = _site(tmp_path, 250)
    slow_pages: list[str] = []
    render = Page.render

    def noting(page: Page, config: MkDocsConfig, files: Files) -> None:
        if isinstance(page, FastPage):
            slow_pages.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", noting)
    quick = _built(site, "quick")
    said = capsys.readouterr().err
    assert not said, said
    # Python-Markdown drops two control characters, which stand in the BibTeX entry of a page.
    held = [page for page in slow_pages if not re.search("[\x02\x03]", (site / "site_src/docs" / page).read_text())]
    assert set(held) <= {"index.md", "data.md", "search/index.md", "reading-list.md", "topics/index.md"}
    monkeypatch.setenv(fast.SLOW, "1")
    slow = _built(site, "slow")
    assert quick.keys() == slow.keys()
    assert [path for path in slow if quick[path] != slow[path] and not path.endswith(".gz")] == []


@pytest.mark.slow
def test_a_difference_in_the_sample_is_said_and_the_site_built_the_slow_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after an upgrade of Python-Markdown that changes what it writes."""
    site = _site(tmp_path, 3)
    monkeypatch.setenv(fast.SLOW, "1")
    slow = _built(site, "slow")
    monkeypatch.delenv(fast.SLOW)
    read = read_front_matter
    monkeypatch.setattr("generator.publish.fast.page.read_front_matter",
                        lambda text: (made := read(text)) and ({**made[0], "wrong": True}, made[1]))
    assert _built(site, "quick")["papers/nasty-1.html"] == slow["papers/nasty-1.html"]
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
