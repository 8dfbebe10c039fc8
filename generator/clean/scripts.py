"""Raised, lowered and barred characters as Unicode has them, where LaTeX and HTML make them by markup."""

import html
import re

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_OVERLINE = "\u0305"

_PIECE = re.compile(
    r"\\(?:bar|overline)\s*\{?(?P<bar>\d+)\}?|\^\{?(?:\\rm\s+|\\(?:mathrm|text)\{)?(?P<ordinal>st|nd|rd|th)\b\}*|"
    r"\^(?P<raised>\d|\{[\d+−-]+\})|_(?P<lowered>\d|\{[\d+−-]+\})|"
    r"\{?\\(?:rm\s+|(?:mathrm|textrm|text)\s*\{)(?P<word>[A-Za-z\d -]+)\}?|(?P<plain>[\d\s.,:/()\[\]–-]+)|"
    r"\^\{?(?P<degree>\\circ)\}?|\\(?:left|right)(?![A-Za-z])|\\,|[{}]"
)
# Markup that publishers leave in titles. Only pairs count: `a <b> c` may be mathematics.
_TAGS = re.compile(
    r"<(i|b|u|em|strong|tt|sc|scp|inf|sub|sup|span|italic|bold)(?:\s[^<>]*)?>([^<>]*)</\1>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE)


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


def without_markup(text: str) -> str:
    """`<i>Strix</i>` → `Strix`, `CO<sub>2</sub>` → `CO₂`, `R&amp;D` → `R&D`; single tags and unknown ones stay."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    for _ in range(min(text.count("</"), 4)):  # one within the other, as deep as titles go
        text = _TAGS.sub(_inside, text)
    return text


def _inside(match: re.Match[str]) -> str:
    change = {"sub": subscript, "inf": subscript, "sup": superscript}.get(match[1].lower())
    return change(match[2]) if change else match[2]
