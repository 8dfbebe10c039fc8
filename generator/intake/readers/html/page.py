"""The parts of a saved page that are meant for machines, each with its lines; scripts hold no tags."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A name and a text that the page states, and where."""

    name: str
    text: str
    lines: frozenset[int]
    more: str = ""
    """Of a link, what it says."""


class Page(HTMLParser):
    """`<meta>` tags, blocks of JSON-LD, spans of COinS, links, and the title."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: list[Tag] = []
        self.json_ld: list[Tag] = []
        self.coins: list[Tag] = []
        self.links: list[Tag] = []
        self.title = ""
        self._open = ""
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._line = 1
        # Python's parser raises at a marked section that it does not know: `<![if !IE]>`.
        self.feed(re.sub(r"<!\[", "< ![", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        first = self.getpos()[0]
        lines = frozenset(range(first, first + (self.get_starttag_text() or "").count("\n") + 1))
        name = said.get("name") or said.get("property") or ""
        if tag == "meta" and name and said.get("content", "").strip():
            self.meta.append(Tag(name=name.strip().lower(), text=said["content"].strip(), lines=lines))
        if "Z3988" in said.get("class", "").split() and said.get("title"):
            self.coins.append(Tag(name="coins", text=said["title"], lines=lines))
        if tag == "link" and said.get("rel", "").lower() == "canonical" and said.get("href"):
            self.meta.append(Tag(name="canonical", text=said["href"].strip(), lines=lines))
        is_data = tag == "script" and "ld+json" in said.get("type", "")
        if is_data or tag == "a" or (tag == "title" and not self.title):
            self._open, self._attributes, self._text, self._line = tag, said, [], first

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._finish()

    def close(self) -> None:
        super().close()
        if self._open:
            self._finish()

    def _finish(self) -> None:
        text = "".join(self._text)
        lines = frozenset(range(self._line, self.getpos()[0] + 1))
        if self._open == "title":
            self.title = " ".join(text.split())
        elif self._open == "script":
            self.json_ld.append(Tag(name="json-ld", text=text, lines=lines))
        elif self._attributes.get("href"):
            address = self._attributes["href"].strip()
            self.links.append(Tag(name="link", text=address, lines=lines, more=" ".join(text.split())))
        self._open = ""
