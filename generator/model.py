"""Every record that crosses a border between two stages.

All are frozen, slotted and keyword-only. The ones that are read from files a person edits (`Paper` and what it
holds, the settings) are pydantic dataclasses, so that all mistakes of a file are found at once and each has a path.
The patterns here say what a valid value looks like; turning messy text into one is the work of `clean/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, NewType

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from generator.ids import Ids

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

LinkKind = Literal["paper", "code", "data", "model", "demo", "project", "video", "other"]
LINK_KINDS: tuple[LinkKind, ...] = ("paper", "code", "data", "model", "demo", "project", "video", "other")

RelationKind = Literal["corrects", "comments-on", "part-of", "version-of"]
RELATIONS: tuple[RelationKind, ...] = ("corrects", "comments-on", "part-of", "version-of")

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RELATION = r"^-?(corrects|comments-on|part-of|version-of) [a-z0-9]+(-[a-z0-9]+)*$"
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
    key: str = ""
    """What the format itself calls the row, if it has such names: the key of BibTeX, `ID` of RIS."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """One name each, in any of the field's spellings: `Lewis, Mike`, `Mike Lewis`."""
    orcids: tuple[str, ...] = ()
    """Parallel to `authors` where the source knows any; "" for those without."""
    homonyms: tuple[str, ...] = ()
    """As `orcids`: what tells people of one name apart."""
    authors_complete: bool = True
    """Whether these are all: a page of one author's papers, or `and others`, names only some."""
    editors: tuple[str, ...] = ()
    """As `authors`."""
    date: str = ""
    first: str = ""
    """When it first appeared, where the source tells that apart from `date`."""
    venue: str = ""
    type: str = ""
    """In the format's own words: `JOUR`, `inproceedings`, `journal-article`."""
    series: str = ""
    volume: str = ""
    number: str = ""
    edition: str = ""
    pages: str = ""
    publisher: str = ""
    place: str = ""
    isbn: str = ""
    language: str = ""
    citation_key: str = ""
    """The key by which documents cite it, where the format is one for citing: that of BibTeX."""
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
    family: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    """The family name, where a source knows it and the last word of the name is not all of it: `Vargas Llosa`."""
    orcid: Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = None
    homonym: Annotated[str, Field(pattern=r"^(0\d{3}|[a-z0-9]+(-[a-z0-9]+)+)$", max_length=100)] | None = None
    """What tells this person from others of the name: DBLP's number, `0002` of `Lei Shi 0002`, or the ACL Anthology's
    id, `lei-shi-ely`.
    """


