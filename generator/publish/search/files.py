"""All that search needs in the site: the index, the scripts of the search's face, and the papers' former ids."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from generator.knowledge.catalog import Catalog
from generator.publish.search import build_index

BROWSER = Path(__file__).with_name("browser")
FOLDER = "finder"


def search_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) pairs. The scripts come with the index, since they must fit it."""
    scripts = ((f"{FOLDER}/{path.name}", path.read_bytes()) for path in sorted(BROWSER.glob("*.js")))
    aliases = json.dumps(dict(sorted(catalog.redirects.items())), separators=(",", ":"))
    return chain(build_index(catalog), scripts, [(f"{FOLDER}/aliases.json", aliases.encode())])
