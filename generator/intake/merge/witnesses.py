"""Two rows side by side: what title, authors, year, place and text weigh, and what no weight can outdo."""

from functools import cached_property

from rapidfuzz import fuzz

from generator.clean.places import is_printed, other_place, same_place, same_venue
from generator.clean.signed import Signed, compare_authors
from generator.clean.titles import YEARLY, Difference, compare_titles
from generator.intake.merge import weights
from generator.intake.merge.view import View, are_alike, same_abstract

TITLE = 8
"""What titles that differ must weigh at least: groups write many papers in one year."""
RENAMED = 3
"""How many authors, nearly the same, it takes where each title has a word that the other lacks."""
ENOUGH_WORDS = 2
"""How many words of a title tell that a longer one holds it."""


class Witnesses:
    """What speaks for and against two rows with titles. All of it is the same whichever comes first."""

    def __init__(self, a: View, b: View) -> None:
        self.a, self.b = a, b
        self._one, self._other = a.facts, b.facts

    @cached_property
    def titles(self) -> Difference:
        return compare_titles(self.a.words, self.b.words)

    @cached_property
    def signed(self) -> Signed | None:
        return compare_authors(self._one.people, self._other.people)

    @cached_property
    def alike(self) -> bool:
        return are_alike(self.a, self.b)

    @cached_property
    def text(self) -> bool:
        """Whether both have one abstract."""
        return same_abstract(self.a, self.b)

    @cached_property
    def same_title(self) -> bool:
        """Whether nothing that tells papers apart differs in the titles."""
        return self.a.title == self.b.title or not (self.titles.ours or self.titles.theirs or self.titles.kind)

    @cached_property
    def same_place(self) -> bool:
        return same_place(self._one, self._other)

    # --- The sum -----------------------------------------------------------------------------------------------------

    @cached_property
    def weight(self) -> int:
        return sum(weight for _, weight in self._all)

    @property
    def words(self) -> str:
        """`same title, same authors, same year`: without the weights, which change as a catalog grows."""
        return ", ".join(words for words, _ in self._all if words)

    @property
    def summed(self) -> str:
        """`same title 28, same authors 11, another year −2: 37 of 18`."""
        parts = ", ".join(f"{words} {weight}".replace("-", "−") for words, weight in self._all if words)
        return f"{parts}: {self.weight} of {weights.MERGE}"

    @cached_property
    def _all(self) -> tuple[tuple[str, int], ...]:
        """(witness in words, its weight) pairs; those that say nothing have no words."""
        return self.by_title, self.by_people, self._by_year, self._by_place, self._by_text

    @cached_property
    def by_title(self) -> tuple[str, int]:
        corpus, titles = self.a.corpus, self.titles
        weight = 1.0 if self.a.is_column else corpus.title(titles.common)
        weight += sum(min(corpus.word(one), corpus.word(other)) - weights.SPELLED for one, other in titles.spelled)
        more = len(titles.ours) + len(titles.theirs)
        if titles.ours and titles.theirs:
            return "similar title", round(weight - weights.OTHER_WORD * more / 2)
        if more:
            tail = min(more, weights.LONGEST_TAIL) * weights.TAIL
            return "one title within the other", round(weight - (tail if titles.inside else more * weights.WORD_MORE))
        weight -= 0 if titles.ordered else weights.REORDERED
        return "same title" if self.a.title == self.b.title else "nearly the same title", round(weight)

    @cached_property
    def by_people(self) -> tuple[str, int]:
        if not self.signed:
            return "", 0
        corpus, signed = self.a.corpus, self.signed
        agree = sum(min(corpus.name(one), corpus.name(other)) * far for one, other, far in signed.matched)
        count, least, most = len(signed.matched), *sorted((signed.ours, signed.theirs))
        weight = min(weights.MOST_PEOPLE, agree) - weights.OTHER_PERSON * (least - count)
        if not (self._one.et_al or self._other.et_al):
            weight -= weights.PERSON_MORE * min(most - least, weights.MOST_MORE)
        return "same authors" if signed.all else f"{count} of {most} authors", round(weight)

    @property
    def _by_year(self) -> tuple[str, int]:
        apart = self._years_between
        if apart is None:
            return "", 0
        said = ("same year", "", "another year")[min(apart, 2)]
        return said, weights.YEARS[min(apart, len(weights.YEARS) - 1)]

    @property
    def _by_place(self) -> tuple[str, int]:
        if self.same_place:
            return "same volume and page", weights.SAME_PLACE
        if self._one.venue and self._other.venue and same_venue(self._one.venue, self._other.venue):
            return "same venue", weights.SAME_VENUE
        return "", 0

    @property
    def _by_text(self) -> tuple[str, int]:
        return ("different abstracts", weights.OTHER_TEXT) if self._other_text else ("", 0)

    @cached_property
    def _other_text(self) -> bool:
        a, b = self.a.abstract, self.b.abstract
        return bool(a and b) and fuzz.ratio(a, b) < 50

    @property
    def _years_between(self) -> int | None:
        """Years between two spans: of a preprint of 2019 and an article of 2022 that first appeared in 2019, none."""
        if not (self.a.years and self.b.years):
            return None
        (_, end), (start, _) = sorted((self.a.years, self.b.years))
        return max(0, start - end)

    # --- What no weight can outdo ------------------------------------------------------------------------------------

    @cached_property
    def veto(self) -> str:
        """Why the two are two papers."""
        if self.titles.kind:
            return self.titles.kind
        if self.signed and not self.signed.matched:
            return "no author in common"
        if (self._years_between or 0) >= len(weights.YEARS):
            return f"{self._years[0]} and {self._years[1]} are too far apart"
        return ""

    @property
    def _years(self) -> tuple[int, int]:
        assert self.a.years and self.b.years
        (_, end), (start, _) = sorted((self.a.years, self.b.years))
        return end, start

    @cached_property
    def barrier(self) -> str:
        """What keeps two rows apart until a person says otherwise."""
        if (self._one.state == "retracted") != (self._other.state == "retracted"):
            return "only one is marked as retracted"
        return other_place(self._one, self._other)

    @cached_property
    def doubt(self) -> str:
        """Why a person is asked, however much speaks for a pair."""
        if self.text or self.same_place:
            return ""
        if None is not self.a.years != self.b.years is not None and not YEARLY.isdisjoint(self.a.words):
            return "such titles come again each year"
        if self.a.is_column and self.b.is_column:
            return "one that many papers could have"
        if self._other_text and not self.signed:
            return "nobody known signs both"
        if self.titles.ours and self.titles.theirs:
            one, other = sorted((" ".join(self.titles.ours), " ".join(self.titles.theirs)))
            return "" if self._is_renamed else f"“{one}” is not “{other}”"
        return self._doubt_of_part() if self.titles.ours or self.titles.theirs else ""

    def _doubt_of_part(self) -> str:
        """Of two titles of which one is a part of the other."""
        if len(self.titles.common) + len(self.titles.spelled) < ENOUGH_WORDS:
            return "a title of one word"
        if not (self.signed and self.signed.all):
            return "not the same authors" if self.signed else "another title"
        return "" if self._is_near else "at another time"

    @property
    def _is_renamed(self) -> bool:
        if not self.signed or not self._is_near or self.by_title[1] < weights.MERGE:
            return False
        count, most = len(self.signed.matched), max(self.signed.ours, self.signed.theirs)
        return count >= RENAMED and 5 * count >= 4 * most

    @property
    def _is_near(self) -> bool:
        """Whether two may be of one year, or one of them waits for its print."""
        printed = is_printed(self._one) and is_printed(self._other)
        return not (printed and self.a.years and self.b.years and self.a.years != self.b.years)

    @property
    def says_little(self) -> bool:
        """Whether so little speaks for a pair that nobody is asked."""
        if self.text:
            return False
        if self.same_title:
            known = None not in (self.a.years, self.b.years)
            return self.a.is_column and self.a.years != self.b.years and (known or self.weight < weights.ASK)
        other_words = bool(self.titles.ours and self.titles.theirs)
        apart = other_words and (self.signed is None or bool(other_place(self._one, self._other)))
        weak = self.by_title[1] < TITLE or (self.signed is not None and self.by_people[1] <= 0)
        return apart or weak or self.weight < weights.ASK
