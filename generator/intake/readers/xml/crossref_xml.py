"""Crossref's XML, Unixref and Unixsd: `<doi_record><crossref><journal>…<journal_article>`; its short form, too."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import appearances, paged
from generator.intake.readers.people import as_name
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.intake.readers.xml.xmltake import as_record, empty, look, take, take_first, take_plain
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "crossref_xml"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "XML with `<crossref_result>`, or with `<doi_record>` and `<crossref>`"

_ITEMS = {
    "journal_article": "journal-article",
    "conference_paper": "proceedings-article",
    "content_item": "book-chapter",
    "posted_content": "posted-content",
    "dissertation": "dissertation",
    "report-paper_metadata": "report",
    "report-paper_series_metadata": "report",
    "dataset": "dataset",
    "peer_review": "review",
    "component": "component",
    "book_metadata": "book",
    "book_series_metadata": "book",
    "book_set_metadata": "book",
    "standard_metadata": "standard",
    "proceedings_metadata": "proceedings",
    "proceedings_series_metadata": "proceedings",
}
"""Element → type, those within others first."""
_HOMES = (
    "journal_metadata", "proceedings_metadata", "proceedings_series_metadata", "book_metadata",
    "book_series_metadata", "book_set_metadata", "database_metadata", "journal_issue",
)  # fmt: skip
"""What a paper is in."""
_VENUES = (".//journal_metadata/full_title", ".//proceedings_title", ".//event_metadata/conference_name",
           ".//database_metadata/titles/title", ".//journal_metadata/abbrev_title")  # fmt: skip
_SERIES = (".//series_metadata/titles/title",)
_VOLUMES = (".//journal_volume/volume", ".//book_metadata/volume", ".//book_series_metadata/volume",
            ".//proceedings_metadata/volume", ".//proceedings_series_metadata/volume")  # fmt: skip
_NUMBERS = (".//journal_issue/issue", ".//report-paper_metadata/publisher_item/item_number")
_PUBLISHERS = (".//publisher/publisher_name", ".//institution/institution_name")
_PLAIN = {
    "edition": (".//edition_number",),
    "place": (".//publisher/publisher_place", ".//institution/institution_place"),
    "isbn": (".//isbn",),
    "language": (".//language",),
}
_DAYS = ("publication_date", "posted_date", "completion_date", "approval_date", "acceptance_date", "creation_date")
_SHORT_TYPES = {"conference_paper": "proceedings-article", "book_content": "book-chapter", "book_title": "book"}
_STATES = {"retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn"}


def identify(capture: Capture) -> bool:
    whole = has_element(capture, "doi_record") and has_element(capture, "crossref")
    return whole or has_element(capture, "crossref_result")


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each query or record, in the order of the answer; a DOI that Crossref does not have is a problem."""
    for item in read_entries(capture, "query" if has_element(capture, "query") else "doi_record"):
        if not isinstance(item, XmlEntry):
            yield item
            continue
        found = next((part for name in _ITEMS for part in item.element.iter(name)), None)
        short = item.element.find("doi") if item.element.tag == "query" else None
        if found is not None:
            yield _as_record(item, capture, found)
        elif short is not None and item.element.get("status") == "resolved":
            yield _as_short(item, capture, short)
        else:
            yield _unknown(item, capture)


def _as_record(entry: XmlEntry, capture: Capture, item: Element) -> RawRecord:
    whole = entry.element
    within = [part for name in _HOMES for part in whole.iter(name) if part is not item]
    language = next((found for part in (item, *within) if (found := part.get("language"))), "")
    title = _title(item)
    doi = take_first(item, "doi_data/doi")
    authors = _people(item, "author") or ([] if item.tag == "content_item" else _people(whole, "author"))
    venue = _title(next(iter(_of_book(within)), None)) if item.tag == "content_item" else ""
    plain = take_plain(whole, _PLAIN)
    posted_at = _posted_at(item)
    return as_record(
        NAME,
        capture,
        entry,
        title=title,
        authors=tuple(name for name, _ in authors),
        orcids=_orcids(authors),
        editors=tuple(name for name, _ in [*_people(item, "editor"), *_people(whole, "editor")]),
        **appearances(*_dates(item, within)),
        venue=venue or take_first(whole, *_VENUES) or posted_at,
        type=_type(item, whole),
        volume=take_first(whole, *_VOLUMES),
        number=take_first(whole, *_NUMBERS),
        pages=_pages(item),
        **{**plain, "series": take_first(whole, *_SERIES), "language": plain["language"] or language},
        publisher=take_first(whole, *_PUBLISHERS),
        abstract="\n".join(take(item, "abstract")),
        state=_state(whole, doi),
        key=doi,
        ids=tuple(_ids(whole, doi)),
    )


