"""Links in scraped text: found, cut free from the words they are glued to, mended in place.

Pages lose the spaces around a link, put footnote numbers before it and full stops behind it:
`available athttps://github.com/a/b.`, `training111https://github.com/a/EasyLMand evaluating`.
"""

import re

from generator.clean.identifiers import id_in_url
from generator.clean.urls import kind_of, parse_url
from generator.model import Link

_IN_URL = r"[^\s<>\"{}|\\^`]"
# A new `http` ends the address before it, unless it belongs to it: `web.archive.org/web/2020/https://…`.
_TOKEN = re.compile(rf"https?://(?:(?!(?<![/=])https?://){_IN_URL})+", re.IGNORECASE)

# --- Before a link ---------------------------------------------------------------------------------------------------

_PREPOSITIONS = r"at|in|on|from|via|to|see|and|or|with"
# Without a scheme only hosts are believed that papers name all the time: `e.g.this` is no link.
_HOSTS = (
    "github.com/", "gitlab.com/", "bitbucket.org/", "huggingface.co/", "zenodo.org/", "youtu.be/", "aka.ms/",
    "anonymous.4open.science/",
)  # fmt: skip
_BARE = re.compile(
    rf"(?<![\w./@:-])(?P<glued>{_PREPOSITIONS})?(?P<link>(?:www\.)?(?:{'|'.join(map(re.escape, _HOSTS))}){_IN_URL}+)",
    re.IGNORECASE,
)
_BARE_PAGE = re.compile(rf"(?<![\w./@:-])(?P<page>[a-z0-9][a-z0-9-]*\.github\.io\b(?:/{_IN_URL}*)?)", re.IGNORECASE)
# Where the sentence so far wants a preposition, the `at` of `attact-benchmark.github.io` is that and not the name's.
_WANTING = re.compile(r"\b(available|accessible|found|released|hosted|published|provided|shared|online)\s+$", re.I)
_GLUED_PREPOSITION = re.compile(r"(?:at|in|on|from|via)(?=[a-z0-9])")

# LaTeXML prints a footnote's number three times: `training111https://`, `GPT-4.222Our code is at`.
_FOOTNOTE = re.compile(r"(?:(?<=[A-Za-z)]\.)|(?<=\))) ?([1-9]\d?)\1\1(?=[A-Z][a-z]*[\s:])")
_THRICE = re.compile(r"([1-9]\d?)\1\1[A-Z]")
"""All that is looked for at first: a number is rarer than a full stop."""
_FOOTNOTE_IN_WORDS = re.compile(r"(?<=[a-z])([1-9]\d?)\1\1(?=[A-Z][a-z]*[\s:])")
_FOOTNOTE_AT_LINK = re.compile(
    r"(?:(?<=[a-z.)])| )([1-9]\d?)\1\1$|[¹²³⁴⁵⁶⁷⁸⁹⁰]+$|(?<=[a-z)]\.) ?\d{1,2}$|(?<=available)\d{1,2}$"
)


def find_links(text: str) -> tuple[str, tuple[Link, ...]]:
    """The text with its links mended in place, and the links, each once, in the order of the text.

    `Code:https://github.com/a/b..` gives `Code: https://github.com/a/b.` and the code link `https://github.com/a/b`.
    An arXiv, DOI or similar address is mended too, but is an id and no link.
    """
    rest = _with_schemes(_FOOTNOTE.sub(" ", text) if _THRICE.search(text) else text)
    if "://" not in rest or not _TOKEN.search(rest):
        return rest, ()
    rest = _FOOTNOTE_IN_WORDS.sub(" ", rest)
    done, links = "", []
    while match := _TOKEN.search(rest):
        before, after = done + rest[: match.start()], rest[match.end() :]
        address, tail = _cut(match[0], before[-1:].isalnum(), after)
        url = parse_url(address)
        before, after = _mended(before, tail + after)
        if url and not id_in_url(url):
            links.append(Link(kind=kind_of(url, before), url=url))
        done, rest = before + (url or address), after
    return done + rest, tuple(dict.fromkeys(links))


def _with_schemes(text: str) -> str:
    """`https://` put before addresses that lack it, after the word that is glued to them: `atgithub.com/a/b`."""
    plain = text.casefold()  # to look for a host first is much faster than to look for an address
    if any(host in plain for host in _HOSTS):
        text = _BARE.sub(lambda match: f"{match['glued'] or ''}https://{match['link']}", text)
    return _BARE_PAGE.sub(_with_scheme, text) if ".github.io" in plain else text


