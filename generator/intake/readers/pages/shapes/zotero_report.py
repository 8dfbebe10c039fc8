"""Zotero's “Generate Report from Items”: a title above `Item Type⇥Journal Article` and a row for each field."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import Shape, free, line

_VENUES = (
    "Proceedings Title|Publication|Journal|Book Title|Conference Name|Blog Title|Website Title|Encyclopedia Title|"
    "Dictionary Title|Repository"
)
_FIELDS = (
    ("Abstract", "abstract"), ("Date", "date"), ("Language", "language"), (_VENUES, "venue"), ("Place", "place"),
    ("Publisher|University|Institution", "publisher"), ("Pages", "pages"), ("Volume", "volume"), ("Issue", "number"),
    ("Edition", "edition"), ("Series", "series"), ("ISBN", "isbn"), ("DOI", "doi"), ("Citation Key", "key"),
)  # fmt: skip

_KEPT = (
    "Series Editor", "Contributor", "Translator", "Series Title", "Series Number", "Report Number", "Report Type",
    "Rights", "Journal Abbr", "Archive", "# of Pages", "# of Volumes", "Genre", "Thesis Type", "Status", "Section",
    "Format", "Version", "System", "Type",
)  # fmt: skip

SHAPE = Shape(
    name="zotero_report",
    looks_for="titles above `Item Type` and a row for each field",
    anchor=line(r"Item Type\s+(?P<type>.+)", over=2),
    above=1,
    closes=True,
    lines=(
        line(r"(?:Author|Inventor|Presenter|Programmer)\s+(?P<authors>.+)", over=2, many=True),
        line(r"Editor\s+(?P<editors>.+)", over=2, many=True),
        *(line(rf"(?:{labels})(?:\t\s*|\s{{2,}}|\n|\s)(?P<{name}>.+)", over=2) for labels, name in _FIELDS),
        line(r"URL\s+(?P<url>\S+)", over=2),
        line(r"(?:Extra|Archive ID|Call Number|Loc\. in Archive)\s+(?P<note>.+)", over=2, many=True),
        *(line(rf"{label}\s+(?P<x_{re.sub('[^a-z]', '_', label.lower())}>.+)", over=2, many=True) for label in _KEPT),
        line(r"(?:Short Title|ISSN|Library Catalog|Accessed|Date Added|Modified)\s+.+", over=2),
        line(r"Tags:?", below="keywords"),
        line(r"(?:Notes|Attachments|Related):?", below="-"),
        free(r"(?P<title>.*\w.*)"),
    ),
    head=re.compile(r"Zotero Report"),
    furniture=furniture((r"zotero report", "page header")),
    divider="",
)
