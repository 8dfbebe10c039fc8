"""What stands in a reference behind its title, and the ids and addresses anywhere in it.

    In A. Roe and B. Poe, editors, Proceedings of the 9th CoLP, volume 12, pages 112–127, Bergen, 2024. doi:10.5555/1
"""

import re
from dataclasses import dataclass
from typing import Any

from generator.clean.identifiers import ARXIV_ARCHIVES, parse_doi
from generator.clean.urls import parse_url

_YEAR = r"(?:1[5-9]|20)\d\d"
_ARXIV = re.compile(
    rf"(?:arxiv\s?(?:preprint|e-prints?)?\s?[:,.]?\s?(?:arxiv)?\s?[:.]?\s?|(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|"
    rf"pdf)/|\babs/)"
    rf"(?P<id>\d{{4}}\.\d{{4,5}}|(?:{'|'.join(ARXIV_ARCHIVES)})(?:\.[A-Z]{{2}})?/\d{{7}})(?:v\d+)?(?:\.pdf)?"
    r"(?:\s?[\[(][a-z][\w.-]+[\])])?",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:(?:doi:?\s*)?https?://(?:dx\.)?doi\.org/|\bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)?|(?<![\w/.]))"
    r"(10\.\d{4,9}/[^\s\"”<>]+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>\"“”]+>?")
