"""Lines that name a paper by its id or address, and what else stands in them: `2. Counting Owls – arXiv:2401.00001`."""

import re
from dataclasses import dataclass

from generator.clean.identifiers import doi_of_page, id_in_url, parse_acl, parse_arxiv, parse_doi, parse_pmcid
from generator.clean.urls import parse_url
from generator.intake.readers.pages.page import Passage, is_prose, is_reference

_LIST_MARK = re.compile(r"\A(?:[-*+•·‣▪◦–—>☐☑✓✔■□●○➢]+|\[[ xX]?\]|\(?\d{1,4}[.)](?!\d)|\[\d{1,4}\])\s+")
_ADDRESS = re.compile(
    r"<?\b((?:https?://|www\.)[^\s<>\"|\])]+(?:\([^\s<>()]*\)[^\s<>\"|\])]*)*|(?:arxiv\.org|"
    r"aclanthology\.org|openreview\.net|doi\.org|dx\.doi\.org|"
    r"huggingface\.co/papers)/[^\s<>\"|\])]+)>?",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:arXiv(?: preprint)?\s?:\s?|(?<![\w./:-]))(?P<arxiv>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?|"
    r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?:\s?\[[a-z-]+(?:\.[A-Za-z-]+)?\])?(?![\w/-])"
    r"|(?:\bdoi:?\s?)?(?<![\w./])(?P<doi>10\.\d{4,9}/[^\s,;<>\"]+)"
    r"|(?:\bACL(?: Anthology)?(?: ID)?:\s?)?(?<![\w./])(?P<acl>[A-Z]\d{2}-\d{4}|"
    r"\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)(?![\w-])"
    r"|\b(?:PMID|PubMed(?: ID)?):?\s?(?P<pmid>\d{5,9})\b"
    r"|\b(?:PMCID:?\s?)?(?P<pmcid>PMC\d{4,9})\b"
    r"|(?<!\w)(?P<s2>[0-9a-f]{40})(?!\w)"
    r"|\bDBLP:(?P<dblp>\S+)"
    r"|\b(?:OpenReview|openreview)(?: id)?:\s?(?P<openreview>[\w-]{6,})",
    re.IGNORECASE,
)
_ARXIV_PAPER = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co/papers|alphaxiv\.org/(?:abs|pdf)|scirate\.com/arxiv)/(\S+?)/?$", re.I
)
_LEFT = re.compile(
    r"[\s,;.:|()\[\]<>{}–—\"“”'‘’*_-]*(?:(?:link|url|paper|pdf|arxiv|doi|abs|html|"
    r"page)[\s:,;|()\[\]<>–—-]*)*",
    re.IGNORECASE,
)
_AROUND = ' \t,;|–—-:<>*_"“”'
_GAP = "\0"
_BESIDE = 20
"""Characters that may stand on the other side of an id than the title: a year, a venue."""
_SMALL = re.compile(r"(?:^|\s)[^\W\d_A-Z]\w*")
"""A word of a sentence: venues have capitals."""
_LEADS_UP = re.compile(
    r"(?i)\b(?:see|cf|at|is|are|here|the|of|this|in|out|from|with|read|and|on|via|like|by|to)[\s.,:]*$"
)
"""The end of a sentence's beginning: `Mia reads the weights paper, see`."""
_LABEL = re.compile(r"(?:title|paper|name)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line that names a paper, or several."""

    line: Passage
    ids: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()
    title: str = ""
    """What else the line holds."""
    beside: str = ""
    """What stands on the other side of the id."""
    listed: bool = True
    """Whether the line is one of a list, and not a sentence or a whole reference."""


def without_mark(text: str) -> str:
    """A line of a list without its bullet, number or box."""
    return _LIST_MARK.sub("", text, count=1)


def item_of(line: Passage) -> Item | None:
    """The ids of a line and what stands beside them: `2. Counting Owls – arXiv:2401.00001`; None without an id."""
    text = without_mark(line.text)
    ids: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    rest = _ADDRESS.sub(lambda match: _take_address(match[1], ids, links), text)
    rest = _ID.sub(lambda match: _take_id(match, ids), rest)
    if not ids and not links:
        return None
    parts = [part for part in map(_trimmed, rest.split(_GAP)) if not _LEFT.fullmatch(part)]
    title = max(parts, key=len, default="")
    beside = " ".join(part for part in parts if part is not title)
    whole = len(beside) <= _BESIDE and not _SMALL.search(beside) and not _LEADS_UP.search(title)
    whole = whole and len(title) <= 300 and not is_prose(title) and not is_reference(title)
    return Item(line=line, ids=tuple(dict.fromkeys(ids)), links=tuple(links), title=title, beside=beside, listed=whole)


def _take_address(address: str, ids: list[tuple[str, str]], links: list[tuple[str, str]]) -> str:
    bare = address.rstrip(".,;:")
    url = parse_url(bare) or parse_url(f"https://{bare}")
    if url is None:
        return address
    arxiv = _ARXIV_PAPER.match(url)
    doi = doi_of_page(url)
    found = (
        ("arxiv", arxiv[1]) if arxiv and parse_arxiv(arxiv[1]) else id_in_url(url) or (("doi", doi) if doi else None)
    )
    if found:
        ids.append(found)
    else:
        links.append(("", url))
    return _GAP


def _take_id(match: re.Match[str], ids: list[tuple[str, str]]) -> str:
    scheme, text = next((name, value) for name, value in match.groupdict().items() if value)
    known = {"arxiv": parse_arxiv, "doi": parse_doi, "acl": parse_acl, "pmcid": parse_pmcid}
    value = known[scheme](text) if scheme in known else text
    if value:
        ids.append((scheme, value))
    return _GAP if value else match[0]


def _trimmed(text: str) -> str:
    bare = _LABEL.sub("", text.strip(_AROUND), count=1).strip(_AROUND)
    return bare.lstrip(")]}").rstrip("([{").strip(_AROUND)
