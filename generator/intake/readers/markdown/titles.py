"""Where in an entry its title stands: bold, linked, quoted, or plain before the links."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.intake.readers.markdown.labels import is_label, label_kind
from generator.intake.readers.markdown.spans import Line, Span, plain
from generator.intake.readers.markdown.words import are_names, is_date, is_venue, key_of

_QUOTED = re.compile(r"[\"“”]\s*([^\"“”]{8,300}?)\s*[.,]?\s*[\"”“]")
_AHEAD = re.compile(r"^[\W\d_]*$")
_NUMBER = re.compile(r"^\W*\[?\(?\d{1,4}[.)\]]+\W*$|^\W*\d{0,4}\W*$")
_IN = re.compile(r"[,.]?\s*\b(?:in|at|on)?\s*$|[\[(【（\s]+$")
_LEADS = re.compile(r"[\s\[\](){}【】*|:,.\-–—•·#>!]+")
_LONG = 24
_NO_TITLE = re.compile(
    r"(note|notes|tl;?dr|abstract|keywords?|authors?|venue|year|date|publication|overview|summary|update|updates|news|"
    r"contents|table of contents|others?|institutions?|affiliations?|contributions?|conference|tags?|domain|task|"
    r"published in|published|source|paper title|title|comments?|metrics?|method|important|warning|tip|new|survey|"
    r"back to top|top|⬆.*|\[?\d+\]?|oral|spotlight|poster|highlight|best paper.*)\s*[:：.!]*",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """A title and its place."""

    text: str
    style: str
    """`bold`, `link`, `quote`, or `plain`."""
    line: int
    """The index of its line."""
    first: int
    """The index of its first span there; it may end in the middle of the last one."""
    last: int
    before: str
    """What stands before it in its first span."""
    behind: str
    """What stands behind it in its last span."""
    url: str = ""


def title_of(lines: Sequence[Line], *, plain_too: bool = True) -> Title | None:
    """The title of an entry, looked for in its first two lines: a venue, a date, a number may stand before it."""
    for place, line in enumerate(lines[:2]):
        found = _marked(line.spans, place) or _quoted(line.spans, place)
        if found:
            return found
        if place == 0 and plain_too and (found := _plain(line.spans, place)):
            return found
    return None


def _is_name_of_paper(text: str) -> bool:
    bare = text.strip(' []()【】|.,:;"“”*')
    return (
        len(key_of(bare)) > 2
        and not is_label(bare)
        and not is_venue(bare)
        and not is_date(bare)
        and not _NO_TITLE.fullmatch(bare)
    )


def _marked(spans: Sequence[Span], place: int) -> Title | None:
    """The first bold or linked text that may be a title, with nothing but marks, a venue or a date before it."""
    for number, span in enumerate(spans[:8]):
        if not (span.bold or span.url) or not _is_name_of_paper(span.text):
            if _ends_search(span):
                return None
            continue
        before = plain("".join(s.text for s in spans[:number] if not s.url))
        if not _may_stand_before(before, bold=span.bold):
            return None
        later = _longer_link(spans[number + 1 :]) if span.bold and not span.url else None
        if later is not None and _is_short(span.text):
            number += 1 + later
            span = spans[number]
        last = _end_of(spans, number)
        text = "".join(s.text for s in spans[number : last + 1])
        url = next((s.url for s in spans[number : last + 1] if s.url), "")
        return Title(_tidy(text), "bold" if span.bold else "link", place, number, last, "", "", url)
    return None


def _ends_search(span: Span) -> bool:
    """Whether behind this nothing can be the title any more: a label of the paper's own links."""
    return bool(span.url) and label_kind(span.text) not in ("", "link") and bool(span.text)


