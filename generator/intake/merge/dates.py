"""Which of several dates is that of the cited version, and which that of the first appearance."""

from collections.abc import Sequence

from generator.clean.dates import is_earlier
from generator.clean.venues import stated_year
from generator.fields import FIELDS, Key
from generator.model import Facts, PaperDate, PaperType

_IN_PRINT: tuple[PaperType, ...] = ("article", "conference", "chapter", "book", "thesis", "report")


def is_published(facts: Facts) -> bool:
    """Whether what a source says is of a published version, and not of a preprint."""
    return facts.venue not in ("", "arXiv") or (facts.type in _IN_PRINT and not facts.venue)


def is_preprint(facts: Facts) -> bool:
    return facts.venue == "arXiv" or facts.type == "preprint" or bool(facts.ids.arxiv and not is_published(facts))


def cited_date(said: Sequence[Facts], venue: str) -> PaperDate:
    """The date of the version that is cited, out of what all sources say; `venue` is the one that the record names.

    A date in the year that the venue states comes first, then one of the same venue, then of any other published
    version, then one that is no preprint's, then one beside volume and pages; of one year, the most precise.
    """
    dated = [facts for facts in said if facts.date]
    if not dated:
        return PaperDate("")
    best = max(dated, key=lambda facts: _rank(facts, venue))
    alike = [facts.date for facts in dated if _kind(facts) == _kind(best) and facts.date.startswith(best.date)]
    return max(alike, key=FIELDS["date"].prefer)


def _kind(facts: Facts) -> tuple[bool, bool]:
    return is_published(facts), is_preprint(facts)


def _rank(facts: Facts, venue: str) -> Key:
    published, year = is_published(facts), int(facts.date[:4])
    return (
        stated_year(venue) == year,
        published and facts.venue == venue,
        published,
        venue not in ("", "arXiv") and not is_preprint(facts),  # a date alone, beside those of preprints
        bool(facts.volume or facts.pages),
        # What appeared online in one year and in a volume in the next is cited by the volume; of preprints it is the
        # first version that is meant.
        year if published else -year,
        FIELDS["date"].prefer(facts.date),
    )


def first_date(said: Sequence[Facts], date: PaperDate, *, decided: bool) -> PaperDate:
    """When the paper first appeared, where that was before `date`, else empty.

    Sources tell it, or are preprints beside a published version. Where a person `decided` the date, a source that
    says otherwise may just be wrong: it then takes a published version among the sources to believe a preprint's.
    """
    believed = any(is_published(facts) for facts in said) or not decided
    told = [facts.first or (facts.date if believed and is_preprint(facts) else "") for facts in said]
    earlier = [first for first in told if first and is_earlier(first, date)]
    return PaperDate(max(earlier, key=FIELDS["first"].prefer, default=""))
