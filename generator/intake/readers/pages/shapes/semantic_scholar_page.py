"""Semantic Scholar's results and pages of authors: title, authors, field, venue, date, `TLDR`, `Save` `Alert`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, YEAR, Shape, free, line

_FIELDS = (
    "Computer Science|Mathematics|Physics|Medicine|Biology|Engineering|Linguistics|Psychology|Economics|Sociology|"
    "Environmental Science|Materials Science|Chemistry|Business|Education|Philosophy|Political Science|Law|Geology|"
    "Geography|History|Art|Agricultural and Food Sciences"
)

SHAPE = Shape(
    name="semantic_scholar_page",
    looks_for="`Save` and `Alert` under the papers of Semantic Scholar",
    anchor=line(
        r"(?:\[PDF\]\s*|PDF\s*|View (?:PDF|on \w+)(?: on \w+)?\s*|"
        r"\w+\s*\(opens in a new tab\)\s*)*(?:Save\s*|Save to Library\s*)(?:Create )?Alert(?:\s*Cite)?",
        over=6,
    ),
    above=99,
    closes=True,
    lines=(
        line(
            rf"(?:{_FIELDS})(?:, (?:{_FIELDS}))*(?:\s+(?P<venue>[^\n]+?))?"
            rf"(?:\s+(?P<date>(?:\d{{1,2}} )?(?:{MONTH} )?{YEAR}))?",
            after="authors",
        ),
        line(rf"(?P<date>(?:\d{{1,2}} {MONTH} |{MONTH} )?{YEAR})", after="authors"),
        line(r"TL;?DR:?\s*(?P<x_tldr>.+?)(?:\s*Expand)?", over=2, after="title"),
        line(r"\d[\d,]*", many=True),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
        free(r"(?P<venue>[^\W\d_].{1,120})", after="authors"),
        free(r"(?P<x_snippet>.{40,})", after="authors", many=True),
    ),
    head=re.compile(
        r"(?i)about [\d,.]+ results.*|[\d,.]+ results.*|sort by.*|date range|fields? of study|has pdf|"
        r"author|journals? & conferences?|publications|sorted by.*|more filters|co-?authors?"
    ),
    foot=re.compile(r"(?i)stay connected|semantic scholar is|what is semantic scholar|1 2 3|about us|…"),
    furniture=furniture(
        (r"\[pdf\]|pdf|expand|cite|save|alert|tldr|highly influential citations?.*|view( pdf)?.*", "page button"),
        (r"\d+ (highly influential )?(citations?|excerpts?).*|publisher|arxiv", "page button"),
    ),
)
