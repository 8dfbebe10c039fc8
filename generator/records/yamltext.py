"""The entries of a YAML file as they stand in its text, so that one changes and all others keep every byte.

An entry goes from the line of its key to the last line of its value; comments and empty lines around it are not part
of it. Only files whose entries stand below each other are taken, not `{title: Owls}`.
"""

from collections.abc import Iterable

import yaml


def entries(text: str) -> dict[str, str]:
    """Key → its lines: `{"title": "title: Owls  # all of them\\n"}`. Empty for what is not such a file."""
    lines = text.splitlines(keepends=True)
    return {key: "".join(lines[first:last]) for key, (first, last) in _places(text).items()}


def without(text: str, keys: Iterable[str]) -> str:
    """The file without these entries."""
    lines = text.splitlines(keepends=True)
    places = _places(text)
    gone = {number for key in keys if key in places for number in range(*places[key])}
    return "".join(line for number, line in enumerate(lines) if number not in gone)


def with_entry(text: str, key: str, entry: str) -> str:
    """The file with the lines of an entry in the place of those of its key, or at the end."""
    places = _places(text)
    if key not in places:
        return (text.rstrip("\n") + "\n\n" if text.strip() else "") + entry
    lines, (first, last) = text.splitlines(keepends=True), places[key]
    return "".join([*lines[:first], entry, *lines[last:]])


def _places(text: str) -> dict[str, tuple[int, int]]:
    try:
        root = yaml.compose(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return {}
    lines = text.splitlines()
    starts = [key.start_mark.line for key, _ in root.value]
    places = {}
    for (key, _), first, end in zip(root.value, starts, [*starts[1:], len(lines)], strict=True):
        last = end
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        places[str(key.value)] = first, last
    return places
