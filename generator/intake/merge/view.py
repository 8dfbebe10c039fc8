"""What a source says, in the forms that comparisons use, and the quick questions asked of each candidate pair."""

from functools import cached_property

from rapidfuzz import fuzz

from generator.clean.dates import cited_dates
from generator.clean.notices import is_notice
from generator.clean.text import fold
from generator.clean.titles import KINDS, SMALL, title_words
from generator.intake.merge.weights import NOTHING_KNOWN, Corpus
from generator.model import Facts

SAME_TEXT = 0.95
"""Likeness above which two abstracts are one: versions of a paper differ by a few words, papers by most."""
LIKE_TITLE = 80
"""Likeness of letters from which two titles are compared word by word, where less than half of their words agree."""
ENOUGH_ABSTRACT = 200
"""Folded characters that an abstract needs to speak for itself: many open with the same sentence of 100 or more."""
OPENING = 120
"""Folded characters that are compared before the whole is."""


class View:
    """One source's facts, with the folded forms that comparisons use, each computed once."""

    def __init__(self, facts: Facts, corpus: Corpus = NOTHING_KNOWN) -> None:
        """`corpus` says which words, names and whole titles are frequent among the rows and records at hand."""
        self.facts = facts
        self.corpus = corpus

    @cached_property
    def ids(self) -> dict[str, str]:
        return dict(self.facts.ids.items())

    @cached_property
    def named(self) -> frozenset[tuple[str, str]]:
        """(scheme, value) pairs."""
        return frozenset(self.ids.items())

    @cached_property
    def title(self) -> str:
        return fold(self.facts.title)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words of the title that are not small ones."""
        words = frozenset(self.title.split())
        return words - SMALL or words

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the title in one form."""
        return title_words(self.facts.title)

    @property
    def is_column(self) -> bool:
        """Whether the title names no paper by itself: `introduction` and `book review column` do not."""
        return self.title in self.corpus.columns or KINDS.issuperset(self.telling)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """From its first appearance to the one that is cited, where it has a date."""
        date, first = cited_dates(self.facts)
        return (int((first or date)[:4]), int(date[:4])) if self.facts.date else None

    @cached_property
    def abstract(self) -> str:
        return fold(self.facts.abstract)

    @cached_property
    def opening(self) -> str:
        return self.abstract[:OPENING]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of the names, and of family names that are known, folded.

        `Mike Lewis` and `Lewis` agree, so do initials and full names, and `陈海明` with `陈` and `Haiming Chen`.
        """
        people = self.facts.people
        names = (name for author in people for name in (author.name, author.family) if name)
        return frozenset(words[-1] for name in names if (words := fold(name).split()))

    @cached_property
    def is_notice(self) -> bool:
        return is_notice(self.facts.title)


def may_be_same(a: View, b: View) -> bool:
    """Whether anything could be found in favour of a pair: it is asked of each candidate, and most fail here."""
    return are_alike(a, b) or not a.named.isdisjoint(b.named) or same_abstract(a, b)


def are_alike(a: View, b: View) -> bool:
    """Whether two titles have half of the words of the shorter one, or most letters."""
    if not (a.title and b.title):
        return False
    ours, theirs = a.telling, b.telling
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs)) or bool(
        fuzz.ratio(a.title, b.title, score_cutoff=LIKE_TITLE)
    )


def same_abstract(ours: View, theirs: View) -> bool:
    """Whether two abstracts are one; one that was cut is compared with as much of the other."""
    a, b = ours.abstract, theirs.abstract
    length = min(len(a), len(b))
    if length < ENOUGH_ABSTRACT or not fuzz.ratio(ours.opening, theirs.opening, score_cutoff=60):  # most end here
        return False
    if max(len(a), len(b)) > 1.2 * length:  # a cut: versions of one abstract are of about one length
        a, b = a[:length], b[:length]
    return fuzz.ratio(a, b, score_cutoff=SAME_TEXT * 100) > 0
