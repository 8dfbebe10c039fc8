"""What the readers of copied web pages share: numbered lines, page furniture, and lines that were one text."""

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.clean.text import clean_text
from generator.model import Capture, Ignored, RawRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One or more lines that are one text."""

    text: str
    lines: tuple[int, ...]
    """1-based."""

    def joined(self, other: "Passage") -> "Passage":
        return Passage(text=f"{self.text}\n{other.text}", lines=self.lines + other.lines)

    def touches(self, after: "Passage") -> bool:
        """Whether no line stands between the two, blank or of the page."""
        return self.lines[-1] + 1 == after.lines[0]

    @property
    def last_line(self) -> str:
        return self.text.rsplit("\n", 1)[-1]


_BLANK = string.whitespace + "\xa0\u2028\u2029\ufeff\u200b\u200e\u200f\u2060"


_SPACE = re.compile(r"[^\S\t]")


def passages(capture: Capture) -> list[Passage]:
    """Each line that is not blank, without the white space around it."""
    stripped = ((number, line.strip(_BLANK)) for number, line in enumerate(capture.lines, 1))
    return [Passage(text=text, lines=(number,)) for number, text in stripped if text]


def plain_passages(capture: Capture) -> list[Passage]:
    """The same with every white space within a line as a space or tab: browsers copy no-break spaces."""
    return [replace(passage, text=_SPACE.sub(" ", passage.text)) for passage in passages(capture)]


# --- Furniture -------------------------------------------------------------------------------------------------------

Furniture = tuple[tuple[re.Pattern[str], str], ...]
"""(pattern of a whole line, reason) pairs; case and marks at the ends do not count."""


def furniture(*rows: tuple[str, str]) -> Furniture:
    return tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in rows)


_COMMON = furniture(
    (r"(sign|log) ?(up|in|out)( (to|with|for) .{0,40})?|register|my account|profile", "page navigation"),
    (r"home|menu|about( us)?|contact( us)?|faq|help|blog|news|careers|jobs|pricing|docs|community", "page navigation"),
    (r"papers|models|datasets|spaces|search|next|prev(ious)?|back( to top)?|skip to content", "page navigation"),
    (r"(show|load|see|view|read) (more|less|all)( results| papers)?|(page )?\d{1,3} (of|/) \d+", "page navigation"),
    (r"share|share (this|on) .{0,30}|copy( link)?|bookmark|save|cite|print|tweet|download( pdf)?", "page button"),
    (r"view (paper|pdf|code)( (on|at) .{0,40})?|view on arxiv|(arxiv|paper) page|pdf|upvote|like", "page button"),
    (r"(©|\(c\)|copyright).{0,80}|all rights reserved", "page footer"),
    (r"terms( (of (use|service)|and conditions|& conditions))?|privacy( (policy|notice|settings))?|tos", "page footer"),
    (r"cookie (policy|settings|preferences)|(we|this (web)?site) uses? cookies.{0,250}|powered by \S+", "page footer"),
)
_MARKS = " .!?:…·•|<>‹›«»→←↑↓-–—"


def split_furniture(lines: Iterable[Passage], table: Furniture) -> tuple[list[Passage], list[Ignored]]:
    """The passages that may be of a paper, and those that belong to the page, each with the reason."""
    kept, ignored = [], []
    for passage in lines:
        if reason := _reason(passage.text, table):
            ignored.append(Ignored(lines=frozenset(passage.lines), reason=reason))
        else:
            kept.append(passage)
    return kept, ignored


def _reason(text: str, table: Furniture) -> str | None:
    if len(text) > 300:
        return None
    if not any(char.isalnum() for char in text):
        return "decoration"
    plain = clean_text(text).strip(_MARKS)
    return next((reason for pattern, reason in table + _COMMON if pattern.fullmatch(plain)), None)


# --- Prose and titles ------------------------------------------------------------------------------------------------

LONG = 200
"""Characters that no title, name or button has."""
_END = re.compile(r"[.!?…][)\]}\"'”’*]*$")
_SENTENCE_END = re.compile(r"([\w)%]{2}\.|…|\.\.\.)[)\"”]?$")
_TWO_SENTENCES = re.compile(r"[a-z)]{2}[.!?] [A-Z]")


def is_finished(text: str) -> bool:
    """Whether it ends as a sentence does."""
    return bool(_END.search(text))


def is_prose(text: str) -> bool:
    """Whether it reads as an abstract, or a part of one, rather than as a title, a name or a button."""
    if len(text) >= LONG:
        return True
    sentence = bool(_SENTENCE_END.search(text)) and len(text) >= 40
    return sentence or (len(text) >= 100 and bool(_TWO_SENTENCES.search(text)))


def is_title(text: str) -> bool:
    """Whether it is written as a title is: most words that count with a capital letter, or a colon after the first.

    `Owls at Night: A Field Study`, but not `read the whole story here`, and not `New!`.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    if not 10 <= len(text) <= 300 or len(words) < 2 or is_prose(text):
        return False
    capitals = sum(not word[0].islower() for word in words)
    return capitals * 2 >= len(words) or bool(re.match(r"\S+( \S+)?: ", text))


