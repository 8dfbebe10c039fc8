"""`topics`: topics out of a list, what is wrong with the phrases of topics.yml, and which are missing."""

from pathlib import Path

import click

from generator.command import catalog_option, finish, show
from generator.problems import CatalogError


@click.group("topics", invoke_without_command=True)
@click.option(
    "--from", "file", metavar="LIST", type=click.Path(path_type=Path), help="A list in Markdown, with its headings."
)
@catalog_option
@click.option("--write", is_flag=True, help="Appends to topics.yml those that it does not have.")
@click.pass_context
def topics_(context: click.Context, file: Path | None, catalog: Path, write: bool) -> None:
    """Proposes topics, and says what is wrong with those of topics.yml; writes nothing by itself.

    With --from, each heading of a list with papers below it becomes a topic of its own words, the one above it its
    parent. Imported papers have their headings as keywords, so that they get these topics. Change what it says: the
    definitions are yours.

    Example: paper-catalog topics --from README.md --write
    Example: paper-catalog topics check
    """
    if context.invoked_subcommand is None:
        if file is None:
            raise click.UsageError("Missing option '--from', or one of the commands `check` and `suggest`.")
        _propose_from(file, catalog, write)
    elif file is not None or write:
        raise click.UsageError("--from and --write go without a command behind them.")


@topics_.command("check")
@catalog_option
def check_(catalog: Path) -> None:
    """Names the phrases of topics.yml that no paper has, only one, half of all, or only together with another.

    Example: paper-catalog topics check
    """
    from generator.knowledge.advice import check_phrases
    from generator.pipeline import load_catalog

    loaded, problems = load_catalog(catalog)
    for advice in check_phrases(loaded.papers, {slug: entry.topic for slug, entry in loaded.topics.items()}):
        click.echo(f"{advice.topic}: “{advice.phrase}” is {advice.kind}: {advice.message}")
    finish(problems)


@topics_.command("suggest")
@catalog_option
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="Phrases to name at most.")
def suggest_(catalog: Path, limit: int) -> None:
    """Names phrases that set papers without a topic apart; where there are no topics, a first outline of topics.yml.

    Example: paper-catalog topics suggest > proposed.yml
    """
    from generator.intake.topics import Proposed, as_topics, slug_of
    from generator.knowledge.advice import missing_phrases, outline
    from generator.pipeline import load_catalog

    loaded, problems = load_catalog(catalog)
    if not loaded.papers:
        raise CatalogError(f"{catalog} has no papers to take topics from")
    if loaded.topics:
        if all(loaded.paper_topics[id_] for id_ in loaded.papers):
            click.echo("every paper has a topic")
        covered = {id_ for id_ in loaded.papers if loaded.paper_topics[id_]}
        for phrase, inside, outside in missing_phrases(loaded.papers, covered, limit):
            click.echo(f"{phrase}: {inside} of {len(loaded.papers) - len(covered)} without a topic, {outside} others")
    else:
        proposed = [
            Proposed(
                slug=slug_of(one.phrase), title=one.phrase.capitalize(), parent=one.parent and slug_of(one.parent),
                papers=one.papers, because=f"Papers that say “{one.phrase}”.",
            )
            for one in outline(loaded.papers)
        ]  # fmt: skip
        click.echo(as_topics(proposed), nl=False)
    finish(problems)


def _propose_from(file: Path, catalog: Path, write: bool) -> None:
    """Shows the topics that the headings of a list would make, or writes them."""
    from generator.intake.readers import decode
    from generator.intake.topics import append_topics, as_topics, propose_topics

    capture, problems = decode(file.name, file.read_bytes())
    show(problems)
    proposed = propose_topics(capture) if capture else ()
    if not proposed:
        raise CatalogError(f"{file} has no headings with papers below them")
    if not write:
        click.echo(as_topics(proposed), nl=False)
        return
    new = append_topics(catalog, proposed)
    click.echo(f"topics.yml: {len(new)} topics added, {len(proposed) - len(new)} were there")
