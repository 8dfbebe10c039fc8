"""What a copied list of papers looks like, as data: one `Shape` a page, in a file of `shapes/` each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.intake.readers.pages.page import Furniture


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of line within an entry. Its named groups are the fields that it states.

    Those are the fields of `RawRecord`, the schemes of identifiers, `year` and `month` of the date, `url` (a link),
    `paper` (the link to the paper itself), `note` (text that may name ids) and `x_…`, which is left over under the name
    `…`. Where a pattern has two places for one, the second is `year2`.
    """

    pattern: re.Pattern[str]
    """Of the whole line; where `over` lets it stand on several, `\\s` takes the line breaks and `.` does not."""
    over: int = 1
    """On how many lines browsers may copy it."""
    free: bool = False
    """Whether nothing but its place tells what it is, as with a title: such lines are tried last."""
    after: str = ""
    """The field that the entry must have before it."""
    many: bool = False
    """Whether an entry may have several."""
    sure: bool = False
    """Whether only an entry has it, so that one which was cut at the top of the page is known by it."""
    running: bool = False
    """Whether it is said of the entries below, as the heading `2024`."""
    closes: bool = False
    """Whether it is a button that ends what only the place of a line tells."""
    below: str = ""
    """The field of the lines below it, up to the next one that is known; `-` where those are no part of the paper."""

    @property
    def fields(self) -> frozenset[str]:
        return _fields(self.pattern)

    def said(self, match: re.Match[str]) -> dict[str, str]:
        """What a line states, by field; `year2` is another place for `year`."""
        return {name.rstrip("23456789"): text.strip() for name, text in match.groupdict("").items() if text.strip()}


@lru_cache(maxsize=1024)
def _fields(pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(name.rstrip("23456789") for name in pattern.groupindex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One page."""

    name: str
    """As a reader: in the account of an import, and of the folder with its cases."""
    looks_for: str
    anchor: Line
    """The line that each entry has, and only an entry."""
    above: int = 0
    """How many of the entry's lines stand above the anchor."""
    opens: re.Pattern[str] | None = None
    """The first line of an entry, which it need not have: above the anchor, and above buttons that stand between."""
    closes: bool = False
    """Whether the anchor is the last of its lines that only their place tells."""
    lines: tuple[Line, ...]
    mark: re.Pattern[str] | None = None
    """A line that tells the page where the anchor does not: once an entry, or once."""
    head: re.Pattern[str] | None = None
    """The last line of what stands above the first entry."""
    foot: re.Pattern[str] | None = None
    """The first line of what stands below the last entry."""
    furniture: Furniture = ()
    facts: tuple[Line, ...] = ()
    """What the head says of all entries."""
    no_paper: re.Pattern[str] | None = None
    """What in its title or key tells that an entry is a whole volume."""
    divider: str = ","
    """What divides its author lists; empty where each author has a line."""
    initials_behind: bool = False
    """Whether names are written `Falk I`, which of one by itself nobody could tell."""
    always: tuple[tuple[str, str], ...] = ()
    """(field, text) pairs that hold for every paper of the page."""
    divides: re.Pattern[str] | None = None
    """What a line begins with that browsers may copy as a line of its own: `[c12] Ina Falk, Oto Brand:`."""
    paragraphs: bool = False
    """Whether an entry is one paragraph that lines divide anywhere."""


def line(
    pattern: str,
    *,
    over: int = 1,
    after: str = "",
    many: bool = False,
    sure: bool = False,
    running: bool = False,
    closes: bool = False,
    below: str = "",
) -> Line:
    """A line that tells by itself what it is."""
    return Line(
        pattern=re.compile(pattern),
        over=over,
        after=after,
        many=many,
        sure=sure,
        running=running,
        closes=closes,
        below=below,
    )


def free(pattern: str, *, after: str = "", many: bool = False, sure: bool = False) -> Line:
    """A line that its place tells."""
    return Line(pattern=re.compile(pattern), free=True, after=after, many=many, sure=sure)


MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
YEAR = r"(?:19|20)\d\d"
TITLE = free(r"(?P<title>.*\w.*)")
