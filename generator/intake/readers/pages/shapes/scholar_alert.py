"""The mails that Google Scholar sends: title, its address, `I Falk, O Brand - Venue, 2024`, a snippet, buttons."""

import re

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import YEAR, Shape, free, line
from generator.intake.readers.pages.shapes.scholar_parts import ARTICLE, SIGNED

_BUTTON = r"\W*(?:\[image: )?(?:Save|Twitter|LinkedIn|Facebook|X|Email|Share)\b\]?"

SHAPE = Shape(
    name="scholar_alert",
    looks_for="lines such as `Save Twitter LinkedIn Facebook` under results of Google Scholar",
    anchor=line(rf"{SIGNED}\s[-–]\s(?:{ARTICLE}, )?(?P<year>{YEAR})"),
    above=1,
    lines=(
        line(r"<?https?://scholar\.google\.[\w.]+/scholar_url\?(?:\S*&)?url=(?P<paper>https?[^&>\s]+)\S*>?"),
        line(rf"(?:{_BUTTON}\W*(?:<\S+>)?\W*)+", many=True, closes=True),
        line(r"<?https?://scholar\.google\.\S+>?", many=True),
        free(r"(?:\[(?:PDF|HTML|BOOK|CITATION|B|C)\]\s*)*(?P<title>.*\w.*)"),
        free(r"(?P<x_snippet>.*\w.*)", after="authors", many=True),
    ),
    mark=re.compile(rf"(?:{_BUTTON}\W*(?:<\S+>)?\W*){{2,}}|.*Google Scholar (?:Alerts?|sends).*|.*scholar_url\?.*"),
    head=re.compile(
        r".*(?:[-–] new (?:articles|results|citations|related research)|Recommended articles|"
        r"Google Scholar Alerts?).*"
    ),
    foot=re.compile(
        r"(?i)this (?:message|alert) was sent|you are receiving|cancel alert|list alerts|unsubscribe|"
        r"create alert"
    ),
    furniture=furniture((r"google scholar.*|.*new (articles|results|citations).*", "page header")),
)