def _may_stand_before(text: str, *, bold: bool) -> bool:
    bare = re.sub(r"^\W*\d{1,4}\s*[\]).]\s*", "", text).strip(' []()【】*:,.-–—|"“')
    if not bare or is_venue(bare) or is_date(bare) or _NUMBER.match(bare) or len(bare) <= 12:
        return True
    parts = [part for part in re.split(r"[\[\]()【】|,:]", bare) if part.strip()]
    return (
        all(is_venue(part.strip()) or is_date(part.strip()) or _NUMBER.match(part) for part in parts)
        or (len(bare) <= _LONG and not bold)
        or (bold and are_names(bare.rstrip(".,:")))
    )


def _is_short(text: str) -> bool:
    return len(text) < 24 and len(text.split()) < 4


def _longer_link(spans: Sequence[Span]) -> int | None:
    """The linked or quoted title that follows a method's short name: `**OwlNet**: [OwlNet: counting…](…)`."""
    for number, span in enumerate(spans[:3]):
        if span.url:
            long = len(span.text.split()) > 3 and _is_name_of_paper(span.text)
            return number if long else None
    return None


def _end_of(spans: Sequence[Span], number: int) -> int:
    """The last span of the title: bold text may have a link or a formula inside."""
    last, first = number, spans[number]
    while last + 1 < len(spans):
        after = spans[last + 1]
        same = after.bold and first.bold and (not after.url or not is_label(after.text)) and not first.url
        code = after.code and not after.bold and spans[last].text.endswith(" ") and last + 2 < len(spans) and False
        if not (same or code):
            break
        last += 1
    return last


def _quoted(spans: Sequence[Span], place: int) -> Title | None:
    for number, span in enumerate(spans[:6]):
        if span.url:
            return None
        if found := _QUOTED.search(span.text):
            before, behind = span.text[: found.start()], span.text[found.end() :]
            return Title(_tidy(found[1]), "quote", place, number, number, before, behind)
    return None


def _plain(spans: Sequence[Span], place: int) -> Title | None:
    """The text before the first link or italics; of `Title. Names. Venue` and `Names. Title. Venue` the title alone."""
    head, last = "", -1
    for number, span in enumerate(spans):
        if span.url or (span.italic and len(key_of(head)) > 8):
            break
        head, last = head + span.text, number
    text = _LEADS.sub("", head[:12], count=1) + head[12:] if _LEADS.match(head) else head
    bare = _IN.sub("", plain(text))
    sentences = re.split(r"(?<=[^\W\d]{2}[.?!])\s+|(?<=\w)\.\s*$", bare)
    title, behind, before = bare, "", ""
    if len(sentences) > 1:
        if are_names(sentences[0].rstrip(".")) and sentences[1]:
            before, title, behind = sentences[0], sentences[1], " ".join(sentences[2:])
        else:
            stop = next((n for n, part in enumerate(sentences) if n and _ends_title(part)), None)
            if stop:
                title, behind = " ".join(sentences[:stop]), " ".join(sentences[stop:])
    title = _tidy(title)
    good = len(key_of(title)) > 8 and _is_name_of_paper(title) and (" " in title or len(key_of(title)) > 3)
    return Title(title, "plain", place, 0, last, before, behind) if good and last >= 0 else None


def _ends_title(part: str) -> bool:
    bare = part.strip(" .,;()")
    return bool(bare) and (are_names(bare) or is_venue(bare) or is_date(bare))


def _tidy(text: str) -> str:
    bare = plain(text).strip(' *|:;,"“”')
    while len(bare) > 2 and bare[0] in "[【(" and bare[-1] in "]】)" and _closes(bare):
        bare = bare[1:-1].strip()
    if bare.endswith(("]", "】", ")")) and bare.count(bare[-1]) > bare.count(
        {"]": "[", "】": "【", ")": "("}[bare[-1]]
    ):
        bare = bare[:-1].strip()
    return re.sub(r"^\W*\d{1,3}[.)]\s+(?=\w)|(?<=[^\W_]{2})\.$|(?<=[)\]])\.$", "", bare).strip(" ,;:")


def _closes(text: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "[【(") - (char in "]】)")
        if depth == 0:
            return place == len(text) - 1
    return False
