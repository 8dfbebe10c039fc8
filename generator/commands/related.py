"""`related`: what to read next, on the command line."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from generator.command import catalog_option, finish


@click.command("related")
@click.argument("paper", metavar="ID")
@catalog_option
@click.option(
    "--among",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ranks the papers that this file names, one a line, and all of them.",
)
@click.option("--limit", type=click.IntRange(1), help="How many to name at most; so many, however far they are.")
@click.option("--json", "as_json", is_flag=True, help="One object for each paper, a line each.")
def related_(paper: str, catalog: Path, among: Path | None, limit: int | None, as_json: bool) -> None:
    """Names the papers that are nearest to one, the nearest first, each with how near it is and why.

    Without --among and --limit these are those that its page lists. ID and the lines of FILE may be former ids,
    arXiv ids or DOIs, too.

    Example: paper-catalog related 2309.16039 --limit 20
    """
    from generator.account import related_line
    from generator.knowledge.catalog import near_papers
    from generator.pipeline import load_catalog
    from generator.records.find import find_paper

    loaded, problems = load_catalog(catalog)
    asked = find_paper(loaded.papers, paper).id
    if among or limit:
        near = near_papers(loaded, asked)
        if among:
            lines = filter(None, map(str.strip, among.read_text(encoding="utf-8-sig").splitlines()))
            named = {find_paper(loaded.papers, line).id for line in lines}
            near = tuple(other for other in near if other.paper in named)
        near = near[:limit]
    else:
        near = loaded.related.get(asked, ())
    for other in near:
        if as_json:
            said = asdict(other) | {"title": loaded.papers[other.paper].title}
            click.echo(json.dumps(said, ensure_ascii=False))
        else:
            click.echo(related_line(other))
    finish(problems)
