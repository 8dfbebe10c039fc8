"""A curator's second month, from the first import on: the records after each day are read line by line.

`pytest tests/test_second_month.py --update-golden` writes `tests/second_month/*.expected.txt` anew; read their diff.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.curator import run

GOLDEN = Path(__file__).parent / "second_month"
LIBRARY = """\
@inproceedings{quill2021, title={Lantern Routing Ends on Every Grid}, author={Quill, Ada and Reed, Bo},
  booktitle={ROUTE 2021}, year={2020}, pages={1--9}, doi={10.1000/lantern}, file={lantern.pdf}}
@article{moor2022, title={Creases of Paper Boats: a Census}, author={Moor, Cy and Tide, Dot}, journal={Harbour Letters},
  volume={4}, year={2022}}
@article{vega2023, title={Sails of Linen}, author={Pardo Vega, Luz}, journal={Harbour Letters}, volume={5}, year={2023}}
@misc{reed2019, title={Knots Nobody Ties}, author={Reed, Bo}, year={2019}, howpublished={Talk}}
"""
OTHER = """\
@article{quill, title={Lantern Routing Ends on Every Grid}, author={Quill, Ada and others}, year={2021},
  journal={Proceedings of ROUTE}, doi={10.1000/LANTERN}}
@misc{boats, title={Paper Boats}, author={Tide, Dot}, year={2021}, eprint={2101.00007}, archivePrefix={arXiv}}
"""


class Month:
    """A catalog, and what its curator does in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.catalog = folder, folder / "papers"
        (self.catalog / "records").mkdir(parents=True)
        (self.catalog / "catalog.yml").write_text("title: Harbour\n", encoding="utf-8")
        self.said: list[str] = []

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def do(self, command: str, *arguments: str) -> None:
        paths = [str(self.folder / one) if one.endswith(".bib") and ":" not in one else one for one in arguments]
        done = run(self.catalog, command, *paths)
        shown = done.output.replace(str(self.folder), "…")
        self.said.append(f"$ paper-catalog {command} {' '.join(arguments)}\n{shown}")

    def edit(self, id_: str, old: str, new: str) -> None:
        path = self.catalog / "records" / f"{id_}.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text, text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.said.append(f"edited {id_}: {old.strip()!r} → {new.strip()!r}\n")

    def rule(self, text: str) -> None:
        (self.catalog / "rulings.yml").write_text(text, encoding="utf-8")
        self.said.append(f"rulings.yml:\n{text}")

    def state(self) -> str:
        records = sorted((self.catalog / "records").iterdir())
        shown = [f"--- {path.name}\n{path.read_text(encoding='utf-8')}" for path in records]
        return "\n".join(re.sub(r" +$", "", text, flags=re.M) for text in [*self.said, *shown])


def _imported(month: Month) -> None:
    month.write("library.bib", LIBRARY)
    month.write("other.bib", OTHER)
    month.do("import", "library.bib", "other.bib")


def _edited(month: Month) -> None:
    month.edit("lantern-routing-ends-on-every-grid-2021", "date: 2021", "date: 2020")
    month.edit("sails-of-linen-2023", "volume: \"5\"\n", "")
    month.edit("knots-nobody-ties-2019", "authors:\n  - Bo Reed\n", "authors:\n  - Bo Reed\n  - Ada Quill\n")
    month.do("import", "library.bib", "other.bib")


def _corrected(month: Month) -> None:
    text = LIBRARY.replace(": a Census", "").replace("Moor, Cy and Tide, Dot", "Moor, Cy")
    text = text.replace("volume={5}", "volume={6}").replace("@misc{reed2019", "@comment{reed2019")
    month.write("library.bib", text)
    month.do("import", "library.bib")


def _merged(month: Month) -> None:
    month.rule("same:\n  - [\"2101.00007\", \"library.bib:moor2022\"]\n")
    month.do("import")


def _undone(month: Month) -> None:
    month.rule("different:\n  - [creases-of-paper-boats-2022, paper-boats-2021]\n")
    month.do("import")
    month.do("check")


def _excluded(month: Month) -> None:
    month.do("remove", "knots-nobody-ties-2019", "--because", "a talk, no paper", "--force")
    month.write("library.bib", LIBRARY)
    month.do("import", "library.bib")


def _renamed(month: Month) -> None:
    month.do("rename", "library.bib:vega2023", "linen")
    month.do("import", "library.bib", "other.bib")
    month.do("check")


DAYS: tuple[tuple[str, Callable[[Month], None]], ...] = (
    ("1-imported", _imported), ("2-edited", _edited), ("3-corrected", _corrected), ("4-merged", _merged),
    ("5-undone", _undone), ("6-excluded", _excluded), ("7-renamed", _renamed),
)  # fmt: skip


@pytest.mark.parametrize("day", range(len(DAYS)), ids=[name for name, _ in DAYS])
def test_the_records_of_each_day_are_as_expected(day: int, tmp_path: Path, update_golden: bool) -> None:
    month = Month(tmp_path)
    for _, act in DAYS[: day + 1]:
        month.said.clear()
        act(month)
    golden = GOLDEN / f"{DAYS[day][0]}.expected.txt"
    if update_golden:
        golden.write_text(month.state(), encoding="utf-8")
    assert month.state() == golden.read_text(encoding="utf-8")
