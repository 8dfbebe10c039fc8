"""What commands import before they run."""

import subprocess
import sys

from generator.cli import SERVICES as NAMED
from generator.intake.enrich import SERVICES

SLOW = {"numpy", "pydantic", "bm25s", "jinja2", "mkdocs", "bibtexparser", "latex2mathml", "quickjs", "yaml"}


def test_help_imports_no_library_that_takes_long() -> None:
    """`--help` answers with what click needs: no table, no page, no model of a record is loaded for it."""
    code = "import sys, generator.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not SLOW & set(loaded)


def test_import_and_check_need_neither_pages_nor_search() -> None:
    """The stages of an import load nothing that only a site needs."""
    code = "import sys, generator.pipeline; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.split(".")[0] in ("numpy", "jinja2", "mkdocs", "quickjs")]


def test_enrich_offers_all_services() -> None:
    """The names that the help of `enrich` shows, without loading them, are those of the services."""
    assert [service.name for service in SERVICES] == NAMED.split(",")
