"""Queries whose answer is known: how a reader asks for a paper of which they remember something.

The same papers and number give the same queries. Kinds, each with what the reader types:

    words      three content words of the title, in any order
    typo       the same, one of them with a letter too many, missing, wrong or exchanged with its neighbour
    prefix     the same, the last one only begun
    author     a name, with one content word of the title where the name signs several papers
    accents    the same without the accents, of names that have some
    phrase     three words of the title that stand together, in quotes
    abstract   five content words of the abstract, in any order
    arxiv doi  the identifier
    cjk        four characters in a row of a Chinese or Japanese title
    title      the title as it is
    bare       the title without case, accents and punctuation
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.model import Paper, PaperId
from generator.publish.search.fold import STOP

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CONTENT = re.compile(r"\b[^\W\d_]{4,}\b")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    query: str
    papers: tuple[PaperId, ...]
    """Each of them is an answer."""


def known_items(
    papers: Sequence[Paper], count: int, titles: int | None = None, seed: int = 2026
) -> dict[str, list[KnownItem]]:
    """Kind → up to `count` queries, but `titles` whole titles, of papers drawn at random from those that have these."""
    signed = Counter(author.name for paper in papers for author in set(paper.people))
    ordered = sorted(papers, key=lambda paper: paper.id)
    titled: dict[str, list[PaperId]] = {}
    for paper in ordered:
        titled.setdefault(_bare(paper.title), []).append(paper.id)
    found: dict[str, list[KnownItem]] = {}
    for kind, ask in _kinds(signed).items():
        random_ = random.Random(f"{kind} {seed}")
        shuffled = random_.sample(ordered, len(ordered))
        asked = ((ask(random_, paper), paper) for paper in shuffled)
        items = (KnownItem(query=query, papers=tuple(titled[_bare(paper.title)])) for query, paper in asked if query)
        found[kind] = list(islice(items, titles if titles and kind == "title" else count))
    return found


def _kinds(signed: Counter[str]) -> dict[str, Callable[[random.Random, Paper], str]]:
    return {
        "words": lambda random_, paper: " ".join(_title_words(random_, paper)),
        "typo": _with_typo,
        "prefix": _begun,
        "author": lambda random_, paper: _named(random_, paper, signed, [a.name for a in paper.people]),
        "accents": lambda random_, paper: _plain(
            _named(random_, paper, signed, [a.name for a in paper.people if _plain(a.name) != a.name])
        ),
        "phrase": _phrase,
        "abstract": lambda random_, paper: " ".join(_sample(random_, _content(paper.abstract), 5)),
        "arxiv": lambda _, paper: paper.ids.arxiv or "",
        "doi": lambda _, paper: paper.ids.doi or "",
        "cjk": _characters,
        "title": lambda _, paper: paper.title,
        "bare": lambda _, paper: _bare(paper.title),
    }


def _content(text: str) -> list[str]:
    return list(dict.fromkeys(w.lower() for w in _CONTENT.findall(text) if w.lower() not in STOP and w.isascii()))


def _sample(random_: random.Random, words: Sequence[str], count: int) -> list[str]:
    """None at all where there are not enough."""
    return random_.sample(list(words), count) if len(words) >= count else []


def _title_words(random_: random.Random, paper: Paper) -> list[str]:
    return _sample(random_, _content(paper.title), 3)


def _with_typo(random_: random.Random, paper: Paper) -> str:
    words = _title_words(random_, paper)
    long = [n for n, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    n = random_.choice(long)
    return " ".join([*words[:n], _mistype(random_, words[n]), *words[n + 1 :]])


def _mistype(random_: random.Random, word: str) -> str:
    """One slip of a finger, anywhere: `langauge`, `lenguage`, `anguage`, `languagee`."""
    at = random_.randrange(len(word) - 1)
    letter = random_.choice(LETTERS)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
    )
    slip = random_.choice(slips)
    return slip if slip != word else word[:at] + word[at + 1 :]


def _begun(random_: random.Random, paper: Paper) -> str:
    words = _title_words(random_, paper)
    if not words or len(words[-1]) < 5:
        return ""
    return " ".join([*words[:-1], words[-1][: random_.randint(3, len(words[-1]) - 1)]])


def _named(random_: random.Random, paper: Paper, signed: Counter[str], names: Sequence[str]) -> str:
    content = _content(paper.title)
    if not names or not content:
        return ""
    name = random_.choice(list(names))
    return name if signed[name] == 1 else f"{name} {random_.choice(content)}"


def _phrase(random_: random.Random, paper: Paper) -> str:
    words = paper.title.split()
    starts = [n for n in range(len(words) - 2) if len(_content(" ".join(words[n : n + 3]))) >= 2]
    if not starts:
        return ""
    start = random_.choice(starts)
    return '"' + " ".join(words[start : start + 3]).replace('"', "") + '"'


def _characters(random_: random.Random, paper: Paper) -> str:
    runs = _CJK.findall(paper.title)
    if not runs:
        return ""
    run = random_.choice(runs)
    start = random_.randrange(len(run) - 3)
    return str(run[start : start + 4])


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _bare(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", _plain(title).lower()))
