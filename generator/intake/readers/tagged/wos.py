"""Web of Science's tagged text: `TI A title`, from `PT J` to `ER`, and a list has one thing a line.

    AU Roe, J
       Poe, MA
"""

import re
from collections.abc import Iterator

from generator.intake.readers.references import appearances, paged, signed, states_year
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "wos"
LOOKS_FOR = "entries from `PT J` to `ER`, as Web of Science writes them"

_FORM = Form(
    opening=re.compile(r"^\ufeff?PT [A-Z]\s*$"),
    closing=re.compile(r"^ER\s*$"),
    tags=(re.compile(r"^\ufeff?(?P<tag>[A-Z][A-Z0-9])(?: (?P<text>.*)|$)"),),
    frame=re.compile(r"^\ufeff?(FN|VR|EF)( |$)"),
    start="PT J",
    end="ER",
)
_FIELD = re.compile(r"^(AU|TI|SO|UT) \S")
_SINGLE = {
    "title": ("TI",),
    "venue": ("SO", "JI", "J9"),
    "volume": ("VL",),
    "number": ("IS",),
    "publisher": ("PU",),
    "abstract": ("AB",),
}
"""Field → tags that hold it, the best first."""
_TYPES = {"J": "article", "B": "book", "S": "book", "C": "conference"}
"""`PT`, where `DT` says nothing."""
_ORCID = re.compile(r"([^\s/;][^/;]*)/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry, and another is one of its fields."""
    return any(map(_FORM.opening.match, capture.lines)) and any(map(_FIELD.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `PT`, in the order of the file."""
    for item in read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    words = [word.strip() for text in fields.look("DT") for word in text.split(";")]
    states = [word for word in words if word.startswith(("Retracted", "Withdrawn"))]
    types = [word for word in words if word and word not in states]
    people = fields.take_lines("AF") or fields.take_lines("AU") or fields.take_lines("BA")
    # Of names and ORCIDs, `Roe, Jane/0000-0002-1825-0097`, those that are spelled as in the list of authors.
    orcids = {match[1]: match[2] for match in _ORCID.finditer(";".join(fields.look("OI")))}
    return entry.as_record(
        NAME,
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        type=types[0] if types else _TYPES.get("".join(fields.look("PT")), ""),
        state=states[0] if states else "",
        **signed((name, orcids.get(name, "")) for name in [*people, *fields.take_lines("CA")]),
        **appearances(_issued(fields), fields.first("EA")),
        pages=paged(fields.first("BP"), fields.first("EP")) or fields.first("AR"),
        keywords=tuple(word for text in fields.take("DE") for word in re.split(r";\s*", text)),
        ids=tuple(_ids(fields)),
    )


def _issued(fields: Fields) -> str:
    """Month and day, and the year that `PD` itself may state: `FEB 2011`."""
    day, year = fields.first("PD"), fields.first("PY")
    return day if states_year(day) else f"{day} {year}".strip()


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    yield from (("doi", text) for text in fields.take("DI"))
    yield from (("pmid", text) for text in fields.take("PM"))
