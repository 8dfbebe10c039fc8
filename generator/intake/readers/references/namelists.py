"""The lists of names that references begin with, of which several grammars compete.

    Falk, I., Brand, O., & van der Sand, M. (2024). …          family, I.
    I. Falk, O. Brand, and M. van der Sand, “…                 I. family
    Falk I, Brand O, van der Sand M. …                         family II
    Falk, Ina, Oto Brand, and Mia van der Sand. “…             turned
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from generator.intake.readers.people import as_name

_CAPITALS = "".join(char for char in map(chr, range(min(sys.maxunicode, 0x1F00))) if char.isupper())
UPPER = f"[{_CAPITALS}]"
_APOSTROPHE = "['’ʼ`]"
_ELIDED = rf"(?:[DdLlOo]{_APOSTROPHE}|[dD]ell{_APOSTROPHE}|[Aa]l-|[Ee]l-|Mc|Mac|St\.? )"
WORD = rf"{_ELIDED}?{UPPER}(?:[\w'’ʼ]|[-‐‑](?=\w))*\w"
"""A word of a name, of two letters at least: `Quintana-Ruiz`, `O'Dell`, `al-Hadi`."""
_SMALL = (
    "van von der den de del della delle degli dei dos das da do di du la le les lo el al bin bint ibn ben abu ter ten "
    "te zu zum zur vom van't af av auf und y e i san st the".split()
)
PARTICLES = rf"(?:(?:{'|'.join(_SMALL)}|Van|Von|De|Del|Della|Der|Den|Di|Da|Dos|Du|La|Le|El|Al|Ten|Ter|Abu|Ben)\s)"
_FAMILY = rf"{PARTICLES}{{0,3}}{WORD}(?:\s{PARTICLES}{{0,2}}{WORD}){{0,2}}"
_INITIAL = rf"{UPPER}(?:[a-z]{{1,2}})?\."
_INITIALS = rf"{_INITIAL}(?:\s?[-‐‑–]?\s?(?:{_INITIAL}|[a-z]\.)){{0,4}}(?:\s{PARTICLES}{{1,3}}(?=[,;&(.:]|and\b|$))?"
_BARE = rf"{UPPER}{{1,3}}(?:[-‐‑]{UPPER}{{1,2}})?"
_SPACED = rf"{UPPER}(?:\s?[-‐‑]?{UPPER}){{0,3}}"
_GIVEN_WORD = rf"(?:{_INITIALS}|{UPPER}(?:[\w'’ʼ]|[-‐‑](?=\w))*)"
_GIVEN = rf"{_GIVEN_WORD}(?:[\s-]?(?<=[\s.-]){_GIVEN_WORD}){{0,3}}"
_LAST_GIVEN = rf"(?:{_INITIALS}|{UPPER}(?:[\w'’ʼ]|[-‐‑](?=\w))*(?:[\s-]?(?<=[\s.-]){_GIVEN_WORD}){{0,3}})"
"""As it stands behind a family name, where initials end it: of `Lin, J. CELI: A Simple Approach` only `J.`."""
_GIVEN_LAZY = rf"{_GIVEN_WORD}(?:[\s-]?(?<=[\s.-]){_GIVEN_WORD}){{0,3}}?"
_SUFFIX = r"(?:,?\s(?P<suffix>Jr\.?|Sr\.?|I{2,3}|IV|2nd|3rd)(?!\w))?"
_END = r"(?=\s?(?:[,.;:(\[“\"‘«&…]|$)|\s(?:and|AND|und|et|y|e|i|og|och|en|\d{4})\b)"
_AND = r"(?:and|AND|und|et|y|e|i|og|och|en|&)"
_COMMAS = rf"(?:,\s{_AND}\s|,?\s{_AND}\s|;\s(?:{_AND}\s)?|,\s)"
_MORE = r"(?:;\s(?:and\s|&\s)?|,?\s(?:and|AND|und|et|y|&)\s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one name is written, and what stands between two."""

    name: str
    first: re.Pattern[str]
    """The first name, which may be turned."""
    other: re.Pattern[str]
    between: re.Pattern[str]


def _grammar(name: str, one: str, between: str, first: str = "") -> Grammar:
    return Grammar(name=name, first=re.compile(first or one), other=re.compile(one), between=re.compile(between))


