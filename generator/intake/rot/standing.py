"""What has become of papers by what services say: retracted, or a preprint that was published since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.intake.enrich.attach import attach
from generator.intake.enrich.cache import Cache
from generator.intake.enrich.services import SERVICES, TITLE, Query, Service
from generator.intake.normalize import fingerprint
from generator.intake.readers import reader_named
from generator.intake.rows import read_rows
from generator.model import Capture, Facts, Paper, Row
from generator.records.settings import Rulings
from generator.records.venues import VenueIndex

PREPRINTS = ("", "arXiv")
"""Venues of what has not been published yet."""
_ARXIV_DOI = "10.48550/"
"""arXiv's own, which says nothing of a publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a service says of a paper and the record does not."""

    code: str
    """`retracted`, `withdrawn` or `published`."""
    says: str


def is_preprint(paper: Paper) -> bool:
    return paper.venue in PREPRINTS or paper.type == "preprint"


def worth_asking(paper: Paper, service: Service) -> Query | None:
    """What to ask: arXiv, which takes a hundred at once, for preprints; OpenAlex, which has a key, for all with an id.

    What Crossref says counts where `enrich` has asked it: at one question a second it is too slow for every week.
    """
    query = service.query(paper)
    if query is None or query.by == TITLE or service.name == "crossref":
        return None
    return query if service.name == "openalex" or (is_preprint(paper) and not _published_doi(paper)) else None


def standings(paper: Paper, cache: Cache, venues: VenueIndex, rulings: Rulings) -> Iterator[tuple[str, Standing]]:
    """(service, what it says) pairs, by the answers that the cache has."""
    for service in SERVICES:
        query = service.query(paper)
        if query is None or ("venue" in paper.kept and "state" in paper.kept):
            continue
        for row in _rows(service, query, cache.get(service.question(query)) or (), venues):
            tried = attach(paper, row, service, rulings)
            if not (tried.doubt or tried.other):
                yield from ((service.title, one) for one in _differences(paper, row.facts))


def _rows(service: Service, query: Query, entries: Sequence[str], venues: VenueIndex) -> Iterator[Row]:
    for entry in entries:
        account = read_rows(
            Capture(name=service.question(query), text=entry), reader_named(service.reader), venues
        )
        for row in account.rows:
            name = f"{service.name}:{getattr(row.facts.ids, service.own) or query.value}"
            yield replace(row, capture=name, fingerprint=fingerprint(name), key="")


def _differences(paper: Paper, facts: Facts) -> Iterator[Standing]:
    if facts.state in ("retracted", "withdrawn") and paper.state is None and "state" not in paper.kept:
        yield Standing(code=facts.state, says=f"it has been {facts.state}")
    if not is_preprint(paper) or "venue" in paper.kept:
        return
    if facts.venue not in PREPRINTS and facts.type != "preprint":
        year = f" ({facts.year})" if facts.year and str(facts.year) not in facts.venue else ""
        yield Standing(code="published", says=f"it has appeared in {facts.venue}{year}")
    elif facts.ids.doi and _published_doi(replace(paper, ids=facts.ids)) and facts.ids.doi != paper.ids.doi:
        yield Standing(code="published", says=f"it has been published as doi:{facts.ids.doi}")


def _published_doi(paper: Paper) -> bool:
    return bool(paper.ids.doi) and not str(paper.ids.doi).startswith(_ARXIV_DOI)
