"""How a reader knows its format: whoever knows it better is asked first, whatever a worse one believes to see."""

from enum import IntEnum


class Certainty(IntEnum):
    """The ranks that `detect` goes through; the rows that readers are sure of count within one rank only."""

    SYNTAX = 1
    """A grammar of its own: XML, JSON, BibTeX, tags, Markdown, HTML."""
    ANCHORS = 2
    """A line that only this page or program writes, once an entry: `[n] arXiv:…`, `Save Cite Cited by 12`."""
    STATISTICS = 3
    """No sign but the shape of the lines: titles and abstracts by turns, ids alone."""
