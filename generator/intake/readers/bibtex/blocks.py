"""The blocks of a BibTeX file with the text and the lines of each, and entries with slips of the hand mended.

bibtexparser splits the file. It ends an entry at the first thing it cannot read, so all that follows up to the next
block belongs to that entry; and of a comma that is missing it notices nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParsingException
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock

from generator.intake.readers.bibtex.braces import FIELD, with_matching_braces
from generator.intake.readers.lines import lines_between

# BibTeX allows white space here, bibtexparser does not: `@ article {`, and the brace on the next line.
_LOOSE = re.compile(r"^([ \t]*@)([ \t]*)(\w+)(\s*)([{(])", re.MULTILINE)
_TOKEN = re.compile(r"\\.|[{}\"]|%[^\n]*|,(?=\s*,)|\n[ \t]*(?P<name>[A-Za-z][\w:+.-]*)[ \t]*=", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block of the file and where it stands."""

    block: Block
    text: str
    """As it stands in the file; of a block that failed, all up to the next one."""
    lines: frozenset[int]
    commented: bool
    """Whether each of its lines begins with `%`, which is how people put entries away."""

    def part(self, start: int, stop: int) -> frozenset[int]:
        """The lines of a part of its text."""
        first = min(self.lines) + self.text.count("\n", 0, start)
        return frozenset(range(first, first + self.text.count("\n", start, stop) + 1))


def pieces(text: str) -> Iterator[Piece]:
    """All blocks in order; bibtexparser's ParsingException where it gives up."""
    text = _LOOSE.sub(_tightened, text)
    # Without its middlewares: they neither concatenate nor survive an undefined abbreviation.
    blocks = [_recovered(block) for block in parse_string(text, parse_stack=[]).blocks]
    start = end = 0
    for number, block in enumerate(blocks):
        if number and isinstance(block, ImplicitComment) and _goes_on(blocks[number - 1], block):
            blocks[number] = blocks[number - 1]  # part of it
            continue
        raw = block.raw or ""
        start = max(text.find(raw, end), end)
        end = start + len(raw)
        follower = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(block, ParsingFailedBlock) or (
            isinstance(follower, ImplicitComment) and _goes_on(block, follower)
        ):
            end = _next_start(text, blocks, number, end)
        body = text[start:end].rstrip()
        if body:
            lines = lines_between(text, start, start + len(body))
            yield Piece(block=block, text=body, lines=lines, commented=_is_commented(text, start, body))


def _goes_on(block: Block, comment: ImplicitComment) -> bool:
    """Whether a comment is part of the block before it: of one that failed, or that a brace too many has ended."""
    raw = comment.raw or ""
    first = 0 if raw.lstrip().startswith(",") else raw.find("\n") + 1  # a field begins its line, or follows a comma
    begins = first or raw.lstrip().startswith(",")
    is_cut = isinstance(block, Entry) and begins and FIELD.search(raw, first) and raw.rstrip().endswith(("}", ")"))
    return bool(is_cut) or isinstance(block, ParsingFailedBlock)


def _tightened(match: re.Match[str]) -> str:
    """The brace right behind the type, and as many lines as before; what bibtexparser reads stays as it is."""
    if not match[2] and "\n" not in match[4]:
        return match[0]
    return f"{match[1]}{match[3]}{match[5]}{match[4]}"


def _recovered(block: Block) -> Block:
    """An entry whose key or whose field stands twice is whole; bibtexparser counts it as failed."""
    inner = block
    while isinstance(inner, ParsingFailedBlock) and inner.ignore_error_block is not None:
        inner = inner.ignore_error_block
    return inner


def _next_start(text: str, blocks: list[Block], number: int, end: int) -> int:
    while number + 1 < len(blocks) and isinstance(blocks[number + 1], ImplicitComment):
        number += 1
    found = text.find(blocks[number + 1].raw or "", end) if number + 1 < len(blocks) else -1
    return found if found >= 0 else len(text)


def _is_commented(text: str, start: int, body: str) -> bool:
    opening = text[text.rfind("\n", 0, start) + 1 : start]
    return opening.lstrip().startswith("%") and all(line.lstrip().startswith("%") for line in body.split("\n")[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    entry: Entry
    end: int
    """Where in the text the entry ends."""
    slips: tuple[str, ...]
    """What was wrong; nothing where only comments stood between the fields."""


def mend(text: str) -> Mended | None:
    """The entry that a text opens with, read as its writer meant it; None where it never ends or cannot be told.

    `title = {Owls}, , year = 2031` has a comma too many, `title = {Owls}⏎ year = 2031` one too few, and behind
    `title = {Owls}, % so far` the rest of the line is a comment, as for Biber.
    """
    out: list[str] = []
    slips: dict[str, None] = {}
    depth, quoted, place, last = 0, False, 0, ""
    for token in _TOKEN.finditer(text):
        between = text[place : token.start()]
        last = between.rstrip()[-1:] or last
        depth += (token[0] == "{") - (token[0] == "}")
        quoted = quoted != (token[0] == '"' and depth == 1)
        shown, slip = (token[0], "") if quoted or depth != 1 else _shown(token, last)
        out += [between, shown]
        slips |= {slip: None} if slip else {}
        place, last = token.end(), token[0] if token[0] in '{}"' else "=" if token["name"] else last
        if token[0] == "}" and depth == 0:
            entry = _only_entry("".join(out))
            return Mended(entry=entry, end=place, slips=tuple(slips)) if entry else None
    return None


def mend_braces(text: str) -> Mended | None:
    """The entry of a text some of whose fields have a brace too many or too few, which costs those and no others."""
    mended = with_matching_braces(text)
    entry = _only_entry(mended[0]) if mended else None
    if not (mended and entry):
        return None
    slips = tuple(f"the braces of `{name}` do not match" for name in mended[1])
    return Mended(entry=entry, end=len(text), slips=slips)


def _shown(token: re.Match[str], last: str) -> tuple[str, str]:
    """What stands for a token between two fields, and what was wrong with it."""
    if token[0].startswith("%"):
        return "", ""
    if token[0] == ",":
        return "", "there is a comma too many"
    if token["name"] and last not in (",", "{", ""):
        return f",{token[0]}", f"there is no comma before `{token['name']}`"
    return token[0], ""


def _only_entry(text: str) -> Entry | None:
    try:
        blocks = [_recovered(block) for block in parse_string(text, parse_stack=[]).blocks]
    except ParsingException:
        return None
    return blocks[0] if len(blocks) == 1 and isinstance(blocks[0], Entry) else None
