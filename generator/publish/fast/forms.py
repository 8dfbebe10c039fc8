"""The forms of Markdown that our templates write → the HTML that Python-Markdown makes of them.

This list is what a template may write; anything else is `UnknownFormError`, and Python-Markdown converts that page:

- a heading `# text { #id .class key }`; a paragraph, its attributes perhaps on a last line `{ .class }`;
- a list of one level, `- text`, without blank lines between; a table of pipes; a fence "```name";
- `<div …  markdown="1">`, `aside`, `details` with its `<summary>`, `nav` and `section`, each tag on its own line;
- a block of raw HTML: `p`, `figure`, `script`, `table`, `form`, `noscript`, `dl`, `ul`, `svg`;
- in a line: `[text](address){ .class }`, `*text*`, tags, `<code>`, character references.

It can be this short because `escape` turns the punctuation of captured text that could mean anything into references.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class UnknownFormError(Exception):
    """A form that is not on the list; the text is where it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What MkDocs keeps of a page that was converted."""

    content: str
    headings: Sequence[Mapping[str, Any]]
    """`toc` tokens, as Python-Markdown's extension of that name makes them, not yet nested."""
    title: str | None
    ids: frozenset[str]


_TAG = r'</?[a-zA-Z][\w:-]*(?:\s+[\w:-]+(?:="[^"<>]*")?)*\s*/?>'
_INLINE = re.compile(
    r"\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s<>]*)\)(?:\{ (?P<attributes>[^{}\n]+) \})?"
    rf"|(?P<kept>(?>[^\[\]<>&*_`\\{{}}!]+|&(?:\#\d+|\w+);|<code>[^<]*</code>|{_TAG}|!(?!\[))+)"
    r"|\*(?P<emphasis>[^*<>\[\]_`\\\s](?:[^*<>\[\]_`\\]*[^*<>\[\]_`\\\s])?)\*(?!\*)"
)
_OPEN = re.compile(
    r'<(div|aside|details|nav|section)((?: [\w-]+(?:="[^"<>]*")?)*) markdown="1">(?:<summary>(.*)</summary>)?'
)
_CLOSE = re.compile(r"</(div|aside|details|nav|section)>")
_RAW = re.compile(r"<(p|script|figure|table|form|noscript|dl|ul|svg)\b")
_HEADING = re.compile(r"(#{1,6}) (.*?)(?:\s+\{ ([^{}]+) \})?\s*")
_LIST = re.compile(r"(?:[#.]?[\w-]+(?:=\"[^\"<>&]*\")?\s*)+")
_ATTRIBUTE = re.compile(r'([#.])([\w-]+)|([\w-]+)(?:="([^"]*)")?')
_NOT_TEXT = re.compile(r"[+*>=:]|\d+[.)]|    |\t|<(?!/?(?:a|em|strong|span|q|code|mark|kbd|small|sup|sub|time|b|i)\b)")
_NOT_LATER = re.compile(r"[-=]+\s*$|[-+*] |\||\d+\.|[#>:]|```|    |\t")
_CHANGED = re.compile(r"\x02|\x03|\t|\r|\n +\n")
"""What Python-Markdown takes out of a page before it reads it, fences included."""
_FENCE = re.compile(r"```(\w+)")
_ID = re.compile(r'id="(?<!\wid=")([^"]+)"')
_ANCHOR = re.compile(r"\{ #([\w-]+)[^{}\n]*\}")
_ALIGNED = {"": "", "l": ' style="text-align: left;"', "r": ' style="text-align: right;"',
            "lr": ' style="text-align: center;"'}


def convert(text: str, link: Callable[[str], str]) -> Converted:
    """The page; `link` makes an address of HTML from one of Markdown: `../topics/x.md` → `../topics/x.html`."""
    if changed := _CHANGED.search(text):
        raise UnknownFormError(repr(changed[0]))
    return _Conversion(text, link).run()


