"""A catalog folder, whole: its settings, its records, and what is wrong with them. [I/O]"""

from pathlib import Path

from generator.problems import CatalogError, Problem, by_place
from generator.records.settings import Decisions, load_decisions
from generator.records.store import Records, load_records

FOLLOW = "follow.yml"


def load(folder: Path) -> tuple[Decisions, Records, list[Problem]]:
    """The settings and records of a catalog folder, and all that is wrong with them."""
    if not (folder / "records").is_dir() and not (folder / "catalog.yml").is_file():
        raise CatalogError(
            f"{folder} is no catalog: it has neither catalog.yml nor records/ "
            "(`--catalog DIR` names one, `paper-catalog init DIR` makes one)"
        )
    decisions, problems = load_decisions(folder)
    if (folder / FOLLOW).exists():
        from generator.records.follow import load_follow  # most catalogs follow nothing

        problems += load_follow(folder)[1]
    records, found = load_records(folder / "records")
    return decisions, records, by_place([*problems, *found])
