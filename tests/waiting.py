"""A catalog in which something of every kind waits for a person."""

from dataclasses import replace
from pathlib import Path

from generator.model import PaperDate, Proposed
from generator.records.store import as_yaml
from tests.curator import run
from tests.make import paper

A_BIB = """@article{a1, title = {Counting Owls by Night}, author = {Roe, Ann and Quill, Bo}, year = 2021,
  doi = {10.1000/owls}, journal = {Journal of Owls}, pages = {1--9}}
@inproceedings{b1, title = {Folding Paper Boats}, author = {Roe, Ann and Moe, Cy}, year = 2020, booktitle = {BoatConf}}
"""
B_BIB = """@article{a2, title = {Counting Owls by Day and by Night}, author = {Roe, Anna and Quill, Bo and Third, Tim},
  year = 2022, doi = {10.1000/owls}, journal = {Owl Letters}, pages = {1--10}}
@inproceedings{b2, title = {Folding Paper Boats: A Study}, author = {Roe, Ann and Moe, Cy}, year = 2021,
  booktitle = {BoatConf}}
"""
OWLS = "counting-owls-by-day-and-by-night-2021"
BOATS, STUDY = "folding-paper-boats-2020", "folding-paper-boats-2021"
LAMPS = "lamps-2024"
TWINS = f"twins:{BOATS}:{STUDY}"
RULINGS = """# Ours; the order is ours, too.
different:
  - [x-1, x-2]  # seen by both of us
same:
  - [x-3, x-4]
excluded:
  - x-5
"""


def make_waiting(folder: Path) -> Path:
    """Twins, sources that disagree, a proposed paper, and gaps; beside the catalog lie `a.bib` and `b.bib`."""
    catalog = folder / "papers"
    (catalog / "records").mkdir(parents=True)
    (catalog / "catalog.yml").write_text("title: Waiting\n", encoding="utf-8")
    (catalog / "rulings.yml").write_text(RULINGS, encoding="utf-8")
    for name, text in (("a.bib", A_BIB), ("b.bib", B_BIB)):
        (folder / name).write_text(text, encoding="utf-8")
    assert run(catalog, "import", folder / "a.bib", folder / "b.bib").exit_code == 0
    lamps = paper(LAMPS, title="Paper Lamps", authors=("Ada Oil",), date="2024", ids={"doi": "10.1000/lamps"})
    proposed = Proposed(by="lamps", when=PaperDate("2026-09-20"), why="arXiv: cs.NI, “lamps”")
    (catalog / "records" / f"{LAMPS}.yml").write_text(as_yaml(replace(lamps, proposed=proposed)), encoding="utf-8")
    return catalog
