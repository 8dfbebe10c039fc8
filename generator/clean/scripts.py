"""Raised, lowered and barred characters as Unicode has them, where LaTeX and HTML make them by markup."""

import re
from collections.abc import Mapping

_RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−–=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₙ")
RAISED: Mapping[str, str] = {chr(sign): chr(plain) for plain, sign in _RAISED.items() if chr(plain) not in "−–"}
"""Raised character → the plain one: `²` → `2`."""
LOWERED: Mapping[str, str] = {chr(sign): chr(plain) for plain, sign in _LOWERED.items() if chr(plain) not in "−–"}
_OVERLINE = "\u0305"

_PIECE = re.compile(
    r"\\(?:bar|overline)\s*\{?(?P<bar>\d+)\}?|\^\{?(?:\\rm\s+|\\(?:mathrm|text)\{)?(?P<ordinal>st|nd|rd|th)\b\}*|"
    r"\^(?P<raised>\d|\{[\d+−-]+\})|_(?P<lowered>\d|\{[\d+−-]+\})|"
    r"\{?\\(?:rm\s+|(?:mathrm|textrm|text)\s*\{)(?P<word>[A-Za-z\d -]+)\}?|(?P<plain>[\d\s.,:/()\[\]–-]+)|"
    r"\^\{?(?P<degree>\\circ)\}?|\\(?:left|right)(?![A-Za-z])|\\,|[{}]"
)


def superscript(text: str) -> str:
    """`3` → `³`; what Unicode has no raised form of stays as it is: `ème`."""
    return text.translate(_RAISED) if all(ord(char) in _RAISED for char in text) else text


def subscript(text: str) -> str:
    """`2` → `₂`."""
    return text.translate(_LOWERED) if all(ord(char) in _LOWERED for char in text) else text


def upright_formula(tex: str) -> str | None:
    """A formula without a variable, which is typography and no mathematics, as text; None for all others.

    `_2` → `₂`, `(000\\bar{1})` → `(0001̅)`, `^{th}` → `th`, `{\\rm GaN}` → `GaN`; `x^2`, `O(1)` and `5` are formulas.
    """
    out: list[str] = []
    place, is_marked = 0, False
    while place < len(tex):
        match = _PIECE.match(tex, place)
        if not match:
            return None
        out.append(_printed(match))
        is_marked = is_marked or match.lastgroup not in ("plain", None)
        place = match.end()
    return "".join(out) if is_marked else None


def _printed(piece: re.Match[str]) -> str:
    kind = piece.lastgroup or ""
    text = (piece[kind] if kind else "").strip("{}")
    match kind:
        case "bar":
            return "".join(digit + _OVERLINE for digit in text)
        case "raised":
            return superscript(text)
        case "lowered":
            return subscript(text)
        case "degree":
            return "°"
        case "plain":
            return "".join(text.split())
    return text


_ORDINALS = frozenset("st nd rd th e er re ère nde ème o a os as".split())
_DEGREES = frozenset("o◦∘°")
_IN_FORMULA = re.compile(r"[\w+\-−=(),./*:' ]+")


def raised(base: str, text: str) -> str:
    """What stands on a base: `10` and `6` → `10⁶`, `2` and `nd` → `2nd`, `10` and `-3.5` → `$10^{-3.5}$`.

    Letters on a number would make it another: `2` and `k` → `$2^{k}$`; on a word they are a mark: `OwlTM`.
    """
    if base[-1:].isdigit() and text in _DEGREES:
        return f"{base}°"
    if all(ord(char) in _RAISED or char in ",; " for char in text) and not _is_word(text):
        return base + text.translate(_RAISED)
    is_mark = text.replace(".", "").isalpha() and not (base[-1:].isdigit() and text.lower() not in _ORDINALS)
    return base + text if is_mark else _as_formula(base, "^", text)


def lowered(base: str, text: str) -> str:
    """The same of an index: `CO` and `2` → `CO₂`, `CO` and `2eq` → `CO₂eq`, `x` and `i,j` → `$x_{i,j}$`."""
    if all(ord(char) in _LOWERED for char in text) and not _is_word(text):
        return base + text.translate(_LOWERED)
    if text.isalnum():
        return base + re.sub(r"\d+", lambda digits: digits[0].translate(_LOWERED), text)
    return _as_formula(base, "_", text)


def _is_word(text: str) -> bool:
    return len(text) > 1 and text.isalpha()


def _as_formula(base: str, sign: str, text: str) -> str:
    if not base.isalnum() or not _IN_FORMULA.fullmatch(text):
        return base + text
    return f"${base}{sign}{{{text.replace('−', '-')}}}$"
