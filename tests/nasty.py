"""Papers whose texts are nasty, and the folder of a catalog with them, for the tests that build it with MkDocs."""

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.files import read_manifest
from generator.model import Paper
from generator.publish.fast import build as fast
from generator.publish.output import write_tree
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


def nasty_papers(count: int) -> list[Paper]:
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


def written(tmp_path: Path, count: int, **settings: Any) -> Path:
    """The folder of a catalog with so many hostile papers, its pages written, its settings those of the project."""
    tmp_path.mkdir(exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_src" / "docs" / "about", tmp_path / "site_src" / "docs" / "about")
    catalog = catalog_of(*papers(), *nasty_papers(count))
    changed = replace(catalog.settings, **settings)
    within = {**catalog.within, "frame": len(catalog.papers) <= changed.light_above}
    pages = render_pages(replace(catalog, settings=changed, within=within))
    write_tree(tmp_path / "site_src" / "docs", ((page.path, page.text) for page in pages))
    return tmp_path


def built(folder: Path, name: str) -> dict[str, bytes]:
    """The files of its site, built into the folder `name` in it."""
    generated = dict.fromkeys(read_manifest(folder / "site_src" / "docs"), "a digest")
    (folder / name).mkdir(exist_ok=True)
    fast.run(fast.read_config(folder / "mkdocs.yml", folder / name), generated)
    return {path.relative_to(folder / name).as_posix(): path.read_bytes()
            for path in (folder / name).rglob("*") if path.is_file()}


def built_slowly(folder: Path, patch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of the same site as MkDocs alone makes them."""
    with patch.context() as slow:
        slow.setenv(fast.SLOW, "1")
        return built(folder, "slow")
