"""Text → the words that are indexed and asked for. `engine/fold.js` does the same, and a test holds them together.

Neither locale nor Unicode version may matter: what divides words is a table of ranges, not a property of characters.
"""

import re
import unicodedata

DROPPED = (
    "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060-\u2064\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff"
)
"""Accents and what cannot be seen: `é` is `e`, and a soft hyphen divides nothing."""
DIVIDERS = (
    "\0-&(-,./:-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u0374\u0375\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3"
    "\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b\u2000-\u2bff\u2e00-\u2e7f"
    "\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u3099-\u309c\u30a0\u30fb\ud800-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6f"
    "\uff00-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff"
)
"""What stands between words, apart from the hyphen and the apostrophe."""
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, and Hangul, whose words take endings: indexed by pairs of characters."""
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ς": "σ", "\u2010": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2018": "'",
    "\u2019": "'", "\u02bc": "'", "\u2206": "δ",
}  # fmt: skip
"""What has no decomposition, and the spellings of hyphen and apostrophe."""
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega".split(),
        strict=True,
    )
)
"""A letter that stands alone is its name, `α-waves` as `alpha-waves`; one among others is of a Greek word."""
LONGEST = 32
"""Characters of a word that count."""

STOP = frozenset(
    "a an and are as at be but by can do for from has have in into is it its not of on or our that the their them "
    "then there these they this those to was we were what when where which while will with".split()
)
"""Words that ask for nothing by themselves. They count in titles only, and not one of them is required."""
_TABLE = str.maketrans(LETTERS)
_DROPPED = re.compile(f"[{DROPPED}]+")
_SIGN = r"(?:(?<=[a-z])\+\+|(?<=(?<![a-z0-9*'-])[a-z])[#*])"
"""What belongs to the word before: `c++`, `c#`, `a*`; with more than one letter, `*` is a footnote and `#` a number."""
_WORD = re.compile(f"[^{DIVIDERS}'-]+(?:['-]+[^{DIVIDERS}'-]+)*(?:{_SIGN}(?![^{DIVIDERS}'-]|[*#+]))?")
_ASCII_WORD = re.compile(rf"[a-z0-9]+(?:['-]+[a-z0-9]+)*(?:{_SIGN}(?![a-z0-9*#+]))?")
_LONE_GREEK = re.compile("(?<![\u0370-\u03ff\u1f00-\u1fff])[α-ω](?![\u0370-\u03ff\u1f00-\u1fff])")
_TEX = re.compile(r"[$\\_^]")
_TEX_WORDS = (
    (re.compile("\\$([^\\s\ufeff$]+)\\$(?![0-9])"), r"\1"),
    (re.compile(r"\\(?:math|text)(?:cal|bf|rm|bb|it|sf|frak|tt)?(?:\{([A-Za-z0-9]+)\})?"), r"\1"),
    (re.compile(r"\\ell(?![A-Za-z])"), "l"),
    (re.compile(r"\\var(?=[a-z])"), r"\\"),
    (re.compile(r"(?<![A-Za-z0-9])(\\[A-Za-z]+|[A-Za-z])[_^]\{?([A-Za-z0-9]{1,3})\}?(?![A-Za-z0-9])"), r"\1\2"),
    (re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2,3})[_^]\{?([0-9]{1,2})\}?(?![A-Za-z0-9])"), r"\1\2"),
)
"""Dollars and commands that say how a letter looks go, and a letter takes its index: `$\\mathcal{L}_{1}$` is `L1`,
`CO$_2$` is `CO2`."""
_RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")
CJK_CHARACTER = re.compile(f"[{CJK}]")
_JOINER = re.compile("['-]+")
_NO_LETTER = re.compile("['+#*-]+")


def fold(text: str) -> str:
    """Without case, accents and compatibility forms: `"Łukasz’ Ｆast ﬁt"` becomes `"lukasz' fast fit"`."""
    if _TEX.search(text):
        text = _without_tex(text)
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).lower().translate(_TABLE)
    bare = unicodedata.normalize("NFC", _DROPPED.sub("", decomposed))
    return _LONE_GREEK.sub(lambda letter: GREEK.get(letter[0], letter[0]), bare)


def _without_tex(text: str) -> str:
    for pattern, plain in _TEX_WORDS:
        text = pattern.sub(plain, text)
    return text


def tokens(text: str) -> list[str]:
    """The text folded and cut at what divides words, hyphens and apostrophes aside: `"Pre-Training É"`."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def words(text: str) -> list[tuple[str, int]]:
    """The words of a text, each with its position; plurals are left to the query, which asks for both forms.

    A hyphenated word counts in parts and joined: `"Pre-training LMs"` gives `pre` 0, `pretraining` 0, `training` 1,
    `lms` 2. `深度学习` gives 深 0, 深度 0, 度 1, 度学 1, …
    """
    found: list[tuple[str, int]] = []
    position = 0
    for token in tokens(text):
        if "-" not in token and "'" not in token and token.isascii():
            found.append((token, position) if len(token) <= LONGEST else (token[:LONGEST], position))
            position += 1
        else:
            position = _add(token, position, found)
    return found


def compact(text: str) -> str:
    """Letters and digits only, under which all spellings of a title meet: `"Pre-Training: É"` → `"pretraininge"`."""
    return _NO_LETTER.sub("", "".join(_WORD.findall(fold(text))))


def _add(token: str, position: int, found: list[tuple[str, int]]) -> int:
    """Adds the words of a token that is hyphenated, has an apostrophe or is not ASCII; returns the next position."""
    parts = [part for part in _JOINER.split(token) if part]
    if len(parts) == 2 and parts[1] == "s" and "'" in token:
        parts.pop()  # a genitive
    if len(parts) > 1 and not CJK_CHARACTER.search(token):
        found.append(("".join(parts)[:LONGEST], position))
    for part in parts:
        for run in _RUN.findall(part):
            if CJK_CHARACTER.match(run):
                found += _pairs(run, position)
                position += len(run)
            else:
                found.append((run[:LONGEST], position))
                position += 1
    return position


def _pairs(run: str, start: int) -> list[tuple[str, int]]:
    """Each character, and each with its neighbour."""
    return [
        (run[i : i + size], start + i) for i in range(len(run)) for size in (1, 2) if i + size <= len(run)
    ]
