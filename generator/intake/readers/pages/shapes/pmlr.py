"""Proceedings of Machine Learning Research: title, `Ina Falk, Oto Brand; Proceedings of …, PMLR 235:1-20`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, YEAR, Shape, free, line

_BUTTON = r"abs|download pdf|pdf|openreview|supplementary.*|supp|software|other files|code|bib|poster|slides|video"

SHAPE = Shape(
    name="pmlr",
    looks_for="lines such as `Ina Falk; Proceedings of the 41st ICML, PMLR 235:1-20`",
    anchor=line(
        r"(?P<authors>[^;\n]+);\s*"
        r"(?:(?P<venue>[^\n]+?),? PMLR (?P<volume>\d+):(?P<pages>\d+[-–−]\d+)(?:, (?P<year>\d{4}))?\.?"
        rf"|(?:(?P<volume2>\d+))?\((?P<number>\d+)\):(?P<pages2>\d+[-–−]\d+), (?P<year2>{YEAR})\.)",
        over=3,
    ),
    above=1,
    closes=True,
    lines=(free(r"(?P<title>.*\w.*)"),),
    facts=(
        line(rf"(?:.*\D)?\d{{1,2}}(?:[-–]\d{{1,2}})? (?P<month>{MONTH}),? (?P<year>{YEAR}).*"),
        line(rf".*?(?P<year>{YEAR}).*"),
    ),
    head=re.compile(
        r"(?i)editors?:.*|\[edit\]|proceedings of machine learning research.*|volume \d+:.*|\[bib\].*|"
        r"filter (authors|titles).*|contents:?|(accepted )?papers|.*(conference|workshop) on .*"
    ),
    foot=re.compile(r"(?i)this site last compiled|github account|copyright|follow us|mastodon"),
    furniture=furniture((rf"(\[?({_BUTTON})\]?\s*)+", "page button")),
)
