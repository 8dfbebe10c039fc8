"""Scores topics by rules against people's choice of one track for each paper, beside a baseline that learns labels.

    .venv/bin/python -m benchmarks.topics main_papers.csv [--rules benchmarks/emnlp_tracks.yml] [--shown 20]

The file is a table with the columns `UID`, `title`, `abstract` and `track`, as the EMNLP 2020 virtual conference has
published its papers. A paper's answer is its first topic. The rules were written without looking at any label; the
baseline, TF-IDF with the nearest centroid, is trained on four fifths of the labels and asked about the last fifth.
"""

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from generator.knowledge.classify import classify
from generator.knowledge.relate import words_of
from generator.knowledge.terms import read_terms
from generator.model import Paper, PaperId, TopicSlug
from generator.records.settings import Topic

FOLDS = 5
RULES = Path(__file__).parent / "emnlp_tracks.yml"
Vectors = npt.NDArray[np.float64]


def read_papers(path: Path) -> tuple[dict[PaperId, Paper], dict[PaperId, str]]:
    """The papers of a table, and the track of each."""
    papers: dict[PaperId, Paper] = {}
    tracks: dict[PaperId, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.DictReader(file)):
            id_ = PaperId(f"p{n:05}")
            papers[id_] = Paper(id=id_, title=row["title"].strip(), abstract=" ".join(row["abstract"].split()))
            tracks[id_] = row["track"].strip()
    return papers, tracks


def read_rules(path: Path) -> dict[TopicSlug, Topic]:
    """Topics in the form of topics.yml."""
    entries: Mapping[str, Mapping[str, object]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {TopicSlug(slug): Topic(slug=slug, **entry) for slug, entry in entries.items()}  # type: ignore[arg-type]


def answers_of_rules(papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]) -> dict[PaperId, list[str]]:
    """The titles of each paper's topics, the strongest first."""
    matches = classify(papers, topics)
    return {id_: [topics[match.topic].title for match in matches[id_]] for id_ in papers}


def answers_of_centroids(papers: Mapping[PaperId, Paper], tracks: Mapping[PaperId, str]) -> dict[PaperId, list[str]]:
    """Of each paper the track whose mean of TF-IDF vectors is nearest, learnt from the other folds."""
    vectors = tf_idf([f"{paper.title} {paper.title} {paper.abstract}" for paper in papers.values()])
    ids = list(papers)
    names = sorted(set(tracks.values()))
    gold = np.array([names.index(tracks[id_]) for id_ in ids])
    fold = np.arange(len(ids)) % FOLDS
    found: dict[PaperId, list[str]] = {}
    for asked in range(FOLDS):
        means = np.stack([vectors[(fold != asked) & (gold == n)].sum(0) for n in range(len(names))])
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        for place in np.flatnonzero(fold == asked).tolist():
            found[ids[place]] = [names[int((means @ vectors[place]).argmax())]]
    return found


def tf_idf(texts: Sequence[str]) -> Vectors:
    """A row of length 1 for each text: 1 + log of how often it has a term, by how rare that is."""
    terms = read_terms(texts, words_of)
    vectors = np.zeros((len(texts), len(terms.words)))
    text_of = np.repeat(np.arange(len(texts)), np.diff(terms.first))
    frequency = np.bincount(terms.term, minlength=len(terms.words))
    vectors[text_of, terms.term] = (1 + np.log(terms.count)) * np.log(len(texts) / frequency[terms.term])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float64)


def score(answers: Mapping[PaperId, Sequence[str]], tracks: Mapping[PaperId, str]) -> tuple[float, float]:
    """(accuracy, macro F1) of the first answers."""
    first = {id_: found[0] if found else "" for id_, found in answers.items()}
    right = sum(first[id_] == track for id_, track in tracks.items())
    names = sorted(set(tracks.values()))
    return right / len(tracks), sum(_f1(name, first, tracks) for name in names) / len(names)


def _f1(name: str, first: Mapping[PaperId, str], tracks: Mapping[PaperId, str]) -> float:
    said = {id_ for id_, answer in first.items() if answer == name}
    gold = {id_ for id_, track in tracks.items() if track == name}
    return 2 * len(said & gold) / (len(said) + len(gold)) if said or gold else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Score topics by rules.")
    parser.add_argument("papers", type=Path)
    parser.add_argument("--rules", type=Path, default=RULES)
    parser.add_argument("--shown", type=int, default=0, help="how many wrong answers to print")
    asked = parser.parse_args()
    papers, tracks = read_papers(asked.papers)
    ruled = answers_of_rules(papers, read_rules(asked.rules))
    rows = {"rules without labels": ruled, "TF-IDF centroids, trained": answers_of_centroids(papers, tracks)}
    print("| | accuracy | macro F1 |\n|---|---:|---:|")
    for name, answers in rows.items():
        accuracy, f1 = score(answers, tracks)
        print(f"| {name} | {accuracy:.3f} | {f1:.3f} |")
    among = sum(tracks[id_] in found for id_, found in ruled.items()) / len(tracks)
    print(f"\nAmong all topics of a paper: {among:.3f} at {sum(map(len, ruled.values())) / len(tracks):.1f} a paper.")
    wrong = [id_ for id_, found in ruled.items() if found[:1] != [tracks[id_]]]
    for id_ in wrong[: asked.shown]:
        print(f"- {papers[id_].title}: {tracks[id_]}; found {', '.join(ruled[id_][:3]) or 'none'}")


if __name__ == "__main__":
    main()
