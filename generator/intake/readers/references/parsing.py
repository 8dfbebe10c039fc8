"""One formatted reference taken apart, and what makes the result doubtful: only one that is sure becomes a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from generator.intake.readers.people import as_name
from generator.intake.readers.references.imprint import fields_of, take_ids, year_of
from generator.intake.readers.references.namelists import PARTICLES, UPPER, NameList, body, name_lists
from generator.intake.readers.references.titles import is_venue, split_title, without_description

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_BEGINNING = re.compile(rf"{PARTICLES}{{0,3}}(?:[a-z]{{1,4}}['’-])?{UPPER}")
_BEHIND_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year.", re.compile(rf"[.,]?\s\((?:1[5-9]|20)\d\d\)\s{_YEAR}\.\s+")),
    ("(year)", re.compile(rf"[.,:]?\s?[(\[](?:c\.?\s?)?{_YEAR}(?:[,/–-]\s?[^)\]]*)?[)\]][.,:;]?\s*")),
    ("year.", re.compile(rf"[.,:]?\s{_YEAR}(?:[.,:;]\s+|\s(?=[“\"‘]))")),
    ("quote", re.compile(r"[.,:]?\s?(?=[“\"‘«„]|``)")),
    ("colon", re.compile(r":\s+")),
    ("dot", re.compile(r"\.\s+|(?<=\.)\s+")),
    ("comma", re.compile(r",\s+(?!(?:and|&)\b)")),
)
"""What may stand between the names and the title, the surest first."""
_TITLE_BY_COMMA = re.compile(
    rf"(?P<title>.+?),\s(?=(?:{UPPER}[^,]{{2,120}}?\s\d+\s?(?:\([^)]*\)\s)?\((?:19|20)\d\d\))|in:\s|in\s{UPPER}|"
    rf"In:?\s|(?:Proc\.|Proceedings|Trans\.|Journal|J\.|IEEE|ACM|arXiv|Ph\.?D|PhD|Tech)\b"
    rf"|(?:{UPPER}[\w.]*\s)*{UPPER}[\w.]*,?\s\d+\s?(?:\(|,|:))"
)

_PRINTED = re.compile(r"(?P<title>.{3,}?)\s(?P<rest>\([^()]*(?:,\s(?:19|20)\d\d|Press|University)\))")
"""Of a book in Nature's style: `Owls at Night (Owl Press, 2006)`."""
_DATE = re.compile(r"\(?(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\)?")
_DATED = re.compile(r"(?P<title>.{3,}?),\s(?P<rest>" + _DATE.pattern + ")")
"""Of what appeared online: `Owls at Night, March 2023`."""
_BOOK = re.compile(
    rf"(?P<title>[^.“”\"]{{4,200}}?)(?:,\s\w+\sed)?\.\s(?={UPPER}[\w .,-]{{2,40}}:\s[^:]{{2,60}},\s"
    r"(?:\w+\.?\s)?(?:19|20)\d\d[.,])"
)
"""Of a book in IEEE's style: `Owls at Night, 2nd ed. Bergen, Norway: Owl Press, 2006.`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a reference says, as far as that can be told."""

    grammar: str = ""
    """That of its names, and what stands behind them: `family, I. · (year)`."""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    complete: bool = True
    title: str = ""
    date: str = ""
    bounded: bool = False
    """Whether quotes, or the commas of its style, say where the title ends."""
    rest: str = ""
    """What stands behind the title."""
    ids: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    end: int = 0
    """Where in the text its names end."""
    doubt: str = ""
    """Why it is not sure; empty where it is."""

    @property
    def people(self) -> tuple[str, ...]:
        return self.authors or self.editors


_LONGEST = 2500
"""Characters that no reference has, be its authors a hundred."""


def readings(text: str) -> list[Reference]:
    """All ways to read a reference, the surest first, then that with most names."""
    if len(text) > _LONGEST or not _BEGINNING.match(text):
        return []
    found = take_ids(text)
    read = [
        replace(reference, ids=found.ids, links=found.links)
        for reference in _readings(found.rest)
    ]
    longest = max((one.end for one in read if len(one.people) > 1), default=0)
    judged = [replace(one, doubt=doubt_of(one, longest)) for one in read]
    return sorted(judged, key=lambda one: (bool(one.doubt), -len(one.people), -len(one.title)))


def _readings(text: str) -> Iterator[Reference]:
    for names in name_lists(text):
        yield from _behind(text, names)
    if end := body(text):
        name = as_name(text[:end])
        yield from _behind(text, NameList(grammar="body", names=(name,), complete=True, editors=False, end=end))


