"""The XML in which the ACL Anthology keeps its volumes; a paper has its venue, date and publisher from its volume."""

import re
import xml.etree.ElementTree as ET
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.people import as_name
from generator.intake.readers.xml.xmlfile import XmlEntry, fields_of, has_element, read_entries, text_of, texts_of
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "acl_xml"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "an ACL Anthology `<collection id=…>` of `<volume id=…>`"

_OPENING = re.compile(r"<(collection|volume)\s[^<>]*>")
_FIELDS = {"title": "title", "pages": "pages", "abstract": "abstract"}
_SHARED = {
    "venue": ("journal-title", "booktitle"),
    "volume": ("journal-volume",),
    "number": ("journal-issue",),
    "publisher": ("publisher",),
    "place": ("address",),
    "isbn": ("isbn",),
    "series": ("series",),
    "language": ("language",),
}
_TYPES = {"proceedings": "inproceedings", "journal": "article"}
"""What a paper is, by the type of its volume."""
_STATES = {"retracted": "retracted", "removed": "withdrawn"}
_ATTACHED = "https://aclanthology.org/attachments/"
_LINKS = {
    ("pwccode", ""): ("code", "url", ""),
    ("pwcdataset", ""): ("data", "url", ""),
    ("video", ""): ("video", "href", "https://aclanthology.org/"),
    ("software", ""): ("code", "", _ATTACHED),
    ("dataset", ""): ("data", "", _ATTACHED),
    ("attachment", "software"): ("code", "", _ATTACHED),
    ("attachment", "code"): ("code", "", _ATTACHED),
    ("attachment", "data"): ("data", "", _ATTACHED),
    ("attachment", "dataset"): ("data", "", _ATTACHED),
    ("attachment", "video"): ("video", "", _ATTACHED),
    ("attachment", "poster"): ("other", "", _ATTACHED),
    ("attachment", "presentation"): ("other", "", _ATTACHED),
}
"""(element, its type) → the link's kind, the attribute with its address or "" for its text, where relative ones lie."""
_USED = {"author", "editor", "url", "doi", "award", "month", "year", *_FIELDS, *chain(*_SHARED.values())}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What stands around a paper."""

    collection: str
    id: str
    type: str
    meta: ET.Element | None
    """None where it cannot be read."""


def identify(capture: Capture) -> bool:
    return all(has_element(capture, name) for name in ("collection", "volume", "meta"))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper; what the papers of a volume share stands in its `<meta>`, before them."""
    openings = list(_OPENING.finditer(capture.text))
    starts = [tag.start() for tag in openings]
    metas: dict[int, ET.Element] = {}
    for entry in read_entries(capture, "paper", "frontmatter", "meta"):
        if not isinstance(entry, XmlEntry):
            yield entry
            continue
        place = bisect(starts, entry.start)
        if entry.element.tag == "meta":
            metas.setdefault(place, entry.element)
            yield Ignored(lines=entry.lines, reason="what the papers of a volume share")
        elif entry.element.tag == "frontmatter" or entry.element.get("type") in ("frontmatter", "backmatter"):
            yield Ignored(lines=entry.lines, reason=f"{entry.element.get('type', 'frontmatter')} of a volume")
        else:
            yield _as_record(entry, capture, _volume(openings[:place], metas.get(place)))


def _volume(before: list[re.Match[str]], meta: ET.Element | None) -> _Volume:
    """The volume and the collection that the last tags before a paper open."""
    tags = {tag[1]: tag[0] for tag in before}
    volume = tags.get("volume", "")
    return _Volume(
        collection=_attribute(tags.get("collection", ""), "id"),
        id=_attribute(volume, "id"),
        type=_attribute(volume, "type"),
        meta=meta,
    )


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)", tag)
    return match[1] if match else ""


