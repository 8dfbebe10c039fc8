"""A record as a BibTeX entry."""

import re
from collections.abc import Iterator

from generator.mathml import split_math
from generator.model import Paper
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
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_GROUP = re.compile(r"(?i)\b(team|group|collaboration|consortium|project|initiative)\b|[,&]|\band\b|^\S+$")
"""A name that BibTeX would cut into given and family names, and must not: `Chameleon Team`, `Gemini`."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TYPES = {"journal": "article", "conference": "inproceedings", "workshop": "inproceedings", "book": "incollection"}
_PLACE = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "misc": "howpublished"}


def as_bibtex(paper: Paper, venue: Venue | None = None) -> str:
    """The entry, keyed by the paper's id; what is not known is left out.

    Accents stay as they are (UTF-8), LaTeX's own characters are escaped outside math, the title keeps its capitals:
    `title = {{O($n^2$) \\& more}}`.
    """
    kind = _TYPES.get(venue.kind, "misc") if venue else "misc"
    place = (venue.title or venue.name) if venue and kind != "misc" else paper.venue
    lines = (f"  {name} = {value},\n" for name, value in _fields(paper, kind, place))
    return f"@{kind}{{{paper.id},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, kind: str, place: str) -> Iterator[tuple[str, str]]:
    if paper.title:
        yield "title", f"{{{{{as_latex(paper.title)}}}}}"
    if paper.authors:
        names = [_name(author.name) for author in paper.people] + ["others"] * paper.et_al
        yield "author", f"{{{' and '.join(names)}}}"
    # arXiv is said by `eprint`; other places without a known kind still have to be said.
    if place and not (kind == "misc" and place == "arXiv"):
        yield _PLACE[kind], f"{{{as_latex(place)}}}"
    yield from _when(paper)
    if paper.ids.arxiv:
        yield "eprint", f"{{{paper.ids.arxiv}}}"
        yield "archivePrefix", "{arXiv}"
    if paper.ids.doi:
        yield "doi", f"{{{_verbatim(paper.ids.doi)}}}"
    if url := _url(paper):
        yield "url", f"{{{_verbatim(url)}}}"


def _when(paper: Paper) -> Iterator[tuple[str, str]]:
    """The year that the venue names, as in `NeurIPS 2024`: a paper first seen in May 2023 is cited as of 2024."""
    stated = _YEAR.search(paper.venue)
    year = stated[0] if stated else paper.date[:4]
    if year:
        yield "year", f"{{{year}}}"
    if len(paper.date) > 4 and paper.date.startswith(year):
        yield "month", _MONTHS[int(paper.date[5:7]) - 1]


def as_latex(text: str) -> str:
    """Text as LaTeX source, its math as it is: `50% of $n^2$` → `50\\% of $n^2$`."""
    parts = split_math(" ".join(text.split()))
    return "".join(f"${part}$" if is_math and _balanced(part) else _escaped(part, is_math) for is_math, part in parts)


def _escaped(text: str, was_math: bool) -> str:
    return "".join(_SPECIAL.get(char, char) for char in (f"${text}$" if was_math else text))


def _balanced(tex: str) -> bool:
    """Whether the braces close in order: one that does not would swallow the entries that follow."""
    depth = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _name(name: str) -> str:
    return f"{{{as_latex(name)}}}" if _GROUP.search(name) else as_latex(name)


def _verbatim(text: str) -> str:
    """Identifiers and addresses stand as they are, but a brace in them would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")


def _url(paper: Paper) -> str:
    """The paper's first public address, where `doi` does not say it already."""
    if paper.ids.doi:
        return ""
    if paper.ids.acl:
        return f"https://aclanthology.org/{paper.ids.acl}/"
    return f"https://arxiv.org/abs/{paper.ids.arxiv}" if paper.ids.arxiv else ""
