"""`paper-catalog init`: from nothing to a catalog that builds and can be published."""

from pathlib import Path

import click

from generator.command import OneOf
from generator.problems import CatalogError

_CATALOG = "site_src"


def _packs() -> tuple[str, ...]:
    from generator.records.packs import pack_names

    return pack_names()


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="Paper Catalog", show_default=True, help="The catalog's name.")
@click.option(
    "--package",
    default="",
    metavar="ADDRESS",
    help="Where the catalog's workflow gets this program: a release's wheel, git+https://…; default: as it is here.",
)
@click.option("--pack", "packs", multiple=True, type=OneOf(_packs), help="The venues and topics of a field.")
@click.option("--from", "files", multiple=True, metavar="FILE", help="Imports this file at once, a list's topics too.")
@click.pass_context
def init_(
    ctx: click.Context, folder: Path, title: str, package: str, packs: tuple[str, ...], files: tuple[str, ...]
) -> None:
    """Makes a fresh catalog: settings, workflow, and one example record or what a file holds, ready to build.

    It is a git repository with a first commit, unless the folder is in one; what --from brings is left for you to read
    and to commit.

    Example: paper-catalog init my-papers && cd my-papers && paper-catalog build
    Example: paper-catalog init my-papers --title "Owl papers" --pack nlp --from library.bib
    """
    from generator.starter import Wishes, write_starter
    from generator.starter.address import origin
    from generator.starter.repository import begin_repository

    _check_files(files)
    found = origin(package)
    wishes = Wishes(title=title, package=found.requirement, packs=packs, example=not files)
    write_starter(folder, wishes)
    click.echo(begin_repository(folder))
    if found.why:
        click.echo(f"requirements.txt does not say where this program can be had: {found.why} (--package ADDRESS)")
    failed = _imported(ctx, folder / _CATALOG, files) if files else False
    click.echo(f"{folder} is ready: cd {folder} && paper-catalog build")
    if failed:
        raise click.exceptions.Exit(1)


def _check_files(files: tuple[str, ...]) -> None:
    """Before anything is written. Nothing is fetched: what an address holds is a person's to look at first."""
    for file in files:
        if "://" in file:
            raise CatalogError(f"found the address {file}, expected a file: save it first, and name the file")
        if not Path(file).is_file():
            raise CatalogError(f"{file}: there is no such file")


def _imported(ctx: click.Context, catalog: Path, files: tuple[str, ...]) -> bool:
    """Imports the files, the headings of a list as topics first; returns whether anything was left over or wrong."""
    from generator.intake.readers import decode
    from generator.intake.topics import append_topics, propose_topics

    for file in files:
        capture, _ = decode(Path(file).name, Path(file).read_bytes())
        if capture and (topics := propose_topics(capture)):
            click.echo(f"topics.yml: {len(append_topics(catalog, topics))} topics out of the headings of {file}")
    group = ctx.find_root().command
    command = group.get_command(ctx, "import") if isinstance(group, click.Group) else None
    assert command, "the command line has an import"
    try:
        ctx.invoke(command, files=files, catalog=catalog)
    except click.exceptions.Exit as end:
        return end.exit_code != 0
    return False
