"""What rulings.yml says of records and rows: whom a name in it means, and what is left out of the catalog."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from generator.clean.text import fold
from generator.model import SLUG, Paper, PaperId, Row
from generator.records.addresses import RESERVED
from generator.records.find import Named, index_names, is_fingerprint, names_in
from generator.records.settings import RULINGS, Ruling, Rulings

LIKE_TITLE = 80
"""Likeness of titles, one perhaps inside the other, below which a key is another paper's."""
TELLING = 4
"""Words that a title must have to say by itself which paper it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A name in a ruling, and what it stands for."""

    name: str
    found: tuple[Named, ...]


def meant_by(ruling: Ruling, index: Mapping[str, list[Named]]) -> list[Meant]:
    """What each name of a ruling stands for, in its order; `index` is that of `index_names`."""
    return [
        Meant(name=name, found=tuple(one for known in names_in(name) for one in index.get(known, ())))
        for name in ruling.names
    ]


def excluded_papers(papers: Mapping[PaperId, Paper], rulings: Rulings) -> dict[PaperId, Ruling]:
    """The records that are left out of the catalog, each with the ruling that says so."""
    if not rulings.excluded:
        return {}
    index = index_names(papers)
    return {
        one.paper: ruling for ruling in rulings.excluded for meant in meant_by(ruling, index) for one in meant.found
    }


def excluded_ids(
    papers: Mapping[PaperId, Paper], rulings: Rulings, out: Mapping[PaperId, Ruling]
) -> dict[PaperId, Ruling]:
    """Ids that papers have or had which are left out, each with its ruling; of a record that is still there with its
    title. `out` is that of `excluded_papers`. No id is among them that a record has, or had, that is not left out.
    """
    taken = {name for paper in papers.values() if paper.id not in out for name in (paper.id, *paper.aliases)}
    found: dict[PaperId, Ruling] = {}
    for id_, ruling in out.items():
        titled = replace(ruling, title=ruling.title or papers[id_].title)
        found |= dict.fromkeys((id_, *papers[id_].aliases), titled)
    for ruling in rulings.excluded:
        for name in filter(_is_id, ruling.names):
            found.setdefault(PaperId(name), ruling)
    return {id_: found[id_] for id_ in sorted(found) if id_ not in taken | RESERVED["papers"]}


def reserved(rulings: Rulings) -> frozenset[str]:
    """Ids that must not be issued: a new record that had one would be left out at once."""
    return frozenset(name for ruling in rulings.excluded for name in ruling.names)


def _is_id(name: str) -> bool:
    """Whether a name can be that of a record's page, and no row's fingerprint."""
    return bool(re.fullmatch(SLUG, name)) and len(name) <= 120 and not is_fingerprint(name)


class Exclusions:
    """Which rows are of papers that are left out."""

    def __init__(self, rulings: Rulings) -> None:
        entries = rulings.excluded[::-1]  # of two that name one paper, the first counts
        self._names = {known: one for one in entries for name in one.names for known in names_in(name)}
        self._titles = {fold(one.title): one for one in entries if len(one.title.split()) >= TELLING}

    def find(self, names: Iterable[str], title: str = "") -> Ruling | None:
        """The ruling on a paper that has one of these names, or a whole title that says which paper it is.

        Many files are called `library.bib`, and many keys `smith2020`: a row's key counts where the title is alike.
        """
        named = (self._names[name] for name in names if name in self._names and self._is_meant(name, title))
        return next(named, None) or self._titles.get(fold(title))

    def _is_meant(self, name: str, title: str) -> bool:
        ruled = fold(self._names[name].title)
        return not (name.startswith("key:") and ruled and title) or fuzz.partial_ratio(ruled, fold(title)) >= LIKE_TITLE

    def has(self, row: Row) -> bool:
        return self.find(names_of_row(row), row.facts.title) is not None


def names_of_row(row: Row) -> Iterator[str]:
    """All that a ruling may call a row that no record has yet."""
    yield f"row:{row.fingerprint}"
    if row.key:
        yield f"key:{row.capture}:{row.key}"
    elif ":" in row.capture:  # an answer from the network, `crossref:10.1000/x`, which is named after what was asked
        yield f"key:{row.capture}"
    yield f"title:{row.capture}:{fold(row.facts.title)}"
    yield from (f"{scheme}:{value}" for scheme, value in row.facts.ids.items())


def is_ruled(pair: tuple[PaperId, PaperId], rulings: Rulings, index: Mapping[str, list[Named]]) -> bool:
    """Whether a ruling says already what two records are to each other."""
    for kind in RULINGS[:2]:
        for ruling in getattr(rulings, kind):
            papers = {one.paper for meant in meant_by(ruling, index) for one in meant.found}
            if papers >= set(pair):
                return True
    return False