# A name with an initial and a year: `Falk, I. (2024). Counting Owls.` and `I. Falk. Counting Owls. 2024.`
_REFERENCE = re.compile(
    r"(?:.*\s)?(?:[^\W\d_][\w'’-]+,? (?:[A-Z]\.[ -]?){1,3}|(?:[A-Z]\.[ -]?){1,3} ?[^\W\d_][\w'’-]+|"
    r"[A-Z][\w'’-]+ [A-Z]{1,3},).*(?<!\d)(?:19|20)\d\d[a-z]?(?!\d).*",
    re.DOTALL,
)
# Where it was printed: `12(3):45-61`, `7, 1-19 (2021)`, `pages 1–9`, `. 2024. `, `(2024). `, `2020;12`.
_PRINTED = re.compile(
    r"\d ?\(\d+\)[:,] ?\d+[-–]\d|\d, \d+[-–]\d+[,\s]+\(?(?:19|20)\d\d|\b(?:pages?|pp\.)\s\d+[-–]\d|"
    r"[.,]\s(?:19|20)\d\d\.(?:\s|$)|"
    r"\((?:19|20)\d\d\)[.:]|\b(?:19|20)\d\d;\d"
)


def is_reference(text: str) -> bool:
    """Whether it reads as a formatted reference: names with initials and a year, or where in print it stands."""
    return bool(_PRINTED.search(text) or _REFERENCE.fullmatch(text))


def fills(before: Passage, line: Passage) -> bool:
    """Whether a page that breaks long texts broke here: the line's first word had no room on the line before."""
    several = "\n" in before.text or not is_finished(before.text)
    width = max(map(len, [*before.text.split("\n"), line.text]))
    return several and len(before.last_line) + 1 + len(line.text.split()[0]) > width


def continues(before: Passage, line: Passage) -> bool:
    """Whether a line goes on with the abstract before it: wrapped by the page, or its next paragraph.

    After a line as long as a whole abstract only a lower-case beginning or a sentence does: else it is a title.
    """
    if len(line.text) >= LONG:
        return True
    finished = is_finished(before.text)
    if not before.touches(line):
        return not finished and line.text[0].islower()
    whole = len(line.text) >= 40 or bool(_SENTENCE_END.search(line.text))
    wrapped = whole and len(before.last_line) < LONG and (not is_title(line.text) or fills(before, line))
    return is_prose(line.text) or wrapped or (not finished and line.text[0].islower())


def take_abstract(lines: Iterable[Passage]) -> Passage | None:
    """The abstract that begins with the first passage; what does not go on with it is left out."""
    whole: Passage | None = None
    for line in lines:
        if whole is None:
            whole = line
        elif continues(whole, line):
            whole = whole.joined(line)
    return whole


def as_record(
    reader: str,
    capture: Capture,
    parts: Sequence[Passage],
    *,
    title: str = "",
    authors: tuple[str, ...] = (),
    authors_complete: bool = True,
    venue: str = "",
    abstract: str = "",
    ids: tuple[tuple[str, str], ...] = (),
) -> RawRecord:
    """A row made of these passages, in the order of the page."""
    numbers = frozenset(number for part in parts for number in part.lines)
    return RawRecord(
        reader=reader,
        capture=capture.name,
        line=min(numbers),
        lines=numbers,
        text="\n".join(part.text for part in parts),
        title=title,
        authors=authors,
        authors_complete=authors_complete,
        venue=venue,
        abstract=abstract,
        ids=ids,
    )
