"""The engine that browsers fetch is its modules, joined."""

import re

import pytest

from generator.publish.search.scripts import ENGINE, MODULES, engine_script

IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./(\w+)\.js";$', re.M)
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.M)


def _text(name: str) -> str:
    return (ENGINE / f"{name}.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_an_earlier_one_exports(name: str) -> None:
    """So each is a module by itself, too, and can be joined in this order; every import is used."""
    text = _text(name)
    found = IMPORT.findall(text)
    assert len(found) == len(re.findall(r"^import\b", text, re.M)), f"{name}.js has an import that is not joined"
    for names, origin in found:
        assert origin in MODULES[: MODULES.index(name)], f"{name}.js imports {origin}.js, which comes after it"
        for one in names.split(", "):
            assert one in EXPORT.findall(_text(origin)), f"{origin}.js does not export {one}"
            assert len(re.findall(rf"\b{one}\b", text)) > 1, f"{name}.js does not use {one}"


def test_every_module_is_joined() -> None:
    assert sorted(MODULES) == sorted(path.stem for path in ENGINE.glob("*"))


def test_the_joined_engine_imports_nothing_and_exports_once() -> None:
    """Inside of it, what modules export to each other is private."""
    script = engine_script().decode()
    assert not re.search(r"^import\b", script, re.M)
    assert re.findall(r"^export\b.*", script, re.M) == [
        "export { compact, fetchLoader, fold, forms, isOneEdit, marks, openEngine, parse, words };"
    ]
    assert "\nfunction fold(text) {" in script and "\nasync function evaluate(index, " in script
