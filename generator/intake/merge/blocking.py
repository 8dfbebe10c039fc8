"""Which pairs are worth a comparison: those that share an identifier, a title, an opening, or a rare word.

Where more rows share a word than a block may hold, as in a list of citations with fifty of each paper, the word counts
with the family name of an author, with the next word of its title, or with a year. Of 2,224 pairs of two labelled
bibliographies these blocks lost 2, where MinHash on titles lost one in ten.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, combinations

from generator.intake.merge.view import View

Pair = tuple[str, str]
"""Two keys, the smaller first."""
Block = tuple[str, str]
"""(what is shared, its value): `("doi", "10.1000/abc.1")`, `("title", "hummingbirds")`, `("name", "query roe")`."""

RARE = {"title": 5, "abstract": 8}
"""How many of the rarest words of each field a view is blocked by."""
ENOUGH = 3
"""How many words of its title a view is blocked by at least, frequent ones with the name of an author or in pairs."""
CROWD = 40
"""How many may share a block before it is too common to say anything."""
FULL = 200
"""The same of blocks that say more: an identifier, a whole title, a word with a name."""
_OF_WORDS = ("name", "pair", "pair of a year")
"""Kinds of blocks that begin with a frequent word."""
_PLAIN = frozenset((*RARE, "pair", "pair of a year", "opening"))


def candidates(views: Mapping[str, Sequence[View]], new: Container[str] | None = None) -> Iterator[Pair]:
    """Pairs of keys some of whose views share a block; where `new` keys are named, only pairs with one of them.

    Those that share two blocks come twice: to remember millions of pairs would cost more than to look again.
    """
    for (kind, _), keys in _filled(views, new).items():
        if 1 < len(keys) <= (CROWD if kind in _PLAIN else FULL):
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
    wanted["title"] |= {words.split()[0] for kind, words in blocks if kind in _OF_WORDS}
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
        frequent = [word for _, word in ranked[len(rare) : ENOUGH]]
        yield from (("name", f"{word} {surname}") for word in frequent for surname in view.surnames)
        for one, other in combinations(sorted(frequent), 2):
            yield ("pair", f"{one} {other}")
            if view.facts.year:
                yield ("pair of a year", f"{one} {other} {view.facts.year}")
