"""What mkdocs.yml says of a catalog, without MkDocs: its name, its description, its addresses. [I/O]"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_NAMES = {"title": "site_name", "description": "site_description", "repository": "repo_url"}
"""Setting of catalog.yml → setting of MkDocs that says the same."""


class _Loader(yaml.SafeLoader):
    """YAML with `!ENV`, as MkDocs reads it; what another tag means is none of our business, and is nothing."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV [SITE_URL, ""]`: the first of the variables that is set, else the last entry."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    names = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
    found = [os.environ[str(name)] for name in names[:-1] if str(name) in os.environ]
    return yaml.safe_load(found[0]) if found else names[-1] if names else None


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def site_file(catalog: Path) -> Path | None:
    """The mkdocs.yml of a catalog: in its folder, or beside it."""
    places = (folder / "mkdocs.yml" for folder in (catalog, catalog.resolve().parent))
    return next((path for path in places if path.is_file()), None)


def read_site_file(path: Path) -> Mapping[str, Any]:
    """Its settings, and those of the file that it inherits from; raises ValueError where it cannot be read."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)  # a safe one
        base = found.get("INHERIT") if isinstance(found, dict) else None
        if isinstance(base, str):
            found = {**read_site_file(path.parent / base), **found}
    except (yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"{path}: {' '.join(str(error).split())}") from error
    return found if isinstance(found, dict) else {}


def said_of_catalog(catalog: Path) -> dict[str, str]:
    """What catalog.yml need not say again: `title`, `description`, and `repository` where it is an https address."""
    path = site_file(catalog)
    found = read_site_file(path) if path else {}
    said = {ours: found.get(theirs) for ours, theirs in _NAMES.items()}
    return {
        name: value for name, value in said.items()
        if isinstance(value, str) and value and (name != "repository" or value.startswith("https://"))
    }  # fmt: skip
