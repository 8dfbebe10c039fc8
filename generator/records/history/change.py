"""One thing that became of a paper on one day."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["added", "renamed", "merged", "split", "retracted", "corrected", "excluded", "removed"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a record, before and after: text as it was captured."""

    field: str
    """`title`, `ids.doi`; `topics` and `notes` too, which a curator writes."""
    old: str = ""
    """Of a list what left it, `; ` between its parts. Empty where there was nothing, and of abstracts always."""
    new: str = ""
    """Of a list what came to it, else as `old`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    day: str
    """`2026-11-25`; where only a record's own word is known, as precise as that: `2026-11`."""
    kind: Kind
    paper: str
    """Its id; in what git tells, the one of that day, and for `excluded` the name in rulings.yml."""
    other: str = ""
    """The id of the record that was merged into it, that it was taken out of, or that it had before."""
    fields: tuple[FieldChange, ...] = ()
    """In the order in which records have them."""
