"""Lines that a page or a PDF broke, as one text again: words whole, addresses without the space of a line's end."""

import re
from collections.abc import Iterable

_HYPHEN = re.compile(r"(?P<before>[^\W\d_]+)(?P<hyphen>[-‐‑\u00ad])$")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/|(?:doi|arxiv)\.org/|arXiv:)\S*$", re.IGNORECASE)
_ADDRESS_OPEN = re.compile(r"(?:[/_=&?%~#:-]|https?:|doi\.|arxiv\.|\d\.)$", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"[a-z0-9][\w.~%-]*(?:[/_=?&.-][\w.~%/=?&#-]*)|\d[\w.-]*|[/_=?&#%]\S*")
_KEEPS = frozenset(
    "self pre non multi cross semi few zero one two three four many low high large long short open real end state "
    "chain fine human well co anti post meta inter intra text image question instruction data model task domain "
    "graph tree vision knowledge retrieval context language time word sentence document character token entity "
    "relation event aspect target source sequence user machine computer deep hyper quasi pseudo ultra first second "
    "third fourth full half in on off out up all any best worst rule case content class group game goal reward "
    "policy value agent world object part point pixel voxel frame video speech audio voice energy cost hardware "
    "resource memory compute parameter sample label noise error robust small big wide single double triple dual bi "
    "tri uni ever read click step layer head attention feature weight bit byte black white gray grey back front top "
    "bottom left right near far light heavy mixed hard soft free fast slow low new old post tool code query answer "
    "dialogue event emotion sentiment gender culture privacy quality evidence fact common cold warm plug drop look "
    "trade follow day night year month week hour minute".split()
)  # fmt: skip
"""Words that stand before a hyphen of their own more often than before one that a line's end made."""


def joined(lines: Iterable[str], words: frozenset[str] = frozenset()) -> str:
    """The text of lines: `Retriev-`, `al` → `Retrieval`, `self-`, `attention` → `self-attention`.

    `words` are those of the whole capture: one that stands there without or with its hyphen is written so.
    """
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        text = _with(text, line, words) if text else line
    return text.replace("\u00ad", "")


def _with(text: str, line: str, words: frozenset[str]) -> str:
    first = line.split()[0]
    if _ADDRESS_END.search(text):
        is_open = _ADDRESS_OPEN.search(text) and not first[0].isupper()
        if (is_open or _ADDRESS_PART.fullmatch(first.rstrip(".,;)"))) and not text.endswith((".,", ";", ",")):
            return text + line
        return f"{text} {line}"
    if re.search(r"\d[-–—]$", text) and first[0].isdigit():
        return text + line
    if (match := _HYPHEN.search(text)) and (after := re.match(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*", line)):
        kept = match["hyphen"] != "\u00ad" and _keeps_hyphen(match["before"], after[0], words)
        return f"{text[:-1]}-{line}" if kept else text[:-1] + line
    if text.endswith(("-", "‐")) and not text.endswith((" -", " ‐")):
        return text + line
    return f"{text} {line}"


def _keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    if not after[0].islower():
        return True
    if f"{before}{after}".lower() in words:
        return False
    return f"{before}-{after}".lower() in words or before.lower() in _KEEPS


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of a capture, in small letters, hyphens within them kept; not those that a line's end divides."""
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!-?\n)", "\n".join(lines))
    return frozenset(map(str.lower, found))
