"""`report`: what the catalog is against what it was."""

from pathlib import Path

import click

from generator.command import catalog_option


@click.command("report")
@catalog_option
@click.option("--base", required=True, metavar="REF", help="The commit to compare with: `origin/main`.")
@click.option("--site", metavar="DIR", type=click.Path(path_type=Path), help="A site whose pages are counted.")
def report_(catalog: Path, base: str, site: Path | None) -> None:
    """Says what has become of the catalog since a commit: papers added, changed and removed, and problems that are new.

    Example: paper-catalog report --base origin/main --site site
    """
    from generator.github.difference import compare, difference_lines

    for line in difference_lines(compare(catalog, base), site):
        click.echo(line)
