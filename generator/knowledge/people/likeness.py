"""How two names can be one person's, in words. Whether they are one person's, other things must tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from generator.clean.names import name_parts
from generator.clean.text import fold
from generator.knowledge.people.signing import is_abbreviated, name_key

_FORMS_OF_ONE_NAME = (
    "alexander alex sasha,alexandra alex sasha,andrew andy drew,anthony tony,benjamin ben,bradley brad,"
    "catherine kate cathy,charles charlie chuck,christina chris tina,christopher chris,daniel dan danny,david dave,"
    "deborah debbie deb,dmitry dima dmitri dmitriy,donald don,douglas doug,edward ed eddie,elizabeth liz beth betsy,"
    "evgeny eugene yevgeny,frederick fred,gabriel gabe,geoffrey geoff,gregory greg,jacob jake,james jim jimmy,"
    "jeffrey jeff,jennifer jen jenny,jessica jess,jonathan jon,joseph joe,joshua josh,katherine kate katie,"
    "kenneth ken,lawrence larry,leonard leo len,margaret maggie meg,matthew matt,maximilian max,michael mike mick,"
    "mikhail misha michael,mohammad mohammed muhammad mohamed,nathaniel nathan nate,nicholas nick,nikolai nikolay,"
    "oliver ollie,pamela pam,patricia pat,patrick pat,peter pete,philip phil phillip,raymond ray,rebecca becky,"
    "richard rick dick,robert bob rob,ronald ron,samuel sam,sergey sergei serge,stephen steve,steven steve,stuart stu,"
    "susan sue,theodore ted,thomas tom,timothy tim,victoria vicky,vincent vince,vladimir vlad,walter walt,william bill,"
    "zachary zach zack"
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
TYPO_LENGTH = 5
"""Of two shorter words that differ in a letter, both are most often right: `Jing` and `Jiang`."""


def _forms() -> dict[str, set[str]]:
    forms: dict[str, set[str]] = {}
    for group in _FORMS_OF_ONE_NAME.split(","):
        for name in group.split():
            forms.setdefault(name, set()).update(group.split())
    return forms


_FORMS = _forms()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Likeness:
    """What is compatible about two names."""

    strength: int
    """From 0, which many pairs of strangers have too, to 4."""
    reason: str


ONE_ORCID = Likeness(strength=4, reason="one ORCID stands beside both, though no word of the names is the same")
SPACES = Likeness(strength=4, reason="only spaces or hyphens differ")
UMLAUT = Likeness(strength=4, reason="“ü” may be written “ue”, and so on")
MIDDLE = Likeness(strength=4, reason="one has a middle name more")
MIDDLE_INITIAL = Likeness(strength=4, reason="an initial may stand for the middle name")
SCRIPT = Likeness(strength=3, reason="the same name in another script")
PARTICLE = Likeness(strength=3, reason="one has a particle more")
FORM = Likeness(strength=3, reason="two forms of one given name")
TYPO = Likeness(strength=2, reason="one letter differs")
ORDER = Likeness(strength=3, reason="the same words in another order")
SUFFIX = Likeness(strength=2, reason="one has a suffix")
INITIAL = Likeness(strength=1, reason="an initial may stand for the given name")
MORE_INITIALS = Likeness(strength=1, reason=MIDDLE.reason)
INITIALS = Likeness(strength=0, reason="an initial may stand for the given name, and one has a middle name more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A person's name, folded for comparison."""

    given: tuple[str, ...]
    """`jianyun` of `Jian-Yun`, `j` and `y` of `J.-Y.`"""
    particle: str
    family: str
    """Without the particle: `berg` of `van der Berg`."""
    run: str
    """All letters in order: `vanderberg` at the end of all its spellings."""
    expanded: str
    """The same with `ue` for `ü`; empty where there is nothing of the kind."""
    suffix: str
    abbreviated: bool
    chinese: bool

    @property
    def turned(self) -> str:
        """All letters, the family name first, as in Chinese."""
        return "".join((self.particle, self.family, *self.given))


