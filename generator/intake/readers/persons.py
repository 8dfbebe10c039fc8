"""The names of people: divided where one text holds several, put together where an object holds one in parts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.clean.author_lists import divided_names, lines_of_names, split_et_al, without_notes
from generator.intake.readers.people import as_name

OWN_DIVIDER = "; "
"""What our own tables have between names: nothing in them is guessed."""
_AND = r"\s+(?:and|&)\s+"
_COMMA = re.compile(rf"\s*,\s*(?:(?:and|&)\s+)?|{_AND}")
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|ph\.?\s?d|m\.?d)\.?", re.IGNORECASE)
_INITIALS = r"(?:[^\W\d_]\.[\s-]?)+"
_PAIRED = re.compile(rf"\s*(?:&\s+|and\s+)?([^,&]+,\s*{_INITIALS})\s*(?:,|{_AND}|$)")
_PARTS: tuple[tuple[str, ...], ...] = (
    ("given", "first", "firstname", "givenname", "forename", "forenames"),
    ("family", "last", "lastname", "familyname", "surname"),
    ("name", "fullname", "displayname", "rawname"),
    ("orcid", "orcidid"),
)
PERSON_KEYS = {
    "name", "orcid", "homonym", "given", "family", "first", "last", "first_name", "last_name", "suffix", "literal",
}  # fmt: skip


def divider_of(texts: Iterable[str]) -> str:
    """What divides names in a column, where a cell by itself does not tell: `|` or `;`, and for cells without that one
    `,`, `and`, `.,` (`Roe, J., Poe, M.`) or nothing.

    A comma counts only where it certainly divides: where nearly all parts are whole names, as in
    `Ann Roe, Max Poe, Jan Doe`, for `Roe, Ann` is one person.
    """
    listed = list(texts)
    mark = next((mark for mark in "|;" if any(mark in text for text in listed)), "")
    return mark + _at_commas_of([text for text in listed if not mark or mark not in text])


def _at_commas_of(listed: Sequence[str]) -> str:
    several = [_people(text) for text in listed if "," in text]
    parts = [part for people in several for part in people]
    whole = sum(" " in part for part in parts) >= 0.9 * len(parts)
    if parts and whole and (len(several) >= 5 or any(len(people) > 2 for people in several)):
        return ","
    if several and all("".join(_PAIRED.sub("", text)) == "" for text in listed if text):
        return ".,"
    return "and" if any(re.search(_AND, text) for text in listed) else ""


def divided(text: str, divider: str) -> tuple[str, ...]:
    """The single names of a cell, `others` behind them where it says that there are more: by its own shape, and where
    that leaves it open, by what divides the column.
    """
    if divider == OWN_DIVIDER:
        return tuple(filter(None, map(str.strip, text.split(divider))))
    lines = lines_of_names(text)
    plain, whole = split_et_al(without_notes("; ".join(lines) if lines else text))
    names = (name.strip() for name in _divided(plain, divider))
    return (*filter(None, names), *(() if whole else ("others",)))


def _divided(text: str, divider: str) -> Sequence[str]:
    if mark := next((mark for mark in "|;" if mark in text and "{" not in text), ""):
        return text.split(mark)
    rest = divider.strip("|;")
    names = divided_names(text) if "{" not in text else ()
    if len(names) > 1 and (rest != "," or not any("," in name for name in names) or _PAIRED.fullmatch(names[0])):
        return names
    match rest:
        case ",":
            return _people(text)
        case ".,":
            return [match[1] for match in _PAIRED.finditer(text)]
        case "and":
            return re.split(_AND, text)
    return [text]


def _people(text: str) -> list[str]:
    """The parts between commas, a `Jr.` with the name before it."""
    people: list[str] = []
    for part in _COMMA.split(text):
        if people and _SUFFIX.fullmatch(part.strip()):
            people[-1] += f", {part.strip()}"
        elif part.strip():
            people.append(part.strip())
    return people


def person(value: Any) -> tuple[str, str]:
    """The name and ORCID of a person that is an object, a list of name parts, or a text.

    `{"given": "Jan", "non-dropping-particle": "van der", "family": "Berg"}` → `van der Berg, Jan`.
    """
    if isinstance(value, list):
        # As arXiv's own snapshot has them: family, given, suffix, then affiliations.
        return ", ".join(part for part in value[:3] if isinstance(part, str) and part.strip()), ""
    if not isinstance(value, Mapping):
        return (value, "") if isinstance(value, str) else ("", "")
    texts = {key: text.strip() for key, text in value.items() if isinstance(text, str)}
    said = {re.sub(r"[\W_]", "", key).lower(): text for key, text in texts.items()}
    given, family, name, orcid = (next((said[key] for key in keys if said.get(key)), "") for keys in _PARTS)
    # Particles and suffixes have their place in reading order, whatever commas stand in the name.
    last = " ".join(filter(None, (said.get("nondroppingparticle"), family, said.get("suffix"))))
    first = " ".join(filter(None, (given, said.get("middle") or said.get("middlename"), said.get("droppingparticle"))))
    whole = f"{last}, {first}" if family and first else as_name(last) if family else first
    known = as_name(said.get("literal", "")) or _marked(name, family) or whole
    return " ".join(filter(None, (known, said.get("homonym")))), orcid


def _marked(name: str, family: str) -> str:
    """A name in reading order, with the family name in braces where it is known: `Luz {Pardo Vega}`."""
    place = name.rfind(family) if " " in name else name.find(family)
    if not family or place < 0 or "{" in name or ("," in name and name != family):
        return name
    return f"{name[:place]}{{{family}}}{name[place + len(family) :]}"


def people(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the ORCIDs of a list of persons, in order; no ORCIDs where none is known."""
    found = [pair for pair in map(person, value if isinstance(value, list) else [value]) if pair[0].strip()]
    orcids = tuple(orcid for _, orcid in found)
    return tuple(name for name, _ in found), orcids if any(orcids) else ()
