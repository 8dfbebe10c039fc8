"""The `.bbl` that BibTeX or biber made for LaTeX: `\\bibitem[Roe(2024)]{roe2024}`, parts divided by `\\newblock`.

    \\bibitem{roe2024}
    Jane Roe and Max Poe.
    \\newblock Counting Owls at Night.
    \\newblock {\\em Journal of Owls}, 3(1):1--9, 2024.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.clean.author_lists import divided_names, split_et_al
from generator.clean.latex import parse_latex
from generator.intake.readers.certainty import Certainty
from generator.intake.readers.lines import lines_between
from generator.intake.readers.people import as_name
from generator.intake.readers.references.biblatex import ENTRY, entry_fields
from generator.intake.readers.references.imprint import fields_of, take_ids, year_of
from generator.intake.readers.references.namelists import NameList, name_lists
from generator.intake.readers.references.parsing import Reference, readings
from generator.intake.readers.references.texgroups import argument, expanded
from generator.intake.readers.references.titles import split_title, without_description
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "bbl"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "`\\bibitem` or biber's `\\entry`, as in a .bbl"

_ITEM = re.compile(r"^[ \t]*\\bibitem\s*(?=[\[{%])", re.MULTILINE)
_END = re.compile(r"\\end\s*\{(?:thebibliography|references)\}|^\\endthebibliography", re.MULTILINE)
_DOCUMENT = re.compile(r"\s*(?:%.*\n\s*)*\\documentclass")
_COMMENT = re.compile(r"(?<!\\)%.*?(?:\n[ \t]*|$)")
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_YEAR_BEHIND = re.compile(rf"[.,]?\s*\(?{_YEAR}\)?[.,:]?\s*$")
_DATE_BEHIND = re.compile(rf",\s(?:[A-Z][a-z]{{2,8}}\.?\s)?{_YEAR}$")
_LABEL_YEAR = re.compile(rf"\(?{_YEAR}\)?(?:$|[^\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One `\\bibitem`, as it stands in the file."""

    key: str
    label: str
    text: str
    start: int
    end: int


def identify(capture: Capture) -> int:
    """How many entries a bibliography has; a whole LaTeX document is none."""
    if _DOCUMENT.match(capture.text):
        return 0
    if "\\entry" not in capture.text and "\\bibitem" not in capture.text:
        return 0
    return sum(1 for _ in ENTRY.finditer(capture.text)) or sum(1 for _ in _ITEM.finditer(capture.text))


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each entry; the commands around them are LaTeX's."""
    used: set[int] = set()
    items = (_row(item, capture) for item in _items(capture.text))
    for row in _biblatex(capture) if ENTRY.search(capture.text) else items:
        used |= row.lines if isinstance(row, RawRecord) else _lines_of(row)
        yield row
    others = {number for number, line in enumerate(capture.lines, 1) if line.strip() and number not in used}
    lines = capture.lines
    commands = frozenset(number for number in others if re.match(r"\s*[\\%{}]", lines[number - 1]))
    if commands:
        yield Ignored(lines=commands, reason="commands of LaTeX")


def _lines_of(problem: Problem) -> set[int]:
    first = problem.line or 1
    return set(range(first, first + problem.excerpt.count("\n") + 1))


def _items(text: str) -> Iterator[Item]:
    starts = [match.start() for match in _ITEM.finditer(text)]
    if not starts:
        return
    end = _END.search(text, starts[-1])
    for start, stop in zip(starts, [*starts[1:], end.start() if end else len(text)], strict=True):
        place = re.compile(r"\s*\\bibitem\s*").match(text, start)
        label, after = argument(text, place.end() if place else start, "[]")
        key, after = argument(text, _behind_comment(text, after), "{}")
        body = text[after:stop]
        yield Item(key=" ".join(key.split()), label=label, text=body, start=start, end=after + len(body.rstrip()))


def _behind_comment(text: str, place: int) -> int:
    gap = re.compile(r"(?:\s|%.*\n)*").match(text, place)
    return gap.end() if gap else place


