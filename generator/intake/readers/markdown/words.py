"""What a piece of text in a list is: a date, a venue with its year, names of people."""

import re
from typing import NamedTuple

from generator.clean.author_lists import divided_names, split_et_al, without_notes
from generator.intake.readers.persons import divided

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"{_YEAR}(?:[-/.年](?:1[0-2]|0?[1-9])(?:[-/.月](?:[12]\d|3[01]|0?[1-9])日?|月)?|年)?"
    rf"|{_MONTH},? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}"
    rf"|(?:0?[1-9]|1[0-2])/(?:{_YEAR})|{_YEAR},? {_MONTH}(?: \d{{1,2}})?",
    re.IGNORECASE,
)
_NOTE = (
    r"(?:[ ,:–-]+(?i:oral|spotlight|poster|workshops?|findings|demo|long|short|highlight|best paper.{0,20}|award|"
    r"tutorial|track|under review|ws)(?: (?i:on|for) [\w&' -]{1,60})?)*"
)
_LEAD = r"in|accepted (?:at|to|by)|to appear (?:at|in)|appear(?:ed|s) (?:at|in)|published (?:at|in|on)|presented at|@"
_VENUE = re.compile(
    rf"(?:(?i:{_LEAD})\s*:?\s+)?"
    r"(?P<name>(?:[A-Z]|(?i:arxiv|biorxiv|medrxiv|preprint))[\w&/+.'’@-]*(?: [\w&/+.'’@-]+){0,11}?"
    rf"(?: ?\([A-Z][\w&+ -]{{1,15}}\))?){_NOTE}[,.:;]? *(?P<year>{_YEAR}|(?:['’]|(?<=[A-Za-z]))\d\d(?!\d))"
    rf"(?:[./-]\d{{1,2}}(?:[./-]\d{{1,2}})?)?(?P<note>{_NOTE})"
)
_YEAR_AHEAD = re.compile(rf"(?P<year>{_YEAR})[ ,:-]+(?P<name>[A-Z][\w&/+.'’ -]{{1,60}}?){_NOTE}")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[-/& ][A-Z][\w-]*)*")
_VENUE_WORD = re.compile(
    r"\b(?:conf(?:erence)?|proc(?:eedings)?|journal|transactions|trans\.|workshop|symposium|letters|reviews?|magazine|"
    r"arxiv|biorxiv|medrxiv|chemrxiv|preprint|nature|science|corr|advances in|nips|neurips|icml|iclr|cvpr|iccv|eccv|"
    r"acl|emnlp|naacl|aaai|ijcai|kdd|siggraph|tpami|pami|plos|ieee|acm|springer|usenix|annals|bulletin|thesis)\b",
    re.IGNORECASE,
)
_NO_VENUE = re.compile(
    r"\b(?:papers?|top|list|week|weekly|month|updates?|published|before|after|since|until|selected|year|years|"
    r"from|survey|surveys|awesome|and earlier|publications?|accepted|works?|the|of)\b|^(?:in|on|by)$",
    re.IGNORECASE,
)
_PARTICLE = r"(?:van|von|de|der|den|del|della|la|le|di|da|dos|du|bin|ibn|al|el|ter|ten|af|zu|y|e|dal|do|vom|st\.?)"
_PART = rf"(?:[^\W\d_a-zªº][^\W\d_]*(?:[.'’‐-]+[^\W\d_]*)*\.?|{_PARTICLE}|d['’][^\W\d_]+|[^\W\d_A-Za-z]{{1,4}})"
_NAME = re.compile(rf"(?=[^\W\d_]){_PART}(?:[ ]{_PART}){{1,5}}|[\u4e00-\u9fff]{{2,4}}")
_SURNAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’ -][^\W\d_]+){0,2}")
_INVERTED = re.compile(r"[^\W\d_][\w'’ -]*, [^\W\d_](?:[\w'’-]*\.?[ -]?){1,4}")
_SMALL = frozenset(
    "a an in and or the of for with via on from to by using towards is are at as into over under".split()
)
_COMMON = frozenset(
    "learning networks network deep neural data model models survey analysis based approach method methods system "
    "systems graph image video language detection recognition estimation university institute google facebook "
    "microsoft research lab labs team".split()
)


