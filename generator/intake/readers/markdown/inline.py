"""What a line of Markdown says of one paper: its title, its links, and what stands around them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.clean.identifiers import id_in_url
from generator.clean.urls import kind_of, parse_url
from generator.ids import SCHEMES
from generator.intake.readers.columns import LINK_FIELDS, column_named
from generator.model import LINK_KINDS

_LABEL = r"(?:[^\[\]]|\[[^\[\]]*\])*"
_URL = r"[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*"
_LINK = re.compile(rf"\[({_LABEL})\]\(\s*<?({_URL})>?(?:\s+\"[^\"]*\"|\s+'[^']*')?\s*\)")
_BADGE = re.compile(rf"\[!\[([^\]]*)\]\({_URL}\)\]\(")
_IMAGE = re.compile(rf"!\[[^\]]*\]\({_URL}\)")
_ANCHOR = re.compile(r"<a\s[^<>]{0,300}?href=[\"']?([^\"'\s<>]+)[\"']?[^<>]*>(.{0,300}?)</a>", re.IGNORECASE)
_TAG = re.compile(r"<(/?[a-zA-Z][^<>]*)>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_AWAY = 0xF0000
_HELD = re.compile("[\U000f0000-\U000ffffd]")
_BARE = re.compile(r"<?(https?://[^\s<>\"|]+)>?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)\1[.,:]?")
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,300})[\"”]")
PAPER_HOST = re.compile(
    r"arxiv\.org/|doi\.org/10\.|openreview\.net/|aclanthology\.(?:org|info)/|aclweb\.org/anthology|nips\.cc/|neurips\.cc/|"
    r"openaccess\.thecvf\.com/|ecva\.net/papers|proceedings\.mlr\.press/|jmlr\.org/papers|dl\.acm\.org/|"
    r"ieeexplore\.ieee\.org/|link\.springer\.com/(?:article|chapter)|sciencedirect\.com/science|nature\.com/articles|"
    r"(?:pubmed\.ncbi|ncbi)\.nlm\.nih\.gov/|(?:bio|med)rxiv\.org/content|ojs\.aaai\.org/|semanticscholar\.org/paper|"
    r"isca-(?:speech|archive)\.org/|usenix\.org/(?:conference|system)|huggingface\.co/papers|\.pdf(?:$|[?#])",
    re.IGNORECASE,
)
_PAPER_LABELS = "paper article preprint pdf arxiv doi acl openreview abs".split()
_ADDRESS = "url"
"""The label of a link that has none, and of the link of a title."""
BREAK = "\v"
"""Stands in a text where a link or the end of a line stood."""


@dataclass(slots=True, kw_only=True)
class Links:
    """The links of a text, in order."""

    known: list[tuple[str, str]] = field(default_factory=list)
    """(kind or "", address) of those whose label or address says what they are."""
    others: list[tuple[str, str]] = field(default_factory=list)
    """(label, address) of those that may lead anywhere: an author's home page, a conference's."""
    of_paper: bool = False
    """Whether one leads to a paper, by its address or by its label."""


def plain(text: str) -> str:
    """Without emphasis, code marks and escapes: `**Owls**` → `Owls`, `snake\\_case` → `snake_case`."""
    bare = re.sub(r"(?<!\\)(?:[*`~]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))", "", _TAG.sub(" ", text))
    return " ".join(_shown(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)).split())


def _shown(text: str) -> str:
    """With the characters that entities stand for."""
    return _HELD.sub(lambda match: chr(ord(match[0]) - _AWAY), text)


def readied(text: str) -> str:
    """With HTML's links as Markdown's, badges as their words, and without other images.

    What an entity stands for is no markup, `&#42;` no star: until the end it is a character of private use.
    """
    text = _ENTITY.sub(_held, text)
    text = _BADGE.sub(r"[\1](", _ANCHOR.sub(r"[\2](\1)", text))
    broken = re.sub(r"<br\s*/?>|(?:  |\\)\n", BREAK, _IMAGE.sub("", text), flags=re.IGNORECASE)
    return re.sub(r"[ \t]*\n[ \t]*", " ", broken)


def take_title(text: str) -> tuple[str, str]:
    """The linked, bold or quoted title at the beginning of a text, and all that stands after it, its link included."""
    start = text.lstrip(" *_\"“")
    if link := _titled_link(start):
        return link[1].strip(" []"), f"[{_ADDRESS}]({link[2]}) {start[link.end() :].lstrip('*_')}"
    if bold := _BOLD.match(text.lstrip()):
        inner, after = bold[2], text.lstrip()[bold.end() :]
        link = _titled_link(inner)
        return (link[1], f"[{_ADDRESS}]({link[2]}) {inner[link.end() :]} {after}") if link else (inner, after)
    if quoted := _QUOTED.match(text.lstrip(" *_")):
        return quoted[1], text.lstrip(" *_")[quoted.end() :]
    return "", text


def _held(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    return chr(ord(char) + _AWAY) if len(char) == 1 and ord(char) < 0xFFFE else char


def _titled_link(text: str) -> re.Match[str] | None:
    """A link at the beginning whose label names a paper: `[Owls](…)`, but not `[pdf](…)`."""
    match = _LINK.match(text)
    named = match and plain(match[1]).strip(" []") and not _field_of(match[1]) and parse_url(_shown(match[2]))
    return match if named else None


def take_links(text: str) -> tuple[str, Links]:
    """The text without its links, and those; a label that says what it leads to goes with the link."""
    links = Links()

    def replaced(match: re.Match[str]) -> str:
        return _take(match[1], match[2], links)

    rest = _LINK.sub(replaced, re.sub(r"\[(\[[^\[\]]*\]\([^()\s]*\))\]", r"\1", text))
    rest = _BARE.sub(lambda match: _take(_ADDRESS, match[1].rstrip(".,;)"), links), rest)
    return rest, links


def _take(label: str, url: str, links: Links) -> str:
    address, named = parse_url(_shown(url)), _field_of(label)
    if not address:
        links.others += [(label, url)] if named else []
        return BREAK if named else label
    paper = bool(PAPER_HOST.search(address)) or id_in_url(address) is not None
    links.of_paper = links.of_paper or paper or named == "paper"
    if named or paper or kind_of(address) != "other":
        links.known.append((named if named in LINK_KINDS else "", address))
        return BREAK if named else f"{BREAK}{label}{BREAK}"
    links.others.append((label, address))
    return label


def _field_of(label: str) -> str:
    """What a label says its link leads to: a kind of link, `paper`, `url`, or "" where it says nothing of the kind."""
    word = re.sub(r"[^\w ]+", " ", plain(label)).strip()
    meant = column_named(word).field
    if meant in LINK_KINDS:
        return meant
    if word.lower() in _PAPER_LABELS or meant in SCHEMES:
        return "paper"
    return _ADDRESS if meant in LINK_FIELDS else ""


def segments(text: str) -> Iterator[str]:
    """The parts of what stands around title and links: between brackets, emphasis, sentences, dashes and bars."""
    parts = re.split(r"[\v|•·()\[\]*`\"“”]+|(?<!\w)_+|_+(?!\w)|(?<=\w\w)\.(?:\s|$)| [-–—]+ |;\s", _TAG.sub(BREAK, text))
    for part in parts:
        if re.search(r"\w", part):
            yield " ".join(_shown(part).split()).strip(" ,.;:-–—")
