"""arXiv's lists of new and recent papers, of a month or of an author: `[1] arXiv:2401.00001 [pdf, html, other]`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import Shape, free, line
from generator.intake.readers.pages.shapes.arxiv_parts import FOOT, ID, LABELLED, PREPRINT

SHAPE = Shape(
    name="arxiv_listing",
    looks_for="entries that begin `[1] arXiv:2401.00001 [pdf, html, other]`",
    anchor=line(rf"\[\d+\]\s+{ID}(?:\s+\([^()\n]*\))*\s+\[[\w, ]+\](?:\s*\([^()\n]*\))*", over=2),
    lines=(
        *LABELLED,
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
        free(r"(?P<abstract>.{60,})", after="categories"),
    ),
    head=re.compile(r"(?i)(total of|showing) .*entries.*|.*\(showing .*entries ?\).*|showing up to.*|\[ total .*"),
    foot=FOOT,
    furniture=furniture(
        (r"\[\d+\]", "entry number"),
        (r"total of \d+ entries.*|showing up to .*|\[ ?(total|showing) .*", "page header"),
        (r".*\(.{0,40}showing .{0,30}entries ?\)", "page header"),
        (r"(mon|tue|wed|thu|fri|sat|sun)\w*, \d{1,2} \w+ \d{4}.*|see (today's|recent) .*", "page header"),
        (r"(new|cross|replace)\w* (submissions|lists|.*entries).*", "page header"),
        (r"authors and titles for .*|showing new listings for .*|\(or \S+ for this version\)", "page header"),
    ),
    always=PREPRINT,
)