class Place(NamedTuple):
    """Where and when a paper appeared."""

    venue: str
    year: str


def key_of(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return re.sub(r"[\W_]+", "", text.lower())


def is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text.strip()))


def date_in(text: str) -> str:
    """The first date in a text: `posted on 3 May 2023, late` → `3 May 2023`."""
    found = next((m for m in _DATE.finditer(text) if not re.match(r"[-/.]?\d", text[m.end() :])), None)
    return found[0] if found else ""


def is_venue(text: str) -> bool:
    """Whether a text is a venue with its year, or a venue's short name: `ICLR 2024 oral`, `CVPR'23`, `[NeurIPS]`."""
    bare = text.strip(" []()")
    return venue_of(bare, sure=True) is not None or bool(_SHORT_VENUE.fullmatch(bare))


_SHORT_VENUE = re.compile(
    r"(?:arxiv|biorxiv|medrxiv|preprint|neurips|nips|icml|iclr|cvpr|iccv|eccv|wacv|bmvc|acl|emnlp|naacl|eacl|coling|tacl|"
    r"aaai|ijcai|kdd|www|sigir|wsdm|cikm|recsys|icra|iros|corl|rss|siggraph|chi|uist|tpami|t-?pami|tmlr|jmlr|interspeech|icassp|"
    r"miccai|nature|science|pnas|osdi|sosp|nsdi|sigmod|vldb|icde|ndss|ccs|usenix security|s&p|icse|fse|ase|pldi|popl)"
    r"(?: (?:workshops?|findings|oral|spotlight|poster|communications|methods|machine intelligence))?",
    re.IGNORECASE,
)


def may_be_venue(text: str) -> bool:
    """Whether a text without a year, behind names, is a venue: `NeurIPS`, `Letters on Owls`; not `They speak`."""
    return len(text.split()) <= 9 and bool(_ACRONYM.fullmatch(text) or _VENUE_WORD.search(text) or is_venue(text))


def venue_of(text: str, *, sure: bool = False) -> Place | None:
    """A venue and its year, where a text is nothing else: `In ICML'21 (oral)`, `2023 CVPR`; a title has small words.

    `sure` asks for more than capitals: `Quiet Owl Nights, 2022` may be a title.
    """
    bare = text.strip(" .,;:[]()`*")
    found = _VENUE.fullmatch(bare) or _YEAR_AHEAD.fullmatch(bare)
    if not found or len(bare) > 110:
        return None
    name = found["name"].strip(" ,.;:()*'’-")
    words = name.split()
    short = len(words) == 1 or (len(words) <= 4 and _ACRONYM.search(name))
    small = sum(word[0].islower() and not _VENUE_WORD.fullmatch(word) for word in words)
    telling = short or _VENUE_WORD.search(name) or (len(words) <= 3 and not sure)
    if not name or is_date(bare) or re.fullmatch(_MONTH, name, re.I) or not telling or small * 2 > len(words):
        return None
    return Place(name, _year(found["year"]))


def _year(text: str) -> str:
    digits = text.strip("'’")
    return digits if len(digits) == 4 else ("19" if digits > "50" else "20") + digits


def heading_place(heading: str) -> Place:
    """The venue and year of a heading: `## ICLR 2024`, `## 2018`, `### 2023 NeurIPS papers`; both may be empty."""
    found = re.findall(rf"(?<!\d)({_YEAR})(?!\d|\s*[-–—~]+\s*{_YEAR})", heading)
    years = [year for year in found if not re.search(rf"\d[\dX]{{3}}\s*[-–—~]\s*{year}", heading)]
    year = years[-1] if years else ""
    short = re.search(r"(?<=[A-Za-z])['’](\d\d)\b", heading)
    year = year or (_year(short[1]) if short else "")
    bare = re.sub(
        rf"{_YEAR}|['’]\d\d\b|[\dX]{{3,4}}\s*[-–—~]|[()\[\],:]|\b(?:papers?|accepted|oral|main|track)\b",
        " ",
        heading,
        flags=re.I,
    )
    name = " ".join(bare.split()).strip(" -–—.'’")
    telling = _SHORT_VENUE.fullmatch(name) or (
        year and re.fullmatch(r"[A-Z][A-Za-z&/+-]*[A-Z]+[\w&/+-]*(?: [A-Z&][\w&/+-]*){0,4}", name)
    )
    return Place(name if telling and not _NO_VENUE.search(name) else "", year)


