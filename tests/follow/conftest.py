"""The bench of `enrich`, with a key for OpenAlex and an update on a given day."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.intake.enrich import World
from generator.intake.follow import Updated, Way, update
from tests.enrich.conftest import Bench, bench
from tests.enrich.server import Played, as_json

__all__ = ["Desk", "bench", "desk", "page"]
DAY = "2027-01-15"


class Desk:
    """A catalog that follows something."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.folder = bench, bench.folder
        bench.environ["OPENALEX_API_KEY"] = "hush"

    def follow(self, **entries: Any) -> None:
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
        (self.folder / "follow.yml").write_text(text, encoding="utf-8")

    def update(self, day: str = DAY, **options: bool) -> Updated:
        bench = self.bench
        world = World(environ=bench.environ, sleep=bench.clock.sleep, now=bench.clock.now, timeout=(2.0, 0.3))
        return update(self.folder, Way(today=day, world=world, **options))

    def records(self) -> list[str]:
        return sorted(path.stem for path in (self.folder / "records").iterdir())

    def state(self) -> str:
        return (self.folder / "followed.yml").read_text(encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.folder.parent / name


def page(*works: dict[str, Any], total: int | None = None) -> Played:
    """A page of OpenAlex's works."""
    count = len(works) if total is None else total
    return as_json({"meta": {"count": count, "db_response_time_ms": 3}, "results": list(works)})


@pytest.fixture
def desk(bench: Bench) -> Desk:
    return Desk(bench)
