"""Where a paper appeared: the text of a venue taken apart into its name, its edition and the rest."""

import re
from dataclasses import dataclass

from generator.clean.text import clean_text, fold

_ARXIV = re.compile(
    r"corr(\s*[,:]?\s*abs/\S+)?|arxiv \(cornell university\)|"
    r"arxiv(\.org)?( (e-?prints?|preprint|[A-Z]\w+( \w+){0,3}))?(\s*[,:/]?\s*(arxiv:|abs/)?\S*\d\S*)?(\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)


def parse_venue(text: str) -> str:
    """A venue in its own words, but all of arXiv's as `arXiv`: `CoRR`, `arXiv preprint arXiv:2309.16039`."""
    plain = clean_text(text).strip(" ,;")
    return "arXiv" if _ARXIV.fullmatch(plain) else plain


_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"\d+(?:st|nd|rd|th)"
_EDITION = re.compile(rf"\b(?:{_YEAR}|{_ORDINAL})\b|\s?['’]\d\d\b|^(?:in )?proceedings of (?:the )?", re.IGNORECASE)


def series_of(venue: str) -> str:
    """The venue without its edition: `NeurIPS 2024` and `Proceedings of the 41st ICML` name `NeurIPS` and `ICML`."""
    bare = clean_text(_EDITION.sub(" ", venue)).strip(" ,;:-–()")
    return bare or venue


_START = re.compile(
    r"(in\s*:?\s+)?((the|official|conference|technical)\s+)*(proceedings|procs?\b)\.?\s*(of\b|from\b)?\s*|in\s*:?\s+",
    re.IGNORECASE,
)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELLED = (
    rf"(?:(?:{_TENS})[\s-]*)?(?:{_UNITS})|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|"
    "tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
)
_NUMBERS = re.compile(
    rf"(?<!\d){_YEAR}(?!\d)|\b(?:\d+\s?(?:st|nd|rd|th)|{_SPELLED})\b|['’]\d\d\b", re.IGNORECASE
)
_YEARS = re.compile(rf"(?<!\d)({_YEAR})(?!\d)|['’](\d\d)\b")
_DIVIDER = re.compile(r"\s*([,;:()\[\]]|\.(?=\s|$)|(?<=\s)[-–—]+(?=\s))\s*")
_SILENT = frozenset(("the", "annual", "a", "an", "and"))
_FORMS = ("poster", "oral", "spotlight")
"""How OpenReview ends: `ICLR 2024 poster`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueText:
    """A venue's text in pieces, between the commas, colons and parentheses that divide it."""

    pieces: tuple[tuple[str, str], ...]
    """(what divides it from the piece before, the piece) pairs, without years, ordinals and what `words_of` drops."""
    years: frozenset[int]
    """All that it states."""
    proceedings: bool
    """Whether it began with `Proceedings of` or the like, which the pieces lack."""


def parse_venue_text(text: str) -> VenueText:
    """`In Proc. of the 41st ICML '24, Vienna` → the pieces `ICML` and `Vienna`, the year 2024."""
    plain = clean_text(text)
    bare = clean_text(_NUMBERS.sub(" ", plain))
    start = _START.match(bare)
    parts = ["", *_DIVIDER.split(bare[start.end() :] if start else bare)]
    pieces = ((divider, piece) for divider, piece in zip(parts[::2], parts[1::2], strict=True) if words_of(piece))
    return VenueText(
        pieces=tuple(pieces),
        years=frozenset(_years_in(plain)),
        proceedings=bool(start and start[0].lower().strip(" :") != "in"),
    )


def words_of(piece: str) -> str:
    """The words by which names of venues are compared: folded, without articles, `Annual`, a number at the end."""
    words = [word for word in fold(piece).split() if word not in _SILENT]
    while len(words) > 1 and (words[-1].isdigit() or words[-1] in _FORMS):
        words.pop()
    return " ".join(words)


def stated_year(venue: str) -> int | None:
    """The year in a venue's text, where it states one and no other: `NAACL 2024` and `ICML '24`, not `LNCS 12345`."""
    years = _years_in(venue)
    return years.pop() if len(years) == 1 else None


def _years_in(text: str) -> set[int]:
    return {int(year or ("19" if short > "50" else "20") + short) for year, short in _YEARS.findall(text)}
