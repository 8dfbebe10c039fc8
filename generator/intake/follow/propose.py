"""Which of the rows that were found are new papers. The catalog's own records stay as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.merge import Merged, Terms, Unclear, merge
from generator.model import Paper, PaperDate, PaperId, Proposed, Row
from generator.records.find import index_names
from generator.records.rulings import Exclusions, meant_by, names_of_row
from generator.records.settings import Ruling, Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one entry of follow.yml came upon."""

    slug: str
    why: str
    rows: tuple[Row, ...]
    network: bool
    """Whether a service said so: then a row has no line in any file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rows of an entry."""

    found: int = 0
    new: int = 0
    """Papers that are proposed now, each counted for the first entry that found it."""
    known: int = 0
    """Papers of the catalog, proposed ones too: nothing of them changed."""
    excluded: int = 0
    """Papers that rulings.yml leaves out."""
    declined: int = 0
    """Papers that were proposed before, and whose record somebody has deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    papers: tuple[Paper, ...]
    """New records, in id order."""
    counts: Mapping[str, Counts]
    unclear: tuple[Unclear, ...]
    """Pairs with a new record that may be one paper."""


def propose(
    papers: Mapping[PaperId, Paper], found: Sequence[Found], terms: Terms, before: Sequence[Ruling]
) -> Proposals:
    """New papers among the rows, each a record with `proposed`. `before` is what was ever proposed."""
    rows = [row for one in found for row in one.rows]
    result = merge(papers, rows, terms)
    own = {row.fingerprint for row in rows}
    founded = {
        id_: paper
        for id_, paper in result.papers.items()
        if id_ not in papers and paper.sources and all(source.row in own for source in paper.sources)
    }
    declined = _declined(founded, result.rows, _turned_down(papers, before)) if before else set()
    new = {id_: paper for id_, paper in founded.items() if id_ not in declined}
    ends: dict[str, Merged] = {end.row.fingerprint: end for end in result.rows}
    finders: dict[PaperId, list[Found]] = {}
    for one in found:
        for id_ in dict.fromkeys(id_ for row in one.rows if (id_ := ends[row.fingerprint].paper) in new):
            finders.setdefault(id_, []).append(one)
    network: set[str] = {row.fingerprint for one in found if one.network for row in one.rows}
    return Proposals(
        papers=tuple(_proposed(new[id_], finders[id_], network, terms.today) for id_ in sorted(new)),
        counts={one.slug: _counted(one, ends, finders, declined) for one in found},
        unclear=tuple(pair for pair in result.unclear if {*pair.papers} & new.keys() and not {*pair.papers} & declined),
    )


def _turned_down(papers: Mapping[PaperId, Paper], before: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """What was proposed and is in no record any more: another paper may have the title of one that was accepted."""
    index = index_names(papers)
    return tuple(one for one in before if not any(meant.found for meant in meant_by(one, index)))


def _declined(
    founded: Mapping[PaperId, Paper], ends: Iterable[Merged], turned_down: tuple[Ruling, ...]
) -> set[PaperId]:
    known = Exclusions(Rulings(excluded=turned_down))
    return {
        end.paper
        for end in ends
        if end.paper and end.paper in founded and known.find(names_of_row(end.row), end.row.facts.title) is not None
    }


def _proposed(paper: Paper, finders: Sequence[Found], network: set[str], today: str) -> Paper:
    why = "; ".join(dict.fromkeys(one.why for one in finders))
    sources = tuple(replace(source, line=None) if source.row in network else source for source in paper.sources)
    return replace(paper, sources=sources, proposed=Proposed(by=finders[0].slug, when=PaperDate(today), why=why))


def _counted(
    one: Found, ends: Mapping[str, Merged], finders: Mapping[PaperId, Sequence[Found]], declined: set[PaperId]
) -> Counts:
    own = [ends[row.fingerprint] for row in one.rows]
    papers = {end.paper for end in own if end.paper}
    new = papers & finders.keys()
    return Counts(
        found=len(one.rows),
        new=sum(finders[id_][0].slug == one.slug for id_ in new),
        known=len(papers - new - declined),
        excluded=sum(end.outcome == "excluded" for end in own),
        declined=len(papers & declined),
    )


def as_ruling(paper: Paper) -> Ruling:
    """A proposed paper as followed.yml names it: by its identifiers, else by its rows, and by its title."""
    return Ruling(names=tuple(dict.fromkeys(_names(paper))), title=paper.title)


def _names(paper: Paper) -> list[str]:
    ids = [f"{scheme}:{value}" for scheme, value in paper.ids.items()]
    return ids or [source.row for source in paper.sources if source.row]
