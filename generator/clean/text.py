"""Plain text: without what cannot be seen, in one normal form, and folded for comparison."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")


def clean_text(text: str) -> str:
    """Normal form C on one line, without control, bidirectional and zero-width characters.

    `"Long\\u200b-Context\\n  Scaling"` becomes `"Long-Context Scaling"`.
    """
    visible = text if text.isprintable() else "".join(map(_visible, text))  # the loop is slow, and seldom needed
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char


def fold(text: str) -> str:
    """The key under which spellings of one title or name meet: lower-case ASCII words.

    `"Erdős–Rényi: “Graphs”"` becomes `"erdos renyi graphs"`.
    """
    return " ".join(_WORD.findall(anyascii(clean_text(text)).casefold()))


def slug(text: str) -> str:
    """What an address is made of: `"Erdős–Rényi Graphs"` becomes `"erdos-renyi-graphs"`; "" where nothing is left."""
    return "-".join(fold(text).split())


@lru_cache(maxsize=1 << 16)  # a name is asked for once per paper and once per pair of papers
def author_key(name: str) -> str:
    """Under which spellings of one person meet, and what their page's address is: `jurgen-schmidhuber`."""
    return slug(name) or "unnamed"
