"""OpenReview's page of a venue: title, authors, `Published: 16 Jan 2024, Last Modified: … ICLR 2024 poster`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, Shape, free, line

_DAY = rf"\d{{1,2}} {MONTH} \d{{4}}"

SHAPE = Shape(
    name="openreview",
    looks_for="lines such as `Published: 16 Jan 2024, Last Modified: 2 Mar 2024`",
    anchor=line(
        rf"(?:Published: (?P<date>{_DAY}), (?:Last )?[Mm]odified: {_DAY}|"
        rf"(?P<date2>{_DAY}) \((?:last )?modified: {_DAY}\))"
        r"\s*(?P<venue>(?!Everyone|Readers|CC BY)[^\n]*?)?\s*(?:Readers:\s*)?(?:Everyone|"
        r"CC BY[\w .-]*?)?\s*(?:Revisions)?\s*(?:BibTeX)?\s*(?:CC BY[\w .-]*)?",
    ),
    above=2,
    closes=True,
    lines=(
        line(r"(?:Keywords|Primary Area):\s*(?P<keywords>.+)", over=2),
        line(r"(?:TL;DR|TLDR):?\s*(?P<x_tldr>.+)", over=2),
        line(r"Abstract:\s*(?P<abstract>.+)", over=2),
        line(r"(?P<venue>[A-Z][\w@ .-]*(?:19|20)\d\d(?: [\w ()-]+)?)", after="title"),
        line(
            r"(?:Supplementary Material|Submission Number|Code|Data|Track|Verify Author List|"
            r"Submission Type|License|One-sentence Summary|Student Paper|Confirmation):.*",
            many=True,
        ),
        free(r"(?P<title>.*\w.*)"),
        free(r"(?P<authors>.*[^\W\d_].*)", after="title"),
    ),
    head=re.compile(
        r"(?i)accept(?:ed)?(?: \(.*\)| papers?)?|oral.*|poster.*|spotlight.*|all submissions|reject.*|"
        r".*submissions|your consoles|recent activity|showing .*|notable.*|desk.*|withdrawn.*"
    ),
    foot=re.compile(r"(?i)about openreview|hosting a venue|all venues|[«‹]|1 2 3|openreview is a long-term"),
    furniture=furniture(
        (r"show details|hide details|readers: everyone|everyone|cc by.*|bibtex|revisions", "page button"),
        (r"pdf|[\d ]+replies.*", "page button"),
        (r"venue.*homepage", "page button"),
    ),
)
