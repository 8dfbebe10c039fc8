"""Google Scholar's page of one person: title, `I Falk, O Brand, ...`, then venue, citations and year."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line
from generator.intake.readers.pages.shapes.scholar_parts import ARTICLE

SHAPE = Shape(
    name="scholar_profile",
    looks_for="lines such as `Journal of Owls 7 (4), 1-19, 2021`, with citations and the year again behind",
    anchor=line(
        rf"(?!Citations|h-index|i10-index|"
        rf"All\b)(?:{ARTICLE}, (?P<year>{YEAR})\s+(?:(?P<x_cited_by>\d+)\*?\s+)?(?P=year)"
        rf"|(?P<x_cited_by3>\d+)\*?\t(?P<year3>{YEAR})"
        rf"|(?P<venue2>[^\t\n]*)\t *(?:(?P<x_cited_by2>\d+)\*?)? *\t(?P<year2>{YEAR}))",
        over=3,
    ),
    above=2,
    closes=True,
    lines=(free(r"(?P<title>.*\w.*)"), free(r"(?P<authors>.*[^\W\d_].*)", after="title")),
    head=re.compile(r"(?i)title|cited by|year|title\s+(?:cited by\s+)?(?:year)?|sort.*"),
    foot=re.compile(r"(?i)articles? \d+[–-]\d+|show more$|citations per year|duplicate citations|the system can't"),
    furniture=furniture((r"title|cited by|year|\*|merged citations.*|select all", "page header")),
)
