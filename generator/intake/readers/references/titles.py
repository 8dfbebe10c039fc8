"""Where the title of a reference ends: at its closing quote, or at a full stop that is no abbreviation's."""

import re

from generator.intake.readers.references.namelists import UPPER

_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "``": "''", "'": "'", "‹": "›", "「": "」", "《": "》"}
_OPENING = re.compile(r"\s*(“|\"|‘|«|„|``|'|‹|「|《)\s?")
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(\[“\"-])(?:{UPPER}|[a-z]|Proc|Conf|Trans|Lett|Ann|Appl|Comput|Comp|Sci|Int|Internat|Symp|Lang|Learn|"
    r"Intell|Adv|Process|Meet|Rev|St|vs|v|[Nn]o|[Vv]ol|[Vv]ols|al|etc|cf|approx|ca|resp|Eng|Math|Phys|Res|Tech|Techn|"
    r"Univ|Dr|Prof|Mr|"
    r"Mrs|Ms|Jr|Sr|[Ee]d|[Ee]ds|edn|Bd|Nr|S|pp|p|ch|sec|Fig|Eq|Dept|Inst|Assoc|Soc|Acad|Nat|Natl|Am|Amer|Eur|Br|Brit|"
    r"Ger|Jpn|Chin|Chem|Biol|Med|Psychol|Neurosci|Neural|Inf|Inform|Syst|Softw|Commun|Netw|Mach|Artif|Stat|Statist|"
    r"Ser|Suppl|Mem|Bull|Arch|Acta|Mon|Not|Astron|Astrophys|Geophys|Opt|Electron|Electr|Mech|Mater|Environ|Econ|Soc|"
    r"Philos|Ling|Linguist|Cogn|Exp|Theor|Theoret|Annu|Assn|Gov|Corp|Inc|Ltd|Co|u\.?\s?a|z\.\s?B|i\.\s?e|e\.\s?g|"
    r"a\.k\.a)$"
)
_STOP = re.compile(
    rf"(,|\.,)\s(?=in:?\s{UPPER}|In:\s|eds?\.\s)|([.?!]|\.\.\.|…)[”\"’»)\]]?\s+(?=[\[(“\"‘«{{]?(?:{UPPER}|\d)|"
    rf"[a-z]?[A-Z]|[Ii]n:?\s|ar[Xx]iv|bioRxiv|medRxiv|doi|https?:|e[A-Z]|np?j\b|pp?\.)"
)
_VENUE = re.compile(
    r"(?:In|in|En|Dans|IN):?\s+(?=\S)|(?:[Ii]n\s)?(?:the\s)?(?:\d+\w*\s)?(?:Proc\b|Proceedings|Conference|Workshop|"
    r"Symposium|"
    r"Advances|Trans\b|Transactions|Journal|J\.|Ann\b|Annals|Annual|International|IEEE|ACM|Communications|"
    r"Lecture Notes|"
    r"Bulletin|Review|Rev\b|Letters|Magazine|Archives?\b|arXiv|ArXiv|bioRxiv|medRxiv|CoRR|SSRN|Preprint|preprint|"
    r"Unpublished|Manuscript|Technical|Tech\b|Report|Research|Working|Ph\.?\s?D|PhD|Doctoral|Master|MSc|M\.?\s?Sc|"
    r"Thesis|Diss|"
    r"Bachelor|Diploma|Univ|MIT|Cambridge|Oxford|Springer|Elsevier|Wiley|Academic|Addison|Prentice|McGraw|Morgan|CRC|"
    r"Association|Curran|PMLR|JMLR|AAAI|OpenReview|Nature|Science|PLo?S|Online|URL|Available|Retrieved|Accessed|"
    r"Blog|Website|Software|Dataset|Data set|https?:|www\.|doi|DOI|\d+(?:st|nd|rd|th)\b|[A-Z]{2,}\b)"
)
_PART = re.compile(r"(?:Part|Teil|Volume|Book|Chapter)\s(?:[IVX]+|\d+|One|Two|Three|Four|A|B)\b|[IVX]{1,4}\.\s(?!\d)")
_PROCEEDINGS = re.compile(
    r"in:?\s(?:the\s)?(?:\d+\w*\s)?(?:Proc|International|Conference|Advances|IEEE|ACM|Workshop|Symposium|Annual)"
)
_NUMBERED = (
    rf"(?:{UPPER}[\w-]{{0,9}}\.,?\s?|[Aa]?{UPPER}[\w&’'-]*,?\s|(?:of|the|and|for|on|in|de|der|&)\s){{1,10}}"
    r"\(?(?:vol|no|pp|\d)"
)
_JOURNAL = re.compile(rf"{_NUMBERED}|"
    rf"(?:{UPPER}|e{UPPER}|npj)[^.?!“”\"]*?(?:[,.;]?\s|\()(?:vol\.?|no\.?|pp?\.|pages|\d{{1,4}}\s?[(:,;.–-]|(?:19|"
    rf"20)\d\d\b|\(?\d)"
)
"""A text that has the numbers of a journal behind its name: `Annals of Applied Tides, 4(1)`."""
_PLACE = re.compile(
    rf"(?:{UPPER}[\w’'-]+\.?,?\s?){{1,4}}:\s{UPPER}[^.:]{{2,60}}?(?:[.,]\s?(?:(?:19|20)\d\d\.?)?)?$"
)
"""A city and a publisher, and nothing behind them but a year."""
_HOUSE = re.compile(
    r"Press\b|Publish|Verlag|Books?\b|Editions?\b|University|Institut|Société|Society|\bInc\b|Ltd|& Sons|Universit"
)
_FAR = 300
"""Characters behind which no title ends that is asked about."""
_DESCRIBED = re.compile(
    r"\s*(?:\[[^\]]{2,60}\]|[\[(](?:\d+\w*\s?(?:rev\.\s?)?(?:ed|edn|edition|Aufl)\b[^)\]]*|Vol\.[^)\]]*|"
    r"(?:Doctoral|Master|Publication No|Tech|Report|Version|Working|NIST|arXiv|Unpublished)[^)\]]*)[\])]|"
    r"\([^()]*,\s(?:Eds?|Trans)\.\))"
)


def split_title(text: str) -> tuple[str, str, bool]:
    """(title, what follows, whether it was in quotes) of a text that begins with the title."""
    if quoted := _quoted(text):
        return *quoted, True
    return *_sentence(text), False


def _quoted(text: str) -> tuple[str, str] | None:
    """The text between quotes that a text begins with; quotes in it count where they can be told apart."""
    if not (opening := _OPENING.match(text)):
        return None
    mark, closing = opening[1], _QUOTES[opening[1]]
    depth, place = 1, opening.end()
    while place < len(text):
        if mark not in (closing, "‘") and text.startswith(mark, place):
            depth += 1
        elif text.startswith(closing, place) and _closes(text, place, mark, closing):
            depth -= 1
            if not depth:
                return _whole(text[opening.end() : place].strip(), text[place + len(closing) :])
        place += 1
    return None


def _whole(inside: str, rest: str) -> tuple[str, str] | None:
    """A title between quotes; none where the quotes are its own: `“Why Trust You?”: Explaining …`."""
    if re.match(r"[:?!]|\s?[-–—]\s|,?\s[a-z]{2,}(?<!\sin)\s|\w", rest) and not inside.endswith((",", ".")):
        return None
    if inside.endswith(("?", "!")) and not rest.startswith((",", ".")) and rest.strip() and not is_venue(rest):
        return None
    return inside.rstrip(",. ") if not inside.endswith("...") else inside, rest


def _closes(text: str, place: int, mark: str, closing: str) -> bool:
    """Whether a quote ends here: of those that look alike, and of apostrophes, only beside a stop."""
    if mark not in ("‘", "'", '"'):
        return True
    behind = text[place + len(closing) : place + len(closing) + 2]
    before = text[place - 1]
    if mark == '"':
        return before in ",.?!" or not behind or behind[0] in ",.;:(" or behind == " ("
    return (before in ",.?!" and behind[:1] in ("", " ")) or behind[:1] in (",", ".", ";") or behind == " ("


def _sentence(text: str) -> tuple[str, str]:
    for stop in _STOP.finditer(text):
        head, rest = text[: stop.start()], text[stop.end() :]
        if stop[1] == "," and rest.startswith("ed"):
            continue
        if stop[1]:
            if stop[1] == ".," or rest.startswith(("in:", "In:")) or _PROCEEDINGS.match(rest):
                return head.rstrip("."), rest
            continue
        if stop[2] == "." and (_is_abbreviated(head, rest) or _PART.match(rest)):
            continue
        if stop[2] in "?!" and _goes_on(rest):
            continue
        return head + (stop[2] if stop[2] in "?!" else ""), rest
    return text.strip().rstrip("."), ""


def _is_abbreviated(head: str, rest: str) -> bool:
    if not _ABBREVIATION.search(head[-24:]):
        return False
    last = head[-24:].split()[-1] if head.split() else ""
    if re.match(r"[Ii]n:?\s", rest) and len(last) > 1:
        return False
    # A title may end in a letter or a word that abbreviates something else: `… of Vitamin D. Nature, 12(3):4–5.`
    return not (head.count(" ") > 2 and len(last) > 2 and _VENUE.match(rest))


def _goes_on(rest: str) -> bool:
    """Whether a title goes on behind its question mark: the next sentence is no venue, and one follows it."""
    if _VENUE.match(rest):
        return False
    title, more = _sentence(rest[:_FAR])
    is_text = len(title.split()) > 1 and not re.search(r"[\d.]", title)
    return is_text and not re.match(r"[\d(]", more) and is_venue(more)


def is_venue(text: str) -> bool:
    """Whether a text begins with what stands behind a title: a venue, a publisher, an address, a date."""
    plain = text.lstrip(" .,;:")
    if not plain:
        return False
    first = re.split(r"(?<=[^\W\d]{3})\.\s", plain[:_FAR])[0]
    return bool(
        _VENUE.match(plain)
        or _JOURNAL.match(plain)
        or _HOUSE.search(first)
        or _PLACE.match(plain)
        or re.match(r"(?:\(?(?:19|20)\d\d|[“\"‘]|\d+\s?[(:,]|\(|\[)", plain)
    )


def without_description(title: str) -> tuple[str, str]:
    """A title without what is said of it in brackets behind it, and that: `Owls (2nd ed.)`, `Owls [Data set]`."""
    if (found := re.search(rf"{_DESCRIBED.pattern}\s*\.?$", title)) and found.start():
        return title[: found.start()].rstrip(), found[0].strip()
    return title, ""
