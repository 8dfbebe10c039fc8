"""What a catalog still needs of a person that no import can know: dates, topics, and phrases that find something."""

from collections.abc import Iterator, Mapping

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.problems import Problem

UNDATED = "put `date: …` in the record, or ask for it: `paper-catalog enrich {}`; it is in no year until then"
TOPICLESS = "put `topics: [slug]` in the record, or a phrase that it has under a topic in topics.yml"
IDLE = "give it phrases that papers have (`paper-catalog explain {}` says what each finds), or take it out"


def check_catalog(catalog: Catalog, files: Mapping[PaperId, str]) -> list[Problem]:
    """A warning for each paper without a date or a topic, and for each topic without a paper."""
    found = [*_lacking(catalog, files, "date", "no-date", "found no date, expected one", UNDATED)]
    if catalog.topics:
        message = "found no topic that it is about, expected one of topics.yml"
        found += _lacking(catalog, files, "topics", "no-topic", message, TOPICLESS)
    for slug, entry in catalog.topics.items():
        if len(catalog.papers) > 1 and not entry.papers:  # the one example of a fresh catalog is not about everything
            message = f"`{slug}`: found no paper, expected one"
            found.append(
                Problem(path="topics.yml", code="idle-topic", level="warning", message=message, hint=IDLE.format(slug))
            )
    return found


def _lacking(
    catalog: Catalog, files: Mapping[PaperId, str], gap: str, code: str, message: str, hint: str
) -> Iterator[Problem]:
    for page in catalog.gaps.get(gap, ()):
        id_ = catalog.record_ids.get(page, page)
        path = f"records/{files[id_]}"
        of = f"`{id_}`: " if path.endswith(".jsonl") else ""
        yield Problem(path=path, code=code, level="warning", message=of + message, hint=hint.format(id_))
