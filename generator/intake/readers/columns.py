"""What tables and objects call their columns: the names of each field, and the columns that a person named.

Case, spaces and punctuation do not count: `Paper Title`, `paper_title` and `paperTitle` are one name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.clean.text import fold
from generator.fields import FIELDS
from generator.ids import SCHEMES
from generator.model import LINK_KINDS, Capture
from generator.problems import CatalogError, Problem

NAMES: Mapping[str, str] = {
    **{field.name: field.columns for field in FIELDS.values() if field.columns},
    "orcids": "orcids, orcid",
    "year": "year, publication year, published year, pub year, year of publication, year published",
    "month": "month, publication month",
    "day": "day",
    "first_page": "first page, start page, page start",
    "last_page": "last page, end page, page end",
    "id": "id, paper id, uid, identifier",
    "arxiv": "arxiv, arxiv id, arxiv number, arxiv identifier, arxiv url, arxiv link, eprint",
    "doi": "doi, doi url, doi link",
    "acl": "acl, acl id, anthology id, acl anthology id",
    "openreview": "openreview, openreview id, openreview url, openreview link",
    "pmid": "pmid, pubmed id, pubmed",
    "pmcid": "pmcid, pmc id, pmc",
    "openalex": "openalex, openalex id",
    "s2": "s2, s2 id, semantic scholar id, semantic scholar",
    "dblp": "dblp, dblp id, dblp key",
    "links": "links",
    "url": "url, urls, link, pdf, pdf url, pdf link, html, html url, paper url, paper link, paper pdf, article url, "
    "abstract url, full text, full text url, landing page",
    "code": "code, code url, code link, github, github url, github link, github repo, repo, repo url, repository, "
    "repository url, source code, implementation",
    "data": "data, dataset, datasets, data url, data link, dataset url, dataset link",
    "model": "model, models, model url, model link, weights, checkpoint, checkpoints",
    "demo": "demo, demo url, demo link, space",
    "project": "project, project page, project url, project link, website, web site, web page, homepage, home page",
    "video": "video, video url, video link, youtube, talk, recording",
    "other": "other, slides, slides url, poster, poster url, blog, blog post",
}
"""Field → the names of its columns, the best first: where a row has several, the others are left over."""
LINK_FIELDS = ("links", "url", *LINK_KINDS)
_VAGUE = ("name", "paper", "article")
_TELLING = {"authors", "date", "year", "venue", "abstract", *SCHEMES}
_PAIR = re.compile(r'\s*([\w -]*?)\s*=\s*("[^"]*"|[^,]*?)\s*(?:,|$)')


def _key(name: str) -> str:
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).replace(" ", "")


_KNOWN: dict[str, tuple[str, int]] = {}
for _field, _names in NAMES.items():
    for _rank, _name in enumerate(_names.split(", ")):
        _KNOWN.setdefault(_key(_name), (_field, _rank))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, or a key of objects."""

    name: str
    """As the file has it."""
    field: str
    """A key of `NAMES`; "" where nobody knows the name."""
    rank: int = 0
    """Of several columns that have one field, the lowest gives it."""


def column_named(name: str, chosen: Iterable[tuple[str, str]] = ()) -> Column:
    """What a name means; `chosen` are the (field, name) pairs of `--columns`, which come first."""
    for field, wanted in chosen:
        if name.strip() == wanted or (_key(name) and _key(name) == _key(wanted)):
            return Column(name=name, field=field, rank=-1)
    field, rank = _KNOWN.get(_key(name), ("", 0))
    return Column(name=name, field=field, rank=rank)


def are_of_papers(columns: Iterable[Column]) -> bool:
    """Whether these are what a list of papers has: a title, or an id and an abstract, and something beside it.

    `name` and `paper` may be the title of anything: with them two of authors, date, venue, abstract or ids are wanted.
    """
    listed = list(columns)
    fields = {column.field for column in listed} - {""}
    titles = [column for column in listed if column.field == "title"]
    sure = any(column.rank < 0 or _key(column.name) not in _VAGUE for column in titles)
    if sure:
        return len(fields) > 1 or any(column.rank < 0 for column in titles)
    if titles:
        return len(fields & _TELLING) > 1
    return "abstract" in fields and bool(fields & {"id", *SCHEMES})


def parse_columns(text: str) -> tuple[tuple[str, str], ...]:
    """The (field, name) pairs of `title=Paper,authors="Written by"`; raises `CatalogError` where it is none."""
    pairs: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _PAIR.match(text, place)
        field = match[1] if match else ""
        name = match[2].strip('" ') if match else ""
        if not match or not name:
            raise CatalogError(f"--columns: found `{text[place:]}`, expected FIELD=COLUMN,… such as title=Paper")
        if field not in NAMES:
            raise CatalogError(f"--columns: found the field `{field}`, expected one of {', '.join(NAMES)}")
        pairs.append((field, name))
        place = match.end()
    return tuple(pairs)


def missing_columns(capture: Capture, columns: Iterable[Column], line: int) -> Iterable[Problem]:
    """The columns that a person named and the file does not have."""
    listed = list(columns)
    for field, name in capture.columns:
        if not any(column_named(column.name, ((field, name),)).rank < 0 for column in listed):
            yield Problem(
                path=capture.name,
                line=line,
                code="missing-column",
                message=f"found no column `{name}`, which --columns names for {field}",
                hint=f"it has: {', '.join(column.name for column in listed)}",
            )
