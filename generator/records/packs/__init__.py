"""Packs: what people of one field need, to start with. A folder here is one, with `topics.yml` and `venues.yml`. [I/O]

A catalog that names a pack under `packs` in catalog.yml has its venues, from here; `paper-catalog pack NAME` also puts
its topics into topics.yml, where they are the keeper's own. To add a pack: a folder, with both files.
"""

from pathlib import Path

import yaml

from generator.files import write_file
from generator.problems import CatalogError
from generator.records.yamltext import entries, with_entry

EVERY_FIELD = Path(__file__).parent
"""Its own `venues.yml` holds what every catalog knows."""


def pack_names() -> tuple[str, ...]:
    """Those that come with this version."""
    return tuple(sorted(path.parent.name for path in EVERY_FIELD.glob("*/venues.yml")))


def pack_folder(name: str) -> Path:
    """Where its files lie."""
    return EVERY_FIELD / name


def name_pack(text: str, name: str) -> str:
    """catalog.yml with a pack among its `packs`; what else it says stays as it is."""
    try:
        value = yaml.load(text, yaml.BaseLoader) or {}
    except yaml.YAMLError:
        value = None
    if not isinstance(value, dict) or (value and not entries(text)):
        raise CatalogError(f"catalog.yml is not a list of settings below each other: write `packs: [{name}]` into it")
    named = [pack for pack in value.get("packs") or () if pack != name]
    return with_entry(text, "packs", f"packs: [{', '.join([*named, name])}]\n")


def add_pack(catalog: Path, name: str) -> tuple[str, ...]:
    """Gives a catalog a pack: its venues by name, its topics into topics.yml; returns those that were not there."""
    if not catalog.is_dir():
        raise CatalogError(f"{catalog} is no catalog: there is no such folder")
    settings, topics = (_text(catalog / file) for file in ("catalog.yml", "topics.yml"))
    named = name_pack(settings, name)
    offered = entries(_text(pack_folder(name) / "topics.yml"))
    new = {slug: entry for slug, entry in offered.items() if slug not in entries(topics)}
    for slug, entry in new.items():
        topics = with_entry("" if topics.strip() == "{}" else topics, slug, entry)
    write_file(catalog / "topics.yml", topics)
    write_file(catalog / "catalog.yml", named)
    return tuple(new)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""
