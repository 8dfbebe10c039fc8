"""What rulings.yml says of records and rows: whom a name in it means, and what is left out of the catalog."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.clean.text import fold
from generator.model import Paper, PaperId, Row
from generator.problems import Problem
from generator.records.find import Named, index_names, names_in
from generator.records.settings import RULINGS, Ruling, Rulings

PATH = "rulings.yml"
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


class Exclusions:
    """Which rows are of papers that are left out."""

    def __init__(self, rulings: Rulings) -> None:
        self._names = {known for ruling in rulings.excluded for name in ruling.names for known in names_in(name)}
        self._titles = {fold(ruling.title) for ruling in rulings.excluded if len(ruling.title.split()) >= TELLING}

    def has(self, row: Row) -> bool:
        """Whether one of the row's names is excluded, or a whole title that says which paper it is."""
        return fold(row.facts.title) in self._titles or any(name in self._names for name in names_of_row(row))


def names_of_row(row: Row) -> Iterator[str]:
    """All that a ruling may call a row that no record has yet."""
    yield f"row:{row.fingerprint}"
    yield f"key:{row.capture}:{row.key}" if row.key else f"key:{row.capture}"
    yield f"title:{row.capture}:{fold(row.facts.title)}"
    yield from (f"{scheme}:{value}" for scheme, value in row.facts.ids.items())


def check_rulings(papers: Mapping[PaperId, Paper], rulings: Rulings) -> list[Problem]:
    """Names that nothing has, rulings that say nothing, and rulings against each other."""
    index = index_names(papers)
    return [*_unknown(rulings, index), *_idle(rulings, index), *_contrary(rulings, index)]


def _unknown(rulings: Rulings, index: Mapping[str, list[Named]]) -> Iterator[Problem]:
    """Of what is left out nothing needs to be here; and an answer of the network that was ruled out never is."""
    for kind in ("same", "different"):
        for ruling in getattr(rulings, kind):
            for meant in meant_by(ruling, index):
                if not meant.found and not meant.name.startswith(("arxiv:", "crossref:", "openalex:")):
                    yield _problem(
                        ruling,
                        "unknown-name",
                        f"`{kind}`: found `{meant.name}`, expected a record's id, a former id, a DOI, an arXiv id, "
                        "a row's fingerprint, or a row by file and key, that the records have",
                        "`paper-catalog explain ID` shows the names that a record and its rows have",
                    )


def _idle(rulings: Rulings, index: Mapping[str, list[Named]]) -> Iterator[Problem]:
    """Rulings whose names all mean one thing."""
    for kind in ("same", "different"):
        for ruling in getattr(rulings, kind):
            meant = [one.found for one in meant_by(ruling, index)]
            alone = all(meant) and len({(one.paper, one.sources) for found in meant for one in found}) == 1
            if len(set(ruling.names)) < 2 or (kind == "different" and alone):
                shown = f"`{ruling.names[0]}`"
                yield _problem(
                    ruling,
                    "idle-ruling",
                    f"`{kind}`: found names that all mean {shown}, expected those of two papers",
                    "name the rows, by fingerprint or as `file:key`: `paper-catalog explain ID` shows them",
                )


def _contrary(rulings: Rulings, index: Mapping[str, list[Named]]) -> Iterator[Problem]:
    """Two papers that one ruling joins and another parts."""
    for same in rulings.same:
        ours = {one for meant in meant_by(same, index) for one in (meant.found or (meant.name,))}
        for different in rulings.different:
            theirs = [{*(meant.found or (meant.name,))} for meant in meant_by(different, index)]
            if sum(bool(ours & found) for found in theirs) > 1 or len({*same.names} & {*different.names}) > 1:
                yield _problem(
                    different,
                    "contrary-rulings",
                    f"`different`: found {_listed(different)}, which line {same.line} calls the same",
                    "keep one of the two",
                )


def _listed(ruling: Ruling) -> str:
    return ", ".join(f"`{name}`" for name in ruling.names)


def _problem(ruling: Ruling, code: str, message: str, hint: str) -> Problem:
    return Problem(path=PATH, line=ruling.line or None, code=code, message=message, hint=hint)


def is_ruled(pair: tuple[PaperId, PaperId], rulings: Rulings, index: Mapping[str, list[Named]]) -> bool:
    """Whether a ruling says already what two records are to each other."""
    for kind in RULINGS[:2]:
        for ruling in getattr(rulings, kind):
            papers = {one.paper for meant in meant_by(ruling, index) for one in meant.found}
            if papers >= set(pair):
                return True
    return False
