"""Invented papers, and the styles in which their references are printed; lines broken as a PDF breaks them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a reference is made of."""

    authors: tuple[tuple[str, str], ...]
    """(given, family) pairs."""
    title: str
    year: int
    venue: str = ""
    kind: str = "journal"
    """`journal`, `talk` (of a conference), `book`, `thesis` or `arxiv`; of a book the venue is its publisher."""
    volume: str = ""
    number: str = ""
    pages: str = ""
    id: str = ""


def _as_paper(said: dict[str, Any]) -> Printed:
    pairs = (one.partition("|") for one in said.pop("authors").split(";"))
    return Printed(authors=tuple((given.strip(), family.strip()) for given, _, family in pairs), **said)


_FOLDER = Path(__file__).parent / "references"
PAPERS = tuple(map(_as_paper, yaml.safe_load((_FOLDER / "papers.yml").read_text(encoding="utf-8"))))
_FORMS: dict[str, dict[str, str]] = yaml.safe_load((_FOLDER / "forms.yml").read_text(encoding="utf-8"))


def _initials(given: str, dot: str = ".", gap: str = " ") -> str:
    parts = [re.split("-", part) for part in given.split()]
    return gap.join("-".join(piece[0].upper() + dot for piece in part) for part in parts)


def _list(names: Sequence[str], last: str, between: str = ", ", two: str = "") -> str:
    if len(names) < 3:
        return (two or last).join(names)
    return between.join(names[:-1]) + last + names[-1]


def _family_initials(paper: Printed) -> list[str]:
    return [f"{family}, {_initials(given)}" for given, family in paper.authors]


def _initials_family(paper: Printed) -> list[str]:
    return [f"{_initials(given)} {family}" for given, family in paper.authors]


def _whole(paper: Printed) -> list[str]:
    return [f"{given} {family}" for given, family in paper.authors]


def _turned(paper: Printed) -> list[str]:
    (given, family), *others = paper.authors
    return [f"{family}, {given}", *(f"{one} {other}" for one, other in others)]


