"""What an export format is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.knowledge.catalog import Catalog
from generator.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One format: what stands for a paper, and what around and between papers."""

    name: str
    """As `--format` takes it: `csl-json`."""
    label: str
    """As people call it: `CSL-JSON`."""
    suffix: str
    media_type: str
    entry: Callable[[Catalog, Paper], str]
    head: str = ""
    between: str = ""
    foot: str = ""
    loses: tuple[str, ...] = ()
    """What of a record does not come back when the file is read again: fields, or a case of `LOSSES`."""

    def render(self, catalog: Catalog, papers: Iterable[Paper]) -> Iterator[str]:
        """The file, in pieces."""
        return self.framed(self.entry(catalog, paper) for paper in papers)

    def framed(self, entries: Iterable[str]) -> Iterator[str]:
        """The file that the entries make."""
        yield self.head
        for number, entry in enumerate(entries):
            yield self.between + entry if number else entry
        yield self.foot
