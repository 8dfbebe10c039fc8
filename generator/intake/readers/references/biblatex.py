"""Entries of biber's `.bbl`, whose fields have names: `\\field{title}{Counting Owls}`."""

import re
from typing import Any

from generator.intake.readers.people import as_name
from generator.intake.readers.references.texgroups import argument

ENTRY = re.compile(
    r"^[ \t]*\\entry\{(?P<key>[^}]*)\}\{(?P<type>[^}]*)\}(?P<body>(?:(?!\\entry\{).)*?)(?:\\endentry\b|\Z)",
    re.MULTILINE | re.DOTALL,
)
_FIELD = re.compile(r"\\(?:field|list|strng)\{(?P<name>\w+)\}(?:\{\d+\})?\s*(?=\{)")
_NAMES = re.compile(r"\\name\{(?P<role>author|editor)\}\{\d+\}(?:\{[^{}]*\})?\s*(?=\{)")
_PART = re.compile(r"(?<![a-z])(?P<part>family|given|prefix|suffix)=(?=\{)")
_VERB = re.compile(r"\\verb\{(?P<name>\w+)\}\s*\\verb (?P<text>.*?)\s*\\endverb", re.DOTALL)
_OURS = {
    "title": "title",
    "volume": "volume",
    "number": "number",
    "pages": "pages",
    "series": "series",
    "edition": "edition",
    "isbn": "isbn",
    "abstract": "abstract",
    "publisher": "publisher",
    "location": "place",
    "langid": "language",
}
_VENUES = ("journaltitle", "booktitle", "maintitle", "eventtitle")


def entry_fields(body: str) -> dict[str, Any]:
    """The fields of a row that an entry states."""
    said = {match["name"]: _text(argument(body, match.end(), "{}")[0]) for match in reversed([*_FIELD.finditer(body)])}
    verbatim = {match["name"]: " ".join(match["text"].split()) for match in _VERB.finditer(body)}
    fields: dict[str, Any] = {ours: said[name] for name, ours in _OURS.items() if said.get(name)}
    if said.get("subtitle"):
        fields["title"] = f"{said.get('title', '')}: {said['subtitle']}"
    fields["venue"] = next((said[name] for name in _VENUES if said.get(name)), "")
    month = said.get("month", "")
    fields["date"] = "-".join(filter(None, (said.get("year"), month.zfill(2) if month.isdigit() else "")))
    fields["ids"] = tuple(_ids(said, verbatim))
    fields["links"] = (("", verbatim["url"]),) if verbatim.get("url") else ()
    more = r"\true{moreauthor}" in body
    return fields | {f"{role}s": names for role, names in _people(body).items()} | {"authors_complete": not more}


def _text(value: str) -> str:
    """The value of a field, or the first of a list, each of whose items stands in braces of its own."""
    plain = re.sub(r"%\s*\n\s*", "", value).strip()
    plain = re.sub(r"\\bibrangedash\s*", "--", plain).replace(r"\bibrangessep", ", ")
    first, end = argument(plain, 0, "{}")
    return first.strip() if first and not plain[end:].strip(" %") else plain.removesuffix("%").strip()


def _ids(said: dict[str, str], verbatim: dict[str, str]) -> list[tuple[str, str]]:
    ids = [("doi", verbatim["doi"])] if verbatim.get("doi") else []
    if verbatim.get("eprint") and said.get("eprinttype", "").lower() == "arxiv":
        ids.append(("arxiv", verbatim["eprint"]))
    return ids


def _people(body: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for match in _NAMES.finditer(body):
        inside, _ = argument(body, match.end(), "{}")
        found.setdefault(match["role"], tuple(_names(inside)))
    return found


def _names(inside: str) -> list[str]:
    """The names of a list, each a group of `{{hash=…}{family={Falk}, given={Ina}}}`."""
    names, place = [], 0
    while opening := re.compile(r"[^{]*(?=\{)").match(inside, place):
        group, place = argument(inside, opening.end(), "{}")
        parts = {match["part"]: argument(group, match.end(), "{}")[0] for match in reversed([*_PART.finditer(group)])}
        plain = {part: re.sub(r"\\bibnamedelim\w\s?", " ", text) for part, text in parts.items()}
        family = " ".join(filter(None, (plain.get("prefix"), plain.get("family"))))
        if family:
            names.append(as_name(family, plain.get("given", ""), plain.get("suffix", "")))
    return names
