"""The same papers and queries, given to Material's own search (lunr) and to Pagefind.

Material's worker is the one of the installed theme, fed as the theme feeds it. Pagefind is a Node package: `--pagefind`
names a folder where `npm install pagefind` was run; without it there is no row. Both index title, names, venue,
summary, abstract and identifiers of each paper.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import files
from pathlib import Path
from statistics import median

from benchmarks.known_items import KnownItem
from benchmarks.search_browser import SETTLED, chromium, serving
from generator.model import Paper

MATERIAL_MOST = 10_000
"""Papers beyond which a browser cannot hold Material's index."""
MATERIAL = """<!doctype html><meta charset="utf-8"><title>Material</title><script type="module">
let worker;
const say = (message) => new Promise((done) => {
  worker.onmessage = ({ data }) => done(data);
  worker.postMessage(message);
});
window.find = async (query) => {
  if (!worker) {
    const index = await (await fetch("material/search_index.json")).json();
    worker = new Worker("material/search.js");
    await say({ type: 0, data: { ...index, options: { suggest: false } } });
  }
  const { data } = await say({ type: 2, data: query });
  return data.items.slice(0, 10).map(([{ location }]) => location);
};
</script>"""
PAGEFIND = """<!doctype html><meta charset="utf-8"><title>Pagefind</title><script type="module">
let pagefind;
window.find = async (query) => {
  pagefind ??= await import("./pagefind/pagefind.js");
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return shown.map(({ raw_url, url }) => (raw_url ?? url).replace(/^[/]/, ""));
};
</script>"""
MAKE = """
import fs from "node:fs";
const [,, module_, records, out] = process.argv;
const { createIndex, close } = await import(module_);
const { index } = await createIndex({});
for (const line of fs.readFileSync(records, "utf8").trim().split("\\n")) {
  const { url, content, meta } = JSON.parse(line);
  await index.addCustomRecord({ url, content, meta, language: "en" });
}
await index.writeFiles({ outputPath: out });
await close();
"""


def make_material(folder: Path, papers: Iterable[Paper]) -> float:
    """What MkDocs would write for these papers; returns the seconds, those of rendering the pages left out."""
    start = time.perf_counter()
    (folder / "material").mkdir(parents=True)
    worker = next(path for path in files("mkdocs-material") or () if path.match("workers/search.*.min.js"))
    shutil.copy(str(worker.locate()), folder / "material" / "search.js")
    docs = [{"location": paper.id, "title": paper.title, "text": _text(paper)} for paper in papers]
    config = {"lang": ["en"], "separator": r"[\s\-,:;!=\[\]()\"/&]+", "pipeline": ["stemmer"], "fields": {}}
    config["fields"] = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    index = json.dumps({"config": config, "docs": docs}, ensure_ascii=False)
    (folder / "material" / "search_index.json").write_text(index, encoding="utf-8")
    (folder / "bench.html").write_text(MATERIAL, encoding="utf-8")
    return time.perf_counter() - start


def make_pagefind(folder: Path, papers: Iterable[Paper], package: Path) -> float:
    """A Pagefind bundle of custom records; returns the seconds."""
    folder.mkdir(parents=True)
    records, script = folder / "records.jsonl", folder / "make.mjs"
    lines = (
        json.dumps({"url": f"/{paper.id}", "content": f"{paper.title}\n{_text(paper)}", "meta": {"title": paper.title}})
        for paper in papers
    )
    records.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    script.write_text(MAKE, encoding="utf-8")
    start = time.perf_counter()
    module = (package / "node_modules/pagefind/lib/index.js").as_uri()
    subprocess.run(["node", script, module, records, folder / "pagefind"], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    records.unlink()
    script.unlink()
    (folder / "bench.html").write_text(PAGEFIND, encoding="utf-8")
    return seconds


def _text(paper: Paper) -> str:
    names = ", ".join(author.name for author in paper.people)
    ids = " ".join(value for _, value in paper.ids.items())
    return "\n".join((names, f"{paper.venue} {paper.date[:4]}", paper.summary, paper.abstract, ids))


def first_results(folder: Path, queries: Sequence[str]) -> tuple[float, float, float]:
    """Medians: bytes and milliseconds of a cold browser until the first results, milliseconds of the next query."""
    sent, first, later = [], [], []
    timed = "async (query) => { const start = performance.now(); await find(query); return performance.now() - start; }"
    with serving(folder) as server, chromium() as browser:
        for n, query in enumerate(queries):
            context = browser.new_context()
            page = context.new_page()
            page.set_default_timeout(0)
            page.goto(server.url + "bench.html")
            page.wait_for_timeout(SETTLED)
            server.take()
            first.append(page.evaluate(timed, query))
            page.wait_for_timeout(50)
            sent.append(server.take()[0])
            later.append(page.evaluate(timed, queries[(n + 1) % len(queries)]))
            context.close()
    return median(sent), median(first), median(later)


def other_ranks(folder: Path, kinds: Mapping[str, Sequence[KnownItem]]) -> dict[str, list[int]]:
    """Kind → for each query, which result the first answer is, 0 if none of ten."""
    code = "async (queries) => { const all = []; for (const one of queries) all.push(await find(one)); return all; }"
    with serving(folder) as server, chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(server.url + "bench.html")
        found = {kind: page.evaluate(code, [item.query for item in items]) for kind, items in kinds.items()}
    return {
        kind: [next((n for n, id_ in enumerate(ids, 1) if id_ in item.papers), 0)
               for ids, item in zip(found[kind], items, strict=True)]
        for kind, items in kinds.items()
    }  # fmt: skip
