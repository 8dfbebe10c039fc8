"""What each source of a record said: facts, as far as they are known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.fields import value_of, values_of, with_values
from generator.model import Facts, Paper, Row, Source
from generator.records.provenance import digest, is_marked, kept_in_full, link_marks

NOTHING = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A source together with the facts it gave, as far as they are known."""

    source: Source
    facts: Facts = NOTHING
    anew: bool = False
    """Whether it was read in this import."""
    before: Source | None = None
    """The source in whose place it stands: the same row as it was read before, or as it was before it was corrected."""


def said_by_row(row: Row, before: Source | None = None) -> Said:
    """A row as a source, in the place of the one that it was before; why that was merged, and whose it was, stays."""
    source = Source(
        capture=row.capture,
        reader=row.reader,
        line=row.line,
        key=row.key,
        row=row.fingerprint,
        merged=before.merged if before else "",
        of=before.of if before else None,
    )
    return Said(source=source, facts=row.facts, anew=True, before=before)


def said_by_record(paper: Paper) -> list[Said]:
    """Each source of a record with the values that can still be told."""
    digests = {name: digest(value) for name, value in values_of(paper).items()}
    return [_remembered(source, paper, digests) for source in paper.sources]


def _remembered(source: Source, paper: Paper, digests: Mapping[str, str]) -> Said:
    values = {name: value_of(paper, name) for name, given in source.fields.items() if digests.get(name) == given}
    values |= dict(kept_in_full(source))
    if values.get("first") == values.get("date"):  # it gave one date, which the record shows as the first appearance
        values.pop("first", None)
    links = tuple(link for link in paper.links if is_marked(link, link_marks([source])))
    return Said(source=source, facts=with_values(replace(NOTHING, links=links), values.items()))
