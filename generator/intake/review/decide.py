"""What an answer writes: one entry of rulings.yml, or one value of a record. [I/O]

Each decision is written at once and by itself: whoever stops half-way keeps what was decided so far, and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.clean.text import clean_text
from generator.files import write_file
from generator.intake.review.questions import LATER, Choice, Question, find_questions
from generator.model import PaperId
from generator.records.acts import edit_record, exclusion
from generator.records.compare import shown
from generator.records.conflicts import Option, decided
from generator.records.handwork import read_text, with_ruling
from generator.records.settings import Decisions, Ruling
from generator.records.store import Records, as_plain

RULED = ("same", "different")
NEEDS_REASON = "exclude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one answer did."""

    question: str
    """Its id."""
    answer: str
    line: str
    """For the account: `rulings.yml:14: different: lori-2023, lory-2024`."""


class Review:
    """The questions of a catalog, and its records and rulings as they stand after each answer."""

    def __init__(self, folder: Path, decisions: Decisions, records: Records) -> None:
        self._folder, self._decisions, self._records = folder, decisions, records
        self._gone: set[PaperId] = set()
        self.decided: list[Decided] = []

    def questions(self, kinds: Sequence[str] = ()) -> Iterator[Question]:
        """What waits; of a paper that is left out while this runs, nothing more."""
        found = find_questions(self._records.papers, self._decisions, kinds)
        return (question for question in found if self._gone.isdisjoint(question.papers))

    def waits(self, question: Question) -> bool:
        """Whether no answer of this run has settled it, nor left its paper out."""
        settled = {one.question for one in self.decided if one.answer != LATER}
        return question.id not in settled and self._gone.isdisjoint(question.papers)

    def decide(self, question: Question, choice: Choice, because: str = "") -> Decided:
        """Writes what the answer means; a paper is left out for a reason, which is not empty."""
        line = self._done(question, choice, clean_text(because))
        done = Decided(question=question.id, answer=choice.answer, line=line)
        self.decided.append(done)
        return done

    def _done(self, question: Question, choice: Choice, because: str) -> str:
        if choice.answer == LATER:
            return f"{question.id}: later"
        paper = self._records.papers[question.papers[0]]
        if choice.answer in RULED:
            ruling = Ruling(names=question.papers, because=because)
            return self._rule(choice.answer, ruling, ", ".join(question.papers))
        if choice.answer == NEEDS_REASON:
            self._gone.add(paper.id)
            return self._rule("excluded", exclusion(paper, self._records.papers, because), f"{paper.id}: {because}")
        where = f"records/{self._records.files[paper.id]}"
        if question.conflict:
            after = decided(paper, question.conflict, Option(value=choice.value, captures=()))
            said = f"{question.conflict.field} is {shown(choice.value)}"
        else:
            after, said = replace(paper, proposed=None), "accepted"
        self._records = edit_record(self._folder, self._records, after)
        return f"{where}: {said}"

    def _rule(self, kind: str, ruling: Ruling, said: str) -> str:
        path = self._folder / "rulings.yml"
        text, line = with_ruling(read_text(path), kind, ruling, short=True)  # read anew: somebody may have edited it
        write_file(path, text)
        return f"rulings.yml:{line}: {kind}: {said}"


def chosen(question: Question, answer: object) -> Choice | None:
    """The choice that an answer names, by its name or by the very value; not by its key, which is a place in a list."""
    named = (choice for choice in question.choices if answer == choice.answer)
    valued = (choice for choice in question.choices if choice.value is not None and answer == as_plain(choice.value))
    return next(named, next(valued, None))


def next_steps(review: Review) -> Iterator[str]:
    """What carries out the decisions that are not carried out by being written."""
    answers = {done.answer for done in review.decided}
    if answers & {*RULED}:
        yield "`paper-catalog import` carries out what was ruled"
    if NEEDS_REASON in answers:
        yield "the records that are left out lie there still; `paper-catalog remove ID --because …` deletes one"