@lru_cache(maxsize=1 << 16)
def parse_spelling(name: str) -> Spelling | None:
    """The spelling of a name; a collaboration has none, for nothing is an initial of it."""
    parts = name_parts(name)
    if parts.collective or not fold(name):
        return None
    given = tuple(word for token in parts.given.split() for word in _given_words(token))
    whole = " ".join((parts.given, parts.particle, parts.family))
    other = whole.translate(_UMLAUTS)
    return Spelling(
        given=given,
        particle=_letters(parts.particle),
        family=_letters(parts.family),
        run=_letters(whole),
        expanded=_letters(other) if other != whole else "",
        suffix=fold(parts.suffix),
        abbreviated=is_abbreviated(name),
        chinese=bool(name_key(name)[1]),
    )


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _given_words(token: str) -> list[str]:
    words = fold(token).split()
    return words if all(len(word) == 1 for word in words) else ["".join(words)]


def block_keys(spelling: Spelling) -> Iterator[str]:
    """Keys of which two compatible names share one. Those that end in `.` are for pairs with an abbreviated name."""
    own = spelling
    yield from {own.run, own.turned, own.expanded or own.run}
    if not own.given:
        return
    first = own.given[0]
    yield f"{own.family} {first[0]}."
    if own.abbreviated:
        return
    yield from (f"{own.family} {form}" for form in sorted(_FORMS.get(first, {first})))
    if len(first) >= TYPO_LENGTH - 1:
        yield from {f"{own.family}~{first[:n]}{first[n + 1 :]}" for n in range(len(first))} | {f"{own.family}~{first}"}
    if len(own.family) >= TYPO_LENGTH - 1:
        family = own.family
        yield from {f"{first}^{family[:n]}{family[n + 1 :]}" for n in range(len(family))} | {f"{first}^{family}"}


def compare_names(a: Spelling, b: Spelling) -> Likeness | None:
    """What is compatible about two names that are not the same, or None; the weakest link counts."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return None
    found = _same_letters(a, b) or _same_family(a, b)
    if not found and sorted((*a.given, a.particle, a.family)) == sorted((*b.given, b.particle, b.family)):
        found = ORDER
    found = found or _one_letter(a, b)
    return SUFFIX if found and a.suffix != b.suffix and found.strength > SUFFIX.strength else found


def _same_letters(a: Spelling, b: Spelling) -> Likeness | None:
    if a.chinese != b.chinese:
        return SCRIPT if {a.run, a.turned} & {b.run, b.turned} else None
    if a.run == b.run:
        return SCRIPT if a.chinese else SPACES if a.suffix == b.suffix else SUFFIX
    return UMLAUT if a.run == b.expanded or b.run == a.expanded else None


def _same_family(a: Spelling, b: Spelling) -> Likeness | None:
    """Of one family name, and given names that do not contradict each other."""
    if a.family != b.family or (a.particle and b.particle and a.particle != b.particle):
        return None
    links = _given_links(a.given, b.given)
    if links is None:
        return None
    if a.particle != b.particle:
        links.append(PARTICLE)
    return min(links, key=lambda link: link.strength, default=None)


def _given_links(ours: Sequence[str], theirs: Sequence[str]) -> list[Likeness] | None:
    if not ours or not theirs:
        return None
    (first, *middle), (other, *others) = sorted((ours, theirs), key=len)
    links: list[Likeness] = []
    if first != other:
        if other in _FORMS.get(first, ()):
            links.append(FORM)
        elif first[0] == other[0] and 1 in (len(first), len(other)):
            links.append(INITIAL)
        else:
            return None
    rest = iter(others)
    for word in middle:
        match = next((one for one in rest if one == word or (one[0] == word[0] and 1 in (len(one), len(word)))), None)
        if match is None:
            return None
        if match != word:
            links.append(MIDDLE_INITIAL)
    if len(others) > len(middle):
        links.append(MIDDLE if len(other) > 1 else MORE_INITIALS if first == other else INITIALS)
    return links


def _one_letter(a: Spelling, b: Spelling) -> Likeness | None:
    """A slip in the given or in the family name, both written out."""
    if a.abbreviated or b.abbreviated or not a.given or not b.given or a.given[1:] != b.given[1:]:
        return None
    pairs = ((a.given[0], b.given[0]), (a.family, b.family))
    unlike = [pair for pair in pairs if pair[0] != pair[1]]
    slip = len(unlike) == 1 and min(map(len, unlike[0])) >= TYPO_LENGTH and OSA.distance(*unlike[0]) == 1
    return TYPO if slip else None
