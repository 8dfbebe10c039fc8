"""Several sources of one paper → one record: which value each field keeps, who gave it, and what the others said.

Every rule is a sort key over values, so that the order of the sources cannot matter. A value that no source gave is
the curator's, and so is a gap where a source's value was taken out: no import changes either.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.clean.text import fold
from generator.ids import SCHEMES, Ids
from generator.model import LINK_KINDS, OTHERS, Author, Facts, Fingerprint, Link, Paper, Row, Source
from generator.records.store import as_plain


def digest(value: Any) -> str:
    """Eight hexadecimal digits of a value, to tell later whether a person has changed it."""
    return hashlib.sha256(json.dumps(as_plain(value), ensure_ascii=False).encode()).hexdigest()[:8]


# --- The rules: which of several values to keep; the greatest key wins ------------------------------------------------


def _title_key(title: str) -> tuple[Any, ...]:
    """Mixed case before all capitals, then the longer (one lost its subtitle), then the alphabet."""
    return (not title.isupper() and not title.islower(), len(title), title)


def _authors_key(authors: tuple[Author, ...]) -> tuple[Any, ...]:
    """A list that is whole before one that is not, then the one with more names, with fuller names, with ORCIDs."""
    return (
        authors[-1:] != (OTHERS,),
        len(authors),
        sum(len(a.name) for a in authors),
        sum(a.orcid is not None for a in authors),
        [a.name for a in authors],
    )


def _date_key(date: str) -> tuple[Any, ...]:
    """The earlier year (a paper's date is its first appearance), then the more precise, then the earlier."""
    return (-int(date[:4]), len(date), [-int(part) for part in date.split("-")])


def _venue_key(venue: str) -> tuple[Any, ...]:
    """Where it was published before where it was posted, then the longer name."""
    return (venue != "arXiv", len(venue), venue)


def _text_key(text: str) -> tuple[Any, ...]:
    """The longer: a capture may have cut it."""
    return (len(text), text)


def _list_key(words: tuple[str, ...]) -> tuple[Any, ...]:
    """The list that says most."""
    return (len(words), words)


def _type_key(type_: str) -> tuple[Any, ...]:
    """What says most: a paper of a conference is also on a preprint server, and anything is something else."""
    return (type_ != "other", type_ != "preprint", type_)


def _state_key(state: str) -> tuple[Any, ...]:
    """The gravest."""
    return (["superseded", "withdrawn", "retracted"].index(state),)


_RULES: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    "title": _title_key,
    "authors": _authors_key,
    "date": _date_key,
    "first": _date_key,
    "venue": _venue_key,
    "type": _type_key,
    "volume": _text_key,
    "number": _text_key,
    "pages": _text_key,
    "publisher": _text_key,
    "summary": _text_key,
    "abstract": _text_key,
    "keywords": _list_key,
    "categories": _list_key,
    "state": _state_key,
    "awards": _list_key,
    **{f"ids.{scheme}": _text_key for scheme in SCHEMES},
}
"""Field → its rule. `links` has none: all are kept."""
LISTS = ("keywords", "categories", "awards")
SINGLE_FIELDS = tuple(name for name in _RULES if not name.startswith("ids.") and name not in LISTS)
"""The fields that hold one value, as far as a record is concerned."""
_EMPTY = Facts()


# --- What each source said --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A source together with the values it gave, as far as they are known."""

    source: Source
    values: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    anew: bool = False
    """Whether it was read in this import."""


def values_of(facts: Facts) -> dict[str, Any]:
    """Field → value, for the fields that have a rule and a value."""
    flat = {name: value for name in (*SINGLE_FIELDS, *LISTS) if (value := getattr(facts, name))}
    return flat | {f"ids.{scheme}": value for scheme, value in facts.ids.items()}


def facts_of(said: Said) -> Facts:
    """What a source said, as facts again: the view that comparisons take."""
    values = dict(said.values)
    ids = {scheme: values.pop(f"ids.{scheme}", None) for scheme in SCHEMES}
    return Facts(**values, ids=Ids(**ids), links=said.links)


def said_by_row(row: Row) -> Said:
    values = values_of(row.facts)
    digests = {name: digest(value) for name, value in values.items()}
    if row.facts.links:
        digests["links"] = " ".join(sorted(digest(link.url) for link in row.facts.links))
    source = Source(capture=row.capture, reader=row.reader, line=row.line, row=row.fingerprint, fields=digests)
    return Said(source=source, values=values, links=row.facts.links, anew=True)


