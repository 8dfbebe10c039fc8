"""Two records become one, and one that was made of several is taken apart again.

A record keeps of each that was merged into it what no source gave (`merged`), and which sources it brought (`of`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.fields import FIELDS, value_of, values_of, with_values
from generator.intake.merge.fold import Kept, fold_sources
from generator.intake.merge.naming import issue_id
from generator.intake.merge.said import Said, said_by_record
from generator.model import Facts, Fingerprint, Former, Paper, PaperDate, PaperId
from generator.records.find import formers_in, index_names
from generator.records.provenance import is_decided, is_marked, link_marks, marks
from generator.records.rulings import meant_by
from generator.records.settings import Ruling, Rulings


def joined(papers: Sequence[Paper]) -> tuple[Paper, list[Kept]]:
    """The record that goes on: of several, the one with a title and the first id; the rest become its aliases.

    With it, what a person had decided in the others otherwise than in the first.
    """
    first, *others = sorted(papers, key=lambda p: (not p.title, p.id))
    overruled: list[Kept] = []
    for other in others:
        ours, theirs = _decided(first), _decided(other)
        overruled += [
            Kept(paper=first.id, field=name, value=value, capture=f"records/{other.id}.yml", says=theirs[name])
            for name, value in ours.items()
            if theirs.get(name) and theirs[name] != value
        ]
        first = _absorbed(first, other, ours, theirs)
    return first, overruled


def _decided(paper: Paper) -> dict[str, object]:
    """Field → value of what a person decided."""
    written = marks(paper.sources)
    return {name: value_of(paper, name) for name in FIELDS if is_decided(paper, name, written)}


def _absorbed(first: Paper, other: Paper, ours: Mapping[str, object], theirs: Mapping[str, object]) -> Paper:
    """Two records in one: what a person wrote in either, and of all else what the first lacks from the other."""
    taken = {name: value for name, value in theirs.items() if value and name not in ours}
    lacking = {
        name: value for name, value in values_of(other).items() if name not in ours and not value_of(first, name)
    }
    known = {link.url for link in first.links}
    return replace(
        with_values(first, (lacking | taken).items()),
        topics=tuple(dict.fromkeys(first.topics + other.topics)),
        relations=tuple(dict.fromkeys(first.relations + other.relations)),
        names=tuple(dict.fromkeys(first.names + other.names)),
        notes=tuple(dict.fromkeys(first.notes + other.notes)),
        links=first.links + tuple(link for link in other.links if link.url not in known),
        kept=tuple(dict.fromkeys((*first.kept, *taken))),
        added=min(filter(None, (first.added, other.added)), default=PaperDate("")),
        proposed=first.proposed if other.proposed else None,
        aliases=tuple(sorted({*first.aliases, other.id, *other.aliases})),
        merged=(*first.merged, _former(first, other, theirs), *_nested(other)),
        sources=(*first.sources, *(replace(source, of=source.of or other.id) for source in other.sources)),
    )


def _former(first: Paper, other: Paper, decided: Mapping[str, object]) -> Former:
    given = link_marks(other.sources)
    own_links = tuple(link for link in other.links if not is_marked(link, given))
    return Former(
        id=other.id,
        wrote=with_values(Facts(links=own_links), decided.items()),
        kept=other.kept,
        topics=other.topics,
        relations=other.relations,
        notes=other.notes,
        brought=tuple(text for text in _texts(other) if text not in _texts(first)),
        aliases=other.aliases,
        added=other.added,
    )


def _texts(paper: Paper) -> tuple[str, ...]:
    """What a curator adds to a record besides its fields."""
    return (*paper.topics, *paper.relations, *paper.notes)


def _nested(other: Paper) -> Iterator[Former]:
    return (replace(former, into=former.into or other.id) for former in other.merged)


# --- Taking apart ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The records after all that is ruled different has been taken apart."""

    papers: Mapping[PaperId, Paper]
    loose: Mapping[Fingerprint, Said]
    """Rows that left their record and have no other."""
    restored: tuple[tuple[PaperId, PaperId, tuple[str, ...]], ...]
    """(record, the one it came out of, fields of which only a digest is left)."""
    changed: frozenset[PaperId]
    """Records that lost sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    """Sources that leave a record, and the id of the record that they made, if they did."""

    sources: frozenset[int]
    id: PaperId | None


def take_apart(papers: Mapping[PaperId, Paper], rulings: Rulings) -> Parted:
    """Takes every record apart that holds two papers which rulings.yml calls different."""
    result = dict(papers)
    loose: dict[Fingerprint, Said] = {}
    restored: list[tuple[PaperId, PaperId, tuple[str, ...]]] = []
    changed: set[PaperId] = set()
    for ruling in rulings.different:
        while found := next(_leaving(result, ruling), None):  # one at a time: it changes the places of the others
            paper_id, leaving = found
            rest, said = _without(result[paper_id], leaving)
            changed.add(paper_id)
            if leaving.id:
                back, missing = _restored(result[paper_id], leaving.id, said)
                result |= {paper_id: rest, back.id: back}
                restored.append((back.id, paper_id, missing))
            else:
                result[paper_id] = rest
                loose |= {one.source.row: replace(one, anew=True) for one in said if one.source.row}
    return Parted(
        papers=dict(sorted(result.items())), loose=loose, restored=tuple(restored), changed=frozenset(changed)
    )


def _leaving(papers: Mapping[PaperId, Paper], ruling: Ruling) -> Iterator[tuple[PaperId, _Leaving]]:
    """What a ruling takes out of which record: of a record and some of its rows, the rows; of several rows, all but
    the first.
    """
    parts: dict[PaperId, list[tuple[str, frozenset[int] | None]]] = {}
    for meant in meant_by(ruling, index_names(papers)):
        for one in meant.found:
            part = _by_name(papers[one.paper], meant.name) if one.sources is None else one.sources
            parts.setdefault(one.paper, []).append((meant.name, part))
    for paper_id, named in parts.items():
        rows = [(name, part) for name, part in named if part is not None]
        staying = frozenset() if len(rows) < len(named) else rows[0][1]
        for name, part in rows if len(rows) < len(named) else rows[1:]:
            former = PaperId(name) if name in papers[paper_id].aliases else None
            leaving = _Leaving(sources=part - staying, id=former)
            apart = part != staying and (former or leaving.sources)
            if len(named) > 1 and apart and _remains(papers[paper_id], leaving):
                yield paper_id, leaving


def _remains(paper: Paper, leaving: _Leaving) -> bool:
    """Whether anything is left of a record without these sources: another one, or what a person wrote."""
    return len(leaving.sources) < len(paper.sources) or any(_decided(paper).values())


def _by_name(paper: Paper, name: str) -> frozenset[int] | None:
    """The sources of a record merged before there was `merged`: those that its id comes from."""
    if name not in paper.aliases:
        return None
    own = frozenset(
        n
        for n, said in enumerate(said_by_record(paper))
        if issue_id(with_values(Paper(id=paper.id), values_of(said.facts).items()), ()) == name
    )
    return own if own and len(own) < len(paper.sources) else None


def _without(paper: Paper, leaving: _Leaving) -> tuple[Paper, list[Said]]:
    """The record without these sources and what came with them, and what they said."""
    said = said_by_record(paper)
    gone = [_free(said[n]) for n in sorted(leaving.sources)]
    former = next((one for one in paper.merged if one.id == leaving.id), Former(id=paper.id))
    names = {*formers_in(paper, leaving.id)} if leaving.id else set()
    free = {
        name
        for name in FIELDS
        if (value := value_of(former.wrote, name)) and value_of(paper, name) == value and leaving.id
    }
    base = replace(
        paper,
        topics=tuple(topic for topic in paper.topics if topic not in former.brought),
        relations=tuple(text for text in paper.relations if text not in former.brought),
        notes=tuple(note for note in paper.notes if note not in former.brought),
        links=tuple(link for link in paper.links if link not in former.wrote.links),
        kept=tuple(name for name in paper.kept if name not in free),
        aliases=tuple(alias for alias in paper.aliases if alias not in {*names, *former.aliases}),
        merged=tuple(one for one in paper.merged if one.id not in names),
    )
    staying = _with_reasons([one for n, one in enumerate(said) if n not in leaving.sources])
    return fold_sources(base, staying, free=free).paper, _with_reasons(gone)


def _free(said: Said) -> Said:
    """A source without the digests of what nobody knows any more: in another record they would tell of hand edits."""
    known = values_of(said.facts)
    fields = {name: mark for name, mark in said.source.fields.items() if name in known or name == "links"}
    return replace(said, source=replace(said.source, fields=fields))


def _with_reasons(said: Sequence[Said]) -> list[Said]:
    """A row that is alone has no reason any more to be with others."""
    if sum(one.source.row is not None for one in said) > 1:
        return list(said)
    return [replace(one, source=replace(one.source, merged="")) for one in said]


def _restored(paper: Paper, id_: PaperId, said: Sequence[Said]) -> tuple[Paper, tuple[str, ...]]:
    """The record as it was before it was merged, and the fields of which nothing but a digest is left."""
    former = next((one for one in paper.merged if one.id == id_), Former(id=id_))
    base = with_values(
        Paper(
            id=id_,
            topics=former.topics,
            relations=former.relations,
            notes=former.notes,
            kept=former.kept,
            added=former.added,
            aliases=former.aliases,
            merged=tuple(_unnested(paper.merged, id_)),
            links=former.wrote.links,
        ),
        values_of(former.wrote).items(),
    )
    own = [_as_own(one, id_) for one in said]
    before = [source for source in paper.sources if source.row in {one.source.row for one in said}]
    lost = {name for source in before for name in source.fields if name not in ("links", "first")}
    folded = fold_sources(base, own).paper
    return folded, tuple(name for name in FIELDS if name in lost and not value_of(folded, name))


def _as_own(said: Said, id_: PaperId) -> Said:
    source = replace(said.source, of=None if said.source.of == id_ else said.source.of)
    return replace(said, source=source, before=source, anew=True)


def _unnested(merged: Iterable[Former], into: PaperId) -> Iterator[Former]:
    """The records that had been merged into one before it was merged itself."""
    for former in merged:
        if former.into == into:
            yield replace(former, into=None)
