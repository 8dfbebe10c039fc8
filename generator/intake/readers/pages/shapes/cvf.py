"""The open-access index of CVPR, ICCV, WACV: title, authors, `[pdf] [supp] [arXiv] [bibtex]`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line

SHAPE = Shape(
    name="cvf",
    looks_for="`[pdf] [supp] [bibtex]` under titles and authors",
    anchor=line(r"\[pdf\]\s*(?:\[(?:supp|arXiv|dataset|video|code|poster)\]\s*)*\[bibtex\]", over=6),
    above=99,
    closes=True,
    lines=(
        line(r"Back"),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
    ),
    facts=(line(rf"(?:.*\W)?(?P<venue>[A-Z]{{3,6}} (?P<year>{YEAR}))(?:\W.*)?"),),
    head=re.compile(
        rf"(?i:these .* papers are .*|.*material is presented.*|.*in no way endorsed.*|papers|back|day \d.*|"
        rf".*open access.*|all papers)|[A-Z]{{3,6}} {YEAR}.*|.*{YEAR}"
    ),
    foot=re.compile(r"(?i)©|copyright"),
    furniture=furniture((r"search|sponsored by.*|day \d.*|back", "page header")),
)
