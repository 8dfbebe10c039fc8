"""Several sources of one paper → one record: which value each field keeps, who gave it, and what the others said.

Every rule is a sort key over values, so that the order of the sources cannot matter. What a person decided stays: a
value that no import wrote, a gap where one did, and whatever the record names under `kept`.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.fields import FIELDS, value_of, with_values
from generator.intake.merge.dates import cited_date, first_date
from generator.intake.merge.links import fold_links, marks_of
from generator.intake.merge.said import Said, said_by_record
from generator.model import Facts, Fingerprint, Paper, PaperId, Source
from generator.records.provenance import as_kept, digest, is_decided, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision of a person's that an import would have changed."""

    paper: PaperId
    field: str
    value: Any
    """What the record says, and goes on saying; empty where it says nothing."""
    capture: str
    """Who says otherwise."""
    says: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    paper: Paper
    kept: tuple[Kept, ...]
    """In the order of the fields."""


def fold_sources(
    base: Paper, said: Sequence[Said], *, taken: Container[str] = (), free: Container[str] = ()
) -> Folded:
    """The record made of all its sources, and what a person had decided otherwise than those that were read anew.

    `base` is the record as it stands, or an empty one with its id; `said` holds each of its sources once, those that
    were read anew with their new values; citation keys that are `taken` are other records'. Fields that are `free` are
    no person's, whatever they hold.
    """
    ordered = sorted(said, key=lambda one: _order(one.source))
    facts = [one.facts for one in ordered]
    written = marks(base.sources)
    decided = {
        name: value_of(base, name) for name in FIELDS if name not in free and is_decided(base, name, written)
    }
    chosen = _chosen(decided, facts, base.key, taken)
    folded = replace(
        with_values(base, chosen.items()),
        links=fold_links(base, ordered),
        sources=tuple(_marked(one, base, chosen, decided) for one in ordered),
        kept=_noted(base, decided, ordered),
    )
    return Folded(paper=folded, kept=tuple(_overruled(base, decided, ordered, taken)))


def _chosen(decided: Mapping[str, Any], said: Sequence[Facts], key: str, taken: Container[str]) -> dict[str, Any]:
    """Field → value: what is decided, and of all else what the rules choose."""
    chosen = dict(decided)
    for name, field in FIELDS.items():
        if name not in chosen and name not in ("date", "first"):
            values = [value for facts in said if (value := value_of(facts, name))]
            if name == "key":
                chosen[name] = _key(values, key, taken)
            else:
                chosen[name] = max(values, key=field.prefer) if len(values) > 1 else values[0] if values else None
    chosen.setdefault("date", cited_date(said, chosen["venue"] or ""))
    chosen.setdefault("first", first_date(said, chosen["date"], decided="date" in decided))
    return chosen


def _key(keys: Sequence[str], own: str, taken: Container[str]) -> str:
    """The citation key that the record has already, as long as a source has it, else the first that is free."""
    return own if own in keys else next((key for key in keys if key not in taken), "")


def marked_anew(paper: Paper) -> Paper:
    """The record with what it keeps of its sources in today's form; every value stays as it is."""
    said = sorted(said_by_record(paper), key=lambda one: _order(one.source))
    written = marks(paper.sources)
    shown = {name: value_of(paper, name) for name in FIELDS}
    decided = {name: value for name, value in shown.items() if is_decided(paper, name, written)}
    return replace(
        paper,
        sources=tuple(_marked(one, paper, shown, decided) for one in said),
        kept=_noted(paper, decided, said),
    )


# --- What a person decided -------------------------------------------------------------------------------------------


def _noted(base: Paper, decided: Mapping[str, Any], said: Sequence[Said]) -> tuple[str, ...]:
    """The decided fields of which a source says something, or did, and those that were noted before.

    Without a word in the record, an import that finds the two the same could not tell any more that the value is a
    person's.
    """
    given = {name for source in base.sources for name in (*source.fields, *source.less, *source.differs)}
    given |= {name for one in said for name in decided if value_of(one.facts, name)}
    new = (name for name in decided if name in given and name not in base.kept)
    return (*base.kept, *new)


def _overruled(
    base: Paper, decided: Mapping[str, Any], said: Sequence[Said], taken: Container[str]
) -> Iterator[Kept]:
    """What would have become of each decided field, where that is something else."""
    if not any(one.anew for one in said):
        return
    facts = [one.facts for one in said]
    for name, value in decided.items():
        others = {other: chosen for other, chosen in decided.items() if other != name}
        would = _chosen(others, facts, base.key, taken)[name]
        if would and would != value:
            giver = next((one for one in said if would in (value_of(one.facts, name), one.facts.date)), said[0])
            yield Kept(paper=base.id, field=name, value=value, capture=giver.source.capture, says=would)


# --- What is kept of each source -------------------------------------------------------------------------------------


def _marked(one: Said, base: Paper, chosen: Mapping[str, Any], decided: Container[str]) -> Source:
    """The source with digests of the values that the record shows, and the others in full."""
    fields: dict[str, str] = {}
    less: dict[str, Any] = {}
    differs: dict[str, Any] = {}
    for name in FIELDS:
        value = value_of(one.facts, name)
        if not value:
            if not one.anew and name in one.source.fields:  # only its digest is known
                fields[name] = one.source.fields[name]
        elif value == chosen[name] and name not in decided:
            fields[name] = digest(value)
        elif _says_less(name, value, chosen):
            less[name] = as_kept(name, value)
        else:
            differs[name] = as_kept(name, value)
    if "first" not in decided and chosen["first"] and one.facts.date == chosen["first"]:
        fields["first"] = digest(chosen["first"])
    if links := marks_of(base, one):
        fields["links"] = links
    return replace(one.source, fields=fields, less=less, differs=differs)


def _says_less(name: str, value: Any, chosen: Mapping[str, Any]) -> bool:
    """Whether a source that says something else than the record still agrees with it."""
    shown = [chosen[name], *([chosen["first"]] if name == "date" else [])]
    return any(now and (value == now or FIELDS[name].less(value, now)) for now in shown)


def _order(source: Source) -> tuple[Any, ...]:
    return (source.row is not None, source.capture, source.line or 0, source.row or Fingerprint(""))
