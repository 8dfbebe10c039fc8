"""The files that a list of papers can be downloaded as: one a format, or several where one would be too large."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.exports import EXPORTS, Export

INDEX = ".parts.txt"
"""Behind the name of a file that is split: the list of its parts, one name a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file."""

    path: str
    """Relative to the site: `topics/long-context.bib`, `catalog.2023.bib`, `catalog.2023.2.bib`."""
    papers: tuple[PaperId, ...]
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A list of papers in one format."""

    export: Export
    path: str
    """Where it begins: the file, or the index of its parts."""
    parts: tuple[Part, ...]

    @property
    def whole(self) -> bool:
        return len(self.parts) == 1

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)


def lists(catalog: Catalog) -> Iterator[tuple[str, tuple[PaperId, ...]]]:
    """(path without suffix, papers) of every list that can be downloaded: `topics/long-context`.

    An author of one paper has none: that paper's own files hold the same.
    """
    yield "catalog", tuple(catalog.papers)
    yield from ((f"topics/{slug}", topic.papers) for slug, topic in catalog.topics.items())
    yield from ((f"venues/{slug}", venue.papers) for slug, venue in catalog.venues.items())
    yield from ((f"years/{year}", papers) for year, papers in catalog.years.items())
    yield from ((f"authors/{slug}", author.papers) for slug, author in catalog.authors.items() if author.papers[1:])


def downloads_of(catalog: Catalog, stem: str, papers: Iterable[PaperId]) -> list[Download]:
    """The list in every format, its papers in id order."""
    ids = sorted(papers)
    return [_download(catalog, export, stem, ids) for export in EXPORTS]


def _download(catalog: Catalog, export: Export, stem: str, ids: Sequence[PaperId]) -> Download:
    whole = _part(catalog, export, f"{stem}{export.suffix}", ids)
    if whole.size <= catalog.settings.largest_file or len(ids) < 2:
        return Download(export=export, path=whole.path, parts=(whole,))
    return Download(export=export, path=whole.path + INDEX, parts=tuple(_by_year(catalog, export, stem, ids)))


def _by_year(catalog: Catalog, export: Export, stem: str, ids: Sequence[PaperId]) -> Iterator[Part]:
    """A part for each year; of a year that is still too large several, numbered."""

    def year(id_: PaperId) -> str:
        return str(catalog.papers[id_].year or "undated")

    for name, group in groupby(sorted(ids, key=lambda id_: (year(id_), id_)), year):
        runs = list(_runs(catalog, export, list(group)))
        for number, run in enumerate(runs, 1):
            mark = f".{number}" if len(runs) > 1 else ""
            yield _part(catalog, export, f"{stem}.{name}{mark}{export.suffix}", run)


def _runs(catalog: Catalog, export: Export, ids: Sequence[PaperId]) -> Iterator[list[PaperId]]:
    """As many papers in each as fit; one that does not fit alone stands alone."""
    run: list[PaperId] = []
    for id_ in ids:
        if run and _size(catalog, export, [*run, id_]) > catalog.settings.largest_file:
            yield run
            run = []
        run.append(id_)
    yield run


def _part(catalog: Catalog, export: Export, path: str, ids: Sequence[PaperId]) -> Part:
    return Part(path=path, papers=tuple(ids), size=_size(catalog, export, ids))


def _size(catalog: Catalog, export: Export, ids: Sequence[PaperId]) -> int:
    sizes = catalog.entry_sizes or EntrySizes(catalog)
    frame = len((export.head + export.between * (len(ids) - 1) + export.foot).encode())
    return frame + sum(sizes[id_][export.name] for id_ in ids)


class EntrySizes(Mapping[PaperId, Mapping[str, int]]):
    """Paper → format → bytes of its entry, each made when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[PaperId, Mapping[str, int]] = {}

    def __getitem__(self, id_: PaperId) -> Mapping[str, int]:
        if id_ not in self._known:
            paper = self._catalog.papers[id_]
            self._known[id_] = {export.name: len(export.entry(self._catalog, paper).encode()) for export in EXPORTS}
        return self._known[id_]

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._catalog.papers)

    def __len__(self) -> int:
        return len(self._catalog.papers)
