"""Records and rows for tests, with only what a test names; all of it invented."""

import hashlib
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from generator.ids import Ids
from generator.model import Author, Facts, Fingerprint, Link, Paper, PaperId, Row
from generator.records.settings import AuthorRulings, Ruling, Rulings
from generator.records.store import as_yaml
from generator.records.yamlfile import as_checked, parse_yaml

ABSTRACT = (
    "Lantern routing sends each packet along the wire that glows least. We give the first proof that it ends, on "
    "grids and on trees, and measure it on nine ship networks, where queues shrink by a third against the usual "
    "tables while the worst delay stays within a constant of the best. All code and wiring plans are open."
)
OTHER_ABSTRACT = (
    "Paper boats fold from a single sheet, yet nobody has counted their creases. From forty harbours we gather nine "
    "thousand boats, model the folding order as a stack machine, and show that three creases decide whether a boat "
    "floats; a reader of the creases predicts capsizing better than a child of six does by eye."
)


def facts(
    *,
    authors: tuple[str, ...] = (),
    links: tuple[tuple[str, str], ...] = (),
    ids: dict[str, str] | None = None,
    **values: Any,
) -> Facts:
    return Facts(
        authors=tuple(Author(name=name) for name in authors),
        links=tuple(Link(kind=kind, url=url) for kind, url in links),  # type: ignore[arg-type]
        ids=Ids(**(ids or {})),
        **values,
    )


def row(capture: str = "one.txt", line: int = 1, **values: Any) -> Row:
    """A row whose fingerprint follows from what it says."""
    said = facts(**values)
    mark = hashlib.sha256(repr((said, values.get("ids"))).encode()).hexdigest()[:12]
    return Row(facts=said, capture=capture, reader="invented", line=line, fingerprint=Fingerprint(mark))


def ruled(**kinds: tuple[tuple[str, ...], ...]) -> Rulings:
    """Rulings of names: `ruled(same=(("one", "two"),))`."""
    return Rulings(**{kind: tuple(Ruling(names=names) for names in entries) for kind, entries in kinds.items()})  # type: ignore[arg-type]


def ruled_authors(**kinds: Iterable[Iterable[str]]) -> AuthorRulings:
    """As `ruled`, of names of people."""
    return AuthorRulings(
        **{kind: tuple(Ruling(names=tuple(names)) for names in entries) for kind, entries in kinds.items()}
    )


def paper(id_: str, **values: Any) -> Paper:
    """A record; `values` are fields of `facts`, and of the record itself."""
    names = ("topics", "relations", "aliases", "sources", "notes", "kept", "added", "merged")
    own = {name: values.pop(name) for name in names if name in values}
    said = facts(**values)
    return Paper(id=PaperId(id_), **{field.name: getattr(said, field.name) for field in fields(said)}, **own)


def from_disk(paper: Paper) -> Paper:
    """As the next import finds it: through its file."""
    document, problems = parse_yaml("x.yml", as_yaml(paper))
    assert document and not problems
    read, problems = as_checked(document, Paper, id=paper.id)
    assert read and not problems
    return read
