"""BibTeX, with the fields of BibLaTeX where BibTeX has none."""

import re
from collections.abc import Iterator, Mapping

from generator.catalog import Catalog
from generator.clean.names import name_parts
from generator.exports.cited import Cited, abstract_of, cited, id_urls, venue_of
from generator.mathml import split_math
from generator.model import Paper, PaperType
from generator.settings import Venue

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts the brace of `\{` too
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")
"""Between two characters that TeX would print as one: `--`, `?` and a backtick."""
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
    "phdthesis": "school",
    "techreport": "institution",
}
"""Entry type → the field that says where; in all others it is `howpublished`."""


def entry(catalog: Catalog, paper: Paper) -> str:
    return as_bibtex(paper, venue_of(catalog, paper), abstract_of(catalog, paper))


def as_bibtex(paper: Paper, venue: Venue | None = None, abstract: str = "") -> str:
    """The entry, keyed by the paper's id; what is not known is left out.

    Accents stay as they are (UTF-8), LaTeX's own characters are escaped outside math, the title keeps its capitals:
    `title = {{O($n^2$) \\& more}}`.
    """
    said = cited(paper, venue)
    kind = _ENTRIES.get(said.type, "misc")
    fields = [*_fields(paper, kind, said), *_identifiers(paper), *_texts(paper, abstract)]
    lines = (f"  {name} = {value},\n" for name, value in fields)
    return f"@{kind}{{{paper.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, kind: str, said: Cited) -> Iterator[tuple[str, str]]:
    if paper.title:
        yield "title", f"{{{{{as_latex(paper.title)}}}}}"
    if paper.authors:
        names = [_name(author.name) for author in paper.people] + ["others"] * paper.et_al
        yield "author", f"{{{' and '.join(names)}}}"
    if kind == "misc" and said.type:
        yield "type", f"{{{said.type}}}"
    for name, text in (
        (_PLACES.get(kind, "howpublished"), said.place),
        ("volume", paper.volume),
        ("number", paper.number),
        ("pages", paper.pages),
        ("publisher", paper.publisher),
    ):
        if text:
            latex = as_latex(text)
            yield name, f"{{{latex.replace('-', '--') if name == 'pages' else latex}}}"
    yield from _when(paper, said)


def _when(paper: Paper, said: Cited) -> Iterator[tuple[str, str]]:
    """The year that is cited; the record's own date beside it where that is of another year."""
    if said.year:
        yield "year", f"{{{said.year}}}"
    if said.original:
        yield "origdate", f"{{{said.original}}}"
    elif len(paper.date) > 4:
        yield "month", _MONTHS[int(paper.date[5:7]) - 1]
    if len(paper.date) > 7 and not said.original:
        yield "day", f"{{{int(paper.date[8:])}}}"


def _identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """`eprint` is arXiv's, `doi` the DOI; what has no field of its own is told by one address."""
    if paper.ids.arxiv:
        yield "eprint", f"{{{paper.ids.arxiv}}}"
        yield "archivePrefix", "{arXiv}"
        yield from (("primaryClass", f"{{{category}}}") for category in paper.categories[:1])
    if paper.ids.doi:
        yield "doi", f"{{{_verbatim(paper.ids.doi)}}}"
    if paper.ids.pmid:
        yield "pmid", f"{{{paper.ids.pmid}}}"
    urls = [url for scheme, url in id_urls(paper).items() if scheme not in ("doi", "pmid")]
    # The arXiv address last: `eprint` says it already.
    for url in sorted(urls, key=lambda url: url.startswith("https://arxiv.org/"))[:1]:
        if not (paper.ids.doi and url.startswith("https://arxiv.org/")):
            yield "url", f"{{{url}}}"


def _texts(paper: Paper, abstract: str) -> Iterator[tuple[str, str]]:
    if paper.keywords:
        # A comma divides keywords, unless one of them holds one.
        divider = "; " if any("," in word for word in paper.keywords) else ", "
        words = divider.join(map(as_latex, paper.keywords))
        yield "keywords", f"{{{words}{';' if divider == '; ' else ''}}}"
    if abstract:
        yield "abstract", f"{{{as_latex(abstract)}}}"


def as_latex(text: str) -> str:
    """Text as LaTeX source, its math as it is: `50% of $n^2$` → `50\\% of $n^2$`."""
    parts = split_math(" ".join(text.split()))
    return "".join(f"${part}$" if is_math and _balanced(part) else _escaped(part, is_math) for is_math, part in parts)


def _escaped(text: str, was_math: bool) -> str:
    apart = _LIGATURE.sub("\0", f"${text}$" if was_math else text)
    return "".join(_SPECIAL.get(char, char) for char in apart).replace("\0", "{}")


def _balanced(tex: str) -> bool:
    """Whether the braces close in order: one that does not would swallow the entries that follow."""
    depth = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _name(name: str) -> str:
    """In reading order, which BibTeX takes apart by itself, but for what it would take for a family name: `Jr.`"""
    parts = name_parts(name)
    if parts.collective or _LITERAL.search(name):
        return f"{{{as_latex(name)}}}"
    if parts.suffix:
        family = " ".join(filter(None, (parts.particle, parts.family)))
        return ", ".join(as_latex(part) for part in (family, parts.suffix, parts.given))
    return as_latex(name)


def _verbatim(text: str) -> str:
    """Identifiers stand as they are, but a brace in them would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
