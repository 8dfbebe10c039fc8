"""A paper that is a mapping of YAML: an entry of a list, or the front matter of a file."""

from collections.abc import Iterator
from typing import Any

import yaml

from generator.clean.urls import parse_url
from generator.ids import SCHEMES
from generator.intake.readers.cells import Cell, Place, as_record
from generator.intake.readers.columns import LINK_FIELDS, column_named
from generator.intake.readers.json.objects import cells_of
from generator.intake.readers.markdown.labels import link_kind
from generator.intake.readers.persons import divider_of
from generator.intake.readers.yaml.yamlnodes import YamlMap
from generator.model import LINK_KINDS, Capture, RawRecord

_TAGS = ("tags", "tag", "categories", "category", "topics", "topic", "keyword")
_NAMES = {
    "conference": "venue",
    "publication": "venue",
    "booktitle": "venue",
    "pubdate": "date",
    "publication_date": "date",
}
_LABELS = ("name", "label", "title", "text", "type", "kind")
_ADDRESSES = ("url", "link", "href")


def is_paper(part: YamlMap, capture: Capture) -> bool:
    """Whether a mapping has a title and, beside it, authors, a date, an id or a link."""
    fields = {_column(name, capture).field for name, node in part.members.items() if _value(node)}
    return "title" in fields and bool(fields & {"authors", "date", "year", "venue", "abstract", *SCHEMES, *LINK_FIELDS})


def paper_of(
    reader: str, capture: Capture, part: YamlMap, lines: frozenset[int], more: tuple[tuple[str, str], ...] = ()
) -> RawRecord:
    """The row of a mapping, which uses these lines."""
    plain: dict[str, Any] = {}
    cells: list[Cell] = []
    links: list[tuple[str, str]] = []
    for name, node in part.members.items():
        value = _value(node)
        found = list(_links(name, value))
        links += found
        if found or value in ("", [], {}):
            continue
        if name.lower() in _TAGS:
            items = tuple(str(item) for item in (value if isinstance(value, list) else [value]))
            cells.append(Cell(column=column_named("keywords"), text="; ".join(items), items=(*items, "")))
        else:
            plain[_named(name, capture)] = value
    texts = [
        text for name, text in plain.items() if isinstance(text, str) and _column(name, capture).field == "authors"
    ]
    found_cells, leftover = cells_of(
        plain, capture.columns, {name: divider_of(texts) or "," for name in plain if texts}
    )
    cells += found_cells
    cells.append(Cell(column=column_named("links"), text="", links=tuple(dict.fromkeys(links))))
    listed = capture.lines
    text = "\n".join(listed[number - 1] for number in sorted(lines))
    return as_record(Place(reader=reader, capture=capture, lines=lines, text=text), cells, (*leftover, *more))


def _named(name: str, capture: Capture) -> str:
    known = column_named(name, capture.columns).field
    return _NAMES.get(name.lower(), name) if not known else name


def _column(name: str, capture: Capture) -> Any:
    return column_named(_named(name, capture), capture.columns)


def _value(node: yaml.Node) -> Any:
    """A node as plain texts, lists and objects; YAML's own words for nothing are nothing."""
    if isinstance(node, yaml.SequenceNode):
        return [found for item in node.value if (found := _shallow(item)) not in ("", [], {})]
    return _shallow(node)


def _shallow(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(node.value.split()) if node.style != "|" else node.value.strip()
        return "" if text in ("~", "null", "None", "N/A", "nan") else text
    if isinstance(node, yaml.MappingNode):
        pairs = ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return {key: value.value.strip() for key, value in pairs if isinstance(value, yaml.ScalarNode)}
    return [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]


def _links(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """The (kind, address) pairs of a value that consists of addresses: by the key's name, or by that of each."""
    if isinstance(value, str):
        if "://" in value and (address := parse_url(value)) and column_named(name).field not in SCHEMES:
            yield _kind(name, address), address
        return
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            yield from _links_of(item)
        elif isinstance(item, str) and "://" in item and (address := parse_url(item)):
            yield _kind(name, address), address


def _links_of(item: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Of `{name: code, url: …}`, and of `{code: …}`."""
    url = next((item[key] for key in _ADDRESSES if item.get(key)), "")
    if address := parse_url(url):
        label = next((item[key] for key in _LABELS if item.get(key)), "")
        yield _kind(label, address), address
        return
    for name, text in item.items():
        if "://" in text and (address := parse_url(text)):
            yield _kind(name, address), address


def _kind(label: str, address: str) -> str:
    kind = link_kind(label.replace("_", " "), address)
    return kind if kind in LINK_KINDS else ""
