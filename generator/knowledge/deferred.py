"""Mappings that are computed only as far as somebody asks: `explain` of one paper does not classify all."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Deferred(Mapping[K, V]):
    """A mapping that is made as a whole, when it is first looked into.

    Where `one` finds a single value, or None where there is none, for much less than all, it is asked at first: only
    who wants a second one pays for the whole.
    """

    __slots__ = ("_asked", "_made", "_make", "_one")

    def __init__(self, make: Callable[[], Mapping[K, V]], one: Callable[[K], V | None] | None = None) -> None:
        self._make, self._one = make, one
        self._made: Mapping[K, V] | None = None
        self._asked: K | None = None

    def _whole(self) -> Mapping[K, V]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: K) -> V:
        if self._made is None and self._one and self._asked in (None, key):
            self._asked = key
            found = self._one(key)
            if found is None:
                raise KeyError(key)
            return found
        return self._whole()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


class Computed(Mapping[K, V]):
    """A mapping of which each value is computed by itself, when it is first asked for, and then remembered."""

    __slots__ = ("_compute", "_found", "_keys")

    def __init__(self, keys: Collection[K], compute: Callable[[K], V]) -> None:
        self._keys, self._compute = keys, compute
        self._found: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._found:
            if key not in self._keys:
                raise KeyError(key)
            self._found[key] = self._compute(key)
        return self._found[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
