"""Queries whose answers a curator has named, asked of the index as it is published, with the code a browser runs. [I/O]

The engine runs in QuickJS, which is a wheel of 3 MB; V8 as a wheel has 75 MB and would be 40 times faster, which 25
queries of 20 ms do not need.
"""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import quickjs

from generator.knowledge.catalog import Catalog
from generator.problems import Problem
from generator.records.settings import GoldenQuery

SHOWN = 200
"""Results that are looked through for a paper that is not where it should be, to say where it is."""
HOST = """
const latin1 = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
globalThis.TextDecoder = class { decode(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return decodeURIComponent(escape(text));
} };
globalThis.TextEncoder = class { encode(text) { return latin1(unescape(encodeURIComponent(text.toWellFormed()))); } };
globalThis.open = async () => { globalThis.engine = await openEngine(async (path) => latin1(readFile(path))); };
"""
"""What a browser has and QuickJS has not: two classes, and files, which come as text with a letter for a byte."""
ASK = """
globalThis.answer = {};
(async () => {
  try { answer.value = JSON.stringify(await (CODE)) ?? "null"; }
  catch (error) { answer.error = `${error}\\n${error.stack}`; }
})();
"""
NAMES = "openEngine, fold, forms, words, compact, marks"
"""What of the engine `run` can name."""


class Browser:
    """The engine of an index, with the index open."""

    def __init__(self, index: Path) -> None:
        self._context = quickjs.Context()
        self._context.add_callable("readFile", lambda path: _unpacked(index / path))
        self._context.eval(HOST)
        engine = (index / "engine.js").read_text(encoding="utf-8")
        self._context.module(f"{engine}\nObject.assign(globalThis, {{ {NAMES} }});")
        self.run("open()")

    def run(self, code: str) -> Any:
        """The value of an expression, or what it promises, by way of JSON."""
        self._context.eval(ASK.replace("CODE", code))
        while self._context.execute_pending_job():
            pass
        error = self._context.eval("answer.error ?? (answer.value ? '' : 'it never answered')")
        assert not error, error
        return json.loads(self._context.eval("answer.value"))

    def search(self, query: str, **state: Any) -> list[str]:
        """The ids of the first papers."""
        asked = json.dumps({"query": query, **state})
        found = self.run(f"engine.search({asked}).then((result) => result.docs.map((doc) => doc.id))")
        return [str(id_) for id_ in found]


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("latin-1")


def check_queries(index: Path, queries: Sequence[GoldenQuery], catalog: Catalog) -> list[Problem]:
    """A problem for each named paper that is not among the first, with the rank it has."""
    if not queries:
        return []
    browser = Browser(index)
    answers = ((query, browser.search(query.query, size=SHOWN, typing=True)) for query in queries)
    return [problem for query, found in answers for problem in _misses(query, found, catalog)]


def _misses(query: GoldenQuery, found: Sequence[str], catalog: Catalog) -> list[Problem]:
    problems = []
    for id_ in query.papers:
        paper = catalog.redirects.get(id_, id_)
        rank = found.index(paper) + 1 if paper in found else 0
        if 0 < rank <= query.first:
            continue
        where = f"it is number {rank}" if rank else f"it is not among the first {SHOWN}"
        if found and found[0] != paper:
            where += f", the first is `{found[0]}`"
        if paper not in catalog.papers:
            where = "there is no such record"
        problems.append(
            Problem(
                path="queries.yml",
                line=query.line,
                code="golden-query",
                message=f"“{query.query}”: expected `{id_}` among the first {query.first}, but {where}",
                hint="look at what the two records say, or change what queries.yml expects",
            )
        )
    return problems
