"""What a catalog follows, typed, and the line of each mistake: follow.yml, which a person writes, and followed.yml,
which `update` writes: when each entry was last asked, and what was ever proposed. [I/O]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from generator.files import write_file
from generator.model import DATE, SLUG, PaperDate
from generator.problems import CatalogError, Problem
from generator.records.settings import Ruling, load_document, load_keyed
from generator.records.store import as_scalar
from generator.records.yamlfile import as_checked

SEARCHES, STATE = "follow.yml", "followed.yml"
HEAD = """\
# Written by `paper-catalog update`: the day on which each entry of follow.yml was last asked, and every paper that was
# ever proposed. What stands here and is in no record was turned down, and is not proposed again: take a line out to
# have that paper proposed once more, or a day to have its entry asked from the beginning.
"""

_strict = ConfigDict(extra="forbid", str_strip_whitespace=True)
_Words = Annotated[str, Field(min_length=2, max_length=200, pattern=r"\w")]
_PART = r"[^.\\/:\x00-\x1f][^\\/:\x00-\x1f]*"
_FILE = rf"^{_PART}(/{_PART})*$"
"""No part of which begins with a dot: none is `..`, none is hidden."""
_Day = Annotated[PaperDate, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class ArxivSearch:
    """New papers of arXiv: of one of the categories, with one of the phrases."""

    categories: tuple[Annotated[str, Field(pattern=r"^[a-z-]+(\.[A-Za-z-]+)?$")], ...] = ()
    words: tuple[_Words, ...] = ()
    """Phrases of which the title or the abstract must hold one."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class OpenAlexSearch:
    """New works of OpenAlex for which all holds that is named here, and of each list one."""

    authors: tuple[Annotated[str, Field(pattern=r"^A\d{1,12}$")], ...] = ()
    orcids: tuple[Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")], ...] = ()
    venues: tuple[Annotated[str, Field(pattern=r"^S\d{1,12}$")], ...] = ()
    cites: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """Papers of the catalog, by any name that they have."""
    words: tuple[_Words, ...] = ()


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Follow:
    """One entry of follow.yml: a saved search, or a file of the repository."""

    slug: Annotated[str, Field(pattern=SLUG)]
    arxiv: ArxivSearch | None = None
    openalex: OpenAlexSearch | None = None
    file: Annotated[str, Field(pattern=_FILE)] = ""
    """From the folder that holds the catalog's own: `library.bib`."""
    since: _Day | None = None
    """The day to begin with; without it, thirty days before the first asking."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class _Followed:
    asked: Mapping[str, Annotated[PaperDate, Field(pattern=DATE)]] = field(default_factory=dict)
    proposed: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What earlier updates left behind."""

    asked: Mapping[str, str] = field(default_factory=dict)
    """Entry → the day up to which it was asked."""
    proposed: tuple[Ruling, ...] = ()
    """Each paper that was proposed, by its names and title, as a ruling would name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Both files."""

    entries: Mapping[str, Follow]
    """In the order of follow.yml."""
    lines: Mapping[str, int]
    """Entry → where it stands."""
    followed: Followed


def load_follow(folder: Path) -> tuple[Following, list[Problem]]:
    """What a catalog follows; a bad entry is left out and reported."""
    problems: list[Problem] = []
    entries: dict[str, Follow] = load_keyed(folder / SEARCHES, Follow, problems)
    document = load_document(folder / SEARCHES, [])
    lines = {slug: document.line((slug,)) for slug in entries} if document else {}
    for slug, entry in entries.items():
        problems += _says_too_little(entry, lines[slug])
    bad = {problem.line for problem in problems if problem.code == "bad-search"}
    kept = {slug: entry for slug, entry in entries.items() if lines[slug] not in bad}
    return Following(entries=kept, lines=lines, followed=_load_followed(folder, problems)), problems


def _says_too_little(entry: Follow, line: int) -> list[Problem]:
    kinds = [name for name in ("arxiv", "openalex", "file") if getattr(entry, name)]
    search = entry.arxiv or entry.openalex
    if len(kinds) == 1 and (search is None or any(getattr(search, name) for name in search.__dataclass_fields__)):
        return []
    expected = "one of `arxiv`, `openalex` and `file`, with what to look for"
    found = f"a search of {kinds[0]} for nothing" if len(kinds) == 1 else " and ".join(kinds) or "nothing to ask"
    return [
        Problem(
            path=SEARCHES,
            line=line,
            code="bad-search",
            message=f"`{entry.slug}`: found {found}, expected {expected}",
            hint="`arxiv: {categories: [cs.CL], words: [long context]}`, or `file: library.bib`",
        )
    ]


def _load_followed(folder: Path, problems: list[Problem]) -> Followed:
    document = load_document(folder / STATE, problems)
    if document is None:
        return Followed()
    read, found = as_checked(document, _Followed)
    problems += found
    return Followed(asked=read.asked, proposed=read.proposed) if read else Followed()


def write_followed(folder: Path, followed: Followed) -> bool:
    """Writes followed.yml, sorted, so that two updates change lines and not their order; returns whether it changed."""
    return write_file(folder / STATE, as_followed(followed))


def as_followed(followed: Followed) -> str:
    lines = [HEAD + "asked:" + ("" if followed.asked else " {}")]
    lines += [f"  {slug}: {day}" for slug, day in sorted(followed.asked.items())]
    lines.append("proposed:" + ("" if followed.proposed else " []"))
    return "\n".join([*lines, *sorted({f"  - {_entry(one)}" for one in followed.proposed})]) + "\n"


def _entry(ruling: Ruling) -> str:
    names = ", ".join(as_scalar(name, inside=True) for name in ruling.names)
    title = f", title: {as_scalar(ruling.title, inside=True)}" if ruling.title else ""
    return f"{{names: [{names}]{title}}}"


def file_of(folder: Path, entry: Follow) -> Path:
    """Where the file of an entry lies; a link that leads out of the repository is refused."""
    root = folder.resolve().parent
    path = root / entry.file
    if not path.resolve().is_relative_to(root):
        raise CatalogError(f"follow.yml: `{entry.file}` leads out of {root}")
    return path


def with_proposed(followed: Followed, asked: Mapping[str, str], proposed: Iterable[Ruling]) -> Followed:
    """What is left behind after another update."""
    return replace(followed, asked={**followed.asked, **asked}, proposed=(*followed.proposed, *proposed))