def _row(item: Item, capture: Capture) -> RawRecord | Problem:
    lines = lines_between(capture.text, item.start, item.end)
    latex = expanded(_COMMENT.sub("", item.text))
    blocks = [text for block in latex.split(r"\newblock") if (text := _plain(block)).strip(" .,")]
    reference = _by_blocks(blocks) if len(blocks) > 1 else None
    if not reference or not reference.title:
        found = readings(" ".join(blocks))
        reference = found[0] if found and not found[0].doubt else None
    if not reference:
        return Problem(
            path=capture.name,
            line=min(lines),
            code="unsure-reference",
            message=f"found `{item.key}` whose parts are not sure, expected them to be divided by \\newblock",
            hint="import the .bib that it was made of",
            excerpt="\n".join(capture.lines[min(lines) - 1 : max(lines)]),
        )
    return _record(item, reference, " ".join(blocks), lines, capture)


def _plain(block: str) -> str:
    return " ".join(parse_latex(" ".join(block.split())).split())


def _record(item: Item, reference: Reference, text: str, lines: frozenset[int], capture: Capture) -> RawRecord:
    label = _LABEL_YEAR.search(item.label)
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=min(lines),
        lines=lines,
        text=text or item.key,
        key=item.key,
        citation_key=item.key,
        title=reference.title,
        authors=reference.authors,
        authors_complete=reference.complete,
        editors=reference.editors,
        date=reference.date or (label["year"] if label else ""),
        ids=reference.ids,
        links=tuple(("", link) for link in reference.links),
        **reference.fields,
    )


def _by_blocks(blocks: list[str]) -> Reference:
    """A reference whose blocks are authors, title and the rest, or, where nobody signs, title and rest."""
    behind = _YEAR_BEHIND.search(blocks[0])
    names = blocks[0][: behind.start()] if behind else blocks[0].rstrip(" .,:")
    people = _people(names, alone=len(blocks) < 3 and not behind)
    if not people and any(blocks[0][found.end :].startswith(", ") for found in name_lists(blocks[0])):
        return Reference()  # the title stands in the same block: `I. Falk, Owls at Night.`
    title, rest = _title(blocks[1:] if people else blocks)
    found = take_ids(rest)
    editors = people.names if people and people.editors else ()
    return Reference(
        authors=people.names if people and not editors else (),
        editors=editors,
        complete=not people or people.complete,
        title=title,
        date=(behind["year"] if behind else "") or year_of(found.rest),
        ids=found.ids,
        links=found.links,
        fields=fields_of(found.rest),
    )


def _title(blocks: list[str]) -> tuple[str, str]:
    """The title, and all that stands behind it; a title that is alone may have its date behind it."""
    title, more, quoted = split_title(blocks[0]) if blocks[0].startswith(("“", '"')) else (blocks[0], "", False)
    if not quoted:
        title, more = blocks[0].rstrip(" .,"), ""
    if len(blocks) == 1 and (date := _DATE_BEHIND.search(title)):
        title, more = title[: date.start()], title[date.start() :]
    title, described = without_description(title)
    return title, " ".join(filter(None, (described, more, *blocks[1:])))


def _people(text: str, *, alone: bool) -> NameList | None:
    """The names of a block of authors: by the grammar that takes all of it, else as lists of names are divided, else a
    body that signs; a block that has only one other beside it may be a title.
    """
    for ending in (".", ""):
        whole = [found for found in name_lists(text + ending) if len(text) - found.end <= 1]
        if whole:
            return max(whole, key=lambda found: len(found.names))
    plain, complete = split_et_al(text)
    names = divided_names(plain)
    if len(names) < 2 and (alone or len(text.split()) > 8 or re.search(r"[:?!,]", text)):
        return None
    if len(names) < 2:
        names = (as_name(plain),)
    return NameList(grammar="", names=names, complete=complete, editors=False, end=len(text))


def _biblatex(capture: Capture) -> Iterator[RawRecord]:
    for entry in ENTRY.finditer(capture.text):
        fields: dict[str, Any] = entry_fields(entry["body"])
        lines = lines_between(capture.text, entry.start(), entry.end())
        yield RawRecord(
            reader=NAME,
            capture=capture.name,
            line=min(lines),
            lines=lines,
            text=entry[0],
            key=entry["key"],
            citation_key=entry["key"],
            type=entry["type"],
            latex=True,
            **fields,
        )
