"""Which venue of venues.yml a text names: `Proceedings of the 58th Annual Meeting of the ACL, 2020` is of `ACL`.

Only where that is certain: the whole name stands at the front, and what follows is a place, a date, a volume, or the
same venue's short name. `Proceedings of the 3rd Workshop on Lanterns at ACL 2023` is not of `ACL`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.clean.venues import VenueText, parse_venue_text, words_of
from generator.records.settings import Venue

VenueIndex = Mapping[str, Venue]
"""Words of a name → its venue."""

_SILENT = frozenset(
    "volume volumes vol part issue no number pp pages article i ii iii iv v long short main regular full research oral "
    "poster spotlight notable conference technical top paper papers posters orals track session program proceedings "
    "datasets benchmarks to of jan january feb february mar march apr april may jun june jul july aug august sep sept "
    "september oct october nov november dec december virtual online event acm ieee springer elsevier usa uk".split()
)
_SERIES = re.compile(
    r"human language technologies|hlt|lecture notes in .*|lncs|lnai|lnbip|ceur( workshop proceedings)?|pmlr|jmlr w cp|"
    r"proceedings of machine learning research|openreview net|curran associates( inc)?|ieee computer society|"
    r"association for computational linguistics|virtual only"
)
"""Series, publishers and subtitles that proceedings carry besides their own name."""
_ANOTHER = re.compile(
    r"\b(workshops?|tutorials?|demo(nstration)?s?|student|doctoral|consortium|companion|adjunct|industr(y|ial)|shared|"
    r"challenges?|competition|findings|satellite|abstracts|symposium|journal|transactions|letters|series|section|"
    r"supplement(ary)?|conjunction|located|late-breaking|extended)\b|@",
    re.IGNORECASE,
)
"""What makes a venue another one than the one it is named after."""
_PLACE = re.compile(r"[^\W\d_a-z][\w.'’-]*( (de|do|da|del|la|le|of|[^\W\d_a-z][\w.'’-]*)){0,4}")
_SPONSORS = re.compile(r"\b(acm|ieee|cvf|usenix|ifip|eurographics|international|sig[a-z]+|joint) ")


def index_venues(venues: Mapping[str, Venue]) -> VenueIndex:
    """Every name of every venue, as texts are compared with; the first venue keeps a name that two have."""
    index: dict[str, Venue] = {}
    for venue in venues.values():
        for name in filter(None, (venue.name, venue.title, *venue.aliases)):
            text = parse_venue_text(name)
            for words in _spellings(text, len(text.pieces), loosely=venue.kind in ("conference", "workshop")):
                index.setdefault(words, venue)
                if text.proceedings:
                    break
    return index


def find_venue(text: str, index: VenueIndex) -> Venue | None:
    """The venue that a text certainly names."""
    parsed = parse_venue_text(text)
    for count in range(len(parsed.pieces), 0, -1):
        for words in _spellings(parsed, count, loosely=True):
            venue = index.get(words)
            if venue and all(_says_nothing(divider, piece, venue, index) for divider, piece in parsed.pieces[count:]):
                return venue
    return _by_acronym(parsed, index) if not _ANOTHER.search(text) else None


def edition_of(text: str, index: VenueIndex) -> str:
    """The venue's short name with the year the text states, `ACL 2020`; the text itself where no venue is certain."""
    venue = find_venue(text, index)
    if not venue:
        return text
    years = parse_venue_text(text).years
    if venue.kind not in ("conference", "workshop"):
        return text if text in [f"{venue.name} {year}" for year in years] else venue.name
    return text if len(years) > 1 else " ".join([venue.name, *map(str, years)])


def _spellings(text: VenueText, count: int, *, loosely: bool) -> Iterator[str]:
    """The words of the first pieces: as they are, then without sponsors, `ACM SIGIR`, if enough is left."""
    words = " ".join(words_of(piece) for _, piece in text.pieces[:count])
    if text.proceedings:
        yield f"proceedings {words}"
    yield words
    bare = _SPONSORS.sub("", f"{words} ").strip()
    if loosely and bare.count(" ") >= 2:
        yield bare


def _says_nothing(divider: str, piece: str, venue: Venue, index: VenueIndex) -> bool:
    """Whether a piece after the name leaves the venue what it is: `Volume 1`, `EMNLP` again, `Vienna`, `July 5-10`."""
    words = words_of(piece)
    if other := index.get(words):
        return other == venue
    if _SERIES.fullmatch(words) or all(word.isdigit() or word in _SILENT for word in words.split()):
        return True
    return divider == "," and bool(_PLACE.fullmatch(piece)) and not _ANOTHER.search(piece)


def _by_acronym(text: VenueText, index: VenueIndex) -> Venue | None:
    """The venue whose short name ends a title that is nearly its own: `2020 Conf. on Lamps and Lanterns (LAMP)`."""
    for count in range(len(text.pieces) - 1, 0, -1):
        divider, piece = text.pieces[count]
        venue = index.get(words_of(piece)) if divider == "(" else None
        if venue and _resembles(text.pieces[:count], venue):
            rest = text.pieces[count + 1 :]
            return venue if all(_says_nothing(*other, venue, index) for other in rest) else None
    return None


def _resembles(pieces: Sequence[tuple[str, str]], venue: Venue) -> bool:
    """Whether most words of a title and of one of the venue's are the same."""
    said = {word for _, piece in pieces for word in words_of(piece).split()}
    for title in (venue.title, *venue.aliases):
        known = {word for _, piece in parse_venue_text(title).pieces for word in words_of(piece).split()}
        if len(known) > 3 and len(said & known) >= 0.7 * len(said | known):
            return True
    return False
