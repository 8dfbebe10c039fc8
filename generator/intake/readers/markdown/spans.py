"""What a line of Markdown consists of: pieces of text in one style, and links with what they are labelled.

**Counting Owls** \\ *Ann Roe* [[pdf](https://…)]    two lines: a bold span; an italic one, text, a link, text
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token

_BARE = re.compile(r"(https?://[^\s<>\"|()\[\]，。]+(?:\([^\s<>()]*\)[^\s<>\"|()\[\]]*)*)")
_EMOJI = re.compile(r":[a-z][a-z0-9_+-]+:|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\uFE0F\u200D\u2705\u2B06]+")
_ATTRIBUTE = re.compile(r"\b(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_STATIC_BADGE = re.compile(r"shields\.io/(?:static/v1\?label=|badge/(?!dynamic/))([^?&]+?)(?:\.svg)?(?:[?&]|$)")
_STYLES = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic"}
# A line goes on in the next one, where nothing but the width of the page has broken it.
_GOES_ON = re.compile(r"[,&]\s*$|\b(?:and|of|the|for|in|by|with)\s*$")


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    url: str = ""
    """Where it leads, if it is a link."""
    bold: bool = False
    italic: bool = False
    code: bool = False


class Line(NamedTuple):
    """What stands on one line as a reader sees it."""

    number: int
    """1-based, in the file."""
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return plain("".join(span.text for span in self.spans))


def plain(text: str) -> str:
    """Without emoji, entities and more than one space."""
    return " ".join(html.unescape(_EMOJI.sub(" ", text)).split())


def badge(alt: str, source: str) -> str:
    """What a badge says: its own words, and those of its address: `shields.io/badge/arXiv-2401.00001-red` → `arXiv`."""
    found = _STATIC_BADGE.search(source)
    said = re.split(r"-", unquote(found[1]).replace("--", "\0").replace("_", " "))[0] if found else ""
    if "shields.io/github" in source and not said:
        said = "github"
    if "shields.io/youtube" in source and not said:
        said = "youtube"
    return plain(f"{said} {alt}" if said.casefold() not in alt.casefold() else alt)


@dataclass(slots=True)
class SpanWriter:
    """Gathers the lines of a block, from the tokens of Markdown or from the tags of HTML."""

    number: int
    done: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    link: str | None = None
    label: list[str] = field(default_factory=list)
    label_is_bold: bool = False

    def write(self, text: str, *, code: bool = False) -> None:
        if self.link is not None:
            self.label.append(text)
            self.label_is_bold = self.label_is_bold or self.bold > 0
        elif text:
            self._add(Span(text, "", self.bold > 0, self.italic > 0, code))

    def open_link(self, url: str) -> None:
        self.close_link()
        self.link, self.label, self.label_is_bold = html.unescape(url.strip()) or "#", [], self.bold > 0

    def close_link(self) -> None:
        if self.link is None:
            return
        label = plain("".join(self.label))
        url, self.link = self.link, None
        self._add(Span("" if label == url else label, url, self.label_is_bold, self.italic > 0))

    def style(self, tag: str, step: int) -> None:
        match _STYLES.get(tag):
            case "bold":
                self.bold = max(self.bold + step, 0)
            case "italic":
                self.italic = max(self.italic + step, 0)

    def soften(self) -> None:
        """The end of a line of the file: a space where style, label or sentence go on, else that of a line."""
        self.number += 1
        goes_on = self.bold or self.italic or self.link is not None
        if goes_on or (self.spans and not self.spans[-1].url and _GOES_ON.search(self.spans[-1].text)):
            self.write(" ")
        else:
            self.end_line()

    def end_line(self) -> None:
        """Here a line ends; a label goes on."""
        if self.link is not None:
            self.label.append(" ")
            return
        if any(span.url or span.text.strip() for span in self.spans):
            self.done.append(Line(self._first, tuple(self.spans)))
        self.spans = []

    _first: int = 0

    def _add(self, span: Span) -> None:
        if not self.spans:
            self._first = self.number
        for part in _parted(span):
            last = self.spans[-1] if self.spans else None
            if last and not part.url and not last.url and part[2:] == last[2:]:
                self.spans[-1] = last._replace(text=last.text + part.text)
            else:
                self.spans.append(part)


def _parted(span: Span) -> Iterator[Span]:
    """A text and the addresses that stand bare in it."""
    if span.url or "http" not in span.text:
        yield span
        return
    for place, part in enumerate(_BARE.split(span.text)):
        if place % 2:
            yield Span("", part.rstrip(".,;:*"))
        elif part:
            yield span._replace(text=part)


def lines_of(token: Token, first: int) -> list[Line]:
    """The lines of an inline token that begins on a line of the file."""
    writer = SpanWriter(number=first)
    for child in token.children or ():
        _write(writer, child)
    writer.close_link()
    writer.end_line()
    return writer.done


def _write(writer: SpanWriter, token: Token) -> None:
    match token.type:
        case "text" | "code_inline":
            writer.write(token.content, code=token.type == "code_inline")
        case "strong_open" | "em_open":
            writer.style(token.tag, 1)
        case "strong_close" | "em_close":
            writer.style(token.tag, -1)
        case "link_open":
            writer.open_link(str(token.attrGet("href") or ""))
        case "link_close":
            writer.close_link()
        case "softbreak":
            writer.soften()
        case "hardbreak":
            writer.number += 1
            writer.end_line()
        case "image" if writer.link is not None:
            writer.write(badge(token.content, str(token.attrGet("src") or "")))
        case "html_inline":
            write_tag(writer, token.content)
            writer.number += token.content.count("\n")


def write_tag(writer: SpanWriter, source: str) -> None:
    """What a tag of HTML does to a line; what it cannot do is nothing."""
    tag = _TAG.match(source)
    if not tag:
        return
    name, attributes = tag[2].lower(), attributes_of(source)
    if name == "a" and tag[1]:
        writer.close_link()
    elif name == "a" and "href" in attributes:
        writer.open_link(attributes["href"])
    elif name == "img" and writer.link is not None:
        writer.write(badge(attributes.get("alt", ""), attributes.get("src", "")))
    elif name == "br":
        writer.end_line()
    else:
        writer.style(name, -1 if tag[1] else 1)


def attributes_of(source: str) -> dict[str, str]:
    """The addresses and texts that a tag names."""
    return {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(source)}
