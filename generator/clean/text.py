"""Plain text: without what cannot be seen, in one normal form, and folded for comparison."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_FOLDED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_LONGEST_SLUG = 180
"""Systems take 255 bytes for the name of a file, of which its ending and the mark of an unfinished one need some."""


def clean_text(text: str) -> str:
    """Normal form C on one line, without control, bidirectional and zero-width characters.

    `"Long\\u200b-Context\\n  Scaling"` becomes `"Long-Context Scaling"`.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
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
    if text.isascii() and text.isprintable():  # most are: the same, in a tenth of the time
        return " ".join(text.translate(_FOLDED).split())
    return " ".join(_WORD.findall(anyascii(clean_text(text)).casefold()))


def slug(text: str) -> str:
    """What an address is made of: `"Erdős–Rényi Graphs"` becomes `"erdos-renyi-graphs"`; "" where nothing is left.

    Of what no file could be called, the beginning and a digest of all: no two long names share it.
    """
    return bounded("-".join(fold(text).split()), _LONGEST_SLUG)


def bounded(text: str, longest: int) -> str:
    """A text of letters, digits and hyphens that is not longer than that: the end of a longer one is its digest."""
    if len(text) <= longest:
        return text
    digest = sha256(text.encode()).hexdigest()[:10]
    return f"{text[: longest - 11].rstrip('-')}-{digest}"


@lru_cache(maxsize=1 << 16)  # a name is asked for once per paper and once per pair of papers
def author_key(name: str) -> str:
    """Under which spellings of one person meet, and what their page's address is: `jurgen-schmidhuber`."""
    return slug(name) or "unnamed"
