"""Plain text out of text that holds markup: HTML in titles, JATS abstracts, MathML, entities; for every reader.

What only looks like markup is text: `p < 0.05`, `list<vector<int>>`, the token `<S>`. So a tag of formatting counts
where it is closed, or where the text is marked up beyond doubt.
"""

import html
import html.entities
import re

from generator.clean.mathtext import mathml_text
from generator.clean.scripts import lowered, raised

_INLINE = (
    "i b em strong u tt sub sup inf sc scp scf italic bold monospace underline small big font span a cite abbr code "
    "roman named-content styled-content xref ext-link uri email fn inline-formula"
).replace(" ", "|")
_BLOCKS = (
    "p div title sec list list-item disp-formula alternatives br break ul ol li h1 h2 h3 h4 abstract blockquote hr"
).replace(" ", "|")
_PREFIX = r"(?:jats:|mml:|m:)?"
_TAG = re.compile(rf"</?(?:(?:jats|mml|m):[\w-]+|{_INLINE}|{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"</?{_PREFIX}(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
# Beyond doubt: a prefix that no prose has, and a text that opens with a paragraph.
_BEYOND_DOUBT = re.compile(r"</?(?:jats|mml):[\w-]+|\A\s*<(?:p|div|sec)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(rf"<{_PREFIX}(?:br|break|hr)\s*/?>", re.IGNORECASE)


def _element(names: str) -> re.Pattern[str]:
    """An element that holds none of its kind; without that, text that never closes one would be searched for ever."""
    inner = rf"((?:(?!<{_PREFIX}(?:{names})\b).)*?)"
    return re.compile(rf"<{_PREFIX}({names})\b[^<>]*>{inner}</{_PREFIX}\1\s*>", re.IGNORECASE | re.DOTALL)


_HEADING = _element("title|h[1-4]")
_TEX = _element("tex-math")
_MATHML = _element("math")
_ALTERNATIVES = _element("alternatives")
_SCRIPT = re.compile(
    rf"(?P<base>[A-Za-z0-9]{{1,30}}|[^\s<>$])?<{_PREFIX}(?P<tag>sub|sup|inf)(?:\s[^<>]*)?>(?P<text>[^<>]{{0,100}})"
    rf"</{_PREFIX}(?P=tag)\s*>",
    re.IGNORECASE,
)
_STYLED = re.compile(
    rf"<{_PREFIX}(?!(?:sub|sup|inf)\b)({_INLINE}|{_BLOCKS})(?:\s[^<>]*)?>((?:(?!<{_PREFIX}\1\b).)*?)</{_PREFIX}\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_CDATA = re.compile(r"<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|\w+);")
_OWN_NAME = {"abstract", "summary"}
_DEEPEST = 4
"""Times that entities and tags are read: titles are often escaped twice, `&amp;lt;i&amp;gt;Strix&amp;lt;/i&amp;gt;`."""


def plain_text(text: str) -> str:
    """Text without its markup: `<jats:p>Owls, H<jats:sub>2</jats:sub>O &amp; light.</jats:p>` → `Owls, H₂O & light.`.

    Raised and lowered digits stay what they are, `10<sup>6</sup>` → `10⁶`, and what Unicode has no sign for becomes a
    formula: `10<sup>-3.5</sup>` → `$10^{-3.5}$`. Headings stay as `Methods:`, but for the abstract's own.
    """
    if not re.search(r"[<&]", text):
        return text
    plain = _ALTERNATIVES.sub(_tex_alone, text)
    plain = _MATHML.sub(lambda match: mathml_text(match[0]), _TEX.sub(_formula, plain))
    for _ in range(_DEEPEST):
        before, plain = plain, _ENTITY.sub(_character, _without_tags(plain))
        if plain == before:
            break
    return " ".join(plain.split())


def _character(match: re.Match[str]) -> str:
    """`html.unescape` would see `&not` in `&nothing;`."""
    return html.unescape(match[0]) if match[1].startswith("#") else html.entities.html5.get(f"{match[1]};", match[0])


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    plain = _BREAK.sub(" ", _CDATA.sub(r"\1", _COMMENT.sub(" ", text)))
    is_marked_up = bool(_BEYOND_DOUBT.search(plain))
    plain = _HEADING.sub(_heading, plain)
    for _ in range(_DEEPEST):  # one may stand in another
        plain = _SCRIPT.sub(_script, _STYLED.sub(_styled, plain))
    return _TAG.sub("", _BLOCK.sub(" ", plain)) if is_marked_up else plain


def _styled(match: re.Match[str]) -> str:
    return f" {match[2]} " if _BLOCK.match(match[0]) else match[2]


def _script(match: re.Match[str]) -> str:
    printed = raised if match["tag"].lower() == "sup" else lowered
    return printed(match["base"] or "", match["text"].strip())


def _tex_alone(match: re.Match[str]) -> str:
    """A formula that stands there twice, in TeX and in MathML, stands there once."""
    return _MATHML.sub("", match[2]) if _TEX.search(match[2]) else match[2]


def _formula(match: re.Match[str]) -> str:
    source = _CDATA.sub(r"\1", match[2])
    document = _DOCUMENT.search(source)
    tex = (document[1] if document else source).strip().strip("$").strip()
    return f"${tex}$" if tex else ""


def _heading(match: re.Match[str]) -> str:
    heading = _without_tags(match[2]).strip().rstrip(":.")
    return "" if heading.casefold() in _OWN_NAME or not heading else f" {heading}: "
