"""The ACL Anthology's page of a volume, an event or a person: `pdf bib abs`, title, `Ina Falk | Oto Brand`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line

_BUTTON = (
    r"(?:pdf|bib|abs|[Cc]ode|[Dd]ata|[Vv]ideo|[Ss]oftware|[Dd]ataset|[Aa]ttachment|[Cc]hecklist|[Pp]oster|"
    r"[Pp]resentation|[Oo]ptional supplementary ?\w*|[Nn]ote|[Rr]evisions?|[Ee]rrata|"
    r"[Ss]upplementary(?: material)?)"
)

SHAPE = Shape(
    name="acl_volume",
    looks_for="`pdf bib abs` above a title and `Ina Falk | Oto Brand`",
    anchor=line(rf"pdf\s*(?:\(full\))?\s*bib\s*(?:\(full\))?(?:\s*{_BUTTON})*", over=8),
    lines=(
        line(rf"(?P<year>{YEAR})", running=True),
        line(
            r"(?P<venue>(?:Proceedings|Findings|Transactions|Computational Linguistics,|Actes|Journal) .*)",
            after="authors",
        ),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>[^|]+(?:\|[^|]+)+)", after="title", sure=True),
        free(r"(?P<authors>.{2,70})", after="title"),
        free(r"(?P<abstract>.{40,})", after="authors"),
    ),
    foot=re.compile(
        r"(?i)(acl )?materials (of this site )?(are|is) |©|site last built|the .* anthology is managed|"
        r"co-authors|venues$|fix data|up$"
    ),
    furniture=furniture(
        (r"(?:bibtex|mods xml|endnote|search|show all abstracts|hide all abstracts|up)", "page button"),
    ),
    facts=(
        line(r"Month:\s+(?P<month>[^:\n]+)", over=2),
        line(rf"Year:\s+(?P<year>{YEAR})", over=2),
        line(r"Venues?:\s+(?P<venue>[^:|\n]+?)(?: \|.*)?", over=2),
        line(r"(?P<venue>(?:Proceedings|Findings) of .*)"),
        line(r"Address:\s+(?P<place>[^:\n]+)", over=2),
        line(r"Publisher:\s+(?P<publisher>[^:\n]+)", over=2),
    ),
    head=re.compile(
        r"PDF:|https?://\S+\.pdf|Bib Export formats:|BibTeX(?: .*)?|(?i:show all abstracts|"
        r"also published as.*|up)"
    ),
    no_paper=re.compile(
        r"(?:Proceedings|Findings) of (?:the )?.*(?:Conference|Workshop|Meeting|Association|Symposium|"
        r"Volume)"
    ),
    divider="|",
)
