"""The table of fields: of each field of a record how it merges, how its text is read, and what formats call it.

What a field is called, holds and means, and where in a record it stands, is said by the class `Facts` of `model`. From
these two follow the records on disk, merging, the schema, JSON Lines, CSV and the names of columns.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal, TypeVar

from generator.clean.publication import (
    parse_isbn,
    parse_language,
    parse_pages,
    parse_place,
    parse_state,
    parse_title,
    parse_type,
)
from generator.clean.text import fold
from generator.clean.venues import parse_venue
from generator.ids import SCHEMES
from generator.model import OTHERS, Author, Facts

F = TypeVar("F", bound=Facts)
Key = tuple[Any, ...]
"""What values are compared by: of two, the one with the greater key is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record."""

    name: str
    """An attribute of `Facts`, or `ids.doi`."""
    kind: Literal["text", "people", "words"] = "text"
    """What a value is: a text, names of people in order, or a list of words."""
    prefer: Callable[[Any], Key]
    """Which of several values a record keeps."""
    less: Callable[[Any, Any], bool] = lambda value, chosen: False
    """Whether a value says the same as the chosen one, only less of it."""
    parse: Callable[[str], Any] | None = None
    """Plain text → value; those without one have rules of their own in `normalize`."""
    columns: str = ""
    """What tables and plain objects call it, the best name first."""
    bibtex: tuple[str, ...] = ()
    """Its fields in BibTeX and BibLaTeX, the best first, where nothing but their name counts."""
    ris: tuple[str, ...] = ()
    csl: str = ""
    zotero: str = ""


# --- Which of several values to keep ---------------------------------------------------------------------------------


def _fuller_title(title: str) -> Key:
    """Mixed case before all capitals, then the longer (one lost its subtitle), then the alphabet."""
    return (not title.isupper() and not title.islower(), len(title), title)


def _whole_list(people: tuple[Author, ...]) -> Key:
    """A list that is whole before one that is not, then more and fuller names, known family names, ORCIDs, numbers."""
    return (
        people[-1:] != (OTHERS,),
        len(people),
        sum(len(a.name) for a in people),
        sum(a.family is not None for a in people),
        sum(a.orcid is not None for a in people),
        sum(a.homonym is not None for a in people),
        [a.name for a in people],
    )


def _where_published(venue: str) -> Key:
    """Where it was published before where it was posted, then the longer name."""
    return (venue != "arXiv", len(venue), venue)


def _longer(text: str) -> Key:
    """The longer: a capture may have cut it."""
    return (len(text), text)


def _telling_type(type_: str) -> Key:
    """What says most: a paper of a conference is also on a preprint server, and anything is something else."""
    return (type_ != "other", type_ != "preprint", type_)


def _gravest(state: str) -> Key:
    return (["superseded", "withdrawn", "retracted"].index(state),)


def _most(words: tuple[str, ...]) -> Key:
    return (len(words), words)


def _earlier(date: str) -> Key:
    """The earlier year, then the more precise, then the earlier: of two dates of one appearance."""
    return (-int(date[:4]), len(date), [-int(part) for part in date.split("-")])


# --- Whether a value only says less ----------------------------------------------------------------------------------


def _begins(value: str, chosen: str) -> bool:
    return chosen.startswith(value)


def _some_people(value: tuple[Author, ...], chosen: tuple[Author, ...]) -> bool:
    """Some of the names, and that there are more."""
    return value[-1:] == (OTHERS,) and {fold(a.name) for a in value[:-1]} <= {fold(a.name) for a in chosen}


def _vaguer_venue(value: str, chosen: str) -> bool:
    return value == "arXiv" or chosen.startswith(f"{value} ")


def _vague_type(value: str, _: str) -> bool:
    return value in ("preprint", "other")


def _some_words(value: tuple[str, ...], chosen: tuple[str, ...]) -> bool:
    return set(value) <= set(chosen)


# --- The table -------------------------------------------------------------------------------------------------------


def _as_it_is(text: str) -> str:
    return text


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field(
            name="title",
            prefer=_fuller_title,
            parse=parse_title,
            columns="title, paper title, article title, document title, work title, paper, article, paper name, name",
        ),
        Field(
            name="authors",
            kind="people",
            prefer=_whole_list,
            less=_some_people,
            columns="authors parsed, authors, author, author s, author names, author name, author list, "
            "list of authors, creators, creator, written by",
        ),
        Field(
            name="editors",
            kind="people",
            prefer=_whole_list,
            less=_some_people,
            columns="editors, editor, edited by",
        ),
        Field(
            name="date",
            prefer=_earlier,  # see merge/dates: it goes by the version that is cited
            less=_begins,
            columns="date, publication date, published date, date published, date of publication, published, "
            "published at, published on, publish date, published time, pub date, release date, issued, "
            "submitted date, submission date",
        ),
        Field(name="first", prefer=_earlier, less=_begins, columns="first, first appearance, original date"),
        Field(
            name="venue",
            prefer=_where_published,
            less=_vaguer_venue,
            parse=parse_venue,
            columns="venue, venue name, journal, conference, journal conference, conference journal, journal book, "
            "journal name, journal title, conference name, booktitle, book title, source title, publication title, "
            "publication name, publication, container title, proceedings, proceedings title, published in, "
            "meeting name",
        ),
        Field(
            name="type",
            prefer=_telling_type,
            less=_vague_type,
            parse=parse_type,
            columns="type, item type, document type, publication type, entry type",
        ),
        Field(
            name="series",
            prefer=_longer,
            parse=_as_it_is,
            columns="series, series title, book series title",
            bibtex=("series",),
            ris=("T3",),
            csl="collection-title",
            zotero="series",
        ),
        Field(name="volume", prefer=_longer, parse=_as_it_is, columns="volume, vol"),
        Field(name="number", prefer=_longer, parse=_as_it_is, columns="issue, issue number, number"),
        Field(
            name="edition",
            prefer=_longer,
            parse=_as_it_is,
            columns="edition",
            bibtex=("edition",),
            ris=("ET",),
            csl="edition",
            zotero="edition",
        ),
        Field(
            name="pages", prefer=_longer, parse=parse_pages, columns="pages, page, page range, page numbers, pp"
        ),
        Field(name="publisher", prefer=_longer, parse=_as_it_is, columns="publisher"),
        Field(
            name="place",
            prefer=_longer,
            parse=parse_place,
            columns="place, publisher place, place of publication, city, address",
            bibtex=("address", "location"),
            ris=("CY", "PP"),
            csl="publisher-place",
            zotero="place",
        ),
        Field(
            name="isbn",
            prefer=_longer,
            parse=parse_isbn,
            columns="isbn, isbns",
            bibtex=("isbn",),
            ris=("SN",),
            csl="ISBN",
            zotero="ISBN",
        ),
        Field(
            name="language",
            prefer=_longer,
            parse=parse_language,
            columns="language, lang, language of original document",
            bibtex=("language", "langid"),
            ris=("LA",),
            csl="language",
            zotero="language",
        ),
        *(Field(name=f"ids.{scheme}", prefer=_longer) for scheme in SCHEMES),
        # Another source's key is no disagreement; see merge/fold for which one stays.
        Field(
            name="key",
            prefer=_longer,
            less=lambda value, chosen: True,
            columns="key, citation key, citekey, bibtex key, bibkey",
        ),
        Field(name="summary", prefer=_longer, less=_begins, parse=_as_it_is, columns="summary, tldr, tl dr"),
        Field(
            name="abstract",
            prefer=_longer,
            less=_begins,
            columns="abstract, abstract note, abstract text, paper abstract",
        ),
        Field(
            name="keywords",
            kind="words",
            prefer=_most,
            less=_some_words,
            columns="keywords, keyword, key words, author keywords, authors keywords, tags, tag, manual tags",
        ),
        Field(
            name="categories",
            kind="words",
            prefer=_most,
            less=_some_words,
            columns="primary category, primary class, arxiv primary category, categories, arxiv categories, category, "
            "arxiv category",
        ),
        Field(name="state", prefer=_gravest, parse=parse_state, columns="state"),
        Field(name="awards", kind="words", prefer=_most, less=_some_words, columns="awards, award"),
    )
}
"""By name, in the order of `Facts`, whose `links` are not here: a record keeps all of them."""

PLAIN: tuple[Field, ...] = tuple(field for field in FIELDS.values() if field.bibtex)
"""Fields that formats have under names of their own, and of which readers and exports need to know nothing more."""
OWN_NAMES: tuple[str, ...] = (*FIELDS, "links")
"""All that `kept` may name."""


def holds(field: Field, text: str) -> bool:
    """Whether a text is what the field holds: an ISSN is no ISBN, and stays where the format has it."""
    return bool(text and (field.parse is None or field.parse(text)))


def value_of(facts: Facts, name: str) -> Any:
    """The value of a field, `ids.doi` too; None or empty where it has none."""
    return _READ[name](facts)


_READ: Mapping[str, Callable[[Facts], Any]] = {name: attrgetter(name) for name in OWN_NAMES}


def values_of(facts: Facts) -> dict[str, Any]:
    """Name → value, of the fields of `FIELDS` that have one."""
    return {name: value for name in FIELDS if (value := _READ[name](facts))}


def with_values(facts: F, values: Iterable[tuple[str, Any]]) -> F:
    """The facts with these fields changed; None empties one."""
    plain: dict[str, Any] = {}
    ids: dict[str, Any] = {}
    for name, value in values:
        if name.startswith("ids."):
            ids[name[4:]] = value or None
        else:
            plain[name] = value or _EMPTY[name]
    return replace(facts, **plain, ids=replace(facts.ids, **ids) if ids else facts.ids)


_EMPTY = {name: getattr(Facts(), name) for name in Facts.__dataclass_fields__}
