"""The first words of a text: the line of gist under a paper."""

OPENING = 120
"""Characters of the summary, or else of the abstract, that a row shows at most."""


def opening(text: str) -> str:
    """The first words, with `…` where more follow; never through a formula."""
    if len(text) <= OPENING:
        return text
    cut = text[:OPENING]
    if cut.count("$") % 2:
        cut = cut.rpartition("$")[0]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"