OTHERS = Author(name="others")
"""BibTeX's word at the end of an author list that is known to lack names."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Link:
    kind: LinkKind
    url: Annotated[Url, Field(pattern=URL, max_length=2000)]


_AUTHOR = BeforeValidator(lambda name: {"name": name} if isinstance(name, str) else name, str | Author)
_Date = Annotated[PaperDate, Field(pattern=DATE + "|^$")]
Authors = tuple[Annotated[Author, _AUTHOR], ...]
"""In order; in files, a plain string is an author's short form."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Facts:
    """What a source can say of a paper; an empty value says nothing.

    A field here and in `RawRecord`, with an entry in `fields.FIELDS`, is all that a new field takes.
    """

    title: str = ""
    """As the paper prints it; formulas between dollars: `$O(n^2)$`."""
    authors: Authors = ()
    """In order; a name alone, or with its ORCID. `others` at the end says that some are missing."""
    editors: Authors = ()
    """Of the volume it is in, or of the book that it is."""
    date: _Date = PaperDate("")
    """Of the version that is cited: the published one, where there is one. `2023`, `2023-09` or `2023-09-27`."""
    first: _Date = PaperDate("")
    """When it first appeared, where that was earlier: mostly as a preprint."""
    venue: str = ""
    """Where it appeared, with the year where that is part of the name: `NeurIPS 2024`."""
    type: PaperType | None = None
    """What kind of publication it is."""
    series: str = ""
    """What the volume belongs to: `Lecture Notes in Computer Science`."""
    volume: str = ""
    """Of a journal or a series."""
    number: str = ""
    """The issue of a journal, or the number of a report."""
    edition: str = ""
    """Of a book: `2`, `Revised`."""
    pages: str = ""
    """`271-278`, or an article's number: `e1009`."""
    publisher: str = ""
    """Who published it."""
    place: str = ""
    """The city of the publisher."""
    isbn: str = ""
    """Of the book that it is, or is in: digits without hyphens."""
    language: str = ""
    """Of the text: `en`, `zh`, `German`."""
    ids: Ids = Ids()
    """Names that others gave the paper."""
    key: Annotated[str, Field(max_length=200)] = ""
    """The citation key under which documents cite it; else they use its id."""
    summary: str = ""
    """One to three sentences in the curator's own words."""
    abstract: str = ""
    """The authors' own."""
    keywords: tuple[str, ...] = ()
    """As its sources have them."""
    categories: tuple[Annotated[str, Field(pattern=r"^[a-z-]+(\.[A-Za-z-]+)?$")], ...] = ()
    """Of arXiv, the primary one first: `cs.CL`."""
    links: tuple[Link, ...] = ()
    """What belongs to the paper: code, data, models."""
    state: State | None = None
    """What became of it after it appeared."""
    awards: tuple[str, ...] = ()
    """What it won."""

    @property
    def year(self) -> int | None:
        return int(self.date[:4]) if self.date else None

    @property
    def appeared(self) -> PaperDate:
        """When it first appeared, as far as that is known."""
        return self.first or self.date

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
    """The file it was read from, or the place where it was looked up."""
    reader: Annotated[str, Field(min_length=1)]
    """The reader's name; `curator` where a person looked it up."""
    line: Annotated[int, Field(ge=1)] | None = None
    """Where in that file the row begins, from 1."""
    key: str = ""
    """What the file itself calls the row: the key of a BibTeX entry."""
    row: Annotated[Fingerprint, Field(pattern=r"^[0-9a-f]{12}$")] | None = None
    """What the row is known by, whatever the record keeps of it."""
    merged: str = ""
    """Why this row is the same paper as the record's other rows."""
    of: Annotated[PaperId, Field(pattern=SLUG)] | None = None
    """The former record that brought it, where two records were merged."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field → digest of the value that the last import wrote from here (`links`: of each, joined by a space). A value
    whose digest no source has was written by a person, and no import changes it."""
    less: Mapping[str, str | Authors] = field(default_factory=dict)
    """Field → the value it gave, where that says the same as the record's, or a part of it: a year for a day."""
    differs: Mapping[str, str | Authors] = field(default_factory=dict)
    """Field → the value it gave, where the record kept another; a list of words has `; ` between them."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Former:
    """What a record said that was merged into this one, beyond what its sources gave: it can be taken out again."""

    id: Annotated[PaperId, Field(pattern=SLUG)]
    """What it was called."""
    into: Annotated[PaperId, Field(pattern=SLUG)] | None = None
    """The record it had become part of before, where that was merged into this one in turn."""
    wrote: Facts = Facts()
    """What a person had written there."""
    kept: tuple[str, ...] = ()
    """Fields that a person had decided there."""
    topics: tuple[str, ...] = ()
    """What a curator had added to its topics, or taken from them."""
    relations: tuple[str, ...] = ()
    """The same of what it was to other papers."""
    notes: tuple[str, ...] = ()
    """What a reader should have known of it."""
    brought: tuple[str, ...] = ()
    """Those of its topics, relations and notes that the record it was merged into did not have."""
    aliases: tuple[Annotated[PaperId, Field(pattern=SLUG)], ...] = ()
    """Ids it had had before."""
    added: _Date = PaperDate("")
    """The day on which it was founded."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Proposed:
    """That a record waits for a person: until this key is deleted, the paper is in no page, export or count."""

    by: Annotated[str, Field(min_length=1)]
    """The entry of follow.yml that found it."""
    when: Annotated[PaperDate, Field(pattern=DATE)]
    """The day on which it did."""
    why: str = ""
    """What it was found by: `arXiv: cs.NI, “lantern routing”`."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Paper(Facts):
    """One normalized record: one file of `records/`, one page of the site."""

    id: Annotated[PaperId, Field(pattern=SLUG, max_length=120)]
    """What the record and its page are called; in a catalog, the name of the file."""
    topics: tuple[Annotated[str, Field(pattern=r"^-?[a-z0-9]+(-[a-z0-9]+)*$")], ...] = ()
    """What a curator adds to the computed topics; `-slug` removes one."""
    relations: tuple[Annotated[str, Field(pattern=RELATION)], ...] = ()
    """What a curator says it is to others: `corrects owls-2023`; `-version-of owls-2023` removes what was found."""
    names: tuple[Annotated[str, Field(min_length=2)], ...] = ()
    """What the paper's system is called in other papers, where its title does not tell: `Llama 3`."""
    notes: tuple[str, ...] = ()
    """What a reader should know of the record itself."""
    kept: tuple[str, ...] = ()
    """Fields whose value, or want of one, a person decided: no import changes them."""
    added: _Date = PaperDate("")
    """The day on which the record was founded."""
    proposed: Proposed | None = None
    """Who proposed it, where nobody has accepted it yet; deleting this accepts it."""
    aliases: tuple[Annotated[PaperId, Field(pattern=SLUG)], ...] = ()
    """Ids it had before; their addresses redirect."""
    merged: tuple[Former, ...] = ()
    """Records that became part of it, so that they can be taken out again."""
    sources: tuple[Source, ...] = ()
    """Where its values came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One normalized row of a capture, before it is known which paper it is."""

    facts: Facts
    capture: str
    reader: str
    line: int
    fingerprint: Fingerprint
    key: str = ""
    """What the capture itself calls the row."""


# --- What is computed, each with its evidence ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """Why a paper has a topic."""

    topic: TopicSlug
    points: int
    """2 suffice; see `classify`. A curator's choice has none."""
    score: float = 0.0
    """How much the paper is about the topic, to compare topics by: rare phrases count more; a curator's has 0."""
    evidence: tuple[tuple[str, str], ...]
    """(field, the words that matched) pairs; (`curator`, "") where a person chose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A paper close to another, and why."""

    paper: PaperId
    score: float = field(repr=False)
    """What part of a paper's score for itself the other has. No page shows it, and so it is no part of what one reads:
    a new record changes all scores a little."""
    terms: tuple[str, ...] = ()
    """Phrases and rare words of both, as they stand in the paper, the weightiest first."""
    systems: tuple[str, ...] = ()
    """Names of systems by which one names the other, or that both name."""
    authors: tuple[str, ...] = ()
    """Names that signed both, and few other papers."""
    topics: tuple[TopicSlug, ...] = ()

    @property
    def why(self) -> tuple[str, ...]:
        """All that can be said of why it is near."""
        return (*self.terms, *self.systems, *self.authors, *self.topics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A paper names the system that another introduced."""

    source: PaperId
    target: PaperId
    name: str
    sentence: str
    """The sentence of the source that holds the name."""
