"""Which pairs are worth a comparison: those that share an identifier, a title, an opening, or a rare word.

Rare-word blocking lost no true pair of two labelled bibliographies, where MinHash on titles lost one in ten.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from generator.intake.merge.evidence import OPENING, View

Pair = tuple[str, str]
"""Two keys, the smaller first."""
Block = tuple[str, str]
"""(what is shared, its value): `("doi", "10.1000/abc.1")`, `("title", "hummingbirds")`."""

RARE = {"title": 5, "abstract": 8}
"""How many of the rarest words of each field a view is blocked by."""
CROWD = 40
"""How many may share a block before it is too common to say anything."""


def candidates(views: Mapping[str, Sequence[View]], new: Container[str] | None = None) -> set[Pair]:
    """Pairs of keys some of whose views share a block; where `new` keys are named, only pairs with one of them."""
    frequency = {name: _frequency(views.values(), name) for name in RARE}
    blocks: dict[Block, set[str]] = defaultdict(set)
    for key, of_key in views.items():
        if new is None or key in new:
            for block in (block for view in of_key for block in _blocks(view, frequency)):
                blocks[block].add(key)
    if new is not None:  # of the others, only the blocks that a new one has
        wanted = frozenset(word for _, word in blocks)
        for key, of_key in views.items():
            for block in () if key in new else (b for view in of_key for b in _blocks(view, frequency, wanted)):
                if block in blocks:
                    blocks[block].add(key)
    crowds = (keys for keys in blocks.values() if 1 < len(keys) <= CROWD)
    if new is None:
        return {pair for keys in crowds for pair in combinations(sorted(keys), 2)}
    return {(a, b) if a < b else (b, a) for keys in crowds for a in keys if a in new for b in keys if a != b}


def _frequency(views: Iterable[Sequence[View]], field: str) -> Counter[str]:
    """Word → how many keys have it in this field: one that is rare in titles may be common in abstracts."""
    counts: Counter[str] = Counter()
    for of_key in views:
        counts.update(set().union(*(_words(view, field) for view in of_key)))
    return counts


def _words(view: View, field: str) -> set[str]:
    return set((view.title if field == "title" else view.abstract).split())


def _blocks(
    view: View, frequency: Mapping[str, Mapping[str, int]], wanted: frozenset[str] | None = None
) -> Iterator[Block]:
    """The blocks of a view; its words are only ranked where one is `wanted`."""
    yield from view.ids.items()
    if view.title:
        yield ("whole title", view.title)
    if view.abstract:
        yield ("opening", view.abstract[:OPENING])
    for field, most in RARE.items():
        words, known = _words(view, field), frequency[field]
        if wanted is not None and wanted.isdisjoint(words):
            continue
        rare = sorted((n, word) for word in words if 1 < (n := known[word]) <= CROWD)
        yield from ((field, word) for _, word in rare[:most])
