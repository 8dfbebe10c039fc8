"""All words of all papers as four columns of numbers: which word, which paper, which field, where in it."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.search.coding import Numbers, utf16
from generator.search.fields import Field, flags, texts
from generator.search.fold import CJK_CHARACTER, STOP, stem, words

GAP = 8
"""Positions between two texts of a paper, which no phrase bridges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Parallel columns, sorted by term, paper and field."""

    terms: tuple[str, ...]
    """Stemmed, in JavaScript's order."""
    term: Numbers
    doc: Numbers
    field: Numbers
    position: Numbers
    """In a title, the word's number; among authors, the author's; elsewhere, counted through all other texts."""
    lengths: Mapping[Field, Numbers]
    """Words of each paper's text."""
    docs: int


class _Vocabulary(dict[str, int]):
    """Word → number, given out at the first question."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def read_tokens(catalog: Catalog) -> Tokens:
    """The columns of a catalog's papers, in the order of `newest`."""
    vocabulary = _Vocabulary()
    columns = [array("i"), array("i"), array("b"), array("i")]
    for doc, id_ in enumerate(catalog.newest):
        paper = catalog.papers[id_]
        start = 0
        for field, items in texts(catalog, paper):
            start = _add(columns, vocabulary, doc, field, items, start)
        names = list(flags(catalog, paper))
        _extend(columns, doc, Field.FLAG, [vocabulary[name] for name in names], [0] * len(names))
    return _sorted(columns, vocabulary, len(catalog.newest))


def _add(columns: "list[array[int]]", vocabulary: _Vocabulary, doc: int, field: Field, items: Iterable[str],
         start: int) -> int:  # fmt: skip
    """Adds the texts of one field; returns the position from which the next may begin."""
    for n, text in enumerate(items):
        if not text:
            continue
        found = words(text)
        if field == Field.AUTHOR:
            positions = [n] * len(found)
        elif field == Field.TITLE:
            positions = [position for _, position in found]
        else:
            positions = [start + position for _, position in found]
            start = (positions[-1] if positions else start) + GAP
        _extend(columns, doc, field, [vocabulary[word] for word, _ in found], positions)
    return start


def _extend(columns: "list[array[int]]", doc: int, field: Field, terms: list[int], positions: list[int]) -> None:
    for column, values in zip(columns, (terms, [doc] * len(terms), [field] * len(terms), positions), strict=True):
        column.extend(values)


def _sorted(columns: "list[array[int]]", vocabulary: _Vocabulary, docs: int) -> Tokens:
    """The columns with stems for words and in order, without what is not searched for in long texts."""
    stems = [word if ":" in word else stem(word) for word in vocabulary]
    terms = sorted(set(stems), key=utf16)
    number = {term: n for n, term in enumerate(terms)}
    term, doc, field, position = (np.frombuffer(column, column.typecode).astype(np.int32) for column in columns)
    term = np.fromiter((number[s] for s in stems), np.int32)[term] if len(term) else term
    lengths = {f: np.bincount(doc[field == f], minlength=docs) for f in Field}
    title_only = np.fromiter((t in STOP or len(t) == 1 and bool(CJK_CHARACTER.match(t)) for t in terms), bool)
    kept = np.flatnonzero(~title_only[term] | (field <= Field.AUTHOR)) if len(term) else np.arange(0)
    key = (term[kept].astype(np.int64) * max(docs, 1) + doc[kept]) * len(Field) + field[kept]
    order = kept[np.argsort(key, kind="stable")]
    return Tokens(
        terms=tuple(terms), term=term[order], doc=doc[order], field=field[order], position=position[order],
        lengths=lengths, docs=docs,
    )  # fmt: skip
