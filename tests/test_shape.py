"""The package tests its own shape. Where one of these fails, its message says what to add, and where."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest

from generator import __version__
from generator.clean.identifiers import PARSERS, id_in_url
from generator.cli import main
from generator.fields import FIELDS
from generator.ids import SCHEMES, Ids
from generator.intake.normalize import normalize
from generator.intake.readers import READERS
from generator.intake.readers.columns import NAMES
from generator.model import Facts, RawRecord
from generator.publish.exports import EXPORTS, Export
from generator.publish.exports.losses import LOSSES
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
BARE: dict[str, Any] = {"reader": "", "capture": "", "line": 1, "lines": frozenset({1}), "text": "", "title": "Owls"}
"""The least that a reader gives."""
OF_THE_ROW = {*"reader capture line lines text key orcids homonyms authors_complete latex leftover".split()}
"""What a raw record says of the row and its authors, besides the facts."""
IN_A_ROW = {"key": "citation_key"}
"""Field → its name in a raw record, whose `key` is that of the row."""
DISTRIBUTIONS = {"markdown_it": "markdown-it-py", "quickjs": "quickjs-ng", "yaml": "pyyaml"}
"""Module → the name under which it is installed, where that is another."""
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


def test_each_page_kind_is_registered() -> None:
    folder = PACKAGE / "publish" / "pages"
    named = {name: path for path in folder.glob("*.py") for name in re.findall(r'PageKind\(name="(\w+)"', _text(path))}
    for name in named.keys() - {kind.name for kind in PAGE_KINDS}:
        pytest.fail(f"Add the PageKind {name} of {named[name]} to PAGE_KINDS in {folder}/__init__.py.")


def test_each_export_is_registered() -> None:
    folder = PACKAGE / "publish" / "exports"
    modules = {path.stem for path in folder.glob("*.py") if "entry" in _functions(path)}
    unregistered = modules - {export.entry.__module__.rpartition(".")[2] for export in EXPORTS}
    assert not unregistered, f"Add an Export for {', '.join(sorted(unregistered))} to EXPORTS in {folder}/__init__.py."


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_each_export_has_a_golden_file_and_says_what_it_loses(export: Export) -> None:
    golden = ROOT / "tests" / "exports" / f"toy{export.suffix}"
    unsaid = set(export.loses) - set(LOSSES)
    row = next(line for line in _text(ROOT / "README.md").splitlines() if line.startswith("| `paper-catalog export"))
    assert not unsaid, f"Say in exports/losses.py and tests/test_round_trip.py what {', '.join(sorted(unsaid))} means."
    assert golden.exists(), f"No golden file of {export.name}: run `pytest tests/test_exports.py --update-golden`."
    assert re.search(rf"\b{export.label}\b", row), f"Name {export.label} in README.md, where `paper-catalog export` is."


def test_the_table_of_fields_has_those_of_facts_in_their_order() -> None:
    """All but `links`, of which a record keeps all; `ids` stands there scheme by scheme."""
    table = list(dict.fromkeys(name.partition(".")[0] for name in FIELDS))
    wanted = [field.name for field in fields(Facts) if field.name != "links"]
    assert not set(wanted) - set(table), f"Add entries to FIELDS in generator/fields.py: {set(wanted) - set(table)}."
    assert not set(table) - set(wanted), f"Add to Facts in generator/model.py: {set(table) - set(wanted)}."
    assert table == wanted, "Put the entries of FIELDS in generator/fields.py in the order of Facts."


def test_a_reader_can_give_each_field_and_each_is_kept() -> None:
    facts = {IN_A_ROW.get(field.name, field.name) for field in fields(Facts)}
    raw = {field.name for field in fields(RawRecord)}
    assert not facts - raw, f"Add to RawRecord in generator/model.py: {', '.join(sorted(facts - raw))}."
    homeless = raw - facts - OF_THE_ROW
    assert not homeless, f"Add to Facts in generator/model.py: {', '.join(sorted(homeless))}; or to OF_THE_ROW here."


@pytest.mark.parametrize("name", [name for name in FIELDS if "." not in name])
def test_the_text_of_each_field_is_read(name: str) -> None:
    raw = IN_A_ROW.get(name, name)
    texts = ["Owls", "2023", "article", "retracted", "cs.CL", "0306406152"]
    given: list[Any] = texts if FIELDS[name].kind == "text" and name != "categories" else [(text,) for text in texts]
    rows = [normalize(RawRecord(**{**BARE, "date": "2024", raw: value}))[0] for value in given]
    assert any(getattr(row.facts, name) for row in rows if row), (
        f"Nothing that a reader gives as {raw} arrives: give its entry in generator/fields.py a `parse`."
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_of_identifiers_is_whole(scheme: str) -> None:
    known, identifiers = SCHEMES[scheme], "generator/clean/identifiers.py"
    names = [field.name for field in fields(Ids)]
    assert scheme in names, f"Give Ids in generator/ids.py the attribute {scheme}, with the pattern of its Scheme."
    in_order = [name for name in SCHEMES if name in names] == names
    assert in_order, "Put the attributes of Ids in generator/ids.py in the order of SCHEMES, and none besides."
    assert scheme in PARSERS, f"Write parse_{scheme} in {identifiers} and add it to PARSERS there."
    assert re.search(known.pattern, known.example), f"The example of {scheme} does not match its pattern."
    assert PARSERS[scheme](known.example) == known.example, f"parse_{scheme} does not know the scheme's own example."
    assert id_in_url(known.url.format(known.example)) == (scheme, known.example), (
        f"Add the address of {scheme} to the hosts at the end of {identifiers}, and have parse_{scheme} read it."
    )
    assert scheme in NAMES, f"Say in generator/intake/readers/columns.py what tables call {scheme}."


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
    row = re.compile(rf"^\| `paper-catalog {name}\b", re.M)
    assert row.search(_text(ROOT / "README.md")), f"Say in the table of README.md what `paper-catalog {name}` does."


def test_each_command_in_the_readme_is_there() -> None:
    named = re.findall(r"^\| `paper-catalog (\w+)", _text(ROOT / "README.md"), re.M)
    gone = set(named) - set(main.commands if isinstance(main, click.Group) else ())
    assert not gone, f"README.md explains `paper-catalog {', '.join(gone)}`, which is no command in generator/cli.py."


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_says_what_it_is(path: Path) -> None:
    assert not _text(path) or ast.get_docstring(ast.parse(_text(path))), f"{path} has no docstring: say what it holds."


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    lines = _text(path).count("\n")
    assert lines <= 400, f"{path} has {lines} lines, 400 are the limit: find what in it is a thing of its own."
    for name, length in _function_lengths(path):
        assert length <= 40, f"{name} in {path} has {length} lines, 40 are the limit: name its steps as functions."


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_are_small(path: Path) -> None:
    lines = _text(path).count("\n")
    assert lines <= 400, f"{path} has {lines} lines, 400 are the limit: find what in it is a module of its own."


def test_no_file_names_a_package_index() -> None:
    for path in _project_files():
        if path.startswith(QUOTED) or not (ROOT / path).is_file():
            continue
        found = REGISTRY.search((ROOT / path).read_bytes().decode(errors="ignore"))
        assert not found, f"{path} names {found and found[0]}: which index is used is each machine's own setting."


def test_the_changelog_has_the_current_version() -> None:
    changelog = _text(ROOT / "CHANGELOG.md")
    assert re.search(rf"^## {re.escape(__version__)}\b", changelog, re.M), (
        f"CHANGELOG.md has no `## {__version__}`: say there what changes for the people who use it."
    )


def test_the_citation_names_the_current_version() -> None:
    named = f"version: {__version__}" in _text(ROOT / "CITATION.cff").splitlines()
    assert named, f"Say `version: {__version__}` in CITATION.cff."


def test_whatever_the_package_imports_is_declared() -> None:
    """And nothing else is: what only others need is theirs to declare."""
    project = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["parquet"]]
    declared = {re.split(r"[<>=\[ ]", name)[0] for name in wanted}
    imported = {DISTRIBUTIONS.get(name, name) for path in PACKAGE.rglob("*.py") for name in _others(path)}
    assert imported - declared == set(), f"Declare in pyproject.toml: {imported - declared}."
    assert declared - imported == {"mkdocs-material"}, f"Imported nowhere: {declared - imported}."


def test_the_constraints_pin_every_dependency() -> None:
    project = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    pinned = {line.split("==")[0] for line in _text(ROOT / "constraints.txt").splitlines()}
    missing = {re.split(r"[<>=\[ ]", name)[0].lower() for name in wanted} - pinned
    assert not missing, f"constraints.txt lacks {missing}: run the command under “Development” in CONTRIBUTING.md."


def _others(path: Path) -> set[str]:
    """What a file imports that is neither Python's own nor ours."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names - sys.stdlib_module_names - {"generator"}


def _imported(path: Path) -> set[str]:
    """The modules of this package that a file imports: `from generator.clean.text import fold` gives `clean`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(_text(path))):
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


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _functions(path: Path) -> set[str]:
    tree = ast.parse(_text(path))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _function_lengths(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _project_files() -> list[str]:
    """What is, or would be, under version control."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone")
    return listed.stdout.splitlines()
