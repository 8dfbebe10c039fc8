"""`paper-catalog check`: what is wrong, and what still needs a person."""

from pathlib import Path

import click

from generator.command import catalog_option, finish
from generator.commands.links import links_options, rotten
from generator.problems import FEW, as_json, grouped


@click.command("check")
@catalog_option
@click.option("--json", "json_", is_flag=True, help="As a JSON array, for programs; all of them.")
@click.option("--all", "all_", is_flag=True, help="All warnings, not only the first few of a kind.")
@links_options
def check_(catalog: Path, json_: bool, all_: bool, links: bool, offline: bool, report: Path | None) -> None:
    """Lists all problems of records and settings, and what still needs a person: place, code, found, expected, hint.

    Records without a date or a topic, topics without a paper, likely twins and sources that disagree are warnings, and
    fail nothing. Of each kind of warning the first few are shown, and the rest is counted.

    Example: paper-catalog check --json
    """
    from generator.pipeline import check

    problems = check(catalog) + (rotten(catalog, report, offline=offline) if links else [])
    if json_:
        click.echo(as_json(problems))
    else:
        for line in grouped(problems, len(problems) if all_ else FEW):
            click.echo(line)
        click.echo(f"{len(problems)} problems")
    finish(problems)
