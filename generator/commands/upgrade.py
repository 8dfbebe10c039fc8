"""`paper-catalog upgrade`: an older catalog in today's form, its files or its records."""

from pathlib import Path

import click

from generator.command import catalog_option, tell
from generator.problems import CatalogError
from generator.records.lock import writing


@click.command("upgrade")
@catalog_option
@click.option("--records", "records_", is_flag=True, help="Instead writes all records in today's form.")
@click.option("--package", default="", metavar="ADDRESS", help="As with `init`: where the workflow gets this program.")
@click.option("--workflows", is_flag=True, help="Also brings the workflows and forms that a new catalog has.")
@click.option("--dry-run", is_flag=True, help="Says what it would do, and changes nothing.")
def upgrade_(catalog: Path, records_: bool, package: str, workflows: bool, dry_run: bool) -> None:
    """Takes out of a catalog what earlier versions copied into it; what you changed stays, and is named.

    The theme, the venues and the settings that all catalogs have in common come with the package now. Only in a git
    repository without changes, so that `git checkout .` undoes it. Nothing has to be upgraded: older forms go on
    working, and older records are read for ever. Comments in records are not kept.

    Example: paper-catalog upgrade --dry-run
    Example: paper-catalog upgrade --records
    """
    if records_ and (dry_run or package or workflows):
        raise click.UsageError("--records goes with no other option but --catalog.")
    if records_:
        _upgrade_records(catalog)
    else:
        _upgrade_files(catalog, package, workflows=workflows, dry_run=dry_run)


def _upgrade_records(catalog: Path) -> None:
    from generator.intake.upgrade import upgrade_records

    with writing(catalog, "upgrade", say=tell):
        done = upgrade_records(catalog)
    alone = "; commit this by itself" if done.changed else ""
    click.echo(f"{done.records} records, {len(done.changed)} files changed{alone}")


def _upgrade_files(catalog: Path, package: str, *, workflows: bool, dry_run: bool) -> None:
    from generator.starter.address import origin
    from generator.starter.upgrade import carry_out, plan_upgrade

    if not catalog.is_dir():
        raise CatalogError(f"{catalog} is no catalog: there is no such folder")
    found = origin(package)
    plan = plan_upgrade(catalog, found.requirement if found.address else "", workflows=workflows)
    for change in plan.changes:
        click.echo(f"{'goes' if change.content is None else 'new '}  {change.path}")
    for path, why in plan.left:
        click.echo(f"stays {path}: {why}")
    if plan.lacking:
        click.echo(f"a new catalog also has these, which --workflows brings: {', '.join(plan.lacking)}")
    count = f"{len(plan.changes)} files"
    if dry_run:
        click.echo(f"{count} would change")
        return
    with writing(catalog, "upgrade", say=tell):
        carry_out(plan, catalog)
    click.echo(f"{count} changed" + ("; build, look, and commit this by itself" if plan.changes else ""))
