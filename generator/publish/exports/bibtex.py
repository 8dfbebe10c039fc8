"""BibTeX, with the fields of BibLaTeX where BibTeX has none."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.fields import PLAIN
from generator.ids import SCHEMES
from generator.knowledge.catalog import Catalog
from generator.model import LINK_KINDS, OTHERS, Author, Paper, PaperType
from generator.publish.exports.cited import Cited, abstract_of, citation_key, cited, own_link, parts_of, venue_of
from generator.publish.exports.tex import as_latex, as_title, in_tex
from generator.records.settings import Venue

Spelling = Callable[[str], str]
"""LaTeX source → the same with its characters as a format may have them."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LITERAL = re.compile(r"[,&]|\band\b|^\S+$|\bothers$", re.IGNORECASE)
"""A name that BibTeX would take apart, and must not: `Gemini`, `Owls and Larks`."""
_ENTRIES: Mapping[PaperType | None, str] = {
    "article": "article",
    "conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
    "dataset": "dataset",
    "software": "software",
}
"""Type → entry type; all else is `misc`."""
_PLACES = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
}
"""Entry type → the field that says where; in all others it is `howpublished`."""
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
"""Entry type → the field that says who published it; in all others it is `publisher`."""
_VERBATIM = frozenset(("doi", "eprint", "url", "author+an:orcid", *SCHEMES, *LINK_KINDS))


def entry(catalog: Catalog, paper: Paper) -> str:
    """All that BibTeX has a place for, in BibLaTeX's fields or in those that people use; pdfLaTeX can print it."""
    return _in_full(catalog, paper, in_tex)


def utf8_entry(catalog: Catalog, paper: Paper) -> str:
    """The same with every character as it is, for biber, XeLaTeX and LuaLaTeX."""
    return _in_full(catalog, paper, str)


def _in_full(catalog: Catalog, paper: Paper, spell: Spelling) -> str:
    beyond = (*_further_ids(paper), *_further(paper), *_texts(paper, abstract_of(catalog, paper)))
    return _entry(paper, venue_of(catalog, paper), citation_key(catalog, paper), beyond, spell)


def as_bibtex(paper: Paper, venue: Venue | None = None, key: str = "") -> str:
    """The entry that a citation needs, under the paper's id or another key; what is not known is left out.

    `title = {Owls of {Paris}: {$O(n^2)$} \\& {$\\beta$}}`.
    """
    return _entry(paper, venue, key or paper.id, (), in_tex)


def _entry(paper: Paper, venue: Venue | None, key: str, beyond: Iterable[tuple[str, str]], spell: Spelling) -> str:
    said = cited(paper, venue)
    kind = _ENTRIES.get(said.type, "misc")
    fields = [*_fields(paper, kind, said), *_identifiers(paper), *beyond]
    lines = (f"  {name} = {value if name in _VERBATIM else spell(value)},\n" for name, value in fields)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, kind: str, said: Cited) -> Iterator[tuple[str, str]]:
    if paper.title:
        yield "title", f"{{{as_title(paper.title)}}}"
    for role, people in (("author", paper.authors), ("editor", paper.editors)):
        if people:
            yield role, f"{{{' and '.join(map(_name, people))}}}"
    if kind == "misc" and said.type:
        yield "type", f"{{{said.type}}}"
    # Who stands behind a thesis or a report is asked for; a record may only have it as the place.
    only_place = kind in _PUBLISHERS and not paper.publisher
    for name, text in (
        (_PUBLISHERS[kind] if only_place else _PLACES.get(kind, "howpublished"), said.place),
        ("volume", paper.volume),
        ("number", paper.number),
        ("pages", paper.pages),
        (_PUBLISHERS.get(kind, "publisher"), paper.publisher),
        *((field.bibtex[0], getattr(paper, field.name)) for field in PLAIN),
    ):
        if text:
            latex = as_latex(text)
            yield name, f"{{{latex.replace('-', '--') if name == 'pages' else latex}}}"
    yield from _when(paper)


