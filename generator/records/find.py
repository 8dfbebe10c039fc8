"""A record, or some of its sources, by any of the names that people have for it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.clean.identifiers import PARSERS, as_id, id_in_url
from generator.clean.text import fold
from generator.fields import value_of
from generator.ids import SCHEMES
from generator.model import Paper, PaperId, Source
from generator.problems import CatalogError
from generator.records.provenance import gave, kept_in_full

_BARE = ("arxiv", "doi", "acl")
"""Schemes whose ids are known by their shape."""
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name stands for."""

    paper: PaperId
    sources: frozenset[int] | None
    """Places in the record's `sources`, where the name stands for a part of it; None where it is the whole record."""


def names_in(text: str) -> tuple[str, ...]:
    """All that a text may mean, as `index_names` has it: an id, an identifier, a row's fingerprint, or `file:key`.

    `https://doi.org/10.1000/ABC` and `doi:10.1000/abc` both give `doi:10.1000/abc`.
    """
    plain = text.strip()
    scheme, colon, value = plain.partition(":")
    if colon and scheme.lower() in SCHEMES and (found := PARSERS[scheme.lower()](value)):
        return (":".join(as_id(scheme.lower(), found)),)
    if in_url := id_in_url(plain):
        return (":".join(in_url),)
    is_row = colon and not plain.startswith("10.")  # `library.bib:10.1000/x`; an address was read above
    for bare in () if is_row else _BARE:
        if found := PARSERS[bare](plain):
            return (":".join(as_id(bare, found)),)
    return tuple(_other_names(plain))


def is_fingerprint(text: str) -> bool:
    return _FINGERPRINT.fullmatch(text) is not None


def _other_names(text: str) -> Iterator[str]:
    yield f"id:{text}"
    if is_fingerprint(text):
        yield f"row:{text}"
    yield f"key:{text}"
    for match in re.finditer(":", text):
        yield f"title:{text[: match.start()]}:{fold(text[match.end() :])}"


def index_names(papers: Mapping[PaperId, Paper]) -> dict[str, list[Named]]:
    """Name → what it stands for, in id order: ids, former ids, identifiers, and the rows that records are made of."""
    index: dict[str, list[Named]] = defaultdict(list)
    for paper in papers.values():
        for name, sources in names_of(paper):
            index[name].append(Named(paper=paper.id, sources=sources))
    return dict(index)


def names_of(paper: Paper) -> Iterator[tuple[str, frozenset[int] | None]]:
    """All that a record is called, each with the places of the sources that it stands for, None for the whole."""
    yield f"id:{paper.id}", None
    former = {one.id for one in paper.merged}
    for alias in paper.aliases:
        brought = {*formers_in(paper, alias)}
        own = frozenset(n for n, source in enumerate(paper.sources) if source.of in brought)
        yield f"id:{alias}", own if alias in former else None
    for number, source in enumerate(paper.sources):
        yield from ((name, frozenset([number])) for name in _names_of_row(source, paper))
    for scheme in SCHEMES:
        yield from _names_of_ids(paper, scheme)


def formers_in(paper: Paper, former: str) -> Iterator[str]:
    """A record that was merged into this one, and all that had been merged into that before."""
    yield former
    for one in paper.merged:
        if one.into == former:
            yield from formers_in(paper, one.id)


def _names_of_row(source: Source, paper: Paper) -> Iterator[str]:
    if source.row:
        yield f"row:{source.row}"
    if source.key:
        yield f"key:{source.capture}:{source.key}"
    if source.row and not source.line:
        yield f"key:{source.capture}"  # an answer from the network, which is named after what was asked
    title = dict(kept_in_full(source)).get("title") or (paper.title if gave(source, "title", paper.title) else "")
    if title:
        yield f"title:{source.capture}:{fold(title)}"


def _names_of_ids(paper: Paper, scheme: str) -> Iterator[tuple[str, frozenset[int] | None]]:
    """An identifier stands for the sources that gave it, where others of the record gave another."""
    name = f"ids.{scheme}"
    values = {value for source in paper.sources if (value := dict(kept_in_full(source)).get(name))}
    own = value_of(paper, name)
    for value in sorted(values | ({own} if own else set())):
        givers = {n for n, source in enumerate(paper.sources) if gave(source, name, value)}
        others = any(
            name in (*source.fields, *source.less, *source.differs)
            for n, source in enumerate(paper.sources)
            if n not in givers
        )
        yield f"{scheme}:{value}", frozenset(givers) if others and givers else None


def find_paper(papers: Mapping[PaperId, Paper], name: str) -> Paper:
    """The paper of an id, a former id, an identifier, a row's fingerprint, or a row by file and key."""
    if found := papers.get(PaperId(name)):
        return found
    index = index_names(papers)
    for one in (one for known in names_in(name) for one in index.get(known, ())):
        return papers[one.paper]
    hint = near_names(name, [*papers, *(alias for paper in papers.values() for alias in paper.aliases)])
    raise CatalogError(f"no paper `{name}`: expected the id of a record, or one of its identifiers{hint}")


def near_names(name: str, known: Iterable[str]) -> str:
    """` (near: boats-2023, boots-2024)`, where something is."""
    near = get_close_matches(name, sorted({*known}), n=3)
    return f" (near: {', '.join(near)})" if near else ""
