"""What an object of JSON holds, whatever shape a service gives it this time: text out of lists, numbers and nulls."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def value_at(value: Any, *path: str) -> Any:
    """The value at a path of keys, None where there is none; of a list on the way, its first item counts."""
    for key in path:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_at(value: Any, *path: str) -> str:
    """The text or number at a path of keys, "" where there is none; of a list, that of its first item."""
    found = value_at(value, *path)
    found = found[0] if isinstance(found, list) and found else found
    return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def list_at(value: Any, *path: str) -> list[Any]:
    """The list at a path of keys; a single value is a list of one."""
    found = value_at(value, *path)
    return found if isinstance(found, list) else [] if found is None else [found]


def first_text(value: Any, *paths: tuple[str, ...]) -> str:
    """The first text that is not empty among those at several paths."""
    return next(filter(None, (text_at(value, *path) for path in paths)), "")


def texts_at(value: Any, fields: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, Any]:
    """Field → the first text at its paths."""
    return {field: first_text(value, *paths) for field, paths in fields.items()}


def leftover(value: dict[str, Any], used: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The members that no field took and that say something, the structured ones as JSON."""
    taken = set(used)
    rest = ((name, held) for name, held in value.items() if name not in taken and held not in (None, "", [], {}))
    return tuple((name, held if isinstance(held, str) else json.dumps(held, ensure_ascii=False)) for name, held in rest)