# --- People ----------------------------------------------------------------------------------------------------------


def names_in(text: str, *, alone: bool = False, cited: bool = False, short: bool = False) -> tuple[str, ...]:
    """The names that a text consists of, `others` behind them where it says so; none where it holds anything else.

    `alone` allows a single name, `cited` the order of citations: `Falk, Ina, Oto Brand, and Rut Kiel`, `short` family
    names alone: `Roe and Poe`.
    """
    bare = re.sub(r"^\W*(?:by|authors?|作者)\b\s*[:：]?\s*", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\w)\s*\((?:[^()]{1,60})\)|\^\d*|(?<=[a-z])\d(?:,\d)*(?=,|$)", "", bare)
    bare, whole = split_et_al(without_notes(bare.strip(" ,;:*")))
    bare = bare.strip(" ,;:")
    bare = bare if re.search(r"\b[A-Z]\.$", bare) else bare.strip(" .")
    if not bare or len(bare) > 4000 or re.search(r"[:/@#=?!|]|https?|\d{2}", bare):
        return ()
    people = _cited(bare, certain=cited or not whole)
    people = people or tuple(name for name in divided(bare, ",") if name != "others")
    if not all(_is_name(name, short=short or not whole or len(people) > 2) for name in people):
        return ()
    if len(people) == 1 and whole and not (alone and _NAME.fullmatch(people[0])) and not (cited and "," in people[0]):
        return ()
    return (*people, "others") if not whole and people else people


def names_before_year(citation: str) -> tuple[str, ...]:
    """The authors of a whole citation: `Roe, A. and Poe, M., 2023. Counting Owls.`, `Roe A, Poe M. Counting Owls.`"""
    found = re.match(rf"(.{{3,600}}?)[.,]?\s*\(?{_YEAR}[a-z]?\b", citation)
    for head in ([found[1]] if found else []) + [citation.partition(". ")[0]]:
        if names := names_in(head.strip(" ,"), alone=True, cited=True):
            return names
    return ()


def are_names(text: str) -> bool:
    """Whether a text is a list of at least two names, or of one and others; a title such as `Deep, Wide` is none."""
    found = names_in(text, cited=True)
    return len(found) > 1 and (found[-1] == "others" or all(" " in name.strip() for name in found))


def _is_name(name: str, *, short: bool) -> bool:
    bare = name.strip()
    words = bare.split()
    if any(word in _SMALL or word.lower() in _COMMON for word in words) or len(bare) > 60:
        return False
    if _NAME.fullmatch(bare):
        return sum(word[0].isupper() or not word[0].isascii() for word in words) * 2 >= len(words)
    return bool(_INVERTED.fullmatch(bare)) or (short and bool(_SURNAME.fullmatch(bare)))


def _cited(text: str, *, certain: bool) -> tuple[str, ...]:
    """The names of a citation in which only the first is turned round: `Falk, Ina, Oto Brand, and Rut Kiel`."""
    parts = [part.strip() for part in re.split(r",\s*(?:and|&)\s+|,|\s+(?:and|&)\s+", text) if part.strip()]
    if len(parts) < 2 or not _SURNAME.fullmatch(parts[0]) or not re.match(r"[^,&]+,(?!\s*(?:and|&)\s)", text):
        return ()
    rest = parts[2:]
    if (" " in parts[0] and " " in parts[1]) or (not certain and (" " in parts[0] + parts[1] or not rest)):
        return ()
    given = bool(re.fullmatch(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}", parts[1]))
    if given and all(" " in part for part in rest):
        return (f"{parts[0]}, {parts[1]}", *rest)
    found = divided_names(text) if certain else ()
    return found if len(found) > 1 else ()
