"""arXiv's search: id and classes, title, `Authors:`, an abstract that is cut or opened, `Submitted …`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, Shape, free, line
from generator.intake.readers.pages.shapes.arxiv_parts import FOOT, ID, LABELLED, PREPRINT

_DAY = rf"\d{{1,2}} {MONTH},? \d{{4}}"
_CLASSES = r"(?:[a-z-]+(?:\.[A-Za-z-]{2,})?)(?:\s+[a-z-]+(?:\.[A-Za-z-]{2,})?)*?"

SHAPE = Shape(
    name="arxiv_search",
    looks_for="entries that begin `arXiv:2401.00001 [pdf, other] cs.CL`",
    anchor=line(rf"(?:\d+\.\s+)?{ID}\s+\[[\w, ]+\]\s+(?P<categories>{_CLASSES})(?:\s+doi\s+(?P<doi>10\.\S+))?", over=8),
    lines=(
        *LABELLED,
        line(rf"Submitted (?:.*; )?v1 submitted (?P<date>{_DAY})[;.].*", sure=True),
        line(rf"Submitted (?P<date>{_DAY})[;.].*", sure=True),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
    ),
    head=re.compile(r"(?i)\d+ results per page.*|sort results by.*|go|search v[\d.]+ .*|advanced search"),
    foot=FOOT,
    furniture=furniture(
        (r"\d+\.?|▽ more|△ less|(show|hide) abstracts.*", "page button"),
        (r"showing \d.* results.*|.*results per page.*|sort results by.*|search v[\d.]+ .*|go", "page header"),
        (r"previous|next|1( \d+)+", "page header"),
    ),
    always=PREPRINT,
)
