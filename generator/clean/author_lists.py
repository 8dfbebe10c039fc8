"""Author lists as people write them into one field, and the single names in them.

Commas divide names and parts of names alike, so that the shape of the whole decides: `Falk, I., Brand, O.` are pairs,
`Ina Falk, Oto Brand, Mei Sand` whole names, `Falk I, Brand OK` names with initials behind; `Falk, Ina` is one person.
"""

import re
from collections.abc import Sequence

_MARKS = "*†‡§¶∗⋆⁰¹²³⁴⁵⁶⁷⁸⁹"
_FOOTNOTE = re.compile(
    r"\\(?:thanks|footnote|footnotemark|textsuperscript|orcid(?:link)?)\s*(?:\[[^][]*\])?\{(?:[^{}]|\{[^{}]*\})*\}"
    rf"|\$\s*\^(?:\{{[^{{}}$]*\}}|[^${{}}])\s*\$|\^\{{[\d,*\s]*\}}|\s?[{_MARKS}](?:[,\s]*[{_MARKS}])*"
    r"|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?=\s*(?:[,;|&]|and\b|$))"
    r"|\s*[\[(](?:\d{1,2}(?:,\s*\d{1,2})*|(?i:equal(?:ly)? contribut\w*|corresponding author|eds?\.?|editors?))[\])]"
)
# A footnote behind a whole name ends it: of `Ina Falk¹, Oto Brand²` the comma cannot stand before a given name.
_FOOTNOTE_AND_COMMA = re.compile(
    rf"(?<=[^\W\d_])(?:{_FOOTNOTE.pattern})++\s*,\s*(?=[^\W\d_][^\s,]*\s+[^\W\d_])"
)
_NUMBER = re.compile(r"(?<=[^\W\d_])\s\d{1,2}(?:,\s*\d{1,2})*(?=\s*(?:[,;|&]|\band\b|$))")
_MAY_BE_NOTE = re.compile(rf"[\\^\[(\d{_MARKS}]")
"""What each of the patterns around here needs; to look for it first takes a tenth of the time."""
_STYLED_ET_AL = re.compile(r"\\(?:emph|textit|textsl)\s*\{\s*(et\.?\s*al\.?)\s*\}")
_ACCENT = re.compile(
    r"\{?\\(?:[^\sA-Za-z]\s*\{?\\?[A-Za-z]?\}?|[A-Za-z]\{\\?[A-Za-z]\}|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\b)\}?"
)
_GROUP = re.compile(r"(?:\\[A-Za-z]+\s*)?\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_MASKS = "".join(map(chr, range(0xA000, 0xA48D)))
"""Letters of the Yi script, which stand for what LaTeX writes in several characters."""
_MASK = re.compile(f"([{_MASKS[0]}-{_MASKS[-1]}])(?:xx)?")
_AND = re.compile(r",?\s+(?:and|und|&)\s+", re.IGNORECASE)
_LOOSE_AND = re.compile(r"^\s*(?:and|&)\s+|[\s,]+(?:and|&)\s*$", re.IGNORECASE)
_OXFORD = re.compile(r",\s+(?:and|&)\s", re.IGNORECASE)
_ET_AL = re.compile(
    r"[,;\s]*(?:\b(?:and|&)\s+)?(?:\bet\.?\s*al(?:ii|ia|\b)\.?|\band\s+others\b|等人?|ほか)\s*[.,;]*\s*$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|ph\.?\s?d|m\.?d)\.?", re.IGNORECASE)
_SUFFIX_BEHIND = re.compile(r",?\s+(?:jr|sr)\.?$", re.IGNORECASE)
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀČĎĐĘĞĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+|[^\W\d_a-z]{1,3}")
_PARTICLE = r"(?:(?:[dD]e|[vV][ao]n|der|den|di|du|la|le|da|dos|ter|zu)\s+)*"
_WORD = rf"(?:{_CAPITAL}['’])?[^\W\d_][^\W\d_]+"
_BEHIND = re.compile(
    rf"({_PARTICLE}{_WORD}(?:[-'’ ]{_WORD})?)\s+({_CAPITAL}{{1,3}}(?:-{_CAPITAL})?|(?:{_CAPITAL}\.[ -]?){{1,4}})"
    r"(?:\s+((?i:jr|sr)\.?|I{2,3}|IV|2nd|3rd|[4-9]th))?"
)
"""A name with its initials behind it, as in MEDLINE: `van der Sand MP`, `Reed Q Jr.`"""
_BEFORE = re.compile(rf"(?:(?:{_CAPITAL}\.[ -]?){{1,4}}|{_CAPITAL}{{1,3}} )\s*{_PARTICLE}{_WORD}.*")
"""A name with its initials before it: `O. K. Brand`."""
_NAME = re.compile(r"[^\W\d_][^,;|\n]*\s[^,;|\n]+|[^,;|\n]+,\s[^,;|\n]+")
"""What may be one name: two words, or a comma between two texts."""
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]{2,4}")
_WIDE_COMMA = re.compile(r"(?<=[\u3400-\u9fff\uac00-\ud7af])，\s*(?=[\u3400-\u9fff\uac00-\ud7af])")
"""It stands between people; a family name and a given one have a narrow comma between them, if any."""
_BODY = re.compile(
    r"(?:the\s+)?\w.* (?:Collaborations?|Consortium|(?:Study|Working) Group|Team|Investigators)", re.IGNORECASE
)
"""Several who sign as one, at the end of a list."""
_CONTACT = re.compile(
    r"\s*[(\[<]?\s*(?:ORCID(?:\s?iD)?:?\s*)?(?:https?://)?(?:orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\s?[)\]>]?"
    r"|\s*[(\[<]?(?:e-?mail:\s*)?[^\s()<>\[\],;@]{1,80}@[^\s()<>\[\],;@]{1,80}\.[a-z]{2,9}[)\]>]?",
    re.IGNORECASE,
)
_CAPITALS = re.compile(rf"[^\W\d_a-z]\S*(?:\s+{_PARTICLE}[^\W\d_a-z]\S*)+")
"""A name of people rather than of a body: `Mei van der Sand`, and not `serious institution`."""
_GLUED = re.compile(r"[;|@<>\n]|\s/\s|\set al\b|\d{4}-\d{4}", re.IGNORECASE)