def _as_record(entry: XmlEntry, capture: Capture, volume: _Volume) -> RawRecord:
    paper = entry.element
    for formula in paper.iter("tex-math"):
        formula.text = f"${(formula.text or '').strip()}$"
    people = paper.findall("author")
    ids = tuple(_ids(paper, volume))
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=next((text for scheme, text in ids if scheme == "acl"), ""),
        authors=tuple(map(_name, people)),
        editors=tuple(map(_name, _editors(paper, volume))),
        orcids=tuple(person.get("orcid", "") for person in people),
        homonyms=tuple(ids_of_people) if any(ids_of_people := [person.get("id", "") for person in people]) else (),
        date=" ".join(filter(None, (_shared(paper, volume, name) for name in ("month", "year")))),
        type=_TYPES.get(volume.type, volume.type),
        awards=texts_of(paper, "award"),
        state=next((state for tag, state in _STATES.items() if paper.find(tag) is not None), ""),
        ids=ids,
        links=tuple(_links(paper)),
        leftover=tuple(_leftover(paper)),
        **_of_volume(paper, volume),
        **fields_of(paper, _FIELDS),
    )


def _name(person: ET.Element) -> str:
    return as_name(text_of(person, "last"), text_of(person, "first"))


def _editors(paper: ET.Element, volume: _Volume) -> list[ET.Element]:
    """The paper's own, else its volume's."""
    own = paper.findall("editor")
    return own if own or volume.meta is None else volume.meta.findall("editor")


def _of_volume(paper: ET.Element, volume: _Volume) -> dict[str, Any]:
    return {field: _shared(paper, volume, *names) for field, names in _SHARED.items()}


def _shared(paper: ET.Element, volume: _Volume, *names: str) -> str:
    """The paper's own, else its volume's."""
    found = (text_of(place.find(name)) for place in (paper, volume.meta) if place is not None for name in names)
    return next(filter(None, found), "")


def _ids(paper: ET.Element, volume: _Volume) -> Iterator[tuple[str, str]]:
    """The id is the address below aclanthology.org; a paper that lies elsewhere has one all the same."""
    url = text_of(paper, "url")
    if url and "://" not in url:
        yield "acl", url
    elif volume.collection and volume.id and paper.get("id"):
        yield "acl", _full_id(volume.collection, volume.id, paper.get("id", ""))
    if doi := text_of(paper, "doi"):
        yield "doi", doi


def _full_id(collection: str, volume: str, paper: str) -> str:
    """`2024.emnlp-main.7`; of the old scheme `P19-1007`, and of workshops `W19-0107`."""
    if "." in collection or not re.fullmatch(r"\d{1,2} \d{1,3}", f"{volume} {paper}"):
        return f"{collection}-{volume}.{paper}"
    by_workshop = collection[0] == "W" or collection == "C69" or (collection == "D19" and int(volume) >= 5)
    return f"{collection}-{int(volume):02}{int(paper):02}" if by_workshop else f"{collection}-{volume}{int(paper):03}"


def _links(paper: ET.Element) -> Iterator[tuple[str, str]]:
    url = text_of(paper, "url")
    if "://" in url:
        yield "", url
    for part in paper:
        kind, attribute, base = _LINKS.get(_key(part), ("", "", ""))
        address = part.get(attribute, "") if attribute else text_of(part)
        if kind and address:
            yield kind, address if "://" in address else base + address


def _key(part: ET.Element) -> tuple[str, str]:
    return part.tag, part.get("type", "") if part.tag == "attachment" else ""


def _leftover(paper: ET.Element) -> Iterator[tuple[str, str]]:
    """All else with its attributes: `<revision id="2" href="…v2">Minor updates.</revision>`."""
    for part in paper:
        if part.tag not in _USED and _key(part) not in _LINKS:
            yield part.tag, " ".join([*(f"{name}={value}" for name, value in part.items()), text_of(part)]).strip()
    for person in paper.iterfind("author"):
        yield from ((part.tag, text_of(part)) for part in person if part.tag not in ("first", "last"))
