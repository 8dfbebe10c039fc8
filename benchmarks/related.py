"""Scores related papers against people's grades, beside a ranking by TF-IDF.

    .venv/bin/python -m benchmarks.related --tracks main_papers.csv
    .venv/bin/python -m benchmarks.related --texts texts.jsonl --grades grades.json

`texts.jsonl` has a line `{"id": …, "title": …, "abstract": …}` for each paper, `grades.json` for each query the grade
of each of its candidates, `{"QUERY": {"CANDIDATE": 0 to 3}}`; a query may be written `ID/facet`. So CSFCube can be
scored. NDCG%20 is that of the first fifth of a query's candidates, with the grade as the gain; MAP takes grades of 2
and more for relevant.

`--tracks` makes such a set of a table with the columns `title`, `abstract` and `track`: two papers of one track are
near (2), of two are not (0). That is a weak stand-in, by which nothing was chosen.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from math import log2
from pathlib import Path

import numpy as np

from benchmarks.topics import read_papers, tf_idf
from generator.knowledge.people import find_people
from generator.knowledge.relate import relate
from generator.model import Paper, PaperId
from generator.records.settings import AuthorRulings

Grades = Mapping[str, Mapping[PaperId, int]]
Ranking = Callable[[PaperId], Sequence[PaperId]]
RELEVANT = 2
EVERY = 8
"""Of a set made of tracks, every how many papers one is asked about."""


def read_set(texts: Path, grades: Path) -> tuple[dict[PaperId, Paper], Grades]:
    """The papers under ids that a record may have, and the grades of their candidates."""
    lines = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    ids = {str(line["id"]): PaperId(f"p{n:06}") for n, line in enumerate(lines)}
    papers = {
        ids[str(line["id"])]: Paper(id=ids[str(line["id"])], title=line["title"], abstract=_joined(line["abstract"]))
        for line in lines
    }
    graded = {}
    for query, found in json.loads(grades.read_text(encoding="utf-8")).items():
        asked, _, facet = query.partition("/")
        graded[f"{ids[asked]}/{facet}"] = {ids[other]: grade for other, grade in found.items()}
    return papers, graded


def _joined(text: str | Sequence[str]) -> str:
    return " ".join((text if isinstance(text, str) else " ".join(text)).split())


def set_of_tracks(table: Path) -> tuple[dict[PaperId, Paper], Grades]:
    """Every eighth paper is asked about, with all others for candidates."""
    papers, tracks = read_papers(table)
    asked = list(papers)[::EVERY]
    return papers, {
        one: {other: 2 * (tracks[other] == tracks[one]) for other in papers if other != one} for one in asked
    }


def by_relate(papers: Mapping[PaperId, Paper]) -> Ranking:
    """As the product ranks them."""
    found = relate(papers, {}, lambda: find_people(papers, AuthorRulings()), len(papers))
    return lambda id_: [related.paper for related in found.of(id_)]


def by_tf_idf(papers: Mapping[PaperId, Paper]) -> Ranking:
    ids = list(papers)
    vectors = tf_idf([f"{paper.title} {paper.title} {paper.abstract}" for paper in papers.values()])
    place = {id_: n for n, id_ in enumerate(ids)}
    return lambda id_: [ids[n] for n in np.argsort(-(vectors @ vectors[place[id_]]), kind="stable").tolist()]


def score(ranking: Ranking, grades: Grades) -> tuple[float, float]:
    """(NDCG%20, MAP), as percentages."""
    gains: list[float] = []
    precisions: list[float] = []
    for query, candidates in grades.items():
        asked = PaperId(query.partition("/")[0])
        order = {id_: n for n, id_ in enumerate(ranking(asked))}
        ranked = sorted(candidates, key=lambda id_: (order.get(id_, len(order)), id_))
        found = [candidates[id_] for id_ in ranked if id_ != asked]
        gains.append(_ndcg(found))
        precisions.append(_precision(found))
    return 100 * sum(gains) / len(gains), 100 * sum(precisions) / len(precisions)


def _ndcg(grades: Sequence[int]) -> float:
    depth = int(0.2 * len(grades))
    best = _gain(sorted(grades, reverse=True)[:depth])
    return _gain(grades[:depth]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) if place else grade for place, grade in enumerate(grades))


def _precision(grades: Sequence[int]) -> float:
    """The average precision of a list."""
    places = [place for place, grade in enumerate(grades) if grade >= RELEVANT]
    return sum((n + 1) / (place + 1) for n, place in enumerate(places)) / len(places) if places else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Score related papers.")
    parser.add_argument("--tracks", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--grades", type=Path)
    asked = parser.parse_args()
    papers, grades = set_of_tracks(asked.tracks) if asked.tracks else read_set(asked.texts, asked.grades)
    print("| | NDCG%20 | MAP |\n|---|---:|---:|")
    for name, ranking in (("related papers", by_relate(papers)), ("TF-IDF", by_tf_idf(papers))):
        gain, precision = score(ranking, grades)
        print(f"| {name} | {gain:.1f} | {precision:.1f} |")


if __name__ == "__main__":
    main()