def without_notes(text: str) -> str:
    """A list of names without footnotes and roles, with the commas of our alphabet: `Oto Brand$^{1,2}$ (eds.)`."""
    plain = _WIDE_COMMA.sub(";", text).replace("،", ",").replace("，", ",").replace("、", ";").replace("；", ";")
    if _MAY_BE_NOTE.search(plain):
        plain = _FOOTNOTE.sub("", _FOOTNOTE_AND_COMMA.sub("; ", _STYLED_ET_AL.sub(r"\1", plain)))
        if len(_NUMBER.findall(plain)) > 1:  # of one nobody can tell: `Group 7`
            plain = _NUMBER.sub("", plain)
    return _LOOSE_AND.sub("", " ".join(plain.split()).replace(" | ", "; "))


def split_contacts(name: str) -> tuple[str, str]:
    """A name without an e-mail address or an ORCID behind it, and the ORCID: `Ina Falk (0000-0002-1825-0097)`."""
    if "@" not in name and "-" not in name:
        return name, ""
    orcid = next((found[1] for found in _CONTACT.finditer(name) if found[1]), "")
    return _CONTACT.sub("", name) if orcid or "@" in name else name, orcid


def lines_of_names(text: str) -> list[str]:
    """The lines of a cell that has a name on each; none where they are one text that was wrapped."""
    lines = [_LOOSE_AND.sub("", line).strip(" ,;") for line in re.split(r"\n|<br\s*/?>", text) if line.strip(" ,;")]
    return lines if len(lines) > 1 and all(_NAME.fullmatch(line) for line in lines) else []


def masked(text: str) -> tuple[str, list[str]]:
    """LaTeX with each accented letter as one letter and each group as one word, and what those stand for.

    `G{\\"o}del, K., {Owls, Inc.}` has then the shape of `Gꀀdel, K., ꀁxx`.
    """
    parts: list[str] = []

    def mask(match: re.Match[str], more: str = "") -> str:
        if len(parts) == len(_MASKS):
            return match[0]
        parts.append(match[0])
        return _MASKS[len(parts) - 1] + more

    if _MASK.search(text):
        return text, []
    return _GROUP.sub(lambda group: mask(group, "xx"), _ACCENT.sub(mask, text)), parts


def unmasked(text: str, parts: Sequence[str]) -> str:
    """The text of a masked one; groups may hold masked letters."""
    for _ in range(2 if parts else 0):
        text = _MASK.sub(lambda found: parts[_MASKS.index(found[1])], text)
    return text


