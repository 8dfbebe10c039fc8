"""The index that a reader's browser searches: static files, of which a query fetches a few kilobytes.

    fold        text → words, as `engine/fold.js` does it
    fields      what of a paper is searched, and how it counts
    tokens      all words of all papers, as columns of numbers
    postings    term → papers, with how much it says of them (BM25F) and its place in titles and author lists
    shards      postings in sorted files
    phrases     places in abstracts, for phrases in quotes
    spellings   how else a word is written: in parts, or spelled out
    prefixes    the beginnings that too many words share
    vocabulary  words to correct a mistyped one to
    keys        titles and ids, found first
    documents   what a result shows
    facets      values by paper
    scripts     the scripts of a browser: `engine/`, which asks the index, and `browser/`, which shows answers

A browser reads `root.bin`, then at once the shards of all words, then the blocks of the first results: three round
trips, however many papers there are. All files but `engine.js` are gzipped here, since hosts differ in what they
compress, and browsers can unpack. Measured beside other engines: `benchmarks/README.md`.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import sqrt

import numpy as np

from generator.knowledge.catalog import Catalog
from generator.model import LINK_KINDS, TopicSlug
from generator.publish.search.coding import front_coded, pack
from generator.publish.search.documents import BLOCK, document_blocks, first_days, title_ranks
from generator.publish.search.facets import facet_files
from generator.publish.search.fields import paper_keys, paper_order
from generator.publish.search.keys import key_files
from generator.publish.search.phrases import find_places
from generator.publish.search.postings import BODY, SCALES, rank_terms
from generator.publish.search.prefixes import prefix_postings, wide_prefixes
from generator.publish.search.scripts import engine_script, view_scripts
from generator.publish.search.shards import cut, divide, make_table, shard
from generator.publish.search.spellings import other_spellings
from generator.publish.search.tokens import Tokens, read_tokens
from generator.publish.search.vocabulary import known_words, vocabulary_files

FOLDER = "search-index"
SCRIPTS = "search-scripts"
SMALLEST_SHARD, LARGEST_SHARD = 4_000, 20_000
"""Bytes before gzip; between them by the square root of the papers, so that neither shards nor their list grow big."""

Files = Iterator[tuple[str, bytes]]


@dataclass(slots=True)
class _Index:
    """What the root file says of the others, gathered as they are made."""

    size: int
    """Bytes of a shard before gzip."""
    files: dict[str, object] = field(default_factory=dict)
    """Part → what divides its files, front-coded, or how many there are."""
    counts: dict[str, int] = field(default_factory=dict)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def file(self, part: str, data: bytes) -> tuple[str, bytes]:
        """The next file of a part."""
        self.files[part] = self.counts[part] = self.counts.get(part, 0) + 1
        packed = pack(data)
        self.digest.update(packed)
        return f"{FOLDER}/{part}/{self.counts[part] - 1}.bin", packed

    def divided(self, part: str, dividers: Sequence[str]) -> None:
        if part in self.files:
            self.files[part] = front_coded(dividers)


def search_files(catalog: Catalog) -> Files:
    """The (path, bytes) of all that search needs: the scripts come with the index, since they must fit it, and former
    ids for the reading list, which may hold them."""
    scripts = ((f"{SCRIPTS}/{name}", data) for name, data in view_scripts(catalog))
    aliases = json.dumps(dict(sorted(catalog.redirects.items())), separators=(",", ":"))
    return chain(build_index(catalog), scripts, [(f"{SCRIPTS}/aliases.json", aliases.encode())])


def build_index(catalog: Catalog) -> Files:
    """The (path, bytes) of all files, below `search-index/`; the same papers give the same bytes."""
    index = _Index(size=int(min(LARGEST_SHARD, SMALLEST_SHARD + 50 * sqrt(len(catalog.newest)))))
    order = paper_order(catalog)
    yield from _term_files(index, read_tokens(catalog, order), other_spellings(catalog))
    numbers = {id_: n for n, id_ in enumerate(order)}
    pairs = ((key, numbers[id_]) for id_, paper in catalog.papers.items() for key in paper_keys(catalog, paper))
    for data in key_files(pairs):
        yield index.file("keys", data)
    for data in document_blocks(catalog, order):
        yield index.file("documents", data)
    for name, data in facet_files(catalog, order):
        yield index.file(f"facets/{name}", data)
    yield index.file("days", first_days(catalog, order))
    yield index.file("titles", title_ranks(catalog, order))
    root = {**_root(catalog), "files": index.files, "version": index.digest.hexdigest()[:8]}
    yield f"{FOLDER}/root.bin", pack(json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode())
    yield f"{FOLDER}/engine.js", engine_script()


def _root(catalog: Catalog) -> dict[str, object]:
    """What the browser must know first: years as (year, how many papers), topics as (slug, title, parents)."""
    slugs = list(catalog.topics)
    counts = [(year, len(papers)) for year, papers in catalog.years.items()]
    return {
        "format": 1,
        "papers": len(catalog.newest),
        "block": BLOCK,
        "scales": SCALES,
        "years": counts,
        "topics": [
            (slug, entry.topic.title, [slugs.index(TopicSlug(parent)) for parent in entry.topic.parents])
            for slug, entry in catalog.topics.items()
        ],
        "links": LINK_KINDS,
    }


def _term_files(index: _Index, tokens: Tokens, spellings: Mapping[str, str]) -> Files:
    """Terms, places, beginnings and vocabulary."""
    dividers: list[str] = []
    known: list[tuple[str, int]] = []
    shown: list[np.ndarray[tuple[int, int], np.dtype[np.int64]]] = []
    done = 0
    for piece in tokens.pieces():
        postings = rank_terms(piece)
        table, places = make_table(piece.terms, postings, spellings), find_places(piece, postings)
        for terms in cut(table, index.size):
            dividers += divide(tokens.terms, done + terms.start)
            yield index.file("terms", shard(table, terms))
            yield index.file("places", places.of(terms))
        known += known_words(piece.terms, postings)
        head = postings.section < BODY
        shown.append(np.stack((postings.term[head] + done, postings.doc[head])))
        done += len(piece.terms)
    index.divided("terms", dividers)
    prefixes = wide_prefixes(tokens.terms, dividers)
    if prefixes:
        yield from _prefix_files(index, tokens.terms, prefixes, np.concatenate(shown, axis=1))
    for name in ("words", "sdrow"):
        ends, files = vocabulary_files(known, backwards=name == "sdrow")
        for data in files:
            yield index.file(name, data)
        index.divided(name, ends)


def _prefix_files(
    index: _Index, terms: Sequence[str], prefixes: Sequence[str], shown: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> Files:
    table = make_table(prefixes, prefix_postings(terms, prefixes, shown[0], shown[1]))
    dividers: list[str] = []
    for own in cut(table, index.size):
        dividers += divide(prefixes, own.start)
        yield index.file("prefixes", shard(table, own))
    index.divided("prefixes", dividers)
