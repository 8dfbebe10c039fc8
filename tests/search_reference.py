"""What a search finds, said as plainly as possible: no index, no ranking, every paper looked at. See `engine/`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.search.fields import Field, flags, texts
from generator.publish.search.fold import CJK_CHARACTER, STOP, words
from generator.publish.search.spellings import other_spellings

FEW = 5
PLAIN, NUMBERED = re.compile("[a-z0-9]+"), re.compile(r"([a-z]{2,})(\d{1,3})")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
Placed = dict[int, set[str]]
"""Place → the words there: a joined word and its first part share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: Placed
    authors: list[set[str]]
    body: list[Placed]
    """The texts that a phrase can stand in."""
    loose: set[str]
    """Words of venue, year and topics."""
    flags: set[str]

    @property
    def all_words(self) -> set[str]:
        placed = set().union(*self.title.values(), *(found for text in self.body for found in text.values()))
        return placed.union(self.loose, *self.authors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One word of a query."""

    word: str
    quoted: bool = False
    prefix: bool = False
    parts: tuple[str, ...] = ()


def documents(catalog: Catalog) -> dict[PaperId, Document]:
    return {id_: _document(catalog, id_) for id_ in catalog.papers}


def _document(catalog: Catalog, id_: PaperId) -> Document:
    paper = catalog.papers[id_]
    by_field = dict(texts(catalog, paper))
    running = [text for field in (Field.SUMMARY, Field.ABSTRACT, Field.KEYWORDS) for text in by_field[field]]
    loose = [text for field in (Field.TOPICS, Field.VENUE, Field.YEAR) for text in by_field[field]]
    return Document(
        title=_placed(by_field[Field.TITLE][0], whole=True),
        authors=[{word for word, _ in words(name)} for name in by_field[Field.AUTHOR]],
        body=[_placed(text, whole=False) for text in running],
        loose={word for text in loose for word, _ in words(text) if _indexed(word)},
        flags=set(flags(catalog, paper)),
    )


def _placed(text: str, *, whole: bool) -> Placed:
    placed: Placed = {}
    for word, place in words(text):
        if whole or _indexed(word):
            placed.setdefault(place, set()).add(word)
    return placed


def _indexed(word: str) -> bool:
    """Whether long texts are searched for it."""
    return word not in STOP and not (len(word) == 1 and CJK_CHARACTER.match(word))


def forms(word: str) -> set[str]:
    """The other number of a word, and much that is no word."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return set()
    found = {word[:-2] + "is", word[:-2]} if word.endswith("es") and len(word) > 4 else set()
    if word.endswith("s") and word[-2] not in "su" and not word.endswith("is") and len(word) > 3:
        found.add(word[:-1])
    if word.endswith("ies") and len(word) > 4:
        found.add(word[:-3] + "y")
    found.add(word + "es" if word.endswith(("s", "x", "z", "ch", "sh")) else word + "s")
    if word.endswith("y") and word[-2] not in "aeiou":
        found.add(word[:-1] + "ies")
    for one, other in (("sis", "ses"), ("ices", "ex"), ("ices", "ix"), ("ix", "ices"), ("ex", "ices")):
        if word.endswith(one):
            found.add(word.removesuffix(one) + other)
    for one, other in (("corpus", "corpora"), ("corpora", "corpus")):
        if word.endswith(one):
            found.add(word.removesuffix(one) + other)
    return found


def one_edit(word: str) -> set[str]:
    """Every word that one slip makes of this one."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in cuts if b}
        | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        | {a + c + b[1:] for a, b in cuts if b for c in LETTERS}
        | {a + c + b for a, b in cuts for c in LETTERS}
    ) - {word}


class Corpus:
    """The papers of a catalog, and which of them have which word."""

    def __init__(self, catalog: Catalog) -> None:
        self.documents = documents(catalog)
        self.cuts = other_spellings(catalog)
        self.having: dict[str, set[PaperId]] = {}
        self.rows: Counter[str] = Counter()
        shown: set[str] = set()
        for id_, document in self.documents.items():
            for word in document.all_words:
                self.having.setdefault(word, set()).add(id_)
            heads = [word for found in document.title.values() for word in found]
            names = [word for name in document.authors for word in name]
            self.rows.update([*heads, *names, *(_body_words(document) - set(heads))])
            shown |= {*heads, *names}
        self.known = {w for w in self.having if len(w) >= 3 and (w in shown or self.rows[w] > 1)}

    def find(self, units: Sequence[Unit]) -> set[PaperId]:
        """The papers that match, with corrections and with what fills up a small set."""
        joined = self._joined(units)
        placed = [(own, joined.get(n, set())) for n, unit in enumerate(units) for own in self._split(unit)]
        needed = [pair for pair in placed if pair[0].word not in STOP] or placed
        found = [self._spellings(unit) | as_one for unit, as_one in needed]
        everything = set(self.documents)
        together = everything.intersection(*found)
        for n, (unit, as_one) in enumerate(needed):
            doubt = len(needed) > 1 and (not together or (len(together) < FEW and len(found[n]) <= 2))
            right = as_one or unit.quoted or CJK_CHARACTER.search(unit.word) or len(unit.word) < 4
            if (not found[n] or doubt) and not right:
                found[n] = found[n].union(*(self.having[word] for word in self._corrections(unit.word)))
        counts = Counter(id_ for papers in found for id_ in papers)
        least = len(needed)
        half = (len(needed) + 1) // 2
        while least > half and sum(counts[id_] >= least for id_ in everything) < (FEW if least > 2 else 1):
            least -= 1
        return {id_ for id_ in everything if counts[id_] >= least}

    def _split(self, unit: Unit) -> list[Unit]:
        """A hyphenated word that no paper has, not even in parts, is its parts."""
        if not unit.parts or self._spellings(unit):
            return [unit]
        return [Unit(word=part) for part in unit.parts]

    def _joined(self, units: Sequence[Unit]) -> dict[int, set[PaperId]]:
        """What neighbours find as one word, by the place of each."""
        found: dict[int, set[PaperId]] = {}
        for n, (one, other) in enumerate(pairwise(units)):
            if _is_plain(one) and _is_plain(other):
                papers = self._matches(Unit(word=one.word + other.word))
                found[n], found[n + 1] = found.get(n, set()) | papers, papers
        return found

    def _spellings(self, unit: Unit) -> set[PaperId]:
        """Joined or in parts, as it is typed or as some text has it."""
        parts = unit.parts
        if not parts and not unit.quoted:
            cuts = self.cuts.get(unit.word, "")
            ends = [0, *(int(end) for end in cuts.split(",") if end), len(unit.word)]
            parts = tuple(unit.word[start:end] for start, end in pairwise(ends)) if cuts else ()
            numbered = NUMBERED.fullmatch(unit.word)
            parts = parts or (numbered.groups() if numbered else ())
        said = [part for part in parts if part not in STOP] or parts
        together = [self._matches(Unit(word=part)) for part in said]
        return self._matches(unit) | (set.intersection(*together) if together else set())

    def _matches(self, unit: Unit) -> set[PaperId]:
        meant = {unit.word} if unit.quoted else {unit.word} | forms(unit.word)
        if unit.prefix:
            meant |= {word for word in self.having if word.startswith(unit.word)}
        return set().union(*(self.having.get(word, set()) for word in meant))

    def _corrections(self, word: str) -> list[str]:
        half = max(2, (len(word) - 1) // 2)
        rest = max(2, len(word) - 1 - half)
        near = [w for w in one_edit(word) & self.known if w.startswith(word[:half]) or w.endswith(word[-rest:])]
        return sorted(near, key=lambda w: (-self.rows[w].bit_length(), w))[:4]

    def phrase(self, said: Sequence[tuple[int, str]]) -> set[PaperId]:
        """The papers with the words at these distances; stop words stand for any in all texts but the title."""
        return {id_ for id_, document in self.documents.items() if _has_phrase(document, said)}


def _is_plain(unit: Unit) -> bool:
    return not (unit.quoted or unit.parts or unit.word in STOP) and bool(PLAIN.fullmatch(unit.word))


def _body_words(document: Document) -> set[str]:
    return document.loose.union(*(found for text in document.body for found in text.values()))


def _has_phrase(document: Document, said: Sequence[tuple[int, str]]) -> bool:
    if any({word for _, word in said} <= name for name in document.authors):
        return True
    kept = [(n, word) for n, word in said if word not in STOP]
    return _stands(document.title, said) or (bool(kept) and any(_stands(text, kept) for text in document.body))


def _stands(text: Placed, said: Sequence[tuple[int, str]]) -> bool:
    first = said[0][0]
    return any(all(word in text.get(at + n - first, ()) for n, word in said) for at in text)


def with_flag(flag: str, corpus: Corpus) -> set[PaperId]:
    return {id_ for id_, document in corpus.documents.items() if flag in document.flags}


def by_author(said: Iterable[str], corpus: Corpus) -> set[PaperId]:
    """All words in one name."""
    own = set(said)
    return {id_ for id_, document in corpus.documents.items() if any(own <= name for name in document.authors)}
