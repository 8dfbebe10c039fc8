"""What arXiv's pages have in common: the labelled lines of a paper, and the page's foot."""

import re

from generator.clean.identifiers import ARXIV_ARCHIVES
from generator.intake.readers.pages.shape import line

ID = r"arXiv:\s?(?P<arxiv>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)"
_CLASS = rf"[^()\n]*\((?:{'|'.join(ARXIV_ARCHIVES)})(?:\.[A-Za-z-]+)?\)"

LABELLED = (
    line(r"Title:\s*(?P<title>.+)", over=2, sure=True),
    line(r"Authors?:\s*(?P<authors>.+)", over=2, sure=True),
    line(r"Abstract:\s*(?P<abstract>.+(?:…|\.\.\.))\s*▽ More", over=3),
    line(r"Abstract:\s*(?P<abstract>.+?)(?:\s*△ Less)?", over=2),
    line(r"Comments?:\s*(?P<x_comment>.+)", over=2),
    line(r"Journal[- ]ref(?:erence)?:\s*(?P<x_journal_reference>.+)", over=2),
    line(r"Report(?: number|-no):\s*(?P<x_report_number>.+)", over=2),
    line(r"(?:ACM|MSC)[ -](?:[Cc]lass(?:es)?):\s*(?P<x_class>.+)", over=2, many=True),
    line(rf"(?:Subjects?:\s*)?(?P<categories>{_CLASS}(?:;{_CLASS})*(?:;.*)?)", over=2, sure=True),
    line(r"(?:Related )?DOI:\s*(?P<doi>.*10\.\S+)", over=2, many=True),
)
PREPRINT = (("venue", "arXiv"), ("type", "preprint"))
FOOT = re.compile(
    r"About(?: Help)?$|Help$|Contact$|Total of \d+ entries|Submission history|\[ ?total of \d+ entries|"
    r"Showing up to \d+ entries|arXiv Operational Status|Links to: arXiv",
    re.IGNORECASE,
)
"""The first line below the entries; what follows is not looked at."""
