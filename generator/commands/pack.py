"""`paper-catalog pack`: what the people of one field need, given to a catalog."""

from pathlib import Path

import click

from generator.command import OneOf, catalog_option, tell
from generator.records.lock import writing


def _packs() -> tuple[str, ...]:
    from generator.records.packs import pack_names

    return pack_names()


@click.command("pack")
@click.argument("name", type=OneOf(_packs))
@catalog_option
def pack_(name: str, catalog: Path) -> None:
    """Gives the catalog the venues and the topics of a field, such as nlp.

    The venues stay in the package, which keeps them up to date: an entry in venues.yml goes before. The topics are put
    into topics.yml, without those that it has: change them as you like.

    Example: paper-catalog pack nlp
    """
    from generator.records.packs import add_pack

    with writing(catalog, "pack", say=tell):
        new = add_pack(catalog, name)
    click.echo(f"catalog.yml names the pack {name}: its venues are known now; topics.yml: {len(new)} topics added")
