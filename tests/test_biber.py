"""Exported BibTeX as biber reads it, the program behind BibLaTeX: with its data model, and without an error."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.intake.readers import decode
from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import LINK_KINDS
from generator.pipeline import import_captures, load_catalog
from generator.publish.exports import export_named
from generator.records.load import load
from tests.exports.toy import catalog_of, papers
from tests.shared import ROOT, SHARED

pytestmark = pytest.mark.slow

NO_BIBER = "no biber found. Debian, Ubuntu: sudo apt install biber"


def _biber(text: str, folder: Path) -> list[str]:
    """What biber complains of, at its levels ERROR and WARN."""
    if shutil.which("biber") is None:
        pytest.fail(NO_BIBER) if os.environ.get("PAPER_CATALOG_BIBER") == "required" else pytest.skip(NO_BIBER)
    (folder / "catalog.bib").write_text(text, encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--nolog", "--output-file", "out.bib", "catalog.bib"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Found BibTeX data source" in run.stdout, run.stdout + run.stderr
    return re.findall(r"^(?:ERROR|WARN) - .*", run.stdout, re.M)


def _errors(catalog: Catalog, folder: Path) -> list[str]:
    text = "".join(export_named("bibtex").render(catalog, catalog.papers.values()))
    return [line for line in _biber(text, folder) if line.startswith("ERROR")]


def test_biber_takes_the_bundled_catalog(tmp_path: Path) -> None:
    """It warns only of our links, for whose kinds BibLaTeX has no names."""
    catalog, _ = load_catalog(ROOT / "site_src")
    text = "".join(export_named("bibtex").render(catalog, catalog.papers.values()))
    unknown = [re.search(r"Field '(\w+)' invalid in data model - ignoring", line) for line in _biber(text, tmp_path)]
    assert {match and match[1] for match in unknown} <= {*LINK_KINDS}


def test_biber_takes_all_that_a_record_can_hold(tmp_path: Path) -> None:
    """It only warns of fields that BibLaTeX has no name for."""
    assert _errors(catalog_of(*papers()), tmp_path) == []


def test_biber_finds_a_mistake(tmp_path: Path) -> None:
    """Else the others would say nothing."""
    broken = "@article{a, title = {b}\n@article{c, title = {d}}"
    assert any(line.startswith("ERROR") for line in _biber(broken, tmp_path))


@pytest.mark.shared("data/acl-xml")
def test_biber_takes_the_acl_anthology(tmp_path: Path) -> None:
    """Three thousand papers with abstracts, formulas and names of many scripts."""
    files = sorted((SHARED / "data" / "acl-xml").glob("*.xml"))
    captures = [decode(path.name, path.read_bytes())[0] for path in files]
    (tmp_path / "records").mkdir()
    done = import_captures(tmp_path, filter(None, captures))
    assert len(done.result.papers) > 3000
    assert _errors(build_catalog(done.result.papers, load(ROOT / "site_src")[0]), tmp_path) == []
