"""Google Scholar's results: title, `I Falk, O Brand… - Venue, 2024 - site`, a snippet, `Save Cite Cited by 12`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line
from generator.intake.readers.pages.shapes.scholar_parts import ARTICLE, SIGNED

SHAPE = Shape(
    name="scholar_results",
    looks_for="lines such as `Save Cite Cited by 12 Related articles`",
    anchor=line(rf"{SIGNED}\s[-–]\s(?:{ARTICLE}, )?(?P<year>{YEAR})(?:\s[-–]\s(?P<x_site>[^\s]+(?: [^\s]+){{0,3}}))?"),
    above=1,
    lines=(
        line(
            r"\W*Save\b.*\bCite\b.*|\W*(?:Cited by \d+|Related articles|All \d+ versions)\b.*", many=True, closes=True
        ),
        free(r"(?:\[(?:PDF|HTML|BOOK|CITATION|B|C)\]\s*)*(?P<title>.*\w.*)"),
        free(r"(?P<x_snippet>.*\w.*)", after="authors", many=True),
    ),
    mark=re.compile(r"\W*Save\s+Cite\b.*|\W*Cited by \d+\s+Related articles.*"),
    head=re.compile(
        r"(?i)about [\d,.]+ results.*|[\d,.]+ results.*|include citations|create alert|"
        r"sort by (?:relevance|date)|any time|review articles|any type"
    ),
    foot=re.compile(r"(?i)create alert|related searches|previous$|next$|\d \d \d|help$|privacy ?terms"),
    furniture=furniture(
        (r"(\[(pdf|html)\] )?[\w-]+(\.[\w-]+)+|showing the best results? for this search.*", "page button"),
    ),
)
