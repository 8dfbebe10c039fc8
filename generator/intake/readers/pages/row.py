"""From the fields that an entry of a page states to a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.clean.identifiers import ARXIV_ARCHIVES
from generator.ids import SCHEMES
from generator.intake.readers.managers import arxiv_inside
from generator.intake.readers.noted_ids import ids_in_note
from generator.intake.readers.pages.names import initials_in_front, people_of
from generator.intake.readers.pages.page import Passage
from generator.intake.readers.pages.shape import Shape
from generator.model import Capture, RawRecord

_PLAIN = (
    "title", "first", "venue", "type", "series", "volume", "number", "edition", "pages", "publisher", "place", "isbn",
    "language", "key", "state",
)  # fmt: skip
_CATEGORY = re.compile(rf"(?<![\w.-])(?:{'|'.join(ARXIV_ARCHIVES)})(?:\.[A-Za-z-]{{2,}})?(?![\w.-])")
_CUT = re.compile(r".*(?:…|\.\.\.)\s*(?:▽ More)?|(?:…|\.\.\.).*", re.DOTALL)

_LINKS = (("url", ""), ("paper", "paper"))

Values = Mapping[str, Sequence[str]]
"""Field → its texts, in the order of the page."""


def row_of(shape: Shape, capture: Capture, parts: Sequence[Passage], values: Values) -> RawRecord:
    """The row of an entry. What the page itself has cut, `Proceedings of the …`, is left over and no field."""
    numbers = frozenset(number for part in parts for number in part.lines)
    fields: dict[str, Any] = dict(shape.always)
    fields |= {name: values[name][0] for name in _PLAIN if name in values}
    left = [(name[2:].replace("_", " "), text) for name, texts in values.items() if name[:2] == "x_" for text in texts]
    for name in ("venue", "abstract"):
        text = "\n".join(values.get(name, ()))
        if text and _CUT.fullmatch(text):
            left.append((f"{name}, cut", fields.pop(name, text)))
        elif text and name == "abstract":
            fields[name] = text
    people, more = _people(shape, values)
    return RawRecord(
        reader=shape.name,
        capture=capture.name,
        line=min(numbers),
        lines=numbers,
        text="\n".join(part.text for part in parts),
        date=_date(values),
        keywords=tuple(values.get("keywords", ())),
        categories=tuple(code for text in values.get("categories", ()) for code in _CATEGORY.findall(text)),
        ids=tuple(_ids(values)),
        links=tuple((kind, url) for name, kind in _LINKS for url in values.get(name, ())),
        leftover=(*left, *more),
        **people,
        **fields,
    )


def _date(values: Values) -> str:
    month, year = (values.get(name, [""])[0] for name in ("month", "year"))
    return values["date"][0] if "date" in values else f"{month} {year}".strip()


def _people(shape: Shape, values: Values) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The fields that name people, and what is left over of their lists."""
    fields: dict[str, Any] = {}
    left: list[tuple[str, str]] = []
    for name in ("authors", "editors"):
        texts = [text.replace(";", ",") if shape.initials_behind else text for text in values.get(name, ())]
        lists = [people_of(text, shape.divider) for text in texts]
        names = tuple(one for people in lists for one in people.names)
        fields[name] = tuple(map(initials_in_front, names)) if shape.initials_behind else names
        left += [("last author", people.last) for people in lists if people.last]
        left += [("affiliation", note) for people in lists for note in people.notes]
        if name == "authors" and not all(people.complete for people in lists):
            fields["authors_complete"] = False
    return fields, left


def _ids(values: Values) -> Iterator[tuple[str, str]]:
    """Those that stand in a field of their own first, then those that a note or a venue names."""
    stated = [(scheme, text) for scheme in SCHEMES for text in values.get(scheme, ())]
    yield from stated
    noted = [pair for text in values.get("note", ()) for pair in ids_in_note(text)]
    inside = [*noted, *arxiv_inside(values.get("venue", ()))]
    yield from (pair for pair in inside if pair[0] not in dict(stated))
