"""A list of papers in YAML, from which some sites are made.

- title: Counting Owls at Night
  authors: Ann Roe, Max Poe
  year: 2023
  paper: https://arxiv.org/abs/2401.00001
"""

import re
from collections.abc import Iterator

import yaml

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.yaml.papers import is_paper, paper_of
from generator.intake.readers.yaml.yamlnodes import YamlMap, as_map, read_root, yaml_problem
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "yaml"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "a YAML list whose entries have a title and other facts of a paper"

_ENTRY = re.compile(
    r"^[ \t]*(?:-[ \t]+)(?:[\w -]+:.*\n(?:[ \t]+.*\n|\n){0,12}?[ \t]+)?[\"']?title[\"']?[ \t]*:", re.MULTILINE
)
_FACT = re.compile(
    r"^[ \t]+[\"']?(?:authors?|year|date|venue|conference|journal|doi|arxiv|paper|url|pdf)[\"']?[ \t]*:", re.M | re.I
)
_OTHER_FORMATS = ("{", "[", "<", "@", "---\ntitle", "cff-version")


def identify(capture: Capture) -> int:
    """How many entries begin with a title, or have one soon, where the file is no Markdown or other list."""
    text = capture.text.lstrip()
    if text.startswith(_OTHER_FORMATS) or not _FACT.search(text) or re.search(r"^cff-version", text, re.M):
        return 0
    first = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    if not re.match(r"(?:---\s*$|-\s+[\"']?[\w -]+[\"']?:|-\s*$|[\w -]+:\s*$)", first):
        return 0
    return len(_ENTRY.findall(text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each entry that has a title, in the order of the file."""
    root = read_root(capture)
    if isinstance(root, Problem):
        yield root
        return
    told = frozenset(number for number, line in enumerate(capture.lines, 1) if line.strip())
    used: set[int] = set()
    for part in _entries(root):
        lines = frozenset(range(part.first, part.last + 1)) & told - used
        if lines and is_paper(part, capture):
            yield paper_of(NAME, capture, part, lines)
            used |= lines
    if not used:
        yield yaml_problem(capture, "found no entries with a title and other facts, expected a list of papers")
    elif rest := told - used:
        yield Ignored(lines=rest, reason="entry that names no paper")


def _entries(node: yaml.Node | None, depth: int = 0) -> Iterator[YamlMap]:
    """The mappings of a list, or of the lists that a mapping holds."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if (part := as_map(item)) and "title" in {name.lower() for name in part.members}:
                yield part
            elif depth < 4:
                yield from _entries(item, depth + 1)
    elif isinstance(node, yaml.MappingNode) and depth < 4:
        for _, value in node.value:
            yield from _entries(value, depth + 1)
