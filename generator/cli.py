"""The command line. Exit codes: 0, 1 for problems in the data, 2 for misuse; never a traceback for bad input.

Each command imports what it needs when it runs: `--help` waits neither for numpy nor for MkDocs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, acts
from generator.command import Commands, F, OneOf, catalog_option, finish, progress, show, tell, today
from generator.commands.check import check_
from generator.commands.explain import explain_
from generator.commands.init import init_
from generator.commands.pack import pack_
from generator.commands.related import related_
from generator.commands.report import report_
from generator.commands.review import review_
from generator.commands.suggestion import suggestion_
from generator.commands.topics import topics_
from generator.commands.update import accept_, update_
from generator.commands.upgrade import upgrade_
from generator.problems import CatalogError, Problem

if TYPE_CHECKING:
    from generator.knowledge.catalog import Catalog
    from generator.model import Capture
    from generator.publish.exports.readme import Piece
    from generator.publish.memory import Memory

SERVICES = "arxiv,crossref,openalex"
"""Whom `enrich` asks; the services themselves are in `generator.intake.enrich`."""
README = "readme"
"""The format that is no file of its own, but stands in one."""


def _reader_names() -> list[str]:
    from generator.intake.readers import READERS

    return [reader.name for reader in READERS]


def _export_names() -> list[str]:
    from generator.publish.exports import EXPORTS

    return [*(export.name for export in EXPORTS), README]


def _repository_option(command: F) -> F:
    return click.option(
        "--repository",
        default="",
        envvar="PAPER_CATALOG_REPOSITORY",
        metavar="URL",
        help="Where “correct this record” leads, instead of what catalog.yml says.",
    )(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """A catalog of papers, from captures to a site.

    Example: paper-catalog import papers.bib && paper-catalog build
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a C locale must not break on the first accent
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


for command in acts.COMMANDS:
    main.add_command(command)


@main.command("import")
@click.argument("files", nargs=-1, metavar="FILE…")
@catalog_option
@click.option("--reader", type=OneOf(_reader_names), help="Overrides detection.")
@click.option(
    "--columns",
    default="",
    metavar="FIELD=COLUMN,…",
    help="What the columns of tables and the keys of JSON objects hold, where their names do not say it.",
)
@click.option("--as", "name", default="", metavar="NAME", help="What to call the file: tells files of one name apart.")
@click.option("--dry-run", is_flag=True, help="Prints the account, writes nothing.")
@click.option("--allow-residue", is_flag=True, help="Exits 0 although lines were left that nothing could use.")
def import_(
    files: tuple[str, ...],
    catalog: Path,
    reader: str | None,
    columns: str,
    name: str,
    dry_run: bool,
    allow_residue: bool,
) -> None:
    """Reads captures, merges them with the records, and prints what became of every row.

    “-” is standard input. Without a file it only applies rulings.yml to the records. A file that comes again, under the
    same name, corrects what it said before.

    Example: paper-catalog import captures/*.txt library.bib
    Example: paper-catalog import reading-list.csv --columns title=Paper,authors="Written by"
    """
    from generator.account import import_lines
    from generator.intake.readers import READERS
    from generator.intake.readers.columns import parse_columns
    from generator.pipeline import import_captures
    from generator.records.lock import writing

    progress(f"reading {len(files)} files")
    if name and len(files) != 1:
        raise CatalogError(f"found --as with {len(files)} files, expected one")
    captures, problems = _captures(files, parse_columns(columns), name)
    chosen = next((r for r in READERS if r.name == reader), None)
    with nullcontext() if dry_run else writing(catalog, "import", say=tell):
        done = import_captures(catalog, captures, chosen, dry_run=dry_run, today=today())
    for line in import_lines(done):
        click.echo(line)
    show(problems)
    residue = any(account.reading and account.reading.residue for account in done.captures)
    found = [*problems, *done.problems, *(p for account in done.captures for p in account.problems)]
    finish(found, failed=residue and not allow_residue)


def _captures(
    files: Sequence[str], columns: tuple[tuple[str, str], ...], as_name: str
) -> tuple[list[Capture], list[Problem]]:
    from generator.intake.readers import decode

    captures: list[Capture] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(files):
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        capture, found = decode(as_name or ("stdin" if name == "-" else Path(name).name), data)
        captures += [replace(capture, columns=columns)] if capture else []
        problems += found
    return captures, problems