def _stop(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _behind(style: str, paper: Printed) -> str:
    """What stands behind the title."""
    issue = f"({paper.number})" if paper.number else ""
    number = f", no. {paper.number}" if paper.number else ""
    said = {"v": paper.venue, "n": paper.volume, "k": issue, "no": number, "y": paper.year, "i": paper.id}
    return _FORMS[style][paper.kind].format(p=paper.pages.replace("-", "–"), **said)


def _doi(paper: Printed, form: str) -> str:
    return form.format(paper.id) if paper.id.startswith("10.") else ""


def _apa(p: Printed) -> str:
    rest = _behind("apa", p)
    title = p.title if p.kind == "thesis" else _stop(p.title)
    return f"{_list(_family_initials(p), ', & ')} ({p.year}). {title} {rest}{_doi(p, ' https://doi.org/{}')}"


def _ieee(p: Printed) -> str:
    names = _list(_initials_family(p), ", and ", two=" and ")
    if p.kind == "book":
        return f"{names}, {p.title}. Bergen, Norway: {p.venue}, {p.year}."
    rest = _behind("ieee", p)
    mark = "" if p.title.endswith(("?", "!")) else ","
    return f"{names}, “{p.title}{mark}” {rest}{_doi(p, ', doi: {}')}."


def _acl(p: Printed) -> str:
    rest = _behind("acl", p)
    return f"{_list(_whole(p), ', and ', two=' and ')}. {p.year}. {_stop(p.title)} {rest}"


def _acm(p: Printed) -> str:
    rest = _behind("acm", p)
    names = _list(_whole(p), ", and ", two=" and ")
    return f"{names}. {p.year}. {_stop(p.title)} {rest}{_doi(p, ' https://doi.org/{}')}"


def _vancouver(p: Printed) -> str:
    names = ", ".join(f"{family} {_initials(given, '', '').replace('-', '')}" for given, family in p.authors)
    rest = _behind("vancouver", p)
    title = p.title if p.kind == "thesis" else _stop(p.title)
    return f"{names}. {title} {rest}{_doi(p, ' doi: {}')}"


def _chicago(p: Printed) -> str:
    rest = _behind("chicago", p)
    title = _stop(p.title) if p.kind == "book" else f"“{_stop(p.title)}”"
    return f"{_list(_turned(p), ', and ')}. {title} {rest}{_doi(p, ' https://doi.org/{}.')}"


def _mla(p: Printed) -> str:
    names = f"{_turned(p)[0]}, et al" if len(p.authors) > 2 else ", and ".join(_turned(p))
    rest = _behind("mla", p)
    title = _stop(p.title) if p.kind == "book" else f"“{_stop(p.title)}”"
    return f"{names}. {title} {rest}"


def _nature(p: Printed) -> str:
    names = f"{_family_initials(p)[0]} et al." if len(p.authors) > 5 else _list(_family_initials(p), " & ")
    rest = _behind("nature", p)
    title = p.title if p.kind == "book" else _stop(p.title)
    return f"{names} {title} {rest}"


def _plainnat(p: Printed) -> str:
    rest = _behind("plainnat", p)
    return f"{_list(_whole(p), ', and ', two=' and ')}. {_stop(p.title)} {rest}"


def _icml(p: Printed) -> str:
    rest = _behind("icml", p)
    return f"{_list(_family_initials(p), ', and ', two=' and ')} {_stop(p.title)} {rest}"


def _springer(p: Printed) -> str:
    rest = _behind("springer", p)
    return f"{', '.join(_family_initials(p))}: {_stop(p.title)} {rest}{_doi(p, ' https://doi.org/{}')}"


def _elsevier(p: Printed) -> str:
    rest = _behind("elsevier", p)
    title = f"{p.title}," if p.kind == "talk" and not p.title.endswith(("?", "!")) else _stop(p.title)
    return f"{', '.join(_family_initials(p))}, {p.year}. {title} {rest}"


STYLES: dict[str, Callable[[Printed], str]] = {
    "apa": _apa,
    "ieee": _ieee,
    "acl": _acl,
    "acm": _acm,
    "vancouver": _vancouver,
    "chicago": _chicago,
    "mla": _mla,
    "nature": _nature,
    "plainnat": _plainnat,
    "icml": _icml,
    "springer": _springer,
    "elsevier": _elsevier,
}
MARKS = {"ieee": "[{}] ", "acm": "[{}] ", "vancouver": "{}. ", "nature": "{}. ", "springer": "{}. "}
"""What stands before the references of a style, which are else told by their lines."""


def broken(text: str, width: int) -> list[str]:
    """The lines of a text as TeX sets it: long words are divided, compounds and addresses at their own signs."""
    lines, line = [], ""
    for word in text.split():
        room = width - len(line) - 1
        if not line or len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        place = _place(word, room)
        lines.append(f"{line} {word[:place]}{'-' if place and word[place - 1].isalpha() else ''}".rstrip())
        line = word[place:]
    return [*lines, line]


def _place(word: str, room: int) -> int:
    """Where a word may be divided so that it fits; 0 where nowhere."""
    if "-" in word[1:room] and "//" not in word:
        return word.rfind("-", 1, room) + 1
    if "//" in word and "/" in word[8:room]:
        return word.rfind("/", 8, room) + 1
    is_long = re.fullmatch(r"[^\W\d_]{8,}[.,]?", word) and word.islower()
    return min(room - 1, len(word) - 4) if is_long and room > 3 else 0


def as_section(style: str, papers: Sequence[Printed], width: int = 0) -> str:
    """A reference section: a heading, marks where the style has them, a page's number and header within."""
    lines = ["References", ""] if width else []
    for number, paper in enumerate(papers, 1):
        text = MARKS.get(style, "").format(number) + STYLES[style](paper)
        lines += broken(text, width) if width else [text]
        if width and number % 14 == 0:
            lines += ["", str(10 + number // 14), "", "Proceedings of Invented Papers", ""]
    return "\n".join(lines) + "\n"
