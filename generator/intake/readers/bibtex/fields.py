"""The fields of a BibTeX or BibLaTeX entry, and what of a record each one is; the tables here are the knowledge."""

import re
from collections.abc import Iterator
from typing import Any

from generator.clean.dates import is_earlier, is_far, parse_date, whole_date
from generator.clean.identifiers import parse_arxiv, parse_dblp
from generator.clean.latex import parse_latex
from generator.clean.names import split_names
from generator.clean.publication import parse_type
from generator.clean.text import fold
from generator.clean.venues import parse_venue
from generator.fields import PLAIN, holds
from generator.intake.readers.bibtex.inherit import BibEntry, Fields
from generator.model import Capture, RawRecord

# Of each row the first field that says something counts; the others are left over.
_VENUES = ("journal", "journaltitle", "booktitle", "maintitle", "eventtitle", "shortjournal")
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_NUMBERS = ("number", "issue")
_PAGES = ("pages", "eid", "articleno", "article-number")
_KEYWORDS = ("author_keywords", "author-keywords", "keywords", "keyword")
_CATEGORIES = ("primaryclass", "eprintclass")
_ARCHIVES = ("archiveprefix", "eprinttype")

_IDS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "arxivid": "arxiv",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "pmc": "pmcid",
    "openreview": "openreview",
    "acl": "acl",
    "openalex": "openalex",
    "s2": "s2",
    "dblp": "dblp",
}
_ARCHIVE_IDS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmcid": "pmcid", "openreview": "openreview"}
_LINKS = {
    "url": "",
    "pdf": "",
    "html": "",
    "link": "",
    "ee": "",
    "paper": "paper",
    "code": "code",
    "github": "code",
    "project": "project",
    "website": "project",
    "data": "data",
    "dataset": "data",
    "model": "model",
    "demo": "demo",
    "video": "video",
}
_BIBDESK_LINK = re.compile(r"bdsk-url-\d+")
_ADDRESS = re.compile(r"https?://\S+")
# Where the id stands in a field that is for something else: `arXiv preprint arXiv:2309.16039`, `abs/2309.16039`.
_ARXIV = re.compile(r"(?i:arxiv:\s?|abs/)(\S+\d)")
# In a note it must come first: `Extended version of arXiv:2309.16039` is another paper.
_ARXIV_NOTE = re.compile(r"(?i)(?:\\url\{)?(?:https?://(?:www\.)?arxiv\.org/abs/|arxiv:\s?)(\S+\d)")
_SAYS = re.compile(r"\w")
_SAYS_NOTHING = re.compile(r"\\url\b|\[[a-z-]+(\.[A-Za-z-]+)?\]|(?i:\b(available )?(at|from|online)\b)|\burl\b:")
_STATE = re.compile(r"(?i)\W*(retracted|withdrawn|superseded)( (article|paper|publication))?\W*")
_PREPRINTS = ("article", "misc", "online", "electronic", "unpublished", "preprint")
_ORCID = r"(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])"
_ANNOTATED = re.compile(rf"(\d{{1,4}})\s*=[^;]{{0,60}}?{_ORCID}")
_NAMED = re.compile(rf"([^/;{{}}]{{1,100}}?)\s*/\s*{_ORCID}")


