"""The same queries, answered by SQLite's full-text search: BM25 over whole columns, the yardstick for ranking."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.known_items import KnownItem
from generator.model import Paper

UNFIT = ("typo", "cjk")
"""It corrects nothing, and takes a Chinese title for one word."""
QUOTED, WORD = re.compile(r'"([^"]*)"'), re.compile(r"[^\W_]+")


def sqlite_ranks(papers: Iterable[Paper], kinds: Mapping[str, Sequence[KnownItem]]) -> dict[str, list[int]]:
    """Kind → for each query, which result the first answer is, 0 if none of ten."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "create virtual table paper using fts5(id unindexed, title, authors, abstract, ids, tokenize='unicode61 "
        "remove_diacritics 2')"
    )
    rows = (
        (p.id, p.title, ", ".join(a.name for a in p.people), f"{p.summary} {p.abstract}",
         " ".join(value for _, value in p.ids.items()))
        for p in papers
    )  # fmt: skip
    base.executemany("insert into paper values (?, ?, ?, ?, ?)", rows)
    found = {
        kind: [_rank(base, item, prefix=kind == "prefix") for item in items]
        for kind, items in kinds.items()
        if kind not in UNFIT
    }
    base.close()
    return found


def _rank(base: sqlite3.Connection, item: KnownItem, *, prefix: bool) -> int:
    words = [f'"{word}"' for word in (*QUOTED.findall(item.query), *WORD.findall(QUOTED.sub(" ", item.query)))]
    asked = " ".join(words) + ("*" if prefix else "")
    ranked = "select id from paper where paper match ? order by bm25(paper, 0, 8, 4, 1, 1) limit 10"
    ids = [id_ for (id_,) in base.execute(ranked, (asked,))] if words else []
    return next((n for n, id_ in enumerate(ids, 1) if id_ in item.papers), 0)