def _with_scheme(match: re.Match[str]) -> str:
    page, glued = match["page"], ""
    if _WANTING.search(match.string[: match.start()]) and (preposition := _GLUED_PREPOSITION.match(page)):
        glued = preposition[0]
    return f"{glued}https://{page[len(glued) :]}"


def _mended(before: str, after: str) -> tuple[str, str]:
    """The text on both sides of a link with the spaces it has lost and without what does not belong there."""
    before = _FOOTNOTE_AT_LINK.sub(" ", before)
    if before.endswith("{") and after.startswith("}"):
        before, after = before[:-1], after[1:]
    if before[-1:].isalnum() or before.endswith((":", ",", ";", ".", ")")):
        before += " "
    after = re.sub(r"^\s+(?=[.,;](\s|$))", "", after)
    return before, re.sub(r"^\.\.(?=\s|$)", ".", after)


# --- Behind a link ---------------------------------------------------------------------------------------------------

_PUNCTUATION = re.compile(r"[.,;:!?'\"”’*…]+$")
_BRACKETS = {")": "(", "]": "["}
_LONG, _SHORT = "and|our|for|with|along|the|which|where|while|that|from", "to|in|on|is|are|as|or|we|at|by"
_LONG_WORD = re.compile(rf"(?P<stem>.+?)(?P<word>{_LONG})$")
_SHORT_WORD = re.compile(rf"(?P<stem>.+?)(?P<word>{_SHORT})$")
_NEW_SENTENCE = re.compile(r"\.(We|Our|The|This|These|In|It|All|To|As|Code|Data)$")
_DOMAIN_AND_WORD = re.compile(rf"(https?://[\w.-]+\.(?:com|org|net|edu|io|dev|ai|app))(?:{_LONG}|{_SHORT})", re.I)
# Words that merely end like one that could be glued: `github.com/a/command` is no `comm` and …
_WHOLE_WORDS = frozenset(
    "command brand island hand understand expand demand sand land band stand operand thousand grand strand errand "
    "husband garland wand flavour colour labour tour hour four behaviour neighbour harbour vapour your humour rumour "
    "pour favour armour honour parkour contour detour bathe breathe lathe clothe soothe everywhere elsewhere anywhere "
    "nowhere somewhere meanwhile therefrom therefor herewith".split()
)


def _cut(token: str, glued_before: bool, after: str) -> tuple[str, str]:
    """A token as the address in it and what sticks to its end: `…/b).` → `…/b` and `).`, `…/EasyLMand` → ` and`."""
    address = _without_punctuation(token)
    if address != token or not re.match(r"\s+[a-z]|https?://", after):
        return address, token[len(address) :]
    if sentence := _NEW_SENTENCE.search(address):
        return address[: sentence.start()], ". " + sentence[1]
    beside_link = after.startswith("http")
    stem = _without_word(address, glued_before or beside_link)
    return (stem, " " + address[len(stem) :]) if stem != address else (address, "")


def _without_punctuation(token: str) -> str:
    """Without full stops and brackets at the end, but with brackets that the address itself opens: `…/Set_(game)`."""
    while True:
        cut = _PUNCTUATION.sub("", token)
        opening = _BRACKETS.get(cut[-1:])
        if opening and cut.count(cut[-1]) > cut.count(opening):
            cut = cut[:-1]
        if cut == token:
            return token
        token = cut


def _without_word(address: str, spaces_lost: bool) -> str:
    """The address without a function word glued to its end, where that is certain; else the address.

    Certain is a change of shape, as in `EasyLMand` and `v2for`. Where the spaces around this link are known to be
    lost, since a word is glued to its other side, `open-instructour` is too, unless the whole is a word: `command`.
    """
    if domain := _DOMAIN_AND_WORD.fullmatch(address):
        return domain[1]
    head, slash, segment = address.rpartition("/")
    match = _LONG_WORD.fullmatch(segment) or (_SHORT_WORD.fullmatch(segment) if spaces_lost else None)
    if not match or head.endswith(("/", ":")):
        return address
    stem, word = match["stem"], match["word"]
    shape_changes = bool(re.search(r"[A-Z]{2}$|\d$", stem))
    whole = re.search(r"[A-Z]?[a-z]+$", segment)
    is_word = whole is not None and whole[0].lower() in _WHOLE_WORDS
    plain = spaces_lost and len(word) > 2 and len(stem) > 2 and not is_word
    return head + slash + stem if shape_changes or plain else address
