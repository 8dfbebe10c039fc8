"""Which pairs are worth a comparison: those that share an identifier, a title, an opening, or a rare word.

Rare-word blocking lost no true pair of two labelled bibliographies, where MinHash on titles lost one in ten.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from generator.intake.merge.evidence import OPENING, View

Pair = tuple[str, str]
"""Two keys, the smaller first."""

RARE = {"title": 5, "abstract": 8}
"""How many of the rarest words of each field a view is blocked by."""
CROWD = 40
"""How many may share a block before it is too common to say anything."""


def candidates(views: Mapping[str, Sequence[View]]) -> set[Pair]:
    """Pairs of keys some of whose views share a block."""
    frequency = Counter(word for of_key in views.values() for word in {w for v in of_key for w in _words(v)})
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, of_key in views.items():
        for view in of_key:
            for block in _blocks(view, frequency):
                blocks[block].add(key)
    return {pair for keys in blocks.values() if len(keys) <= CROWD for pair in combinations(sorted(keys), 2)}


def _words(view: View) -> set[tuple[str, str]]:
    """(field, word) pairs: a word that is rare in titles may be common in abstracts."""
    return {
        (name, word) for name, text in (("title", view.title), ("abstract", view.abstract)) for word in text.split()
    }


def _blocks(view: View, frequency: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    yield from view.facts.ids.items()
    if view.title:
        yield ("whole title", view.title)
    if view.abstract:
        yield ("opening", view.abstract[:OPENING])
    for field, most in RARE.items():
        shared = [w for w in _words(view) if w[0] == field and 1 < frequency[w] <= CROWD]
        yield from sorted(shared, key=lambda w: (frequency[w], w))[:most]
