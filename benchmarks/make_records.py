"""Writes invented papers, for measuring what a catalog of a given size costs.

    python -m benchmarks.make_records 2000 --bib papers.bib
    python -m benchmarks.make_records 2000 --jsonl records/invented.jsonl

The papers are nobody's, but have the lengths, the word statistics (see `invented_words`) and the crowd of authors of
real ones: abstracts of 1.2 KB that repeat words of the title, five authors of whom a few sign often and most once, a
few large venues and many small ones, dates over twelve years, one title in a hundred Chinese. The same number gives
the same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.invented_words import Words, zipf

ROOT = Path(__file__).resolve().parent.parent
VENUES = ["arXiv", "NeurIPS", "ICML", "ICLR", "ACL", "EMNLP", "CVPR", "TMLR"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One paper that nobody wrote."""

    id: str
    title: str
    authors: tuple[str, ...]
    date: str
    venue: str
    arxiv: str
    doi: str
    """Every third paper has one, else empty."""
    code: str
    """Every second paper has an address, else empty."""
    summary: str
    abstract: str


def invent(count: int, phrases: Sequence[str]) -> Iterator[Invented]:
    """That many papers; the phrases are strewn in so that topics are found as often as in a real catalog."""
    random_ = random.Random(20_260_101)
    words = Words(random_)
    venues = VENUES + [f"Workshop on {words.rare().capitalize()} {words.rare().capitalize()}" for _ in range(60)]
    signed: list[str] = []
    for number in range(count):
        authors = _authors(random_, words, signed)
        signed += authors
        venue = random_.choices(venues, cum_weights=zipf(len(venues)))[0]
        yield _paper(number, random_, words, authors, venue, random_.sample(phrases, k=min(3, len(phrases))))


def topic_phrases(path: Path) -> list[str]:
    """The phrases that decide a topic, from a topics.yml; none where there is no such file."""
    topics = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return sorted({phrase for topic in topics.values() for phrase in topic.get("strong", [])})


def as_jsonl(papers: Iterable[Invented]) -> str:
    """The papers as records, one a line."""
    return "".join(json.dumps(_record(paper), ensure_ascii=False) + "\n" for paper in papers)


def as_bibtex(papers: Iterable[Invented]) -> str:
    """The papers as a capture that `import` reads; a summary has no place there."""
    return "\n".join(_entry(paper) for paper in papers)


def _authors(random_: random.Random, words: Words, signed: Sequence[str]) -> list[str]:
    """One to twelve people, five on average; three of five have signed before, and who signs often signs more."""
    chosen: dict[str, None] = {}
    for _ in range(min(12, 1 + int(random_.expovariate(1 / 4.5)))):
        known = signed and random_.random() < 0.6
        name = random_.choice(signed) if known else words.name()
        chosen[name] = None
    return list(chosen)


def _paper(
    number: int, random_: random.Random, words: Words, authors: Sequence[str], venue: str, phrases: Sequence[str]
) -> Invented:
    subjects = words.subjects()
    name = f"{words.rare().capitalize()}{number}"
    titled = words.draw(random_.randint(5, 12), subjects, small=0.25, own=0.5)
    title = words.han() if number % 100 == 37 else " ".join(titled).capitalize()
    if random_.random() < 0.4:
        title = f"{name}: {title}"
    year, month = 2014 + number % 12, random_.randint(1, 12)
    return Invented(
        id=f"{name.lower()}-{year}",
        title=title,
        authors=tuple(authors),
        date=f"{year}-{month:02}-{random_.randint(1, 28):02}",
        venue=venue,
        arxiv=f"{year % 100:02}{month:02}.{number:05}",
        doi=f"10.5555/invented.{number}" if number % 3 == 0 else "",
        code=f"https://code.example/{name.lower()}" if number % 2 == 0 else "",
        summary=_prose(random_, words, subjects, 260, phrases[:1]),
        abstract=_prose(random_, words, [*titled, *subjects], 1_200, [name, *phrases]),
    )


def _prose(random_: random.Random, words: Words, subjects: Sequence[str], size: int, phrases: Sequence[str]) -> str:
    """Sentences of about `size` characters in all, one phrase in each of the first ones."""
    sentences: list[str] = []
    waiting = list(phrases)
    while sum(map(len, sentences)) < size:
        chosen = words.draw(random_.randint(12, 28), subjects, small=0.45, own=0.25)
        if waiting:
            chosen[random_.randrange(1, len(chosen))] = waiting.pop(0)
        sentence = " ".join(chosen)
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}. ")
    return "".join(sentences).strip()


def _record(paper: Invented) -> dict[str, object]:
    ids = {"arxiv": paper.arxiv, "doi": paper.doi}
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "date": paper.date,
        "venue": paper.venue,
        "ids": {scheme: value for scheme, value in ids.items() if value},
        "summary": paper.summary,
        "abstract": paper.abstract,
        "links": [{"kind": "code", "url": paper.code}] if paper.code else [],
    }


def _entry(paper: Invented) -> str:
    fields = {
        "title": "{" + paper.title + "}",
        "author": " and ".join(paper.authors),
        "year": paper.date[:4],
        "month": str(int(paper.date[5:7])),
        "booktitle": paper.venue,
        "eprint": paper.arxiv,
        "archiveprefix": "arXiv",
        "doi": paper.doi,
        "url": paper.code,
        "abstract": paper.abstract,
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@inproceedings{{{paper.id},", *lines, "}", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description="Write invented papers.")
    parser.add_argument("count", type=int)
    parser.add_argument("--bib", type=Path, help="write them as BibTeX here")
    parser.add_argument("--jsonl", type=Path, help="write them as records here")
    arguments = parser.parse_args()
    papers = list(invent(arguments.count, topic_phrases(ROOT / "site_src" / "topics.yml")))
    for path, render in ((arguments.bib, as_bibtex), (arguments.jsonl, as_jsonl)):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(papers), encoding="utf-8")


if __name__ == "__main__":
    main()
