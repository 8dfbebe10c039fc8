"""The index that a reader's browser searches: static files, of which a query fetches a few kilobytes.

    fold        text → words, as `engine.js` does it
    fields      what of a paper is searched, and how it counts
    tokens      all words of all papers, as columns of numbers
    postings    term → papers, with how much it says of them (BM25F) and its place in titles and author lists
    shards      postings in sorted files
    phrases     places in abstracts, for phrases in quotes
    prefixes    the beginnings that too many words share
    vocabulary  words to correct a mistyped one to
    keys        titles and ids, found first
    documents   what a result shows
    facets      values by paper
    engine.js   the browser's side

What is in the index, and why so: `site_src/docs/about/search.md`. All files but `engine.js` are gzipped.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from generator.catalog import Catalog
from generator.model import LINK_KINDS
from generator.search.coding import front_coded, pack
from generator.search.documents import BLOCK, document_blocks, title_ranks
from generator.search.facets import facet_file
from generator.search.fields import paper_keys
from generator.search.keys import key_files
from generator.search.phrases import find_places
from generator.search.postings import LEVELS, rank_terms
from generator.search.prefixes import prefix_postings, wide_prefixes
from generator.search.shards import boundaries, cut, make_table, shard
from generator.search.tokens import read_tokens
from generator.search.vocabulary import known_words, vocabulary_files

FOLDER = "search-index"
ENGINE = Path(__file__).with_name("engine.js")
SMALLEST_SHARD, LARGEST_SHARD = 4_000, 20_000
"""Bytes before gzip; between them by the square root of the papers, so that neither shards nor their list grow big."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The files of one kind, and what the root file says of them."""

    name: str
    files: Sequence[bytes] | Iterator[bytes]
    dividers: Sequence[str] = ()


def build_index(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """The (path, bytes) of all files, below `search-index/`; the same papers give the same bytes."""
    digest = hashlib.sha256()
    root = _root(catalog)
    counts: dict[str, object] = {}
    for part in _parts(catalog):
        count = 0
        for count, data in enumerate(part.files, 1):
            packed = pack(data)
            digest.update(packed)
            yield f"{FOLDER}/{part.name}/{count - 1}.bin", packed
        counts[part.name] = front_coded(part.dividers) if part.dividers else count
    root["files"] = counts
    root["version"] = digest.hexdigest()[:8]
    yield f"{FOLDER}/root.bin", pack(json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode())
    yield f"{FOLDER}/engine.js", ENGINE.read_bytes()


def _root(catalog: Catalog) -> dict[str, object]:
    """What the browser must know first: years as (year, first paper), topics as (slug, title, parents)."""
    slugs = list(catalog.topics)
    first = {year: catalog.newest.index(papers[0]) for year, papers in catalog.years.items()}
    return {
        "format": 1,
        "papers": len(catalog.newest),
        "block": BLOCK,
        "levels": LEVELS,
        "years": [*first.items()],
        "dated": sum(map(len, catalog.years.values())),
        "topics": [
            (slug, entry.topic.title, [slugs.index(parent) for parent in entry.topic.parents])
            for slug, entry in catalog.topics.items()
        ],
        "links": LINK_KINDS,
    }


def _parts(catalog: Catalog) -> Iterator[_Part]:
    tokens = read_tokens(catalog)
    postings = rank_terms(tokens)
    table = make_table(tokens.terms, postings)
    size = int(min(LARGEST_SHARD, SMALLEST_SHARD + 50 * sqrt(len(catalog.newest))))
    ranges = list(cut(table, size))
    dividers = boundaries(tokens.terms, ranges)
    yield _Part("terms", (shard(table, r) for r in ranges), dividers)
    places = find_places(tokens, postings)
    yield _Part("places", (places.of(r) for r in ranges))
    prefixes = wide_prefixes(tokens.terms, dividers)
    wide = make_table(prefixes, prefix_postings(tokens.terms, prefixes, postings))
    ranges = list(cut(wide, size))
    yield _Part("prefixes", (shard(wide, r) for r in ranges), boundaries(prefixes, ranges))
    known = known_words(tokens.terms, postings)
    for name in ("words", "sdrow"):
        ends, files = vocabulary_files(known, backwards=name == "sdrow")
        yield _Part(name, files, ends)
    numbers = {id_: n for n, id_ in enumerate(catalog.newest)}
    pairs = ((key, numbers[id_]) for id_, paper in catalog.papers.items() for key in paper_keys(catalog, paper))
    yield _Part("keys", key_files(pairs))
    yield _Part("documents", document_blocks(catalog))
    yield _Part("facets", [facet_file(catalog)])
    yield _Part("titles", [title_ranks(catalog)])
