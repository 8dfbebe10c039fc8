"""Results of the ACM Digital Library: `research-article`, date, title, authors, `Venue, Pages … https://doi.org/…`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, YEAR, Shape, free, line

SHAPE = Shape(
    name="acm_results",
    looks_for="`research-article` above papers, and `Pages 1–9 https://doi.org/10.1145/…` below",
    anchor=line(
        r"(?i:(?:\d+\s+)?(?P<type>research-article|short-paper|survey|review-article|tutorial|"
        r"demonstration|poster|extended-abstract|abstract|keynote|invited-talk|proceeding|article|"
        r"doctoral-thesis|book-?chapter|panel|work in progress|column|editorial)(?:\s+(?:Open|Public|"
        r"Free) Access)?)",
        over=2,
    ),
    lines=(
        line(rf"(?P<date>(?:\d{{1,2}} )?{MONTH} {YEAR}|{YEAR})"),
        line(
            rf"(?:(?P<x_short_name>[A-Z][^:\n]{{1,30}}): )?(?P<venue>[^\W\d_][^\n]*?)"
            rf"(?:, Volume (?P<volume>[^,\n]+), Issue (?P<number>[^,\s]+))?[,\s•]+(?:{MONTH} {YEAR},?\s*)?"
            r"(?:Article No\.?:? ?(?P<x_article_number>[\w.]+),?\s*)?(?:(?:Pages?|"
            r"pp) (?P<pages>[\w.:]+[-–]?[\w.:]*),?\s*)?(?:https?://doi\.org/(?P<doi>10\.\S+))",
            over=4,
            after="title",
            sure=True,
        ),
        line(r"(?:https?://doi\.org/)(?P<doi>10\.\S+)"),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
        free(r"(?P<x_snippet>.{40,})", after="authors", many=True),
    ),
    mark=re.compile(r".*https?://doi\.org/10\.\S+"),
    head=re.compile(
        r"(?i)[\d,.]+ results.*|.*results? for.*|searched the acm.*|per page.*|\d+ - \d+ of.*|relevance|"
        r"sort by.*|select all|export citations.*|results?"
    ),
    foot=re.compile(r"(?i)1 2 3|previous$|next$|about acm|categories$|join acm|export citations"),
    furniture=furniture(
        (r"\d+|metrics.*|total citations.*|total downloads.*|get access|view all", "page button"),
        (r"show all \d+ authors?|highlights?|open access|public access|free access|\d+ more|pdf", "page button"),
        (r"\[?abstract\]?|references|save to binder.*|view online with eReader", "page button"),
        (r".*view all metrics.*|last \d+ days.*", "page button"),
    ),
)