def said_by_record(paper: Paper) -> list[Said]:
    """Each source of a record with the values that can still be told: those the record kept, and those it did not."""
    present = values_of(paper)
    digests = {name: digest(value) for name, value in present.items()}
    return [_remembered(source, paper, present, digests) for source in paper.sources]


def _remembered(source: Source, paper: Paper, present: Mapping[str, Any], digests: Mapping[str, str]) -> Said:
    values = {name: present[name] for name, given in source.fields.items() if digests.get(name) == given}
    values |= {
        name: tuple(str(value).split("; ")) if name in LISTS else value
        for name, value in source.differs.items()
        if name in _RULES and isinstance(value, tuple) == (name == "authors")
    }
    given = set(source.fields.get("links", "").split())
    return Said(source=source, values=values, links=tuple(x for x in paper.links if digest(x.url) in given))


# --- The fold ---------------------------------------------------------------------------------------------------------


def fold_sources(base: Paper, said: Sequence[Said]) -> tuple[Paper, tuple[str, ...]]:
    """The record made of all its sources, and the names of the fields a curator's hand kept from changing.

    `base` is the record as it stands, or an empty one with its id; `said` holds each of its sources once, those that
    were read anew with their new values.
    """
    before = values_of(base)
    chosen: dict[str, Any] = {}
    kept: list[str] = []
    for name, rule in _RULES.items():
        if _by_hand(base, before, name):
            chosen[name] = before.get(name)
            if any(s.anew and name in s.values and s.values[name] != chosen[name] for s in said):
                kept.append(name)
        else:
            values = [s.values[name] for s in said if name in s.values]
            chosen[name] = max(values, key=rule, default=None)
    sources = tuple(_marked(s, chosen) for s in said)
    facts = {name: chosen[name] or getattr(_EMPTY, name) for name in (*SINGLE_FIELDS, *LISTS)}
    ids = Ids(**{scheme: chosen[f"ids.{scheme}"] for scheme in SCHEMES})
    paper = replace(base, **facts, ids=ids, links=_links(base, said), sources=tuple(sorted(sources, key=_order)))
    return paper, tuple(kept)


def _by_hand(base: Paper, before: Mapping[str, Any], name: str) -> bool:
    """Whether the value is a curator's: one that no source gave, or a gap where one was given."""
    given = {source.fields[name] for source in base.sources if name in source.fields}
    if name not in before:
        return bool(given)
    return digest(before[name]) not in given


def _marked(said: Said, chosen: Mapping[str, Any]) -> Source:
    """The source with the values it gave that the record does not show."""
    differs = {
        name: "; ".join(value) if name in LISTS else value
        for name, value in said.values.items()
        if not _agree(name, value, chosen[name])
    }
    return replace(said.source, differs=differs)


def _agree(name: str, value: Any, chosen: Any) -> bool:
    """Whether a source that said less still says the same: a year, some of the authors, a preprint."""
    if chosen is None or value == chosen:
        return True
    match name:
        case "date":
            return str(chosen).startswith(value)
        case "authors":
            return bool(value[-1:] == (OTHERS,)) and {fold(a.name) for a in value[:-1]} <= {
                fold(a.name) for a in chosen
            }
        case "venue":
            return value == "arXiv" or str(chosen).startswith(f"{value} ")
        case "type":
            return value in ("preprint", "other")
        case "abstract" | "summary":
            return str(chosen).startswith(value)
        case "keywords" | "categories" | "awards":
            return set(value) <= set(chosen)
    return False


def _links(base: Paper, said: Iterable[Said]) -> tuple[Link, ...]:
    """All links: those present, less what a source no longer gives; those new, less what a curator took out."""
    given_before = {d for source in base.sources for d in source.fields.get("links", "").split()}
    given_now = {d for s in said for d in s.source.fields.get("links", "").split()}
    kept = {
        link.url: link for link in base.links if digest(link.url) in given_now or digest(link.url) not in given_before
    }
    new: dict[str, Link] = {}
    for link in sorted((x for s in said if s.anew for x in s.links), key=_link_order):
        if link.url not in kept and digest(link.url) not in given_before:
            new.setdefault(link.url, link)
    return tuple(sorted([*kept.values(), *new.values()], key=_link_order)) if new else tuple(kept.values())


def _link_order(link: Link) -> tuple[int, str]:
    return (LINK_KINDS.index(link.kind), link.url)


def _order(source: Source) -> tuple[Any, ...]:
    return (source.row is not None, source.capture, source.line or 0, source.row or Fingerprint(""))