_NUMBER = re.compile(r"(?P<scheme>PMID|PMCID):?\s?(?P<id>(?:PMC)?\d{4,9})[.;,]?", re.IGNORECASE)
_ACCESSED = re.compile(
    r"[\[(]?\b(?:Last\s)?(?:Accessed|Retrieved|Visited|Viewed|Cited|Abgerufen|Consulté|Consultado|Online; accessed|"
    r"last accessed|last visited|date accessed)"
    r"(?:\son|\sam|\sle|:)?,?\s[^.\[\]()]{0,30}?\d{4}(?:[-/]\d\d[-/]\d\d)?[\])]?(?:,?\sfrom)?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:Available|Accessible)(?:\s(?:online|at|from))*|Online|URL|Retrieved from|\[Online\]|doi|DOI|link|Link|"
    r"Crossref|CrossRef|"
    r"Google Scholar|PubMed|View Article|\[(?:CrossRef|Google Scholar|PubMed|Green Version)\])\s*[:.]?\s*(?=[.,;)]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The identifiers and addresses of a reference, and its text without them."""

    ids: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    rest: str


def take_ids(text: str) -> Ids:
    """The ids and addresses of a reference; arXiv's DOI is told by `normalize`."""
    ids = [("doi", match[1].rstrip(".,;")) for match in _DOI.finditer(text) if parse_doi(match[1])]
    ids += [("arxiv", match["id"]) for match in _ARXIV.finditer(text)]
    ids += [(match["scheme"].lower(), match["id"]) for match in _NUMBER.finditer(text)]
    links = [match[0].strip("<>").rstrip(".,;:)") for match in _ADDRESS.finditer(_DOI.sub("", text))]
    rest = _ARXIV.sub(" arXiv ", _DOI.sub(" ", _NUMBER.sub(" ", _ACCESSED.sub(" ", text))))
    rest = _ADDRESS.sub(" ", rest)
    for _ in range(3):
        rest = _LEADING.sub("", re.sub(r"[(\[]\s*[)\]]", "", rest).rstrip(" .,;"))
    rest = re.sub(r"\s+(?=[.,;](?!\s?\.))", "", " ".join(rest.split())) + "."
    links = [link for link in links if parse_url(link) and not re.search(r"arxiv\.org/(?:abs|pdf)", link)]
    return Ids(ids=tuple(dict.fromkeys(ids)), links=tuple(dict.fromkeys(links)), rest=rest)


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY_OR_RANGE = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
_DATED = re.compile(
    rf"(?:{_DAY_OR_RANGE}\s)?(?P<month>{_MONTH})(?:\s?[-–/]\s?{_MONTH})?(?:\s{_DAY_OR_RANGE})?,?\s(?P<year>{_YEAR})\b"
    rf"|\b(?P<first>{_YEAR})\s(?P<then>{_MONTH})(?=[\s;,.])",
)
_YEARS = re.compile(rf"(?<![\d.:/–—-])(?P<year>{_YEAR})[a-z]?(?![\d/–—]|-\d|:\d|\.\d)")
_LAST_YEAR = re.compile(rf"[\s(,]\(?(?P<year>{_YEAR})[a-z]?\)?[.,;:]?(?:\s?arXiv)?[.,;:]?\s*$")
_PROCEEDINGS_OF = re.compile(rf"\b(?:of|at) the {_YEAR}\b")
_VANCOUVER = re.compile(rf"[.,]?\s(?P<year>{_YEAR})(?:\s{_MONTH}(?:\s?[-–/]\s?{_MONTH})?(?:\s{_DAY_OR_RANGE})?)?\s?;")
_PAGES = re.compile(
    r"(?:\b(?:pp?|pages?|pag|S)\.?\s*(?P<said>[A-Za-z]?\d+(?:\s?[-–—‐]+\s?[A-Za-z]?\d+)?)"
    r"|(?:[:;,(]\s?|(?<=[^\W\d])\s|(?<=\d\s)|(?<=\)\s))(?P<range>[A-Za-z]?\d+\s?[-–—‐]+\s?[A-Za-z]?\d+)(?![\d]|[./]\d)"
    r"|:\s?(?P<first>e?\d+)(?=[.,;\s(]|$)|,\s(?P<article>e\d{3,}|Article\s\d+))"
)
_VOLUME = re.compile(
    r"\bvol(?:ume|\.)?\s?(?P<a>\d+\w?)(?:,?\s(?:no|num|number|iss|issue)\.?\s?(?P<b>[\w–-]+))?"
    r"|(?<![\w/.])(?P<c>\d{1,4})(?:,?\s(?:no|iss|issue)\.\s?(?P<d>[\w–-]+)|\s?\((?P<e>[\w–/-]{1,8})\))(?=[:,;.\s(]|$)"
    r"|(?<![\w/.])(?P<i>\d{1,4}),\s(?P<j>\d{1,3})(?=\s\((?:\w+\s)?(?:19|20)\d\d\))"
    r"|;\s?(?P<f>\d+)(?:\((?P<g>[^)]*)\))?:"
    r"|(?<![\w/.–-])(?P<h>(?!(?:19|20)\d\d\b)\d{1,4})(?=(?:,|:)\s?[A-Za-z]?\d+\s?[-–—]|:\s?e?\d|,\s(?:pp?\.|"
    r"e?\d{2,}\b)|\s\((?:19|20)\d\d\)\s\d|,\s\d+\s\((?:19|20)\d\d)"
)
_DESCRIBED = re.compile(
    r"\s*(?:[(\[](?P<edition>\d+)\w*\s?(?:rev\.\s?)?(?:ed|edn|edition|Aufl)\b[^)\]]*[)\]]|\[(?!Doctoral|"
    r"Master)[^\]]{2,40}\])\.?\s*",
    re.IGNORECASE,
)
"""An edition, or what kind of thing it is, in brackets right behind the title."""
_EDITED = re.compile(
    r"^(?P<people>[^“”\"]{5,300}?),?\s\(?(?:[Ee]ds?|[Ee]ditors?|Hrsg)\b\.?\)?[.,:]?\s+(?=\S)"
    r"|,?\s(?:edited by|ed\. by|ed\.|eds\.)\s[^,]+(?:,\s(?:and\s)?[^,\d]+)*?(?=,|\.|\d|$)"
)
_INSIDE = re.compile(
    r"(?:In|in|En|Dans|IN)[:\s]\s*(?=\S)|Presented at(?: the)? |Preprint at |Preprint,?\s(?=ar[Xx]iv)"
)
_VENUE_ENDS = re.compile(
    rf",\s*(?=(?:vol|no|pp?|ser|art|issue)\.|pages?\b|volume\b|number\b|series\b|article\b|\d+\s*[(,:;]|"
    rf"(?:\w+\.?,?\s)?(?:\w+,\s)?{_YEAR}\b|\d+\s?[-–]\s?\d+|\d+\.?$|{_MONTH}\s|ed\.|eds\.)"
    rf"|\s+\(?(?:pp?\.|pages?\b|vol\.|Vol\.|S\.\s\d)|\s+(?=\d+\s*[(,:;])|\s+(?=\d+\s?[–-]+\d+)|\.\s+(?={_YEAR})|"
    rf"\s+\((?=[^)]*{_YEAR})|[.,]\s+(?=\d+(?![a-z\d]))"
    rf"|\s+(?=\d+\s?\({_YEAR}\))|;|\.\s+(?=[A-Z][\w& ]*(?:Press|Society|Association|Publish\w*|Linguistics|Springer|"
    rf"ACM|IEEE|Verlag|Associates)\b)"
    rf"|\.\s+(?=(?:ACM|IEEE|Springer|Elsevier|Wiley|PMLR|Association|Curran|Available|URL|[A-Z]\w+,\s[A-Z]))"
)
_THESIS = re.compile(
    r"\b(?:Ph\.?\s?D\.?|doctoral|master'?s?|m\.?\s?sc\.?|bachelor'?s?|diploma)[’']?s?\s?(?:thesis|diss(?:ertation|"
    r"\b))|dissertation|\bthèse|\btesis\b",
    re.I,
)

_HOUSE = re.compile(
    r"(?P<place>(?:[\w.'’-]+,?\s?){1,4}:\s)?(?P<house>[^:,]*\b(?:Press|Publish\w*|Verlag|Springer|Elsevier|Wiley|"
    r"Routledge|Books?|"
    r"University|Kaufmann|Hall|Sons|Associates)\b[^:,]{0,30})(?:,\s[^:]{2,40})?"
)
"""A publisher, and its city before or behind it; no venue."""


def year_of(rest: str) -> str:
    """The year of what stands behind a title, with its month where one stands beside it; "" where years disagree."""
    years = [match["year"] for match in _YEARS.finditer(_PROCEEDINGS_OF.sub(" ", rest))]
    found = _VANCOUVER.search(rest) or _LAST_YEAR.search(rest)
    if found and all(abs(int(year) - int(found["year"])) < 2 for year in years):
        return _with_month(rest, found["year"])
    return _with_month(rest, years[-1]) if len(set(years)) == 1 else ""


def _with_month(rest: str, year: str) -> str:
    dated = (match for match in _DATED.finditer(rest) if year in match.group("year", "first"))
    months = {match["month"] or match["then"] for match in dated}
    return f"{months.pop()} {year}" if len(months) == 1 else year


def fields_of(rest: str) -> dict[str, Any]:
    """Venue, volume, number, pages and type of what stands behind a title."""
    described = _DESCRIBED.match(rest)
    if described:
        rest = rest[described.end() :]
    edition = {"edition": described["edition"]} if described and described["edition"] else {}
    return edition | _fields(rest)


def _fields(rest: str) -> dict[str, str]:
    venue = _venue(rest)
    place = rest.find(venue) + len(venue) if venue else 0
    tail = rest[place:]
    found = {"venue": venue}
    if house := _HOUSE.fullmatch(venue):
        return {"publisher": house["house"].strip(), "place": (house["place"] or "").strip(" :")}
    if re.fullmatch(r"(?i)tech(?:nical|\.)? ?rep(?:ort|\.)?", venue):
        return {"type": "techreport"}
    if thesis := _THESIS.search(rest):
        return {"type": "mastersthesis" if re.match(r"(?i)m|b|dip", thesis[0]) else "phdthesis"}
    if pages := _PAGES.search(_YEARS.sub(" ", tail) if not re.search(r"pp?\.|pages", tail) else tail):
        numbers = next(filter(None, pages.groups()))
        found["pages"] = re.sub(r"\s?[-–—‐]+\s?", "-", numbers.removeprefix("Article "))
    if volume := _VOLUME.search(tail):
        parts = volume.groupdict("")
        found["volume"] = parts["a"] or parts["c"] or parts["f"] or parts["h"] or parts["i"]
        found["number"] = parts["b"] or parts["d"] or parts["e"] or parts["g"] or parts["j"]
        if found["number"] and re.fullmatch(_YEAR, found["number"]):
            del found["number"]
    return found


def _venue(rest: str) -> str:
    plain = rest.strip(" .,;")
    inside = _INSIDE.match(plain)
    plain = plain[inside.end() :] if inside else plain
    if inside and (edited := _EDITED.match(plain)):
        plain = plain[edited.end() :]
    plain = re.sub(r",?\s(?:edited by|ed\. by)\s.*?(?=,\s\d|\.\s|$)", "", plain)
    venue = _VENUE_ENDS.split(plain, maxsplit=1)[0]
    venue = re.sub(rf",?\s*\(?{_YEAR}\)?\.?$", "", venue).strip(" ,;:(“”\"")
    if re.fullmatch(r"(?i)(?:cornell university|arxiv(?: preprint)?(?: arxiv)?(?:\s?\(.*\)?)?|preprint)", venue):
        return "arXiv" if "arxiv" in rest.lower() else ""
    return venue if re.search(r"[^\W\d]{2}", venue) and len(venue) < 250 else ""
