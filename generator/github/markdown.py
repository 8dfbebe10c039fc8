"""Anybody's text in a comment on GitHub: it shows, and does nothing."""

from generator.publish.escaping import escape, plain, safe_url

LONGEST = 300
"""Characters of one text."""
WHOLE = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_ENDED = (("&#64;", "&#64;&#8203;"), ("&#35;", "&#35;&#8203;"))
"""GitHub finds `@name` and `#12` in what a page shows, however it was written: a space without width parts them."""


def hostile(text: str, longest: int = LONGEST) -> str:
    """The text on one line, in a table too: without markup and addresses, and `@owl` is nobody who would be told."""
    text = plain(text)
    shown = str(escape(text if len(text) <= longest else f"{text[:longest].rstrip()}…"))
    for sign, ended in _ENDED:
        shown = shown.replace(sign, ended)
    return shown


def linked(text: str, url: str) -> str:
    """The text as a link; without an address, the text."""
    return f"[{hostile(text)}]({safe_url(url)})" if url else hostile(text)


def bounded(lines: list[str], what: str) -> list[str]:
    """As many of the lines as a comment holds, and how many are missing."""
    size = 0
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size > WHOLE // 2:
            return [*lines[:number], "", f"… and {len(lines) - number} more {what}."]
    return lines