class _Conversion:
    def __init__(self, text: str, link: Callable[[str], str]) -> None:
        self._link = link
        self._lines = text.split("\n")
        self._at = 0
        self._open: list[str] = []
        self._out: list[str] = []
        self._headings: list[dict[str, Any]] = []
        self._title: str | None = None
        marked = _unfenced(text)
        self._ids = {*_ID.findall(marked), *_ANCHOR.findall(marked)}

    def run(self) -> Converted:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif line.startswith("```"):
                self._fence(line)
            elif line.startswith("#"):
                self._heading(line)
            elif not (self._opened(line) or self._closed(line) or self._raw(line)):
                self._block(line)
        if self._open:
            raise UnknownFormError(self._open[-1])
        return Converted(content="\n".join(self._out), headings=self._headings, title=self._title,
                         ids=frozenset(self._ids))

    def _fence(self, line: str) -> None:
        name = _FENCE.fullmatch(line)
        try:
            end = self._lines.index("```", self._at + 1)
        except ValueError:
            raise UnknownFormError(line) from None
        if not name or self._open:
            raise UnknownFormError(line)
        code = html.escape("\n".join(self._lines[self._at + 1:end]), quote=False).replace('"', "&quot;")
        self._out.append(f'<pre><code class="language-{name[1]}">{code}\n</code></pre>')
        self._at = end + 1

    def _heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        shown = self._inline(match[2]) if match else ""
        if not match or not shown.strip() or match[2].endswith("#"):
            raise UnknownFormError(line)
        attributes = _attributes(match[3]) if match[3] else {}
        level, name = len(match[1]), " ".join(re.sub(r"<[^>]*>", "", shown).split())
        anchor = attributes.setdefault("id", "") or self._slug(name)
        attributes["id"] = anchor
        self._ids.add(anchor)
        self._headings.append({"level": level, "id": anchor, "name": name, "html": name, "data-toc-label": ""})
        if level == 1 and not self._out:  # MkDocs takes only the first element for a title, references and all
            self._title = name
        self._out.append(f"<h{level}{_written(attributes)}>{shown}</h{level}>")
        self._at += 1

    def _slug(self, name: str) -> str:
        """An identifier of the page's own, as the extension `toc` makes it: `A b` → `a-b`, then `a-b_1`."""
        text = unicodedata.normalize("NFKD", html.unescape(name)).encode("ascii", "ignore").decode("ascii")
        slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())
        while slug in self._ids or not slug:
            counted = re.fullmatch(r"(.+)_(\d+)", slug)
            slug = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{slug}_1"
        return slug

    def _opened(self, line: str) -> bool:
        match = _OPEN.fullmatch(line)
        if not match:
            return False
        attributes = {key: value or key for key, value in re.findall(r'([\w-]+)(?:="([^"]*)")?', match[2])}
        self._out.append(f"<{match[1]}{_written(attributes)}>")
        self._open.append(match[1])
        if match[3] is not None:
            self._out.append(f"<summary>{self._inline(match[3])}</summary>")
        self._at += 1
        return True

    def _closed(self, line: str) -> bool:
        match = _CLOSE.fullmatch(line)
        if not match:
            return False
        if not self._open or self._open.pop() != match[1]:
            raise UnknownFormError(line)
        if self._out[-1].startswith(f"<{match[1]}") and "</" not in self._out[-1]:
            self._out[-1] += line  # without content, both tags stand on one line
        else:
            self._out.append(line)
        self._at += 1
        return True

    def _raw(self, line: str) -> bool:
        match = _RAW.match(line)
        if not match:
            return False
        lines, end = self._lines, self._at
        while not lines[end].rstrip().endswith(f"</{match[1]}>"):
            end += 1
            if end == len(lines) or not lines[end].strip():
                raise UnknownFormError(line)
        raw = "\n".join(lines[self._at:end + 1])
        followed = end + 1 < len(lines) and any(map(str.strip, lines[end + 1:]))
        if raw.count(f"<{match[1]}") != 1 or (followed and lines[end + 1].strip()):
            raise UnknownFormError(line)
        self._out.append(raw + ("\n" if followed and not self._open else ""))
        self._at = end + 1
        return True

    def _block(self, line: str) -> None:
        """A list, a table or a paragraph: lines up to a blank one."""
        lines, end = self._lines, self._at + 1
        while end < len(lines) and lines[end].strip():
            if lines[end].startswith(("#", "```")) or _CLOSE.fullmatch(lines[end]):
                break
            end += 1
        block = lines[self._at:end]
        if line.startswith("- "):
            self._list(block, end)
        elif line.startswith("|"):
            self._table(block)
        else:
            self._paragraph(block)
        self._at = end

    def _list(self, block: Sequence[str], end: int) -> None:
        after = next((line for line in self._lines[end:] if line.strip()), "")
        if not all(line.startswith("- ") and line[2:3].strip() for line in block) or after.startswith(("- ", "  ")):
            raise UnknownFormError(block[0])
        items = "".join(f"<li>{self._inline(line[2:])}</li>\n" for line in block)
        self._out.append(f"<ul>\n{items}</ul>")

    def _table(self, rows: Sequence[str]) -> None:
        cells = [_cells(row) for row in rows]
        ruled = len(rows) > 2 and all(re.fullmatch(":?-+:?", cell) for cell in cells[1])
        if not ruled or len({len(row) for row in cells}) != 1:
            raise UnknownFormError(rows[0])
        styles = [_ALIGNED["l" * cell.startswith(":") + "r" * cell.endswith(":")] for cell in cells[1]]
        body = "".join(self._row(row, styles, "td") for row in cells[2:])
        head = self._row(cells[0], styles, "th")
        self._out.append(f"<table>\n<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table>")

    def _row(self, cells: Sequence[str], styles: Sequence[str], tag: str) -> str:
        made = (f"<{tag}{style}>{self._inline(cell)}</{tag}>\n" for cell, style in zip(cells, styles, strict=True))
        return f"<tr>\n{''.join(made)}</tr>\n"

    def _paragraph(self, block: Sequence[str]) -> None:
        attributes: dict[str, str] = {}
        if len(block) > 1 and (match := re.fullmatch(r"\{ ([^{}]+) \}\s*", block[-1])):
            attributes, block = _attributes(match[1]), block[:-1]
        if _NOT_TEXT.match(block[0]) or any(_NOT_LATER.match(line) for line in block[1:]):
            raise UnknownFormError(block[0])
        if any(line.endswith("  ") for line in block):
            raise UnknownFormError(block[0])
        text = "\n".join(line.lstrip(" ") for line in block)
        self._out.append(f"<p{_written(attributes)}>{self._inline(text)}</p>")

    def _inline(self, text: str) -> str:
        out, at = [], 0
        while match := _INLINE.match(text, at):
            out.append(match[0] if match["kept"] else self._marked(match))
            at = match.end()
        if at != len(text):
            raise UnknownFormError(text[at:at + 40])
        return "".join(out)

    def _marked(self, match: re.Match[str]) -> str:
        if match["emphasis"]:
            return f"<em>{match['emphasis']}</em>"
        attributes = _attributes(match["attributes"]) if match["attributes"] else {}
        return f"<a{_written({**attributes, 'href': self._link(match['url'])})}>{self._inline(match['text'])}</a>"


