"""PubMed's results as the page shows them: title, `Falk I, Brand O.`, journal, `PMID: 12345678`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import Shape, free, line
from generator.intake.readers.pages.shapes.pubmed_parts import BEHIND, SOURCE

SHAPE = Shape(
    name="pubmed_page",
    looks_for="journals with `PMID: 12345678` behind them, or below, under title and authors",
    anchor=line(rf"{SOURCE}\s+PMID:\s*(?P<pmid>\d+)(?![.;\d])(?:\s*PMCID:\s*(?P<pmcid>PMC\d+))?{BEHIND}", over=4),
    above=2,
    lines=(
        line(r"Cite|Share|\d{1,5}", many=True, closes=True),
        line(r"PMCID:\s*(?P<pmcid>PMC\d+)"),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
        free(r"(?P<x_snippet>.{30,})", after="pmid", many=True),
    ),
    head=re.compile(
        r"(?i)[\d,.]+ results?.*|page \d+ of.*|results by year|filters? applied.*|sort(?:ed)? by:?.*|"
        r"display options"
    ),
    foot=re.compile(
        r"(?i)show more$|page \d+ of|feedback$|follow ncbi|ncbi literature|see all results|"
        r"connect with nlm"
    ),
    furniture=furniture(
        (r"\d+|cite|share|item in clipboard|favorites?|copy|permalink|create rss|send to|email", "page button"),
        (r"clipboard.*", "page button"),
        (r"free (pmc )?article\.?|review\.?|clinical trial\.?|preprint\.?", "page label"),
        (r"no abstract available\.?|meta-analysis\.?|select item \d+", "page label"),
        (r"page|results|of|sort by:?|best match|most recent|save|filters?( applied.*)?|clear all", "page header"),
    ),
    initials_behind=True,
)