@main.command("enrich")
@click.argument("papers", nargs=-1, metavar="[ID…]")
@catalog_option
@click.option(
    "--from",
    "services",
    default=SERVICES,
    show_default=True,
    metavar="NAMES",
    help="Whom to ask. OpenAlex needs a key, in OPENALEX_API_KEY.",
)
@click.option("--no-abstracts", is_flag=True, help="Takes no abstracts: for public records, as they are others' text.")
@click.option("--refresh", is_flag=True, help="Asks again what was answered in the last 30 days.")
@click.option("--dry-run", is_flag=True, help="Asks and prints the account, but changes no record.")
@click.option("--offline", is_flag=True, help="Asks nobody: takes what was answered before.")
def enrich_(
    papers: tuple[str, ...],
    catalog: Path,
    services: str,
    no_abstracts: bool,
    refresh: bool,
    dry_run: bool,
    offline: bool,
) -> None:
    """Completes records from arXiv, Crossref and OpenAlex: all that lack something, or those that are named.

    ID may be an arXiv id or a DOI, too. Each answer becomes a source of its record; what a person wrote stays, and an
    answer that may be another paper is only reported. It asks slowly, as the services want it; stopped half-way, it
    goes on from there the next time.

    Example: paper-catalog enrich 2309.16039 --from arxiv --dry-run
    """
    from generator.account import enrich_lines
    from generator.intake.enrich import Options, World, enrich, services_named
    from generator.records.lock import writing

    options = Options(abstracts=not no_abstracts, refresh=refresh, dry_run=dry_run, offline=offline)
    with nullcontext() if dry_run else writing(catalog, "enrich", say=tell):
        done = enrich(catalog, papers, services=services_named(services), options=options, world=World(say=progress))
    show(done.problems)
    for line in enrich_lines(done):
        click.echo(line)
    finish(done.problems, failed=any(service.stopped for service in done.services))


@main.command("generate")
@catalog_option
@_repository_option
def generate_(catalog: Path, repository: str) -> None:
    """Writes the Markdown pages under docs/, for MkDocs.

    Example: paper-catalog generate && mkdocs build --strict
    """
    from generator.records.lock import BUILDER, writing

    with writing(catalog, "generate", say=tell, lock=BUILDER):
        problems = _generate(catalog, repository)[1]
    finish(problems)


def _generate(folder: Path, repository: str, shard: str = "") -> tuple[Catalog, Sequence[Problem], Memory]:
    from generator.pipeline import generate, load_catalog, with_changes
    from generator.publish.exports.lists import sized
    from generator.publish.shards import as_shard
    from generator.publish.site import site_url

    progress("generating pages")
    catalog, problems = load_catalog(folder, repository, site_url(folder))
    catalog, missing = with_changes(folder, sized(catalog))
    problems += missing
    show(problems)
    catalog = as_shard(catalog, shard)
    done, memory = generate(folder, catalog)
    click.echo(f"{done.written} files written, {done.unchanged} unchanged, {done.deleted} deleted")
    return catalog, problems, memory


def _build(folder: Path, repository: str, site: Path | None, shard: str = "") -> Sequence[Problem]:
    """The whole site, or one of several: what `build` leaves in its folder, `serve` shows."""
    from generator.pipeline import check_search, publish
    from generator.publish.site import claim, site_folder
    from generator.records.lock import BUILDER, writing

    target = site_folder(folder, site)
    with writing(folder, "build", say=tell, lock=BUILDER):
        claim(target, folder)
        catalog, problems, memory = _generate(folder, repository, shard)
        progress("building the site, its downloads and feeds")
        click.echo(f"The site lies in {target}, with {publish(folder, target, catalog, memory)} files to download")
    progress("asking the golden queries")
    missed = check_search(folder, target, catalog)
    show(missed)
    return [*problems, *missed]


