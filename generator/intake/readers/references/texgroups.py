"""Arguments of LaTeX commands, and the commands of bibliography styles taken off their text."""

import re

_MARKUP = re.compile(
    r"\\(?:bibinfo|bibfield|href@noop|enquote|Eprint)\s*(?=\{)|\\(?:showarticletitle|bibfnamefont|bibnamefont|"
    r"bibnamefontlast|textit|textsc|"
    r"emph|textbf|textrm|texttt|natexlab|BibitemShut|newinfo|urlprefix|mbox|citenamefont|bibfitem)\s*(?=\{)"
)
_DROPPED = re.compile(
    r"\\BIBentry\w+|\\hskip\s[^\\]*\\relax|\\bibnamedelim\w|\\(?:protect|BibitemOpen|unskip|providecommand|bgroup|egroup|"
    r"space|penalty0|allowbreak|relax|newline|par|enskip|nobreakspace|ignorespaces|slshape|upshape|showURL|"
    r"url@samestyle)\b\s?(?:\{\})?"
)
_TWO = ("bibinfo", "bibfield")
_LINK = re.compile(r"\\href\s*(?:@noop\s*)?(?=\{)|\\Eprint\s*(?=\{)")
_ID = re.compile(r"\\(?P<kind>doi|eprint|arxiv|showDOI|url|path|nolinkurl)\s*(?=\{)")


def argument(text: str, place: int, braces: str) -> tuple[str, int]:
    """What stands in the brackets that open at a place, and where they have closed; "" and the place if none open."""
    opening = re.compile(r"\s*").match(text, place)
    start = opening.end() if opening else place
    if not text.startswith(braces[0], start):
        return "", place
    depth = inner = 0
    for at in range(start, len(text)):
        char = text[at]
        if text[at - 1 : at] == "\\":
            continue
        if braces == "[]":
            inner += (char == "{") - (char == "}")
        if not inner:
            depth += (char == braces[0]) - (char == braces[1])
            if not depth:
                return text[start + 1 : at], at + 1
    return text[start + 1 :], len(text)


def expanded(text: str) -> str:
    """A text of an entry without the commands that only style it: `\\bibinfo{year}{2024}` → `2024`."""
    text = _DROPPED.sub(" ", text)
    for _ in range(60):
        found = _MARKUP.search(text)
        if not found:
            break
        name = found[0].strip("\\ \n\t")
        first, after = argument(text, found.end(), "{}")
        inside = first
        if name in _TWO:
            inside, after = argument(text, after, "{}")
        inside = "" if name in ("natexlab", "BibitemShut") else inside
        inside = rf"\newblock {inside}\newblock " if name == "showarticletitle" else inside
        text = f"{text[: found.start()]}{inside}{text[after:]}"
    return _with_links(text)


def _with_links(text: str) -> str:
    for _ in range(20):
        if not (found := _LINK.search(text)):
            break
        address, after = argument(text, found.end(), "{}")
        shown, after = argument(text, after, "{}")
        plain = address.strip().replace("\\", "")
        text = f"{text[: found.start()]}{shown} {plain if '://' in plain and plain not in shown else ''}{text[after:]}"
    for _ in range(20):
        if not (found := _ID.search(text)):
            break
        inside, after = argument(text, found.end(), "{}")
        label = {"doi": "doi:", "showDOI": "", "eprint": "", "arxiv": "arXiv:"}.get(found["kind"], "")
        text = f"{text[: found.start()]}{label if not inside.startswith('http') else ''}{inside}{text[after:]}"
    return text
