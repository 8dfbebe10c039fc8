"""The command line. Exit codes: 0, 1 for problems in the data, 2 for misuse; never a traceback for bad input."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__
from generator.account import explain_lines, import_lines
from generator.exports.jsonl import as_jsonl
from generator.model import Capture
from generator.pipeline import check as check_catalog
from generator.pipeline import find_paper, generate, import_captures, load_catalog
from generator.problems import CatalogError, Problem, as_json, as_text
from generator.readers import READERS, decode
from generator.serve import hand_written, serve
from generator.site import build_site, mkdocs_config
from generator.starter import write_starter

F = TypeVar("F", bound=Callable[..., Any])
EXPORTS = {"jsonl": as_jsonl}


def _catalog_option(command: F) -> F:
    return click.option(
        "--catalog",
        default="site_src",
        show_default=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder that holds records/ and catalog.yml.",
    )(command)


def _repository_option(command: F) -> F:
    return click.option(
        "--repository",
        default="",
        envvar="PAPER_CATALOG_REPOSITORY",
        metavar="URL",
        help="Where “correct this record” leads, instead of what catalog.yml says.",
    )(command)


class _Group(click.Group):
    """Shows misuse as one line, and a closed pipe as nothing."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CatalogError as error:
            click.echo(f"paper-catalog: {error}", err=True)
            ctx.exit(2)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"paper-catalog: {error.filename or 'file'}: {error.strerror or error}", err=True)
            ctx.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """A catalog of papers, from captures to a site.

    Example: paper-catalog import papers.bib && paper-catalog build
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a C locale must not break on the first accent
            stream.reconfigure(encoding="utf-8", errors="replace")


def _progress(text: str) -> None:
    """A line for a person who waits; a log or a pipe gets only results."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def _finish(problems: Sequence[Problem], *, failed: bool = False) -> None:
    """Exit code 1 where an error is among the problems."""
    if failed or any(problem.level == "error" for problem in problems):
        raise click.exceptions.Exit(1)


def _show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(as_text(problem), err=True)


@main.command("import")
@click.argument("files", nargs=-1, metavar="FILE…")
@_catalog_option
@click.option("--reader", type=click.Choice([reader.name for reader in READERS]), help="Overrides detection.")
@click.option("--dry-run", is_flag=True, help="Prints the account, writes nothing.")
@click.option("--allow-residue", is_flag=True, help="Exits 0 although lines were left that nothing could use.")
def import_(files: tuple[str, ...], catalog: Path, reader: str | None, dry_run: bool, allow_residue: bool) -> None:
    """Reads captures, merges them with the records, and prints what became of every row.

    “-” is standard input. Without a file it only applies rulings.yml to the records.

    Example: paper-catalog import captures/*.txt library.bib
    """
    _progress(f"reading {len(files)} files")
    captures, problems = _captures(files)
    chosen = next((r for r in READERS if r.name == reader), None)
    done = import_captures(catalog, captures, chosen, dry_run=dry_run)
    for line in import_lines(done):
        click.echo(line)
    _show(problems)
    residue = any(account.reading and account.reading.residue for account in done.captures)
    found = [*problems, *done.problems, *(p for account in done.captures for p in account.problems)]
    _finish(found, failed=residue and not allow_residue)


def _captures(files: Sequence[str]) -> tuple[list[Capture], list[Problem]]:
    captures: list[Capture] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(files):
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        capture, found = decode("stdin" if name == "-" else Path(name).name, data)
        captures += [capture] if capture else []
        problems += found
    return captures, problems


@main.command("check")
@_catalog_option
@click.option("--json", "json_", is_flag=True, help="As a JSON array, for programs.")
def check_(catalog: Path, json_: bool) -> None:
    """Lists all problems of records and settings: place, code, found and expected, hint.

    Example: paper-catalog check --json
    """
    problems = check_catalog(catalog)
    if json_:
        click.echo(as_json(problems))
    else:
        for problem in problems:
            click.echo(as_text(problem))
        click.echo(f"{len(problems)} problems")
    _finish(problems)


@main.command("generate")
@_catalog_option
@_repository_option
def generate_(catalog: Path, repository: str) -> None:
    """Writes the Markdown pages under docs/, for MkDocs.

    Example: paper-catalog generate && mkdocs build --strict
    """
    _finish(_generate(catalog, repository))


def _generate(catalog: Path, repository: str) -> Sequence[Problem]:
    _progress("generating pages")
    done, problems = generate(catalog, repository)
    _show(problems)
    click.echo(f"{done.written} files written, {done.unchanged} unchanged, {done.deleted} deleted")
    return problems


@main.command("build")
@_catalog_option
@_repository_option
@click.option("--site", metavar="DIR", type=click.Path(path_type=Path), help="Where the site goes; default: site/.")
def build_(catalog: Path, repository: str, site: Path | None) -> None:
    """Generates the pages and builds the finished site.

    Example: paper-catalog build --site public
    """
    problems = _generate(catalog, repository)
    _progress("building the site")
    click.echo(f"The site lies in {build_site(catalog, site)}")
    _finish(problems)


@main.command("serve")
@_catalog_option
@_repository_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve_(catalog: Path, repository: str, host: str, port: int) -> None:
    """Shows the site, and again whenever a record, a topic, a setting or a template changes.

    Example: paper-catalog serve --port 8080
    """

    def build(site: Path) -> None:
        _generate(catalog, repository)
        build_site(catalog, site)

    serve(build, [*hand_written(catalog), mkdocs_config(catalog), Path(__file__).parent], host=host, port=port)


@main.command("export")
@_catalog_option
@click.option("--format", "format_", type=click.Choice(sorted(EXPORTS)), default="jsonl", show_default=True)
def export_(catalog: Path, format_: str) -> None:
    """Writes every record to standard output, one a line, sorted by id.

    Example: paper-catalog export --format jsonl > catalog.jsonl
    """
    loaded, problems = load_catalog(catalog)
    for line in EXPORTS[format_](loaded):
        click.echo(line, nl=False)
    _show(problems)
    _finish(problems)


@main.command("explain")
@click.argument("paper", metavar="ID")
@_catalog_option
def explain_(paper: str, catalog: Path) -> None:
    """Says where everything on a paper's page comes from: sources, merges, topics, related papers, mentions.

    ID may be a former id, an arXiv id or a DOI, too.

    Example: paper-catalog explain 2309.16039
    """
    loaded, problems = load_catalog(catalog)
    for line in explain_lines(loaded, find_paper(loaded, paper)):
        click.echo(line)
    _finish(problems)


@main.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="Paper Catalog", show_default=True, help="The catalog's name.")
def init_(folder: Path, title: str) -> None:
    """Makes a fresh catalog: settings, theme, workflow and one example record, ready to build.

    Example: paper-catalog init my-papers && cd my-papers && paper-catalog build
    """
    write_starter(folder, title)
    click.echo(f"{folder} is ready: cd {folder} && paper-catalog build")
