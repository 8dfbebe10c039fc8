"""TeX formulas in running text → MathML, which browsers show without a script."""

import re
from collections.abc import Iterator

import latex2mathml.converter
import nh3

_MATH = re.compile(r"(?<![\\$])(\${1,2})(?=[^\s$])((?:\\.|[^\\$])*?)(?<=[^\s\\])\1(?![\d$])", re.DOTALL)
"""Pandoc's rule: no space after the opening dollar nor before the closing one, no digit behind that. So
`$5 to $10` and `US$5` are money."""

_TAGS = set(
    "math mrow mi mn mo ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom menclose mmultiscripts mprescripts".split()
)
_ATTRIBUTES = set(
    "accent accentunder columnalign columnlines columnspacing depth display displaystyle fence form height linebreak "
    "linethickness lspace mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rspace "
    "scriptlevel separator stretchy symmetric voffset width".split()
)
_VALUE = re.compile(r"[\w .%+-]*")


def split_math(text: str) -> Iterator[tuple[bool, str]]:
    """(is math, text) pairs: `an $n^2$ bound` → `an `, `n^2` as math, ` bound`. The dollars of math are gone."""
    if "$" not in text:
        if text:
            yield False, text
        return
    end = 0
    for match in _MATH.finditer(text):
        if match.start() > end:
            yield False, text[end : match.start()]
        yield True, match[2]
        end = match.end()
    if end < len(text):
        yield False, text[end:]


def as_mathml(tex: str) -> str | None:
    """One line of MathML, None where the formula cannot be read: `\\frac{1}{` .

    latex2mathml copies the text of `\\text{<script>…}` as it is and keeps `\\href`, so only known elements and
    attributes of harmless values pass.
    """
    try:
        mathml = latex2mathml.converter.convert(tex)
    except Exception:
        return None
    clean = nh3.clean(
        mathml,
        tags=_TAGS,
        attributes=dict.fromkeys(_TAGS, _ATTRIBUTES),
        attribute_filter=lambda _tag, _name, value: value if _VALUE.fullmatch(value) else None,
        url_schemes=set(),
        link_rel=None,
    )
    clean = " ".join(clean.split())
    return clean if clean.startswith("<math") and clean.endswith("</math>") else None
