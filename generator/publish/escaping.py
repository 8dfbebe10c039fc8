"""Text → Markdown that shows exactly that text: the only place that escapes.

Titles, names and abstracts come from anywhere, and may hold Markdown, HTML or a template's own syntax. Everything
that is not `Markup` is escaped; what is `Markup` was made here, or is written in a template.
"""

import html
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from generator.publish.mathml import as_mathml, split_math
from generator.records.yamlfile import as_flow

_PUNCTUATION = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_HARMLESS = re.compile(
    r"(-(?<=[^\W_]-)(?=[^\W_])"  # fine-tuning
    r"|,(?<=[^\W_],)(?= )|:(?<=[^\W_]:)(?= )"  # one, two; Title: more
    r"|\.(?<=[0-9]\.)(?=[0-9])"  # 2405.09673
    r"|\.(?<=[^\W_][^\W\d_ivxlcdm]\.)(?= |$))",  # ends a sentence; but some know lists of `a. ` and `iv. `
    re.I,
)
"""Marks that begin no line and touch no other mark mean nothing to Markdown, nor to extensions a keeper may add. The
mark stands first in each branch, which is seven times as fast as what stands before it."""
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters; Python-Markdown marks its own stash with two of them
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # they turn the text around, or hide in it
    "\ud800-\udfff\ufffe\uffff]"  # cannot be written as UTF-8, or as XML
)


def plain(text: str) -> str:
    """The text on one line, without characters that are not text: `a\\tb\\u202e c` → `a b c`."""
    if not text.isprintable():  # it is true of nearly every text, and of none that has anything to drop
        text = _DROPPED.sub("", text)
    return " ".join(text.split())


_REMEMBERED = 1 << 16
"""Texts: a name is shown on the pages of all its papers, and a title on those of its authors, topics and year."""


@lru_cache(maxsize=_REMEMBERED)
def escape(text: str) -> Markup:
    """Markdown and HTML that shows the text: `1) *a-b* <b>` → `&#49;&#41; &#42;a-b&#42; &#60;b&#62;`.

    Every ASCII punctuation mark but the harmless becomes a character reference, since backslashes fail: `\\(x\\)` is
    math to some extensions, and `\\<` and `\\@` keep the backslash. A leading digit too: it could begin a numbered
    list.
    """
    parts = _HARMLESS.split(plain(text))
    parts[::2] = [part.translate(_PUNCTUATION) for part in parts[::2]]
    text = "".join(parts)
    return Markup(f"&#{ord(text[0])};{text[1:]}" if text[:1].isdecimal() else text)


@lru_cache(maxsize=_REMEMBERED)
def math_text(text: str) -> Markup:
    """As `escape`, but `$…$` becomes MathML: `an $O(n^2)$ bound`. TeX that cannot be read is shown as it is."""
    return Markup("").join(formula(part) if is_math else padded(part) for is_math, part in split_math(text))


def padded(text: str) -> Markup:
    """Escaped, with the one space that separates it from math before or after."""
    before, after = text[:1].isspace(), text[-1:].isspace() and bool(text.strip())
    return Markup(f"{' ' * before}{escape(text)}{' ' * after}")


def formula(tex: str) -> Markup:
    """In a `span`, since Python-Markdown takes a line that begins with `<math>` for a block of its own."""
    mathml = as_mathml(tex)
    if mathml is None:
        return Markup(f"<code>{escape(tex)}</code>")
    parts = re.split(r"(<[^>]*>)", mathml)
    shown = (part if part.startswith("<") else escape(html.unescape(part)) for part in parts)
    return Markup(f'<span class="math">{"".join(shown)}</span>')


def safe_url(url: str) -> Markup:
    """The address as it can stand in a Markdown link, `#` unless it is http or https: `…/a_(b)` → `…/a_%28b%29`."""
    return Markup(_quoted(url).replace("&", "&amp;"))


def _quoted(url: str, keep: str = "") -> str:
    url = plain(url)
    return quote(url, safe=f"/:?#=&%+,;@~.-_$!{keep}") if re.match(r"https?://[^/\s]", url, re.IGNORECASE) else "#"


_ENTITY_SIGN = re.compile(r"&(?=#?\w+;)")
_COMMONMARK = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|^(?:[#+-]|\d+(?=[.)](?:\s|$)))")


def as_markdown(text: str) -> str:
    """The text as CommonMark, for files that are read as they are: `*a* <b>` → `\\*a\\* \\<b\\>`; math stays.

    Our own pages take `escape` instead, since the extensions they are built with take some backslashes otherwise.
    """
    return _COMMONMARK.sub(_backslashed, plain(text))


def as_github(text: str) -> str:
    """As `as_markdown`, where GitHub reads it, in a cell of a table too: ``a $`n_1`$ | b`` has its bar escaped.

    Between dollars and backticks Markdown leaves math alone. A bar has a backslash there as well, which the table
    takes away; TeX's own `\\|` would lose it, and is spelled out. Other dollars than math's must not make a pair.
    """
    text = plain(text)
    dollar = "&#36;" if text.count("$") > 1 else "$"
    return "".join(
        _quoted_math(part) if is_math else _COMMONMARK.sub(_backslashed, part).replace("$", dollar)
        for is_math, part in split_math(text)
    )


def _quoted_math(tex: str) -> str:
    if "`" in tex or "<!--" in tex:
        return _COMMONMARK.sub(_backslashed, f"${tex}$").replace("$", "&#36;")
    bars = {"\\|": r"\Vert ", "|": r"\|"}
    safe = re.sub(r"\\.|[|]", lambda match: bars.get(match[0], match[0]), tex)
    return f"$`{safe}`$"


def markdown_url(url: str) -> str:
    """As `safe_url`, for files that are read as they are: an ampersand stays one, where it begins no entity."""
    return _ENTITY_SIGN.sub("&amp;", _quoted(url))


def github_url(url: str) -> str:
    """As `markdown_url`, and spelled as it is where that is safe, since it is read again: `…/a_(b)` stays."""
    pairs = "()" if re.fullmatch(r"[^()]*(?:\([^()]*\)[^()]*)*", url) else ""
    return _ENTITY_SIGN.sub("&amp;", _quoted(url, f"*'{pairs}"))


def _backslashed(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"


def front_matter(**values: Any) -> Markup:
    """The YAML block before a page, without the keys that are empty.

    Its strings are HTML: MkDocs escapes nothing, and Material prints a title of the front matter into `<title>` and
    the header as it is. `title="</title><script>"` → `title: "&lt;/title&gt;&lt;script&gt;"`.
    """
    kept = {key: _as_html(value) for key, value in values.items() if value not in ("", None, [], ())}
    return Markup("---\n" + "".join(f"{key}: {as_flow(value)}\n" for key, value in kept.items()) + "---\n\n")


def _as_html(value: Any) -> Any:
    match value:
        case str():
            return html.escape(plain(value))
        case dict():
            return {key: _as_html(item) for key, item in value.items()}
        case list() | tuple():
            return [_as_html(item) for item in value]
    return value


def environment(loader: BaseLoader) -> Environment:
    """The templates' environment: whatever is printed and is not `Markup` is escaped, and what is undefined fails."""
    environment = Environment(
        loader=loader,
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja's own filters escape for HTML only (`join`) or not at all (`safe`): only what is needed is there.
    environment.filters = {"length": len, "math": math_text}
    return environment


def _finalize(value: Any) -> Any:
    if value is None:
        raise TypeError("a template prints None")
    return value if isinstance(value, Markup | int) else escape(str(value))
