"""`suggestion`: what a labelled issue asks for becomes a record, or a change of one."""

from pathlib import Path

import click

from generator.command import catalog_option, finish, progress, tell, today


@click.command("suggestion")
@click.argument("event", metavar="EVENT", type=click.Path(path_type=Path))
@catalog_option
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="Writes what became of it as Markdown.")
@click.option("--offline", is_flag=True, help="Asks nobody: only founds the record.")
def suggestion_(event: Path, catalog: Path, report: Path | None, offline: bool) -> None:
    """Carries out what the issue of a GitHub event asks for: a paper to add, or changes of a record.

    EVENT is the file that GITHUB_EVENT_PATH names. Whatever the issue holds stays text: it names a record by its id and
    a paper by an identifier, changes only what a record says of its paper, and does nothing in the report.

    Example: paper-catalog suggestion "$GITHUB_EVENT_PATH" --report report.md
    """
    from generator.github.event import read_event
    from generator.github.suggestion import Suggested, carry_out
    from generator.github.suggestion_report import suggestion_report
    from generator.intake.add import Way
    from generator.intake.enrich import World
    from generator.records.lock import writing

    wanted, problems = read_event(event)
    way = Way(offline=offline, abstracts=False, today=today(), world=World(say=progress))
    if wanted:
        with writing(catalog, "suggestion", say=tell):
            done = carry_out(catalog, wanted, way)
    else:
        done = Suggested(problems=tuple(problems))
    text = suggestion_report(catalog, wanted, done)
    if report:
        report.write_text(text, encoding="utf-8", newline="\n")
        # Only our own words: a runner obeys some lines of what a step prints, wherever the text came from.
        codes = ", ".join(problem.code for problem in done.problems)
        click.echo(f"{done.paper or 'no record'}: {codes or ('founded' if done.founded else 'no problem')}")
    else:
        click.echo(text, nl=False)
    finish(done.problems)
