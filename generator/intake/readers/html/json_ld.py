"""JSON-LD of schema.org: a `ScholarlyArticle`, alone, in a `@graph` or in a list, its journal and issue nested."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.clean.identifiers import id_in_url, parse_doi
from generator.intake.readers.html.page import Tag
from generator.intake.readers.html.said import Said
from generator.intake.readers.managers import paged, signed
from generator.intake.readers.people import as_name

_TYPES = frozenset({
    "ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Book", "Chapter", "Report", "TechArticle", "Dataset",
    "SoftwareSourceCode",
})  # fmt: skip
_OTHERS = frozenset({
    "citation", "isPartOf", "publisher", "author", "creator", "isBasedOn", "mentions", "isReferencedBy",
})  # fmt: skip
"""What leads to other works than those that the page is about."""
_DEEPEST = 40


def papers_of_json_ld(tag: Tag) -> Iterator[Said]:
    """The papers of a block; none where it is no JSON."""
    try:
        value = json.loads(tag.text.strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    index: dict[str, Mapping[str, Any]] = {}
    _collect(value, index)
    for paper in _works(value):
        text = json.dumps(paper, ensure_ascii=False, sort_keys=True)
        yield Said(text=text, lines=tag.lines, fields=_fields(paper, index))


def _collect(value: Any, index: dict[str, Mapping[str, Any]], depth: int = 0) -> None:
    """Nodes by their `@id`, for those that are only pointed at."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        if isinstance(value.get("@id"), str) and len(value) > 1:
            index.setdefault(value["@id"], value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _collect(item, index, depth + 1)


def _works(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _works(item, depth + 1)
    elif isinstance(value, Mapping):
        if _types(value) & _TYPES and _text(value.get("headline") or value.get("name")):
            yield value
            return
        for key, item in value.items():
            if key not in _OTHERS:
                yield from _works(item, depth + 1)


def _types(value: Mapping[str, Any]) -> set[str]:
    types = value.get("@type")
    listed = types if isinstance(types, list) else [types]
    return {str(name).rpartition("/")[2].removeprefix("schema:") for name in listed}


def _fields(paper: Mapping[str, Any], index: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    parts = [_node(part, index) for part in _chain(paper, index)]
    nearest = [paper, *parts]
    holder = next((part for part in parts if _text(part.get("name")) and "Issue" not in str(_types(part))), {})
    stated = [*_strings(paper)]
    doi = next((text for text in stated if re.match(r"10\.|.*doi", text, re.IGNORECASE) and parse_doi(text)), "")
    publisher = _node(paper.get("publisher"), index)
    return {
        "title": _text(paper.get("headline") or paper.get("name")),
        **signed(_people(paper.get("author") or paper.get("creator"), index)),
        "editors": tuple(name for name, _ in _people(paper.get("editor"), index)),
        "date": _first(nearest, "datePublished") or _first([paper], "dateCreated", "copyrightYear"),
        "venue": _text(holder.get("name")),
        "volume": _first(nearest, "volumeNumber"),
        "number": _first(nearest, "issueNumber"),
        "pages": _first([paper], "pagination") or paged(_first([paper], "pageStart"), _first([paper], "pageEnd")),
        "publisher": _text(publisher.get("name")) if publisher else _first([paper], "publisher"),
        "isbn": _first([paper], "isbn"),
        "language": _first([paper], "inLanguage"),
        "abstract": _first([paper], "abstract", "description"),
        "keywords": tuple(_keywords(paper.get("keywords"))),
        "ids": (("doi", doi),) if doi else (),
        "links": tuple(("", text) for text in stated if (id_in_url(text) or ("",))[0] == "arxiv"),
    }


def _chain(paper: Mapping[str, Any], index: Mapping[str, Mapping[str, Any]]) -> Iterator[Any]:
    """What a paper is part of, and that again: issue, volume, journal."""
    part: Any = paper
    for _ in range(6):
        part = _node(part, index).get("isPartOf") if isinstance(part, Mapping) else None
        part = part[0] if isinstance(part, list) and part else part
        if not isinstance(part, Mapping | str):
            return
        part = {"name": part} if isinstance(part, str) else _node(part, index)
        yield part


def _node(value: Any, index: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else {}
    if not isinstance(value, Mapping):
        return {}
    return index.get(str(value["@id"]), value) if len(value) <= 2 and "@id" in value else value


def _people(value: Any, index: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(name, ORCID) pairs of persons and bodies, which may be texts or be pointed at."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found += [(_text(name), "") for name in item.split(";") if name.strip()]
        elif person := _node(item, index):
            given, family = _text(person.get("givenName")), _text(person.get("familyName"))
            name = _text(person.get("name"))
            body = "Organization" in _types(person) and as_name(name)
            known = as_name(family, given) if family and given else body or name or as_name(family)
            orcid = next((text for text in _strings(person) if "orcid.org/" in text), "")
            found += [(known, orcid)] if known else []
    return found


def _strings(value: Mapping[str, Any]) -> Iterator[str]:
    """What a node states as its identifiers and addresses."""
    for key in ("doi", "identifier", "sameAs", "@id", "url", "mainEntityOfPage"):
        items = value.get(key)
        for item in items if isinstance(items, list) else [items]:
            text = (item.get("value") or item.get("@id") or item.get("@value")) if isinstance(item, Mapping) else item
            if isinstance(text, str):
                yield text.strip()


def _first(nodes: list[Mapping[str, Any]], *keys: str) -> str:
    return next((text for node in nodes for key in keys if (text := _text(node.get(key)))), "")


def _text(value: Any) -> str:
    """A text or a number; of several, and of texts with their language, the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or ""
    return html.unescape(str(value)).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _keywords(value: Any) -> list[str]:
    if isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    return [text for item in value if (text := _text(item))] if isinstance(value, list) else []
