"""The commands for the daily acts on records: add, rename, remove. Each is a thin hand on the same files."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.command import catalog_option, finish, progress, show, tell, today
from generator.records.lock import writing


@click.command("add")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@catalog_option
@click.option("--offline", is_flag=True, help="Asks nobody: only founds the records.")
@click.option("--no-abstracts", is_flag=True, help="Takes no abstracts: for public records, as they are others' text.")
def add_(names: tuple[str, ...], catalog: Path, offline: bool, no_abstracts: bool) -> None:
    """Founds a record for each paper, completes it as `enrich` does, and says what is still missing.

    NAME is an arXiv id, a DOI, `pmid:…`, an ACL id, the address of a paper at arXiv, OpenReview, PubMed, the ACL
    Anthology or doi.org, or a title in quotes; “-” is standard input, one name a line. A network that is not there
    is no failure: the records are founded, and `enrich` completes them later.

    Example: paper-catalog add 2309.16039 10.18653/v1/2024.acl-long.1 "Attention Is All You Need"
    """
    from generator.account import add_lines, enrich_lines
    from generator.intake.add import Way, add
    from generator.intake.enrich import World

    way = Way(offline=offline, abstracts=not no_abstracts, today=today(), world=World(say=progress))
    wanted = list(_names(names))
    with writing(catalog, "add", say=tell):
        done = add(catalog, wanted, way)
    if done.enriched:
        show(done.enriched.problems)
        for line in enrich_lines(done.enriched):
            click.echo(line)
    for line in add_lines(done):
        click.echo(line)
    show(done.problems)
    finish(done.problems)


def _names(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        lines = sys.stdin.buffer.read().decode("utf-8-sig", "replace").splitlines() if name == "-" else [name]
        yield from filter(None, map(str.strip, lines))


@click.command("rename")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@catalog_option
def rename_(old: str, new: str, catalog: Path) -> None:
    """Gives a record another id; its old address leads to the new one.

    OLD may be any name that the record has: an id, a DOI, an arXiv id. NEW becomes the name of its file.

    Example: paper-catalog rename 2309.16039 long-context-scaling-2023
    """
    from generator.records.acts import rename

    with writing(catalog, "rename", say=tell):
        done = rename(catalog, old, new)
    click.echo(f"{done.old} is called {done.new} now: records/{done.file}; its old address leads there")
    if done.queries:
        click.echo(f"queries.yml: {done.queries} changed")
    if done.cited:
        click.echo(f"documents cite it as {done.new} now; `key: {done.old}` in the record keeps the old citation key")


@click.command("remove")
@click.argument("paper", metavar="ID")
@catalog_option
@click.option("--because", required=True, metavar="TEXT", help="Why, for the page that stands at its address.")
@click.option("--force", is_flag=True, help="Also where git does not hold the record as it is.")
def remove_(paper: str, catalog: Path, because: str, force: bool) -> None:
    """Takes a paper out of the catalog for good: no later import brings it back.

    An entry under `excluded` in rulings.yml says so; taken out of there, the paper may come back. ID may be a former
    id, an arXiv id or a DOI, too.

    Example: paper-catalog remove lory-2024 --because "It is about another subject."
    """
    from generator.records.acts import remove

    with writing(catalog, "remove", say=tell):
        done = remove(catalog, paper, because, force=force)
    click.echo(f"{done.paper} is left out of the catalog: rulings.yml:{done.line}")
    click.echo(f"records/{done.file}: the record is gone; its address says that it is not in this catalog, and why")
    for line in done.queries:
        click.echo(f"queries.yml:{line} still asks for it: take it out there")


COMMANDS = (add_, rename_, remove_)
