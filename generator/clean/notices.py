"""Titles that say what became of a paper, and titles of notices about one: `RETRACTED: Owls`, `Erratum to: Owls`.

Words alone say nothing: `Retraction of sea anemones` and `Withdrawn wells: a history` are papers. It takes the mark
that publishers put behind them, a colon or brackets.
"""

import re

from generator.model import State

_WHAT = r"(?:\s+(?:article|paper|chapter|publication|manuscript|preprint|version))?"
_STATE = r"(?P<state>retracted|withdrawn)"
_BEFORE = re.compile(
    rf"(?:[\[(*]\s*{_STATE}{_WHAT}\s*[\])*]\s*[:.–—-]?|"
    rf"{_STATE.replace('state', 'plain')}{_WHAT}\s*(?::|\s[–—-]\s))\s*(?=\S)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"(?P<state>RETRACTED|WITHDRAWN)(?: (?:ARTICLE|PAPER))?\s+(?=[A-Z]?[a-z])")
_BEHIND = re.compile(rf"\s*(?:[\[(]\s*{_STATE}{_WHAT}\b[^\[\]()]*[\])])\s*\.?$", re.IGNORECASE)
_KINDS = (
    r"errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|(?:(?:publisher|author)(?:['’]?s)?\s+)?corrections?|"
    r"(?:editorial\s+)?expression\s+of\s+concern|(?:notice|statement)\s+of\s+(?:retraction|withdrawal)|"
    r"(?:retraction|withdrawal|removal)(?:\s+(?:note|notice))?|retraction\s+of\s+publication"
)
_NOTICE = re.compile(
    rf"[\[(](?:{_KINDS})[\])]|"
    rf"(?:{_KINDS})(?:\s+(?:to|for|of|on|in|regarding))?\s*(?::|[–—]|\s-\s|[\"“”‘«„]|\.?$)|"
    r"(?:errat(?:um|a)|corrigend(?:um|a)|(?:publisher|author) correction|retraction not(?:e|ice))\s+(?:to|for)\s",
    re.IGNORECASE,
)


_TYPES = re.compile(
    r"retraction|retraction of publication|retraction notice|published erratum|erratum|correction|corrigendum|"
    r"expression of concern|withdrawal",
    re.IGNORECASE,
)


def split_state(title: str) -> tuple[str, State | None]:
    """A title without the mark of what became of its paper, and that: `[Retracted] Owls` → `Owls` and `retracted`."""
    for shape in (_BEFORE, _SHOUTED):
        if match := shape.match(title):
            return title[match.end() :], _state_of(match)
    if match := _BEHIND.search(title):
        return title[: match.start()], _state_of(match)
    return title, None


def _state_of(match: re.Match[str]) -> State:
    found = match.groupdict()
    return "retracted" if (found["state"] or found.get("plain") or "").lower() == "retracted" else "withdrawn"


def is_notice_type(text: str) -> bool:
    """Whether a format's own word for a type is that of a notice: `Retracted: Owls` is then not retracted itself."""
    return bool(_TYPES.fullmatch(text.strip()))


def is_notice(title: str) -> bool:
    """Whether a title is that of a notice about a paper, which is none itself: `Publisher Correction: Owls`."""
    return bool(_NOTICE.match(title))
