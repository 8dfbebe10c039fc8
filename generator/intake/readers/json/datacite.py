"""DataCite's JSON: one work or a list of them as its API answers, or a work by itself, as repositories export it.

    {"data": {"id": "10.5555/owls", "attributes": {"titles": [{"title": "Owls"}], "publicationYear": 2020, …}}}
"""

from collections.abc import Iterator
from typing import Any

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.jsonmembers import first_text, leftover, list_at, text_at
from generator.intake.readers.managers import ADDRESS, addresses, appearances, paged
from generator.intake.readers.people import as_name
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "datacite"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON with `titles` and `creators` in lists and `publicationYear`, alone or as `attributes` under `data`"

_MARKS = {"titles", "creators"}
_BESIDE = {"publicationYear", "types", "schemaVersion", "identifiers", "publisher", "doi"}
_DATES = ("Issued", "Available", "Submitted", "Created")
"""Types of dates, the one that is cited first."""
_SAME = {"IsIdenticalTo", "IsVersionOf", "HasVersion", "IsVariantFormOf", "IsPreprintOf", "HasPreprint"}
"""Relations under which another identifier is the work's own, as far as it is no other DOI."""
_SCHEMES = {"arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid"}
_USED = (
    "id doi identifiers titles creators contributors publicationYear dates types container publisher language "
    "descriptions subjects url"
).split()


def identify(capture: Capture) -> bool:
    value = first_value(capture)
    listed = value.get("data") if isinstance(value, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else listed
    held = first.get("attributes") if isinstance(first, dict) else None
    return any(_is_work(found) for found in (value, first, held, _attributes(value)))


def _attributes(value: Any) -> Any:
    return value.get("attributes") if isinstance(value, dict) else None


def _is_work(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys() >= _MARKS:
        return False
    return isinstance(value["titles"], list) and bool(_BESIDE & value.keys())


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each work, in the order of the answer."""
    for entry in read_objects(capture, ("data",), ("attributes",), keys=("titles", "creators", "doi")):
        yield _as_record(entry) if isinstance(entry, JsonValue) else entry


def _as_record(entry: JsonValue) -> RawRecord:
    work = entry.value
    creators, editors = list_at(work, "creators"), list(_contributors(work, "Editor"))
    ids = tuple(_ids(work))
    return RawRecord(
        reader=NAME,
        capture=entry.capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=next((text for scheme, text in ids if scheme == "doi"), "") or text_at(work, "id"),
        title=_title(work),
        authors=tuple(_name(person) for person in creators),
        orcids=_orcids(creators),
        editors=tuple(_name(person) for person in editors),
        **appearances(*_dates(work)),
        type=_type(work),
        **_container(work),
        publisher=text_at(work, "publisher", "name") or text_at(work, "publisher"),
        language=text_at(work, "language"),
        abstract="\n".join(_typed(work, "descriptions", "descriptionType", "Abstract", "description")),
        keywords=tuple(filter(None, (_subject(word) for word in list_at(work, "subjects")))),
        ids=ids,
        links=addresses([url] if ADDRESS.fullmatch(url := text_at(work, "url")) else []),
        leftover=leftover(work, _USED),
    )


def _title(work: dict[str, Any]) -> str:
    """The title and its subtitle; those of other types are translated, or are other names."""
    titles = [found for found in list_at(work, "titles") if isinstance(found, dict)]
    main = next((found for found in titles if not found.get("titleType")), titles[0] if titles else {})
    subtitle = next((found for found in titles if found.get("titleType") == "Subtitle"), {})
    return ": ".join(filter(None, dict.fromkeys((text_at(main, "title"), text_at(subtitle, "title")))))


def _name(person: Any) -> str:
    """`Family, Given`; an organization has a name and no parts."""
    family, given, whole = (text_at(person, key) for key in ("familyName", "givenName", "name"))
    if family or given:
        return as_name(family, given)
    return as_name(whole) if text_at(person, "nameType") == "Organizational" else whole


def _orcids(people: list[Any]) -> tuple[str, ...]:
    found = tuple(
        next((text for item in list_at(person, "nameIdentifiers") if (text := _orcid(item))), "") for person in people
    )
    return found if any(found) else ()


def _orcid(item: Any) -> str:
    number = text_at(item, "nameIdentifier")
    return number if "orcid" in f"{text_at(item, 'nameIdentifierScheme')} {number}".lower() else ""


def _contributors(work: dict[str, Any], type_: str) -> Iterator[Any]:
    return (person for person in list_at(work, "contributors") if text_at(person, "contributorType") == type_)


def _typed(work: dict[str, Any], name: str, key: str, type_: str, value: str) -> Iterator[str]:
    """The texts in a list of objects that have this type."""
    items = (item for item in list_at(work, name) if text_at(item, key) == type_)
    return (text for item in items if (text := text_at(item, value)))


def _dates(work: dict[str, Any]) -> Iterator[str]:
    """The year of publication first, then days: the one in that year says more of it, an earlier one came before."""
    yield text_at(work, "publicationYear")
    for type_ in _DATES:
        # `2020-01-05/2020-02-01` is a period, of which the start counts.
        yield from (date.partition("/")[0] for date in _typed(work, "dates", "dateType", type_, "date"))


def _type(work: dict[str, Any]) -> str:
    """What kind it is, or, of a text or anything else, the repository's own word."""
    general, own = text_at(work, "types", "resourceTypeGeneral"), text_at(work, "types", "resourceType")
    return own if general in ("", "Text", "Other") and own else general


def _container(work: dict[str, Any]) -> dict[str, Any]:
    """What it is in, under `container` or among the related items, in the latter with a title of several."""
    items = list_at(work, "relatedItems")
    within: Any = next((item for item in items if text_at(item, "relationType") == "IsPublishedIn"), {})
    found = work.get("container") or within
    title = first_text(found, ("title",), ("titles", "title"))
    is_series = text_at(found, "type") == "Series"
    return {
        "venue": "" if is_series and not within else title,
        "series": title if is_series and not within else "",
        "volume": text_at(found, "volume"),
        "number": text_at(found, "issue"),
        "pages": paged(text_at(found, "firstPage"), text_at(found, "lastPage")),
    }


def _subject(word: Any) -> str:
    return word if isinstance(word, str) else text_at(word, "subject")


def _ids(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The DOI, then what else the work itself is called: `arXiv` among its other identifiers and versions."""
    stated = _typed(work, "identifiers", "identifierType", "DOI", "identifier")
    if doi := text_at(work, "doi") or next(stated, "") or text_at(work, "id"):
        yield "doi", doi
    for name, key in (("identifiers", "identifier"), ("alternateIdentifiers", "alternateIdentifier")):
        for item in list_at(work, name):
            if scheme := _SCHEMES.get(text_at(item, f"{key}Type").lower()):
                yield scheme, text_at(item, key)
    for item in list_at(work, "relatedIdentifiers"):
        scheme = _SCHEMES.get(text_at(item, "relatedIdentifierType").lower())
        if scheme and text_at(item, "relationType") in _SAME:
            yield scheme, text_at(item, "relatedIdentifier")
