"""The scripts that a reader's browser runs: the engine, joined into one file, and the views, a file each. [I/O]"""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.knowledge.catalog import Catalog
from generator.publish import shards

ENGINE = Path(__file__).with_name("engine")
MODULES = ("fold", "query", "files", "index", "match", "spellings", "rank", "facets", "engine")
"""The parts of the engine. Each imports only from those before it, and the last one says what leaves the engine."""
VIEWS = Path(__file__).with_name("browser")

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(async )?(function|class|const) )", re.M)


def engine_script() -> bytes:
    """The engine's modules one after another, as one module: each file more would be a round trip more.

    `import { fold } from "./fold.js";` goes, and so does the `export` of `export function fold(text) {`.
    """
    texts = ((ENGINE / f"{name}.js").read_text(encoding="utf-8") for name in MODULES)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts).encode()


def view_scripts(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) pairs."""
    for path in sorted(VIEWS.glob("*.js")):
        yield path.name, shards.told(catalog, path.read_bytes()) if path.name == "shards.js" else path.read_bytes()
