"""What a page says of one paper, whichever way it says it."""

from dataclasses import dataclass, field, replace
from typing import Any

from generator.clean.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The fields of a row, its own text, and the lines they stand on."""

    text: str
    lines: frozenset[int]
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.fields.get("title", ""))

    def filled(self, other: "Said") -> "Said":
        """With what another way of saying the same paper adds; a list of people is taken whole or not at all."""
        if fold(other.title) != fold(self.title):
            return self
        more = {name: value for name, value in other.fields.items() if value and not self.fields.get(name)}
        if "authors" not in more:
            more.pop("orcids", None)
        ids = tuple(pair for pair in other.fields.get("ids", ()) if pair[0] not in dict(self.fields.get("ids", ())))
        merged = {**self.fields, **more, "ids": (*self.fields.get("ids", ()), *ids)}
        return replace(self, fields=merged, lines=self.lines | other.lines)
