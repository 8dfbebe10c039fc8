"""The author lists of copied pages, many of which leave names out: `I Falk, O Brand, ...`, `Ina Falk, +2 authors`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.clean.author_lists import with_initials_in_front
from generator.intake.readers.persons import divided

_MORE = re.compile(
    r"[,;\s]*(?:…|\.\.\.|\bet\.? al\.?,? \(\d+ additional authors? not shown\)|"
    r"[(\[]?\d+ additional authors? not shown[)\]]?"
    r"|\+ ?\d+ (?:more )?(?:authors?|more)\b|\band \d+ (?:more|others?|other authors?)\b|\bshow (?:all|less).*)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_EMPTY = re.compile(r"anonymous( authors?)?|authors?:?", re.IGNORECASE)
_PARTICLES = frozenset("al bin da de del della den der di do dos du el ibn la le ten ter van ver von y zu".split())
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‐])*\.?")
_NO_PERSON = re.compile(
    r"\b(universit\w+|institut\w*|college|school|labs?|laborator\w+|department|research|inc|ltd|gmbh|corp|centre|center|"
    r"academy|conference|workshop|proceedings|papers?|session|track|chairs?|committee|learning|models?|networks?)\b",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The names of a list."""

    names: tuple[str, ...]
    complete: bool = True
    last: str = ""
    """Who stands behind names that were left out: `Ina Falk, +2 authors, Mia Sand`."""
    notes: tuple[str, ...] = ()
    """What stood in parentheses behind names, mostly affiliations."""


@lru_cache(maxsize=4096)
def people_of(text: str, divider: str) -> People:
    """The names of a list, and whether it has them all; `et al.` and the marks of single pages say that it has not."""
    more = _MORE.search(text)
    listed, rest = (text[: more.start()], text[more.end() :]) if more else (text, "")
    notes = tuple(note.strip(" ()[]") for note in _NOTES.findall(listed) if not note.strip(" ()[]").isdigit())
    names = tuple(name for name in divided(_NOTES.sub("", listed).strip(" ,;·"), divider) if not _EMPTY.fullmatch(name))
    people = tuple(name for name in names if name != "others")
    return People(
        names=people,
        complete=not more and len(people) == len(names),
        last=rest.strip(" ,;.…") if more and is_person(rest.strip(" ,;.…")) else "",
        notes=notes,
    )


def initials_in_front(name: str) -> str:
    """`Falk I.` → `Falk, I.`, on pages that have all names so; what is not written so, as a group, stays."""
    return with_initials_in_front((name.removesuffix("."),) * 2)[0] if "," not in name else name


def is_person(name: str) -> bool:
    """Whether a text is written as one name is: `Mia van der Sand`, and neither `Long Papers` nor a sentence."""
    if _CJK.fullmatch(name):
        return True
    words = name.replace(",", "").split()
    if not 2 <= len(words) <= 5 or _NO_PERSON.search(name) or len(name) > 60:
        return False
    named = [word for word in words if word.lower() not in _PARTICLES]
    return bool(named) and all(_WORD.fullmatch(word) and _begins_name(word) for word in named)


def _begins_name(word: str) -> bool:
    """With a capital, or as `al-Hadi` and `d’Arc`."""
    return not word[0].islower() or bool(re.match(r"[a-z]{1,2}['’-][^\W\d_a-z]", word))


@lru_cache(maxsize=4096)
def are_people(text: str) -> bool:
    """Whether a line is a list of names and nothing else."""
    people = people_of(text, ",")
    return bool(people.names) and all(map(is_person, people.names))
