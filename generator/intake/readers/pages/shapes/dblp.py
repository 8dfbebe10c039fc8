"""DBLP's pages of a person or a conference: `Ina Falk, Oto Brand:`, then `Title. CoLP 2024: 1-12`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line

_NAMES = r"[^\W\d_a-z][^:\n]*?[^\s:]"
_KEY = r"\[(?P<key>[a-uw-z]{1,2}\d+)\]"
_TITLE = r"(?P<title>.+?[.?!…])"
_PAGES = r"(?P<pages>[\w.:]*\d[\w.:]*(?:-[\w.:]+)?)"
_BEHIND = r"(?: \[[a-z]\d+\])*"
_WORDS = r"[^\W\d_](?:[^?!:.]|\.\S)*?"
_ABBREVIATED = r"[^\W\d_][^?!:]*?"
_PART = r"(?<!,)(?: \((?P<x_part>\d+)\))?"

SHAPE = Shape(
    name="dblp",
    looks_for="`[c12]` above authors that end in a colon",
    divides=re.compile(rf"{_KEY}\s+{_NAMES}:(?=\s)"),
    opens=re.compile(_KEY),
    anchor=line(rf"(?:{_KEY}\s+)?(?P<authors>{_NAMES}):", over=2),
    # The most telling form comes first: the year of an article stands in parentheses, a conference has no full stop.
    lines=(
        line(rf"(?P<year>{YEAR})", running=True),
        line(_KEY),
        line(r"dblp key:\s*(?P<dblp>\S+)", over=2),
        line(r"persistent URL:\s*\S+", over=2),
        line(rf"{_TITLE} CoRR abs/(?P<arxiv>\S+) \((?P<date>{YEAR})\){_BEHIND}", sure=True),
        line(
            rf"{_TITLE} (?P<venue>{_ABBREVIATED})(?: (?P<volume>[\w/.-]*\d[\w/.-]*))?(?:\((?P<number>[^()]+)\))?"
            rf"(?:: {_PAGES})? \((?P<date>{YEAR})\){_BEHIND}",
            sure=True,
        ),
        *(
            line(rf"{_TITLE} (?P<venue>{words}){_PART} (?P<date>{YEAR})(?:: {_PAGES})?{_BEHIND}", sure=True)
            for words in (_WORDS, _ABBREVIATED)
        ),
        line(
            rf"{_TITLE} (?P<publisher>{_ABBREVIATED}),? (?P<date>{YEAR})(?:, ISBN (?P<isbn>[\d-]+[\dX]))?"
            r"(?:, (?:pp\. )?[\divx+-]+)?"
        ),
        line(rf"{_TITLE} {_PAGES}", after="authors"),
        line(r"(?P<x_volume>.*\bISBN\b.*)", after="key"),
        free(rf"(?P<title>(?!.*{YEAR}).*[^\W\d_].*)", after="authors"),
    ),
    mark=re.compile(r"\[[a-uw-z]{1,2}\d+\](?:\s.*)?|.*by the dblp team.*|.*\. [A-Z][\w@ ()-]* (?:19|20)\d\d: \d+-\d+"),
    head=re.compile(
        rf"{YEAR} ?[–-] ?(?:today|{YEAR})|{YEAR}|(?i:refine list|showing all .*|"
        rf".* records?)"
    ),
    foot=re.compile(r"(?i)coauthor index|refine list|manage site settings|last updated on|from unknown reasons"),
    furniture=furniture(
        (r"view|export( record)?|ask others|share record|persistent url", "page button"),
        (r"electronic edition.*", "page button"),
        (r"export record|bibtex|ris|rdf.*|xml|dblp key:?.*|share record|google( scholar)?", "page button"),
        (r"semantic scholar|bluesky|reddit|linkedin|mastodon|x|facebook|twitter", "page button"),
        (rf"{YEAR} – (today|{YEAR})", "page header"),
        (r"journal articles|conference and workshop papers|informal .*|editorship", "page header"),
        (r"books and theses|parts in .*|reference works|data and artifacts", "page header"),
    ),
    no_paper=re.compile(r"e\d+$"),
)
