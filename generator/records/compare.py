"""Two records side by side: what agrees, what differs, and what only one of them has."""

from dataclasses import dataclass
from typing import Any, Literal

from generator.clean.text import fold
from generator.fields import FIELDS, value_of
from generator.model import Author, Paper

Agreement = Literal["agrees", "differs", "one"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of two records."""

    field: str
    agreement: Agreement
    """`one` where the other record says nothing."""
    values: tuple[Any, Any]


def compare_records(first: Paper, second: Paper) -> tuple[Compared, ...]:
    """All fields that either has, in their order; of two years, `2023` agrees with `2023-09`."""
    pairs = {name: (value_of(first, name), value_of(second, name)) for name in FIELDS if name != "key"}
    return tuple(
        Compared(field=name, agreement=_agreement(name, *values), values=values)
        for name, values in pairs.items()
        if any(values)
    )


def _agreement(name: str, ours: Any, theirs: Any) -> Agreement:
    if not (ours and theirs):
        return "one"
    said_less = FIELDS[name].less(ours, theirs) or FIELDS[name].less(theirs, ours)
    alike = ours == theirs if name.startswith("ids.") else _folded(ours) == _folded(theirs)
    return "agrees" if said_less or alike else "differs"


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else [fold(shown(item)) for item in value]


def shown(value: Any) -> str:
    """A value as text: names and words with `; ` between them."""
    if isinstance(value, Author):
        return value.name
    return "; ".join(map(shown, value)) if isinstance(value, tuple) else str(value or "")