_FAMILY_FIRST = rf"(?P<family>{_FAMILY}){_SUFFIX},\s(?P<given>{_INITIALS}){_SUFFIX.replace('suffix', 'after')}"
_FAMILY_GIVEN = (
    rf"(?P<family>{_FAMILY}){_SUFFIX},\s(?P<given>{_LAST_GIVEN})"
    r"(?:,\s(?P<after>Jr\.?|Sr\.?|I{2,3}|IV)(?!\w))?"
)
_GIVEN_FAMILY = rf"(?P<given>{_GIVEN_LAZY})\s?(?<=[\s.])(?P<family>{PARTICLES}{{0,3}}{WORD}){_SUFFIX}{_END}"
_SMALL_PART = rf"(?:(?!{PARTICLES}|and\s)[a-z]{{2,5}}\s)?"
_INITIALS_FAMILY = rf"(?P<given>{_INITIALS})\s?{_SMALL_PART}(?P<family>{_FAMILY}){_SUFFIX}{_END}"
GRAMMARS: tuple[Grammar, ...] = (
    _grammar("family, I.", _FAMILY_FIRST, _COMMAS),
    _grammar("family, I", rf"(?P<family>{_FAMILY}),\s(?P<given>{_SPACED}){_END}", _COMMAS),
    _grammar("I. family", _INITIALS_FAMILY, _COMMAS),
    _grammar("family I.", rf"(?P<family>{_FAMILY})\s(?P<given>{_INITIALS}){_END}", _COMMAS),
    _grammar("family II", rf"(?P<family>{_FAMILY})\s(?P<given>{_BARE}){_SUFFIX}{_END}", _COMMAS),
    _grammar("family, given", rf"{_FAMILY_GIVEN}{_END}", _MORE),
    _grammar("pairs", rf"(?P<family>{PARTICLES}{{0,3}}{WORD}),\s(?P<given>{_LAST_GIVEN}){_END}", _COMMAS),
    _grammar("given family", _GIVEN_FAMILY, _COMMAS),
    _grammar("turned", _GIVEN_FAMILY, _COMMAS, rf"(?P<family>{_FAMILY}),\s(?P<given>{_LAST_GIVEN}){_END}"),
    _grammar("turned I.", _INITIALS_FAMILY, _COMMAS, _FAMILY_FIRST),
)  # fmt: skip
_ET_AL = re.compile(
    r"[,;]?\s\(?(?:et\.?\sal\b\.?|and\s(?:\d+\s)?others\b\.?|u\.\s?a\.|y\sotros)\)?|,?\s…|[,.]?\s\.\s?\.\s?\."
)
_LAST_OF_MANY = re.compile(r"[\s,&]*(?:and\s)?(?=\S)")
_ROLE = re.compile(
    r",?\s[(\[]?(?:eds?|edits?|editors?|hrsg|hg|dirs?|coords?|comps?|red)\b\.?[)\]]?(?:\.(?=,))?", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"^(?:In|The|An?|On|For|From|With|Of|How|What|Why|When|Is|Are|Part|Data|Towards?)(?=\s\w)|\b(?:Proceedings|Proc|"
    r"Journal|Conference|University|Press|Transactions|Learning|"
    r"Networks?|Models?|Theory|Analysis|Systems?|Language|Review|Annual|International|Workshop|Report|Using|"
    r"Introduction|Handbook|Annals|Advances|Science|Computational|Volume|Vol|"
    r"Chapter|Springer|Elsevier|Wiley|IEEE|ACM|USA|UK|Abstract|References|Available|Retrieved|Accessed)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The names that a text begins with."""

    grammar: str
    names: tuple[str, ...]
    """In the spellings that `normalize` reads: `van der Sand, M.`."""
    complete: bool
    editors: bool
    end: int
    """Where in the text the list ends, its role and `et al.` included."""


def name_lists(text: str) -> Iterator[NameList]:
    """What each grammar takes for names at the beginning of a text, those that end where a list can end."""
    for grammar in GRAMMARS:
        if found := _list_by(grammar, text):
            yield found


def _list_by(grammar: Grammar, text: str) -> NameList | None:
    names: list[str] = []
    end = 0
    one = grammar.first.match(text)
    while one and not _NO_NAME.search(one[0]) and not (names and _is_other(grammar, text, one)):
        names.append(_as_name(one))
        end = one.end()
        between = grammar.between.match(text, end)
        one = grammar.other.match(text, between.end()) if between else None
    more = _ET_AL.match(text, end)
    if not names:
        return None
    if more:
        end = more.end()
        last = grammar.other.match(text, _after(text, end))
        if last and "al" not in more[0] and not _NO_NAME.search(last[0]):  # APA: … and then the last of many
            names.append(_as_name(last))
            end = last.end()
    role = _ROLE.match(text, end)
    return NameList(
        grammar=grammar.name,
        names=tuple(names),
        complete=not more,
        editors=bool(role),
        end=role.end() if role else end,
    )


def _is_other(grammar: Grammar, text: str, one: re.Match[str]) -> bool:
    """Whether a whole name stands in a list that began with initials: of `A. Roe, Tidal Memory` the title does."""
    begun = grammar.name == "given family" and re.match(_INITIALS, text)
    return bool(begun) and not re.match(_INITIALS, one["given"])


def _after(text: str, end: int) -> int:
    gap = _LAST_OF_MANY.match(text, end)
    return gap.end() if gap else end


def _as_name(match: re.Match[str]) -> str:
    """The name in the order that is printed, its parts told apart where that order tells them."""
    parts = match.groupdict("")
    given, suffix = _parted(parts["given"]), parts.get("suffix") or parts.get("after") or ""
    if match.start("given") < match.start("family"):
        return " ".join(filter(None, (given, parts["family"], suffix)))
    return as_name(parts["family"], given, suffix)


def _parted(given: str) -> str:
    if re.fullmatch(rf"{UPPER}{{2,4}}(?:-{UPPER}+)?", given):
        return ". ".join(given.replace("-", "")) + "."
    return re.sub(r"\.(?=\w)", ". ", given) if re.fullmatch(rf"{UPPER}[.\s-].*", given) else given


_PEOPLE = re.compile(rf"\b(?:and|&)\s{UPPER}\w*\.?\s{UPPER}|\s\w+\s\w+\s\w+\s\w+\s\w+\s\w+\s")
"""Of the name of a body no part is a person's, and it is not long."""
_BODY = re.compile(
    rf"(?:The\s)?{UPPER}[\w.@&+'’-]*(?:,?\s(?:{UPPER}[\w.@&+'’-]*|of|for|the|and|on|in|de|der|für|et|@|&)){{0,9}}?"
)


def body(text: str) -> int:
    """Where the name of a body ends that signs before a year: `Gemini Team. 2023. …`, `OpenAI. (2023). …`."""
    for match in re.finditer(r"(?:\.\s\(?|\s\()(?=(?:19|20)\d\d[a-z]?[).,])", text[:120]):
        name = text[: match.start()]
        return match.start() if _BODY.fullmatch(name) and not _PEOPLE.search(name) else 0
    return 0
