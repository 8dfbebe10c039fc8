"""Words nobody uses, with the statistics of real ones: what makes a search easy or hard is how words are spread.

Half of a text is the language's own small words; the rest is drawn by Zipf's law, one part from the words of everybody
and one from those of the paper's two subjects; and now and then a word comes that no text had before (Heaps' law).
"""

import random
from collections.abc import Sequence
from itertools import accumulate

VOCABULARY = 20_000
SUBJECTS = 600
SUBJECT_WORDS = 80
ONSETS = "b c ch d f g gr h j k l m n p pl r s st t tr v w z".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = ["", "", "n", "r", "s", "l", "x", "nd", "st"]
SMALL = (
    "the of and a to in for is we on that with are by this as from an be which can our it has have at these not or "
    "its into was their while but both than will all when where more most such also one two each through between"
).split()
GIVEN = "Ada Bao Carl Dana Eli Fatma Gita Hugo Ines Jun Kofi Lena Mei Nils Olga Pia Quentin Rosa Samir Tove".split()
ACCENTED = {"a": "áäå", "e": "éèê", "i": "íï", "o": "öóø", "u": "üú", "c": "ç", "n": "ñ", "s": "š", "l": "ł"}
HAN = [chr(0x4E00 + 29 * n) for n in range(500)]


def zipf(count: int) -> list[float]:
    """Cumulative weights: rank r comes with 1/(r + 2)."""
    return list(accumulate(1 / (rank + 2) for rank in range(1, count + 1)))


class Words:
    """Draws words, names and titles; the same seed gives the same."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        # Frequent words are short in every language.
        self._words = sorted(dict.fromkeys(self._invent() for _ in range(VOCABULARY)), key=len)
        self._subjects = [random_.sample(self._words[100:], SUBJECT_WORDS) for _ in range(SUBJECTS)]
        self._weights = zipf(len(self._words))
        self._small_weights, self._subject_weights = zipf(len(SMALL)), zipf(SUBJECT_WORDS)
        self._surnames = [self._surname() for _ in range(8_000)]
        self._surname_weights = list(accumulate(1 / (rank + 10) for rank in range(len(self._surnames))))
        self._given = GIVEN + [self._invent().capitalize() for _ in range(600)]

    def _invent(self) -> str:
        syllables = self._random.choices((1, 2, 3, 4), weights=(2, 4, 3, 1))[0]
        choice = self._random.choice
        return "".join(choice(ONSETS) + choice(VOWELS) + choice(CODAS) for _ in range(syllables))

    def _surname(self) -> str:
        """One in eight has an accent: `Trouné`."""
        name = self._invent()
        accentable = [n for n, letter in enumerate(name) if letter in ACCENTED]
        if accentable and self._random.random() < 0.125:
            n = self._random.choice(accentable)
            name = name[:n] + self._random.choice(ACCENTED[name[n]]) + name[n + 1 :]
        return name.capitalize()

    def subjects(self) -> list[str]:
        """The words of two subjects, the first ones the likeliest."""
        one, other = self._random.sample(self._subjects, 2)
        return [word for pair in zip(one, other, strict=True) for word in pair]

    def draw(self, count: int, subjects: Sequence[str], *, small: float, own: float) -> list[str]:
        """Words of which so large a part are small ones, and so large a part the subjects' own."""
        kinds = self._random.choices("sog", weights=(small, own, 1 - small - own), k=count)
        return [self._word(kind, subjects) for kind in kinds]

    def _word(self, kind: str, subjects: Sequence[str]) -> str:
        if kind == "s":
            return self._random.choices(SMALL, cum_weights=self._small_weights)[0]
        if kind == "o":
            return self._random.choices(subjects[: len(self._subject_weights)], cum_weights=self._subject_weights)[0]
        if self._random.random() < 0.01:
            return self._invent() + self._invent()
        return self._random.choices(self._words, cum_weights=self._weights)[0]

    def rare(self) -> str:
        return self._random.choice(self._words[2_000:])

    def name(self) -> str:
        """Some names are frequent, so that two people share one now and then."""
        surname = self._random.choices(self._surnames, cum_weights=self._surname_weights)[0]
        return f"{self._random.choice(self._given)} {surname}"

    def han(self) -> str:
        return "".join(self._random.choice(HAN) for _ in range(self._random.randint(7, 14)))
