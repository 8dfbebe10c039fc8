"""Every record that crosses a border between two stages.

All are frozen, slotted and keyword-only. The ones that are read from files a person edits (`Paper` and what it
holds, the settings) are pydantic dataclasses, so that all mistakes of a file are found at once and each has a path.
The patterns here say what a valid value looks like; turning messy text into one is the work of `clean/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Literal, NewType

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

PaperId = NewType("PaperId", str)
"""`[a-z0-9-]+`: the record's file name and the page's address, issued once."""
TopicSlug = NewType("TopicSlug", str)
"""`[a-z0-9-]+`: the key of a topic in topics.yml and its page's address."""
PaperDate = NewType("PaperDate", str)
"""`2023`, `2023-09` or `2023-09-27`: as precise as its source."""
Url = NewType("Url", str)
"""An absolute http or https address without white space."""
Fingerprint = NewType("Fingerprint", str)
"""Twelve hexadecimal digits: what a capture row is known by."""

PaperType = Literal[
    "article", "conference", "chapter", "book", "thesis", "report", "preprint", "dataset", "software", "other"
]
State = Literal["retracted", "withdrawn", "superseded"]

LinkKind = Literal["code", "data", "model", "demo", "project", "video", "other"]
LINK_KINDS: tuple[LinkKind, ...] = ("code", "data", "model", "demo", "project", "video", "other")

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
URL = r"^https?://[^\s<>\"\\^`{|}]+$"

