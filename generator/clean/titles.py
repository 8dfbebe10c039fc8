"""Titles as they are compared: words in one form, and what two titles of words tell apart.

Of two titles that are nearly the same, the words that differ decide, not how many letters: `Part One` and `Part Two`,
`supervised` and `unsupervised`, `are` and `are not` part two papers, while a slip, a hyphen, the end of a word or
`(tutorial)` does not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from generator.clean.text import fold

SMALL = frozenset(
    "a an and as at by de der des die das du el et for from in into is its la le les of on or over per the their this "
    "to un une und via with within without upon it be are was were s t d l".split()
)
"""Words of which none names a paper; `not` is none of them."""
KINDS = frozenset(
    "abstract abstracts article best book camera chair chairs chapter column comments contents demo demonstration "
    "demonstrations draft edition editor editorial editors extended foreword full guest index industrial industry "
    "introduction invited issue keynote lecture letter long manuscript message news note notes oral panel paper papers "
    "poster posters preface preliminary preprint presentation program prototype report research review reviews revised "
    "session short special speech submitted summary supplement supplementary talk tutorial tutorials version "
    "workshop work exhibit group gt raquo quot nbsp english german french spanish chinese russian italian portuguese "
    "japanese korean polish dutch translated thesis dissertation technical tr welcome obituary announcement "
    "announcements proceedings conference committee president interview appendix bibliography references "
    "acknowledgments acknowledgements conclusion conclusions discussion overview".split()
)
"""Words that say what kind of text it is; alone they name no paper either: `Guest Editor's Introduction`."""
YEARLY = frozenset(
    "overview report reports findings proceedings annual yearbook challenge workshop task track conference highlights "
    "newsletter bulletin statistics evaluation campaign competition symposium reply response comment letter".split()
)
"""Words of titles that come again each year."""
_NOTICES = frozenset(
    "erratum errata corrigendum corrigenda addendum addenda correction corrections retraction retracted withdrawn "
    "withdrawal comment commentary reply response rejoinder concern protocol".split()
)
_NOT = frozenset("not no non never cannot without nor neither un isnt arent doesnt dont cant wont".split())
_ABOUT = frozenset(("on", "of", "to", "for"))
_PARTS = frozenset("part parts volume vol chapter episode".split())
_PREFIXES = tuple(
    "counter hetero pseudo hyper inter intra macro micro multi quasi super trans under cross anti homo hypo mono over "
    "poly post self semi meta dis mis non pre sub tri uni an bi co de il im in ir re un a".split()
)
"""The longest first."""
_OPPOSITES = tuple(
    frozenset(pair.split("/"))
    for pair in (
        "offline/online static/dynamic upper/lower directed/undirected men/women male/female boys/girls young/old "
        "linear/nonlinear left/right local/global sparse/dense shallow/deep short/long small/large low/high old/new "
        "positive/negative forward/backward hard/soft strong/weak early/late internal/external explicit/implicit "
        "centralized/distributed centralized/decentralized discrete/continuous deterministic/stochastic "
        "deterministic/probabilistic exact/approximate convex/concave finite/infinite bounded/unbounded "
        "classical/quantum rural/urban acute/chronic adults/children encoder/decoder data/web text/image "
        "text/speech image/video increase/decrease increasing/decreasing minimum/maximum minimizing/maximizing "
        "minimization/maximization winter/summer spring/autumn north/south east/west northern/southern "
        "eastern/western discriminative/generative lossy/lossless wired/wireless public/private open/closed "
        "synchronous/asynchronous symmetric/asymmetric first/last top/bottom input/output read/write parallel/serial "
        "macro/micro affect/effect adoption/adaption adoption/adaptation vision/fission fusion/fission".split()
    )
)
_NAMED = frozenset(
    "english german french spanish chinese mandarin cantonese russian italian portuguese japanese korean polish dutch "
    "arabic hebrew hindi urdu bengali tamil telugu marathi gujarati punjabi kannada malayalam odia nepali sinhala "
    "sanskrit persian farsi turkish kurdish azerbaijani kazakh uzbek mongolian tibetan thai vietnamese khmer lao "
    "burmese indonesian malay javanese tagalog filipino swahili somali amharic hausa yoruba igbo zulu xhosa afrikaans "
    "shona kinyarwanda oromo tigrinya wolof greek latin romanian bulgarian serbian croatian bosnian slovenian slovene "
    "slovak czech hungarian finnish estonian latvian lithuanian ukrainian belarusian swedish norwegian danish "
    "icelandic faroese irish welsh scottish breton basque catalan galician maltese albanian armenian georgian yiddish "
    "esperanto quechua guarani nahuatl maya navajo cherokee inuktitut hawaiian maori samoan "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december spring summer autumn winter "
    "africa america asia europe australia austria germany france spain china russia italy portugal japan korea poland "
    "netherlands belgium switzerland sweden norway denmark finland iceland ireland england scotland wales britain "
    "uk usa canada mexico brazil argentina chile peru colombia india pakistan bangladesh nepal iran iraq israel egypt "
    "turkey greece romania bulgaria hungary ukraine nigeria kenya ethiopia ghana uganda tanzania vietnam thailand "
    "indonesia malaysia philippines singapore taiwan".split()
)
"""Languages, countries, times: names of which a study has one, and the next of the series another."""
_SPELLED_OUT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split()
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_NUMBERS = (
    {word: str(n) for n, word in enumerate(_SPELLED_OUT)}
    | {word: str(n) for n, word in enumerate(_ORDINALS)}
    | {word: str(n) for n, word in enumerate(_ROMAN, 1) if len(word) > 1}
)
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r"v\d+|version")
_DEBRIS = re.compile(
    r" (?:in proc|in proceedings|proc of|proceedings of|submitted|to appear|technical report|tech rep|tech report|"
    r"ph ?d thesis|master s thesis|doi|http|https|www|available at|unpublished)(?: .*)?$"
)
"""What citations leave behind a title: `Owls in proc of OWL 1997`."""
_APOSTROPHE = re.compile(r"(?<=\w)n['’]t\b", re.IGNORECASE)
_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd](?=[^\W\d_])")
"""A letter that nobody could decode: `Th?mis`."""
_ENDS = frozenset("d ed r er ers ing ings al ly ic ical".split())
_TYPO = 5
"""Of shorter words, one letter makes another word: `jet` and `net`."""


@lru_cache(maxsize=1 << 16)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title in one form: `Part III: Owls aren't “seen”` → `part 3 owls are not seen`.

    What citations leave behind a title of three words or more is cut off.
    """
    folded = fold(_LOST.sub("", _APOSTROPHE.sub(" not", title)))
    if (cut := _DEBRIS.search(folded)) and folded.count(" ", 0, cut.start()) >= 2:
        folded = folded[: cut.start()]
    return tuple(_NUMBERS.get(word) or _plain_number(word) for word in folded.split())


