"""The package tests its own shape. Where one of these fails, its message says what to add, and where."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest

from generator import __version__
from generator.cli import main
from generator.intake.readers import READERS
from generator.publish.pages import PAGE_KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
CODE = sorted(path for folder in ("generator", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))

GROUND = frozenset({"model", "ids", "problems", "files"})
HOUSE: dict[str, frozenset[str]] = {
    "clean": GROUND,
    "fields": GROUND | {"clean"},
    "records": GROUND | {"clean", "fields"},
    "intake": GROUND | {"clean", "fields", "records"},
    "knowledge": GROUND | {"clean", "fields", "records"},
    "publish": GROUND | {"clean", "fields", "records", "knowledge"},
}
"""Wing → what it stands on, besides itself. The modules beside the wings (`pipeline`, `cli`, …) know them all."""

# Written apart, so that this file does not find itself.
REGISTRY = re.compile("pypi" + r"\.org|python" + r"hosted\.org|registry" + r"\.npmjs|--(extra-)?index" + "-url[ =]")
QUOTED = ("site_src/records/", "tests/readers/")
"""Here papers are quoted, whose links lead anywhere."""


@pytest.mark.parametrize("name", [reader.name for reader in READERS])
def test_each_reader_has_a_case(name: str) -> None:
    folder = ROOT / "tests" / "readers" / name
    expected = sorted(folder.glob("*.expected.yml"))
    assert expected, (
        f"The reader {name} has no case. Put a capture of ten invented rows at {folder}/plain.txt and run "
        f"`pytest tests/test_readers.py --update-golden`, then read the plain.expected.yml it wrote."
    )


def test_each_reader_module_is_registered() -> None:
    folder = PACKAGE / "intake" / "readers"
    modules = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in folder.rglob("*.py")
               if "identify" in _functions(path)}
    unregistered = modules - {reader.read.__module__ for reader in READERS}
    assert not unregistered, f"Add the Reader of {', '.join(sorted(unregistered))} to READERS in {folder}/__init__.py."


@pytest.mark.parametrize("name", [kind.name for kind in PAGE_KINDS])
def test_each_page_kind_has_a_template_and_a_golden_page(name: str) -> None:
    template = PACKAGE / "publish" / "pages" / "templates" / f"{name}.md.j2"
    golden = ROOT / "tests" / "pages" / f"{name}.expected.md"
    assert template.exists(), f"The page kind {name} has no template: write {template}."
    assert golden.exists(), f"The page kind {name} has no golden page: `pytest tests/test_pages.py --update-golden`."


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = HOUSE.get(own, GROUND if own in GROUND else None)
    against = _imported(path) - allowed - {own} if allowed is not None else set()
    assert not against, (
        f"{path} imports {', '.join(sorted(against))}, but {own} stands on {', '.join(sorted(allowed or ()))} alone. "
        "A new file goes into `intake` if it turns something into records, into `knowledge` if it computes something "
        "from them, into `publish` if readers get it, into `records` or `clean` if both intake and knowledge need it."
    )


@pytest.mark.parametrize("name", sorted(main.commands) if isinstance(main, click.Group) else [])
def test_each_command_is_in_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"paper-catalog {name}" in readme, f"Say in README.md what `paper-catalog {name}` does."


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{path} has {lines} lines, 400 are the limit: find what in it is a thing of its own."
    for name, length in _function_lengths(path):
        assert length <= 40, f"{name} in {path} has {length} lines, 40 are the limit: name its steps as functions."


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_are_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{path} has {lines} lines, 400 are the limit: find what in it is a module of its own."


def test_no_file_names_a_package_index() -> None:
    for path in _project_files():
        if path.startswith(QUOTED) or not (ROOT / path).is_file():
            continue
        found = REGISTRY.search((ROOT / path).read_bytes().decode(errors="ignore"))
        assert not found, f"{path} names {found and found[0]}: which index is used is each machine's own setting."


def test_the_changelog_has_the_current_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(__version__)}\b", changelog, re.M), (
        f"CHANGELOG.md has no `## {__version__}`: say there what changes for the people who use it."
    )


def test_the_constraints_pin_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    missing = {re.split(r"[<>=\[ ]", name)[0].lower() for name in wanted} - pinned
    assert not missing, f"constraints.txt lacks {missing}: run the command under “Development” in README.md."


def _imported(path: Path) -> set[str]:
    """The modules of this package that a file imports: `from generator.clean.text import fold` gives `clean`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.update(f"{_origin(node, path)}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    modules = {name.split(".")[1] for name in names if name.startswith("generator.")}
    return {name for name in modules if not name.startswith("__")}


def _origin(node: ast.ImportFrom, path: Path) -> str:
    """What an import is from, in full: `from ..model import Paper` in `clean/dates.py` gives `generator.model`."""
    here = path.relative_to(ROOT).parts
    return ".".join([*(here[: len(here) - node.level] if node.level else ()), *([node.module] if node.module else ())])


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _project_files() -> list[str]:
    """What is, or would be, under version control."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone")
    return listed.stdout.splitlines()
