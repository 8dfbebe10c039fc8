"""CITATION.cff, the file in which software says how it is cited: its preferred citation, or itself, and its references.

    cff-version: 1.2.0
    title: Owl Counter
    preferred-citation: {type: article, title: Counting Owls, journal: Night Walks, year: 2019}
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.fields import PLAIN, holds
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import appearances, paged
from generator.intake.readers.people import as_name
from generator.intake.readers.yaml.yamlnodes import YamlMap, as_map, read_map
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "cff"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "YAML with `cff-version`, as a CITATION.cff begins"

_VERSION = re.compile(r"^cff-version[ \t]*:", re.MULTILINE)
_OTHER_FORMATS = ("{", "[", "<", "@")
_TYPES = {
    "software-code": "software", "software-container": "software", "software-executable": "software",
    "software-virtual-machine": "software", "edited-work": "edited book", "serial": "journal",
    "data": "dataset", "conference": "proceedings", "encyclopedia": "encyclopedia article",
    "dictionary": "dictionary entry",
}  # fmt: skip
"""Its words → those of others, where they differ."""
_SINGLE = {
    "title": (("title",),),
    "volume": (("volume",),),
    "number": (("issue",), ("number",)),
    "publisher": (("publisher", "name"), ("institution", "name")),
    "abstract": (("abstract",),),
}
"""Field → paths of keys that hold it, the best first."""
_PLAIN: dict[str, tuple[tuple[str, ...], ...]] = {
    "edition": (("edition",),),
    "place": (("publisher", "city"), ("publisher", "address"), ("institution", "city")),
    "isbn": (("isbn",),),
}
_WHOLE = {"book", "edited-work", "proceedings", "conference", "manual", "report", "thesis"}
"""Types of what is in nothing but a series."""
_LINKS = (("", "url"), ("code", "repository-code"), ("", "repository"), ("", "repository-artifact"))
_IDS = ("doi", "pmcid")
_USED = frozenset(
    "type title authors editors date-published date-released year month issue-date journal collection-title conference "
    "volume issue number publisher institution abstract edition isbn start end keywords languages identifiers doi "
    "pmcid url repository-code repository repository-artifact".split()
)
_FRAME = frozenset({"cff-version", "message", "preferred-citation", "references"})


def identify(capture: Capture) -> bool:
    return not capture.text.lstrip().startswith(_OTHER_FORMATS) and _VERSION.search(capture.text) is not None


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """What the software asks to be cited by, or the software itself, then its references."""
    root = read_map(capture)
    if isinstance(root, Problem):
        yield root
        return
    preferred = as_map(root.members.get("preferred-citation"))
    cited = [*([preferred] if preferred else []), *root.maps("references")]
    told = frozenset(number for number, line in enumerate(capture.lines, 1) if line.strip())
    below = frozenset(number for part in cited for number in _lines(part)) & told
    own = told - below or told
    if preferred is None:
        yield _as_record(capture, root, own, used=_USED | _FRAME)
    elif told - below:
        yield Ignored(lines=told - below, reason="software that asks to be cited by its preferred citation")
    for part in cited:
        yield _as_record(capture, part, _lines(part) & told, used=_USED)


def _lines(part: YamlMap) -> frozenset[int]:
    return frozenset(range(part.first, part.last + 1))


def _as_record(capture: Capture, part: YamlMap, lines: frozenset[int], used: frozenset[str]) -> RawRecord:
    people = [(_name(person), person.text("orcid")) for person in part.maps("authors")]
    plain, taken = _plain(part)
    is_software = "cff-version" in part.members
    type_ = part.text("type") or ("software" if is_software else "")
    ids = tuple(_ids(part))
    listed = capture.lines
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=min(lines),
        lines=lines,
        text="\n".join(listed[number - 1] for number in sorted(lines)),
        key=next((text for _, text in ids), ""),
        **_texts(part),
        **plain,
        authors=tuple(name for name, _ in people if name),
        orcids=tuple(orcid for name, orcid in people if name) if any(orcid for _, orcid in people) else (),
        editors=tuple(filter(None, map(_name, part.maps("editors")))),
        **appearances(*_dates(part)),
        **_held_in(part, type_),
        type=_TYPES.get(type_, type_),
        pages=paged(part.text("start"), part.text("end")),
        keywords=part.texts("keywords"),
        ids=ids,
        links=tuple((kind, address) for kind, name in _LINKS if (address := part.text(name))),
        leftover=part.leftover(capture, used - ({"isbn"} - taken)),
    )


def _texts(part: YamlMap) -> dict[str, Any]:
    return {name: _first(part, paths) for name, paths in _SINGLE.items()}


def _first(part: YamlMap, paths: tuple[tuple[str, ...], ...]) -> str:
    return next(filter(None, (part.text(*path) for path in paths)), "")


def _plain(part: YamlMap) -> tuple[dict[str, Any], set[str]]:
    """The fields of `fields.PLAIN`, and which of them hold what they should."""
    found = {field.name: _first(part, _PLAIN.get(field.name, ())) for field in PLAIN if field.name != "series"}
    found["language"] = next(iter(part.texts("languages")), "")
    held = {field.name: text for field in PLAIN if holds(field, text := found.get(field.name, ""))}
    return held, set(held)


def _name(person: YamlMap) -> str:
    """`van der Berg Jr., Jan` of a person's parts; an entity has a name."""
    family, given = person.text("family-names"), person.text("given-names")
    last = " ".join(filter(None, (person.text("name-particle"), family)))
    return as_name(last, given, person.text("name-suffix")) or as_name(person.text("name"))


def _dates(part: YamlMap) -> Iterator[str]:
    """The year that is cited, with its month, then the day, which says more of it."""
    year, month = part.text("year"), part.text("month")
    yield "-".join(filter(None, (year, month if year else "")))
    yield from filter(None, map(part.text, ("date-published", "date-released", "issue-date")))


def _held_in(part: YamlMap, type_: str) -> dict[str, Any]:
    """The journal, the volume or the conference it is in; of a whole book, its series."""
    collection, conference = part.text("collection-title"), part.text("conference", "name")
    if type_ in _WHOLE:
        return {"venue": part.text("journal") or conference, "series": collection}
    journal = part.text("journal")
    return {"venue": journal or collection or conference, "series": collection if journal else ""}


def _ids(part: YamlMap) -> Iterator[tuple[str, str]]:
    """Its own, then those in a list that say what they are: `type: doi`, or a text such as `arXiv:2309.16039`."""
    yield from ((name, text) for name in _IDS if (text := part.text(name)))
    for item in part.maps("identifiers"):
        value = item.text("value")
        if item.text("type") == "doi":
            yield "doi", value
        elif re.match(r"(https?://arxiv\.org/abs/|arxiv:)", value, re.IGNORECASE):
            yield "arxiv", value
