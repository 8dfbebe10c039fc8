"""The same Markdown through Hugo with a plain theme, Material without anything of ours, and Zensical.

Each is measured where it is there: Hugo as `hugo`, Zensical in an environment of its own, whose `bin` the variable
ZENSICAL names. Their pages are not ours: no twins, no feeds, no search of ours; Material builds its own search index.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HUGO = """
baseURL = "https://example.org/"
title = "Catalog"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<header><nav><a href="/">Home</a> <a href="/papers/">Papers</a> <a href="/topics/">Topics</a></nav></header>
<main>{{ .Content }}</main><footer>Catalog</footer></body></html>
"""
MATERIAL = """
site_name: Catalog
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables]
nav: [index.md]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
"""

Found = Iterator[tuple[str, Any, Path]]


def measure_others(folder: Path, docs: Path, measure: Callable[..., Any]) -> Found:
    """(name, cost, site) of each that is there."""
    if shutil.which("hugo"):
        place = folder / "hugo"
        shutil.copytree(docs, place / "content", ignore=shutil.ignore_patterns("search-*", ".paper*"))
        _for_hugo(place)
        yield "Hugo, a plain theme", measure(["hugo", "--quiet"], place), place / "public"
    place = folder / "material"
    shutil.copytree(docs, place / "docs", ignore=shutil.ignore_patterns("search-*", ".paper*"))
    (place / "mkdocs.yml").write_text(MATERIAL)
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    yield "Material, nothing of ours", measure(command, place, quiet), place / "site"
    if zensical := os.environ.get("ZENSICAL"):
        shutil.rmtree(place / "site")
        yield "Zensical", measure([f"{zensical}/zensical", "build"], place), place / "site"


def _for_hugo(place: Path) -> None:
    """Hugo's name for the page of a folder, a layout, and no address with a colon in the front matter."""
    (place / "hugo.toml").write_text(HUGO)
    (place / "config.toml").write_text(HUGO)
    layouts = place / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(LAYOUT)
    for index in (place / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    for page in (place / "content").rglob("*.md"):  # what Hugo gives a meaning of its own
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^(template|alternates|location): .*\n", "", text, flags=re.M), encoding="utf-8")
