"""What papers are to one another: a correction and what it corrects, a comment, the parts of one work, two versions.

Titles say it, `Erratum to: Owls`, `Comment on “Owls”`, `Owls, Part II`; two versions have one title and authors, and
were printed in two places or have two identifiers. A curator adds one in the record, `corrects owls-2023`, or takes one
away that was found, `-version-of owls-2023`. Each is shown on both pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from generator.clean.notices import is_notice
from generator.clean.places import other_place
from generator.clean.signed import compare_authors
from generator.clean.titles import KINDS, SMALL, title_words
from generator.ids import SCHEMES
from generator.model import RELATIONS, Paper, PaperId, RelationKind
from generator.problems import Problem

WORDS: Mapping[RelationKind, tuple[str, str]] = {
    "corrects": ("Corrects", "Corrected by"),
    "comments-on": ("Comments on", "Commented on by"),
    "part-of": ("Another part of this work", "Another part of this work"),
    "version-of": ("Another version", "Another version"),
}
"""Kind → how a page says it, and how that of the other paper does."""
SYMMETRICAL = ("part-of", "version-of")
CROWD = 8
"""Records of one title from which it is a commonplace, and no pair of them two versions."""
ENOUGH = 2
"""Words that name a work whose parts are numbered."""
_KIND = r"(?:note|notice|article|paper)?"
_CORRECTS = re.compile(
    r"\W*(?:(?:publisher|author)(?:['’]?s)?\s+)?(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|corrections?|"
    r"retraction|withdrawal|removal|(?:editorial\s+)?expression of concern|"
    rf"(?:notice|statement) of (?:retraction|withdrawal))\s*{_KIND}"
    r"\W*(?:\b(?:to|for|of|on|in|regarding)\b)?\W*(?P<rest>.+)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:an?\s+)?(?:(?:further|short|brief|critical)\s+)?(?:comments?|commentary|reply|response|rejoinder|remarks?|"
    r"(?:invited\s+)?discussion)\s+(?:on|to|of|about)\b\W*(?P<rest>.+)",
    re.IGNORECASE,
)
_PARTS = ("part", "parts", "volume", "vol")
Found = Iterator[tuple[PaperId, RelationKind, PaperId, str]]
"""(paper, what it is, to which other one, how that is known)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a paper is to another one."""

    kind: RelationKind
    paper: PaperId
    """The other one."""
    reason: str
    """How that is known; empty where a curator says so."""
    back: bool
    """Whether it is the other one that corrects, or comments on, this paper."""


def find_relations(papers: Mapping[PaperId, Paper]) -> dict[PaperId, tuple[Relation, ...]]:
    """Paper → what it is to others, and they to it, in the order of `RELATIONS` and then of ids."""
    titled: defaultdict[tuple[str, ...], list[PaperId]] = defaultdict(list)
    for id_, paper in papers.items():
        if paper.title:
            titled[title_words(paper.title)].append(id_)
    names: dict[str, PaperId] = {alias: id_ for id_, paper in papers.items() for alias in paper.aliases}
    names |= {id_: id_ for id_ in papers}
    chosen, refused = _of_curators(papers, names)
    found: defaultdict[PaperId, dict[tuple[RelationKind, PaperId], Relation]] = defaultdict(dict)
    for one, kind, other, reason in (*chosen, *_notices(papers, titled), *_parts(papers), *_versions(papers, titled)):
        if one == other or (reason and {(one, kind, other), (other, kind, one)} & refused):
            continue
        relation = Relation(kind=kind, paper=other, reason=reason, back=False)
        found[one].setdefault((kind, other), relation)
        found[other].setdefault((kind, one), replace(relation, paper=one, back=kind not in SYMMETRICAL))
    order = {kind: n for n, kind in enumerate(RELATIONS)}
    return {
        id_: tuple(sorted(found[id_].values(), key=lambda r: (order[r.kind], r.back, r.paper)))
        for id_ in sorted(found)
    }


def relation_in_words(relation: Relation) -> str:
    """`Corrects`, `Corrected by`, …"""
    return WORDS[relation.kind][relation.back]


def check_relations(papers: Mapping[PaperId, Paper], files: Mapping[PaperId, str]) -> list[Problem]:
    """The relations of records that lead to no record, or to themselves."""
    names = {*papers, *(alias for paper in papers.values() for alias in paper.aliases)}
    return [
        Problem(
            path=f"records/{files[id_]}",
            code="unknown-relation",
            message=f"`relations`: found `{text}`, expected the id of another record behind the kind",
            hint=f"kinds are {', '.join(RELATIONS)}; ids are the names of the files in records/",
        )
        for id_, paper in papers.items()
        for text in paper.relations
        if (other := text.split()[1]) not in names or other in (id_, *paper.aliases)
    ]


def _of_curators(
    papers: Mapping[PaperId, Paper], names: Mapping[str, PaperId]
) -> tuple[list[tuple[PaperId, RelationKind, PaperId, str]], set[tuple[PaperId, str, PaperId]]]:
    """(what curators added, what they took away); what leads to no record says nothing."""
    chosen: list[tuple[PaperId, RelationKind, PaperId, str]] = []
    refused: set[tuple[PaperId, str, PaperId]] = set()
    for id_, paper in papers.items():
        for text in paper.relations:
            kind, name = text.removeprefix("-").split()
            if other := names.get(name):
                if text.startswith("-"):
                    refused.add((id_, kind, other))
                else:
                    chosen += [(id_, known, other, "") for known in RELATIONS if known == kind]
    return chosen, refused


_Titled = Mapping[tuple[str, ...], Sequence[PaperId]]


def _notices(papers: Mapping[PaperId, Paper], titled: _Titled) -> Found:
    """Corrections and comments, by the title that theirs repeats."""
    for id_, paper in papers.items():
        if is_notice(paper.title):
            for other in _repeated(paper, _CORRECTS, papers, titled):
                yield id_, "corrects", other, "its title says so"
        else:
            for other in _repeated(paper, _COMMENTS, papers, titled, by_others=True):
                yield id_, "comments-on", other, "its title says so"


def _repeated(
    paper: Paper, pattern: re.Pattern[str], papers: Mapping[PaperId, Paper], titled: _Titled, *, by_others: bool = False
) -> list[PaperId]:
    """The papers whose title stands in that of another behind `Erratum to:`; `Reply to Comment on Owls` is about the
    comment, or about `Owls` where the catalog has no comment.
    """
    rest = paper.title
    while match := pattern.match(rest):
        rest = match["rest"]
        others = [id_ for id_ in titled.get(title_words(rest), ()) if id_ != paper.id]
        own = [id_ for id_ in others if _share(paper, papers[id_])]
        if own or others:
            return own or (others if by_others or len(others) == 1 else [])
    return []


def _parts(papers: Mapping[PaperId, Paper]) -> Found:
    """The parts of one work: `Owls, Part I` and `Owls, Part II: Feathers`, by one author at least."""
    works: defaultdict[tuple[str, ...], list[tuple[str, PaperId]]] = defaultdict(list)
    for id_, paper in papers.items():
        if part := _part_of(title_words(paper.title)):
            works[part[0]].append((part[1], id_))
    for of_work in works.values():
        for (number, one), (another, other) in combinations(sorted(of_work), 2):
            if number != another and _share(papers[one], papers[other]):
                yield one, "part-of", other, "their titles say so"


def _part_of(words: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """(the work, the part) that a title names: `owls` and `2` of `owls part 2 feathers`."""
    for place in range(1, len(words) - 1):
        mark, number = words[place], words[place + 1]
        if mark in _PARTS and (number.isdigit() or len(number) == 1):
            work = tuple(words[:place])
            return (work, number) if len({*work} - SMALL - KINDS) >= ENOUGH else None
    return None


def _versions(papers: Mapping[PaperId, Paper], titled: _Titled) -> Found:
    """Records of one title and authors that stand apart since they were printed twice, or have two identifiers."""
    for words, ids in titled.items():
        if 1 < len(ids) < CROWD and len({*words} - SMALL - KINDS) >= ENOUGH:
            for one, other in combinations(sorted(ids), 2):
                a, b = papers[one], papers[other]
                reason = other_place(a, b) or _other_ids(a, b)
                if reason and a.people and _share(a, b, half=True):
                    yield one, "version-of", other, f"same title and authors, {reason}"


def _other_ids(a: Paper, b: Paper) -> str:
    ours, theirs = dict(a.ids.items()), dict(b.ids.items())
    other = [SCHEMES[s].name for s in ours if s in theirs and ours[s] != theirs[s] and SCHEMES[s].parts]
    return f"another {' and '.join(other)}" if other else ""


def _share(a: Paper, b: Paper, *, half: bool = False) -> bool:
    """Whether somebody signs both, or half of the shorter list does; of a list that is not known nobody can tell."""
    signed = compare_authors(a.people, b.people)
    if signed is None:
        return not half
    return bool(signed.matched) and (not half or 2 * len(signed.matched) >= min(signed.ours, signed.theirs))
