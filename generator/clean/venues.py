"""Where a paper appeared."""

import re

from generator.clean.text import clean_text

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
