"""The words that a mistyped one may have meant, forwards and backwards: one edit leaves one half of a word whole."""

from collections.abc import Sequence

import numpy as np

from generator.search.coding import boundary, front_coded, utf16
from generator.search.postings import BODY, Postings

SIZE = 8_000
"""Characters of a file before gzip."""
SHORTEST = 4
"""Letters of a word that is corrected, or corrected to, one less."""


def known_words(terms: Sequence[str], postings: Postings) -> list[tuple[str, int]]:
    """The words worth correcting to, with how many papers hold them; one that a single abstract holds is none."""
    count = np.bincount(postings.term, minlength=len(terms))
    shown = np.bincount(postings.term[postings.section != BODY], minlength=len(terms)) > 0
    return [
        (term, int(count[n]))
        for n, term in enumerate(terms)
        if len(term) >= SHORTEST - 1 and ":" not in term and (shown[n] or count[n] > 1)
    ]


def vocabulary_files(words: Sequence[tuple[str, int]], *, backwards: bool) -> tuple[list[str], list[bytes]]:
    """What divides the files, and the files: a line for each word, front-coded, with a letter for its frequency."""
    rows = [(word[::-1] if backwards else word, count) for word, count in words]
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


def _lines(rows: Sequence[tuple[str, int]]) -> bytes:
    coded = front_coded([word for word, _ in rows])
    return "\n".join(f"{_letter(count)}{word}" for word, (_, count) in zip(coded, rows, strict=True)).encode()


def _letter(count: int) -> str:
    """`a` for one paper, `b` for two or three, `c` for four to seven, …"""
    return chr(96 + count.bit_length())
