"""Where two rows say that their paper was printed: in one place, in two, or who knows.

A paper is printed once. What stands in another journal, volume and page is another print of it at best: an abstract
in a supplement, the article after the talk. Such versions stay apart until a person says otherwise. A preprint is no
print.
"""

import re
from collections.abc import Sequence

from generator.clean.text import fold
from generator.model import Facts

KINDS = "one at a meeting, one in a journal"
_PREPRINT = re.compile(
    r"\b(arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|osf|hal|zenodo|preprints?|tech(nical)? rep(ort)?|report|tr|"
    r"working papers?|memo|manuscript|unpublished|submitted|appear|thesis|openreview|research square)\b"
)
_JOURNAL = re.compile(
    r"\b(j|jnl|journal|trans|transactions|magazine|mag|letters|lett|communications|commun|annals|quarterly|archives?|"
    r"tods|tois|tkde|tocs|toplas|tissec|jacm|cacm|tacl|tmlr|jmlr)\b"
)
"""No newsletters, such as SIGMOD Record and SIGPLAN Notices: those print proceedings, too."""
_MEETING = re.compile(
    r"\b(proc|procs|proceedings|conf|conference|symp|symposium|workshop|workshops|meeting|congress|colloquium)\b"
)
_SILENT = frozenset(
    "the of on in and for proc procs proceedings conf conference international intl int annual ann symp symposium "
    "workshop j journal trans transactions acm ieee national meeting st nd rd th a an de la der sys record".split()
)
_LINKS = frozenset("the of on in and for a an de la der at to".split())
_NUMBER = re.compile(r"\d+(st|nd|rd|th)?")


def is_printed(facts: Facts) -> bool:
    """Whether its venue is known, and none of those where papers wait for one."""
    return bool(facts.venue) and facts.type not in ("preprint", "report", "thesis") and not _PREPRINT.search(
        fold(facts.venue)
    )


def same_place(a: Facts, b: Facts) -> bool:
    """Whether both begin on one page of one volume: a column is written by one person, but never there twice."""
    return bool(a.volume and _start(a)) and a.volume == b.volume and _start(a) == _start(b)


def other_place(a: Facts, b: Facts) -> str:
    """Why two rows are of two prints; "" where they may be of one.

    Slips are frequent in each of volume, page and year: two of them must differ, or one and the kind of venue.
    """
    if not (is_printed(a) and is_printed(b)):
        return ""
    venues = same_venue(a.venue, b.venue)
    pages = bool(_start(a) and _start(b)) and _start(a) != _start(b)
    volumes = bool(a.volume and b.volume) and a.volume != b.volume
    if pages and volumes:
        return "another volume and page"
    if venues is False and pages:
        return "another venue and page"
    years = bool(a.year and b.year) and a.year != b.year
    if _are_kinds(a, b) and (pages or years or not (a.year and b.year)):
        return KINDS
    if years and venues is False:
        return "published in {} and in {}".format(*sorted((a.year or 0, b.year or 0)))
    if years and fold(a.venue) != fold(b.venue) and (_is_journal(a.venue) != _is_journal(b.venue)):
        return KINDS
    return KINDS if _are_kinds(a, b, volumes=True) and pages else ""


def _are_kinds(a: Facts, b: Facts, *, volumes: bool = False) -> bool:
    """Whether one is of a journal and the other of a meeting; with `volumes` what has a volume is of a journal, which
    proceedings may have, too.
    """
    return {_kind(a, volumes=volumes), _kind(b, volumes=volumes)} == {"journal", "meeting"}


def same_venue(a: str, b: str) -> bool | None:
    """Whether two texts may name one venue, `VLDB` and `Very Large Data Bases`; None where one says nothing."""
    ours, theirs = _words(a), _words(b)
    if not ours or not theirs:
        return None
    if not {*ours}.isdisjoint(theirs):
        return True
    return _abbreviates(ours, b) or _abbreviates(theirs, a)


def _abbreviates(short: Sequence[str], venue: str) -> bool:
    """Whether a word is made of the initials of a venue's words, or all are beginnings of them."""
    whole = [word for word in fold(venue).split() if word not in _LINKS and not _NUMBER.fullmatch(word)]
    initials = "".join(word[0] for word in whole)
    if any(len(word) > 2 and (word in initials or (len(initials) > 2 and initials in word)) for word in short):
        return True
    begun = [any(word.startswith(part) for word in whole) for part in short if len(part) > 2]
    return bool(begun) and all(begun)


def _words(venue: str) -> list[str]:
    return [word for word in fold(venue).split() if word not in _SILENT and not _NUMBER.fullmatch(word)]


def _kind(facts: Facts, *, volumes: bool) -> str:
    """`journal`, `meeting`, or "" where nothing says."""
    if facts.type in ("article", "conference"):
        return "journal" if facts.type == "article" else "meeting"
    if _MEETING.search(fold(facts.venue)):
        return "meeting"
    return "journal" if _is_journal(facts.venue) or (volumes and facts.volume and not facts.series) else ""


def _is_journal(venue: str) -> bool:
    return bool(_JOURNAL.search(fold(venue)))


def _start(facts: Facts) -> str:
    return facts.pages.split("-")[0].strip().lstrip("0")
