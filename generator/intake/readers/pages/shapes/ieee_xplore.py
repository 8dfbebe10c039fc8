"""Results of IEEE Xplore: title, `Ina Falk; Oto Brand`, venue, `Year: 2024 | Conference Paper | Publisher: IEEE`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line

_BUTTON = r"abstract|html|pdf|\(\d+ ?kb\)|quick preview|open access|full[- ]text|\(\(html\)\)|media|code available|free"

SHAPE = Shape(
    name="ieee_xplore",
    looks_for="lines such as `Year: 2024 | Conference Paper | Publisher: IEEE`",
    anchor=line(
        rf"(?:Publication )?Year:\s*(?P<year>{YEAR})"
        r"(?:\s*\|\s*Volume:\s*(?P<volume>[^,|]+?)(?:,\s*Issue:\s*(?P<number>[^|]+?))?)?"
        r"(?:\s*\|?\s*(?:Page\(s\)|Pages?|"
        r"Article Sequence Number):\s*(?P<pages>[^|]+?))?"
        r"(?:\s*\|\s*(?P<type>[\w ]+?))?\s*\|\s*Publisher:\s*(?P<publisher>[^|\n]+)",
        over=6,
    ),
    above=3,
    closes=True,
    lines=(
        line(r"Cited by:\s*(?:Papers|Patents)?.*"),
        line(r"(?:DOI:\s*)(?P<doi>10\.\S+)"),
        line(r"(?P<authors>[^;\n]+(?:;[^;\n]*)+)", after="title"),
        line(r"Abstract:\s*(?P<abstract>.{20,})"),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>(?:[^\W\d_][\w.'’-]*\s?){2,4})", after="title"),
        free(r"(?P<venue>.*[^\W\d_].*)", after="title"),
    ),
    head=re.compile(
        r"(?i)showing \d.*|(?:conferences|journals|magazines|books|early access articles|standards|"
        r"courses) ?\([\d,]+\).*|select all.*|sort by.*|relevance|per page.*|items per page|"
        r"set search alerts?|search alerts?|export"
    ),
    foot=re.compile(r"(?i)load more|need full-text|ieee account|« ?prev|1 2 3|back to results|profile information"),
    furniture=furniture(
        (rf"({_BUTTON})( (html|pdf))*|papers \(\d+\)|patents \(\d+\)", "page button"),
    ),
    divider=";",
)
