"""The words that a mistyped one may have meant, forwards and backwards: one edit leaves one half of a word whole."""

from collections.abc import Iterator, Sequence

import numpy as np

from generator.publish.search.coding import boundary, front_coded, utf16
from generator.publish.search.postings import BODY, Postings

SIZE = 8_000
"""Characters of a file before gzip."""
SHORTEST = 3
"""Letters of a word that another is corrected to."""

Known = Sequence[tuple[str, int]]
"""(word, how many papers hold it) pairs."""


def known_words(terms: Sequence[str], postings: Postings) -> Iterator[tuple[str, int]]:
    """The words worth correcting to; one that a single abstract holds is none."""
    count = np.bincount(postings.term, minlength=len(terms))
    shown = np.bincount(postings.term[postings.section != BODY], minlength=len(terms)) > 0
    for n, term in enumerate(terms):
        if len(term) >= SHORTEST and ":" not in term and (shown[n] or count[n] > 1):
            yield term, int(count[n])


def vocabulary_files(known: Known, *, backwards: bool) -> tuple[list[str], list[bytes]]:
    """What divides the files, and the files: a line for each word, front-coded, with a letter for its frequency."""
    rows = [(word[::-1] if backwards else word, count) for word, count in known]
    rows.sort(key=lambda row: utf16(row[0]))
    dividers, files = [], []
    start = size = 0
    for n, (word, _) in enumerate(rows):
        size += len(word) // 2 + 3
        if size > SIZE or n == len(rows) - 1:
            files.append(_lines(rows[start : n + 1]))
            if n + 1 < len(rows):
                dividers.append(boundary(word, rows[n + 1][0]))
            start, size = n + 1, 0
    return dividers, files


def _lines(rows: Known) -> bytes:
    coded = front_coded([word for word, _ in rows])
    return "\n".join(f"{_letter(count)}{word}" for word, (_, count) in zip(coded, rows, strict=True)).encode()


def _letter(count: int) -> str:
    """`a` for one paper, `b` for two or three, `c` for four to seven, …"""
    return chr(96 + count.bit_length())
