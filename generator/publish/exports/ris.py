"""RIS, which every reference manager reads."""

from collections.abc import Iterator, Mapping

from generator.fields import PLAIN
from generator.knowledge.catalog import Catalog
from generator.model import OTHERS, Author, Paper, PaperType
from generator.publish.exports.cited import Cited, abstract_of, citation_key, cited, parts_of, venue_of

_TYPES: Mapping[PaperType | None, str] = {
    "article": "JOUR",
    "conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "preprint": "UNPB",
    "dataset": "DATA",
    "software": "COMP",
}
"""All else is `GEN`."""


def entry(catalog: Catalog, paper: Paper) -> str:
    """The lines of one reference, each with the line end that the specification asks for."""
    said = cited(paper, venue_of(catalog, paper))
    tags = [*_tags(paper, said, citation_key(catalog, paper)), *_texts(paper, abstract_of(catalog, paper)), ("ER", "")]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags)


def _line(text: str) -> str:
    return " ".join(text.split())


def _tags(paper: Paper, said: Cited, key: str) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(said.type, "GEN")
    yield "ID", key
    yield from (("AU", as_ris_name(author)) for author in paper.people)
    yield from (("ED", as_ris_name(editor)) for editor in paper.editors if editor != OTHERS)
    first, _, last = paper.pages.partition("-")
    for tag, value in (
        ("TI", paper.title),
        ("T2", said.place),
        ("PY", paper.date[:4]),
        ("DA", _date(paper.date)),
        ("VL", paper.volume),
        ("IS", paper.number),
        ("SP", first),
        ("EP", last),
        ("PB", paper.publisher),
        *((field.ris[0], getattr(paper, field.name)) for field in PLAIN),
        ("DO", paper.ids.doi or ""),
    ):
        if value:
            yield tag, value
    yield from (("UR", url) for scheme, url in paper.ids.urls().items() if scheme != "doi")
    # Programs take the first address for the paper's.
    yield from (("UR", link.url) for link in paper.links if link.kind == "paper")
    yield from (("LK", link.url) for link in paper.links if link.kind != "paper")


def _texts(paper: Paper, abstract: str) -> Iterator[tuple[str, str]]:
    yield from (("KW", word) for word in paper.keywords)
    yield from (("AB", abstract) for abstract in [abstract] if abstract)
    yield from (("N1", paper.summary) for summary in [paper.summary] if summary)


def _date(date: str) -> str:
    """`2023/09/27/`, `2023/09//`, `2023///`: a place for year, month, day and words."""
    parts = date.split("-") if date else []
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""


def as_ris_name(author: Author) -> str:
    """`van der Berg, Jan, Jr.`; who has no given name, as a collaboration, is not taken apart.

    Behind such a name that looks as if it had one, `Lamps of Paris,`, a comma says so, as in EndNote.
    """
    parts = parts_of(author)
    if not parts.given:
        return f"{author.name}," if author.family else author.name
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return ", ".join(filter(None, (family, parts.given, parts.suffix)))
