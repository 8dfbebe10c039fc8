"""Changes in files that people write, made in place: comments and layout stay as they are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.model import Paper
from generator.problems import CatalogError
from generator.records.settings import Ruling
from generator.records.store import KEYS, as_plain, as_scalar, as_yaml, key_lines
from generator.records.yamlfile import as_checked, is_nothing, parse_yaml

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


def with_ruling(text: str, kind: str, ruling: Ruling, *, short: bool = False) -> tuple[str, int]:
    """The text of rulings.yml with one more entry at the end of a list, and the line of that entry.

    `excluded: []` becomes a list with a line for each entry, and a list that is missing comes last. A `short` entry
    takes one line.
    """
    lines = [_short(_entry_lines(ruling))] if short else _entry_lines(ruling)
    done = text.startswith(BOM) * BOM + _with_entry(text.removeprefix(BOM), kind, lines)
    before, after = _value(text), _value(done)
    there = before.get(kind)
    entry_ = _entry(ruling)
    said = entry_["names"] if short and len(entry_) == 1 else entry_
    wanted = {**before, kind: [*(there if isinstance(there, list) else ()), said]}
    document, _ = parse_yaml("rulings.yml", done)
    if after != wanted or document is None or not (is_nothing(there) or isinstance(there, list)):
        entry = _flowing(lines)
        raise CatalogError(f"rulings.yml has a form that is not changed by program: put under `{kind}:` `- {entry}`")
    return done, document.line((kind, len(wanted[kind]) - 1))


def _entry(ruling: Ruling) -> dict[str, Any]:
    said = {"names": list(ruling.names), "title": ruling.title, "because": ruling.because}
    return {key: value for key, value in said.items() if value}


def _entry_lines(ruling: Ruling) -> list[str]:
    shown = {"names": f"[{', '.join(as_scalar(name, inside=True) for name in ruling.names)}]"}
    shown |= {key: as_scalar(value, inside=True) for key, value in _entry(ruling).items() if key != "names"}
    return [f"{key}: {value}" for key, value in shown.items()]


def _short(lines: Sequence[str]) -> str:
    """`[lory-2024, lori-2023]` where names are all it has, else `{names: […], because: …}`."""
    return lines[0].removeprefix("names: ") if len(lines) == 1 else f"{{{', '.join(lines)}}}"


def _flowing(lines: Sequence[str]) -> str:
    """An entry as it stands in a list that is in brackets."""
    return lines[0] if lines[0].startswith(("[", "{")) else f"{{{', '.join(lines)}}}"


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
        return _inserted(whole, _end(node.value[-1]), f", {_flowing(lines)}", line_end=False)
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


# --- A record --------------------------------------------------------------------------------------------------------


def with_record(text: str, before: Paper, after: Paper) -> str:
    """The text of a record's file with only those keys changed that say something else now.

    Where its layout does not let one be changed by itself, the record is written as an import writes it.
    """
    old, new = as_plain(before), as_plain(after)
    bare = text.removeprefix(BOM)
    for key in KEYS:
        if old.get(key) != new.get(key):
            bare = _with_key(bare, key, old.get(key), new.get(key))
    document, problems = parse_yaml("", bare)
    read = as_checked(document, Paper, id=after.id)[0] if document and not problems else None
    return text.startswith(BOM) * BOM + bare if read == after else as_yaml(after)


def _with_key(text: str, key: str, old: Any, new: Any) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    pairs = {str(name.value): (name, value) for name, value in _pairs(_compose(text))}
    lines = newline.join(key_lines(key, new)) if new else ""
    if key not in pairs:
        return _with_new_key(text, pairs, key, lines, newline)
    name, node = pairs[key]
    start, end = name.start_mark.index, _end(node)
    if not new:
        behind = text.find("\n", end)
        return text[:start] + (text[behind + 1 :] if behind >= 0 else "")
    if isinstance(old, list) and isinstance(new, list) and new[:-1] == old and isinstance(node, yaml.SequenceNode):
        return _with_item(text, node, new[-1], newline)
    return text[:start] + lines + text[end:]


def _with_new_key(text: str, pairs: dict[str, tuple[yaml.Node, yaml.Node]], key: str, lines: str, newline: str) -> str:
    """Behind the nearest of the keys that stand before it in a record."""
    above = [pairs[name][1] for name in KEYS[: KEYS.index(key)] if name in pairs]
    return _inserted(text, _end(above[-1]), newline + lines) if above else lines + newline + text


def _with_item(text: str, node: yaml.SequenceNode, item: Any, newline: str) -> str:
    shown = key_lines("", [item])[1].removeprefix("  - ")
    if node.flow_style:
        return _inserted(text, _end(node.value[-1]), f", {shown}", line_end=False)
    return _inserted(text, _end(node), f"{newline}{' ' * node.start_mark.column}- {shown}")


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
