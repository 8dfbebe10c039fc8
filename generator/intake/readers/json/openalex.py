"""Answers of OpenAlex: one work, a list of works, or a work a line."""

from collections.abc import Iterator
from typing import Any

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.jsonmembers import first_text, leftover, list_at, text_at, texts_at, value_at
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "openalex"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON works with `https://openalex.org/W…` as `id`"

_FIELDS = {
    "venue": (("primary_location", "source", "display_name"), ("host_venue", "display_name")),
    "volume": (("biblio", "volume"),),
    "number": (("biblio", "issue"),),
    "language": (("language",),),
}
_IDS = {
    "openalex": (("id",), ("ids", "openalex")),
    "doi": (("doi",), ("ids", "doi")),
    "pmid": (("ids", "pmid"),),
    "pmcid": (("ids", "pmcid"),),
}
_USED = (
    "id title display_name authorships publication_date publication_year doi ids biblio keywords type type_crossref "
    "abstract_inverted_index is_retracted language primary_location best_oa_location locations"
).split()


def identify(capture: Capture) -> bool:
    value = first_value(capture) or {}
    meta, works = value.get("meta"), value.get("results")
    if isinstance(meta, dict) and isinstance(works, list):
        return _is_work(works[0]) if works and works[0] else "db_response_time_ms" in meta
    return _is_work(value)


def _is_work(value: Any) -> bool:
    """Its id, or, of an answer to `select=`, what else only OpenAlex has."""
    own = text_at(value, "id") or text_at(value, "ids", "openalex")
    return "openalex.org/W" in own or (not own and "oa_status" in (value_at(value, "open_access") or {}))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each work, in the order of the answer."""
    for entry in read_objects(capture, ("results",), keys=("id", "doi", "title")):
        if isinstance(entry, JsonValue) and entry.value.get("is_paratext") is True:
            yield Ignored(lines=entry.lines, reason="paratext: a cover, a table of contents")
        else:
            yield _as_record(entry) if isinstance(entry, JsonValue) else entry


def _as_record(entry: JsonValue) -> RawRecord:
    work = entry.value
    people = [person for person in list_at(work, "authorships") if isinstance(person, dict)]
    return RawRecord(
        reader=NAME,
        capture=entry.capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=text_at(work, "id") or text_at(work, "ids", "openalex"),
        title=first_text(work, ("title",), ("display_name",)),
        authors=tuple(first_text(person, ("author", "display_name"), ("raw_author_name",)) for person in people),
        orcids=tuple(text_at(person, "author", "orcid") for person in people),
        authors_complete=work.get("is_authors_truncated") is not True,
        date=_date(work),
        type=_type(work),
        pages=_pages(work),
        publisher=_publisher(work),
        abstract=_abstract(work),
        keywords=tuple(first_text(word, ("display_name",), ("keyword",)) for word in list_at(work, "keywords")),
        state="retracted" if work.get("is_retracted") is True else "",
        ids=tuple(_ids(work)),
        links=tuple(_links(work)),
        leftover=leftover(work, _USED),
        **texts_at(work, _FIELDS),
    )


def _date(work: dict[str, Any]) -> str:
    """OpenAlex writes the first of January where it knows the year alone."""
    date = text_at(work, "publication_date")
    return date.removesuffix("-01-01") or text_at(work, "publication_year")


def _type(work: dict[str, Any]) -> str:
    """`article` is all that appears in a journal or at a conference; the source tells which."""
    own = first_text(work, ("type_crossref",), ("type",))
    at_conference = text_at(work, "primary_location", "source", "type") == "conference"
    return "proceedings-article" if at_conference and own in ("article", "journal-article") else own


def _pages(work: dict[str, Any]) -> str:
    """The first and the last, or the one there is."""
    ends = (text_at(work, "biblio", name) for name in ("first_page", "last_page"))
    return "-".join(dict.fromkeys(filter(None, ends)))


def _publisher(work: dict[str, Any]) -> str:
    """Behind a repository stands a university, which is no publisher."""
    source = value_at(work, "primary_location", "source")
    return "" if text_at(source, "type") == "repository" else text_at(source, "host_organization_name")


def _abstract(work: dict[str, Any]) -> str:
    """The words of `{"Owls": [0, 2], "like": [1]}` in their places."""
    index = work.get("abstract_inverted_index")
    words = index.items() if isinstance(index, dict) else ()
    placed = [(place, word) for word, places in words for place in _places(places)]
    return " ".join(word for _, word in sorted(placed))


def _places(places: Any) -> Iterator[int]:
    return (place for place in places if isinstance(place, int)) if isinstance(places, list) else iter(())


def _ids(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Its own ids, and arXiv's where a copy lies there."""
    yield from ((scheme, text) for scheme, text in texts_at(work, _IDS).items() if text)
    for location in list_at(work, "locations"):
        if "arxiv.org/" in (address := text_at(location, "landing_page_url")):
            yield "arxiv", address


def _links(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Where the paper can be read for free, and its page; those that are a DOI's or arXiv's are ids."""
    free = first_text(work, ("best_oa_location", "pdf_url"), ("best_oa_location", "landing_page_url"))
    page = text_at(work, "primary_location", "landing_page_url")
    return (("", address) for address in dict.fromkeys((free, page)) if address)
