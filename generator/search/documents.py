"""What a result shows of a paper, in blocks of a few; and the order of titles."""

import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from generator.catalog import Catalog
from generator.model import LINK_KINDS, Paper, TopicSlug
from generator.search.fields import abstract_of
from generator.search.fold import fold

BLOCK = 4
"""Papers in a block. Results lie scattered: 8 cost 16 KB for ten results, 4 cost 9 KB and twice the files."""
AUTHORS = 6
"""Names that a result shows at most."""
OPENING = 140
"""Characters of the summary, or else of the abstract, that a result shows at most."""


def document_blocks(catalog: Catalog) -> Iterator[bytes]:
    """Blocks of `[id, title, authors, how many authors, date, venue, topics, kinds of link, opening]` arrays."""
    topics = {slug: n for n, slug in enumerate(catalog.topics)}
    for start in range(0, len(catalog.newest), BLOCK):
        papers = [catalog.papers[id_] for id_ in catalog.newest[start : start + BLOCK]]
        rows = [_document(catalog, paper, topics) for paper in papers]
        yield json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _document(catalog: Catalog, paper: Paper, topics: Mapping[TopicSlug, int]) -> Sequence[object]:
    kinds = {link.kind for link in paper.links}
    return (
        paper.id,
        catalog.heading(paper),
        [author.name for author in paper.people[:AUTHORS]],
        len(paper.people),
        paper.date,
        paper.venue,
        [topics[match.topic] for match in catalog.paper_topics[paper.id]],
        sum(1 << n for n, kind in enumerate(LINK_KINDS) if kind in kinds),
        opening(paper.summary or abstract_of(catalog, paper)),
    )


def opening(text: str) -> str:
    """The first words, with `…` where more follow."""
    if len(text) <= OPENING:
        return text
    cut = text[:OPENING]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"


def title_ranks(catalog: Catalog) -> bytes:
    """Each paper's place in the order of titles, three bytes a paper, one column a byte."""
    titles = [fold(catalog.heading(catalog.papers[id_])) for id_ in catalog.newest]
    ranks = np.empty(len(titles), np.int64)
    ranks[sorted(range(len(titles)), key=lambda n: (titles[n], catalog.newest[n]))] = np.arange(len(titles))
    return b"".join((ranks >> shift & 255).astype(np.uint8).tobytes() for shift in (0, 8, 16))
