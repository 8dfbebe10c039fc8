"""Which pairs are worth a comparison: those that share an identifier, a title, an opening, or a rare word.

Rare words lost one in three hundred of the true pairs of two labelled bibliographies, where MinHash on titles lost one
in ten: those of short titles of frequent words, such as `Online Query Processing`. There a word counts with an author.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, combinations

from generator.intake.merge.evidence import View

Pair = tuple[str, str]
"""Two keys, the smaller first."""
Block = tuple[str, str]
"""(what is shared, its value): `("doi", "10.1000/abc.1")`, `("title", "hummingbirds")`, `("name", "query roe")`."""

RARE = {"title": 5, "abstract": 8}
"""How many of the rarest words of each field a view is blocked by."""
WITH_NAME = 2
"""How many frequent words of its title, each with the name of an author, where it has fewer rare ones than that."""
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
    counts = {name: _counts(views.values(), name) for name in RARE}
    blocks: dict[Block, list[str]] = defaultdict(list)
    for key, of_key in views.items():
        if new is None or key in new:
            for block in {block for view in of_key for block in _blocks(view, counts)}:
                blocks[block].append(key)
    if new is None:
        return blocks
    wanted = {name: {word for kind, word in blocks if kind == name} for name in RARE}
    wanted["title"] |= {words.split()[0] for kind, words in blocks if kind == "name"}
    for key, of_key in views.items():
        if key not in new:
            for block in {block for view in of_key for block in _blocks(view, counts, wanted)} & blocks.keys():
                blocks[block].append(key)
    return blocks


def _counts(views: Iterable[Sequence[View]], field: str) -> dict[str, int]:
    """Word → how many keys have it in this field: one that is rare in titles may be common in abstracts."""
    counts = Counter(chain.from_iterable(set().union(*(_words(view, field) for view in of_key)) for of_key in views))
    return {word: count for word, count in counts.items() if count > 1 and (count <= CROWD or field == "title")}


def _words(view: View, field: str) -> set[str]:
    return set((view.title if field == "title" else view.abstract).split())


def _blocks(
    view: View, counts: Mapping[str, Mapping[str, int]], wanted: Mapping[str, Set[str]] | None = None
) -> Iterator[Block]:
    """The blocks of a view; its words are only ranked where one is `wanted`."""
    yield from view.ids.items()
    if view.title:
        yield ("whole title", view.title)
    if view.abstract:
        yield ("opening", view.opening)
    for field, most in RARE.items():
        words, known = _words(view, field), counts[field]
        if wanted is not None and words.isdisjoint(wanted[field]):
            continue
        ranked = sorted((known[word], word) for word in words & known.keys())[:most]
        rare = [word for count, word in ranked if count <= CROWD]
        yield from ((field, word) for word in rare)
        for _, word in ranked[len(rare) : WITH_NAME]:
            yield from (("name", f"{word} {surname}") for surname in view.surnames)
