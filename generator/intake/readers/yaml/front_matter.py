"""One Markdown file a paper, its facts in front matter, as sites of Jekyll, Hugo and Quarto keep them.

---
title: Counting Owls at Night
authors: Ann Roe, Max Poe
year: 2023
---
"""

import re
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.columns import column_named
from generator.intake.readers.yaml.papers import is_paper, paper_of
from generator.intake.readers.yaml.yamlnodes import YamlMap, read_map
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "front-matter"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "a Markdown file whose front matter has a paper's title, authors and year or links"

_FRAME = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z][\w -]{0,30})[ \t]*:", re.MULTILINE)
_TELLING = {"authors", "year", "date", "venue", "doi", "arxiv", "abstract"}


def identify(capture: Capture) -> int:
    """One, where the front matter has a title, authors, and something of when or where."""
    return int(is_of_paper(capture))


def is_of_paper(capture: Capture) -> bool:
    frame = _FRAME.match(capture.text)
    fields = {column_named(key, capture.columns).field for key in _KEY.findall(frame[1])} if frame else set()
    return "title" in fields and "authors" in fields and len(fields & _TELLING) > 1


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """The paper of the front matter; the text below is left over, for it may be its abstract or what a reader says."""
    frame = _FRAME.match(capture.text)
    told = frozenset(number for number, line in enumerate(capture.lines, 1) if line.strip())
    if not frame:
        if told:
            yield Ignored(lines=told, reason="text without front matter")
        return
    root = read_map(Capture(name=capture.name, text=f"\n{frame[1]}"))
    if not isinstance(root, YamlMap):
        yield root
        return
    below = capture.text[frame.end() :].strip()
    if not is_paper(root, capture):
        yield Ignored(lines=told, reason="front matter that names no paper")
        return
    yield paper_of(NAME, capture, root, told, (("text", below),) if below else ())
