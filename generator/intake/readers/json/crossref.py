"""Answers of Crossref's REST API: one work, a list of works, or works without the answer around them."""

import re
from collections.abc import Iterator
from typing import Any

from generator.clean.notices import is_notice_type
from generator.clean.publication import parse_isbn
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.jsonmembers import first_text, leftover, list_at, text_at, texts_at
from generator.intake.readers.managers import appearances
from generator.intake.readers.people import as_name
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "crossref"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON with `message-type` and `message`, or works with `DOI` and a list as `title`"

_FIELDS = {
    "type": (("type",),),
    "volume": (("volume",),),
    "number": (("issue",), ("journal-issue", "issue")),
    "pages": (("page",), ("article-number",)),
    "edition": (("edition-number",),),
    "place": (("publisher-location",),),
    "language": (("language",),),
}
_VENUES = (("container-title",), ("event", "name"), ("institution", "name"), ("group-title",))
_DATES = ("published-print", "issued", "published", "published-online", "posted")
"""The printed one is cited; `issued` is the earliest of all, which may have been online the year before."""
_USED = ("title", "subtitle", "author", "container-title", "type", "volume", "issue", "page", "publisher", "abstract",
         "editor", "edition-number", "publisher-location", "language")
_STATES = {"retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn"}
_MARKED = re.compile(r"\W*(retracted|withdrawn)\b", re.IGNORECASE)


def identify(capture: Capture) -> bool:
    """CSL-JSON has the same names, but its titles are texts and not lists."""
    value = first_value(capture) or {}
    answer = "message-type" in value and "status" in value
    return answer or ("DOI" in value and isinstance(value.get("title"), list))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each work, in the order of the answer."""
    for entry in read_objects(capture, ("message", "items"), ("message",), keys=("DOI", "title")):
        yield _as_record(entry) if isinstance(entry, JsonValue) else entry


def _as_record(entry: JsonValue) -> RawRecord:
    work = entry.value
    people = [person for person in list_at(work, "author") if isinstance(person, dict)]
    isbn = next((text for text in list_at(work, "ISBN") if isinstance(text, str) and parse_isbn(text)), "")
    titles = (text_at(work, name) for name in ("title", "subtitle"))
    return RawRecord(
        reader=NAME,
        capture=entry.capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        title=": ".join(filter(None, titles)),
        authors=tuple(_name(person) for person in people),
        orcids=tuple(text_at(person, "ORCID") for person in people),
        **appearances(*(_date(work, name) for name in _DATES)),
        editors=tuple(_name(person) for person in list_at(work, "editor") if isinstance(person, dict)),
        isbn=isbn,
        key=text_at(work, "DOI"),
        venue=first_text(work, *_VENUES),
        publisher=text_at(work, "publisher"),
        abstract=text_at(work, "abstract"),
        state=_state(work),
        ids=tuple(_ids(work)),
        leftover=leftover(work, [*_USED, "DOI", *_DATES, *(["ISBN"] if isbn else [])]),
        **texts_at(work, _FIELDS) | _notice(work),
    )


def _notice(work: dict[str, Any]) -> dict[str, str]:
    """The type of a notice about another work, which Crossref has as an article: that of the first update it makes."""
    own = text_at(work, "DOI").casefold()
    others = (update for update in list_at(work, "update-to") if text_at(update, "DOI").casefold() != own)
    type_ = text_at(next(others, {}), "type")
    return {"type": type_} if is_notice_type(type_) else {}


def _name(person: dict[str, Any]) -> str:
    """`Family, Given`; a collaboration has a `name` and no parts."""
    family, given, suffix, whole = (text_at(person, key) for key in ("family", "given", "suffix", "name"))
    return as_name(family, given, suffix) or as_name(whole)


def _date(work: dict[str, Any], name: str) -> str:
    """`[[2023, 9]]` as `2023-9`; a date that is not known is `[[null]]`."""
    parts = list_at(work, name, "date-parts")
    found = parts[0] if parts and isinstance(parts[0], list) else parts
    return "-".join(str(part) for part in found if part)


def _state(work: dict[str, Any]) -> str:
    """What updates, or the title's first word, say of this very work.

    A notice that retracts another work is not retracted itself, though it may be called `Retracted: Boats`.
    """
    own = text_at(work, "DOI").casefold()
    said = list_at(work, "update-to")
    of_itself = [update for update in said if text_at(update, "DOI").casefold() == own]
    updates = [*list_at(work, "updated-by"), *of_itself]
    found = (_STATES.get(text_at(update, "type").casefold(), "") for update in updates)
    marked = _MARKED.match(text_at(work, "title")) if said == of_itself else None
    return next(filter(None, found), "") or (marked[1] if marked else "")


def _ids(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The DOI, and the arXiv id of the preprint where the publisher states it."""
    if doi := text_at(work, "DOI"):
        yield "doi", doi
    for relation in ("has-preprint", "is-version-of", "is-identical-to"):
        for other in list_at(work, "relation", relation):
            if text_at(other, "id-type") == "arxiv":
                yield "arxiv", text_at(other, "id")
