"""Changes in files that people write, made in place: comments and layout stay as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.problems import CatalogError
from generator.records.settings import Ruling
from generator.records.store import as_scalar
from generator.records.yamlfile import is_nothing, parse_yaml

BOM = "\ufeff"


def read_text(path: Path) -> str:
    """The text of a file with its line ends as they are; of a file that is not there, none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} cannot be read: {error}; save it as UTF-8 text") from error


# --- rulings.yml -----------------------------------------------------------------------------------------------------


def with_ruling(text: str, kind: str, ruling: Ruling) -> tuple[str, int]:
    """The text of rulings.yml with one more entry at the end of a list, and the line of that entry.

    `excluded: []` becomes a list with a line for each entry, and a list that is missing comes last.
    """
    lines = _entry_lines(ruling)
    done = text.startswith(BOM) * BOM + _with_entry(text.removeprefix(BOM), kind, lines)
    before, after = _value(text), _value(done)
    there = before.get(kind)
    wanted = {**before, kind: [*(there if isinstance(there, list) else ()), _entry(ruling)]}
    document, _ = parse_yaml("rulings.yml", done)
    if after != wanted or document is None or not (is_nothing(there) or isinstance(there, list)):
        entry = f"{{{', '.join(lines)}}}"
        raise CatalogError(f"rulings.yml has a form that is not changed by program: put under `{kind}:` `- {entry}`")
    return done, document.line((kind, len(wanted[kind]) - 1))


def _entry(ruling: Ruling) -> dict[str, Any]:
    said = {"names": list(ruling.names), "title": ruling.title, "because": ruling.because}
    return {key: value for key, value in said.items() if value}


def _entry_lines(ruling: Ruling) -> list[str]:
    shown = {"names": f"[{', '.join(as_scalar(name, inside=True) for name in ruling.names)}]"}
    shown |= {key: as_scalar(value, inside=True) for key, value in _entry(ruling).items() if key != "names"}
    return [f"{key}: {value}" for key, value in shown.items()]


def _value(text: str) -> dict[str, Any]:
    document, _ = parse_yaml("rulings.yml", text)
    value = (document.value or {}) if document else None
    if not isinstance(value, dict):
        raise CatalogError("rulings.yml cannot be read: mend it first (`paper-catalog check` says where)")
    return value


def _with_entry(text: str, kind: str, lines: list[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    whole = text if text.endswith("\n") or not text else text + newline
    node = next((value for key, value in _pairs(_compose(text)) if key.value == kind), None)
    if node is None:
        return whole + f"{kind}:{_block(lines, 2, newline)}{newline}"
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _inserted(whole, _end(node), _block(lines, node.start_mark.column, newline))
    if isinstance(node, yaml.SequenceNode) and node.value:
        return _inserted(whole, _end(node.value[-1]), f", {{{', '.join(lines)}}}", line_end=False)
    start, end = node.start_mark.index, node.end_mark.index
    emptied = whole[:start].rstrip(" ") + whole[end:]  # `[]`, `~`, or nothing
    return _inserted(emptied, len(whole[:start].rstrip(" ")), _block(lines, 2, newline))


def _block(lines: list[str], indent: int, newline: str) -> str:
    heads = ["- ", *["  "] * (len(lines) - 1)]
    return "".join(f"{newline}{' ' * indent}{head}{line}" for head, line in zip(heads, lines, strict=True))


def _inserted(text: str, at: int, new: str, *, line_end: bool = True) -> str:
    """The text with something put in at a place, or at the end of its line, behind the comment that may be there."""
    if line_end:
        at = text.find("\n", at) if "\n" in text[at:] else len(text)
        at -= text[:at].endswith("\r")
    return text[:at] + new + text[at:]


def _end(node: yaml.Node) -> int:
    """Where a node's text ends; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    return int(end.index) - (end.column == 0 and end.index > node.start_mark.index)


# --- queries.yml -----------------------------------------------------------------------------------------------------


def with_renamed(text: str, old: str, new: str) -> tuple[str, int]:
    """The text of queries.yml in which every query for one paper asks for it by its new id, and how many do."""
    bare = text.removeprefix(BOM)
    places = list(_places(bare, old))
    for node in reversed(places):
        quote = node.style if node.style in ("'", '"') else ""
        shown = f"{quote}{new}{quote}" if quote else as_scalar(new, inside=True)
        bare = bare[: node.start_mark.index] + shown + bare[node.end_mark.index :]
    return text.startswith(BOM) * BOM + bare, len(places)


def _places(text: str, id_: str) -> Iterator[yaml.ScalarNode]:
    """The scalars under `papers` that hold the id."""
    root = _compose(text)
    for entry in root.value if isinstance(root, yaml.SequenceNode) else ():
        for key, value in _pairs(entry):
            if key.value == "papers" and isinstance(value, yaml.SequenceNode):
                yield from (one for one in value.value if isinstance(one, yaml.ScalarNode) and one.value == id_)


def _compose(text: str) -> yaml.Node | None:
    """The tree of a file; of one that is no YAML, none. Only Python's loader knows the places of all nodes alike."""
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value if isinstance(node, yaml.MappingNode) else ()