def _plain_number(word: str) -> str:
    match = _ORDINAL.fullmatch(word) if word[0].isdigit() else None
    return match[1] if match else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the words of two titles differ."""

    common: tuple[str, ...] = ()
    """Words of both, small ones too."""
    spelled: tuple[tuple[str, str], ...] = ()
    """Words that are spellings or forms of one: `optimise` and `optimization`."""
    ours: tuple[str, ...] = ()
    """Words of the first that say something and that the second lacks."""
    theirs: tuple[str, ...] = ()
    kind: str = ""
    """What makes them two papers: `different numbers in the titles`; empty where nothing does."""
    ordered: bool = True
    """Whether the common words stand in one order."""
    inside: bool = False
    """Whether one title is the beginning or the end of the other."""


@lru_cache(maxsize=1 << 14)
def compare_titles(a: tuple[str, ...], b: tuple[str, ...]) -> Difference:
    """How two titles in words differ; `Persis-tent threads` and `Persistent threads` do not."""
    if a == b or "".join(a) == "".join(b):
        return Difference(common=min(a, b))
    both = Counter(a) & Counter(b)
    ours, theirs = _rest(a, both), _rest(b, both)
    glued = _glued(ours, theirs) or _glued(theirs, ours)
    if "".join(ours) == "".join(theirs):
        glued = {*ours, *theirs}
    ours, theirs = _without(ours, glued), _without(theirs, glued)
    spelled = tuple(_spellings(ours, theirs))
    ours = _without(ours, {one for one, _ in spelled})
    theirs = _without(theirs, {one for _, one in spelled})
    tail = _subtitle(a, b)
    rests = (_without(words, tail) for words in (ours, theirs))
    kind = _kind(*rests) or _kind_of_small(ours, theirs)
    return Difference(
        common=tuple(both.elements()),
        spelled=(*spelled, *((word, word) for word in sorted(glued))),
        ours=_telling(ours, a),
        theirs=_telling(theirs, b),
        kind=kind,
        ordered=_rest(a, Counter(ours)) == _rest(b, Counter(theirs)) or bool(spelled or glued),
        inside=_is_inside(a, b),
    )


def _rest(words: Sequence[str], without: Counter[str]) -> tuple[str, ...]:
    left, kept = Counter(without), []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            kept.append(word)
    return tuple(kept)


def _without(words: Sequence[str], gone: set[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in gone)


def _glued(ours: Sequence[str], theirs: Sequence[str]) -> set[str]:
    """Words of which one title has two where the other has one: `data base`, `database`."""
    pairs = {one + other: (one, other) for one, other in pairwise(ours)}
    return {word for whole in theirs if whole in pairs for word in (whole, *pairs[whole])}


def _spellings(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    left = list(theirs)
    for word in ours:
        if other := next((one for one in left if is_spelling(word, one)), None):
            left.remove(other)
            found.append((word, other))
    return found


def is_spelling(a: str, b: str) -> bool:
    """Whether two words are spellings or forms of one: `colour` and `color`, `query` and `queries`; never opposites."""
    shorter, longer = sorted((a, b), key=len)
    if shorter.isdigit() or longer.isdigit() or len(shorter) < 3 or _are_opposite(a, b):
        return False
    if {a, b} <= _NAMED:
        return False
    if longer in (f"{shorter}s", f"{shorter}es") or (shorter[-1] == "y" and longer == f"{shorter[:-1]}ies"):
        return True
    if len(shorter) > 3 and longer.startswith(shorter) and longer[len(shorter) :] in _ENDS:
        return True
    stem = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shorter))
    if stem >= 6 and len(longer) - stem <= 6:
        return True
    if len(shorter) < _TYPO or (a[0] != b[0] and a[:2] != b[1::-1]):
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if len(shorter) > 8 else 1)


def _are_opposite(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if longer.endswith(shorter) and longer[: -len(shorter)] in _PREFIXES:
        return True
    if {a, b} in _OPPOSITES:
        return True
    one, other = (next((prefix for prefix in _PREFIXES if word.startswith(prefix)), "") for word in (a, b))
    rest = a[len(one) :]
    return bool(one and other and one != other and rest == b[len(other) :] and len(rest) > 2)


def _kind(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """What makes two titles two papers, of the words that differ."""
    both = {*ours, *theirs}
    if notices := both & _NOTICES:
        return f"only one is a {min(notices)}"
    if {*ours} & _NOT != {*theirs} & _NOT:
        return "one says not what the other says"
    numbers, others = _numbers(ours), _numbers(theirs)
    if (numbers and others) or any(not _YEAR.fullmatch(n) for n in (*numbers, *others)):
        return "different numbers in the titles"
    if both & _PARTS and not ({*ours} & _PARTS and {*theirs} & _PARTS):
        return "one is a part"
    if {*ours} & _NAMED and {*theirs} & _NAMED:
        return "different names in the titles"
    if any(_are_opposite(one, other) for one in ours for other in theirs):
        return "opposite words in the titles"
    return ""


def _kind_of_small(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Of single letters: `Part A` and `Part B`; `Part I` and `Part`."""
    letters, others = ([word for word in words if len(word) == 1 and word.isalpha()] for words in (ours, theirs))
    if letters and others:
        return "different letters in the titles"
    return "different numbers in the titles" if {*letters, *others} & {"i", "v", "x"} else ""


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def _telling(words: Sequence[str], title: Sequence[str]) -> tuple[str, ...]:
    """The words that say more than what kind of text it is; of `Report on Owls` and `Owls`, `report`."""
    kinds = KINDS - {word for word, behind in pairwise(title[:4]) if behind in _ABOUT}
    return tuple(
        word for word in words
        if word not in SMALL and word not in kinds and not _VERSION.fullmatch(word) and not _YEAR.fullmatch(word)
    )  # fmt: skip


def _subtitle(a: Sequence[str], b: Sequence[str]) -> set[str]:
    """Numbers that stand in the subtitle of one title only: `Owls: lessons of 9 years`, but not `Owls 9: lessons`."""
    shorter, longer = sorted((tuple(a), tuple(b)), key=len)
    rest = longer[len(shorter) :]
    if longer[: len(shorter)] != shorter or not rest or rest[0].isdigit() or {*rest} & _PARTS:
        return set()
    return {word for word in rest if word.isdigit()}


def _is_inside(a: Sequence[str], b: Sequence[str]) -> bool:
    shorter, longer = sorted((tuple(a), tuple(b)), key=len)
    return longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter
