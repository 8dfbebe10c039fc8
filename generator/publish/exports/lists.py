"""The files that a list of papers can be downloaded as: one a format, or several where one would be too large.

Of a large catalog only the whole is there, packed; see `publish/weight`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish import weight
from generator.publish.exports import EXPORTS, PAPER_FILES, Export
from generator.publish.search.coding import pack

WHOLE = "catalog"
"""The path of the list of all papers, without suffix."""
PACKED = ".gz"
INDEX = ".parts.txt"
"""Behind the name of a file that is split: the list of its parts, one name a line."""
_SAMPLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file."""

    path: str
    """Relative to the site: `topics/long-context.bib`, `catalog.2023.bib`, `catalog.2023.2.bib`."""
    papers: tuple[PaperId, ...]
    size: int
    """In bytes; of a packed file about so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A list of papers in one format."""

    export: Export
    path: str
    """Where it begins: the file, or the index of its parts."""
    parts: tuple[Part, ...]
    packed: bool = False

    @property
    def whole(self) -> bool:
        return len(self.parts) == 1

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)


def usual_files(catalog: Catalog) -> list[Export]:
    """The files that every paper has beside its page."""
    return [file for file in PAPER_FILES if weight.has_usual_file(catalog, file.name)]


def paper_files(catalog: Catalog, paper: PaperId) -> list[Export]:
    """The files beside a paper's page."""
    return [file for file in PAPER_FILES if weight.has_file(catalog, paper, file.name)]


def lists(catalog: Catalog) -> Iterator[tuple[str, tuple[PaperId, ...]]]:
    """(path without suffix, papers) of every list that can be downloaded: `topics/long-context`.

    An author of one paper has none: that paper's own files hold the same.
    """
    yield WHOLE, tuple(catalog.papers)
    if not weight.every_list(catalog):
        return
    yield from ((f"topics/{slug}", topic.papers) for slug, topic in catalog.topics.items())
    yield from ((f"venues/{slug}", venue.papers) for slug, venue in catalog.venues.items())
    yield from ((f"years/{year}", papers) for year, papers in catalog.years.items())
    yield from ((f"authors/{slug}", author.papers) for slug, author in catalog.authors.items() if author.papers[1:])


def downloads_of(
    catalog: Catalog, stem: str, papers: Iterable[PaperId], *, measured: bool = False
) -> list[Download]:
    """The list in every format, its papers in id order; nothing for what a reader's browser makes by itself.

    Packed files have no size unless they are `measured`, which takes a while.
    """
    ids = sorted(papers)
    if weight.every_list(catalog):
        return [_download(catalog, export, stem, ids) for export in EXPORTS]
    if stem != WHOLE:
        return []
    held = [export for export in EXPORTS if weight.has_whole(catalog, export.name)]
    return [_packed(catalog, export, ids, measured=measured) for export in held]


def _packed(catalog: Catalog, export: Export, ids: Sequence[PaperId], *, measured: bool) -> Download:
    """The whole catalog, in parts of so many papers as one file may hold: all formats are divided alike."""
    runs = [ids[start : start + catalog.limits.part] for start in range(0, len(ids), catalog.limits.part)]
    size = _packed_size(catalog, export) if measured else 0
    parts = (
        Part(path=f"{WHOLE}{f'.{number}' if runs[1:] else ''}{export.suffix}{PACKED}", papers=tuple(run),
             size=round(size * len(run)))
        for number, run in enumerate(runs, 1)
    )
    path = f"{WHOLE}{export.suffix}{PACKED}{INDEX if runs[1:] else ''}"
    return Download(export=export, path=path, parts=tuple(parts), packed=True)


def _packed_size(catalog: Catalog, export: Export) -> float:
    """Bytes a paper, from a sample: to render and pack all for the sizes on one page costs as much as the files."""
    papers = list(catalog.papers.values())
    sample = papers[:: max(1, len(papers) // _SAMPLE)]
    return len(packed("".join(export.render(catalog, sample)))) / len(sample)


def packed(text: str) -> bytes:
    """As gzip packs a file, with neither its name nor the time."""
    return pack(text.encode(), level=4)  # the highest take three times as long for one byte in twenty


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
    sizes = sized(catalog).entry_sizes or {}
    frame = len((export.head + export.between * (len(ids) - 1) + export.foot).encode())
    return frame + sum(sizes[id_][export.name] for id_ in ids)


def sized(catalog: Catalog) -> Catalog:
    """The catalog with the size of every entry, which the pages of lists ask for again and again."""
    return catalog if catalog.entry_sizes else replace(catalog, entry_sizes=EntrySizes(catalog))


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
