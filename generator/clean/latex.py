"""LaTeX into Unicode; formulas stay as they are, for the page shows them as formulas, unless they only raise a digit.

Two cases are told apart. BibTeX *is* LaTeX: `parse_latex` reads all of it. Text scraped from a page only holds
remnants: `repair_latex` mends those that can mean one thing only.
"""

import re
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec
from pylatexenc.latex2text import get_default_latex_context_db as default_texts
from pylatexenc.latexwalker import get_default_latex_context_db as default_macros
from pylatexenc.macrospec import LatexContextDb, MacroSpec

from generator.clean.markup import plain_text
from generator.clean.scripts import subscript, superscript, upright_formula
from generator.clean.signs import SIGNS

# Pandoc's rule: no space inside the dollars, no digit after them. So "$5 and $10 million" is no formula.
_MATH = re.compile(
    r"\$\$(?:[^$]|\\\$)+\$\$|\$(?=[^\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)|\\\((?:.+?)\\\)|\\\[(?:.+?)\\\]", re.DOTALL
)
# So Zotero and others write a character that has a name only in formulas; those of the paper itself have no braces.
_SIGN = re.compile(r"(?<!\\text)(?<!\\mbox)\{\$([^\s$]{1,40})\$\}")
_GROUP = r"(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*"
_SIGN_IN_FORMULA = re.compile(rf"\\ensuremath\{{({_GROUP})\}}")
_NEEDED = re.compile(r"[\\{}~$]|``|''|--|</|&\S{2,7};")
_MARKS = ("\\", "{", "}", "~", "$", "--", "``", "''", "</", "&")
"""What `_NEEDED` begins with: most texts have none of it."""
# Characters that LaTeX gives a meaning, but that prose in a field uses as themselves: `100%`, `R&D`.
_PLAIN = re.compile(r"(?<!\\)[%&#$]")
_GROUPED = re.compile(r"\\([A-Za-z]{3,})(?=\{[^}])")
_ARGUMENTS = {
    "url": "{",
    "href": "{{",
    "cite": "[[{",
    "footnote": "[{",
    "textsuperscript": "{",
    "textsubscript": "{",
    "noopsort": "{",
    "natexlab": "{",
}
# What pylatexenc does not know; the last ones are for sorting and steering and print nothing.
_SYMBOLS = {
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textunderscore": "_",
    "slash": "/",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "S": "§",
    "P": "¶",
    "cprime": "’",
    **dict.fromkeys(("noopsort", "natexlab", "relax", "protect", "bf", "em", "it", "rm", "sc", "sf", "sl", "tt"), ""),
}
# An accent over nothing prints itself: people write `\~{}` for the tilde of an address, and `{\"}` for a quote.
_LONE_ACCENT = re.compile(r"\{\\([\"'`^~=.uvHckdbr])(?:\{\s*\})?\}|\\([\"'`^~=.uvHckdbr])\{\s*\}")
_ACCENTS = dict(zip("\"'`^~=.uvHckdbr", "\" ´ ` ^ ~ ¯ ˙ ˘ ˇ ˝ ¸ ˛ \u0323 \u0331 ˚".split(" "), strict=True))
_OPEN, _CLOSE = "\ue000", "\ue001"


def parse_latex(text: str) -> str:
    """LaTeX source as Unicode: `{\\"O}zg{\\"u}r: 5\\% of $x^2$` → `Özgür: 5% of $x^2$`."""
    if not any(map(text.__contains__, _MARKS)) or not _NEEDED.search(text):
        return text
    named = _SIGN.sub(lambda sign: SIGNS.get(sign[1], sign[0]), text.replace(_OPEN, "").replace(_CLOSE, ""))
    masked, formulas = _mask(named)
    masked = _ACCENT.sub(lambda accent: _accent(accent[0]), masked)
    masked = _SHORT_FORM.sub(lambda macro: _SHORT_FORMS[macro[1]], masked)
    masked = _LONE_ACCENT.sub(lambda accent: _lone(accent[1] or accent[2]), masked)
    masked = _ESCAPED.sub(r"\1", masked)
    # pylatexenc takes 13 ms an abstract; where no macro is left there is nothing that needs it.
    plain = _convert(masked) if "\\" in masked else _without_marks(masked)
    return _unmask(plain_text(plain), [_as_text(formula) for formula in formulas])


def _lone(accent: str) -> str:
    mark = _ACCENTS[accent]
    return f" {mark}" if accent in "db" else r"\textasciitilde{}" if mark == "~" else mark


def _as_text(formula: str) -> str:
    formula = _SIGN_IN_FORMULA.sub(lambda sign: SIGNS.get(sign[1], sign[0]), formula)
    plain = upright_formula(formula.strip("$")) if formula.startswith("$") else None
    return formula if plain is None else plain


def _without_marks(text: str) -> str:
    """What LaTeX prints where there is no macro: no braces, long dashes, curly quotes."""
    for mark, printed in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "), ("{", ""), ("}", "")):
        text = text.replace(mark, printed)
    return text


