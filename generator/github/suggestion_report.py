"""What became of a suggestion, as a comment: the record, what it lacks, its problems and likely twins."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.github.event import Wanted
from generator.github.markdown import bounded, hostile, linked
from generator.github.suggestion import Suggested
from generator.knowledge.catalog import build_catalog
from generator.model import PaperId
from generator.pipeline import check
from generator.problems import Problem, as_text
from generator.publish.pages.paper_links import outside_links
from generator.records.load import load

FEW = 3
"""Near papers that are named."""


def suggestion_report(folder: Path, wanted: Wanted | None, done: Suggested) -> str:
    """Markdown in which no text of the issue is more than text."""
    lines = list(_outcome(folder, done))
    if done.paper and not done.problems:
        lines += _found(folder, done.paper)
    if done.problems:
        lines += ["", "Nothing was changed:" if not done.founded else "Said by the services:", ""]
        lines += _listed(done.problems)
    if wanted and wanted.why:
        lines += ["", "Why, in the words of the issue:", "", f"> {hostile(wanted.why, 2_000)}"]
    return "\n".join(bounded(lines, "lines")) + "\n"


def _outcome(folder: Path, done: Suggested) -> Iterator[str]:
    if done.paper is None:
        yield "No record."
        return
    _, records, _ = load(folder)
    paper = records.papers[done.paper]
    outside = outside_links(paper)
    title = linked(paper.title or done.paper, outside[0].url if outside else "")
    if done.founded:
        yield f"A new record, `{paper.id}`: {title}"
        yield from ([""] + [f"- still missing: {hostile(one)}" for one in done.missing] if done.missing else [])
    elif done.changes:
        yield f"Changes of `{paper.id}`: {title}"
        yield from ("", "| Field | Old | New |", "|---|---|---|")
        yield from (f"| {one.field} | {_shown(one.old)} | {_shown(one.new)} |" for one in done.changes)
    elif not done.problems:
        yield f"Nothing to do: `{paper.id}` is in the catalog already: {title}"
    else:
        yield f"`{paper.id}`: {title}"


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case dict():
            return "<br>".join(f"{hostile(key)}: {_shown(one)}" for key, one in value.items())
        case list():
            return "<br>".join(_shown(one) for one in value[:20])
    return hostile(str(value))


def _found(folder: Path, id_: PaperId) -> Iterator[str]:
    """The problems that name the record, likely twins among them, and the papers next to it."""
    problems = check(folder)
    own = [one for one in problems if f"records/{id_}.yml" == one.path or f"`{id_}`" in one.message]
    others = sum(one.level == "error" for one in problems if one not in own)
    yield from ("", f"Problems: {len(own)} of this record, {others} errors elsewhere", "")
    yield from _listed(own)
    decisions, records, _ = load(folder)
    catalog = build_catalog(records.papers, decisions)
    near = [catalog.papers[one.paper] for one in catalog.related.get(id_, ())[:FEW]]
    topics = [catalog.topics[match.topic].topic.title for match in catalog.paper_topics.get(id_, ())]
    yield from ("", f"Topics: {hostile(', '.join(topics)) or 'none'}")
    named = [f"`{one.id}` {hostile(catalog.heading(one), 100)}" for one in near]
    yield from ("", f"Near: {'; '.join(named) or 'none'}")


def _listed(problems: Sequence[Problem]) -> list[str]:
    return [f"- {hostile(as_text(one))}" for one in problems]
