"""Ids that reference managers keep in a note, each after its name: `arXiv:2401.00001 [cs]`, `PMID: 123`."""

import re

_NOTED = re.compile(
    r"\b(?P<scheme>arxiv|doi|pmid|pmcid|acl|openreview|openalex|s2|dblp)(?: id)?\s*[:=]\s*"
    r"(?P<id>(?:(?<=doi:)|(?<=doi: ))\S*[\w)#]|\d{7}(?:v\d+)?\s\[[\w.-]+\]|[^\s;,]*\w)",
    re.IGNORECASE,
)


def ids_in_note(text: str) -> list[tuple[str, str]]:
    """The (scheme, id) pairs that a note names: `Extra: arXiv: 2401.00001` gives `("arxiv", "2401.00001")`."""
    return [(match["scheme"].lower(), match["id"]) for match in _NOTED.finditer(text)]
