"""`update`: what is new of all that follow.yml names; `accept`: a proposed paper becomes one of the catalog."""

from contextlib import nullcontext
from pathlib import Path

import click

from generator.command import catalog_option, finish, progress, show, tell, today


@click.command("update")
@catalog_option
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Writes the table of proposals here; “-” prints it.",
)
@click.option("--offline", is_flag=True, help="Asks nobody: goes by files, and by what was answered before.")
@click.option("--no-abstracts", is_flag=True, help="Takes no abstracts: for public records, as they are others' text.")
@click.option("--dry-run", is_flag=True, help="Asks and prints the account, but writes no record.")
def update_(catalog: Path, report: Path | None, offline: bool, no_abstracts: bool, dry_run: bool) -> None:
    """Asks all that follow.yml names since last time; new papers become records that wait for a person.

    Such a record has `proposed`, and is in no page, search, export, feed or count until that line is deleted. What the
    catalog has already stays as it is; what rulings.yml excludes, and what was proposed before and deleted, is not
    proposed again. Stopped half-way, it goes on from there the next time.

    Example: paper-catalog update --report proposals.md
    """
    from generator.github.proposals import counted, proposals_report
    from generator.intake.enrich import World
    from generator.intake.follow import Way, update
    from generator.records.lock import writing

    way = Way(
        today=today(), offline=offline, abstracts=not no_abstracts, dry_run=dry_run, world=World(say=progress)
    )
    with nullcontext() if dry_run else writing(catalog, "update", say=tell):
        done = update(catalog, way)
    if not done.entries:
        click.echo("follow.yml names nothing to follow")
    for entry in done.entries:
        click.echo(f"{entry.slug}: {entry.stopped or '; '.join(counted(entry))}")
    for paper in done.papers:
        click.echo(f"proposed: {paper.id}")
    click.echo(f"{len(done.papers)} papers proposed, {len(done.changed)} files changed")
    if report:
        _write(report, proposals_report(catalog, done))
    show(done.problems)
    finish(done.problems)


def _write(report: Path, text: str) -> None:
    if str(report) == "-":
        click.echo(text, nl=False)
    else:
        report.write_text(text, encoding="utf-8", newline="\n")


@click.command("accept")
@click.argument("papers", nargs=-1, required=True, metavar="ID…")
@catalog_option
def accept_(papers: tuple[str, ...], catalog: Path) -> None:
    """Takes proposed papers into the catalog, as of today; the same as to delete `proposed` in their records.

    ID may be an arXiv id or a DOI, too. To turn a paper down, delete its file, or `remove` it with a reason.

    Example: paper-catalog accept 2309.16039
    """
    from generator.records.lock import writing
    from generator.records.proposed import accept

    with writing(catalog, "accept", say=tell):
        done = accept(catalog, papers, today())
    for id_ in done:
        click.echo(f"{id_} is in the catalog now")
    if len(done) < len(set(papers)):
        click.echo(f"in it already: {len(set(papers)) - len(done)}")
