"""A catalog on several sites: which of them has what, and where that is.

Every site has what leads into the catalog: home, the indexes of all lists, search, scripts. The rest is dealt out by a
hash of its address, so that each site, and each reader's browser, knows where anything lies without asking. The same
function stands in `search/browser/shards.js`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from generator.knowledge.catalog import Catalog
from generator.problems import CatalogError
from generator.records.settings import Settings

C = TypeVar("C")
_DEALT = re.compile(
    r"(?:papers|authors|topics|venues|years)/(?!index\.)|changes/\d|catalog\.|search-index/.*/|search-scripts/ids-"
)
_STEM = re.compile(r"(?:[^/]*/)*[^/.]*(?:\.\d[^/.]*)*")
"""The address without its ending: `papers/lory-24.csl.json` → `papers/lory-24`, `catalog.2.bib.gz` → `catalog.2`."""
_UNFILLED = b"const OWN = 0, SHARDS = [];"


def as_shard(catalog: Catalog, text: str) -> Catalog:
    """The catalog as one of its sites has it, `2/3`; all of it without text."""
    if not text:
        return catalog
    number = _number(text, catalog.settings)
    return replace(catalog, shard=number, site_url=catalog.settings.shards[number - 1])


def _number(text: str, settings: Settings) -> int:
    """`2/3` → 2. CatalogError where catalog.yml does not say where those three lie."""
    found = re.fullmatch(r"(\d+)/(\d+)", text, re.ASCII)
    number, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= count:
        raise CatalogError(f"found --shard {text}, expected the number of a site and of how many, such as 2/3")
    if len(settings.shards) != count:
        raise CatalogError(
            f"found {len(settings.shards) or 'no'} addresses under `shards` in catalog.yml, expected {count}, one for"
            f" each site, in their order: `shards: [https://OWNER.github.io/papers-1/, …]`"
        )
    return number


def shard_of(path: str, count: int) -> int:
    """The site, from 1 to `count`, that has what lies at an address: a page, and whatever has its name.

    FNV-1a of the address without its ending, in UTF-8, since that takes a browser one line.
    """
    stem = _STEM.match(path)
    return _hash(stem[0] if stem else "") % count + 1


@lru_cache(maxsize=1 << 16)
def _hash(text: str) -> int:
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def has(catalog: Catalog, path: str) -> bool:
    """Whether this site has it: everything, unless it is one of several."""
    return not base(catalog, path)


def base(catalog: Catalog, path: str) -> str:
    """The address of the site that has a file, a page by either of its endings; empty where that is this one."""
    if not catalog.shard or not _DEALT.match(path):
        return ""
    number = shard_of(path, len(catalog.settings.shards))
    return "" if number == catalog.shard else catalog.settings.shards[number - 1]


def own(catalog: Catalog, files: Iterable[tuple[str, C]]) -> Iterator[tuple[str, C]]:
    """Those of the (path, content) files that this site has."""
    return ((path, content) for path, content in files if has(catalog, path))


def told(catalog: Catalog, script: bytes) -> bytes:
    """The script `shards.js`, which knows then which site it is of, and where the others lie."""
    if not catalog.shard:
        return script
    known = f"const OWN = {catalog.shard}, SHARDS = {json.dumps(catalog.settings.shards)};"
    assert script.count(_UNFILLED) == 1
    return script.replace(_UNFILLED, known.encode())
