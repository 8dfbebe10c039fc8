"""What was read of the history before, so that the next run reads only the commits since. [I/O]

A file that is damaged, of another version or gone only means that all is read again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.files import write_file
from generator.records.history.change import KINDS, Change, FieldChange
from generator.records.history.git import Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of one repository; nothing, to begin with."""

    head: str = ""
    """The commit that was the last."""
    settled_at: Commit | None = None
    """The last commit of the last but one day: what was until then does not change any more."""
    settled: tuple[Change, ...] = ()
    """Until then."""
    latest: tuple[Change, ...] = ()
    """On the last day."""
    since: str = ""
    """The day of the first commit of a shallow clone."""
    counted: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Commit of a tag → (records, topics)."""


def load_known(file: Path) -> Known:
    try:
        found = json.loads(file.read_bytes())
        if found.pop("version") != _version():
            return Known()
        start = found["settled_at"]
        return Known(
            head=str(found["head"]),
            settled_at=Commit(**{name: str(value) for name, value in start.items()}) if start else None,
            settled=_changes(found["settled"]),
            latest=_changes(found["latest"]),
            since=str(found["since"]),
            counted={str(id_): (int(papers), int(topics)) for id_, (papers, topics) in found["counted"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Known()


def save_known(file: Path, known: Known) -> None:
    said = {
        "version": _version(),
        "head": known.head,
        "settled_at": asdict(known.settled_at) if known.settled_at else None,
        "settled": [_as_list(change) for change in known.settled],
        "latest": [_as_list(change) for change in known.latest],
        "since": known.since,
        "counted": dict(known.counted),
    }
    write_file(file, json.dumps(said))


def _as_list(change: Change) -> list[Any]:
    fields = [[one.field, one.old, one.new] for one in change.fields]
    return [change.day, change.kind, change.paper, change.other, *([fields] if fields else [])]


def _changes(found: Iterable[Sequence[Any]]) -> tuple[Change, ...]:
    return tuple(
        Change(day=str(day), kind=KINDS[KINDS.index(kind)], paper=str(paper), other=str(other), fields=_fields(*fields))
        for day, kind, paper, other, *fields in found
    )


def _fields(found: Iterable[Sequence[Any]] = ()) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(field=str(name), old=str(old), new=str(new)) for name, old, new in found)


@cache
def _version() -> str:
    """A digest of what decides what is read out of a history."""
    records = Path(__file__).parent.parent
    shaping = (*sorted(Path(__file__).parent.glob("*.py")), records / "quickyaml.py", records / "yamlfile.py")
    digest = blake2b(digest_size=16)
    for path in (*shaping, records.parent / "fields.py", records.parent / "ids.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
