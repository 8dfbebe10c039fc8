"""Citation keys: what documents call a paper, as `\\cite{roe2024}` does."""

import re

from generator.clean.text import clean_text

_SAFE = re.compile(r"[\w.:+/*-]{1,200}")
_OTHER_NAMES = re.compile(
    r"[\d._/-]+|[\w+.-]*://.*|(?:urn|doi|pmid|pmcid|arxiv|oai|isbn|info|mailto|hdl):.*|10\.\d{4,9}/.*|\d+/[A-Z\d]{8}"
    r"|(?-i:[A-Z\d]{8})|ITEM-\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{32,64}",
    re.IGNORECASE,
)
"""Numbers, addresses, identifiers, and what programs call their rows: `9423/ABCD2345`, `ITEM-1`, a UUID."""


def is_citation_key(text: str) -> bool:
    """Whether BibTeX and its readers take a text for a key: `Roe:2024a` is one, `roe, 2024` and `R&D` are none."""
    return bool(_SAFE.fullmatch(text))


def parse_citation_key(text: str) -> str:
    """The citation key in a field that may name the row in another way: `roe2024`, but not `9423/ABCD2345` or `17`."""
    plain = clean_text(text)
    return plain if is_citation_key(plain) and not _OTHER_NAMES.fullmatch(plain) else ""
