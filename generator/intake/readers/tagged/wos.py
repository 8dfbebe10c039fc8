"""Web of Science's tagged text: `TI A title`, from `PT J` to `ER`, and a list has one thing a line.

    AU Roe, J
       Poe, MA

Its tab-delimited text has the same names as columns, and `; ` in its lists.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.lines import first_line
from generator.intake.readers.managers import appearances, paged, signed, states_year
from generator.intake.readers.people import as_name
from generator.intake.readers.tagged.tags import Entry, Fields, Form, read_entries
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "wos"
CERTAINTY = Certainty.SYNTAX
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
_PLAIN = {"series": ("SE",), "place": ("PI",), "isbn": ("BN",), "language": ("LA",)}
_TYPES = {"J": "article", "B": "book", "S": "book", "C": "conference"}
"""`PT`, where `DT` says nothing."""
_ORCID = re.compile(r"([^\s/;][^/;]*)/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")


_HEADER = re.compile(r"\ufeff?PT(\t[A-Z][A-Z0-9])+\t?")
_LISTS = ("AU", "AF", "BA", "BE", "ED", "CA")
"""Fields of which the tabbed text has several things in a cell."""


def identify(capture: Capture) -> bool:
    """Whether a line opens an entry and another is one of its fields, or the first one names them as columns."""
    if _HEADER.fullmatch(first_line(capture.text)):
        return True
    if "PT " not in capture.text:
        return False
    return any(map(_FORM.opening.match, capture.lines)) and any(map(_FIELD.match, capture.lines))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each `PT`, in the order of the file."""
    tabbed = _HEADER.fullmatch(first_line(capture.text))
    for item in _rows(capture) if tabbed else read_entries(capture, _FORM):
        yield _as_record(item) if isinstance(item, Entry) else item


def _rows(capture: Capture) -> Iterator[Entry | Ignored | Problem]:
    """The lines of tabbed text as entries; one that has more cells than columns holds something else."""
    numbered = [(number, line) for number, line in enumerate(capture.lines, 1) if line.strip()]
    (first, header), *rows = numbered
    tags = header.lstrip("\ufeff").split("\t")
    yield Ignored(lines=frozenset([first]), reason="names of the columns")
    for number, line in rows:
        cells = line.split("\t")
        if len(cells) > len(tags) + 1:
            yield Problem(
                path=capture.name,
                line=number,
                code="too-many-cells",
                message=f"found {len(cells)} cells, expected the {len(tags)} that the first line names",
                hint="export the row again; the others were read",
                excerpt=line,
            )
            continue
        named = zip(tags, cells, strict=False)
        fields = [(tag, cell.split("; ") if tag in _LISTS else [cell]) for tag, cell in named if tag and cell.strip()]
        yield Entry(fields=Fields(fields), capture=capture.name, text=line, first=number, last=number)


def _as_record(entry: Entry) -> RawRecord:
    fields = entry.fields
    words = [word.strip() for text in fields.look("DT") for word in text.split(";")]
    states = [word for word in words if word.startswith(("Retracted", "Withdrawn"))]
    types = [word for word in words if word and word not in states]
    kind = "".join(fields.take("PT"))
    if len(types) < 2 and len(states) < 2:
        fields.take("DT")
    people = fields.take_lines("AF") or fields.take_lines("AU") or fields.take_lines("BA")
    fields.first("AU", that=partial(_are_short_of, people))
    # Of names and ORCIDs, `Roe, Jane/0000-0002-1825-0097`, those that are spelled as in the list of authors.
    orcids = {match[1]: match[2] for match in _ORCID.finditer(";".join(fields.look("OI")))}
    return entry.as_record(
        NAME,
        **{name: fields.first(*tags) for name, tags in _SINGLE.items()},
        type=types[0] if types else _TYPES.get(kind, ""),
        state=states[0] if states else "",
        **signed((name, orcids.get(name, "")) for name in [*people, *map(as_name, fields.take_lines("CA"))]),
        editors=tuple(fields.take_lines("BE") or fields.take_lines("ED")),
        key=fields.first("UT"),
        **fields.plain(_PLAIN),
        **appearances(_issued(fields), fields.first("EA")),
        pages=paged(fields.first("BP"), fields.first("EP")) or fields.first("AR"),
        keywords=tuple(word for text in fields.take("DE") for word in re.split(r";\s*", text)),
        ids=tuple(_ids(fields)),
    )


def _issued(fields: Fields) -> str:
    """Month and day, and the year that `PD` itself may state: `FEB 2011`."""
    day, year = fields.first("PD"), fields.first("PY")
    return day if states_year(day) else f"{day} {year}".strip()


def _are_short_of(people: Sequence[str], text: str) -> bool:
    """Whether all names of a text are short forms of these: `Quill, A` is that of `Quill, Ada`."""
    families = (line.partition(",")[0] for line in text.split("\n") if line)
    return all(any(name.startswith(f"{family}, ") for name in people) for family in families)


def _ids(fields: Fields) -> Iterator[tuple[str, str]]:
    yield from (("doi", text) for text in fields.take("DI"))
    yield from (("pmid", text) for text in fields.take("PM"))
