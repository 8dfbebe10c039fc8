"""`<meta>` tags of one paper: Highwire's `citation_title`, bepress, EPrints, PRISM and Dublin Core."""

import re
from collections.abc import Iterator, Sequence

from generator.clean.identifiers import doi_of_page, id_in_url, parse_doi
from generator.clean.text import fold
from generator.intake.readers.html.page import Tag
from generator.intake.readers.html.said import Said
from generator.intake.readers.managers import paged, signed

FAMILIES = ("citation_", "bepress_citation_", "eprints.", "prism.", "dc.", "dcterms.")
"""The better ones first: of each field the first family that states it is heard, the others only say it again."""
STRONG = ("citation_title", "bepress_citation_title", "eprints.title")
"""Tags that only a page of one paper has."""
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "authors": ("author", "authors", "creators_name", "creator"),
    "editors": ("editor", "editors", "editors_name"),
    "date": ("publication_date", "publicationdate", "date", "date.issued", "issued", "cover_date", "year", "coverdate"),
    "online": ("online_date",),
    "venue": (
        "journal_title", "conference_title", "conference", "inbook_title", "publicationname", "publication",
        "book_title", "journal", "series_title",
    ),
    "volume": ("volume",),
    "number": ("issue", "number", "technical_report_number"),
    "start": ("firstpage", "startingpage"),
    "end": ("lastpage", "endingpage"),
    "pages": ("pages", "pagerange"),
    "publisher": ("publisher", "dissertation_institution", "technical_report_institution"),
    "isbn": ("isbn",),
    "language": ("language",),
    "abstract": ("abstract", "description"),
    "keywords": ("keywords", "keyword", "subject"),
    "arxiv": ("arxiv_id",),
    "pmid": ("pmid",),
    "doi": ("doi", "identifier", "identifier.doi", "id", "id_number", "source", "relation"),
    "pdf": ("pdf_url", "fulltext_html_url", "document_url"),
    "page": ("abstract_html_url", "public_url", "abstract_url"),
}  # fmt: skip
"""Field → how the families call it, the better one first."""
_ORCID = re.compile(r"(?:bepress_)?citation_author_orcid")


def papers_of_tags(tags: Sequence[Tag]) -> Iterator[Said]:
    """The paper of a page's tags; several where tags with a title and authors of their own begin again."""
    for group in _groups(tags):
        if said := _paper(group):
            yield said


def _groups(tags: Sequence[Tag]) -> list[list[Tag]]:
    groups: list[list[Tag]] = [[]]
    titles: set[str] = set()
    for place, tag in enumerate(tags):
        if tag.name == "citation_title" and titles and fold(tag.text) not in titles and _has_authors(tags[place + 1 :]):
            groups.append([])
        if tag.name == "citation_title":
            titles.add(fold(tag.text))
        groups[-1].append(tag)
    return groups


def _has_authors(tags: Sequence[Tag]) -> bool:
    """Whether authors follow before another title: a title in another language has none."""
    for tag in tags:
        if tag.name in ("citation_title", "citation_author"):
            return tag.name == "citation_author"
    return False


def _paper(tags: list[Tag]) -> Said | None:
    names = {tag.name for tag in tags}
    used: list[Tag] = []
    found = {field: _values(tags, field, used) for field in _FIELDS}
    one = {field: values[0] if values else "" for field, values in found.items()}
    if not one["title"] or not (names & set(STRONG) or (one["authors"] and (one["date"] or one["doi"]))):
        return None
    addresses = [tag for tag in tags if tag.name == "canonical" and (id_in_url(tag.text) or doi_of_page(tag.text))]
    people = _with_orcids(tags, found["authors"])
    used += [*addresses, *(tag for tag in tags if _ORCID.fullmatch(tag.name))]
    fields = {
        "title": one["title"],
        **signed(people),
        "editors": tuple(_divided(found["editors"])),
        "date": one["date"] or one["online"],
        "first": one["online"] if one["date"] else "",
        "venue": one["venue"],
        "type": "thesis" if "citation_dissertation_institution" in names else "",
        **{name: one[name] for name in ("volume", "number", "publisher", "isbn", "language", "abstract")},
        "pages": paged(one["start"], one["end"]) or one["pages"],
        "keywords": tuple(found["keywords"]),
        "ids": tuple((scheme, one[scheme]) for scheme in ("doi", "arxiv", "pmid") if one[scheme]),
        "links": tuple(_links(one, addresses)),
    }
    text = "\n".join(f"{tag.name}: {tag.text}" for tag in used)
    return Said(text=text, lines=frozenset().union(*(tag.lines for tag in used)), fields=fields)


def _values(tags: list[Tag], field: str, used: list[Tag]) -> list[str]:
    """What the best family says of a field, of its names the best; what others say again is used, too."""
    best: list[str] = []
    for family in FAMILIES:
        for name in _FIELDS[field]:
            here = [tag for tag in tags if tag.name == family + name and _holds(field, tag.text)]
            used += here
            if here and not best:
                best = list(dict.fromkeys(tag.text for tag in here)) if field != "authors" else _once(here)
    return best


def _once(tags: list[Tag]) -> list[str]:
    """The names of a list that some pages print twice, one after the other."""
    names = [tag.text for tag in tags]
    half = len(names) // 2
    return names[:half] if half and len(names) % 2 == 0 and names[:half] == names[half:] else names


def _holds(field: str, text: str) -> bool:
    if field == "doi":
        return bool(parse_doi(text))
    return field not in ("pdf", "page") or text.startswith("http")


def _divided(names: list[str]) -> Iterator[str]:
    for text in names:
        yield from (name.strip() for name in text.split(";") if name.strip())


def _with_orcids(tags: list[Tag], names: list[str]) -> list[tuple[str, str]]:
    """(name, ORCID) pairs: an ORCID stands below its author."""
    orcids: dict[str, str] = {}
    last = ""
    for tag in tags:
        if tag.name.endswith("citation_author"):
            last = tag.text
        elif _ORCID.fullmatch(tag.name) and last:
            orcids[last] = tag.text
    return [(name, orcids.get(name, "")) for name in _divided(names)]


def _links(one: dict[str, str], canonical: list[Tag]) -> Iterator[tuple[str, str]]:
    """The paper itself, and a page only where its address states an id."""
    if one["pdf"]:
        yield "paper", one["pdf"]
    for address in (one["page"], *(tag.text for tag in canonical)):
        if address and (id_in_url(address) or doi_of_page(address)):
            yield "", address