def _unfenced(text: str) -> str:
    """The page without its fences: a BibTeX entry may hold anything, and none of it is an anchor."""
    outside, *rest = f"\n{text}".split("\n```")
    if any(not after.startswith("\n") for after in rest[1::2] if after):
        raise UnknownFormError("```")
    return "".join([outside, *rest[1::2]])


def _cells(row: str) -> list[str]:
    if not row.endswith("|") or "\\" in row or "`" in row:
        raise UnknownFormError(row)
    return [cell.strip() for cell in row[1:-1].split("|")]


def _attributes(text: str) -> dict[str, str]:
    """As the extension `attr_list` reads them: `#a .b c` → id, class, and `c` named as itself."""
    if not _LIST.fullmatch(text):
        raise UnknownFormError(text)
    found: dict[str, str] = {}
    classes = []
    for mark, name, key, value in _ATTRIBUTE.findall(text):
        if mark == "#":
            found["id"] = name
        elif mark:
            classes.append(name)
        else:
            found[key] = value or key
    return {**found, "class": " ".join(classes)} if classes else found


def _written(attributes: Mapping[str, str]) -> str:
    """As MkDocs' serializer writes them: sorted, and short where the value is the name."""
    return "".join(f" {key}" if key == value else f' {key}="{value}"' for key, value in sorted(attributes.items()))
