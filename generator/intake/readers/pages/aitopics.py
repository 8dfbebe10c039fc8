"""AITopics pages of one author: the author's name, then title, source and abstract of each paper.

    Collaborating Authors
     Roe, Jane
    Counting Owls at Night
    arXiv.org Artificial Intelligence
    We count owls at night. …
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.page import (
    Passage,
    as_record,
    furniture,
    is_prose,
    passages,
    split_furniture,
    take_abstract,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "aitopics"
CERTAINTY = Certainty.ANCHORS
LOOKS_FOR = "`Collaborating Authors`, or sources such as `arXiv.org Artificial Intelligence` under titles"

_HEADING = re.compile(r"collaborating authors:?", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d][^\d,;:]{0,60}, ?[^\W\d][^\d,;:]{0,60}")
_SOURCE = re.compile(
    r"arXiv\.org [A-Z][\w ]{2,60}|AAAI Conferences|AI Magazine|AITopics.{0,40}|Neural Information Processing Systems|"
    r"Journal of Artificial Intelligence Research|IEEE Spectrum.{0,20}|MIT Technology Review|New Scientist|WIRED|"
    r"International Joint Conference.{0,60}|(Proceedings|Conference|Journal) (of|on) .{3,80}"
)
_FURNITURE = furniture(
    (r"go ?to|ai ?topics|add feedback|filters?|sort( by)?(: .{0,20})?", "page navigation"),
    (r"\d* ?(results|papers|documents)( \d.{0,20})?", "page navigation"),
    (r"(country|genre|industry|technology|source|date|region|concept tags?|ai-alerts)(: .{0,200})?", "paper facet"),
    (r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d{1,2},?[- ]\d{4}", "page date"),
)


def identify(capture: Capture) -> bool:
    """Whether the page's heading is there, or two sources under titles."""
    lines = passages(capture)
    heading = any(_HEADING.fullmatch(line.text) for line in lines)
    return (heading and bool(_sources(lines))) or sum(line.text.startswith("arXiv.org ") for line in lines) >= 2


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each source: the title stands above it, the abstract below; the page's author signed each."""
    kept, ignored = split_furniture(passages(capture), _FURNITURE)
    yield from ignored
    kept, people, heading = _page_authors(kept)
    if heading:
        yield Ignored(lines=frozenset(heading), reason="page author, taken for every row")
    sources = _sources(kept)
    for source, following in pairwise([*sources, len(kept) + 1]):
        title, venue = kept[source - 1], kept[source]
        abstract = take_abstract(_from_prose(kept[source + 1 : following - 1]))
        yield as_record(
            NAME,
            capture,
            [part for part in (title, venue, abstract) if part],
            title=title.text,
            authors=people,
            # The page names the one author it is about, never the co-authors.
            authors_complete=False,
            venue=venue.text,
            abstract=abstract.text if abstract else "",
        )


def _sources(lines: list[Passage]) -> list[int]:
    """Where the sources stand: known ones, and short lines that recur between a title and an abstract."""
    again = Counter(line.text for line in lines)
    found: list[int] = []
    for place in range(1, len(lines)):
        line, above = lines[place], lines[place - 1]
        below = lines[place + 1] if place + 1 < len(lines) else None
        recurs = again[line.text] > 1 and len(line.text) <= 100 and below is not None and is_prose(below.text)
        free = place - 1 not in found and not _HEADING.fullmatch(above.text) and not is_prose(above.text)
        if free and not is_prose(line.text) and (_SOURCE.fullmatch(line.text) or recurs):
            found.append(place)
    return found


def _page_authors(lines: list[Passage]) -> tuple[list[Passage], tuple[str, ...], list[int]]:
    """The lines without the heading and the names under it, those names, and the lines they stood on."""
    sources = _sources(lines)
    people: list[str] = []
    used: list[int] = []
    for place, line in enumerate(lines):
        # A title with a comma in it, as in `Attention, Memory`, is told by the source under it.
        name = _PERSON.fullmatch(line.text) and place + 1 not in sources
        if _HEADING.fullmatch(line.text) or (used and used[-1] == place - 1 and name):
            used.append(place)
            people += [line.text] if name else []
    kept = [line for place, line in enumerate(lines) if place not in used]
    return kept, tuple(people), [number for place in used for number in lines[place].lines]


def _from_prose(lines: list[Passage]) -> list[Passage]:
    """Without stray short lines above the abstract; a lone short line is the abstract, cut off."""
    start = next((place for place, line in enumerate(lines) if len(line.text) >= 60), 0)
    return lines[start:]
