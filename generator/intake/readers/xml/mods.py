"""MODS, the Library of Congress' XML, as the ACL Anthology and many libraries export it: `<mods><titleInfo>…`."""

from collections.abc import Iterator, Set
from xml.etree.ElementTree import Element

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import ADDRESS, appearances, paged, signed
from generator.intake.readers.people import as_name
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.intake.readers.xml.xmltake import as_record, empty, look, take, take_first, take_plain
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "mods"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "XML with `<mods>` and `<titleInfo>`"

_HOST = "relatedItem[@type='host']"
_PARTS = (f"{_HOST}/part", "part")
"""Where in the host it is: the Library of Congress puts that into the host, the ACL Anthology beside it."""
_ISSUE_DATES = ("part/date", f"{_HOST}/part/date")
"""When the issue appeared, which holds the paper and is cited."""
_DATES = (
    "originInfo/dateIssued[@encoding]", "originInfo/dateIssued", f"{_HOST}/originInfo/dateIssued[@encoding]",
    f"{_HOST}/originInfo/dateIssued", "originInfo/copyrightDate", "originInfo/dateCreated",
)  # fmt: skip
_PUBLISHERS = ("originInfo/publisher", f"{_HOST}/originInfo/publisher")
_DETAILS = {
    name: tuple(f"{part}/detail[@type='{kind}']/number" for kind in kinds for part in _PARTS)
    for name, kinds in (("volume", ("volume",)), ("number", ("issue", "number")))
}
_IDS = {
    "doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pubmed": "pmid", "pmcid": "pmcid", "pmc": "pmcid",
    "openalex": "openalex", "dblp": "dblp",
}  # fmt: skip
"""Type of an identifier → scheme."""
_PLAIN = {
    "series": ("relatedItem[@type='series']/titleInfo/title", f"{_HOST}/relatedItem[@type='series']/titleInfo/title"),
    "edition": ("originInfo/edition", f"{_HOST}/originInfo/edition"),
    "place": tuple(
        f"{info}/place/placeTerm{kind}" for kind in ("[@type='text']", "") for info in (
            "originInfo", f"{_HOST}/originInfo"
        )
    ),
    "isbn": ("identifier[@type='isbn']", f"{_HOST}/identifier[@type='isbn']"),
    "language": ("language/languageTerm[@type='text']", "language/languageTerm", "language"),
}  # fmt: skip
_EDITORS = {"editor", "edt"}
_AUTHORS = {"author", "aut", "creator", "cre"}
_INSIDE = {"book": "book section", "conference publication": "conference paper", "periodical": "journal article"}
"""What a genre of the host makes of a paper in it."""


def identify(capture: Capture) -> bool:
    return has_element(capture, "mods") and has_element(capture, "titleInfo")


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `<mods>`, in the order of the file."""
    for item in read_entries(capture, "mods"):
        yield _as_record(item, capture) if isinstance(item, XmlEntry) else item


def _as_record(entry: XmlEntry, capture: Capture) -> RawRecord:
    mods = entry.element
    complete = mods.find("name/etal") is None
    citation_key = take_first(mods, "identifier[@type='citekey']")
    host = mods.find(_HOST)
    return as_record(
        NAME,
        capture,
        entry,
        **{name: take_first(mods, *paths) for name, paths in _DETAILS.items()},
        title=_title(mods),
        key=take_first(mods, "recordInfo/recordIdentifier") or mods.get("ID", "") or citation_key,
        citation_key=citation_key,
        **signed(_people(mods, _AUTHORS)),
        editors=tuple(name for place in (mods, host) if place is not None for name, _ in _people(place, _EDITORS)),
        **take_plain(mods, _PLAIN),
        authors_complete=complete,
        **appearances(*(take_first(mods, *paths) for paths in (_ISSUE_DATES, _DATES))),
        venue=_title(host) if host is not None else "",
        type=_type(mods),
        pages=_pages(mods),
        publisher=take_first(mods, *_PUBLISHERS),
        abstract="\n".join(take(mods, "abstract")),
        keywords=take(mods, "subject/topic"),
        ids=tuple(_ids(mods)),
        links=tuple(_links(mods)),
    )


def _title(item: Element) -> str:
    """The title in its parts: `The ` + `Owls of Night` + `: A Study`; those of other types are abbreviated or such."""
    info = next((found for found in item.iterfind("titleInfo") if not found.get("type")), None)
    if info is None:
        return take_first(item, "titleInfo/title")
    article = take_first(info, "nonSort")
    title = take_first(info, "title")
    whole = f"{article}{title}" if article.endswith(("'", "’", "-")) else f"{article} {title}".strip()
    whole = ": ".join(filter(None, (whole, take_first(info, "subTitle"))))
    return ". ".join(filter(None, (whole, *take(info, "partNumber", "partName"))))


def _people(mods: Element, wanted: Set[str]) -> Iterator[tuple[str, str]]:
    """(name, ORCID) pairs of those with a role; a name without a role is an author if nobody has a role."""
    names = mods.findall("name")
    alone = wanted is _AUTHORS
    roles = [{text.lower().rstrip(".") for text in look(name, "role/roleTerm")} for name in names]
    for name, has in zip(names, roles, strict=True):
        if has & wanted or (alone and (not any(roles) or (name.get("usage") == "primary" and not has))):
            text = _name(name)
            orcid = take_first(name, "nameIdentifier[@type='orcid']")
            if text:
                yield text, orcid


def _name(name: Element) -> str:
    """`Roe, Max, Jr.` of a person's parts; of a group, whose parts stand in order, `Owl Watch. Night Section`."""
    family, given, suffix = (
        " ".join(take(name, f"namePart[@type='{part}']")) for part in ("family", "given", "termsOfAddress")
    )
    if family or given:
        return ", ".join(filter(None, (family, given, suffix)))
    whole = [part for part in name.iterfind("namePart") if not part.get("type") and text_of(part)]
    is_person = name.get("type") == "personal"
    text = (", " if is_person else ". ").join(map(text_of, whole))
    for part in whole:
        empty(part)
    return text if is_person or not name.get("type") else as_name(text)


def _type(mods: Element) -> str:
    host = look(mods, f"{_HOST}/genre")
    return take_first(mods, "genre") or next((_INSIDE.get(word, word) for word in host), "")


def _pages(mods: Element) -> str:
    for path in (f"{part}/extent" for part in _PARTS):
        start, end = take_first(mods, f"{path}/start"), take_first(mods, f"{path}/end")
        if found := paged(start, end) or take_first(mods, f"{path}/list"):
            return found
    return ""


def _ids(mods: Element) -> Iterator[tuple[str, str]]:
    for part in mods.findall("identifier"):
        scheme = _IDS.get(part.get("type", "").lower())
        if scheme and (text := text_of(part)):
            empty(part)
            yield scheme, text


def _links(mods: Element) -> Iterator[tuple[str, str]]:
    for part in [*mods.findall("location/url"), *mods.findall("identifier[@type='uri']")]:
        if ADDRESS.fullmatch(text := text_of(part)):
            empty(part)
            yield "", text
