"""Text as LaTeX source: escaped, titles with their names and acronyms protected, and all of it such that pdfLaTeX can
print it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.clean.scripts import LOWERED, RAISED
from generator.clean.signs import FORMULAS, SIGNS
from generator.publish.mathml import split_math

_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts the brace of `\{` too
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",  # in TeX's oldest fonts, which are the default, other signs have the places of these three
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
})
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|\?(?=`)|!(?=`)")
"""The first of two characters that TeX would print as one: `--`, `?` and a backtick."""
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_NO_MATH = re.compile(r"[\^_]\s*(?:\\\\|[\^_&}]|$)|\^'|'\^|\\$")
"""Something raised or lowered that is nothing."""


def as_latex(text: str) -> str:
    """Text as LaTeX source, its math as it is: `50% of $n^2$` → `50\\% of $n^2$`."""
    parts = split_math(" ".join(text.split()))
    return "".join(_formula(part) if is_math else _escaped(part) for is_math, part in parts)


def _formula(tex: str) -> str:
    return f"${tex}$" if _can_be_set(tex) else _escaped(f"${tex}$")


def _escaped(text: str) -> str:
    return _LIGATURE.sub("\\g<0>\0", text).translate(_SPECIAL).replace("\0", "{}")


def _can_be_set(tex: str) -> bool:
    """Whether TeX gets through it, as far as can be seen: `50%` would hide the brace that ends the field.

    A brace that does not close would swallow the entries that follow.
    """
    bare = _COMMAND.sub("", tex)
    if _NO_MATH.search(tex) or any(sign in bare for sign in "%#" + "&" * (r"\begin" not in tex)):
        return False
    depth = 0
    for char in tex:  # BibTeX counts the brace of `\{` too
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


# --- Titles ----------------------------------------------------------------------------------------------------------

_MARKED = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(rf"((?:{_MARKED})+(?:['’.](?:{_MARKED})+)*)")
_SMALL = frozenset(
    "about across after against among around before behind below between beyond both during from into like near onto "
    "over than that their through toward towards under until upon using versus what when where which while with within "
    "without your".split()
)
"""Long words that many titles have in small letters where others have capitals."""


def as_title(title: str) -> str:
    """A title of which only that is in braces which must keep its capitals: `Learning {BERT}-Like Models`.

    Styles set all in small letters but the first one, and the first one behind a colon. In a title that is written as a
    sentence, a capital is a name's: `Owls of the {North Sea}`.
    """
    pieces = list(_title_pieces(" ".join(title.split())))
    words = [piece for kind, piece in pieces if kind == "word"]
    shouts = len(words) > 2 and not any(word != word.upper() for word in words)
    names = _is_sentence(pieces)
    kept = [kind != "between" and not shouts and _is_kept(pieces, n, names) for n, (kind, _) in enumerate(pieces)]
    for n in range(1, len(pieces) - 1):  # two in a row share their braces
        kept[n] = kept[n] or (pieces[n] == ("between", " ") and kept[n - 1] and kept[n + 1])
    return "".join(_title_parts(pieces, kept))


def _title_pieces(title: str) -> Iterator[tuple[str, str]]:
    """(`word`, `formula` or `between`, text) of each piece, in order."""
    for is_math, part in split_math(title):
        if is_math and _can_be_set(part):
            yield "formula", part
        else:
            text = f"${part}$" if is_math else part
            yield from (("word" if n % 2 else "between", piece) for n, piece in enumerate(_WORD.split(text)) if piece)


def _is_sentence(pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether plain long words have small letters: at least one of four that are not the first of all or of a half."""
    told = [
        word
        for n, (kind, word) in enumerate(pieces)
        if kind == "word" and len(word) > 3 and word.lower() not in _SMALL and word[1:].islower()
        if n and pieces[n - 1] == ("between", " ")
    ]
    small = sum(word[0].islower() for word in told)
    return small > 0 and len(told) <= 4 * small


