"""What Ovid says in one text of where a paper is printed, each database in its own way."""

import re

_NUMBERED = r"(?P<volume>\w+)? ?(?:\((?P<number>[^()]+)\))?"
_SOURCES = (
    # MEDLINE: `Journal of Owls. 12(3):117-25, 2000 Jul`
    re.compile(rf"(?P<venue>.+?)\. {_NUMBERED} ?: ?(?P<pages>[\w. -]+?), (?P<date>(?:[^,:]* )?\d{{4}}\b[^,:]*)"),
    # PsycINFO: `Journal of Owls. Vol.12(3), Jul 2000, pp. 117-125`
    re.compile(
        rf"(?P<venue>.+?)\. Vol\. ?{_NUMBERED},? (?P<date>[^,]*\d{{4}}[^,]*), (?:pp?\. ?|ArtID )?(?P<pages>[\w-]+)"
    ),
    # Embase: `Journal of Owls. 12 (3) (pp 117-125), 2000. Date of Publication: July 2000`
    re.compile(
        r"(?P<venue>.+?)\. (?P<volume>\w+) ?(?:\((?P<number>(?!pp?\b)[^()]+)\))? ?(?:\(pp? ?(?P<pages>[^()]+)\))?, "
        r"(?P<year>\d{4})(?:\. Date of Publication: (?P<date>[^.]+))?"
    ),
)
_FIELDS = ("venue", "volume", "number", "pages", "date")


def parse_source(text: str) -> dict[str, str]:
    """Venue, volume, number, pages and date, as far as they are stated; nothing of a text in another form."""
    plain = " ".join(text.split()).rstrip(" .")
    if len(plain) > 1000:
        return {}
    match = next((match for pattern in _SOURCES if (match := pattern.match(plain))), None)
    if match is None:
        return {}
    said = match.groupdict(default="")
    return {name: said[name] for name in _FIELDS} | {"date": said["date"] or said.get("year", "")}