class _Taken:
    """The fields of an entry, which notes those that were used."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.used: set[str] = set()

    def first(self, *names: str) -> str:
        """The value of the first of these fields that has one."""
        for name in names:
            if name in self.fields and self.fields[name].strip():
                self.used.add(name)
                return self.fields[name]
        return ""

    def plain(self) -> dict[str, Any]:
        """The fields of records that BibTeX has under names of its own; an ISSN under `isbn` is not taken."""
        found: dict[str, Any] = {}
        for field in PLAIN:
            held = (name for name in field.bibtex if holds(field, self.fields.get(name, "")))
            found[field.name] = self.first(next(held, ""))
        return found

    def unless_more(self, name: str, around: str) -> None:
        """Counts a field as used of which something was read, if the text around that says nothing."""
        if not _SAYS.search(_SAYS_NOTHING.sub("", around)):
            self.used.add(name)

    def left(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, value in self.fields.items() if name not in self.used and value.strip())


def as_record(entry: BibEntry, capture: Capture, reader: str) -> RawRecord:
    """The row of an entry; editors are no authors, also where a book has no other."""
    take = _Taken(entry.fields)
    ids = tuple(dict.fromkeys(_ids(entry, take)))
    venue, publisher = _places(entry, take)
    names, complete = split_names(take.first("author", "authors"))
    names += tuple(_collaboration(take.first("collaboration"), names))
    type_ = _type(entry, take, venue, any(scheme == "arxiv" for scheme, _ in ids))
    editors, all_editors = split_names(take.first("editor", "editors"))
    return RawRecord(
        reader=reader,
        capture=capture.name,
        line=min(entry.lines),
        lines=entry.lines,
        text=entry.text,
        key=entry.key,
        citation_key=entry.key,
        title=_title(entry, take),
        authors=names,
        orcids=_orcids(take, names),
        authors_complete=complete,
        editors=editors if all_editors else (*editors, "others"),
        date=_date(take),
        first=_first(take),
        venue=venue,
        type=type_,
        volume=_unless_arxiv(take, "volume"),
        number=_unless_arxiv(take, *_NUMBERS),
        pages=_pages(type_, take),
        publisher=publisher,
        abstract=take.first("abstract"),
        keywords=tuple(filter(None, [take.first(*_KEYWORDS)])),
        categories=tuple(re.findall(r"[^,;\s]+", take.first(*_CATEGORIES))),
        state=_state(take),
        ids=ids,
        links=tuple(_links(take)),
        latex=True,
        **take.plain(),
        leftover=take.left() + entry.repeated,
    )


def _collaboration(name: str, authors: tuple[str, ...]) -> Iterator[str]:
    """One that signs beside the authors has a field of its own in RevTeX: `collaboration = {SHORE}`."""
    whole = name.strip(" {}")
    if whole and not any(fold(whole) in fold(author) for author in authors):
        yield f"{{{whole if 'collab' in whole.lower() else f'{whole} Collaboration'}}}"


def _title(entry: BibEntry, take: _Taken) -> str:
    title = take.first("title", *(("booktitle", "maintitle") if _is_volume(entry) else ()))
    subtitle = take.first("subtitle") if title else ""
    return f"{title}: {subtitle}" if subtitle else title


def _is_volume(entry: BibEntry) -> bool:
    return parse_type(entry.type) == "book"


def _places(entry: BibEntry, take: _Taken) -> tuple[str, str]:
    """Venue and publisher. A book is in no other; `howpublished` is a venue unless it is an address."""
    venue = take.first(*(_VENUES[:2] if _is_volume(entry) else _VENUES))
    if not venue and not _ADDRESS.search(take.fields.get("howpublished", "")):
        venue = take.first("howpublished")
    publisher = take.first(*_PUBLISHERS)
    if not venue and parse_venue(publisher) == "arXiv":
        return publisher, ""
    return venue, publisher


def _type(entry: BibEntry, take: _Taken, venue: str, is_on_arxiv: bool) -> str:
    """The entry's type, or what says more: `@misc{…, type = {dataset}}`, and all that is only on arXiv."""
    stated = take.fields.get("type", "")
    if parse_type(stated) not in (None, "other"):
        return take.first("type")
    if entry.type in _PREPRINTS and is_on_arxiv and parse_venue(venue) in ("", "arXiv"):
        return "preprint"
    return entry.type


def _date(take: _Taken) -> str:
    """`date`, else year, month and day, as many of them as make a date."""
    parts = _date_parts(take)
    take.used.update(parts)
    return _joined(take, parts)


def _first(take: _Taken) -> str:
    """`origdate` where it is earlier, but not by years: so is that of the original of a translation or a reprint."""
    own, first = parse_date(_joined(take, _date_parts(take))), parse_date(take.fields.get("origdate", ""))
    told = own and first and is_earlier(first, own) and not is_far(first, own)
    return take.first("origdate") if told else ""


def _date_parts(take: _Taken) -> list[str]:
    dated = take.fields.get("date", "")
    names = ("date",) if dated and (parse_date(dated) or not take.fields.get("year")) else ("year", "month", "day")
    parts = [name for name in names if take.fields.get(name)]
    while len(parts) > 1 and not _all_count(take, parts):
        parts.pop()
    return parts


def _all_count(take: _Taken, names: list[str]) -> bool:
    """Whether the last of these parts says something of the date: `foo` beside a year does not."""
    whole, without = (parse_latex(_joined(take, some)) for some in (names, names[:-1]))
    return bool(whole_date(whole)) or len(parse_date(whole) or "") > len(parse_date(without) or "")


