"""What a record said at two times → what of it is another. Pure, and lenient: records of any age are read."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from generator.fields import OWN_NAMES
from generator.model import SLUG
from generator.records.history.change import FieldChange
from generator.records.quickyaml import read_plainly
from generator.records.yamlfile import parse_yaml

Values = Mapping[str, Any]
"""The keys of a record, as far as they matter."""
COMPARED = (*OWN_NAMES, "topics", "notes")
"""Where values came from, and how the tool keeps account of them, is no news."""
_ACCOUNTS = (b"sources:", b"kept:", b"added:", b"merged:")
_AT_KEYS = re.compile(rb"(?m)^(?=[a-z])")
_LONGEST = 5_000_000


def both_of(old: bytes, new: bytes) -> tuple[Values, Values] | None:
    """Of two texts of a record the keys that differ; None where one cannot be read."""
    first, second = _AT_KEYS.split(old), _AT_KEYS.split(new)
    before, after = set(first), set(second)
    pieces = ([piece for piece in first if piece not in after], [piece for piece in second if piece not in before])
    plain = [_plainly(b"".join(piece for piece in some if not piece.startswith(_ACCOUNTS))) for some in pieces]
    if None in plain:
        plain = [values_of(old), values_of(new)]
    one, other = plain
    return (one, other) if one is not None and other is not None else None


def names_in(text: bytes) -> tuple[set[str], set[str]]:
    """(ids that a record had before, those of records that were merged into it)."""
    pieces = b"".join(piece for piece in _AT_KEYS.split(text) if piece.startswith((b"aliases:", b"merged:")))
    found = _plainly(pieces)
    return names_of(found if found is not None else values_of(text) or {})


def names_of(values: Values) -> tuple[set[str], set[str]]:
    merged = values.get("merged")
    entries = merged if isinstance(merged, list) else []
    return aliases_of(values), {str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry}


def aliases_of(values: Values) -> set[str]:
    found = values.get("aliases")
    return set(filter(is_id, map(str, found))) if isinstance(found, list) else set()


def is_id(name: str) -> bool:
    """Whether a record can be called so."""
    return re.fullmatch(SLUG, name) is not None


def _plainly(text: bytes) -> Values | None:
    return read_plainly(text) if text.strip() else {}


def values_of(text: bytes) -> Values | None:
    """The values of a record's file; None where it is none."""
    if (plain := _plainly(text)) is not None or len(text) > _LONGEST:
        return plain
    try:
        document, _ = parse_yaml("", text.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError):
        return None
    return document.value if document and isinstance(document.value, dict) else None


def excluded_names(text: bytes) -> set[str]:
    """The names of papers that a rulings.yml leaves out."""
    entries = (values_of(text) or {}).get("excluded")
    found: set[str] = set()
    for entry in entries if isinstance(entries, list) else []:
        names = entry.get("names") if isinstance(entry, dict) else entry
        found |= {str(name) for name in (names if isinstance(names, list) else [names]) if name}
    return found


def line_values(line: bytes) -> tuple[str, Values] | None:
    """(id, values) of a line of JSON."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    id_ = str(found.get("id", "")) if isinstance(found, dict) else ""
    return (id_, found) if is_id(id_) else None


def fields_changed(old: Values, new: Values) -> tuple[FieldChange, ...]:
    """Field by field; of an abstract only that it changed."""
    before, after = _said(old), _said(new)
    return tuple(
        FieldChange(field=name) if name == "abstract" else _field(name, before.get(name), after.get(name))
        for name in COMPARED
        if before.get(name) != after.get(name)
    )


def _field(name: str, old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> FieldChange:
    """Of lists that share something only what is not shared, but of another order the whole."""
    old, new = old or (), new or ()
    left, came = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    if not left and not came:
        left, came = [*old], [*new]
    return FieldChange(field=name, old="; ".join(left), new="; ".join(came))


def _said(values: Values) -> dict[str, tuple[str, ...]]:
    """Field → its value as texts: `{doi: x}` under `ids` is the field `ids.doi`."""
    ids = values.get("ids")
    flat = {**values, **({f"ids.{scheme}": value for scheme, value in ids.items()} if isinstance(ids, dict) else {})}
    said = {name: _texts(flat[name]) for name in COMPARED if name in flat}
    return {name: texts for name, texts in said.items() if texts}


def _texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := _as_line(_text(item))))


def _as_line(text: str) -> str:
    """Without line breaks, and without halves of characters, which JSON can state and no file hold."""
    return " ".join(text.encode(errors="replace").decode().split())


def _text(item: Any) -> str:
    """`{name: Mike Lewis, orcid: …}` → `Mike Lewis (…)`, `{kind: code, url: …}` → `code …`."""
    match item:
        case None:
            return ""
        case {"name": name, **more}:
            return f"{name} ({more['orcid']})" if more.get("orcid") else str(name)
        case {"kind": kind, "url": url}:
            return f"{kind} {url}"
        case dict():
            return ", ".join(map(str, item.values()))
    return str(item)
