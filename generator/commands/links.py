"""`check --links`: the one check that asks the network."""

from pathlib import Path

import click

from generator.command import F, progress, tell
from generator.problems import Problem


def links_options(command: F) -> F:
    """The options of `check` that are for links."""
    options = (
        click.option("--links", is_flag=True, help="Visits all links, too, and asks what became of papers; slow."),
        click.option("--offline", is_flag=True, help="With --links: asks nobody, goes by what was answered before."),
        click.option(
            "--report",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="With --links: writes what has rotted as Markdown; nothing has, the file is empty.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def rotten(catalog: Path, report: Path | None, *, offline: bool) -> list[Problem]:
    """What has rotted, as warnings, and in the report."""
    from generator.github.rot_report import rot_report
    from generator.intake.enrich import World
    from generator.intake.rot import find_rot

    done = find_rot(catalog, World(say=progress), offline=offline)
    tell(f"{done.links} links, {done.visited} requests, {done.unclear} links of which nothing can be told")
    if done.stopped:
        tell(f"not all was looked at: {done.stopped}; run it again to go on from here")
    if report:
        report.write_text(rot_report(done), encoding="utf-8", newline="\n")
    return list(done.problems)
