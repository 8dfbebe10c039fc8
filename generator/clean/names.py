"""Names of people, in reading order."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bibtexparser.middlewares.names import split_multiple_persons_names

from generator.clean.author_lists import masked, names_of_chunks, split_et_al, unmasked, without_notes
from generator.clean.latex import parse_latex
from generator.clean.text import clean_text

# `Xi`, `Vi` and `Md` are given names, and `XI` and `MD` their spellings in capitals or initials.
_SUFFIX = re.compile(r"(?i:jr|sr)\.?|I{2,3}|Iii|IV|VI{1,3}|2nd|3rd|[4-9]th")
_DEGREE = re.compile(r"(?i:ph\.?\s?d|esq)\.?|M\.D\.?")
_TITLES = re.compile(r"(?:^|(?<=, ))(?:(?:Prof(?:essor)?|Dr|Mrs?|Ms)\.?\s+)+(?=[^\W\d_])")
_DEGREES = re.compile(r"(?:,?\s+(?:Ph\.?\s?D\b\.?|M\.\s?D\.|M\.?\s?Sc\b\.?|Dr\.))+$")
# MEDLINE has no comma before it: `Roe, Max A Jr`.
_LAST_SUFFIX = re.compile(r"(.+) ((?:jr|sr)\.?|II|III|IV|2nd|3rd|[4-9]th)", re.IGNORECASE)
# Embase and Scopus have none at all: `van der Berg J.-A.`.
_LAST_INITIALS = re.compile(r"(\D*[^\W\d]{2}) ((?:[A-Z]\.[- ]?){1,4})")
_COMPANY = re.compile(r"(inc|ltd|llc|gmbh|corp|co|.*& co)\.?", re.IGNORECASE)
# DBLP numbers people of one name, and programs that turn names round take the number along: `Shi 0002, Lei`.
_HOMONYM = re.compile(r"\s+(0\d{3})(?=\s*(?:[,}]|$))|^(0\d{3}),\s*(?=\S)")
# Scraped pages mark addresses: `Jane Roe*†`.
_MARKS = re.compile(r"[\s*†‡§¶∗]+$")
# BibLaTeX's extended format: `given=Ann, prefix=van, family={Roe, Inc}`. Its other keys only steer the printing.
_SPOKEN = ("given", "middle", "prefix", "family", "suffix")
_EXTENDED = re.compile(rf"(^|,)\s*\"?({'|'.join(_SPOKEN)})\s*=", re.IGNORECASE)
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_KEY_AND_VALUE = re.compile(rf"([a-z][a-z-]{{0,40}})\s*=\s*((?:[^,{{}}\"]|{_GROUP}|\"[^\"]*\")*)", re.IGNORECASE)
_WHOLE = re.compile(_GROUP)
_LAST_GROUP = re.compile(rf"(.*\S\s+)({_GROUP})")
_ONE_GROUP = re.compile(r"([^{}]*)\{([^{}\\]+)\}([^{}]*)")
_OPTION = re.compile(r"\s*(useprefix|no(hash|sort)others|[a-z]+templatename)\s*=\s*\w+\s*", re.IGNORECASE)
_TEX = re.compile(r"[{}=\\]")
_ENUMERATED = re.compile(r",\s+and\s")
_OTHERS = re.compile(r"(others|et\.?\s+al\.?|…|\.\.\.)", re.IGNORECASE)


class Named(NamedTuple):
    """A name as a record keeps it."""

    name: str
    """In reading order."""
    family: str
    """The family name that the text states, where `name_parts` would not find it by itself; else empty."""


def parse_name(text: str, latex: bool = False) -> str:
    """A name in reading order: `van der Berg, Jan` → `Jan van der Berg`, `Roe, Jr., Max` → `Max Roe Jr.`"""
    return parse_person(text, latex).name


@lru_cache(maxsize=1 << 15)  # whoever wrote one paper has written others
def parse_person(text: str, latex: bool = False) -> Named:
    """A name in reading order and the family name in it: `Pardo Vega, Luz` → `Luz Pardo Vega`, `Pardo Vega`.

    What stands in braces is one word, and commas in it divide nothing: `{Owls, Inc.}` → `Owls, Inc.`; braces around a
    part of a name mark the family name, `Luz {Pardo Vega}`. BibLaTeX's extended format is read too: `family=Berg,
    given=Jan, prefix=van der`. Names in Chinese characters, kana or Hangul keep the family name first, and have no
    space: `陈, 海明` and `陈 海明` → `陈海明`.
    """
    text = _DEGREES.sub("", _TITLES.sub("", split_homonym(text)[0]))
    if "=" in text and _EXTENDED.search(text):
        said = {key.lower(): value.strip(' "') for key, value in _KEY_AND_VALUE.findall(text)}
        words, family = [said[key] for key in _SPOKEN if said.get(key)], said.get("family", "").strip("{}")
        family = " ".join(filter(None, (said.get("prefix"), family)))
    elif _WHOLE.fullmatch(text):
        word = text if latex else text[1:-1]  # `{$\beta$}` is a letter, and what is between its braces a formula
        words, family = [word], word
    else:
        parts = [part.strip() for part in _at_commas(text) if part.strip()]
        words, family = _marked_family(parts[0], latex) if len(parts) == 1 else ([], "")
        if not words:
            words, family = _reading_order(parts)
    name = _cleaned(" ".join(words), latex)
    return Named(name, _if_unguessed(name, _cleaned(family, latex)))


def split_homonym(text: str) -> tuple[str, str]:
    """A name without DBLP's number of people who share it, and the number: `Lei Shi 0002` → `Lei Shi`, `0002`."""
    plain = text.strip()
    found = _HOMONYM.search(plain) if "0" in plain else None
    return (plain[: found.start()] + plain[found.end() :], found[1] or found[2]) if found else (plain, "")


def _cleaned(text: str, latex: bool) -> str:
    return _MARKS.sub("", clean_text(parse_latex(text) if latex else text)).strip()


def _if_unguessed(name: str, family: str) -> str:
    """The family name without a suffix, if it is one of this name and `name_parts` takes another one for it."""
    words = family.split()
    while len(words) > 1 and family != name and _is_suffix(words[-1]):
        words.pop()
    stated, guess = " ".join(words), name_parts(name)
    guesses = (guess.family, f"{guess.particle} {guess.family}".strip(), "" if guess.given else name)
    return stated if stated and stated not in guesses and _known_parts(name, stated) else ""


def _at_commas(text: str) -> list[str]:
    """Parts between commas that stand outside braces."""
    if "{" not in text and "}" not in text:
        return text.split(",")
    parts, depth = [""], 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if char == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _marked_family(text: str, latex: bool) -> tuple[list[str], str]:
    """The words and the family name of `Luz {Pardo Vega}`, `{陈}海明`; in LaTeX source most braces mark nothing."""
    if match := (_LAST_GROUP if latex else _ONE_GROUP).fullmatch(text):
        return ["".join(match.groups(""))], match[2]
    return [], ""


def _reading_order(parts: list[str]) -> tuple[list[str], str]:
    """The words in reading order, and the family name where the parts tell it."""
    match parts:
        case [last, first] if _COMPANY.fullmatch(first):
            return [f"{last},", first], ""
        case [last, first] if _is_suffix(first):
            return [last, first], ""
        case [last, first] if match := _LAST_SUFFIX.fullmatch(first):
            return [match[1], last, match[2]], last
        case [last, first] if _is_family_first(last + first):
            return ["".join((last + first).split())], "".join(last.split())
        case [name] if _is_family_first(name) and len(words := name.split()) == 2:
            return ["".join(words)], words[0]
        case [last, first]:
            return [first, last], last
        case [name] if match := _LAST_INITIALS.fullmatch(name):
            return [match[2], match[1]], match[1]
        case [last, first, suffix] if _is_suffix(suffix):
            return [first, last, suffix], last
        case [last, suffix, first] if _is_suffix(suffix):
            return [first, last, suffix], last
    return [part + "," for part in parts[:-1]] + parts[-1:], ""


def _is_family_first(name: str) -> bool:
    return bool(_FAMILY_FIRST.fullmatch(name) and not _KATAKANA.fullmatch(name))


def _is_suffix(text: str) -> bool:
    return bool(_SUFFIX.fullmatch(text) or _DEGREE.fullmatch(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name taken apart, as RIS and CSL want it; joined by spaces, in this order, the parts are the name again.

    Only names written family first are joined the other way round, `山田 太郎`, or without a space, `陈海明`.
    """

    given: str = ""
    """`Jan P.`; empty where the name is of one word, of a collaboration, or of a script that parts no words."""
    particle: str = ""
    """In small letters: `van der`. A capital one belongs to the family name: `Van Durme`."""
    family: str = ""
    """`Berg`, or the whole name of a collaboration: `The ATLAS Collaboration`."""
    suffix: str = ""
    """`Jr.`, `III`, `Ph.D.`"""
    collective: bool = False
    """Whether several sign under this name, as a collaboration."""


_COLLECTIVE = re.compile(
    r"\b(collaborations?|collaborators|teams?|groups?|consortium|committee|community|foundation|institutes?|university|"
    r"labs?|laborator(y|ies)|association|society|initiative|network|organi[sz]ation|workshop|project|contributors|"
    r"developers|authors|corporation|company|research|inc|ltd|llc|gmbh|corp)\b\.?|[&,]| (and|for) ",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "'t ’t af al am auf av ben bin d da das de degli dei del della den der di do dos du e el i ibn im in la las le los "
    "op san st ten ter the van ver vom von y zu zum zur".split()
)
_LINKS = ("y", "i", "e")
"""Between two family names: `Ortega y Gasset`."""
_CAPITAL = re.compile("V[ao]n|Vander|Ter|Den|De[rl]?|Della|Dos|[AE]l|St\\.|Ma?c")
_VIETNAMESE = re.compile("Bui|Dang|Dinh|Do|Duong|Ho|Hoang|Huynh|Le|Ly|Mai|Ngo|Nguyen|Pham|Phan|Tran|Trinh|Truong|V[ou]")
"""Family names before which `Van` is a given name."""
_FAMILY_FIRST = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\s·]+")
_KATAKANA = re.compile(r"[\u30a0-\u30ff\s·]+")
"""Of names from elsewhere, which keep their order: `ジョン スミス`."""


@lru_cache(maxsize=1 << 16)  # a name is taken apart for every format and each of its papers
def name_parts(name: str, family: str | None = None) -> NameParts:
    """The parts of a name in reading order: `Jan van der Berg Jr.` → `Jan`, `van der`, `Berg`, `Jr.`

    Where the family name is of several words, `Gabriel García Márquez`, and not known, it is taken to be the last.
    """
    if family and (known := _known_parts(name, family)):
        return known
    words = name.split()
    if _COLLECTIVE.search(name):
        return NameParts(family=" ".join(words), collective=True)
    if len(words) > 1 and _is_family_first(name):
        is_person = len(words) == 2
        return NameParts(family=words[0], given=words[1]) if is_person else NameParts(family=name, collective=True)
    end = _suffix_at(words)
    start, last = _family_at(words[:end])
    return NameParts(
        given=" ".join(words[:start]),
        particle=" ".join(words[start:last]),
        family=" ".join(words[last:end]),
        suffix=" ".join(words[end:]),
    )


def _known_parts(name: str, family: str) -> NameParts | None:
    """The parts of a name whose family name stands at its end or its beginning; None where it does not.

    The whole name may be the family name: then nothing of it is anybody's given name, as in `Lamps of Paris`.
    """
    if name == family:
        return NameParts(family=family, collective=True)
    words = name.split()
    end = _suffix_at(words)
    bare, suffix = " ".join(words[:end]), " ".join(words[end:])
    if bare.endswith(f" {family}"):
        own = family.split()
        start = next((n for n, word in enumerate(own) if word not in _PARTICLES), 0)
        given = bare.removesuffix(family).strip()
        return NameParts(given=given, particle=" ".join(own[:start]), family=" ".join(own[start:]), suffix=suffix)
    if bare.startswith(f"{family} ") or (bare.startswith(family) and _FAMILY_FIRST.fullmatch(bare)):
        return NameParts(given=bare.removeprefix(family).strip(), family=family, suffix=suffix)
    return None


def _suffix_at(words: list[str]) -> int:
    """Where the suffixes begin, `Jr.` or `III`; a name is not made of them alone."""
    end = len(words)
    while end > 1 and _is_suffix(words[end - 1]):
        end -= 1
    return end


def _family_at(words: list[str]) -> tuple[int, int]:
    """Where the particle and where the family name begin."""
    last = max(len(words) - 1, 0)
    small = [n for n, word in enumerate(words[:last]) if word in _PARTICLES]
    if small and words[small[0]] in _LINKS and small[0] > 1:
        return small[0] - 1, small[0] - 1
    if small:
        return small[0], next(n for n in range(small[0], last + 1) if n not in small)
    if last > 1 and not _VIETNAMESE.fullmatch(words[last]):
        while last > 1 and _CAPITAL.fullmatch(words[last - 1]):
            last -= 1
    return last, last


def split_names(text: str) -> tuple[tuple[str, ...], bool]:
    """The single names of a BibTeX author field, and whether it holds all: `and others` says that it does not.

    Names joined by commas alone, a frequent mistake, are told by their shape: `Ann Roe, Max Poe, Jan Doe`.
    """
    if not text:
        return (), True
    plain, whole = split_et_al(without_notes(text))
    flat, parts = masked(plain)
    names = [name.strip() for name in split_multiple_persons_names(flat if "=" not in plain else plain)]
    if not _TEX.search(flat):
        lists = [split_multiple_persons_names(part) for part in flat.split(";")] if ";" in flat else [names]
        enumerated = _ENUMERATED.search(flat) is not None
        names = [unmasked(name, parts) for chunks in lists for name in names_of_chunks(chunks, enumerated=enumerated)]
    elif "=" not in plain:
        names = [unmasked(name, parts) for name in names]
    names = [name for name in names if name and not _OPTION.fullmatch(name)]
    people = tuple(name for name in names if not is_others(name))
    return people, whole and len(people) == len(names)


def is_others(name: str) -> bool:
    """Whether a name only says that there are more: `others`, `et al.`."""
    return bool(_OTHERS.fullmatch(name.strip(" {}")))
