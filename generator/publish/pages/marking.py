"""A text with what was found in it shown where it stands: names of systems as links, phrases of topics marked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.publish.escaping import escape, formula, math_text, padded
from generator.publish.mathml import split_math

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A part of a text."""

    start: int
    stop: int
    name: str = ""
    """The name it is; empty for a phrase."""


def marked_text(text: str, names: Mapping[str, Markup], phrases: Iterable[str]) -> Markup:
    """The text, in which each name leads to its page where it stands first, and each phrase is marked.

    A phrase is in folded words: `kv cache` marks `KV-cache` too. What stands in a formula is left alone. Every piece
    is escaped by itself, so that no text can make markup of its neighbour.
    """
    said = tuple({tuple(phrase.split()): None for phrase in phrases if phrase})
    if not names and not said:
        return math_text(text)
    left = dict(names)
    parts = split_math(text)
    return Markup("").join(formula(part) if is_math else _marked(part, left, said) for is_math, part in parts)


def _marked(text: str, left: dict[str, Markup], phrases: Iterable[tuple[str, ...]]) -> Markup:
    """`left` loses the names that are linked."""
    shown: list[Markup] = []
    end = 0
    found = [span for name in left if (span := _first(name, text))]
    for span in sorted((*found, *_phrases_in(text, phrases)), key=lambda s: (s.start, not s.name, -s.stop)):
        if span.start < end:
            continue
        part = text[span.start : span.stop]
        marked = left.pop(part) if span.name else Markup('<mark class="phrase">{}</mark>').format(escape(part))
        shown += [padded(text[end : span.start]), marked]
        end = span.stop
    return Markup("").join((*shown, padded(text[end:])))


def _first(name: str, text: str) -> _Span | None:
    """Where a name stands first: whole, so that in `FoldNet-2` there is no `FoldNet`."""
    start = text.find(name)
    while start >= 0:
        before, after = text[max(start - 1, 0) : start], text[start + len(name) :]
        if not _joins(before) and not _joins(after[:1]) and not (after[:1] in "-." and after[1:2].isalnum()):
            return _Span(start=start, stop=start + len(name), name=name)
        start = text.find(name, start + 1)
    return None


def _joins(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _phrases_in(text: str, phrases: Iterable[tuple[str, ...]]) -> Iterator[_Span]:
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:stop].casefold() for start, stop in places]
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        begun.setdefault(phrase[0], []).append(phrase)
    for n, word in enumerate(words):
        for phrase in begun.get(word, ()):
            if tuple(words[n : n + len(phrase)]) == phrase:
                yield _Span(start=places[n][0], stop=places[n + len(phrase) - 1][1])
