"""What an update proposes, as a table that a person decides by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.github.markdown import bounded, hostile, linked
from generator.intake.follow import EntryAccount, Updated
from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Paper, PaperId
from generator.problems import as_text
from generator.publish.pages.paper_links import outside_links
from generator.publish.pages.words import amount
from generator.records.load import load

FEW = 3
"""Authors and near papers in a row."""


def proposals_report(folder: Path, done: Updated) -> str:
    """Markdown for the pull request: the papers that wait, likely twins, and what could not be asked."""
    waiting = _waiting(folder, done.papers)
    lines = [f"{amount(len(done.papers), 'new paper')}, {len(waiting)} waiting for a decision"]
    if waiting:
        catalog = _catalog_with(folder, waiting)
        rows = [_row(catalog, paper) for paper in waiting]
        lines += ["", "| Paper | Authors | Found by | Near | Topics |", "|---|---|---|---|---|"]
        lines += [*bounded(rows, "papers"), "", HOW]
    if done.unclear:
        lines += ["", "May be the same paper:", ""]
        lines += [f"- `{one.papers[0]}` and `{one.papers[1]}`: {hostile(one.reason)}" for one in done.unclear]
    lines += ["", *map(_entry, done.entries)]
    if done.problems:
        lines += ["", "Problems:", "", *bounded([f"- {hostile(as_text(one))}" for one in done.problems], "problems")]
    return "\n".join(lines) + "\n"


HOW = (
    "None of them is in the site yet. To accept one, delete the line `proposed: …` of its record, or run "
    "`paper-catalog accept ID`; to turn one down, delete its file: it is not proposed again."
)


def _waiting(folder: Path, new: Sequence[Paper]) -> list[Paper]:
    """All that is proposed, what is new first."""
    known = {paper.id for paper in new}
    return [*new, *(one for one in load(folder)[1].papers.values() if one.proposed and one.id not in known)]


def _catalog_with(folder: Path, new: Sequence[Paper]) -> Catalog:
    """The catalog as it would be with all new papers accepted."""
    decisions, records, _ = load(folder)
    papers: Mapping[PaperId, Paper] = {**records.papers, **{paper.id: replace(paper, proposed=None) for paper in new}}
    return build_catalog(papers, decisions)


def _row(catalog: Catalog, paper: Paper) -> str:
    shown = replace(paper, proposed=None)
    outside = outside_links(shown)
    title = linked(catalog.heading(shown), outside[0].url if outside else "")
    people = [author.name for author in shown.people]
    names = hostile(", ".join(people[:FEW]) + (" et al." if len(people) > FEW or shown.et_al else ""))
    near = [catalog.papers[one.paper] for one in catalog.related.get(paper.id, ())[:FEW]]
    topics = [catalog.topics[match.topic].topic.title for match in catalog.paper_topics.get(paper.id, ())]
    assert paper.proposed
    cells = (
        f"{title}<br>`{paper.id}`",
        names,
        hostile(f"{paper.proposed.by}: {paper.proposed.why}"),
        "<br>".join(hostile(catalog.heading(one), 100) for one in near),
        hostile(", ".join(topics)),
    )
    return f"| {' | '.join(cells)} |"


def _entry(account: EntryAccount) -> str:
    return f"- **{account.slug}** ({hostile(account.why)}): {'; '.join(_told(account))}"


def _told(account: EntryAccount) -> Iterator[str]:
    if account.stopped:
        yield f"not asked: {hostile(account.stopped)}"
        return
    yield from counted(account)


def counted(account: EntryAccount) -> Iterator[str]:
    """`12 found`, `3 new`, …"""
    counts = account.counts
    yield f"{counts.found} found, {counts.new} new"
    if counts.known:
        yield f"{counts.known} in the catalog already, left as they are"
    if counts.excluded:
        yield f"{counts.excluded} excluded by rulings.yml"
    if counts.declined:
        yield f"{counts.declined} turned down before"
