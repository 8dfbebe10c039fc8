"""arXiv's page of one paper: `arXiv:2401.00001 (cs)`, `[Submitted on …]`, `Title:`, `Authors:`, `Abstract:`."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import MONTH, Shape, line
from generator.intake.readers.pages.shapes.arxiv_parts import FOOT, ID, LABELLED, PREPRINT

SHAPE = Shape(
    name="arxiv_abstract",
    looks_for="`[Submitted on 2 Jan 2024]` above `Title:` and `Authors:`",
    anchor=line(rf"(?:{ID} \([a-z-]+\)\s+)?\[\s*Submitted on (?P<date>\d{{1,2}} {MONTH} \d{{4}}).*\]", over=2),
    lines=(
        *LABELLED,
        line(rf"Cite as:\s*{ID}.*", over=2, many=True),
        line(r"(?:https?://)?doi\.org/(?P<doi>10\.48550/\S+)", many=True),
    ),
    head=re.compile(r"(?i).{3,60} > .{3,80}"),
    foot=FOOT,
    furniture=furniture(
        (r"view pdf.*|html \(experimental\)|focus to learn more|download pdf|tex source|other formats", "page button"),
        (r"\(?or arxiv:\S+ \[.*\] for this version\)?|arxiv-issued doi via datacite.*|cite as", "page button"),
        (r"skip to main content|we gratefully acknowledge.*|arxiv.*|donate|search.*|all fields.*", "page header"),
        (r"(computer science|physics)", "page header"),
    ),
    always=PREPRINT,
)