def _convert(text: str) -> str:
    grouped = _GROUPED.sub(lambda macro: macro[0] if _is_known(macro[1]) else "", text)
    escaped = _PLAIN.sub(lambda char: "\\" + char[0], grouped)
    try:
        plain: str = _converter().latex_to_text(escaped, latex_context=_macros(), tolerant_parsing=True)
    except (ValueError, IndexError, RecursionError, AttributeError, TypeError):
        # Broken beyond pylatexenc: shown as it is rather than lost.
        return text
    return plain.replace("\xa0", " ")


@cache
def _accent(text: str) -> str:
    return _convert(text)


def _mask(text: str) -> tuple[str, list[str]]:
    """Each formula replaced by its number between two private characters."""
    formulas: list[str] = []

    def number(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return f"{_OPEN}{len(formulas) - 1}{_CLOSE}"

    return _MATH.sub(number, text), formulas


def _unmask(text: str, formulas: list[str]) -> str:
    return re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda match: formulas[int(match[1])], text)


@cache
def _macros() -> LatexContextDb:
    """How many arguments the macros take that pylatexenc does not know in full."""
    macros = default_macros()
    specs = [MacroSpec(name, arguments) for name, arguments in _ARGUMENTS.items()]
    macros.add_context_category("own", macros=specs, prepend=True)
    return macros


@cache
def _is_known(macro: str) -> bool:
    """Of an unknown macro with a group behind it the group is what counts: `\\mkbibquote{Owls}`."""
    return macro in _ARGUMENTS or macro in _SYMBOLS or default_texts().get_macro_spec(macro) is not None


@cache
def _converter() -> LatexNodes2Text:
    texts = default_texts()
    own = [
        MacroTextSpec("url", "%s"),
        MacroTextSpec("href", "%(2)s (%(1)s)"),
        MacroTextSpec("cite", "[%(3)s]"),
        MacroTextSpec("footnote", " (%(2)s)"),
        MacroTextSpec("textsuperscript", simplify_repl=lambda node, l2tobj: superscript(_argument(node, l2tobj))),
        MacroTextSpec("textsubscript", simplify_repl=lambda node, l2tobj: subscript(_argument(node, l2tobj))),
        *(MacroTextSpec(name, printed) for name, printed in _SYMBOLS.items()),
    ]
    texts.add_context_category("own", macros=own, prepend=True)
    # A bare unknown macro is shown as it is: it may stand for a word of the paper.
    texts.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=lambda node: node.latex_verbatim()))
    return LatexNodes2Text(latex_context=texts, math_mode="verbatim", keep_comments=True)


def _argument(node: Any, converter: LatexNodes2Text) -> str:
    text: str = converter.nodelist_to_text(node.nodeargd.argnlist[-1:])
    return text


# Conference styles define these; outside a paper they can mean nothing else.
_SHORT_FORMS = {
    "eg": "e.g.",
    "ie": "i.e.",
    "aka": "a.k.a.",
    "etal": "et al.",
    "etc": "etc.",
    "wrt": "w.r.t.",
    "cf": "cf.",
    "vs": "vs.",
}

_SHORT_FORM = re.compile(rf"\\({'|'.join(_SHORT_FORMS)})\b\.?(\{{\}})?")
_STYLED = re.compile(r"\\(?:emph|text(?:bf|it|tt|sc|rm|sf|sl)|underline|url)\{([^{}\\]*)\}")
_HREF = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([%&_#])")
_QUOTED = re.compile(r"``([^`']+)''")
# A bare accent counts only inside a word and on a vowel: `\"` and `\'` are also how programs escape quotes.
_ACCENT = re.compile(
    r"(?<!\\[A-Za-z])\{\\[\"'`^~=.]\{?\\?[A-Za-z]\}?\}|\\[\"'`^~=.]\{\\?[A-Za-z]\}|"
    r"(?<=[A-Za-z])\\[\"'`^~][aeiouyAEIOUY]|"
    r"\{?\\[cvuHkrbd]\{[A-Za-z]\}\}?|\{\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\}"
)


def repair_latex(text: str) -> str:
    """Scraped text with the LaTeX in it mended where that is certain: `55.8\\%`, `G\\"odel`, `\\emph{now}`.

    Unknown macros, single braces and all that stands in a formula are left alone.
    """
    if "\\" not in text and "``" not in text:
        return text
    masked, formulas = _mask(text.replace(_OPEN, "").replace(_CLOSE, ""))
    masked = _ACCENT.sub(lambda accent: _accent(accent[0]), masked)
    masked = _HREF.sub(r"\2 (\1)", masked)
    masked = _STYLED.sub(r"\1", masked)
    masked = _SHORT_FORM.sub(lambda macro: _SHORT_FORMS[macro[1]], masked)
    masked = _QUOTED.sub("“\\1”", masked)
    return _unmask(_ESCAPED.sub(r"\1", masked), formulas)
