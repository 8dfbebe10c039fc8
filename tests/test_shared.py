"""What reads the maintainers' files says so, and is skipped with a reason where those are not beside the clone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import FACTS, why_missing

TESTS = Path(__file__).parent
ENTRANCES = {"SHARED", "captures"}
"""What of `tests.shared` reads the folder."""


def _folder(path: Path, facts: str) -> Path:
    for name, text in (("seeds/000.txt", "Owls"), (FACTS, facts), ("data/ris/owls.ris", "TY  - JOUR")):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


OURS = '{"title": "Owls", "captures": ["000.txt"], "abstract_starts": "Owls count"}\n'


def test_the_maintainers_folder_is_known_by_its_seeds_and_facts(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "shared", OURS)
    assert why_missing(folder, "seeds", FACTS, "data/ris") == ""
    assert why_missing(folder, "data/ris", "data/acl-xml") == f"the maintainers' folder {folder} lacks data/acl-xml"


@pytest.mark.parametrize("facts", ["", "[]", "null", "{", '{"title": "Owls"}'])
def test_another_folder_of_that_name_is_not_theirs(tmp_path: Path, facts: str) -> None:
    """The reason names the folder and what was expected in it."""
    folder = _folder(tmp_path / "shared", facts)
    assert str(folder) in why_missing(folder) and f"expected one with seeds/*.txt and {FACTS}" in why_missing(folder)


def test_an_empty_or_missing_folder_is_not_theirs(tmp_path: Path) -> None:
    assert "there is no such folder" in why_missing(tmp_path / "shared", "seeds")
    (tmp_path / "seeds").mkdir()
    assert f"expected one with seeds/*.txt and {FACTS}" in why_missing(tmp_path, "seeds")


def test_what_reads_the_shared_folder_is_marked_with_the_parts_it_reads() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(TESTS.rglob("*.py"))}
    shared = {path.parent: _reading(tree, set()) for path, tree in trees.items() if path.name == "conftest.py"}
    for path, tree in trees.items():
        reading = _reading(tree, {name for folder in path.parents for name in shared.get(folder, ())})
        for test in _functions(tree):
            if test.name.startswith("test_") and test.name in reading:
                assert _is_marked(test) or _is_marked(tree), (
                    f'{path}: {test.name} reads ../shared: mark it with @pytest.mark.shared("seeds"), or whatever it '
                    "reads there."
                )


def _reading(tree: ast.Module, fixtures: set[str]) -> set[str]:
    """The names in a module that read the folder, directly or by way of others."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "tests.shared")
    found = {alias.name for node in imports for alias in node.names} & ENTRANCES | fixtures
    before = -1
    while before != len(found):
        before = len(found)
        for statement in tree.body:
            if _names(statement) & found:
                found |= _defined(statement)
    return found


def _names(node: ast.AST) -> set[str]:
    """All names and arguments inside."""
    inside = list(ast.walk(node))
    return {n.id for n in inside if isinstance(n, ast.Name)} | {n.arg for n in inside if isinstance(n, ast.arg)}


def _defined(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def _is_marked(node: ast.FunctionDef | ast.Module) -> bool:
    """Whether a decorator, or the `pytestmark` of the module, is a marker that names parts."""
    if isinstance(node, ast.FunctionDef):
        return any("pytest.mark.shared(" in ast.unparse(decorator) for decorator in node.decorator_list)
    return any("pytestmark" in _defined(one) and "pytest.mark.shared(" in ast.unparse(one) for one in node.body)
