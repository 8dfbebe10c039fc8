"""Plain text out of text that holds markup: Crossref's JATS abstracts, titles with HTML in them."""

import html
import html.entities
import re

_NAMES = (
    "p title sec italic bold sub sup sc underline monospace ext-link xref uri list list-item inline-formula "
    "disp-formula alternatives tex-math named-content styled-content break fn i b em strong u tt br span div a ul ol "
    "li scp small font h1 h2 h3 h4 abstract"
).replace(" ", "|")
_TAG = re.compile(rf"</?(?:(?:jats|mml|m):[\w-]+|{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|disp-formula|break|br|div|ul|ol|li)\b[^<>]*>", re.IGNORECASE)


def _element(names: str) -> re.Pattern[str]:
    """An element that holds none of its kind; without that, text that never closes one would be searched for ever."""
    prefix = r"(?:jats:|mml:|m:)?"
    inner = rf"((?:(?!<{prefix}(?:{names})\b).)*?)"
    return re.compile(rf"<{prefix}({names})\b[^<>]*>{inner}</{prefix}\1\s*>", re.IGNORECASE | re.DOTALL)


_HEADING = _element("title|h[1-4]")
_TEX = _element("tex-math")
_MATHML = _element("math")
_ALTERNATIVES = _element("alternatives")
_CDATA = re.compile(r"<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|\w+);")
_OWN_NAME = {"abstract", "summary"}


def plain_text(text: str) -> str:
    """Text without its markup: `<jats:p>Owls, H<jats:sub>2</jats:sub>O &amp; light.</jats:p>` → `Owls, H2O & light.`.

    Headings stay as `Methods:`, but for the abstract's own; formulas in TeX are put between dollars. What is no tag
    that these sources use is text: `p < 0.05`.
    """
    if not re.search(r"[<&]", text):
        return text
    plain = _ALTERNATIVES.sub(_tex_alone, text)
    plain = _TEX.sub(_formula, plain)
    plain = _HEADING.sub(_heading, plain)
    # Titles are often escaped twice: `&amp;lt;i&amp;gt;Strix&amp;lt;/i&amp;gt;`.
    for _ in range(2):
        plain = _ENTITY.sub(_character, _without_tags(plain))
    return " ".join(_without_tags(plain).split())


def _character(match: re.Match[str]) -> str:
    """`html.unescape` would see `&not` in `&nothing;`."""
    return html.unescape(match[0]) if match[1].startswith("#") else html.entities.html5.get(f"{match[1]};", match[0])


def _without_tags(text: str) -> str:
    return _TAG.sub("", _BLOCK.sub(" ", _CDATA.sub(r"\1", text)))


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
