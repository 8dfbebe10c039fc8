"""How else a word is written, as the texts themselves show: `longcontext` as `long-context`, `DeepSeek` in two words,
`MoE` as “mixture of experts (MoE)”.

What is found so stands behind the term in its shard, and costs no request: the ends of its parts, `4` for `deep|seek`,
or the words that it is short for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from generator.knowledge.catalog import Catalog
from generator.publish.search.fields import Field, texts
from generator.publish.search.fold import LONGEST, STOP, fold, tokens

_HYPHENATED = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
_CAMEL = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Z]{2,}[a-z]{2,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORT = re.compile(r"\(([A-Za-z][A-Za-z0-9]{1,9})\)")
SHORTEST_CAMEL = 6
"""Letters of a name in two parts: `LoRA` and `LLaMA` are in one."""


def other_spellings(catalog: Catalog) -> Mapping[str, str]:
    """Term → its other spelling; where the texts know several, the most frequent one, and words before parts."""
    parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in _texts(catalog):
        for joined, cuts in _divided(text):
            parts[joined][cuts] += 1
        if "(" in text:
            for short, words in spelled_out(text):
                meanings[short][words] += 1
    return {term: _most(found) for term, found in (parts | meanings).items()}


def _texts(catalog: Catalog) -> Iterator[str]:
    """Titles, summaries and abstracts, of which nothing is shown but what an abbreviation stands for."""
    for paper in catalog.papers.values():
        named = dict(texts(catalog, paper))
        yield from (*named[Field.TITLE], paper.summary, paper.abstract)


def _most(found: Counter[str]) -> str:
    return min(found, key=lambda value: (-found[value], value))


def _divided(text: str) -> Iterator[tuple[str, str]]:
    """Words in several parts, joined, with the ends of all parts but the last."""
    for piece in text.split():
        if "-" in piece:
            yield from _ends(token.split("-") for token in tokens(piece) if _HYPHENATED.fullmatch(token))
        if not piece.islower() and (camel := _CAMEL.search(piece)):
            humps = _HUMP.split(camel[0])
            yield from _ends([humps] if len(camel[0]) >= SHORTEST_CAMEL and min(map(len, humps)) > 1 else [])


def _ends(words: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for parts in words:
        joined = "".join(parts).lower()
        if len(parts) > 1 and len(joined) <= LONGEST:
            yield joined, ",".join(map(str, list(accumulate(map(len, parts)))[:-1]))


def spelled_out(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in brackets behind what they are short for, `a mixture of experts (MoE)` as `moe`, `mixture of
    experts`: the shortest run of words before it that begins with its first letter and holds all others in order
    (Schwartz and Hearst, 2003)."""
    for match in _SHORT.finditer(text):
        short = match[1].removesuffix("s") if match[1][:-1].isupper() else match[1]
        if len(short) < 2 or sum(letter.isupper() for letter in short) < 2:
            continue
        before = text[: match.start()].replace("-", " ").split()[-min(len(short) + 5, 2 * len(short)) :]
        start = _start(short.lower(), [fold(word) for word in before])
        said = [word for word in tokens(" ".join(before[start:])) if word != short.lower()] if start is not None else []
        if len(said) > 1 and said[0] not in STOP:
            yield fold(short), " ".join(said)


def _start(short: str, words: list[str]) -> int | None:
    """Which word the long form begins with: letters are looked for from the end, the first one at a word's front."""
    at, place = len(words) - 1, len(words[-1]) if words else 0
    for n, letter in reversed(list(enumerate(short))):
        while at >= 0:
            place = words[at].rfind(letter, 0, place if n else min(place, 1))
            if place >= 0:
                break
            at -= 1
            place = len(words[at]) if at >= 0 else 0
        if at < 0:
            return None
    return at
