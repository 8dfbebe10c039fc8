"""A catalog of which it is noted what is read, so that what was made of it can be known to be still the same.

The idea is that of build systems which verify traces (“Build Systems à la Carte”, Mokhov et al. 2018): nobody states
what a page depends on, and nobody can forget to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import Any, TypeAlias, overload

from generator.knowledge.catalog import Catalog
from generator.model import Paper

Read: TypeAlias = tuple[str, str, str]
"""(list of the catalog, key, attribute): `("topics", "long-context", "topic")`; the key is `KEYS` for all keys, the
attribute empty for the whole entry, and `THERE` for whether there is one."""
KEYS, THERE = "\0keys", "\0there"
_NOTHING = b"\0nothing"


class Notebook:
    """Hands out the catalog, and notes what is read of it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reads: dict[Read, None] = {}
        values = {field.name: getattr(catalog, field.name) for field in fields(catalog)}
        self.catalog = Catalog(**{name: self._noted(name, value) for name, value in values.items()})
        """The same to whoever reads it. Its settings are not noted: they are part of everything."""

    def _noted(self, name: str, value: object) -> Any:
        if isinstance(value, Mapping):
            return _NotedMapping(name, value, self._reads)
        return _NotedSequence(name, value, self._reads) if isinstance(value, tuple) else value

    def take(self) -> list[Read]:
        """What was read since the last time, each once, in the order of the first reading."""
        reads = list(self._reads)
        self._reads.clear()
        return reads

    def digest(self, read: Read) -> bytes:
        """One of what is there to be read now."""
        name, key, attribute = read
        value = getattr(self._catalog, name, None)
        if key == KEYS:
            said = repr(tuple(value) if value is not None else None).encode()
        else:
            value = _entry(value, key)
            if value is not None and attribute:
                value = True if attribute == THERE else getattr(value, attribute)
            said = _NOTHING if value is None else repr(value).encode()
        return blake2b(said, digest_size=16).digest()


def _entry(mapping: Any, key: str) -> Any:
    """The entry of a key that was written as text: years are numbers."""
    if not isinstance(mapping, Mapping):
        return None
    found = mapping.get(key)
    return mapping.get(int(key)) if found is None and key.isdigit() else found


class _NotedMapping(Mapping[Any, Any]):
    def __init__(self, name: str, mapping: Mapping[Any, Any], reads: dict[Read, None]) -> None:
        self._name, self._mapping, self._reads = name, mapping, reads

    def __getitem__(self, key: Any) -> Any:
        value = self._mapping.get(key)
        if value is not None and is_dataclass(value) and not isinstance(value, Paper):
            self._reads[self._name, str(key), THERE] = None
            return _NotedEntry(self._name, str(key), value, self._reads)
        self._reads[self._name, str(key), ""] = None
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        self._reads[self._name, str(key), ""] = None
        return key in self._mapping

    def __iter__(self) -> Iterator[Any]:
        self._reads[self._name, KEYS, ""] = None
        return iter(self._mapping)

    def __len__(self) -> int:
        self._reads[self._name, KEYS, ""] = None
        return len(self._mapping)


class _NotedEntry:
    """One of the catalog's own entries, of which pages mostly want the name."""

    __slots__ = ("_entry", "_key", "_name", "_reads")

    def __init__(self, name: str, key: str, entry: Any, reads: dict[Read, None]) -> None:
        self._name, self._key, self._entry, self._reads = name, key, entry, reads

    def __getattr__(self, attribute: str) -> Any:
        self._reads[self._name, self._key, attribute] = None
        return getattr(self._entry, attribute)


class _NotedSequence(Sequence[Any]):
    def __init__(self, name: str, values: tuple[Any, ...], reads: dict[Read, None]) -> None:
        self._name, self._values, self._reads = name, values, reads

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        self._reads[self._name, KEYS, ""] = None
        return self._values[index]

    def __len__(self) -> int:
        self._reads[self._name, KEYS, ""] = None
        return len(self._values)