_strict = ConfigDict(extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


# --- What a reader gives: text exactly as it was found ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One input file, decoded."""

    name: str
    """The file's base name: for messages and provenance; no reader may depend on it."""
    text: str
    """Its text, with `\\n` as the line end and without a byte-order mark."""
    columns: tuple[tuple[str, str], ...] = ()
    """(field, column) pairs: what a person says the columns of a table, or the keys of objects, hold."""

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One row of a capture: text exactly as found, nothing parsed, nothing repaired."""

    reader: str
    capture: str
    line: int
    """1-based line of the row's first line."""
    lines: frozenset[int]
    """All 1-based lines the row used."""
    text: str
    """The row's own text: what its fingerprint is taken of."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """One name each, in any of the field's spellings: `Lewis, Mike`, `Mike Lewis`."""
    orcids: tuple[str, ...] = ()
    """Parallel to `authors` where the source knows any; "" for those without."""
    authors_complete: bool = True
    """Whether these are all: a page of one author's papers, or `and others`, names only some."""
    date: str = ""
    venue: str = ""
    type: str = ""
    """In the format's own words: `JOUR`, `inproceedings`, `journal-article`."""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    summary: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    """One each, or a single text in which commas or semicolons divide them."""
    categories: tuple[str, ...] = ()
    """Of arXiv, the primary one first."""
    state: str = ""
    awards: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    """(scheme, text) pairs; a scheme is a field of `Ids`."""
    links: tuple[tuple[str, str], ...] = ()
    """(kind or "", address) pairs; addresses inside the abstract are found by `normalize`."""
    latex: bool = False
    """Whether the fields are LaTeX source, as in BibTeX: braces then group and do not show."""
    leftover: tuple[tuple[str, str], ...] = ()
    """(name, text) of all else the row held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Lines of a capture that hold no paper, and why."""

    lines: frozenset[int]
    reason: str
    """`page header`, `column statistic`, …"""


# --- A record --------------------------------------------------------------------------------------------------------


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Author:
    """A person, or a collaboration signing as one."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    """In reading order: `Mike Lewis`."""
    orcid: Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = None


OTHERS = Author(name="others")
"""BibTeX's word at the end of an author list that is known to lack names."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Link:
    kind: LinkKind
    url: Annotated[Url, Field(pattern=URL, max_length=2000)]


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Ids:
    """Names that others gave the paper; each is unique to one paper, though services may list a paper twice."""

    arxiv: Annotated[str, Field(pattern=r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$")] | None = None
    """Without a version: `2309.16039`, `hep-th/9901001`."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """In lower case, without `https://doi.org/`."""
    acl: Annotated[str, Field(pattern=r"^[A-Z]\d{2}-\d{4}$|^\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+$")] | None = None
    openreview: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{6,}$")] | None = None
    pmid: Annotated[str, Field(pattern=r"^\d{1,9}$")] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC\d{1,9}$")] | None = None
    openalex: Annotated[str, Field(pattern=r"^W\d{1,12}$")] | None = None
    s2: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = None
    """Of Semantic Scholar."""
    dblp: Annotated[str, Field(pattern=r"^(conf|journals|books|series|phd|reference|tr)/[\w./+-]+$")] | None = None

    def items(self) -> Iterator[tuple[str, str]]:
        """The (scheme, value) pairs that are known, in the order of the fields."""
        return ((f.name, value) for f in fields(self) if (value := getattr(self, f.name)))


ID_NAMES: Mapping[str, str] = {
    "arxiv": "arXiv id",
    "doi": "DOI",
    "acl": "ACL id",
    "openreview": "OpenReview id",
    "pmid": "PubMed id",
    "pmcid": "PubMed Central id",
    "openalex": "OpenAlex id",
    "s2": "Semantic Scholar id",
    "dblp": "DBLP key",
}
"""Scheme → what people call it, in the order of the fields of `Ids`."""
ID_SCHEMES: tuple[str, ...] = tuple(ID_NAMES)


_AUTHOR = BeforeValidator(lambda name: {"name": name} if isinstance(name, str) else name, str | Author)
Authors = tuple[Annotated[Author, _AUTHOR], ...]
"""In order; in files, a plain string is an author's short form."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Facts:
    """What a source can say of a paper; an empty value says nothing."""

    title: str = ""
    authors: Authors = ()
    date: Annotated[PaperDate, Field(pattern=DATE + "|^$")] = PaperDate("")
    venue: str = ""
    type: PaperType | None = None
    volume: str = ""
    number: str = ""
    """The issue of a journal, or the number of a report."""
    pages: str = ""
    """`271-278`, or an article's number: `e1009`."""
    publisher: str = ""
    ids: Ids = Ids()
    summary: str = ""
    """One to three sentences in the curator's own words."""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    """As the authors chose them."""
    categories: tuple[Annotated[str, Field(pattern=r"^[a-z-]+(\.[A-Za-z-]+)?$")], ...] = ()
    """Of arXiv, the primary one first: `cs.CL`."""
    links: tuple[Link, ...] = ()
    state: State | None = None
    awards: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return int(self.date[:4]) if self.date else None

    @property
    def people(self) -> tuple[Author, ...]:
        """The authors without the mark that some are missing."""
        return self.authors[:-1] if self.et_al else self.authors

    @property
    def et_al(self) -> bool:
        """Whether the list is known to lack names: then it ends in `others`, as in BibTeX."""
        return bool(self.authors) and self.authors[-1] == OTHERS


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Source:
    """Where values of a record came from: one row of one capture, or a place a curator looked them up."""

    capture: Annotated[str, Field(min_length=1)]
    reader: Annotated[str, Field(min_length=1)]
    """The reader's name; `curator` where a person looked it up."""
    line: Annotated[int, Field(ge=1)] | None = None
    row: Annotated[Fingerprint, Field(pattern=r"^[0-9a-f]{12}$")] | None = None
    """What the row is known by, whatever the record keeps of it."""
    merged: str = ""
    """Why this row is the same paper as the record's other rows."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field → digest of the value it gave (`links`: of each, joined by a space). A value whose digest no source
    has was written by hand, and no import changes it."""
    differs: Mapping[str, str | Authors] = field(default_factory=dict)
    """Field → the value it gave, where the record kept another; a list of words has `; ` between them."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Paper(Facts):
    """One normalized record: one file of `records/`, one page of the site."""

    id: Annotated[PaperId, Field(pattern=SLUG, max_length=120)]
    topics: tuple[Annotated[str, Field(pattern=r"^-?[a-z0-9]+(-[a-z0-9]+)*$")], ...] = ()
    """What a curator adds to the computed topics; `-slug` removes one."""
    notes: tuple[str, ...] = ()
    """What a reader should know of the record itself."""
    aliases: tuple[Annotated[PaperId, Field(pattern=SLUG)], ...] = ()
    """Ids it had before; their addresses redirect."""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One normalized row of a capture, before it is known which paper it is."""

    facts: Facts
    capture: str
    reader: str
    line: int
    fingerprint: Fingerprint


# --- What is computed, each with its evidence ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """Why a paper has a topic."""

    topic: TopicSlug
    points: int
    """2 suffice; see `classify`. A curator's choice has none."""
    evidence: tuple[tuple[str, str], ...]
    """(field, the words that matched) pairs; (`curator`, "") where a person chose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A paper close to another, and why."""

    paper: PaperId
    score: float
    terms: tuple[str, ...]
    """Rare terms that both use, the weightiest first."""
    authors: tuple[str, ...]
    """Names that signed both."""
    topics: tuple[TopicSlug, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A paper names the system that another introduced."""

    source: PaperId
    target: PaperId
    name: str
    sentence: str
    """The sentence of the source that holds the name."""
