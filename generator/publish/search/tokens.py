"""All words of all papers as four columns of numbers: which word, which paper, which field, where in it."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.knowledge.catalog import Catalog
from generator.knowledge.terms import Numbering
from generator.model import PaperId
from generator.publish.search.coding import utf16
from generator.publish.search.fields import Field, flags, texts
from generator.publish.search.fold import CJK_CHARACTER, STOP, words

GAP = 8
"""Positions between two texts of a paper, which no phrase bridges."""
BATCH = 5_000
"""Papers read at a time, and PIECE, words ranked at a time: memory is for the catalog."""
PIECE = 500_000

Column = npt.NDArray[np.int32]
TYPES = (np.int32, np.int32, np.int8, np.uint16)
"""Of the columns: twenty million words at 100,000 papers are 220 MB so."""
LAST = 65_535
"""The greatest position; a text as long as a book has its last words there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Parallel columns, sorted by term, paper and field."""

    terms: Sequence[str]
    """In JavaScript's order."""
    term: Column
    doc: Column
    field: npt.NDArray[np.int8]
    position: npt.NDArray[np.uint16]
    """In a title, the word's number; among authors, the author's; elsewhere, counted through all other texts."""
    lengths: Mapping[Field, npt.NDArray[np.int64]]
    """Words of each paper's text."""
    docs: int

    def pieces(self) -> Iterator["Tokens"]:
        """The same in parts, each with all words of some terms."""
        first = np.searchsorted(self.term, np.arange(len(self.terms) + 1))
        start = 0
        while start < len(self.terms):
            stop = max(start + 1, int(np.searchsorted(first, first[start] + PIECE, "right")) - 1)
            rows = slice(int(first[start]), int(first[stop]))
            yield Tokens(
                terms=self.terms[start:stop], term=self.term[rows] - np.int32(start), doc=self.doc[rows],
                field=self.field[rows], position=self.position[rows], lengths=self.lengths, docs=self.docs,
            )  # fmt: skip
            start = stop


class _Reading:
    """What is known of the texts so far. A piece without spaces, such as `(pre-training,`, is taken apart once, however
    often it comes."""

    def __init__(self) -> None:
        self.piece = Numbering()
        self.word = Numbering()
        self.first, self.count, self.advance = array("i"), array("i"), array("i")
        """Of each piece: its first row in `parts`, how many, and how many places it takes."""
        self.part, self.offset = array("i"), array("i")

    def learn(self) -> None:
        """Takes the pieces apart that came since; a key such as `has:code` comes after a space, and is whole."""
        for piece in list(self.piece)[len(self.first) :]:
            found = [(piece[1:], 0)] if piece.startswith(" ") else words(piece)
            self.first.append(len(self.part))
            self.count.append(len(found))
            self.advance.append(found[-1][1] + 1 if found else 0)
            self.part.extend([self.word[word] for word, _ in found])
            self.offset.extend([offset for _, offset in found])


def read_tokens(catalog: Catalog, order: Sequence[PaperId]) -> Tokens:
    """The columns of a catalog's papers, numbered in that order."""
    reading = _Reading()
    parts: list[list[npt.NDArray[np.integer]]] = [[np.zeros(0, type_)] for type_ in TYPES]
    for start in range(0, len(order), BATCH):
        for part, column, type_ in zip(parts, _batch(catalog, order, start, reading), TYPES, strict=True):
            part.append(column.astype(type_))
    columns = []
    for part in parts:
        columns.append(np.concatenate(part))
        part.clear()
    return _sorted(columns, list(reading.word), len(order))


def _batch(catalog: Catalog, order: Sequence[PaperId], start: int, reading: _Reading) -> Sequence[Column]:
    """The columns of some papers, with words numbered as they came."""
    found, sizes, docs, fields, places = (array("i") for _ in range(5))
    for doc, id_ in enumerate(order[start : start + BATCH], start):
        paper = catalog.papers[id_]
        rows = [(field, n, text.split(" ")) for field, items in texts(catalog, paper) for n, text in enumerate(items)]
        rows.append((Field.FLAG, 0, [f" {key}" for key in flags(catalog, paper)]))
        for field, n, own in rows:
            found.extend(map(reading.piece.__getitem__, own))
            sizes.append(len(own))
            docs.append(doc)
            fields.append(field)
            places.append(n)
    reading.learn()
    return _expanded([np.frombuffer(column, np.int32) for column in (found, sizes, docs, fields, places)], reading)


def _expanded(columns: Sequence[Column], reading: _Reading) -> Sequence[Column]:
    """A row for each word: pieces are taken apart, and placed."""
    found, sizes, docs, fields, places = columns
    first, count, advance, part, offset = (
        np.frombuffer(column, np.int32) for column in
        (reading.first, reading.count, reading.advance, reading.part, reading.offset)
    )  # fmt: skip
    text = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    ends = np.cumsum(advance[found])
    length = np.bincount(text, advance[found], len(sizes)).astype(np.int64)
    running = (fields != Field.TITLE) & (fields != Field.AUTHOR)
    base = _running_starts(np.where(running, length + GAP * (length > 0), 0), docs)
    at = ends - advance[found] - (np.cumsum(length) - length)[text]
    row = np.repeat(np.arange(len(found), dtype=np.int32), count[found])
    within = np.arange(len(row)) - (np.cumsum(count[found]) - count[found])[row] + first[found][row]
    position = np.where(running[text[row]], base[text[row]], 0) + at[row] + offset[within]
    position[fields[text[row]] == Field.AUTHOR] = places[text[row]][fields[text[row]] == Field.AUTHOR]
    text = text[row]
    return part[within], docs[text], fields[text], np.minimum(position, LAST).astype(np.int32)


def _running_starts(lengths: npt.NDArray[np.int64], docs: Column) -> npt.NDArray[np.int64]:
    """Where each text begins, counted through the texts of its paper."""
    starts = np.cumsum(lengths) - lengths
    fresh = np.flatnonzero(np.diff(docs, prepend=-1))
    starts -= np.repeat(starts[fresh], np.diff(np.append(fresh, len(docs))))
    return starts


def _sorted(columns: list[npt.NDArray[np.integer]], vocabulary: Sequence[str], docs: int) -> Tokens:
    """The columns in order, without what is not searched for in long texts. They are replaced as it goes: memory."""
    terms = sorted(vocabulary, key=utf16)
    number = {term: n for n, term in enumerate(terms)}
    lengths = {f: np.bincount(columns[1][columns[2] == f], minlength=docs) for f in Field}
    in_titles = np.fromiter((_only_in_titles(word) for word in vocabulary), bool, len(vocabulary))
    if in_titles.any():
        kept = ~in_titles[columns[0]] | (columns[2] <= Field.AUTHOR)
        for n in range(4):
            columns[n] = columns[n][kept]
    columns[0] = np.fromiter((number[word] for word in vocabulary), np.int32, len(vocabulary))[columns[0]]
    order = np.argsort(columns[0], kind="stable")
    for n in range(4):
        columns[n] = columns[n][order]
    term, doc, field, position = columns
    return Tokens(
        terms=terms,
        term=term.astype(np.int32, copy=False),
        doc=doc.astype(np.int32, copy=False),
        field=field.astype(np.int8, copy=False),
        position=position.astype(np.uint16, copy=False),
        lengths=lengths,
        docs=docs,
    )


def _only_in_titles(word: str) -> bool:
    """Stop words, and single characters of scripts that are searched by pairs."""
    return word in STOP or (len(word) == 1 and bool(CJK_CHARACTER.match(word)))