def _is_kept(pieces: Sequence[tuple[str, str]], n: int, names: bool) -> bool:
    kind, piece = pieces[n]
    if kind == "formula":
        return any(char.isupper() for char in piece)
    if piece in FORMULAS or not any(char.isupper() for char in piece):
        return False
    if any(char.isupper() for char in piece[1:]) or (len(piece) == 1 and piece != "A"):
        return True
    if any(char.isdigit() for char in piece):
        return True
    begins = n == 0 or pieces[n - 1][1].endswith(": ")
    is_first = not any(kind == "word" for kind, _ in pieces[:n])
    return piece[0].isupper() and not begins and (names or is_first)


def _title_parts(pieces: Sequence[tuple[str, str]], kept: Sequence[bool]) -> Iterator[str]:
    for n, (kind, piece) in enumerate(pieces):
        latex = _formula(piece) if kind == "formula" else _escaped(piece)
        opens = kept[n] and not (n and kept[n - 1] and "between" in (kind, pieces[n - 1][0]))
        closes = kept[n] and not (n + 1 < len(kept) and kept[n + 1] and "between" in (kind, pieces[n + 1][0]))
        # In a group that begins with a command BibTeX changes letters all the same; and `{$\Delta$}` is a character.
        apart = "{}" * (opens and (piece in SIGNS or not piece[0].isascii()))
        yield "{" * opens + apart + latex + "}" * closes


# --- Characters ------------------------------------------------------------------------------------------------------

_MATH = re.compile(r"((?<!\\)\$(?:\\.|[^\\$])*\$)", re.DOTALL)
_OTHERS = re.compile(
    rf"[{''.join(RAISED)}]+|[{''.join(LOWERED)}]+|[^\W_][\u0300-\u036f]+|[^\x00-\x7f]"
)
_MARKS = {
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
}
_ACCENTS = dict(zip(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
    "`'^~=u.\"rHvdckb", strict=True,
))  # fmt: skip
_NATIVE = frozenset(map(chr, (*range(0xA1, 0x180), *range(0x218, 0x21C), 0x1E9E))) - frozenset("ĦħĸĿŀŉŦŧſ¹²³±")
"""Letters and signs that pdfLaTeX takes as they are, today and for the last ten years."""


def in_tex(latex: str) -> str:
    """LaTeX source without the characters that pdfLaTeX lacks: `β of 10⁶` → `{$\\beta$} of 10\\textsuperscript{6}`.

    What TeX has no name for stays, as Chinese does; so do accents that all of Europe writes.
    """
    if latex.isascii():
        return latex
    return "".join(_in_formula(part) if n % 2 else _in_text(part) for n, part in enumerate(_MATH.split(latex)))


def _in_formula(formula: str) -> str:
    named = ((FORMULAS.get(char, "") if not char.isascii() else "", char) for char in formula)
    return "".join(rf"\ensuremath{{{tex}}}" if tex else char for tex, char in named)


def _in_text(text: str) -> str:
    return _OTHERS.sub(lambda match: _spelled(match[0], text[: match.start()][-1:], text[match.end() :][:1]), text)


def _spelled(found: str, before: str, after: str) -> str:
    if found in _MARKS:
        return _mark(found, before, after)
    for signs, command in ((RAISED, "textsuperscript"), (LOWERED, "textsubscript")):
        if all(char in signs for char in found):
            return rf"\{command}{{{''.join(map(signs.__getitem__, found))}}}"
    if found in FORMULAS:
        return f"{{${FORMULAS[found]}$}}"
    return found if found in _NATIVE else _accented(found)


def _mark(mark: str, before: str, after: str) -> str:
    """A dash or a quotation mark, kept apart from what would make another one of it."""
    latex, kin = _MARKS[mark], {"–": "-–—", "—": "-–—", "“": "`“?!", "”": "'”"}[mark]
    return "{}" * bool(before and before in kin) + latex + "{}" * bool(after and after == latex[0])


def _accented(found: str) -> str:
    """A letter under all its accents: `ậ` → `{\\^{\\d{a}}}`; as it is where TeX lacks one."""
    base, *marks = list(unicodedata.normalize("NFD", found))
    if marks == ["\u0305"] and base.isdigit():
        return rf"{{$\bar{{{base}}}$}}"
    if not (base.isascii() and marks and all(mark in _ACCENTS for mark in marks)):
        return found if len(found) == 1 else "".join(_spelled(char, "", "") for char in found)
    for mark in marks:
        base = rf"\{_ACCENTS[mark]}{{{base}}}"
    return f"{{{base}}}"
