"""TeX formulas as plain text, for where no formula can be set: a window's title, a feed, a reference manager."""

import re
from functools import cache, lru_cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from generator.clean.scripts import LOWERED, RAISED
from generator.publish.mathml import split_math

_NAMES = "arccos|arcsin|arctan|arg|cosh?|cot|deg|det|dim|exp|gcd|inf|ker|lg|lim|ln|log|max|min|mod|sinh?|sup|tanh?"
_FUNCTION = re.compile(rf"\\({_NAMES})(?![A-Za-z])\s*")
_UPRIGHT = re.compile(r"\\(?:math(?:cal|scr|bf|sf|rm|it|tt|normal)|bm|boldsymbol)(?![A-Za-z])\s*")
_BINOMIAL = re.compile(r"\\[dt]?binom\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_OPEN, _CLOSE = "\ue000", "\ue001"
_SCRIPT = re.compile(r"([\^_])\s*(?:(\\[A-Za-z]+)|([^\s{}\\]))")
_MADE = re.compile(rf"([\^_]){_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_RELATIONS = "=<>≤≥≠≈≃≡∼∈∉⊂⊆→←↔↦×±∘"
_UNEVEN = re.compile(rf"(?<=\S)([{_RELATIONS}])\s+|\s+([{_RELATIONS}])(?=\S)")
_AFTER_OPENING, _BEFORE_CLOSING = re.compile(r"([(\[{⌊⌈⟨])\s+"), re.compile(r"\s+([)\]}⌋⌉⟩,])")


def without_math(text: str) -> str:
    """Text with its formulas in characters: `$\\alpha$-tides of $n^2$` → `α-tides of n²`."""
    return "".join(_as_text(part) if is_math else part for is_math, part in split_math(text))


@lru_cache(maxsize=1 << 10)  # a title stands in a page's head several times
def _as_text(tex: str) -> str:
    """A formula in characters, as far as there are any; one that cannot be read stays as it is.

    `\\mathcal{O}(n^{1+o(1)}\\log n)` → `O(n^(1+o(1)) log n)`.
    """
    marked = _BINOMIAL.sub(r"(\1 over \2)", tex.replace(_OPEN, "").replace(_CLOSE, "").replace("\\|", "‖"))
    marked = _FUNCTION.sub(r" \1 ", _UPRIGHT.sub("", marked))
    marked = _bracketed(_SCRIPT.sub(rf"\1{_OPEN}\2\3{_CLOSE}", marked))
    # TeX eats the space behind a command; a reader of text misses it.
    marked = re.sub(r"(\\[A-Za-z]+)\s+(?=[^\s{])", r"\1{} ", marked)
    try:
        plain: str = _converter().latex_to_text(marked, tolerant_parsing=True)
    except Exception:  # whatever a hostile formula does to the parser
        return tex
    while plain != (scripted := _MADE.sub(_scripted, plain)):
        plain = scripted
    return _spaced(plain.replace(_OPEN, "").replace(_CLOSE, ""))


def _bracketed(tex: str) -> str:
    """The braces of what is raised or lowered as marks that outlive the conversion."""
    out: list[str] = []
    closing: list[str] = []
    for char in tex:
        if char == "{":
            is_script = bool(out) and out[-1] in "^_"
            closing.append(_CLOSE if is_script else "}")
            out.append(_OPEN if is_script else "{")
        elif char == "}" and closing:
            out.append(closing.pop())
        else:
            out.append(char)
    return "".join(out)


def _scripted(match: re.Match[str]) -> str:
    """`^2` → `²`, `_{i,j}` → `_(i,j)`."""
    sign, text = match[1], match[2].strip()
    signs = {plain: raised for raised, plain in (RAISED if sign == "^" else LOWERED).items()} | {"−": "⁻", " ": ""}
    if sign == "^" and text in _ORDINALS | {"′", "'"}:
        return text
    if sign == "^" and text in ("∘", "◦"):
        return "°"
    if text and all(char in signs for char in text) and (len(text) == 1 or not text.isalpha()):
        return "".join(map(signs.__getitem__, text))
    return f"{sign}{text}" if len(text) < 2 or text.isalnum() else f"{sign}({text})"


def _spaced(text: str) -> str:
    even = _UNEVEN.sub(lambda match: f" {match[1] or match[2]} ", text)
    even = _BEFORE_CLOSING.sub(r"\1", _AFTER_OPENING.sub(r"\1", even))
    even = re.sub(rf"\b({_NAMES}) (?=[(\[^_²³⁻])", r"\1", even)
    return " ".join(even.split())


@cache
def _converter() -> LatexNodes2Text:
    texts = get_default_latex_context_db()
    own = [
        MacroTextSpec("frac", simplify_repl=_fraction),
        MacroTextSpec("tfrac", simplify_repl=_fraction),
        MacroTextSpec("sqrt", simplify_repl=lambda node, l2tobj: f"√{_grouped(node, l2tobj, -1)}"),
    ]
    texts.add_context_category("own", macros=own, prepend=True)
    return LatexNodes2Text(latex_context=texts, math_mode="text")


def _fraction(node: Any, l2tobj: Any) -> str:
    return f"{_grouped(node, l2tobj, 0)}/{_grouped(node, l2tobj, 1)}"


def _grouped(node: Any, converter: Any, number: int) -> str:
    text: str = converter.nodelist_to_text([node.nodeargd.argnlist[number]])
    return text if text.isalnum() else f"({text})"