def _when(paper: Paper) -> Iterator[tuple[str, str]]:
    """The date that is cited, and when the paper first appeared, where that was earlier."""
    if paper.date:
        yield "year", f"{{{paper.date[:4]}}}"
    if len(paper.date) > 4:
        yield "month", _MONTHS[int(paper.date[5:7]) - 1]
    if len(paper.date) > 7:
        yield "day", f"{{{int(paper.date[8:])}}}"
    if paper.first:
        yield "origdate", f"{{{paper.first}}}"


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """`eprint` is arXiv's, `doi` the DOI; an address only tells what these do not, or stands for want of a DOI."""
    if paper.ids.arxiv:
        yield "eprint", f"{{{paper.ids.arxiv}}}"
        yield "archivePrefix", "{arXiv}"
    yield from (("primaryClass", f"{{{category}}}") for category in paper.categories[:1])
    if paper.ids.doi:
        yield "doi", f"{{{_verbatim(paper.ids.doi)}}}"
    if url := _url(paper):
        yield "url", f"{{{url}}}"


def _url(paper: Paper) -> str:
    urls = paper.ids.urls() or {"paper": own_link(paper)}
    best = next((urls[scheme] for scheme in urls if scheme not in ("arxiv", "doi")), "")
    return best or ("" if paper.ids.doi else urls.get("arxiv", ""))


def _further_ids(paper: Paper) -> Iterator[tuple[str, str]]:
    """Those that neither a field of BibLaTeX nor the address says, by their schemes."""
    said = ("arxiv", "doi", next((scheme for scheme in paper.ids.urls() if scheme not in ("arxiv", "doi")), ""))
    return ((scheme, f"{{{value}}}") for scheme, value in paper.ids.items() if scheme not in said)


def _further(paper: Paper) -> Iterator[tuple[str, str]]:
    """ORCIDs, as BibLaTeX annotates authors; the first link of each kind; what became of the paper."""
    known = [f'{number}="{author.orcid}"' for number, author in enumerate(paper.people, 1) if author.orcid]
    if known:
        yield "author+an:orcid", f"{{{'; '.join(known)}}}"
    first = {link.kind: link.url for link in reversed(paper.links) if link.kind != "other"}
    yield from ((kind, f"{{{first[kind]}}}") for kind in LINK_KINDS if kind in first)
    if paper.state:
        yield "pubstate", f"{{{paper.state}}}"


def _texts(paper: Paper, abstract: str) -> Iterator[tuple[str, str]]:
    if paper.keywords:
        # A comma divides keywords, unless one of them holds one.
        divider = "; " if any("," in word for word in paper.keywords) else ", "
        words = divider.join(map(as_latex, paper.keywords))
        yield "keywords", f"{{{words}{';' if divider == '; ' else ''}}}"
    if abstract:
        yield "abstract", f"{{{as_latex(abstract)}}}"


def _name(author: Author) -> str:
    """In reading order, which BibTeX takes apart by itself, but for what it would take for a family name: `Jr.`

    A family name that is known stands first: `Pardo Vega, Luz`.
    """
    parts = parts_of(author)
    if author == OTHERS:
        return author.name
    if parts.collective or _LITERAL.search(f"{parts.family} {parts.given}" if author.family else author.name):
        return f"{{{as_latex(author.name)}}}"
    if parts.suffix or author.family:
        family = as_latex(" ".join(filter(None, (parts.particle, parts.family))))
        # A small word inside would make a particle of what stands before it: `Eckart de Castilho`.
        last = f"{{{family}}}" if any(word[0].islower() for word in parts.family.split()[1:]) else family
        return ", ".join(filter(None, (last, as_latex(parts.suffix), as_latex(parts.given))))
    return as_latex(author.name)


def _verbatim(text: str) -> str:
    """Identifiers stand as they are, but a brace in them would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
