"""Answers of Semantic Scholar: one paper, a search, a batch, references and citations, recommendations, an author."""

import re
from collections.abc import Iterator
from typing import Any

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.json.jsonfile import JsonValue, first_value, read_objects
from generator.intake.readers.json.jsonmembers import leftover, list_at, text_at, texts_at, value_at
from generator.intake.readers.managers import appearances
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "semantic_scholar"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "JSON papers with `paperId`, alone or listed under `data`, `recommendedPapers` or an author's `papers`"

_LISTS = (("data",), ("recommendedPapers",), ("papers",), ("citedPaper",), ("citingPaper",))
_FIELDS = {
    "pages": (("journal", "pages"),),
}
_VENUES = (("publicationVenue", "name"), ("venue",), ("journal", "name"))
_PREPRINTS = re.compile(r"(arx|biorx|medrx|chemrx)iv\b.*|ssrn\b.*|research square|corr", re.IGNORECASE)
_IDS = {
    "s2": (("paperId",),),
    "doi": (("externalIds", "DOI"),),
    "arxiv": (("externalIds", "ArXiv"),),
    "acl": (("externalIds", "ACL"),),
    "pmid": (("externalIds", "PubMed"),),
    "dblp": (("externalIds", "DBLP"),),
}
_USED = (
    "paperId title abstract authors year publicationDate publicationVenue venue journal publicationTypes externalIds "
    "openAccessPdf url"
).split()
_TYPES = ("Conference", "BookSection", "Book", "Dataset")
"""What says more than the `JournalArticle` that nearly every paper is too."""


def identify(capture: Capture) -> bool:
    value = first_value(capture) or {}
    papers = next((value[name] for name, *_ in _LISTS[:3] if isinstance(value.get(name), list)), None)
    if papers is None:
        return "paperId" in value
    first = next((paper for paper in papers if isinstance(paper, dict)), None)
    if first is None:
        return "recommendedPapers" in value or "offset" in value or "authorId" in value
    return bool({"paperId", "citedPaper", "citingPaper", "authorId"} & first.keys())


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper, in the order of the answer."""
    for entry in read_objects(capture, *_LISTS, keys=("paperId", "title")):
        yield _as_record(entry) if isinstance(entry, JsonValue) else entry


def _as_record(entry: JsonValue) -> RawRecord:
    paper = entry.value
    venue, volume = _venue(paper), text_at(paper, "journal", "volume")
    return RawRecord(
        reader=NAME,
        capture=entry.capture.name,
        line=entry.line,
        lines=entry.lines,
        text=entry.text,
        key=text_at(paper, "paperId"),
        title=text_at(paper, "title"),
        authors=tuple(text_at(person, "name") for person in list_at(paper, "authors")),
        **appearances(text_at(paper, "year"), text_at(paper, "publicationDate")),
        venue=venue,
        type=_type(paper, venue),
        # Of a preprint it is `abs/2309.16039`.
        volume="" if volume.startswith("abs/") else volume,
        abstract=text_at(paper, "abstract"),
        ids=tuple(_ids(paper)),
        links=tuple(("", url) for url in [text_at(paper, "openAccessPdf", "url")] if url),
        leftover=(*leftover(paper, _USED), *_other_ids(paper)),
        **texts_at(paper, _FIELDS),
    )


def _other_ids(paper: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = {path[1] for paths in _IDS.values() for path in paths if len(path) > 1} | {"PubMedCentral"}
    ids = value_at(paper, "externalIds")
    for name in ids if isinstance(ids, dict) else ():
        if name not in known and (text := text_at(ids, name)):
            yield f"externalIds.{name}", text


def _venue(paper: dict[str, Any]) -> str:
    """The journal before the preprint server: after publication it gives either as either."""
    names = [name for path in _VENUES if (name := text_at(paper, *path))]
    return next((name for name in names if not _PREPRINTS.fullmatch(name)), names[0] if names else "")


def _type(paper: dict[str, Any], venue: str) -> str:
    """The one that says most; a paper of arXiv is called an article of a journal."""
    types = [str(name) for name in list_at(paper, "publicationTypes")]
    if _PREPRINTS.fullmatch(venue):
        return "preprint"
    return next((name for name in _TYPES if name in types), types[0] if types else "")


def _ids(paper: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((scheme, text) for scheme, text in texts_at(paper, _IDS).items() if text)
    if number := text_at(paper, "externalIds", "PubMedCentral"):
        yield "pmcid", "PMC" + number.removeprefix("PMC")