@main.command("build")
@catalog_option
@_repository_option
@click.option("--site", metavar="DIR", type=click.Path(path_type=Path), help="Where the site goes; default: site/.")
@click.option("--shard", default="", metavar="I/N", help="Makes one of the N sites that `shards` in catalog.yml names.")
def build_(catalog: Path, repository: str, site: Path | None, shard: str) -> None:
    """Generates the pages, builds the site, and adds the files to download.

    Example: paper-catalog build --site public
    Example: paper-catalog build --shard 2/3
    """
    finish(_build(catalog, repository, site, shard))


@main.command("serve")
@catalog_option
@_repository_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve_(catalog: Path, repository: str, host: str, port: int) -> None:
    """Shows the site, and again whenever a record, a topic, a setting or a template changes.

    Example: paper-catalog serve --port 8080
    """
    from generator.publish.serve import hand_written, serve
    from generator.publish.site import mkdocs_config

    watched = [*hand_written(catalog), mkdocs_config(catalog), Path(__file__).parent]
    serve(lambda site: _build(catalog, repository, site), watched, host=host, port=port)


@main.command("export")
@catalog_option
@click.option("--format", "format_", type=OneOf(_export_names), default="jsonl", show_default=True)
@click.option("--topic", default="", metavar="SLUG", help="Papers of this topic and its sub-topics.")
@click.option("--author", default="", metavar="NAME", help="Papers of this person: a name, an address or an ORCID.")
@click.option("--venue", default="", metavar="NAME", help="Papers of this venue.")
@click.option("--year", "years", default="", metavar="Y[-Y]", help="Papers of this year, or of these years.")
@click.option("--ids", multiple=True, metavar="ID", help="This paper, by any identifier; give it once for each.")
@click.option("--utf8", is_flag=True, help="BibTeX with every character as it is, for biber, XeLaTeX and LuaLaTeX.")
@click.option(
    "--into",
    "-o",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With `--format readme`: writes the list between the marks of this file.",
)
def export_(
    catalog: Path,
    format_: str,
    topic: str,
    author: str,
    venue: str,
    years: str,
    ids: tuple[str, ...],
    utf8: bool,
    into: Path | None,
) -> None:
    """Writes papers to standard output, sorted by id: all of them, or those that everything you name holds for.

    `readme` is a list for a README on GitHub, by topic and newest first, as `readme` in catalog.yml has it; with --into
    it takes the place of what stands between `<!-- papers:begin -->` and `<!-- papers:end -->` in a file.

    Example: paper-catalog export --format bibtex --topic long-context --year 2023-2024 > long-context.bib
    Example: paper-catalog export --format readme --into README.md
    """
    from generator.knowledge.selection import Selection, select
    from generator.pipeline import load_catalog
    from generator.publish.exports import UTF8_BIBTEX, export_named

    if utf8 and format_ != "bibtex":
        raise click.UsageError(f"--utf8 is for `--format bibtex`; {format_} is UTF-8 anyhow.")
    if into and format_ != README:
        raise click.UsageError("--into is for `--format readme`; write other formats with `> FILE`.")
    loaded, problems = load_catalog(catalog)
    wanted = Selection(topic=topic, author=author, venue=venue, years=years, ids=ids)
    papers = select(loaded, wanted)
    if format_ == README:
        from generator.publish.exports.readme import render_readme

        problems += _write_readme(render_readme(loaded, papers), into)
    else:
        export = UTF8_BIBTEX if utf8 else export_named(format_)
        for piece in export.render(loaded, papers):
            click.echo(piece, nl=False)
    show(problems)
    finish(problems)


def _write_readme(pieces: Sequence[Piece], into: Path | None) -> list[Problem]:
    from generator.files import write_file
    from generator.publish.exports.marks import BEGIN, between_marks, fill_marks, too_long

    if not into:
        text = between_marks(pieces)
        click.echo(text, nl=False)
        return too_long("the list", pieces, len(BEGIN), len(text.encode()))
    file = into.resolve()  # what a link leads to is written, and the link stays one
    new, problems = fill_marks(into.name, file.read_bytes(), pieces)
    if new is not None:
        click.echo(f"{into}: {'written' if write_file(file, new) else 'unchanged'}")
    return problems


for command in (
    check_, explain_, init_, pack_, review_, update_, accept_, suggestion_, report_, upgrade_, related_,
    topics_,
):  # fmt: skip
    main.add_command(command)