def _joined(take: _Taken, names: list[str]) -> str:
    """A tie divides day and month: `"10~" # jan`."""
    return " ".join(take.fields[name].replace("~", " ") if name == "month" else take.fields[name] for name in names)


def _unless_arxiv(take: _Taken, *names: str) -> str:
    """A volume or number, but not the arXiv id that some put there, which has been taken for what it is."""
    text = take.first(*names)
    return "" if _ARXIV.search(text) else text


def _pages(type_: str, take: _Taken) -> str:
    """Where it stands in its volume; the bare number of a book, thesis or report says how many it has."""
    pages = take.fields.get("pages", "")
    if pages.strip().isdigit() and parse_type(type_) in ("book", "thesis", "report"):
        return ""
    return take.first(*_PAGES)


def _state(take: _Taken) -> str:
    name = next((name for name in ("pubstate", "note", "type") if _STATE.fullmatch(take.fields.get(name, ""))), "")
    return take.first(name)


def _orcids(take: _Taken, names: tuple[str, ...]) -> tuple[str, ...]:
    """Beside each name its ORCID, from BibLaTeX's annotations by number or from Web of Science's list by name.

    `author+an:orcid = {2="0000-0002-1825-0097"}`; `orcid-numbers = {Roe, Ann/0000-0002-1825-0097}`.
    """
    found: dict[int, str] = {}
    for place, orcid in _ANNOTATED.findall(take.first("author+an:orcid", "author-an:orcid")):
        found[int(place) - 1] = orcid
    listed = {fold(name): orcid for name, orcid in _NAMED.findall(take.fields.get("orcid-numbers", ""))}
    folded = [fold(name) for name in names] if listed else []
    found |= {place: listed[name] for place, name in enumerate(folded) if name in listed and folded.count(name) == 1}
    if listed.keys() <= set(folded):
        take.first("orcid-numbers")
    if len(names) == 1 and (orcid := take.first("orcid")):
        found.setdefault(0, orcid)
    return tuple(found.get(place, "") for place in range(len(names))) if found else ()


def _ids(entry: BibEntry, take: _Taken) -> Iterator[tuple[str, str]]:
    """Ids by field, by `eprint`, by DBLP's keys, and arXiv's wherever people put it."""
    yield from ((scheme, value) for name, scheme in _IDS.items() if (value := take.first(name)))
    yield from _eprint(take)
    if parse_dblp(take.fields.get("biburl", "")):
        yield "dblp", take.first("biburl")
    elif entry.key.startswith("DBLP:") and parse_dblp(entry.key):
        yield "dblp", entry.key
    for name in ("journal", "volume", "number"):
        if match := _ARXIV.search(take.fields.get(name, "")):
            yield "arxiv", match[1]
    for name in ("note", "howpublished"):
        if match := _ARXIV_NOTE.match(text := take.fields.get(name, "").strip()):
            yield "arxiv", match[1]
            take.unless_more(name, text[match.end() :])


def _eprint(take: _Taken) -> Iterator[tuple[str, str]]:
    archive = next((value.strip().lower() for name in _ARCHIVES if (value := take.fields.get(name, ""))), "")
    eprint = take.fields.get("eprint", "").strip()
    class_ = next((value for name in _CATEGORIES if (value := take.fields.get(name, ""))), archive)
    if parse_arxiv(apart := f"{eprint} [{class_}]"):  # an old id beside its class, which is a part of it
        eprint = eprint if parse_arxiv(eprint) else apart
    is_arxiv = archive == "arxiv" or parse_arxiv(eprint) is not None
    if eprint and (is_arxiv or archive in _ARCHIVE_IDS):
        take.used.update(("eprint", *_ARCHIVES))
        yield "arxiv" if is_arxiv else _ARCHIVE_IDS[archive], eprint


def _links(take: _Taken) -> Iterator[tuple[str, str]]:
    """Addresses of the paper; of `file`, which is a path of its owner's disk, and `eprint` only a whole address."""
    for name, kind in _LINKS.items():
        if value := take.first(name).strip():
            yield kind, value
    for name in filter(_BIBDESK_LINK.fullmatch, take.fields):
        yield "", take.first(name)
    for name in ("eprint", "file"):
        if name not in take.used and _ADDRESS.fullmatch(take.fields.get(name, "")):
            yield "", take.first(name)
    for name in ("howpublished", "note"):
        if address := _ADDRESS.search(text := take.fields.get(name, "")):
            yield "", address[0].rstrip("}.,;)")
            take.unless_more(name, text[: address.start()] + text[address.end() :])
