"""What the script `take.js` must know to make the file of any list: which files hold all papers, and in which order."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.exports.lists import WHOLE, Download, downloads_of, usual_files
from generator.publish.search import SCRIPTS
from generator.publish.search.coding import pack


def take_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """`files.json`, and the ids of all papers in the order of those files, which parts by year have changed."""
    orders: dict[tuple[PaperId, ...], str] = {}
    formats = []
    for download in downloads_of(catalog, WHOLE, catalog.papers):
        order = tuple(chain.from_iterable(part.papers for part in download.parts))
        formats.append(_format(download, orders.setdefault(order, f"ids-{len(orders) + 1}.bin")))
    known = {"papers": [file.suffix for file in usual_files(catalog)], "formats": formats}
    yield f"{SCRIPTS}/files.json", json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    for order, name in orders.items():
        yield f"{SCRIPTS}/{name}", pack("\n".join(order).encode())


def _format(download: Download, ids: str) -> dict[str, Any]:
    export = download.export
    return {
        "label": export.label,
        "suffix": export.suffix,
        "type": export.media_type,
        "head": export.head,
        "between": export.between,
        "foot": export.foot,
        "ids": ids,
        "parts": [{"path": part.path, "papers": len(part.papers)} for part in download.parts],
    }