def _behind(text: str, names: NameList) -> Iterator[Reference]:
    for kind, pattern in _BEHIND_NAMES:
        if (found := pattern.match(text, names.end)) and found.end() < len(text):
            yield _reference(names, kind, found, text[found.end() :])
            return


def _reference(names: NameList, kind: str, found: re.Match[str], text: str) -> Reference:
    year = found.groupdict().get("year") or ""
    if kind == "comma" and (match := _TITLE_BY_COMMA.match(text) or _BOOK.match(text)):
        title, rest, bounded = match["title"], text[match.end() :], True
    else:
        title, rest, bounded = split_title(text)
    if not rest and (printed := _PRINTED.fullmatch(title)):
        title, rest = printed["title"], printed["rest"]
    if not (rest or year or bounded) and (dated := _DATED.fullmatch(title)):
        title, rest = dated["title"], f"{dated['rest']}."
    title = re.sub(r",?\sarXiv$", "", title)
    title, described = without_description(title)
    rest = f"{described}. {rest}" if described else rest
    return Reference(
        grammar=f"{names.grammar} · {kind}",
        authors=() if names.editors else names.names,
        editors=names.names if names.editors else (),
        complete=names.complete,
        end=names.end,
        title=title,
        bounded=bounded,
        date=year or year_of(rest),
        rest=rest,
        fields=fields_of(rest),
    )


_ANOTHER = re.compile(r"(?:,\s|\(|;\s)(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\)?\.\s.{30,}\b(?:19|20)\d\d\b")
"""A year that ends a reference, and one behind it."""
_FAR = 700
"""Characters that no venue has, with all that stands about it."""
_NUMBERS = re.compile(
    r"\d\s?\(\d+\)\s?[:,]|\bpp?\.\s?\d|\bpages\s\d|\bvol\.\s?\d|https?:|\b10\.\d{4}/|\d;\d|:\s?\d+[-–]\d+"
)
_NAMES_LEFT = re.compile(
    rf"^(?:and\s|&\s|{UPPER}\.\s?(?:-?{UPPER}\.\s?)*{UPPER}\w+(?:,|\sand\s|\s&\s|\.)|{UPPER}[\w'’-]+,\s{UPPER}\.)"
    rf"|\bet\sal\b|\b[Ii]n:\s|\(Eds?\.\)|\beds\.|^[^:]*,\s(?:and|&)\s{UPPER}\.\s?{UPPER}"
)
_JOURNAL_FIRST = re.compile(
    rf"(?:{UPPER}[a-z]*\.\s){{2,}}|(?:{UPPER}[\w.]*\s){{1,4}}\d+\s?[(,:]|(?:In|in):?\s{UPPER}|Proc\.|(?:Phys|Nucl|"
    rf"Astrophys|Math)\.\s"
)
_ODD = re.compile(
    r"^[\W\d]*$|^(?:[Tt]o appear|[Ii]n press|[Ff]orthcoming|[Pp]reprint|[Uu]npublished|[Ss]ubmitted|[Aa]vailable|Vol)\b"
)


def doubt_of(reference: Reference, longest: int) -> str:
    """Why a reading is not to be trusted; empty where it is. `longest` is where the longest list of names ends."""
    title, words = reference.title, reference.title.split()
    checks = (
        (not reference.people or reference.end < longest, "names"),
        (not reference.date, "a year"),
        (not words or len(title) < 3 or len(words) > 45 or bool(_ODD.search(title)), "a title"),
        (bool(_NUMBERS.search(title)) or bool(_NAMES_LEFT.search(title)), "the title's bounds"),
        (not reference.bounded and bool(_JOURNAL_FIRST.match(title)), "a title before the venue"),
        (not _balanced(title), "the title's end"),
        (len(reference.rest) > _FAR or bool(_ANOTHER.search(reference.rest)), "one reference"),
        (not _followed(reference), "what follows the title"),
        ("comma" in reference.grammar and not reference.bounded, "the title's end"),
        (len(words) < 2 and not (reference.bounded or is_venue(reference.rest)), "a title of several words"),
    )
    return next((what for wrong, what in checks if wrong), "")


def _balanced(title: str) -> bool:
    pairs = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
    return all(title.count(one) == title.count(other) for one, other in pairs) and title.count('"') % 2 == 0


def _followed(reference: Reference) -> bool:
    """Whether what stands behind the title is no part of it."""
    if reference.bounded:
        return True
    rest = reference.rest.strip(" .,;")
    if _DATE.fullmatch(rest):
        return bool(reference.ids or reference.links) or not re.search(r",|Press|Verlag|Publish", reference.title)
    return is_venue(rest) or (not rest and "year" in reference.grammar)
