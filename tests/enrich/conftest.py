"""A catalog to complete, and the services that complete it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.intake.enrich import Enriched, Options, World, enrich, services_named
from tests.enrich.answers import feed
from tests.enrich.server import Clock, Service, as_json, serving

NAMES = ("arxiv", "crossref", "openalex")


class Bench:
    """A catalog folder with its three services, each on a port of its own, and a clock."""

    def __init__(self, folder: Path, services: dict[str, Service]) -> None:
        self.folder, self.services, self.clock = folder, services, Clock()
        self.arxiv, self.crossref, self.openalex = (services[name] for name in NAMES)
        self.environ = {f"PAPER_CATALOG_{name.upper()}_URL": service.url for name, service in services.items()}
        self.said: list[str] = []

    def write(self, id_: str, **values: Any) -> None:
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
        (self.folder / "records" / f"{id_}.yml").write_text(text, encoding="utf-8")

    def read(self, id_: str) -> dict[str, Any]:
        loaded = yaml.load(self.bytes(id_), Loader=yaml.BaseLoader)
        assert isinstance(loaded, dict)
        return loaded

    def bytes(self, id_: str) -> bytes:
        return (self.folder / "records" / f"{id_}.yml").read_bytes()

    def run(self, *names: str, only: str = "arxiv", **options: bool) -> Enriched:
        world = World(
            environ=self.environ,
            sleep=self.clock.sleep,
            now=self.clock.now,
            timeout=(2.0, 0.3),
            say=self.said.append,
        )
        return enrich(self.folder, names, services=services_named(only), options=Options(**options), world=world)


def counts(done: Enriched, at: int = 0) -> dict[str, int]:
    """What one service's account says, without the zeros."""
    return {name: count for name, count in done.services[at].counts.items() if count}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    folder = tmp_path / "papers"
    (folder / "records").mkdir(parents=True)
    (folder / "catalog.yml").write_text("title: Boats\n", encoding="utf-8")
    unknown = as_json({}, status=404)
    with ExitStack() as stack:
        yield Bench(
            folder,
            {
                name: stack.enter_context(serving(lambda asked, name=name: feed() if name == "arxiv" else unknown))  # type: ignore[misc]
                for name in NAMES
            },
        )
