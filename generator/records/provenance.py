"""What a record keeps of its sources, so that every value can be traced, and told from what a person wrote.

Of each source it keeps the digest of every value that the last import wrote from it (`fields`), and in full what the
record does not show, because it says the same or less (`less`) or otherwise (`differs`). A value that no digest matches
is a person's, and a record can be taken apart again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from generator.fields import FIELDS, value_of
from generator.model import Authors, Link, Paper, Source
from generator.records.store import KEYS, as_plain


@lru_cache(maxsize=1 << 12)  # an import asks for that of each value of a record several times in a row
def digest(value: Any) -> str:
    """Eight hexadecimal digits of a value, to tell later whether a person has changed it."""
    return hashlib.sha256(json.dumps(as_plain(value), ensure_ascii=False).encode()).hexdigest()[:8]


def kept_in_full(source: Source) -> Iterator[tuple[str, Any]]:
    """(field, value) pairs of what a source gave and the record does not show."""
    for name, value in (*source.less.items(), *source.differs.items()):
        field = FIELDS.get(name)
        if field and isinstance(value, tuple) == (field.kind == "people"):
            yield name, tuple(str(value).split("; ")) if field.kind == "words" else value


def as_kept(name: str, value: Any) -> str | Authors:
    """A value as `less` and `differs` hold it."""
    return "; ".join(value) if FIELDS[name].kind == "words" else value


def marks(sources: Iterable[Source]) -> dict[str, set[str]]:
    """Field → digests of what the last import wrote.

    Records that were written before there was `less` have a digest of every value in `fields`, also under `differs`.
    """
    found: dict[str, set[str]] = {}
    for source in sources:
        for name, given in source.fields.items():
            if name not in source.less and name not in source.differs:
                found.setdefault(name, set()).add(given)
    return found


def is_decided(paper: Paper, name: str, written: Mapping[str, set[str]]) -> bool:
    """Whether a field is a person's: named under `kept`, a value that no import wrote, or a gap where one did."""
    if name in paper.kept:
        return True
    value, given = value_of(paper, name), written.get(name, set())
    return digest(value) not in given if value else bool(given)


def link_marks(sources: Iterable[Source]) -> set[str]:
    return {mark for source in sources for mark in source.fields.get("links", "").split()}


def mark_of(link: Link) -> str:
    return digest(f"{link.kind} {link.url}")


def is_marked(link: Link, given: set[str]) -> bool:
    """Whether an import wrote the link; older records have digests of addresses alone."""
    return mark_of(link) in given or digest(link.url) in given


def gave(source: Source, name: str, value: Any) -> bool:
    """Whether a source is known to have given the value of a field."""
    return dict(kept_in_full(source)).get(name) == value or source.fields.get(name) == digest(value)


def is_as_noted(before: Paper, after: Paper) -> bool:
    """Whether two forms of a record say the same: it is not rewritten for a newer form alone."""
    return _ALL_ELSE(before) == _ALL_ELSE(after) and (
        list(map(_noted, before.sources)) == list(map(_noted, after.sources))
    )


_ALL_ELSE = attrgetter(*(name for name in ("id", *KEYS) if name != "sources"))


def _noted(source: Source) -> tuple[Any, ...]:
    """Where a source stands, and a digest of everything it gave but its links, whose marks have changed."""
    digests = {name: digest(value) for name, value in kept_in_full(source)} | dict(source.fields)
    digests.pop("links", None)
    return (source.capture, source.reader, source.line, source.row, source.merged, source.of, digests)