def is_glued(name: str) -> bool:
    """Whether a name that nothing has divided may be those of several: `Falk, Ina y Brand, Oto`."""
    chunks = _AND.split(name)
    are_people = len(chunks) > 1 and all(map(_CAPITALS.fullmatch, chunks))
    return are_people or name.count(",") > 1 or bool(_GLUED.search(name))


def split_et_al(text: str) -> tuple[str, bool]:
    """A list without `et al.` at its end, and whether there was none."""
    found = _ET_AL.search(text)
    return (text[: found.start()].rstrip(" ,;"), False) if found and found.start() else (text, True)


def divided_names(text: str) -> tuple[str, ...]:
    """The names of a text without braces, where its shape tells them for certain; else the text as one name.

    `Falk, I., Brand, O. and Sand, M.` → `Falk, I.`, `Brand, O.`, `Sand, M.`; `Owls & Co.` stays.
    """
    chunks = [chunk.strip(" ,") for chunk in _AND.split(text) if chunk.strip(" ,")]
    if len(chunks) > 1 and not all(map(_is_person, chunks)):
        chunks = [text]
    return names_of_chunks(chunks, enumerated=bool(_OXFORD.search(text)))


def names_of_chunks(chunks: Sequence[str], *, enumerated: bool = False) -> tuple[str, ...]:
    """The names of a list that its `and`s have divided, some of whose parts may still hold several.

    `enumerated` says that a comma stood before the last `and`, as in `Ina Falk, Oto Brand, and Mei Sand`.
    """
    parts = [part for chunk in chunks for part in _at_ampersands(chunk)]
    among = len(parts) > 1
    enumerated = enumerated or any(map(_OXFORD.search, chunks))
    return with_initials_in_front([name for part in parts for name in _at_commas(part, among, enumerated)])


def _at_ampersands(chunk: str) -> Sequence[str]:
    found = [part.strip(" ,") for part in chunk.split("&") if part.strip(" ,")]
    return found if len(found) > 1 and all(map(_is_person, found)) else [chunk.strip(" ,")]


def _is_person(chunk: str) -> bool:
    """Whether a text beside `&` or `and` may be a name, or several: `Owls` and `Co.` are no names."""
    return " " in chunk or "," in chunk


def _at_commas(text: str, among: bool, enumerated: bool) -> Sequence[str]:
    """The names between commas; `among` others, from which an `and` or `&` divided it."""
    parts = _with_suffixes([part.strip() for part in text.split(",") if part.strip()])
    if len(parts) < 2:
        return [text]
    if len(parts) > 2 and _BODY.fullmatch(parts[-1]):
        return [*_at_commas(", ".join(parts[:-1]), True, enumerated), parts[-1]]
    if all(map(_BEHIND.fullmatch, parts)) or all(map(_BEFORE.fullmatch, parts)):
        return parts
    if all(map(_CJK.fullmatch, parts)) and (len(parts) > 2 or min(map(len, parts)) > 2):
        return parts
    if len(parts) % 2 == 0 and len(parts) > 2 and _are_pairs(parts):
        return [", ".join(parts[n : n + 2]) for n in range(0, len(parts), 2)]
    whole = all(" " in part and not _INITIALS.fullmatch(part) and not part[0].islower() for part in parts)
    return parts if whole and (len(parts) > 2 or (among and enumerated)) else [text]


def _are_pairs(parts: Sequence[str]) -> bool:
    """Whether families and given names take turns: all given names are initials, or all parts one word."""
    given = [_SUFFIX_BEHIND.sub("", part) for part in parts[1::2]]
    if all(map(_INITIALS.fullmatch, given)):
        return True
    return all(" " not in part for part in given) and all(" " not in p or p[0].islower() for p in parts[::2])


def _with_suffixes(parts: Sequence[str]) -> list[str]:
    """A `Jr.` belongs to the name before it."""
    found: list[str] = []
    for part in parts:
        if found and _SUFFIX.fullmatch(part) and not _INITIALS.fullmatch(part):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found


def with_initials_in_front(names: Sequence[str]) -> tuple[str, ...]:
    """`Falk I`, `Brand OK` → `Falk, I.`, `Brand, O. K.`, where all names of several are written so."""
    found = [_BEHIND.fullmatch(name) for name in names]
    if len(names) < 2 or not all(found):
        return tuple(names)
    return tuple(", ".join(filter(None, (m[1], m[3], _dotted(m[2])))) for m in found if m)


def _dotted(initials: str) -> str:
    return initials if "." in initials else " ".join(f"{letter}." for letter in initials if letter != "-")
