"""What and where in print: types of publication, pages, keywords, arXiv categories."""

import re
from collections.abc import Iterable

from generator.clean.text import clean_text, fold
from generator.model import PaperType, State

_WORDS: dict[PaperType, str] = {
    "article": (
        "article, journal article, article journal, article magazine, article newspaper, jour, mgzn, news, ejour, "
        "jfull, review, review article, case report, editorial, letter, letters and comments, lettersandcomments, "
        "magazine article, newspaper article, electronic article, periodical, suppperiodical, clinicaltrial, "
        "clinical trial, metaanalysis, meta analysis, randomized controlled trial, comparative study, case reports, "
        "comment, published erratum, retraction of publication, systematic review, editorial material, correction, "
        "data paper, book review, academic journal, inpr"
    ),
    "conference": (
        "conference, conference paper, paper conference, inproceedings, conf, cpaper, proceedings article, "
        "conference proceedings, conference proceeding, proceedings paper, meeting abstract, workshop, "
        "workshop paper, speech, poster, presentation, conference publication"
    ),
    "chapter": (
        "chapter, book chapter, chap, echap, inbook, incollection, book section, electronic book section, book part, "
        "book track, suppbook, suppcollection, bookinbook, inreference, entry encyclopedia, entry dictionary, "
        "entry, reference entry, encyc, dict, encyclopedia article, dictionary entry"
    ),
    "book": (
        "book, ebook, edbook, electronic book, edited book, monograph, mvbook, collection, mvcollection, proceedings, "
        "mvproceedings, reference, mvreference, reference book, book series, book set, booklet, journal, manual"
    ),
    "thesis": "thesis, dissertation, thes, phdthesis, mastersthesis, phd thesis, masters thesis, doctoral dissertation",
    "report": (
        "report, rprt, techreport, technical report, tech report, report series, report component, govdoc, "
        "government document, standard, stand, white paper, guideline"
    ),
    "preprint": "preprint, posted content, manuscript, unpublished, unpb, unpublished work, draft, working paper",
    "dataset": "dataset, data, data set, database, dbase, component",
    "software": "software, comp, computer program, computerprogram, code",
}
_TYPES: dict[str, PaperType] = {fold(word): type_ for type_, words in _WORDS.items() for word in words.split(", ")}
_STATES: dict[str, State] = {"retract": "retracted", "withdraw": "withdrawn", "supersed": "superseded"}
_FULL_STOP = re.compile(r"[^\W_]{2}[)\]\"”’']*\.$")
_ABBREVIATION = re.compile(r"(\.\w+|\b(etc|al|vs|jr|sr|inc|ltd|co|corp|no|vol|ed|eds|st))\.$", re.IGNORECASE)
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_RANGE = re.compile(r"(\d+)-(\d+)")
_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]{2,})?")


def parse_type(text: str) -> PaperType | None:
    """The type that a format's own word means: `JOUR`, `article-journal`, `JournalArticle` → `article`.

    A word that is not known is `other`.
    """
    plain = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", clean_text(text)))
    return _TYPES.get(plain, _TYPES.get(plain.replace(" ", ""), "other")) if plain else None


def parse_title(text: str) -> str:
    """A title without the marks that some databases put around it: `[The owls of night].` → `The owls of night`.

    MEDLINE ends each with a full stop, and has translated ones in brackets; `Made in the U.S.` keeps its own.
    """
    plain = text[:-1] if _FULL_STOP.search(text) and not _ABBREVIATION.search(text) else text
    brackets = re.fullmatch(r"\[([^\[\]]+?)\.?\]", plain)
    return brackets[1] if brackets else plain


def parse_pages(text: str) -> str:
    """Pages with one hyphen, and whole numbers at both ends: `pp. 1234--45` → `1234-1245`; `e1009` stays."""
    plain = re.sub(r"^(pages?|pp?)\b\.?\s*", "", clean_text(text).strip(" .,;:"), flags=re.IGNORECASE)
    pages = _DASH.sub("-", plain)
    match = _RANGE.fullmatch(pages)
    if match and len(match[2]) < len(match[1]):
        return f"{match[1]}-{match[1][: -len(match[2])]}{match[2]}"
    return pages


def parse_keywords(words: Iterable[str]) -> tuple[str, ...]:
    """One word or phrase each, in order, each once; a single text is divided at its semicolons, else at its commas."""
    listed = list(words)
    if len(listed) == 1:
        listed = listed[0].split(";" if ";" in listed[0] else ",")
    found: dict[str, str] = {}
    for word in listed:
        plain = clean_text(word).strip(" ,;.")
        plain = re.sub(r"(^|/)\*", r"\1", plain)  # MEDLINE marks what a paper is mainly about: `Owls/*physiology`
        found.setdefault(plain.casefold(), plain)
    return tuple(filter(None, found.values()))


def parse_categories(words: Iterable[str]) -> tuple[str, ...]:
    """arXiv's categories in order, each once: `cs.CL`, `hep-th`; other classifications, as `68T50`, are left out."""
    return tuple(dict.fromkeys(plain for word in words if _CATEGORY.fullmatch(plain := clean_text(word))))


def parse_state(text: str) -> State | None:
    """`Retraction`, `retracted article` → `retracted`; what says nothing of the kind says nothing."""
    plain = fold(text)
    return next((state for stem, state in _STATES.items() if stem in plain), None)
