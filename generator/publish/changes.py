"""`changes.jsonl`: what became of the papers, one change a line, the latest first."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice

from generator.knowledge.catalog import Catalog
from generator.records.history import Change, FieldChange

OTHER = {"merged": "former", "renamed": "former", "split": "from"}
"""Kind of change → what the other record's id is called in its line."""


def changes_files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(path, text): the latest changes, and where those are not all, the changes of each year."""
    every = list(chain.from_iterable(catalog.changes.values()))
    most = catalog.limits.changes
    yield "changes.jsonl", _lines(islice(every, most))
    if len(every) > most:
        for year, changes in groupby(every, lambda change: change.day[:4]):
            yield f"changes/{year}.jsonl", _lines(changes)


def _lines(changes: Iterable[Change]) -> str:
    return "".join(f"{json.dumps(_as_plain(change), ensure_ascii=False)}\n" for change in changes)


def _as_plain(change: Change) -> dict[str, object]:
    said: dict[str, object] = {"day": change.day, "kind": change.kind, "paper": change.paper}
    if change.other:
        said[OTHER[change.kind]] = change.other
    if change.fields:
        said["fields"] = [_as_plain_field(one) for one in change.fields]
    return said


def _as_plain_field(one: FieldChange) -> dict[str, str]:
    """Without values where they are not told, as of abstracts."""
    values = {"old": one.old, "new": one.new} if one.old or one.new else {}
    return {"field": one.field, **values}
