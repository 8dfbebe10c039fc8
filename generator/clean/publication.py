"""What and where in print: types of publication, pages, keywords, arXiv categories."""

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.clean.text import clean_text, fold
from generator.model import PaperType, State

_WORDS: dict[PaperType, str] = {
    "article": (
        "article, journal article, journal articles, article journal, article magazine, article newspaper, jour, mgzn, "
        "news, ejour, "
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
        "report, reports research, reports evaluative, reports descriptive, rprt, techreport, technical report, "
        "tech report, report series, report component, govdoc, "
        "government document, standard, stand, white paper, guideline"
    ),
    "preprint": "preprint, posted content, manuscript, unpublished, unpb, unpublished work, draft, working paper",
    "dataset": "dataset, data, data set, database, dbase, component",
    "software": "software, comp, computer program, computerprogram, code",
}
_TYPES: dict[str, PaperType] = {fold(word): type_ for type_, words in _WORDS.items() for word in words.split(", ")}
_STATES: dict[str, State] = {"retract": "retracted", "withdraw": "withdrawn", "supersed": "superseded"}
_ISBN = re.compile(r"(?<![\d-])(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx](?![\d-])")
_LANGUAGES: dict[str, str] = {
    name: names.split()[0]
    for names in (
        "ar ara arabic", "cs cze ces czech", "da dan danish", "de ger deu german ngerman deutsch", "el gre ell greek",
        "en eng english american british usenglish ukenglish", "es spa spanish espanol", "fa per fas persian",
        "fi fin finnish", "fr fre fra french francais", "he heb hebrew", "hi hin hindi", "hu hun hungarian magyar",
        "id ind indonesian", "it ita italian italiano", "ja jpn japanese", "ko kor korean", "nl dut nld dutch",
        "no nor norwegian", "pl pol polish", "pt por portuguese portugues brazilian", "ro rum ron romanian",
        "ru rus russian", "sv swe swedish", "th tha thai", "tr tur turkish", "uk ukr ukrainian", "vi vie vietnamese",
        "zh chi zho chinese",
    )
    for name in names.split()
}
_FULL_STOP = re.compile(r"[^\W_]{2}[)\]\"”’']*\.$")
_ABBREVIATION = re.compile(r"(\.\w+|\b(etc|al|vs|jr|sr|inc|ltd|co|corp|no|vol|ed|eds|st))\.$", re.IGNORECASE)
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_RANGE = re.compile(r"(\d+)-(\d+)")
_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]{2,})?")


@lru_cache(maxsize=1 << 10)
def parse_type(text: str) -> PaperType | None:
    """The type that a format's own word means: `JOUR`, `article-journal`, `JournalArticle` → `article`.

    Of several, as ERIC has them, the first that is known: `Journal Articles; Reports - Research`. A word that is not
    known is `other`.
    """
    words = [fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", clean_text(part))) for part in (text, *re.split(r"[;|]", text))]
    known = (_TYPES.get(word) or _TYPES.get(word.replace(" ", "")) for word in words)
    return next(filter(None, known), "other") if words[0] else None


def parse_title(text: str) -> str:
    """A title without the marks that some databases put around it: `[The owls of night].` → `The owls of night`.

    MEDLINE ends each with a full stop, and has translated ones in brackets; `Made in the U.S.` keeps its own.
    """
    plain = text[:-1] if _FULL_STOP.search(text) and not _ABBREVIATION.search(text) else text
    brackets = re.fullmatch(r"\[([^\[\]]+?)\.?\]", plain)
    return brackets[1] if brackets else plain


def parse_pages(text: str) -> str:
    """Pages with one hyphen, and whole numbers at both ends: `pp. 1234--45` → `1234-1245`; `e1009` stays.

    So does an end that would lie before the start: `299-14`.
    """
    plain = re.sub(r"^(pages?|pp?)\b\.?\s*", "", clean_text(text).strip(" .,;:"), flags=re.IGNORECASE)
    pages = _DASH.sub("-", plain)
    match = _RANGE.fullmatch(pages)
    if match and len(match[2]) < len(match[1]):
        end = f"{match[1][: -len(match[2])]}{match[2]}"
        return f"{match[1]}-{end}" if int(end) >= int(match[1]) else pages
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


def parse_isbn(text: str) -> str:
    """The first ISBN, digits only, a short one as the long one that it became: `0-306-40615-2` → `9780306406157`.

    What has no ISBN's shape or check digit is no ISBN: an ISSN, which some formats keep in the same place.
    """
    for found in _ISBN.findall(clean_text(text)):
        digits = re.sub(r"[\s-]", "", found).upper()
        if len(digits) == 13 and digits.isdigit() and digits[12] == _check_digit(digits):
            return digits
        if len(digits) == 10 and _is_short_isbn(digits):
            return f"978{digits[:9]}{_check_digit('978' + digits)}"
    return ""


def _check_digit(digits: str) -> str:
    """The thirteenth digit of an ISBN (ISO 2108): all thirteen, weighted 1, 3, 1, …, add up to a multiple of ten."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12])) % 10)


def _is_short_isbn(digits: str) -> bool:
    """Whether ten digits, weighted 10, 9, …, 1, add up to a multiple of eleven; the last may be X, which is ten."""
    if not digits[:9].isdigit():
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0


def parse_place(text: str) -> str:
    """A city as it is written; some put an address of the web or of the post there, which is none."""
    plain = clean_text(text)
    return "" if "@" in plain or "://" in plain or plain.lower().startswith("www.") else plain


def parse_language(text: str) -> str:
    """A language by its code where it is a large one, else in its own words: `English`, `eng`, `en-GB` → `en`."""
    plain = clean_text(text).strip(" .;,")
    key = fold(plain)
    return _LANGUAGES.get(key) or _LANGUAGES.get(key.split(" ")[0], plain) if key else plain
