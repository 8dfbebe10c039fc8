"""What every test shares: one option, hypothesis without its clock, and the skip where ../shared is missing."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.curator import BIB, run
from tests.shared import SHARED, why_missing

# the same examples in every run, and no verdict by the clock of a busy machine
settings.register_profile("paper-catalog", deadline=None, derandomize=True)
settings.load_profile("paper-catalog")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files anew; review their diff")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what reads ../shared where that is missing, except in CI's own run, where it must be there."""
    parts = [part for marker in item.iter_markers("shared") for part in marker.args]
    if parts and (reason := why_missing(SHARED, *parts)):
        pytest.fail(reason) if os.environ.get("PAPER_CATALOG_SHARED") == "required" else pytest.skip(reason)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """New records bear the same day in every run."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790208000")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def two_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog of two records that were imported from `library.bib` beside it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    folder = tmp_path / "papers"
    (folder / "records").mkdir(parents=True)
    (folder / "catalog.yml").write_text("title: Boats\n", encoding="utf-8")
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    assert run(folder, "import", tmp_path / "library.bib").exit_code == 0
    return folder