def _of_book(parts: list[Element]) -> Iterator[Element]:
    return (part for part in parts if part.tag.startswith("book"))


def _as_short(entry: XmlEntry, capture: Capture, doi: Element) -> RawRecord:
    """The short form, which has everything side by side."""
    query = entry.element
    kind = doi.get("type", "")
    authors, editors = (_people(query, role) for role in ("author", "editor"))
    number = take_first(query, "doi")
    venue = take_first(query, "journal_title", "proceedings_title", "series_title")
    volume_title = take_first(query, "volume_title")
    title = take_first(query, "article_title", "paper_title", "component_title")
    return as_record(
        NAME,
        capture,
        entry,
        title=title or volume_title,
        authors=tuple(name for name, _ in authors),
        editors=tuple(name for name, _ in editors),
        date=take_first(query, "year"),
        venue=venue or (volume_title if title else ""),
        type=_SHORT_TYPES.get(kind, kind.replace("_", "-")),
        volume=take_first(query, "volume"),
        number=take_first(query, "issue"),
        pages=paged(take_first(query, "first_page"), take_first(query, "last_page")),
        **take_plain(query, {"isbn": ("isbn",), "edition": ("edition_number",)}),
        key=number,
        ids=(("doi", number),),
    )


def _title(item: Element | None) -> str:
    return ": ".join(filter(None, (take_first(item, "titles/title"), take_first(item, "titles/subtitle"))))


def _people(element: Element, role: str) -> list[tuple[str, str]]:
    """(name, ORCID) pairs of all below an element who have this role, each taken once."""
    found: list[tuple[str, str]] = []
    listed = [*element.findall(".//contributors/*"), *element.findall("person_name")]  # a thesis has one, unlisted
    for person in listed:
        if person.get("contributor_role", "author") != role:
            continue
        if person.find("surname") is not None:
            family, given, suffix = (take_first(person, name) for name in ("surname", "given_name", "suffix"))
            name = as_name(family, given, suffix)
        else:
            name = as_name(text_of(person))
        if name:
            found.append((name, take_first(person, "ORCID")))
        empty(person)
    return found


def _orcids(people: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(orcid for _, orcid in people) if any(orcid for _, orcid in people) else ()


def _dates(item: Element, within: list[Element]) -> Iterator[str]:
    """Those in print first: of the issue or volume, then its own; then those on line."""
    found = [day for part in (*reversed(within), item) for name in _DAYS for day in part.iterfind(name)]
    for day in sorted(found, key=lambda day: day.get("media_type") == "online"):
        parts = (take_first(day, name) for name in ("year", "month", "day"))
        yield "-".join(filter(None, parts))


def _type(item: Element, whole: Element) -> str:
    kind = item.get("type", "") if item.tag == "posted_content" else ""
    book = next(whole.iter("book"), None)
    if item.tag.startswith("book") and book is not None and book.get("book_type") == "edited_book":
        return "edited-book"
    return _ITEMS[item.tag] if kind in ("", "preprint", "other") else kind.replace("_", "-")


def _posted_at(item: Element) -> str:
    return take_first(item, "institution/institution_name", "group_title") if item.tag == "posted_content" else ""


def _pages(item: Element) -> str:
    printed = paged(take_first(item, "pages/first_page"), take_first(item, "pages/last_page"))
    return printed or take_first(item, "publisher_item/item_number[@item_number_type='article_number']")


def _state(whole: Element, doi: str) -> str:
    """What an update says of this very work; a notice about another one has no state of its own."""
    for update in whole.iter("update"):
        if text_of(update).casefold() == doi.casefold():
            return _STATES.get(update.get("type", "").casefold(), "")
    return ""


def _ids(whole: Element, doi: str) -> Iterator[tuple[str, str]]:
    """The DOI, and the arXiv id of the preprint where the publisher states it."""
    if doi:
        yield "doi", doi
    for relation in whole.iter("intra_work_relation"):
        if relation.get("identifier-type") == "arxiv" and (text := text_of(relation)):
            empty(relation)
            yield "arxiv", text


def _unknown(item: XmlEntry, capture: Capture) -> Problem:
    said = next(filter(None, look(item.element, ".//error", "msg", ".//msg")), "") or " ".join(item.text.split())[:100]
    return Problem(
        path=capture.name,
        line=item.line,
        code="no-work",
        message=f"found `{said}`, expected a work: an article, a paper, a chapter or a book",
        hint="see whether the DOI is right and Crossref has it; the other entries were read",
        excerpt=item.text,
    )
