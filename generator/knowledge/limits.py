"""What a site holds by the number of its papers: the limits, and which papers came before each of them.

Hosts bear a site of 1 GB, and upload tens of thousands of files slowly. `publish/weight.py` asks the table for every
file and page.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from sys import maxsize

from generator.model import Paper, PaperId


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Up to how many papers a site has what. Measured on invented catalogs of 2,000 and 10,000 papers."""

    lists: int = 500
    """Every list in every format, as plain files; above, only the whole catalog, packed. Lists weigh 117 of 190 KB a
    paper, since each paper stands in a dozen of them, and a browser makes the same file of the packed catalog."""
    citations: int = 500
    """Files for reference managers beside each paper. They read its page as well, which has a BibTeX entry to copy."""
    twins: int = 2_000
    """Each paper as Markdown and as JSON: two files and 5 KB a paper. Above, programs take the catalog in one file."""
    people: int = 1_000
    """A page and both feeds for every author. Three in five authors have one paper, whose page says as much as theirs;
    above, a page and an Atom feed begin with the second paper."""
    crowd: int = 50_000
    """Feeds of authors, and the catalog in every format; above, it is there as BibTeX and as JSON Lines: 100,000 papers
    have 1.3 GB to fit in."""
    history: int = 1_000
    """What became of a paper, on its page, where it only came: a line of 150 bytes. Above, a page tells it where more
    happened, and `changes.jsonl` always."""
    changes: int = 20_000
    """Lines in `changes.jsonl`, the latest first: 4 MB. Above, each year has a file of its own besides."""
    part: int = 10_000
    """Papers in one packed file: 10 MB, and 30 MB once it is unpacked, which editors and browsers still hold."""
    names: int = 1_000
    """Authors on one page of the index of names: 100 KB."""

    def items(self) -> list[tuple[str, int]]:
        """Name and number of each limit of papers."""
        return [(name, getattr(self, name)) for name in ("lists", "citations", "twins", "people", "crowd")]


LIMITS = Limits()
UNLIMITED = Limits(lists=maxsize, citations=maxsize, twins=maxsize, people=maxsize, crowd=maxsize)
"""With `downloads: all`."""


def early(papers: Iterable[Paper], limits: Limits) -> dict[PaperId, tuple[str, ...]]:
    """Paper → the limits that the catalog had not outgrown at the end of its day; without a day, of the oldest.

    What the site had for it then, it keeps. Records alone say so, so that every checkout knows it: of 400 papers
    with 300 imported a month later, the limit 500 leaves the 400 early, and of 700 imported on one day none.
    """
    known = list(papers)
    days = sorted(Counter(paper.added for paper in known).items())
    sizes = accumulate(count for _, count in days)
    of_day = {
        day: tuple(name for name, limit in limits.items() if size <= limit)
        for (day, _), size in zip(days, sizes, strict=True)
    }
    return {paper.id: of_day[paper.added] for paper in known}
