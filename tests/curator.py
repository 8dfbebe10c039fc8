"""A curator at work: the commands, and the files of a catalog before and after."""

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main

BIB = """@article{quill,
  title = {Lantern Routing Ends on Every Grid}, author = {Quill, Ada and Reed, Bo}, year = 2023,
  eprint = {2301.00001}, archivePrefix = {arXiv}, doi = {10.1000/Lantern}}
@article{roe, title = {Counting Boats}, author = {Roe, Ann}, year = 2022, doi = {10.1000/boats}}
"""
LANTERN = "lantern-routing-ends-on-every-grid-2023"


def run(catalog: Path, *arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--catalog", str(catalog)], input=stdin)


def text_of(catalog: Path, name: str) -> str:
    return (catalog / name).read_text(encoding="utf-8")


def files_of(catalog: Path) -> dict[str, bytes]:
    """Every file but git's own, with its bytes."""
    files = (path for path in sorted(catalog.rglob("*")) if path.is_file())
    named = {path.relative_to(catalog).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if not name.startswith(".git/")}
