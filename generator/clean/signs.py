"""Characters that TeX has only under a name, and in formulas: `β` is `\\beta`; one table for reading and writing.

The names are pylatexenc's, as far as pdfLaTeX knows them by itself or with `amssymb`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pylatexenc.latexencode import get_builtin_uni2latex_dict

_FORMULA = re.compile(r"\\ensuremath\{(\\(?:\w+|not\\\w+|math(?:bb|bf|cal|frak|it|sf|tt)\{\\?\w+\}|"
                      r"mathbf\{\\mathit\{\\?\w+\}\})|_\w)\}")  # fmt: skip
_CURSIVE = re.compile(r"\\mathscr\{([A-Z])\}")
_OF_OTHER_PACKAGES = frozenset(
    "DownArrowUpArrow VDash allequal approxnotequal arrowwaveleft arrowwaveright clockoint clwintegral dblarrowupdown "
    "estimates forcesextra hermitconjmatrix homothetic iiint iint image lazysinv notgreaterless notlessgreater "
    "original precedesnotsimilar recorder rightangle rightanglearc sqrint starequal surfintegral tildetrpl truestate "
    "udots varperspcorrespond verymuchgreater verymuchless volintegral".split()
)
_OWN = {
    "<": "<",  # others write it so; we write `\textless{}`
    ">": ">",
    "←": r"\leftarrow",
    "↑": r"\uparrow",
    "→": r"\rightarrow",
    "↓": r"\downarrow",
    "ʿ": r"{}^{\mathrm{c}}",
    "ʾ": r"{}^{\prime}",
    "ʻ": r"\mbox{\textquoteleft}",
    "ʼ": r"\mbox{\textquoteright}",
    "ˆ": r"\hat{}",
    "∅": r"\emptyset",
    "∖": r"\setminus",
    "√": r"\surd",
    "−": "-",
    "∗": "*",
    "∕": "/",
    "∶": ":",
    "′": "'",
    "″": "''",
    "ϒ": r"\Upsilon{}",
    "♭": r"\flat",
    "♮": r"\natural",
    "♯": r"\sharp",
    "⌀": r"\varnothing{}",
}
_ACCENTS = {
    "\u0300": "grave", "\u0301": "acute", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "overline",
    "\u0306": "breve", "\u0307": "dot", "\u0308": "ddot", "\u030a": "mathring", "\u030c": "check",
}  # fmt: skip
_BELOW = {"\u0323": "d", "\u0327": "c", "\u0331": "b"}


def _known() -> Iterator[tuple[str, str]]:
    """Of several characters with one name each has another form, the first the plain one: `∆` is `\\Delta{}`."""
    yield from _OWN.items()
    for code, latex in sorted(get_builtin_uni2latex_dict().items()):
        cursive = _CURSIVE.sub(r"\\mathcal{\1}", latex).replace(r"\boldsymbol{\mathit", r"\mathbf{\mathit")
        match = _FORMULA.fullmatch(cursive)
        if match and match[1].lstrip("\\") not in _OF_OTHER_PACKAGES and chr(code) not in _OWN:
            yield chr(code), match[1]


def _marks() -> Iterator[tuple[str, str]]:
    """Accents that stand over nothing, or over what TeX has none for."""
    yield from ((mark, rf"\{name}{{}}") for mark, name in _ACCENTS.items())
    yield from ((mark, rf"\mbox{{\{name}{{}}}}") for mark, name in _BELOW.items())


def _greek(signs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Letters that pylatexenc takes for Latin ones, and letters with accents: `ώ` is `\\acute{\\omega}`."""
    latin = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
    upright = {letter: rf"\mathrm{{{like}{{}}}}" for letter, like in latin.items()}
    yield from upright.items()
    for letter in map(chr, range(0x386, 0x3CF)):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tex = signs.get(base) or upright.get(base)
        if tex and marks and all(mark in _ACCENTS for mark in marks):
            for mark in marks:
                tex = rf"\{_ACCENTS[mark]}{{{tex}}}"
            yield letter, tex


def _signs() -> dict[str, str]:
    signs: dict[str, str] = {}
    taken: set[str] = set()
    known = dict(_known())
    for char, tex in [*known.items(), *_greek(known), *_marks()]:
        while tex in taken:
            tex += "{}"
        signs[char] = tex
        taken.add(tex)
    return signs


FORMULAS: Mapping[str, str] = _signs()
"""Character → what stands for it between dollars."""
SIGNS: Mapping[str, str] = {
    **{tex: char for char, tex in FORMULAS.items()},
    r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\to": "→", r"\gets": "←", r"\times": "×", r"\div": "÷", r"\ldots": "…",
}  # fmt: skip
"""What stands between dollars → the character, by all its names."""
