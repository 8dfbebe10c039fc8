"""Which pairs are worth a comparison: those that share an identifier, a title, an opening, or a rare word.

Rare-word blocking lost no true pair of two labelled bibliographies, where MinHash on titles lost one in ten.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, combinations

from generator.intake.merge.evidence import View

Pair = tuple[str, str]
"""Two keys, the smaller first."""
Block = tuple[str, str]
"""(what is shared, its value): `("doi", "10.1000/abc.1")`, `("title", "hummingbirds")`."""

RARE = {"title": 5, "abstract": 8}
"""How many of the rarest words of each field a view is blocked by."""
CROWD = 40
"""How many may share a block before it is too common to say anything."""


def candidates(views: Mapping[str, Sequence[View]], new: Container[str] | None = None) -> Iterator[Pair]:
    """Pairs of keys some of whose views share a block; where `new` keys are named, only pairs with one of them.

    Those that share two blocks come twice: to remember millions of pairs would cost more than to look again.
    """
    for keys in _filled(views, new).values():
        if 1 < len(keys) <= CROWD:
            pairs = combinations(sorted(keys), 2)
            yield from pairs if new is None else ((a, b) for a, b in pairs if a in new or b in new)


def _filled(views: Mapping[str, Sequence[View]], new: Container[str] | None) -> Mapping[Block, Sequence[str]]:
    """Block → its keys, each once; where `new` keys are named, only the blocks that one of them has."""
    rare = {name: _rare(views.values(), name) for name in RARE}
    blocks: dict[Block, list[str]] = defaultdict(list)
    for key, of_key in views.items():
        if new is None or key in new:
            for block in {block for view in of_key for block in _blocks(view, rare)}:
                blocks[block].append(key)
    if new is None:
        return blocks
    wanted = {name: {word for kind, word in blocks if kind == name} for name in RARE}
    for key, of_key in views.items():
        if key not in new:
            for block in {block for view in of_key for block in _blocks(view, rare, wanted)} & blocks.keys():
                blocks[block].append(key)
    return blocks


def _rare(views: Iterable[Sequence[View]], field: str) -> dict[str, int]:
    """Word → how many keys have it in this field, of those that few have, but not one alone.

    A word that is rare in titles may be common in abstracts.
    """
    counts = Counter(chain.from_iterable(set().union(*(_words(view, field) for view in of_key)) for of_key in views))
    return {word: count for word, count in counts.items() if 1 < count <= CROWD}


def _words(view: View, field: str) -> set[str]:
    return set((view.title if field == "title" else view.abstract).split())


def _blocks(
    view: View, rare: Mapping[str, Mapping[str, int]], wanted: Mapping[str, Set[str]] | None = None
) -> Iterator[Block]:
    """The blocks of a view; its words are only ranked where one is `wanted`."""
    yield from view.ids.items()
    if view.title:
        yield ("whole title", view.title)
    if view.abstract:
        yield ("opening", view.opening)
    for field, most in RARE.items():
        words, counts = _words(view, field), rare[field]
        if wanted is not None and words.isdisjoint(wanted[field]):
            continue
        yield from ((field, word) for _, word in sorted((counts[word], word) for word in words & counts.keys())[:most])
