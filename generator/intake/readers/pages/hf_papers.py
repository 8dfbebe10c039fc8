"""Paper lists of huggingface.co and its newsletter: furniture, then a title and an abstract by turns.

    Get trending papers in your email inbox!
    Mar 11
    Counting Owls at Night
    We count owls at night. …
"""

import re
from collections.abc import Iterator

from generator.clean.identifiers import parse_arxiv, parse_doi
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.pages.page import (
    LONG,
    Passage,
    as_record,
    continues,
    fills,
    furniture,
    is_finished,
    is_prose,
    is_reference,
    is_title,
    passages,
    split_furniture,
)
from generator.model import Capture, Ignored, RawRecord

NAME = "hf_papers"
CERTAINTY = Certainty.STATISTICS
LOOKS_FOR = "newsletter lines such as `Get trending papers in your email inbox!`, or titles and abstracts by turns"

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FURNITURE = furniture(
    (rf"({_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})", "page date without a year"),
    (rf"({_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}}|today|yesterday|daily|weekly|monthly", "page date"),
    (r"new|(un)?subscribe|trending( papers)?|daily papers|collections?|organizations?|hugging ?face", "page header"),
    (r"get trending papers in your email inbox.{0,60}|by ?ak and the research community|by ?ak", "page header"),
    (r"\d{1,5}|\d+ authors?|submitted by( .{0,40})?|arxiv|github( [\d.]+k?)?|arxiv explained", "paper button"),
    (r"(company|website|solutions|system theme|inference (api|endpoints))", "page footer"),
)
_NEWSLETTER = re.compile(r"get trending papers in your email inbox.*|by ?ak and the research community", re.IGNORECASE)
_TITLE_BEGINS = re.compile(r"[\w\"'“‘«(¿¡$]")


def identify(capture: Capture) -> int:
    """The pairs of a title and an abstract, where the newsletter says its name or nearly all lines are such pairs."""
    lines = passages(capture)
    named = any(_NEWSLETTER.fullmatch(line.text) for line in lines)
    kept, _ = split_furniture(lines, _FURNITURE)
    pairs = [(title, abstract) for title, abstract in _rows(_rewrapped(kept)) if title and abstract]
    if named:
        return len(pairs)
    pairs = [pair for pair in pairs if _may_be_title(pair[0].text) and not is_reference(pair[1].text)]
    used = sum(len(title.lines) + len(abstract.lines) for title, abstract in pairs)
    return len(pairs) if len(pairs) >= 2 and used >= 0.8 * len(kept) else 0


def _may_be_title(text: str) -> bool:
    """What is written as a reference, an id or with a mark of some syntax before it is another format's line."""
    return bool(_TITLE_BEGINS.match(text)) and not (is_reference(text) or parse_arxiv(text) or parse_doi(text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored]:
    """One row for each title with an abstract, and for each that has lost the other."""
    kept, ignored = split_furniture(passages(capture), _FURNITURE)
    yield from ignored
    for title, abstract in _rows(_rewrapped(kept)):
        yield as_record(
            NAME,
            capture,
            [part for part in (title, abstract) if part],
            title=title.text if title else "",
            abstract=abstract.text if abstract else "",
        )


def _rewrapped(lines: list[Passage]) -> list[Passage]:
    """Lines that a page has wrapped, as one passage again: they touch, and are about equally long."""
    whole: list[Passage] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before and before.touches(line) and _is_wrapped(before, line):
            whole[-1] = before.joined(line)
        else:
            whole.append(line)
    return whole


def _is_wrapped(before: Passage, line: Passage) -> bool:
    if line.text[0].islower() or (fills(before, line) and "\n" in before.text):
        return len(before.text) >= 40 and not (is_finished(before.text) and is_title(line.text))
    if is_title(before.text) or len(before.last_line) < 0.6 * len(line.text):
        return False
    return continues(before, line) and not (is_finished(before.text) and is_title(line.text))


Row = tuple[Passage | None, Passage | None]
"""(title, abstract); one of them at least."""


def _rows(lines: list[Passage]) -> Iterator[Row]:
    """Titles with the abstracts that follow them; short lines that are neither are left out."""
    title: Passage | None = None
    abstract: Passage | None = None
    for place, line in enumerate(lines):
        if abstract and continues(abstract, line) and not is_title(line.text):
            abstract = abstract.joined(line)
        elif not abstract and _is_abstract(line, title, last=place == len(lines) - 1):
            abstract = line
        elif not is_prose(line.text) and (abstract or not title or is_title(line.text) or not is_title(title.text)):
            yield from _complete(title, abstract)
            title, abstract = line, None
    yield from _complete(title, abstract)


def _is_abstract(line: Passage, title: Passage | None, last: bool) -> bool:
    """Whether a line is an abstract's beginning; the last line under a title can be one that was cut off."""
    if not title:
        return len(line.text) >= LONG
    return is_prose(line.text) or (last and is_title(title.text) and not is_title(line.text) and " " in line.text)


def _complete(title: Passage | None, abstract: Passage | None) -> Iterator[Row]:
    if abstract or (title and is_title(title.text)):
        yield title, abstract
