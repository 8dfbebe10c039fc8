"""A file of answers: JSON, or JSON Lines, of which each bad entry costs only itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.intake.review.decide import NEEDS_REASON, Review, chosen
from generator.intake.review.questions import Question
from generator.problems import Problem
from generator.records.find import near_names

HINT = "`paper-catalog review --json` lists what waits, each question with its choices"
SHAPE = '{"id": "twins:a:b", "answer": "same"}, or {"twins:a:b": "same"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a file."""

    id: str
    answer: Any
    because: str
    line: int


Read = Iterator[Answer | Problem]


def read_answers(path: str, text: str) -> Read:
    """The answers of a file, and a problem with its line for all that is none.

    `{"twins:a:b": "same"}` is one, and so is `{"id": "twins:a:b", "answer": "exclude", "because": "…"}`; a file holds
    an object or a list of them, or one a line.
    """
    text = text.removeprefix("\ufeff").rstrip()
    first = text.lstrip()[:1]
    try:
        json.loads(text)
        by_line = False
    except ValueError:
        by_line = first != "[" and not (first == "{" and _is_open(text.lstrip().split("\n")[0]))
    if not by_line:
        yield from _entries(path, text, 0, len(text))
        return
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield from _entries(path, text, at, at + len(line))
        at += len(line) + 1


def _is_open(line: str) -> bool:
    """Whether a line is only the beginning of an object."""
    return line.strip() == "{" or line.rstrip().endswith((",", "{", "["))


def _entries(path: str, text: str, at: int, end: int) -> Read:
    """The answers of one JSON value, each with the line on which it stands."""
    try:
        for place, key, value in _members(text[:end], at):
            yield from _answers(path, text.count("\n", 0, place) + 1, key, value)
    except ValueError as error:
        where = getattr(error, "pos", at)
        line = text.count("\n", 0, where) + 1
        message = f"cannot be read as JSON: {getattr(error, 'msg', error)}"
        yield Problem(path=path, line=line, code="json-syntax", message=message, hint="one complete object a line")


def _members(text: str, at: int) -> Iterator[tuple[int, str | None, Any]]:
    """(place, key, value) of what an object or a list holds one level down; of anything else, itself."""
    read, at = json.JSONDecoder(), _space(text, at)
    opening = text[at : at + 1]
    if opening == "{" and _is_entry(whole := read.raw_decode(text, at)[0]):
        yield at, None, whole
        return
    if opening not in ("{", "["):
        yield at, None, read.raw_decode(text, at)[0]
        return
    read.raw_decode(text, at) if opening == "{" else None  # a broken object is no object in part
    at = _space(text, at + 1)
    while text[at : at + 1] not in ("}", "]"):
        place, key = at, None
        if opening == "{":
            key, at = read.raw_decode(text, at)
            at = _space(text, _space(text, at) + 1)
        value, at = read.raw_decode(text, at)
        yield place, key, value
        at = _space(text, at)
        if text[at : at + 1] == ",":
            at = _space(text, at + 1)
        elif text[at : at + 1] not in ("}", "]"):
            raise json.JSONDecodeError("expected a comma", text, at)


def _is_entry(value: dict[str, Any]) -> bool:
    """Whether an object is one answer, and not a question's id with its answer, or several."""
    return "id" in value or "answer" in value


def _space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _answers(path: str, line: int, key: str | None, value: Any) -> Read:
    if key is None and isinstance(value, dict) and not _is_entry(value):
        for id_, answer in value.items():
            yield from _answers(path, line, id_, answer)
        return
    said = value if isinstance(value, dict) else {"answer": value}
    id_ = said.get("id") if key is None else key
    because = said.get("because", "")
    unknown = [*({*said} - {"id", "answer", "because"})]
    if not isinstance(id_, str) or "answer" not in said or not isinstance(because, str) or unknown:
        found = f"found {json.dumps(value, ensure_ascii=False)[:80]}, expected an answer"
        yield Problem(path=path, line=line, code="bad-answer", message=found, hint=f"such as {SHAPE}")
        return
    yield Answer(id=id_, answer=said["answer"], because=because, line=line)


def apply_answers(review: Review, read: Read, path: str) -> Iterator[str | Problem]:
    """Decides what the answers say, one after the other; gives a line of account or a problem for each."""
    answers = list(read)
    wanted = {answer.id for answer in answers if isinstance(answer, Answer)}
    kinds = sorted({id_.partition(":")[0] for id_ in wanted}) or ["none"]
    waiting = {question.id: question for question in review.questions(kinds)}
    for answer in answers:
        if isinstance(answer, Problem):
            yield answer
        elif (question := waiting.get(answer.id)) and review.waits(question):
            yield _applied(review, question, answer, path, waiting)
        else:
            yield _no_question(answer, path, waiting)


def _applied(
    review: Review, question: Question, answer: Answer, path: str, waiting: dict[str, Question]
) -> str | Problem:
    choice = chosen(question, answer.answer)
    if not choice:
        expected = ", ".join(f"`{one.answer}`" for one in question.choices) or f"none: `{question.command}` fills it"
        found = f"{answer.id}: found {json.dumps(answer.answer, ensure_ascii=False)}, expected {expected}"
        return Problem(path=path, line=answer.line, code="unknown-answer", message=found, hint=HINT)
    if choice.answer == NEEDS_REASON and not answer.because.strip():
        found = f"{answer.id}: found no reason, expected one for the page that stands at its address"
        return Problem(path=path, line=answer.line, code="no-reason", message=found, hint='add `"because": "…"`')
    del waiting[question.id]
    return review.decide(question, choice, answer.because).line


def _no_question(answer: Answer, path: str, waiting: dict[str, Question]) -> Problem:
    """Decided already, changed since, or never asked."""
    near = near_names(answer.id, waiting)
    message = f"found an answer to `{answer.id}`, expected a question that waits{near}"
    return Problem(path=path, line=answer.line, code="no-such-question", message=message, hint=HINT)
