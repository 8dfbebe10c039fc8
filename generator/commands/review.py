"""`paper-catalog review`: what waits for a person, in a terminal, over a pipe, or from a file of answers."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.command import OneOf, catalog_option, finish, show, tell
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.intake.review.decide import Review
    from generator.intake.review.questions import Choice, Question
    from generator.records.store import Records

QUIT = "q"


def _kind_names() -> list[str]:
    from generator.intake.review.questions import KINDS

    return [*KINDS]


@click.command("review")
@catalog_option
@click.option("--kind", "kinds", multiple=True, type=OneOf(_kind_names), help="Only these; give it once for each.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N questions only.")
@click.option("--json", "json_", is_flag=True, help="Prints what waits as a JSON array, and asks nothing.")
@click.option("--answers", metavar="FILE", help="Decides what a file says, JSON or JSON Lines; “-” is standard input.")
def review_(catalog: Path, kinds: tuple[str, ...], limit: int | None, json_: bool, answers: str | None) -> None:
    """Asks what only a person can say, worst first, and writes each answer at once.

    Records that may be one paper, side by side; proposed papers; sources that disagree; and gaps that a command could
    fill. An answer is a line of rulings.yml or of a record, and undone by taking that back. “Later” is not noted: the
    next run asks again. Ctrl-C keeps what was decided so far.

    Example: paper-catalog review --kind twins
    Example: paper-catalog review --json | jq -c '{id, answer: "later"}' | paper-catalog review --answers -
    """
    from generator.intake.review.questions import as_object

    if answers is not None:
        if json_ or kinds or limit:
            raise click.UsageError("--answers goes alone: the file says which questions it means.")
        finish(_apply(catalog, answers))
        return
    review, records, problems = _loaded(catalog)
    questions = islice(review.questions(kinds), limit)
    if json_:
        click.echo(json.dumps([as_object(question) for question in questions], ensure_ascii=False, indent=2))
    elif in_terminal():
        _ask(catalog, review, records, list(questions))
    else:
        _print(list(questions), records)
    finish(problems)


def in_terminal() -> bool:
    """Whether a person sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _loaded(catalog: Path) -> tuple[Review, Records, list[Problem]]:
    from generator.intake.review.decide import Review
    from generator.records.load import load

    decisions, records, problems = load(catalog)
    show(problems)
    return Review(catalog, decisions, records), records, problems


def _apply(catalog: Path, answers: str) -> list[Problem]:
    """Decides what a file says, while nobody else writes; returns what of it cannot be, and what is wrong anyhow."""
    from generator.intake.review.answers import apply_answers, read_answers
    from generator.intake.review.decide import next_steps
    from generator.records.lock import writing

    data = sys.stdin.buffer.read() if answers == "-" else Path(answers).read_bytes()
    name = "stdin" if answers == "-" else Path(answers).name
    wrong: list[Problem] = []
    with writing(catalog, "review", say=tell):
        review, _, problems = _loaded(catalog)
        for done in apply_answers(review, read_answers(name, data.decode("utf-8", "replace")), name):
            if isinstance(done, Problem):
                wrong.append(done)
            else:
                click.echo(done)
    show(wrong)
    for line in next_steps(review):
        click.echo(line)
    return [*problems, *wrong]


def _print(questions: Sequence[Question], records: Records) -> None:
    from generator.intake.review.shown import question_lines

    for question in questions:
        for line in question_lines(question, records.papers):
            click.echo(line)
        click.echo()
    click.echo(f"{len(questions)} questions wait; answer them in a terminal, or with --answers")


def _ask(catalog: Path, review: Review, records: Records, questions: Sequence[Question]) -> None:
    """One question after the other, each settled by a key; gaps need no key and come as a list at the end."""
    from generator.intake.review.decide import next_steps

    asked = [question for question in questions if question.choices]
    stopped = False
    try:
        for number, question in enumerate(asked, 1):
            if review.waits(question):
                click.echo(f"── {number} of {len(asked)} ".ljust(40, "─"))
                if not _settle(catalog, review, records, question):
                    break
    except (KeyboardInterrupt, EOFError, click.Abort):
        stopped = True
        click.echo()
    _gaps([question for question in questions if question.command])
    done = [one for one in review.decided if one.answer != "later"]
    click.echo(f"{len(done)} decided, {sum(map(review.waits, asked))} wait")
    for line in next_steps(review):
        click.echo(line)
    if stopped:
        raise click.exceptions.Exit(1)


def _settle(catalog: Path, review: Review, records: Records, question: Question) -> bool:
    """Asks one question until a key settles it; returns whether to go on."""
    from generator.intake.review.decide import NEEDS_REASON
    from generator.intake.review.shown import question_lines
    from generator.records.lock import writing

    width = max(40, min(shutil.get_terminal_size().columns, 140))
    for line in question_lines(question, records.papers, width):
        click.echo(line)
    click.echo(f"  [{QUIT}] quit: all that is left waits")
    choice = _key(question.choices)
    if choice is None:
        return False
    because = ""
    while choice.answer == NEEDS_REASON and not because.strip():
        because = click.prompt("  because", default="", show_default=False)
    with writing(catalog, "review", say=tell) if choice.answer != "later" else nullcontext():
        click.echo(f"  → {review.decide(question, choice, because).line}")
    return True


def _key(choices: Iterable[Choice]) -> Choice | None:
    """The choice of the next key that is one; None to quit."""
    by_key = {choice.key: choice for choice in choices if choice.key}
    while True:
        key = click.getchar().lower()
        if not key:
            raise EOFError
        if key == QUIT:
            return None
        if key in by_key:
            return by_key[key]
        click.echo(f"  found the key {key!r}, expected one of: {', '.join([*by_key, QUIT])}")


def _gaps(questions: Sequence[Question]) -> None:
    """One line for all records that lack the same."""
    lacking: dict[str, list[Question]] = {}
    for question in questions:
        lacking.setdefault(question.why, []).append(question)
    for why, some in lacking.items():
        ids = [id_ for question in some for id_ in question.papers]
        shown = f"{ids[0]} {why}" if len(ids) == 1 else f"{len(ids)} records {why.replace('lacks', 'lack')}"
        command = some[0].command if len(ids) == 1 else "paper-catalog enrich"
        click.echo(f"{shown}: `{command}` may fill that")
