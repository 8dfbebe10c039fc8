"""What BibTeX entries take from others of their file: `crossref`, BibLaTeX's `xdata`, and single values of it.

BibTeX gives a child every field that it lacks. BibLaTeX also knows that the title of a volume is the `booktitle` of
what stands in it. Both are followed, with one exception: what names or describes the volume alone (DOI, address,
abstract, pages) stays there, or a chapter would be taken for its book.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """An entry with its values evaluated."""

    type: str
    """In lower case."""
    key: str
    fields: Fields
    """By name in lower case; of a field that stands twice, the first."""
    repeated: tuple[tuple[str, str], ...]
    """The further ones."""
    text: str
    lines: frozenset[int]


VOLUMES = frozenset(("proceedings", "mvproceedings", "periodical"))
"""Types that are a venue of papers and none themselves; a book with an editor is a work that people list."""

_LEADING = ("crossref", "xdata")
"""What leads to a parent; it has said all once the parent is found."""
_DATES = ("date", "year", "month", "day")
_SHARED = (
    "author authors editor booktitle maintitle journal journaltitle eventtitle eventdate venue series volume volumes "
    "number issue publisher institution school organization address location edition language langid isbn issn "
    "howpublished"
).split()
_PARTS = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
_MULTI = frozenset("mvbook mvcollection mvproceedings mvreference".split())
_DEEPEST = 50
"""Longer chains of parents are no library's."""
_LONGEST = 5_000
"""Longer values are not taken over one by one: each could hold the one before it twice."""
_ONE_VALUE = re.compile(r"xdata=([^\s,{}]{1,200}?)-([a-z]{1,40})(?:-(\d{1,4}))?(?=[\s,{}]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The entries of a file, each with what it inherits."""

    entries: tuple[BibEntry, ...]
    parents: frozenset[str]
    """Keys of the entries that others have as `crossref`."""
    complaints: tuple[tuple[BibEntry, str], ...]
    """(the entry as it stands, what is wrong with its parents) pairs."""


def inherit(entries: Iterable[BibEntry]) -> Family:
    """Every entry with its own fields and those of its parents, which may stand before or behind it."""
    own = tuple(entries)
    search = _Search({}, {}, [])
    for entry in own:
        search.by_key.setdefault(entry.key, entry)
    for entry in own:
        for alias in _listed(entry.fields.get("ids", "")):
            search.by_key.setdefault(alias, entry)
    whole = tuple(replace(entry, fields=search.fields(entry, ())) if _inherits(entry) else entry for entry in own)
    named = {entry.fields["crossref"].strip() for entry in own if "crossref" in entry.fields}
    parents = frozenset(search.by_key[key].key for key in named if key in search.by_key)
    return Family(entries=whole, parents=parents, complaints=tuple(search.complaints))


def _inherits(entry: BibEntry) -> bool:
    fields = entry.fields
    return "crossref" in fields or "xdata" in fields or any("xdata=" in value for value in fields.values())


def _listed(text: str) -> list[str]:
    return [key for key in (part.strip() for part in text.split(",")) if key]


@dataclass(frozen=True, slots=True)
class _Search:
    by_key: dict[str, BibEntry]
    done: dict[int, Fields]
    """By the entry's `id`: keys may stand twice."""
    complaints: list[tuple[BibEntry, str]]

    def fields(self, entry: BibEntry, below: tuple[int, ...]) -> Fields:
        """All fields of an entry; `below` are those that asked for it, from which it cannot inherit."""
        if id(entry) in self.done:
            return self.done[id(entry)]
        fields = dict(entry.fields)
        path = (*below, id(entry))
        lost: set[str] = set()
        for field, key in _parents_of(entry):
            parent = self._found(entry, field, key, path)
            if parent:
                above = self.fields(parent, path)
                gained = above if field == "xdata" else _gained(entry.type, fields, parent.type, above)
                fields = {**{name: value for name, value in gained.items() if name not in fields}, **fields}
            else:
                lost.add(field)
        fields = {name: value for name, value in fields.items() if name not in _LEADING or name in lost}
        for name, value in fields.items():
            if "xdata=" in value:
                fields[name] = self._filled(entry, value, path)
        self.done[id(entry)] = fields
        return fields

    def _found(self, entry: BibEntry, field: str, key: str, path: tuple[int, ...]) -> BibEntry | None:
        parent = self.by_key.get(key)
        wrong = "" if parent else "this file does not have"
        if id(parent) in path:
            wrong = "leads back to it"
        elif len(path) > _DEEPEST:
            wrong = f"has more than {_DEEPEST} others below it"
        if wrong:
            self.complaints.append((entry, f"the {field} of `{entry.key}` names `{key}`, which {wrong}"))
        return None if wrong else parent

    def _filled(self, entry: BibEntry, value: str, path: tuple[int, ...]) -> str:
        """A value or one name of a list, taken from an @xdata: `{Roe, Ann and xdata=staff-author-2}`."""

        def value_of(match: re.Match[str]) -> str:
            parent = self._found(entry, "xdata", match[1], path)
            found = self.fields(parent, path).get(match[2].lower(), "") if parent else ""
            items = found.split(" and ") if match[3] else [found]
            place = int(match[3] or 1) - 1
            item = items[place] if 0 <= place < len(items) else ""
            return item if 0 < len(item) <= _LONGEST else match[0]

        return _ONE_VALUE.sub(value_of, value)


def _parents_of(entry: BibEntry) -> Iterator[tuple[str, str]]:
    yield from (("xdata", key) for key in _listed(entry.fields.get("xdata", "")) if "xdata=" not in key)
    yield from (("crossref", key) for key in [entry.fields.get("crossref", "").strip()] if key)


def _gained(child: str, own: Fields, parent: str, above: Fields) -> Fields:
    """What a child may take over from its parent, by the names it has there."""
    place = _place(child, parent)
    names = _SHARED if place else [*_SHARED, "title", "subtitle"]
    gained = {name: above[name] for name in names if name in above}
    if place and place not in gained and "title" in above:
        gained[place] = above["title"]
    # A day of the volume beside a year of the paper would make a date that neither has.
    if not ("date" in own or "year" in own):
        gained |= {name: above[name] for name in _DATES if name in above}
    return gained


def _place(child: str, parent: str) -> str:
    """What the parent's title is for the child."""
    if child in _PARTS:
        return "maintitle" if parent in _MULTI else "booktitle"
    if child == "article" and parent == "periodical":
        return "journaltitle"
    return "maintitle" if parent in _MULTI else ""
