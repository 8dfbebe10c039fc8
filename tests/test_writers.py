"""Who changes records, and what becomes of a change that comes between."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.problems import CatalogError
from generator.records.lock import writing
from generator.records.store import load_records, write_records


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "boats-2023.yml").write_text("title: Boats\ndate: 2023\n", encoding="utf-8")
    (folder / "owls-2024.yml").write_text("title: Owls\ndate: 2024\n", encoding="utf-8")
    return folder


def _without(folder: Path, name: str) -> None:
    before, _ = load_records(folder)
    write_records(folder, before, {id_: paper for id_, paper in before.papers.items() if id_ != name})


def test_a_record_edited_meanwhile_is_not_overwritten(records: Path) -> None:
    """A record that an editor saved after it was read keeps the edit, and nothing else is written either."""
    before, _ = load_records(records)
    (records / "boats-2023.yml").write_text("title: Boats, mended\ndate: 2023\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"boats-2023\.yml was changed while this ran"):
        write_records(records, before, {})
    assert "mended" in (records / "boats-2023.yml").read_text(encoding="utf-8")
    assert (records / "owls-2024.yml").exists()


def test_a_record_written_meanwhile_is_not_overwritten(records: Path) -> None:
    """A file that was not there when the records were read is somebody's: a new record does not take its name."""
    before, _ = load_records(records)
    papers = {**before.papers}
    paper = papers["owls-2024"]  # type: ignore[index]
    (records / "new.yml").write_text("title: Mine\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"new\.yml"):
        write_records(records, before, {**papers, "new": replace(paper, id="new")})  # type: ignore[dict-item, arg-type]
    assert (records / "new.yml").read_text(encoding="utf-8") == "title: Mine\n"


def test_leavings_of_a_killed_run_go_with_the_next(records: Path) -> None:
    """A half-written file of a run that was killed is removed by the next writer."""
    (records / ".abc.part").write_text("title: Bo", encoding="utf-8")
    _without(records, "nothing")
    assert sorted(path.name for path in records.iterdir()) == ["boats-2023.yml", "owls-2024.yml"]


def test_a_second_writer_waits_and_names_the_first(tmp_path: Path) -> None:
    """Whoever comes second is told who writes, and gives up when that takes too long."""
    told: list[str] = []
    first, second = (writing(tmp_path, act, say=told.append, patience=0.1) for act in ("import", "add"))
    with first, pytest.raises(CatalogError, match="import, process"), second:
        pass
    with writing(tmp_path, "add", say=told.append):
        pass
    assert len(told) == 1 and "import, process" in told[0]
