"""The reference section of a paper, or what a reference manager writes into a document: APA, IEEE, ACL, Vancouver, ….

    [1] I. Falk and O. Brand, “Counting Owls at Night,” in Proc. 9th Conf. Owls, 2024, pp. 1–9.

A reference that is sure becomes a row; any other is a problem that shows it.
"""

import re
from collections import Counter
from collections.abc import Iterator

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.references.division import Piece, divide
from generator.intake.readers.references.parsing import Reference, readings
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "references"
CERTAINTY = Certainty.GRAMMAR
LOOKS_FOR = "formatted references such as `Roe, J. (2024). Owls. Journal of Owls, 3(1), 1–9.`"

_LOOKED_AT = 60_000
"""Characters that tell what the rest is."""
_OTHER = re.compile(r"\s*(?:[<{@%|\\]|\[\s*[\[{\"])")
"""Other formats begin so, and no list of references."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
_LINES_A_YEAR = 10


def identify(capture: Capture) -> int:
    """How many references are sure, where these are two thirds of the lines and of the references."""
    lines = capture.text[:_LOOKED_AT].split("\n")
    filled = sum(1 for line in lines if line.strip())
    if _OTHER.match(capture.text) or len(_YEAR.findall(capture.text[:_LOOKED_AT])) * _LINES_A_YEAR < filled:
        return 0
    pieces, _ = divide(lines)
    read = _by_style(pieces)
    sure = [piece for piece, reference in read if not reference.doubt]
    covered, of_all = sum(len(piece.lines) for piece in sure), sum(len(piece.lines) for piece in pieces)
    return len(sure) if sure and 3 * covered >= 2 * of_all and 3 * len(sure) >= 2 * len(pieces) else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """A row for each reference that is sure, in the order of the list."""
    pieces, ignored = divide(capture.lines)
    yield from ignored
    for piece, reference in _by_style(pieces):
        yield _problem(piece, reference, capture) if reference.doubt else _record(piece, reference, capture)


def _by_style(pieces: list[Piece]) -> list[tuple[Piece, Reference]]:
    """Each reference in the style that most of the list has, where it can be read so, else as it reads best."""
    listed = [(piece, readings(piece.text)) for piece in pieces]
    styles = Counter(one.grammar for _, found in listed for one in found if not one.doubt)
    return [(piece, _chosen(found, styles)) for piece, found in listed]


def _chosen(found: list[Reference], styles: Counter[str]) -> Reference:
    if not found:
        return Reference(doubt="names")
    sure = [reference for reference in found if not reference.doubt]
    return max(sure or found, key=lambda one: (len(one.people), styles[one.grammar]))


def _problem(piece: Piece, reference: Reference, capture: Capture) -> Problem:
    return Problem(
        path=capture.name,
        line=piece.lines[0],
        code="unsure-reference",
        message=f"found a reference whose parts are not sure, expected {reference.doubt} where its style has it",
        hint="import the paper by its DOI or arXiv id, or as BibTeX",
        excerpt="\n".join(capture.lines[piece.lines[0] - 1 : piece.lines[-1]]),
    )


def _record(piece: Piece, reference: Reference, capture: Capture) -> RawRecord:
    return RawRecord(
        reader=NAME,
        capture=capture.name,
        line=piece.lines[0],
        lines=frozenset(piece.lines),
        text=piece.text,
        title=reference.title,
        authors=reference.authors,
        authors_complete=reference.complete,
        editors=reference.editors,
        date=reference.date,
        ids=reference.ids,
        links=tuple(("", link) for link in reference.links),
        **reference.fields,
    )
