"""Lists of papers in Markdown, whatever their layout: items, bold paragraphs, headings with labelled lines, tables.

- [Counting Owls at Night](https://arxiv.org/abs/2401.00001) Ann Roe, Max Poe. *ICLR 2024* [[code](https://…)]
"""

import re
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.markdown import rst
from generator.intake.readers.markdown.entries import entries_of
from generator.intake.readers.markdown.listing import read_listing
from generator.intake.readers.tables import csv
from generator.intake.readers.yaml import front_matter, yaml_list
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "markdown"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "a Markdown list or table whose entries lead to papers, or name title, authors and year"

# Numbers and dashes before lines are not Markdown's alone: lists of references have them, too.
_MARKDOWN = re.compile(
    r"\]\(<?(?:https?:|[^()\s]+\.pdf)|\]\[|^\s*\|?[ :-]*-[ :|-]*\||<td[ >]|^#{1,6} +\S|\*\*\S", re.MULTILINE
)
_OTHER_FORMATS = ("{", "[{", '["', "@", "%", "<?xml", "<!doctype", "<!DOCTYPE", "<html")


def identify(capture: Capture) -> int:
    """How many entries certainly are papers, where there are two of them or one in a table."""
    text = capture.text
    if text.lstrip().startswith(_OTHER_FORMATS) or not _MARKDOWN.search(text):
        return 0
    if any(others(capture) for others in (csv.identify, front_matter.is_of_paper, yaml_list.identify, rst.identify)):
        return 0
    sure = [entry for entry in entries_of(text, capture.columns).entries if entry.sure and entry.paper]
    return len(sure) if len(sure) > 1 or any(entry.unit.node for entry in sure) else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper, in the order of the file; what else leads to papers is said, once for each shape."""
    yield from read_listing(NAME, capture, capture.text)
