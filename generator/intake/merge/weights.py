"""What each witness weighs for or against two rows being one paper, and how frequent the words and names are.

The frame is that of Fellegi and Sunter (A theory for record linkage, 1969), with term frequencies: a witness adds the
logarithm, to base 2, of how much likelier it is of two rows of one paper than of two rows of two. A rare word that
both titles have adds more than a frequent one, and so does a rare family name. Weights add up, since witnesses are
nearly independent: who writes, when, and where does not follow from the words of a title.

The constants are estimates from general knowledge and rounded; no labelled pair was asked. Of papers of one field in
a catalog some eight years long, two have one year once in eight times: 3. Of 10,000 rows, one is that of a given paper:
log2(10,000) = 13, and with odds of 30 to 1 on top it takes 18 to join two rows unasked.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log2

from generator.clean.titles import KINDS, SMALL

MERGE = 18
"""Weight from which two rows are one paper."""
ASK = 10
"""Weight from which a person is asked."""

YEARS = (3, 0, -2)
"""Of the same year, the next one, and the one after that; two papers lie further apart."""
SAME_VENUE = 1
SAME_PLACE = 12
"""One volume and one first page: no two papers begin there."""
OTHER_TEXT = -8
"""Abstracts of which half the letters differ."""
MOST_PEOPLE = 14
"""However many sign both: groups write more than one paper."""
PERSON_MORE, OTHER_PERSON = 1, 3
"""What it costs that one list has a name that the other lacks; that each has one that the other lacks."""
MOST_MORE = 3
"""Names that cost something: lists get cut."""
SPELLED, REORDERED, WORD_MORE, TAIL, OTHER_WORD = 1, 2, 3, 1, 7
"""What it costs that a word is spelled otherwise; that words are in another order; that one title has a word more,
within or behind the other; that each has a word which the other lacks."""
LONGEST_TAIL = 5
"""Words of a subtitle that cost something: one that is left out is left out whole."""
_KIND = 1
"""Of a word such as `editorial`, and of any word of a title that names no paper."""
_WORD, _NAME = 7, 6
"""Of the rarest words and names."""
_SMOOTH = 400
"""Rows that every catalog is taken to have besides its own: in one of two papers no word is frequent."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many of the rows and records at hand have a word in their titles, or a family name among their authors."""

    size: int = 0
    words: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    columns: frozenset[str] = frozenset()
    """Folded titles that recur and name no paper: `book review column`."""

    def word(self, word: str) -> float:
        """What it says that two titles have this word."""
        if word in SMALL or len(word) == 1:
            return 0
        return _KIND if word in KINDS else self._rarity(self.words[word], _WORD)

    def name(self, name: str) -> float:
        """What it says that two papers have an author of this family name."""
        return self._rarity(self.names[name], _NAME)

    def title(self, words: Iterable[str]) -> float:
        return sum(map(self.word, words))

    def _rarity(self, count: int, most: int) -> float:
        return max(1.0, min(most, log2((self.size + _SMOOTH) / (count + 1))))


NOTHING_KNOWN = Corpus()
