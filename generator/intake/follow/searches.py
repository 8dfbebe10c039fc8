"""A saved search as a service is asked it: what stands in follow.yml, page by page, between two days."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.intake.enrich.services import Service
from generator.intake.readers.xml.xmlfile import parse_element, text_of
from generator.records.follow import ArxivSearch, Follow, OpenAlexSearch

PER_PAGE = 100
PAGES = 10
"""Of one search in one update; what lies beyond is asked for the next time."""
FIRST_DAYS = 30
"""How far back the first asking of an entry goes."""
LAG: Mapping[str, int] = {"arxiv": 7, "openalex": 60}
"""Service → days between the date of a paper and the day on which it can be found: so far each asking looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One entry of follow.yml, for one service."""

    slug: str
    service: Service
    query: str
    """In the service's own language, without days."""
    why: str
    """The same in words."""

    def question(self, since: str, until: str, page: int) -> str:
        """What the cache knows a page by."""
        return f"follow:{self.service.name}:{self.query}:{since}:{until}:{page}"

    def params(self, since: str, until: str, page: int) -> Mapping[str, str]:
        """The parameters of a page, from 0, oldest papers first: what one update leaves, the next one finds."""
        if self.service.name == "arxiv":
            days = f"submittedDate:[{since.replace('-', '')}0000 TO {until.replace('-', '')}2359]"
            order = {"sortBy": "submittedDate", "sortOrder": "ascending"}
            place = {"start": str(page * PER_PAGE), "max_results": str(PER_PAGE)}
            return {"search_query": f"{self.query} AND {days}", **order, **place}
        days = f"from_publication_date:{since},to_publication_date:{until}"
        place = {"page": str(page + 1), "per_page": str(PER_PAGE)}
        return {"filter": f"{self.query},{days}", "sort": "publication_date:asc", **place}

    def total(self, text: str) -> int:
        """How many papers there are on all pages, as one of them says; 0 where it does not."""
        if self.service.name == "arxiv":
            said = text_of(parse_element(text.partition("?>")[2] if text.startswith("<?xml") else text), "totalResults")
            return int(said) if said.isdecimal() else 0
        meta = json.loads(text).get("meta")
        count = meta.get("count") if isinstance(meta, dict) else 0
        return count if isinstance(count, int) else 0


def since(entry: Follow, asked: str | None, today: str) -> str:
    """The day from which an entry is asked: the last one that it was asked, less what comes late."""
    if not asked:
        return entry.since or days_after(today, -FIRST_DAYS)
    return days_after(asked, -LAG["arxiv" if entry.arxiv else "openalex"])


def days_after(day: str, days: int) -> str:
    """Another day; of what is none, or beyond the calendar, the same text: `2027-02-30`."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def arxiv_search(slug: str, wanted: ArxivSearch, service: Service) -> Search:
    """`(cat:cs.NI OR cat:cs.DC) AND (ti:"lantern routing" OR abs:"lantern routing")`."""
    phrases = [" ".join(re.findall(r"\w+", words)) for words in wanted.words]
    parts = [
        " OR ".join(f"cat:{category}" for category in wanted.categories),
        " OR ".join(f'ti:"{phrase}" OR abs:"{phrase}"' for phrase in phrases if phrase),
    ]
    query = " AND ".join(f"({part})" for part in parts if part)
    return Search(slug=slug, service=service, query=query, why=f"arXiv: {_said(wanted.categories, wanted.words)}")


def openalex_search(slug: str, wanted: OpenAlexSearch, works: Sequence[str], service: Service) -> Search:
    """`authorships.author.id:A12|A13,cites:W7`; `works` are what `cites` means there."""
    phrases = [" ".join(re.findall(r"\w+", words)) for words in wanted.words]
    lists = {
        "authorships.author.id": "|".join(wanted.authors),
        "authorships.author.orcid": "|".join(wanted.orcids),
        "primary_location.source.id": "|".join(wanted.venues),
        "cites": "|".join(works),
        "title_and_abstract.search": " OR ".join(f'"{phrase}"' for phrase in phrases if phrase),
    }
    cited = [f"cites {name}" for name in wanted.cites]
    why = _said((*wanted.authors, *wanted.orcids, *wanted.venues, *cited), wanted.words)
    query = ",".join(f"{name}:{value}" for name, value in lists.items() if value)
    return Search(slug=slug, service=service, query=query, why=f"OpenAlex: {why}")


def _said(names: Sequence[str], words: Sequence[str]) -> str:
    return ", ".join([*names, *(f"“{phrase}”" for phrase in words)])
