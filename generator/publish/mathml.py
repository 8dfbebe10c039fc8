"""TeX formulas in running text → MathML, which browsers show without a script."""

import re
from collections.abc import Iterator
from functools import lru_cache

import latex2mathml.converter
import nh3
from pylatexenc.latex2text import LatexNodes2Text

from generator.clean.scripts import lowered, raised

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
_FUNCTION = re.compile(r"\s*\\(log|ln|lg|exp|sin|cos|tan|max|min|sup|inf|lim|arg|det|dim|ker|gcd|mod)\b\s*")
_SCRIPT = re.compile(r"(\w)([\^_])(?:\{([^{}\\]+)\}|(\w))")
_TEXT = LatexNodes2Text(math_mode="text")
_VALUE = re.compile(r"[\w .%+-]*")


def split_math(text: str) -> Iterator[tuple[bool, str]]:
    """(is math, text) pairs: `an $n^2$ bound` → `an `, `n^2` as math, ` bound`. The dollars of math are gone."""
    end = 0
    for match in _MATH.finditer(text):
        if match.start() > end:
            yield False, text[end : match.start()]
        yield True, match[2]
        end = match.end()
    if end < len(text):
        yield False, text[end:]


def without_math(text: str) -> str:
    """Text for where no formula can be set, as in a window's title: `$\\alpha$-tides of $n^2$` → `α-tides of n²`."""
    return "".join(_as_text(part) if is_math else part for is_math, part in split_math(text))


@lru_cache(maxsize=1 << 10)  # a title stands in a page's head several times
def _as_text(tex: str) -> str:
    """A formula in characters, as far as there are any; one that cannot be read stays as it is."""
    spaced = re.sub(r"(\\[A-Za-z]+)\s+(?=[^\s{])", r"\1{} ", _FUNCTION.sub(r" \1 ", tex))  # TeX eats those spaces
    powers = _SCRIPT.sub(_scripted, spaced)
    try:
        plain: str = _TEXT.latex_to_text(powers, tolerant_parsing=True)
    except Exception:  # whatever a hostile formula does to the parser
        return tex
    return " ".join(plain.split())


def _scripted(match: re.Match[str]) -> str:
    """`n^2` → `n²`; what has no characters of its own stays TeX."""
    found = (raised if match[2] == "^" else lowered)(match[1], match[3] or match[4])
    return match[0] if "$" in found else found


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
